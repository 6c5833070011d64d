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

/* Finds the root of each signer: none may lead nowhere. */
static fallible check_signers(struct trust *trust, const char *what, struct arena *arena)
{
    size_t *roots = ARENA_ARRAY(arena, size_t, trust->signer_count);
    for (size_t i = 0; i < trust->signer_count; i++) {
        SCOPED_ERROR error = check_signer(&roots[i], &trust->signers[i], trust);
        if (error)
            return error_make(ERROR_REFUSED, "%s: '%s': %s", what, trust->signers[i].subject_text,
                              error_message(error));
    }
    trust->signer_roots = roots;
    return NULL;
}

fallible trust_read(struct trust *out, struct bytes pem, const char *what, struct arena *arena)
{
    struct x509 *list;
    size_t count;
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
    TRY(check_signers(&trust, what, arena));
    *out = trust;
    return NULL;
}

fallible trust_of_chain(struct trust *out, const struct x509 *chain, size_t count,
                        struct arena *arena)
{
    struct trust trust = {.roots = &chain[count - 1], .root_count = 1};
    trust.signers = chain;
    trust.signer_count = count == 2 ? 1 : 0; /* longer chains are checked in full each time */
    TRY(check_signers(&trust, "the signer's chain", arena));
    *out = trust;
    return NULL;
}

static const struct x509 *find_among(const struct x509 *list, size_t count, struct bytes der)
{
    for (size_t i = 0; i < count; i++)
        if (bytes_equal(list[i].der, der))
            return &list[i];
    return NULL;
}

const struct x509 *trust_find(const struct trust *trust, struct bytes der)
{
    const struct x509 *signer = find_among(trust->signers, trust->signer_count, der);
    return signer ? signer : find_among(trust->roots, trust->root_count, der);
}

/* Whether trust_read has checked exactly this chain. */
static bool is_checked(const struct trust *known, const struct x509 *chain, size_t count)
{
    for (size_t i = 0; known && count == 2 && i < known->signer_count; i++)
        if (x509_equal(&known->signers[i], &chain[0]) &&
            x509_equal(&known->roots[known->signer_roots[i]], &chain[1]))
            return true;
    return false;
}

static fallible check_to_own_root(const struct x509 *chain, size_t count, int64_t at_s)
{
    size_t root;
    SCOPED_ERROR error = x509_check_chain(&root, chain, count, &chain[count - 1], 1, at_s);
    return error ? error_make(ERROR_REFUSED, "%s", error_message(error)) : NULL;
}

fallible trust_check_chain(const struct trust *known, const struct x509 *chain, size_t count,
                           int64_t at_s)
{
    if (!is_checked(known, chain, count))
        return check_to_own_root(chain, count, at_s);
    for (size_t i = 0; i < count; i++)
        if (at_s < chain[i].not_before_s || at_s >= chain[i].not_after_s)
            return error_make(ERROR_REFUSED, "the certificate of '%s' is not in force then",
                              chain[i].subject_text);
    return NULL;
}

static const struct judgement *found(enum verdict verdict, const char *rule, const char *why,
                                     struct arena *arena)
{
    struct judgement *judgement = ARENA_NEW(arena, struct judgement);
    *judgement = (struct judgement){verdict, why, rule};
    return judgement;
}

static const struct judgement *check_root(const struct trust *trust, const struct x509 *root,
                                          struct arena *arena)
{
    static const char rule[] = "RFC 5280, 6.1.1 (d)";
    if (find_among(trust->roots, trust->root_count, root->der))
        return NULL;
    const char *name = root->subject_text;
    if (trust->root_count == 0)
        return found(
            VERDICT_UNKNOWN_ISSUER, rule,
            arena_format(arena, "no roots to trust were given, so '%s' is not known", name), arena);
    return found(VERDICT_UNKNOWN_ISSUER, rule,
                 arena_format(arena, "'%s' is not among the roots that were given", name), arena);
}

const struct judgement *trust_check(const struct trust *trust, const struct x509 *chain,
                                    size_t count, const struct trust_moments *moments,
                                    struct arena *arena)
{
    static const char rule[] = "RFC 5280, 6.1.3 (a)(2)";
    const struct judgement *fault = check_root(trust, &chain[count - 1], arena);
    if (fault)
        return fault;
    int64_t now_s = moments->now_s, signed_at_s = moments->signed_at_s;
    if (now_s < signed_at_s - CLOCK_SLACK_S)
        return found(VERDICT_COULD_NOT_CHECK, rule,
                     arena_format(arena, "this computer's clock says %s, before the signing on %s",
                                  instant_text(now_s, arena), instant_text(signed_at_s, arena)),
                     arena);
    for (size_t i = 0; i < count; i++)
        if (moments->judged_at_s >= chain[i].not_after_s)
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
        key_id(own, trust->signers[i].spki);
        if (memcmp(own, kid, KID_SIZE) != 0)
            continue;
        struct x509 *chain = ARENA_ARRAY(arena, struct x509, 2);
        chain[0] = trust->signers[i];
        chain[1] = trust->roots[trust->signer_roots[i]];
        *count = 2;
        return chain;
    }
    return NULL;
}
