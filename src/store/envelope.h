/* Envelopes: bytes that only the holder of a private key can read, and nobody can change unseen.
 * Each is a CMS AuthEnvelopedData (RFC 5083) in DER with AES-256-GCM (RFC 5084) to one certificate:
 * an RSA key by OAEP with SHA-256 (RFC 3560), an elliptic curve by ECDH with SHA-256 (RFC 5753). So
 *     openssl cms -decrypt -binary -inform DER -in FILE -inkey KEY
 * opens one without this program. An envelope does not say who sealed it: anybody can. */
#ifndef USTA_STORE_ENVELOPE_H
#define USTA_STORE_ENVELOPE_H

#include "base/arena.h"
#include "base/secret.h"

/* Whom envelopes are for: the certificate of a recovery key. */
struct envelope_recipient;
void envelope_recipient_cleanup(struct envelope_recipient **recipient);
#define SCOPED_RECIPIENT                                                                           \
    __attribute__((cleanup(envelope_recipient_cleanup))) struct envelope_recipient *

/* The first certificate in a PEM file. ERROR_REFUSED when there is none, or its key is neither RSA
 * of 3072 bits or more nor of an elliptic curve of 256 or more; what names the file. */
fallible envelope_recipient_read(struct envelope_recipient **out, struct bytes pem,
                                 const char *what);

/* The private half. Lives in OpenSSL's memory alone and is wiped when it closes. */
struct envelope_key;
void envelope_key_cleanup(struct envelope_key **key);
#define SCOPED_ENVELOPE_KEY __attribute__((cleanup(envelope_key_cleanup))) struct envelope_key *

/* A private key in PEM, encrypted with the passphrase. ERROR_REFUSED for a wrong passphrase or what
 * is no encrypted key; what names the file. */
fallible envelope_key_read(struct envelope_key **out, struct bytes pem,
                           const struct secret *passphrase, const char *what);

fallible envelope_seal(struct bytes *out, const struct envelope_recipient *recipient,
                       struct bytes plain, struct arena *arena);

/* What was sealed, once all of it has proven to be unchanged. ERROR_REFUSED for another key, and
 * for an envelope that is cut off or altered. */
fallible envelope_open(struct bytes *out, const struct envelope_key *key, struct bytes sealed,
                       struct arena *arena);

#endif
