#include "cli/decide.h"

#include "assess/attempt.h"
#include "assess/conflict.h"
#include "assess/decision_make.h"
#include "assess/person.h"
#include "assess/publication.h"
#include "assess/resit.h"
#include "base/text.h"
#include "cli/grounds.h"
#include "cli/incident.h"
#include "cli/listing.h"
#include "cli/progress.h"

static const struct shown decision_columns[] = {{"candidate", "CANDIDATE"},
                                                {"scheme", "SCHEME"},
                                                {"outcome", "DECISION"},
                                                {"day", "DAY"},
                                                {"by", "BY"},
                                                {"reason", "REASON"},
                                                {NULL, NULL}};

/* Units that are tested and stand in the way. */
static struct value *failed_units(const struct decision_case *decided, struct arena *arena)
{
    struct value *array = value_array(arena);
    for (size_t i = 0; i < decided->unit_count; i++)
        if (decided->units[i].standing != UNIT_COMPETENT)
            value_append(array, value_of_text(decided->units[i].unit, arena));
    return array;
}

static const char *latest_name(const struct decision_case *decided)
{
    return decided->latest.id.n == 0 ? NULL : decision_outcome_name(decided->latest.outcome);
}

fallible cli_decide_pending(struct call *call)
{
    static const struct shown columns[] = {{"candidate", "CANDIDATE"}, {"scheme", "SCHEME"},
                                           {"follows", "FOLLOWS"},     {"failed", "FAILED IN"},
                                           {"latest", "BEFORE"},       {"due", "DUE"},
                                           {"late", "DAYS LATE"},      {NULL, NULL}};
    struct decision_cases cases;
    struct value *rows = value_array(call->arena);
    TRY(decision_pending(&cases, &call->desk, call->arena));
    for (size_t i = 0; i < cases.count; i++) {
        const struct decision_case *each = &cases.items[i];
        struct value *row = value_object(call->arena);
        value_set_text(row, "candidate", each->candidate_ref);
        value_set_text(row, "scheme", each->scheme->id);
        value_set_text(row, "follows", decision_outcome_name(each->follows));
        value_set(row, "failed", failed_units(each, call->arena));
        value_set_text(row, "latest", latest_name(each));
        value_set_text(row, "due", each->due);
        value_set_integer(row, "late", each->late);
        value_append(rows, row);
    }
    listing_say(call, "pending", rows, columns, "no decision is pending",
                "usta result compute SITTING");
    return NULL;
}

/* "UST-CK-HK" of "UST-CK-HK@1.0.0" */
static const char *scheme_id(const char *name, struct arena *arena)
{
    return arena_text_n(arena, name, strcspn(name, "@"));
}

static fallible only_scheme(const char **out, struct call *call, const struct candidate *candidate)
{
    struct attempts attempts;
    const char *found = NULL;
    TRY(attempt_list_of(&attempts, call->desk.db, candidate->id, call->arena));
    for (size_t i = 0; i < attempts.count; i++) {
        struct sitting sitting;
        TRY(sitting_of(&sitting, call->desk.db, attempts.items[i].sitting, call->arena));
        const char *scheme = scheme_id(sitting.scheme_name, call->arena);
        if (found && !text_equal(found, scheme))
            return error_hint(error_make(ERROR_USAGE, "'%s' was tested by '%s' and '%s'",
                                         candidate->ref, found, scheme),
                              "name one of them behind the candidate");
        found = scheme;
    }
    if (!found)
        return error_hint(error_make(ERROR_NOT_FOUND, "'%s' was never tested", candidate->ref),
                          "enter the candidate: usta sitting enter SITTING %s", candidate->ref);
    *out = found;
    return NULL;
}

fallible decide_read_case(struct candidate *candidate, const char **scheme, struct call *call)
{
    TRY(candidate_find(candidate, call->desk.db, call_argument(call, 0), call->arena));
    *scheme = call_argument(call, 1);
    return *scheme ? NULL : only_scheme(scheme, call, candidate);
}

