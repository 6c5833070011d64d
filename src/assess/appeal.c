#include "assess/appeal.h"
#include "assess/part.h"

#include "assess/appeal_sql.h"
#include "assess/attempt.h"
#include "assess/decision_make.h"
#include "assess/holiday.h"
#include "assess/institution.h"
#include "assess/machine.h"
#include "assess/person.h"
#include "assess/publication.h"
#include "assess/result.h"
#include "assess/role.h"
#include "base/text.h"

#include <stdlib.h>

static void appeal_read(struct appeal *out, const struct db_rows *row, int from,
                        struct arena *arena)
{
    *out = (struct appeal){.id = {db_rows_integer(row, from)},
                           .candidate = {db_rows_integer(row, from + 1)},
                           .subject = {.result = {db_rows_integer(row, from + 2)},
                                       .decision = {db_rows_integer(row, from + 3)}},
                           .last_day = db_rows_text(row, from + 4, arena),
                           .grounds = db_rows_text(row, from + 5, arena),
                           .late_reason = db_rows_text(row, from + 6, arena),
                           .state = db_rows_text(row, from + 7, arena),
                           .by = {db_rows_integer(row, from + 8)},
                           .at_s = db_rows_integer(row, from + 9),
                           .journal_seq = db_rows_integer(row, from + 10),
                           .candidate_ref = db_rows_text(row, from + 11, arena)};
}

static void appeal_act(struct act *out, const struct appeal *appeal, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "appeal", appeal->id.n);
    value_set_integer(open, "candidate", appeal->candidate.n);
    value_set_integer(open, "result", appeal->subject.result.n);
    value_set_integer(open, "decision", appeal->subject.decision.n);
    value_set_text(open, "last_day", appeal->last_day);
    value_set_text(sealed, "grounds", appeal->grounds);
    value_set_text(sealed, "late_reason", appeal->late_reason);
    *out = (struct act){"appeal.lodged", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct appeal appeal;
    appeal_read(&appeal, row, STAMP_COLUMNS, arena);
    appeal_act(out, &appeal, arena);
    return NULL;
}

const struct audited appeal_audited = {"appeal", (const char *const[]){"appeal.lodged", NULL},
                                       &sql_appeal_audit, audit_act};

static fallible query(struct appeals *out, struct db *db, const struct statement *statement,
                      struct db_values keys, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct appeals list = {0};
    TRY(db_rows_open(&rows, db, statement, keys));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        appeal_read(ARENA_PUSH(arena, list.items, list.count), rows, 0, arena);
    }
    *out = list;
    return NULL;
}

fallible appeal_of(struct appeal *out, struct db *db, struct appeal_id id, struct arena *arena)
{
    struct appeals list;
    TRY(query(&list, db, &sql_appeal_by_id, DB_VALUES(db_integer(id.n)), arena));
    if (!list.count)
        return error_hint(error_make(ERROR_NOT_FOUND, "there is no appeal %lld", (long long)id.n),
                          "see 'usta appeal list'");
    *out = list.items[0];
    return NULL;
}

fallible appeal_find(struct appeal *out, struct db *db, const char *number, struct arena *arena)
{
    enum { DIGITS = 15 };
    size_t size = strspn(number, "0123456789");
    if (!size || size > DIGITS || number[size])
        return error_hint(error_make(ERROR_NOT_FOUND, "there is no appeal '%.40s'", number),
                          "appeals have numbers: see 'usta appeal list'");
    return appeal_of(out, db, (struct appeal_id){strtoll(number, NULL, 10)}, arena);
}

fallible appeal_against(struct appeal *out, struct db *db, const struct appeal_subject *subject,
                        struct arena *arena)
{
    struct appeals list;
    bool of_result = subject->result.n;
    TRY(query(&list, db, of_result ? &sql_appeal_by_result : &sql_appeal_by_decision,
              DB_VALUES(db_integer(of_result ? subject->result.n : subject->decision.n)), arena));
    *out = list.count ? list.items[0] : (struct appeal){.subject = *subject};
    return NULL;
}

