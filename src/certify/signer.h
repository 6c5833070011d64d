/* Whoever can sign, behind one call: the keyring of this process, a token (token.h), a separate
 * signer process later. What signs gets the whole message, never only a digest, so that it can look
 * at what it is asked to sign. */
#ifndef USTA_CERTIFY_SIGNER_H
#define USTA_CERTIFY_SIGNER_H

#include "certify/signature.h"
#include "certify/x509.h"

struct trust;

struct signer {
    /* Signs message with the signer's key in the form signature.h gives for its algorithm (ES256
     * with s ≤ n/2). ERROR_ENVIRONMENT when the key cannot be used. */
    fallible (*sign)(const struct signer *signer, struct signature *out, struct bytes message);
    enum signature_algorithm algorithm;
    size_t signature_size;    /* bytes of each of its signatures, in that form */
    struct bytes spki;        /* its public key, SubjectPublicKeyInfo in DER */
    const struct x509 *chain; /* its certificate first, each next one issued the one before, the
                               * root last; none for the key of the journal's head */
    size_t chain_count;
    const struct trust *known; /* holds the chain, so that what is signed is checked quickly
                                * (pades_check.h); NULL: there is none */
    const void *context;       /* of whoever made it */
};

static inline fallible signer_sign(struct signature *out, const struct signer *signer,
                                   struct bytes message)
{
    return signer->sign(signer, out, message);
}

/* ERROR_REFUSED, with the rule as its hint, unless chain (signer first, root last) is fit to sign
 * documents whatever the day: usage, strength, and that it holds in itself. */
fallible signer_check_fit(const struct x509 *chain, size_t count);

/* Before anything is signed: ERROR_ENVIRONMENT, with a hint, unless the signer's chain holds now
 * and its certificate lasts until needed_until_s, so that what it signs can be judged for as long
 * as that is valid (baseline B has no other time than now). */
fallible signer_check(const struct signer *signer, int64_t now_s, int64_t needed_until_s);

#endif
