/* Further signers in a keyring's folder: made under the centre's own authority, or certified by
 * another one. Files are never overwritten; which are there without being registered (key_signer.h)
 * count for nothing. */
#ifndef USTA_CERTIFY_KEYRING_ADD_H
#define USTA_CERTIFY_KEYRING_ADD_H

#include "certify/key_owner.h"
#include "certify/keyring.h"

/* What a signer shall be. */
struct keyring_order {
    const char *folder, *ref;
    enum signature_algorithm algorithm; /* of a new key */
    const char *uri;                    /* of a key in a token instead; NULL: none */
    struct x509_name subject; /* without TEST; keyring_make adds it below a TEST authority */
    int64_t from_s, until_s;  /* of the certificate */
    struct keyring_access access;
    struct random *random;
};

/* The centre's own authority, with its certificate, which it has in a chain of one.
 * ERROR_ENVIRONMENT as keyring_open; a centre that is certified by others alone has none. */
fallible keyring_open_authority(struct key_owner *out, const char *folder,
                                const struct secret *passphrase, struct arena *arena);

/* Makes a signer under that authority. ERROR_CONFLICT when there are such files, ERROR_REFUSED when
 * it would outlast the authority. */
fallible keyring_make(const struct keyring_order *order, struct arena *arena);

/* Makes a key and asks for its certificate: *csr in PEM (also in REF.csr), its key in *spki. */
fallible keyring_ask(const char **csr, struct bytes *spki, const struct keyring_order *order,
                     struct arena *arena);

/* Puts the answer beside the key that is there, or that a token has (order->uri). ERROR_REFUSED
 * when the certificate is for another key, or not fit (signer_check_fit). */
fallible keyring_install(const struct keyring_order *order, const struct x509 *chain, size_t count,
                         struct arena *arena);

/* Takes in a key with its chain; it is encrypted anew with the keyring's passphrase. */
fallible keyring_take(const struct keyring_order *order, const struct private_key *key,
                      const struct x509 *chain, size_t count, struct arena *arena);

/* Removes what one of the above made, of which nothing was recorded. */
void keyring_forget(const char *folder, const char *ref, bool with_key);

#endif
