#include "assess/decision.h"

#include "assess/decision_sql.h"
#include "base/text.h"

#include <stdlib.h>

static const char *const outcome_names[DECISION_OUTCOMES] = {
    [DECISION_GRANTED] = "granted",
    [DECISION_REFUSED] = "refused",
    [DECISION_DEFERRED] = "deferred",
};

const char *decision_outcome_name(enum decision_outcome outcome)
{
    ASSERT(outcome < DECISION_OUTCOMES);
    return outcome_names[outcome];
}

static bool find_outcome(enum decision_outcome *out, const char *name)
{
    for (enum decision_outcome outcome = 0; outcome < DECISION_OUTCOMES; outcome++)
        if (text_equal(outcome_names[outcome], name)) {
            *out = outcome;
            return true;
        }
    return false;
}

fallible decision_outcome_read(enum decision_outcome *out, const char *name)
{
    if (find_outcome(out, name))
        return NULL;
    return error_hint(error_make(ERROR_USAGE, "'%.40s' is not a decision", name),
                      "decisions are granted, refused and deferred");
}

static fallible results_read(struct decision *out, const char *json, struct arena *arena)
{
    struct value *list;
    TRY(value_parse(&list, bytes_of_text(json), "decision", arena));
    if (value_kind(list) != VALUE_ARRAY)
        return error_make(ERROR_REFUSED, "what a decision rests on is no list");
    out->result_count = value_size(list);
    struct result_id *results = ARENA_ARRAY(arena, struct result_id, out->result_count);
    for (size_t i = 0; i < out->result_count; i++) {
        if (value_kind(value_at(list, i)) != VALUE_INTEGER)
            return error_make(ERROR_REFUSED, "what a decision rests on are not all numbers");
        results[i].n = value_integer(value_at(list, i));
    }
    out->results = results;
    return NULL;
}

static struct value *results_value(const struct decision *decision, struct arena *arena)
{
    struct value *list = value_array(arena);
    for (size_t i = 0; i < decision->result_count; i++)
        value_append(list, value_of_integer(decision->results[i].n, arena));
    return list;
}

static fallible decision_read(struct decision *out, const struct db_rows *row, int from,
                              struct arena *arena)
{
    *out = (struct decision){.id = {db_rows_integer(row, from)},
                             .candidate = {db_rows_integer(row, from + 1)},
                             .scheme_version = {db_rows_integer(row, from + 2)},
                             .day = db_rows_text(row, from + 4, arena),
                             .reason = db_rows_text(row, from + 5, arena),
                             .replaces = {db_rows_integer(row, from + 7)},
                             .by = {db_rows_integer(row, from + 8)},
                             .at_s = db_rows_integer(row, from + 9),
                             .journal_seq = db_rows_integer(row, from + 10),
                             .appeal = {db_rows_integer(row, from + 11)}};
    const char *outcome = db_rows_text(row, from + 3, arena);
    if (!find_outcome(&out->outcome, outcome))
        return error_make(ERROR_REFUSED, "decision %lld is stored as '%s'", (long long)out->id.n,
                          outcome);
    return results_read(out, db_rows_text(row, from + 6, arena), arena);
}

static void decision_act(struct act *out, const struct decision *decision, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = NULL;
    value_set_integer(open, "decision", decision->id.n);
    value_set_integer(open, "candidate", decision->candidate.n);
    value_set_integer(open, "scheme_version", decision->scheme_version.n);
    value_set_text(open, "outcome", outcome_names[decision->outcome]);
    value_set_text(open, "day", decision->day);
    value_set(open, "rests_on", results_value(decision, arena));
    if (decision->replaces.n)
        value_set_integer(open, "replaces", decision->replaces.n);
    if (decision->appeal.n)
        value_set_integer(open, "appeal", decision->appeal.n);
    if (decision->reason) {
        sealed = value_object(arena);
        value_set_text(sealed, "reason", decision->reason);
    }
    *out = (struct act){"decision.made", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct decision decision;
    TRY(decision_read(&decision, row, STAMP_COLUMNS, arena));
    decision_act(out, &decision, arena);
    return NULL;
}

const struct audited decision_audited = {"decision", (const char *const[]){"decision.made", NULL},
                                         &sql_decision_audit, audit_act};

static fallible query(struct decisions *out, struct db *db, const struct statement *statement,
                      struct db_values keys, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct decisions list = {0};
    TRY(db_rows_open(&rows, db, statement, keys));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        TRY(decision_read(ARENA_PUSH(arena, list.items, list.count), rows, 0, arena));
    }
    *out = list;
    return NULL;
}

