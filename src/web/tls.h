/* TLS (RFC 8446; 1.2 and later) for the listening side: tablets in the centre's network need a
 * secure context, with or without a certificate that somebody else issued. */
#ifndef USTA_WEB_TLS_H
#define USTA_WEB_TLS_H

#include "base/clock.h"
#include "base/random.h"

struct tls;
struct ssl_st; /* a session, of OpenSSL */

/* The certificate chain and the unencrypted private key, in PEM files. ERROR_ENVIRONMENT naming the
 * file when one cannot be read, or the two do not belong together. */
fallible tls_open(struct tls **out, const char *certificate, const char *key);
void tls_close(struct tls *tls); /* NULL does nothing */

/* A session for a connection that was accepted; whoever takes it frees it. */
struct ssl_st *tls_session(struct tls *tls);

/* Makes certificate.pem and key.pem in folder for these names (DNS names or addresses, NULL ends
 * the list), signed by itself and valid for TLS_DAYS, unless they are there. The key is readable by
 * its owner alone. */
fallible tls_make(const char *folder, const char *const *names, const struct clock *clock);

enum { TLS_DAYS = 820 }; /* some browsers take no longer ones than 825 */

#endif
