#include "certify/signer.h"

#include "base/clock.h"
#include "certify/trust.h"

static fallible check_begun(const struct x509 *own, int64_t now_s, struct arena *arena)
{
    if (now_s >= own->not_before_s)
        return NULL;
    return error_hint(error_make(ERROR_ENVIRONMENT,
                                 "the signer's certificate is not valid before %s, and it is %s",
                                 instant_text(own->not_before_s, arena),
                                 instant_text(now_s, arena)),
                      "check this computer's clock");
}

static fallible check_not_ended(const struct x509 *own, int64_t now_s, struct arena *arena)
{
    if (now_s < own->not_after_s)
        return NULL;
    return error_hint(
        error_make(ERROR_ENVIRONMENT, "the signer's certificate ended on %s",
                   instant_text(own->not_after_s, arena)),
        "make a new one (usta key make); what the old one signed in time stays as it is");
}

static fallible check_lasts(const struct x509 *own, int64_t needed_until_s, struct arena *arena)
{
    if (needed_until_s <= own->not_after_s)
        return NULL;
    return error_hint(
        error_make(ERROR_ENVIRONMENT,
                   "the signer's certificate ends on %s, before what it should sign "
                   "does (%s)",
                   instant_text(own->not_after_s, arena), instant_text(needed_until_s, arena)),
        "make one that lasts longer: usta key make (baseline B is judged as of today)");
}

static fallible check_own(const struct x509 *own)
{
    static const char rule[] =
        "a signer's certificate has CA:FALSE, the key usage digitalSignature and "
        "nonRepudiation, and no extended usage but document signing "
        "(RFC 5280, 4.2.1.3; RFC 9336): ask its authority for such a one";
    SCOPED_ARENA(arena);
    struct public_key *key;
    if (!own->may_sign_documents)
        return error_hint(error_make(ERROR_REFUSED,
                                     "the first certificate is not one for signing documents: %s",
                                     own->is_authority ? "it is that of an authority (CA:TRUE)"
                                                       : "its usage is another"),
                          "%s", rule);
    SCOPED_ERROR weak = public_key_read(&key, own->spki, arena);
    if (weak)
        return error_hint(
            error_make(ERROR_REFUSED, "the certificate's key: %s", error_message(weak)),
            "keys are ECDSA P-256, or RSA of 3072 bits and more (NIST SP 800-57)");
    return NULL;
}

static fallible check_order(const struct x509 *chain, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++)
        if (!bytes_equal(chain[i].issuer, chain[i + 1].subject))
            return error_hint(
                error_make(ERROR_REFUSED, "certificate %zu did not issue the one before it", i + 2),
                "put the whole chain into the file: the signer first, the root last");
    if (chain[count - 1].is_root)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "the last certificate is no root"),
                      "put the whole chain into the file: the signer first, the root last");
}

fallible signer_check_fit(const struct x509 *chain, size_t count)
{
    TRY(check_own(&chain[0]));
    TRY(check_order(chain, count));
    SCOPED_ERROR fault = trust_check_chain(NULL, chain, count, chain[0].not_before_s);
    if (fault)
        return error_hint(
            error_make(ERROR_REFUSED, "%s", error_message(fault)),
            "a chain holds when each signature in it does, with SHA-256 or better and "
            "keys of 128 bits of strength (RFC 5280, 6.1): ask its authority");
    return NULL;
}

fallible signer_check(const struct signer *signer, int64_t now_s, int64_t needed_until_s)
{
    SCOPED_ARENA(arena);
    ASSERT(signer->chain_count >= 1);
    const struct x509 *own = &signer->chain[0];
    TRY(check_begun(own, now_s, arena));
    TRY(check_not_ended(own, now_s, arena));
    TRY(check_lasts(own, needed_until_s, arena));
    SCOPED_ERROR fault = trust_check_chain(signer->known, signer->chain, signer->chain_count,
                                           now_s);
    if (fault)
        return error_hint(error_make(ERROR_ENVIRONMENT, "%s", error_message(fault)),
                          "choose another signer, or make one: usta key make");
    return NULL;
}