fallible appeal_list(struct appeals *out, struct db *db, struct arena *arena)
{
    return query(out, db, &sql_appeal_all, DB_NO_VALUES, arena);
}

fallible appeal_mover(struct person_id *out, struct db *db, struct appeal_id id, const char *state)
{
    return db_integer_of(&out->n, db, &sql_appeal_mover,
                         DB_VALUES(db_integer(id.n), db_text(state)), 0);
}

fallible appeal_last_day(const char **out, struct db *db, const struct appeal_subject *subject,
                         int64_t before_seq, struct arena *arena)
{
    struct decision decision;
    struct decision_id id = subject->decision;
    const struct scheme *scheme;
    struct holidays holidays;
    struct date decided;
    if (!id.n)
        TRY(db_integer_of(&id.n, db, &sql_appeal_decision_on,
                          DB_VALUES(db_integer(subject->result.n), db_integer(before_seq)), 0));
    *out = NULL;
    if (!id.n)
        return NULL;
    TRY(decision_of(&decision, db, id, arena));
    TRY(publication_scheme(&scheme, db, decision.scheme_version, arena));
    TRY(date_parse(&decided, decision.day, "day of the decision"));
    TRY(holiday_list(&holidays, db, before_seq, arena));
    *out = date_text(holiday_limit(&holidays, decided, scheme->appeal_within_working_days), arena);
    return NULL;
}

/* ---- who had a part ---- */

static fallible check_attempt_part(struct db *db, const struct appeal *appeal,
                                   struct person_id person, struct result_id id,
                                   struct arena *arena)
{
    struct result result;
    struct attempt attempt;
    const char *says;
    TRY(result_by_id(&result, db, id, arena));
    TRY(attempt_of(&attempt, db, result.attempt, arena));
    TRY(part_find(&says, db, person, attempt.id, appeal->id));
    if (!says)
        return NULL;
    struct person who;
    TRY(person_of(&who, db, person, arena));
    return error_hint(error_make(ERROR_REFUSED, "'%s' %s of '%s'", who.ref, says, attempt.name),
                      "an appeal is handled by people who had no part in what it is about "
                      "(ISO/IEC 17024, appeals)");
}

static fallible refuse_decider(struct db *db, struct person_id person, struct arena *arena)
{
    struct person who;
    TRY(person_of(&who, db, person, arena));
    return error_hint(error_make(ERROR_REFUSED, "'%s' made the decision", who.ref),
                      "an appeal is handled by people who had no part in what it is about "
                      "(ISO/IEC 17024, appeals)");
}

fallible appeal_check_part(struct db *db, const struct appeal *appeal, struct person_id person)
{
    SCOPED_ARENA(arena);
    struct decision decision;
    int64_t decided;
    if (appeal->subject.result.n) {
        TRY(check_attempt_part(db, appeal, person, appeal->subject.result, arena));
        TRY(db_integer_of(&decided, db, &sql_appeal_decided_on,
                          DB_VALUES(db_integer(appeal->subject.result.n), db_integer(person.n)),
                          0));
        return decided ? refuse_decider(db, person, arena) : NULL;
    }
    TRY(decision_of(&decision, db, appeal->subject.decision, arena));
    if (decision.by.n == person.n)
        return refuse_decider(db, person, arena);
    for (size_t i = 0; i < decision.result_count; i++)
        TRY(check_attempt_part(db, appeal, person, decision.results[i], arena));
    return NULL;
}

/* ---- lodging ---- */

static fallible check_result(struct appeal *appeal, const struct desk *desk, struct arena *arena)
{
    struct result result;
    struct attempt attempt;
    int64_t replaced;
    TRY(result_by_id(&result, desk->db, appeal->subject.result, arena));
    TRY(attempt_of(&attempt, desk->db, result.attempt, arena));
    TRY(db_integer_of(&replaced, desk->db, &sql_appeal_replaced_result,
                      DB_VALUES(db_integer(result.id.n)), 0));
    appeal->candidate = attempt.candidate;
    if (!replaced)
        return NULL;
    return error_hint(error_make(ERROR_CONFLICT, "that result of '%s' was replaced", attempt.name),
                      "appeal against the one that stands: usta result show %s", attempt.name);
}

