#include "assess/decision_make.h"

#include "assess/attempt.h"
#include "assess/conflict.h"
#include "assess/erasure.h"
#include "assess/institution.h"
#include "assess/part.h"
#include "assess/publication.h"
#include "assess/relationship.h"
#include "assess/result.h"
#include "assess/role.h"
#include "base/buffer.h"
#include "base/text.h"

static fallible check_decider(const struct desk *desk, const struct decision_case *of,
                              struct arena *arena)
{
    const char *warning;
    for (size_t i = 0; i < of->unit_count; i++)
        if (of->units[i].result.n)
            TRY(part_check(desk->db, desk->person, of->units[i].attempt, of->units[i].attempt_name,
                           "another certifier decides"));
    return conflict_check(&warning, desk->db, desk->person, of->candidate, NULL, of->today, arena);
}

fallible decision_check_free(const struct desk *desk, struct decision_id id)
{
    SCOPED_ARENA(arena);
    struct decision decision;
    const char *today, *warning;
    TRY(decision_of(&decision, desk->db, id, arena));
    for (size_t i = 0; i < decision.result_count; i++) {
        struct result result;
        struct attempt attempt;
        TRY(result_by_id(&result, desk->db, decision.results[i], arena));
        TRY(attempt_of(&attempt, desk->db, result.attempt, arena));
        TRY(part_check(desk->db, desk->person, attempt.id, attempt.name, "another certifier acts"));
    }
    TRY(institution_today(&today, desk, arena));
    return conflict_check(&warning, desk->db, desk->person, decision.candidate, NULL, today, arena);
}

/* "UST-CK-HK-02 is missing, UST-CK-HK-04 is not yet competent" */
static const char *what_lacks(const struct decision_case *of, struct arena *arena)
{
    struct buffer list = buffer_make(arena, 8192);
    for (size_t i = 0; i < of->unit_count; i++) {
        const struct unit_case *unit = &of->units[i];
        if (unit->standing == UNIT_COMPETENT)
            continue;
        buffer_add_format(&list, "%s'%s' is %s", list.size ? ", " : "", unit->unit,
                          unit_standing_name(unit->standing));
        if (unit->standing == UNIT_EXPIRED)
            buffer_add_format(&list, " (until %s)", unit->banked_until);
    }
    return buffer_text(&list);
}

static fallible check_not_withheld(const struct decision_case *of)
{
    for (size_t i = 0; i < of->unit_count; i++)
        if (of->units[i].standing == UNIT_WITHHELD)
            return error_hint(error_make(ERROR_REFUSED, "the result of '%s' is withheld",
                                         of->units[i].attempt_name),
                              "an inquiry into it runs: defer with a reason, or wait for its end "
                              "(workflow, states of a unit result)");
    return NULL;
}

/* That nothing stands against the results themselves. */
static fallible check_results(struct db *db, const struct decision_case *of, struct arena *arena)
{
    TRY(check_not_withheld(of));
    for (size_t i = 0; i < of->unit_count; i++) {
        struct attempt attempt;
        if (!of->units[i].result.n)
            continue;
        TRY(attempt_of(&attempt, db, of->units[i].attempt, arena));
        TRY(conflict_check_looked(db, &attempt));
    }
    return NULL;
}

static fallible check_granted(const struct decision_case *of, struct arena *arena)
{
    const char *lacks = what_lacks(of, arena);
    if (!*lacks)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "'%s' cannot be granted '%s': %s",
                                 of->candidate_ref, of->scheme->id, lacks),
                      "every unit counts by its newest result; refuse or defer with a reason");
}

static fallible check_not_granted(const struct decision_case *of, enum decision_outcome outcome,
                                  const char *reason)
{
    bool tested = false;
    if (!reason || !*reason)
        return error_hint(error_make(ERROR_REFUSED, "a decision is %s only with a reason",
                                     decision_outcome_name(outcome)),
                          "say why: the candidate may appeal (workflow, rule 8)");
    for (size_t i = 0; i < of->unit_count; i++)
        tested = tested || of->units[i].result.n;
    if (tested || outcome != DECISION_REFUSED)
        return NULL;
    return error_hint(
        error_make(ERROR_REFUSED, "'%s' has no result in '%s'", of->candidate_ref, of->scheme->id),
        "a case without results is deferred, not refused");
}

/* What a decision would take the place of, and why it may. */
struct succession {
    struct decision_id replaces; /* 0: nothing */
    struct appeal_id appeal;     /* that it answers; 0: none */
};

static fallible check_other_person(const struct desk *desk, const struct decision *latest)
{
    if (latest->by.n != desk->person.n)
        return NULL;
    return error_hint(
        error_make(ERROR_REFUSED, "the decision of %s to be replaced is your own", latest->day),
        "a decision is replaced by another person (workflow, states)");
}

static fallible check_not_live(const struct desk *desk, const struct decision_case *of,
                               enum decision_outcome outcome)
{
    bool live = false;
    const struct decision *latest = &of->latest;
    if (latest->outcome == DECISION_GRANTED)
        TRY(decision_live(&live, desk->db, latest->id, of->today));
    if (!live || (of->renews && outcome == DECISION_GRANTED))
        return NULL;
    if (of->renews)
        return error_hint(
            error_make(ERROR_REFUSED, "a renewal is not %s", decision_outcome_name(outcome)),
            "without a new decision the certificate of %s runs out by itself", latest->day);
    return error_hint(error_make(ERROR_CONFLICT, "'%s' was granted '%s' on %s", of->candidate_ref,
                                 of->scheme->id, latest->day),
                      "one live certificate for each person and scheme (workflow, rule 7): "
                      "issue, or end, the one there is");
}