static fallible unit_value(struct value **out, struct call *call, const struct decision_case *of,
                           size_t i)
{
    const struct unit_case *unit = &of->units[i];
    struct value *row = value_object(call->arena);
    struct resit resit;
    TRY(resit_of(&resit,
                 &(struct resit_question){.db = call->desk.db,
                                          .candidate = of->candidate,
                                          .scheme = of->scheme,
                                          .unit = &of->scheme->units[i],
                                          .day = of->today},
                 call->arena));
    value_set_text(row, "unit", unit->unit);
    value_set_text(row, "standing", unit_standing_name(unit->standing));
    value_set_text(row, "attempt", unit->attempt_name);
    value_set_text(row, "day", unit->day);
    value_set_text(row, "banked_until", unit->banked_until);
    value_set_integer(row, "attempts_left", resit.attempts_left);
    value_set_text(row, "resit", resit_rule_name(resit.rule));
    value_set_text(row, "resit_from", resit.legal_from);
    *out = row;
    return NULL;
}

static fallible add_conflicts(struct value *rows, struct call *call, const struct attempt *attempt)
{
    struct conflicts list;
    TRY(conflict_list(&list, call->desk.db, attempt, call->arena));
    for (size_t i = 0; i < list.count; i++) {
        struct value *row = value_object(call->arena);
        value_set_text(row, "attempt", attempt->name);
        value_set_text(row, "person", list.items[i].ref);
        value_set_text(row, "message", list.items[i].message);
        value_set_text(row, "looked", list.items[i].looked);
        value_append(rows, row);
    }
    return NULL;
}

/* Of the attempts that the case rests on: incidents, and conflicts declared late. */
static fallible answer_attempts(struct call *call, const struct decision_case *found)
{
    struct value *conflicts = value_array(call->arena);
    value_set(call->answer, "incidents", value_array(call->arena));
    value_set(call->answer, "conflicts", conflicts);
    for (size_t i = 0; i < found->unit_count; i++) {
        struct attempt attempt;
        if (!found->units[i].result.n)
            continue;
        TRY(attempt_of(&attempt, call->desk.db, found->units[i].attempt, call->arena));
        TRY(incident_answer(call, attempt.sitting, &attempt));
        TRY(add_conflicts(conflicts, call, &attempt));
    }
    return NULL;
}

/* The case as data, its units and what happened in their attempts with it. */
static fallible answer_case(struct call *call, const struct candidate *candidate,
                            const char *scheme, const struct decision_case *found)
{
    struct value *units = value_array(call->arena);
    for (size_t i = 0; i < found->unit_count; i++) {
        struct value *unit;
        TRY(unit_value(&unit, call, found, i));
        value_append(units, unit);
    }
    value_set_text(call->answer, "candidate", candidate->ref);
    value_set_text(call->answer, "scheme", scheme);
    value_set_boolean(call->answer, "ready", found->ready);
    value_set_text(call->answer, "follows",
                   found->ready ? decision_outcome_name(found->follows) : NULL);
    value_set_text(call->answer, "latest", latest_name(found));
    value_set_boolean(call->answer, "renews", found->renews);
    value_set_text(call->answer, "due", found->due);
    value_set(call->answer, "units", units);
    return answer_attempts(call, found);
}

fallible cli_decide_case(struct call *call)
{
    static const struct shown lines[] = {{"candidate", "candidate"},
                                         {"scheme", "scheme"},
                                         {"follows", "follows"},
                                         {"latest", "decided before"},
                                         {"renews", "renews it"},
                                         {"due", "due"},
                                         {NULL, NULL}};
    static const struct shown columns[] = {{"unit", "UNIT"},
                                           {"standing", "STANDING"},
                                           {"attempt", "ATTEMPT"},
                                           {"day", "DAY"},
                                           {"banked_until", "BANKED UNTIL"},
                                           {"attempts_left", "ATTEMPTS LEFT"},
                                           {"resit", "TESTED AGAIN"},
                                           {"resit_from", "FROM"},
                                           {NULL, NULL}};
    static const struct shown conflicts[] = {{"attempt", "CONFLICT IN"},
                                             {"person", "OF"},
                                             {"message", "WHY"},
                                             {"looked", "LOOKED AT"},
                                             {NULL, NULL}};
    struct candidate candidate;
    const char *scheme;
    struct decision_case found;
    TRY(decide_read_case(&candidate, &scheme, call));
    TRY(decision_case_of(&found, &call->desk, candidate.id, scheme, call->arena));
    TRY(answer_case(call, &candidate, scheme, &found));
    listing_say_card(call, call->answer, lines);
    listing_say_part(call, "units", columns);
    incident_say(call);
    listing_say_part(call, "conflicts", conflicts);
    return NULL;
}