static fallible check_decision(struct appeal *appeal, const struct desk *desk, struct arena *arena)
{
    struct decision decision;
    int64_t replaced;
    TRY(decision_of(&decision, desk->db, appeal->subject.decision, arena));
    TRY(db_integer_of(&replaced, desk->db, &sql_appeal_replaced_decision,
                      DB_VALUES(db_integer(decision.id.n)), 0));
    appeal->candidate = decision.candidate;
    if (decision.outcome == DECISION_DEFERRED)
        return error_hint(error_make(ERROR_REFUSED, "decision %lld only waits: it is deferred",
                                     (long long)decision.id.n),
                          "an appeal is against granted or refused (workflow, states)");
    if (!replaced)
        return NULL;
    return error_hint(
        error_make(ERROR_CONFLICT, "decision %lld was replaced", (long long)decision.id.n),
        "appeal against the one that stands");
}

static fallible check_subject(struct appeal *appeal, const struct desk *desk, struct arena *arena)
{
    struct appeal other;
    TRY(appeal->subject.result.n ? check_result(appeal, desk, arena)
                                 : check_decision(appeal, desk, arena));
    TRY(appeal_against(&other, desk->db, &appeal->subject, arena));
    if (!other.id.n)
        return NULL;
    return error_hint(error_make(ERROR_CONFLICT, "appeal %lld is about that already, and %s",
                                 (long long)other.id.n, other.state),
                      "one appeal for each result and decision: see 'usta appeal show %lld'",
                      (long long)other.id.n);
}

/* After the last day only a certifier may accept it, and says why. */
static fallible check_in_time(struct appeal *appeal, const struct desk *desk, struct arena *arena)
{
    const char *today;
    TRY(appeal_last_day(&appeal->last_day, desk->db, &appeal->subject, INT64_MAX, arena));
    TRY(institution_today(&today, desk, arena));
    if (!appeal->last_day || strcmp(today, appeal->last_day) <= 0) {
        appeal->late_reason = NULL;
        return NULL;
    }
    if (!appeal->late_reason || !*appeal->late_reason)
        return error_hint(
            error_make(ERROR_REFUSED, "the time to appeal ended on %s", appeal->last_day),
            "a certifier without part in it may accept it late and say why: --late "
            "(scheme, appeal_within_working_days)");
    TRY_AS(role_require(desk, TASK_DECIDE, NULL), "the time to appeal ended on %s",
           appeal->last_day);
    return appeal_check_part(desk->db, appeal, desk->person);
}

static fallible insert(struct appeal *appeal, struct desk *desk, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    const struct appeal_subject *subject = &appeal->subject;
    TRY(desk_next_id(&appeal->id.n, desk, &sql_appeal_highest));
    appeal_act(&act, appeal, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_appeal_insert,
                  DB_VALUES(db_integer(appeal->id.n), db_integer(appeal->candidate.n),
                            subject->result.n ? db_integer(subject->result.n) : db_null(),
                            subject->decision.n ? db_integer(subject->decision.n) : db_null(),
                            db_text(appeal->last_day), db_text(appeal->grounds),
                            db_text(appeal->late_reason), db_text(machine_first(MACHINE_APPEAL)),
                            STAMP_VALUES(stamp)));
}

fallible appeal_lodge(struct appeal *out, struct desk *desk, const struct appeal_subject *subject,
                      const char *grounds, const char *late_reason, struct arena *arena)
{
    struct appeal appeal = {.subject = *subject, .grounds = grounds, .late_reason = late_reason};
    ASSERT(!subject->result.n != !subject->decision.n);
    TRY(role_require(desk, TASK_LODGE, NULL));
    if (!grounds || !*grounds)
        return error_hint(error_make(ERROR_REFUSED, "an appeal needs grounds"),
                          "write what the candidate says");
    TRY(check_subject(&appeal, desk, arena));
    TRY(check_in_time(&appeal, desk, arena));
    TRY(insert(&appeal, desk, arena));
    return appeal_of(out, desk->db, appeal.id, arena);
}
