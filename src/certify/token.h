/* Keys that never leave a token (a smart card, an HSM), used through PKCS#11 (OASIS, 2.40) and
 * named by a URI (RFC 7512), for example
 *
 *   pkcs11:token=usta;object=signer-2027?module-path=/usr/lib/softhsm/libsofthsm2.so
 *
 * The only file that knows how the library reaches a token: OpenSSL 3.0's engine of libp11. */
#ifndef USTA_CERTIFY_TOKEN_H
#define USTA_CERTIFY_TOKEN_H

#include "certify/private_key.h"

enum { TOKEN_URI_LIMIT = 1024 };

/* ERROR_REFUSED unless uri is one of PKCS#11 that names an object or id, and no PIN: that would lie
 * in a file, or stand in the list of processes. Of the query (RFC 7512, 2.3, "pk11-query") only
 * module-path is taken; without it p11-kit says which modules there are. */
fallible token_check_uri(const char *uri);

/* Opens the private key; it is closed like any other. ERROR_ENVIRONMENT when module, token or key
 * is not there, the PIN is wrong, or the key is weak or of an unknown kind; begins with what. */
fallible token_open(struct private_key **out, const char *uri, const struct secret *pin,
                    const char *what);

#endif
