#include "certify/validation.h"

#include "base/clock.h"

static size_t add_chain(const struct x509 **out, size_t count, const struct x509 *chain,
                        size_t chain_count)
{
    for (size_t i = 0; i < chain_count; i++) {
        size_t at = 0;
        while (at < count && !x509_equal(out[at], &chain[i]))
            at++;
        out[at] = &chain[i];
        count += at == count;
    }
    return count;
}

size_t validation_certificates(const struct x509 *out[static VALIDATION_LIMIT],
                               const struct validation *validation)
{
    ASSERT(validation->stamp_count <= VALIDATION_STAMPS_LIMIT);
    size_t count = add_chain(out, 0, validation->cms->chain, validation->cms->chain_count);
    for (size_t i = 0; i < validation->stamp_count; i++)
        count = add_chain(out, count, validation->stamps[i].chain,
                          validation->stamps[i].chain_count);
    return count;
}

static fallible check_signed(const struct crl *crl, const struct validation *validation,
                             struct arena *arena)
{
    const struct x509 *certificates[VALIDATION_LIMIT];
    size_t count = validation_certificates(certificates, validation);
    for (size_t i = 0; i < count; i++) {
        if (!bytes_equal(certificates[i]->subject, crl->issuer))
            continue;
        return crl_check(crl, certificates[i], arena);
    }
    return error_make(ERROR_REFUSED, "a revocation list is of none of the authorities that the "
                                     "signatures rest on");
}

/* A list made, or still in force, after an instant. */
static bool has_list(const struct validation *validation, const struct x509 *certificate,
                     int64_t at_s, bool made_after)
{
    for (size_t i = 0; i < validation->crl_count; i++) {
        const struct crl *crl = &validation->crls[i];
        int64_t reaches_s = made_after ? crl->this_update_s : crl->next_update_s;
        if (bytes_equal(crl->issuer, certificate->issuer) && reaches_s >= at_s)
            return true;
    }
    return false;
}

static fallible check_chain(const struct validation *validation, const struct x509 *chain,
                            size_t count, int64_t at_s, bool made_after)
{
    SCOPED_ARENA(arena);
    for (size_t i = 0; i < count; i++) {
        if (chain[i].is_root || has_list(validation, &chain[i], at_s, made_after))
            continue;
        return error_hint(
            error_make(ERROR_REFUSED, "no revocation list of the issuer of '%s' %s %s",
                       chain[i].subject_text, made_after ? "was made since" : "was in force on",
                       instant_text(at_s, arena)),
            "get the newest list of that authority and give it with --crl FILE "
            "(ETSI EN 319 142-1, 5.4.2)");
    }
    return NULL;
}

fallible validation_check(const struct validation *validation, struct arena *arena)
{
    if (!validation->stamp_count)
        return error_make(ERROR_REFUSED, "validation data without a timestamp before them");
    for (size_t i = 0; i < validation->crl_count; i++)
        TRY(check_signed(&validation->crls[i], validation, arena));
    TRY(check_chain(validation, validation->cms->chain, validation->cms->chain_count,
                    validation->stamps[0].info.at_s, true));
    for (size_t i = 0; i < validation->stamp_count; i++)
        TRY(check_chain(validation, validation->stamps[i].chain, validation->stamps[i].chain_count,
                        validation->stamps[i].info.at_s, false));
    return NULL;
}

bool validation_revoked(int64_t *revoked_at_s, const struct validation *validation,
                        const struct x509 *certificate)
{
    bool found = false;
    for (size_t i = 0; i < validation->crl_count; i++) {
        int64_t at_s;
        if (!crl_find(&at_s, &validation->crls[i], certificate))
            continue;
        *revoked_at_s = found && *revoked_at_s < at_s ? *revoked_at_s : at_s;
        found = true;
    }
    return found;
}
