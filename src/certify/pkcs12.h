/* Keys that come with their certificates in one file (PKCS #12, RFC 7292), as authorities hand them
 * out. */
#ifndef USTA_CERTIFY_PKCS12_H
#define USTA_CERTIFY_PKCS12_H

#include "certify/private_key.h"

enum { PKCS12_LIMIT = 256 * 1024 };

/* The key, and its chain: whose certificate it is first, then whoever issued it, as far as they are
 * in the file. ERROR_REFUSED for a file of another form, a wrong passphrase, or one without key and
 * certificate; ERROR_ENVIRONMENT for a weak key. Messages begin with what. */
fallible pkcs12_read(struct private_key **key, struct x509 **chain, size_t *count,
                     struct bytes file, const struct secret *passphrase, const char *what,
                     struct arena *arena);

#endif
