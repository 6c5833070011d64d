#include "certify/proven_time.h"

#include "base/clock.h"

enum { CLOCK_SLACK_S = 86400 };

static const char *why_not_now(const struct x509 *certificate, int64_t moment_s,
                               const struct validation *validation, struct arena *arena)
{
    int64_t revoked_at_s;
    const char *name = certificate->subject_text;
    if (moment_s < certificate->not_before_s || moment_s >= certificate->not_after_s)
        return arena_format(arena, "the certificate of '%s' is not in force on %s", name,
                            instant_text(moment_s, arena));
    if (validation_revoked(&revoked_at_s, validation, certificate))
        return arena_format(arena, "the certificate of '%s' was revoked on %s", name,
                            instant_text(revoked_at_s, arena));
    return NULL;
}

/* NULL when a timestamp is to be believed at a moment. */
static const char *why_not(const struct timestamp *stamp, int64_t moment_s,
                           const struct validation *validation, const struct trust *roots,
                           struct arena *arena)
{
    const struct x509 *root = &stamp->chain[stamp->chain_count - 1];
    bool is_trusted = false;
    for (size_t i = 0; i < roots->root_count; i++)
        is_trusted = is_trusted || x509_equal(&roots->roots[i], root);
    if (!is_trusted)
        return arena_format(arena, "'%s' is not among the roots of timestamps that were given",
                            root->subject_text);
    if (stamp->info.at_s > moment_s + CLOCK_SLACK_S)
        return arena_format(arena, "it was stamped on %s, later than the time it is judged at",
                            instant_text(stamp->info.at_s, arena));
    for (size_t i = 0; i < stamp->chain_count; i++) {
        const char *why = why_not_now(&stamp->chain[i], moment_s, validation, arena);
        if (why)
            return why;
    }
    return NULL;
}

struct proven_time proven_time_of(const struct validation *validation, const struct trust *roots,
                                  int64_t now_s, struct arena *arena)
{
    struct proven_time time = {.is_proven = false};
    int64_t moment_s = now_s;
    for (size_t i = validation->stamp_count; i-- > 0;) {
        const struct timestamp *stamp = &validation->stamps[i];
        const char *why = why_not(stamp, moment_s, validation, roots, arena);
        if (!why)
            moment_s = stamp->info.at_s;
        if (!why || !time.is_proven)
            time = (struct proven_time){!why, stamp->info.at_s, &stamp->chain[0], why};
    }
    return time;
}