static fallible add_decision(struct value *object, struct call *call, const char *candidate,
                             const char *scheme, const struct decision *decision)
{
    struct person by;
    TRY(person_of(&by, call->desk.db, decision->by, call->arena));
    value_set_text(object, "candidate", candidate);
    value_set_text(object, "scheme", scheme);
    value_set_text(object, "outcome", decision_outcome_name(decision->outcome));
    value_set_text(object, "day", decision->day);
    value_set_text(object, "reason", decision->reason);
    value_set_text(object, "by", by.ref);
    return NULL;
}

static fallible decide(struct call *call, enum decision_outcome outcome)
{
    struct candidate candidate;
    const char *scheme;
    struct decision decision;
    TRY(decide_read_case(&candidate, &scheme, call));
    TRY(decision_make(&decision, &call->desk, candidate.id, scheme, outcome,
                      call_option(call, "--reason"), call->arena));
    TRY(add_decision(call->answer, call, candidate.ref, scheme, &decision));
    call_say(call, "%s %s: %s", candidate.ref, scheme, decision_outcome_name(outcome));
    if (outcome == DECISION_GRANTED)
        call_say(call, "  next: usta certificate issue %s", candidate.ref);
    return NULL;
}

fallible cli_decide_grant(struct call *call)
{
    return decide(call, DECISION_GRANTED);
}

fallible cli_decide_refuse(struct call *call)
{
    return decide(call, DECISION_REFUSED);
}

fallible cli_decide_defer(struct call *call)
{
    return decide(call, DECISION_DEFERRED);
}

/* What follows needs a reason when it is a refusal: the units say it. */
static const char *reason_of(const struct call *call, const struct decision_case *decided)
{
    const char *given = call_option(call, "--reason");
    if (given || decided->follows == DECISION_GRANTED)
        return given;
    return arena_format(call->arena, "not competent in %s",
                        listing_cell(failed_units(decided, call->arena), call->arena));
}

static fallible decide_one(struct call *call, struct value *rows,
                           const struct decision_case *decided)
{
    SCOPED_TRANSACTION act = {0};
    struct decision decision;
    struct value *row = value_object(call->arena);
    TRY(transaction_begin(&act, call->desk.db));
    TRY(decision_make(&decision, &call->desk, decided->candidate, decided->scheme->id,
                      decided->follows, reason_of(call, decided), call->arena));
    TRY(add_decision(row, call, decided->candidate_ref, decided->scheme->id, &decision));
    TRY(transaction_commit(&act));
    value_append(rows, row);
    return NULL;
}

static fallible is_of_sitting(bool *out, struct call *call, const struct sitting *sitting,
                              const struct decision_case *decided)
{
    struct attempts attempts;
    *out = false;
    if (!text_equal(scheme_id(sitting->scheme_name, call->arena), decided->scheme->id))
        return NULL;
    TRY(attempt_list(&attempts, call->desk.db, sitting->id, NULL, decided->candidate_ref,
                     call->arena));
    *out = attempts.count > 0;
    return NULL;
}

static fallible keep_sitting(struct decision_cases *cases, struct call *call,
                             const struct sitting *sitting)
{
    size_t kept = 0;
    for (size_t i = 0; i < cases->count; i++) {
        bool is_ours;
        TRY(is_of_sitting(&is_ours, call, sitting, &cases->items[i]));
        if (is_ours)
            cases->items[kept++] = cases->items[i];
    }
    cases->count = kept;
    return NULL;
}

fallible cli_decide_ready(struct call *call)
{
    struct sitting sitting;
    struct decision_cases cases;
    struct value *rows = value_array(call->arena);
    struct refusals refusals = refusals_make(call->arena);
    TRY(sitting_find(&sitting, call->desk.db, call_argument(call, 0), call->arena));
    TRY(decision_pending(&cases, &call->desk, call->arena));
    TRY(keep_sitting(&cases, call, &sitting));
    SCOPED_PROGRESS progress = progress_begin("deciding", cases.count);
    for (size_t i = 0; i < cases.count; i++) {
        TRY(refusals_collect(&refusals, cases.items[i].candidate_ref,
                             decide_one(call, rows, &cases.items[i])));
        progress_step(&progress);
    }
    listing_say(call, "decisions", rows, decision_columns,
                cases.count > 0 ? "nothing is decided" : "nobody of this sitting waits",
                "usta decide pending");
    grounds_refused_some(call, &refusals);
    return NULL;
}