/* An appeal against the latest decision that was sent back to be decided again. */
static fallible find_remitted(struct appeal *out, const struct desk *desk,
                              const struct decision *latest, struct arena *arena)
{
    struct person_id remitter;
    const struct appeal_subject subject = {.decision = latest->id};
    TRY(appeal_against(out, desk->db, &subject, arena));
    if (!out->id.n || !text_equal(out->state, "remitted")) {
        out->id.n = 0;
        return NULL;
    }
    TRY(appeal_mover(&remitter, desk->db, out->id, "remitted"));
    if (remitter.n == desk->person.n)
        return error_hint(
            error_make(ERROR_REFUSED, "you sent the decision of %s back yourself", latest->day),
            "what is remitted is decided again by another person");
    return check_other_person(desk, latest);
}

static fallible find_succession(struct succession *out, const struct desk *desk,
                                const struct decision_case *of, enum decision_outcome outcome,
                                struct arena *arena)
{
    struct appeal appeal;
    bool undermined;
    const struct decision *latest = &of->latest;
    *out = (struct succession){0};
    if (!latest->id.n)
        return NULL;
    if (latest->outcome == DECISION_DEFERRED) {
        out->replaces = latest->id;
        return NULL;
    }
    TRY(find_remitted(&appeal, desk, latest, arena));
    if (appeal.id.n) {
        *out = (struct succession){latest->id, appeal.id};
        return NULL;
    }
    TRY(check_not_live(desk, of, outcome));
    if (of->decided)
        return error_hint(error_make(ERROR_CONFLICT, "'%s' was %s '%s' on %s on these results",
                                     of->candidate_ref, decision_outcome_name(latest->outcome),
                                     of->scheme->id, latest->day),
                          "a decision is replaced only by an appeal; a new one needs a new result");
    TRY(decision_undermined(&undermined, desk->db, latest->id, INT64_MAX));
    if (!undermined)
        return NULL;
    out->replaces = latest->id;
    return check_other_person(desk, latest);
}

static struct decision draft(const struct decision_case *of, enum decision_outcome outcome,
                             const char *reason, struct succession succession, struct arena *arena)
{
    struct result_id *results = ARENA_ARRAY(arena, struct result_id, of->unit_count);
    struct decision decision = {.candidate = of->candidate,
                                .scheme_version = of->scheme_version,
                                .outcome = outcome,
                                .day = of->today,
                                .reason = reason && *reason ? reason : NULL,
                                .results = results,
                                .replaces = succession.replaces,
                                .appeal = succession.appeal};
    for (size_t i = 0; i < of->unit_count; i++)
        if (of->units[i].result.n)
            results[decision.result_count++] = of->units[i].result;
    return decision;
}

/* What stands in its way apart from decisions before. */
static fallible check_case(struct db *db, const struct decision_case *of,
                           enum decision_outcome outcome, const char *reason, struct arena *arena)
{
    if (outcome != DECISION_DEFERRED)
        TRY(check_results(db, of, arena));
    return outcome == DECISION_GRANTED ? check_granted(of, arena)
                                       : check_not_granted(of, outcome, reason);
}

fallible decision_make(struct decision *out, struct desk *desk, struct candidate_id candidate,
                       const char *scheme, enum decision_outcome outcome, const char *reason,
                       struct arena *arena)
{
    struct decision_case of;
    struct succession succession;
    TRY(role_require(desk, TASK_DECIDE, NULL));
    TRY(journal_check_clock(desk));
    TRY(erasure_check_none(desk->db, candidate));
    TRY(decision_case_of(&of, desk, candidate, scheme, arena));
    TRY(check_decider(desk, &of, arena));
    TRY(find_succession(&succession, desk, &of, outcome, arena));
    TRY(check_case(desk->db, &of, outcome, reason, arena));
    struct decision decision = draft(&of, outcome, reason, succession, arena);
    TRY(decision_write(&decision, desk, arena));
    *out = decision;
    return NULL;
}

fallible decision_replace(struct decision *out, struct desk *desk, const struct appeal *appeal,
                          enum decision_outcome outcome, const char *reason, struct arena *arena)
{
    struct decision_case of;
    struct decision old;
    const struct scheme *scheme;
    TRY(role_require(desk, TASK_DECIDE, NULL));
    TRY(journal_check_clock(desk));
    TRY(decision_of(&old, desk->db, appeal->subject.decision, arena));
    TRY(publication_scheme(&scheme, desk->db, old.scheme_version, arena));
    TRY(decision_case_of(&of, desk, old.candidate, scheme->id, arena));
    if (of.latest.id.n != old.id.n)
        return error_hint(error_make(ERROR_CONFLICT, "'%s' was decided anew on %s",
                                     of.candidate_ref, of.latest.day),
                          "dismiss the appeal: what it is about no longer holds");
    if (outcome == old.outcome)
        return error_hint(
            error_make(ERROR_REFUSED, "it is %s already", decision_outcome_name(outcome)),
            "dismiss the appeal when the decision stands");
    TRY(check_decider(desk, &of, arena));
    TRY(check_other_person(desk, &old));
    TRY(check_case(desk->db, &of, outcome, reason, arena));
    struct decision decision = draft(&of, outcome, reason, (struct succession){old.id, appeal->id},
                                     arena);
    TRY(decision_write(&decision, desk, arena));
    *out = decision;
    return NULL;
}
