#include "certify/trust.h"

#include "base/clock.h"

enum { CLOCK_SLACK_S = 86400 };

struct trust trust_none(void)
{
    return (struct trust){0};
}

/* Whether it leads to one of the roots, at the time it begins: dates are judged when it is used. */
static fallible check_signer(size_t *root, const struct x509 *signer, const struct trust *trust)
{
    return x509_check_chain(root, signer, 1, trust->roots, trust->root_count, signer->not_before_s);
}

fallible trust_read(struct trust *out, struct bytes pem, const char *what, struct arena *arena)
{
    struct x509 *list;
    size_t count, root;
    struct trust trust = {0};
    TRY(x509_read_pem(&list, &count, TRUST_LIMIT, pem, what, arena));
    struct x509 *roots = ARENA_ARRAY(arena, struct x509, count);
    struct x509 *signers = ARENA_ARRAY(arena, struct x509, count);
    for (size_t i = 0; i < count; i++)
        *(list[i].is_root ? &roots[trust.root_count++] : &signers[trust.signer_count++]) = list[i];
    trust.roots = roots;
    trust.signers = signers;
    if (trust.root_count == 0)
        return error_make(ERROR_REFUSED, "%s holds no root", what);
    for (size_t i = 0; i < trust.signer_count; i++) {
        SCOPED_ERROR error = check_signer(&root, &signers[i], &trust);
        if (error)
            return error_make(ERROR_REFUSED, "%s: '%s': %s", what, signers[i].subject_text,
                              error_message(error));
    }
    *out = trust;
    return NULL;
}

static const struct finding *found(enum verdict verdict, const char *rule, const char *why,
                                   struct arena *arena)
{
    struct finding *finding = ARENA_NEW(arena, struct finding);
    *finding = (struct finding){verdict, why, rule};
    return finding;
}

static bool is_trusted(const struct trust *trust, const struct x509 *root)
{
    for (size_t i = 0; i < trust->root_count; i++)
        if (x509_equal(&trust->roots[i], root))
            return true;
    return false;
}

static const struct finding *check_root(const struct trust *trust, const struct x509 *root,
                                        struct arena *arena)
{
    static const char rule[] = "RFC 5280, 6.1.1 (d)";
    if (is_trusted(trust, root))
        return NULL;
    const char *name = root->subject_text;
    if (trust->root_count == 0)
        return found(
            VERDICT_UNKNOWN_ISSUER, rule,
            arena_format(arena, "no roots to trust were given, so '%s' is not known", name), arena);
    return found(VERDICT_UNKNOWN_ISSUER, rule,
                 arena_format(arena, "'%s' is not among the roots that were given", name), arena);
}

const struct finding *trust_check(const struct trust *trust, const struct x509 *chain, size_t count,
                                  int64_t signed_at_s, int64_t now_s, struct arena *arena)
{
    static const char rule[] = "RFC 5280, 6.1.3 (a)(2)";
    const struct finding *fault = check_root(trust, &chain[count - 1], arena);
    if (fault)
        return fault;
    if (now_s < signed_at_s - CLOCK_SLACK_S)
        return found(VERDICT_COULD_NOT_CHECK, rule,
                     arena_format(arena, "this computer's clock says %s, before the signing on %s",
                                  instant_text(now_s, arena), instant_text(signed_at_s, arena)),
                     arena);
    for (size_t i = 0; i < count; i++)
        if (now_s >= chain[i].not_after_s)
            return found(VERDICT_EXPIRED, rule,
                         arena_format(arena, "the certificate of '%s' ended on %s",
                                      chain[i].subject_text,
                                      instant_text(chain[i].not_after_s, arena)),
                         arena);
    return NULL;
}

const struct x509 *trust_find_signer(size_t *count, const struct trust *trust,
                                     const uint8_t kid[static KID_SIZE], struct arena *arena)
{
    for (size_t i = 0; i < trust->signer_count; i++) {
        uint8_t own[KID_SIZE];
        size_t root;
        key_id(own, trust->signers[i].spki);
        if (memcmp(own, kid, KID_SIZE) != 0)
            continue;
        struct error *error = check_signer(&root, &trust->signers[i], trust);
        ASSERT(!error); /* it was checked when it was read */
        struct x509 *chain = ARENA_ARRAY(arena, struct x509, 2);
        chain[0] = trust->signers[i];
        chain[1] = trust->roots[root];
        *count = 2;
        return chain;
    }
    return NULL;
}