fallible decision_of(struct decision *out, struct db *db, struct decision_id id,
                     struct arena *arena)
{
    struct decisions list;
    TRY(query(&list, db, &sql_decision_by_id, DB_VALUES(db_integer(id.n)), arena));
    if (!list.count)
        return error_hint(error_make(ERROR_NOT_FOUND, "there is no decision %lld", (long long)id.n),
                          "see 'usta journal list'");
    *out = list.items[0];
    return NULL;
}

fallible decision_latest(struct decision *out, struct db *db, struct candidate_id candidate,
                         const char *scheme, struct arena *arena)
{
    struct decisions list;
    TRY(query(&list, db, &sql_decision_newest, DB_VALUES(db_integer(candidate.n), db_text(scheme)),
              arena));
    *out = list.count ? list.items[0] : (struct decision){.candidate = candidate};
    return NULL;
}

fallible decision_list(struct decisions *out, struct db *db, struct candidate_id candidate,
                       struct arena *arena)
{
    return query(out, db, &sql_decisions_of_candidate, DB_VALUES(db_integer(candidate.n)), arena);
}

fallible decision_list_granted(struct decisions *out, struct db *db, struct arena *arena)
{
    return query(out, db, &sql_decisions_to_issue, DB_NO_VALUES, arena);
}

fallible decision_list_all(struct decisions *out, struct db *db, struct arena *arena)
{
    return query(out, db, &sql_decision_all, DB_NO_VALUES, arena);
}

fallible decision_live(bool *out, struct db *db, struct decision_id id, const char *day)
{
    int64_t successors, live;
    struct db_value decision = db_integer(id.n);
    TRY(db_integer_of(&successors, db, &sql_decision_successors, DB_VALUES(decision), 0));
    TRY(db_integer_of(&live, db, &sql_decision_live_certificates, DB_VALUES(decision, db_text(day)),
                      0));
    *out = !successors || live;
    return NULL;
}

fallible decision_undermined(bool *out, struct db *db, struct decision_id id, int64_t before_seq)
{
    int64_t replaced;
    TRY(db_integer_of(&replaced, db, &sql_decision_undermined,
                      DB_VALUES(db_integer(id.n), db_integer(before_seq)), 0));
    *out = replaced > 0;
    return NULL;
}

static int compare_ids(const void *a, const void *b)
{
    int64_t x = ((const struct result_id *)a)->n, y = ((const struct result_id *)b)->n;
    return x < y ? -1 : x > y;
}

fallible decision_check_results(struct db *db, const struct decision *decision)
{
    SCOPED_ARENA(arena);
    SCOPED_ROWS rows = NULL;
    size_t count = decision->result_count;
    struct result_id *sorted = ARENA_ARRAY(arena, struct result_id, count);
    if (count)
        memcpy(sorted, decision->results, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_ids);
    TRY(db_rows_open(&rows, db, &sql_decision_results, DB_VALUES(db_integer(decision->id.n))));
    for (size_t i = 0;; i++) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got && i == count)
            return NULL;
        if (!got || i == count || db_rows_integer(rows, 0) != sorted[i].n)
            return error_make(ERROR_REFUSED,
                              "decision %lld is found by other results than it rests on",
                              (long long)decision->id.n);
    }
}

fallible decision_write(struct decision *decision, struct desk *desk, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    TRY(desk_next_id(&decision->id.n, desk, &sql_decision_highest));
    decision_act(&act, decision, arena);
    TRY(journal_append(&stamp, desk, &act));
    decision->by = stamp.by;
    decision->at_s = stamp.at_s;
    decision->journal_seq = stamp.seq;
    struct db_value replaces = decision->replaces.n ? db_integer(decision->replaces.n) : db_null();
    struct db_value appeal = decision->appeal.n ? db_integer(decision->appeal.n) : db_null();
    TRY(db_run(desk->db, &sql_decision_insert,
               DB_VALUES(db_integer(decision->id.n), db_integer(decision->candidate.n),
                         db_integer(decision->scheme_version.n),
                         db_text(outcome_names[decision->outcome]), db_text(decision->day),
                         db_text(decision->reason),
                         db_text(value_canonical(results_value(decision, arena), arena)), replaces,
                         appeal, STAMP_VALUES(stamp))));
    for (size_t i = 0; i < decision->result_count; i++)
        TRY(db_run(desk->db, &sql_decision_result_insert,
                   DB_VALUES(db_integer(decision->id.n), db_integer(decision->results[i].n))));
    return NULL;
}
