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
    return error_hint(error_make(ERROR_ENVIRONMENT, "the signer's certificate ended on %s",
                                 instant_text(own->not_after_s, arena)),
                      "install a new signer; what the old one signed in time stays as it is");
}

static fallible check_lasts(const struct x509 *own, int64_t needed_until_s, struct arena *arena)
{
    if (needed_until_s <= own->not_after_s)
        return NULL;
    return error_hint(error_make(ERROR_ENVIRONMENT,
                                 "the signer's certificate ends on %s, before what it should sign "
                                 "does (%s)",
                                 instant_text(own->not_after_s, arena),
                                 instant_text(needed_until_s, arena)),
                      "install a signer that lasts longer");
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
        return error_make(ERROR_ENVIRONMENT, "%s", error_message(fault));
    return NULL;
}
