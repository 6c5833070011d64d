#include "assess/candidate.h"

#include "assess/candidate_sql.h"
#include "assess/duplicate.h"
#include "assess/erasure.h"
#include "assess/institution.h"
#include "assess/ref.h"
#include "assess/role.h"

/* Columns: id, ref, revision, the facts in their order, extra_time_percent, reason. */
static void candidate_read(struct candidate *out, const struct db_rows *row, int from,
                           struct arena *arena)
{
    *out = (struct candidate){.id = {db_rows_integer(row, from)},
                              .ref = db_rows_text(row, from + 1, arena),
                              .revision = (int)db_rows_integer(row, from + 2)};
    for (int i = 0; i < FACT_COUNT; i++)
        fact_set(&out->facts, (size_t)i, db_rows_text(row, from + 3 + i, arena));
    out->facts.extra_time_percent = (int)db_rows_integer(row, from + 3 + FACT_COUNT);
    out->reason = db_rows_text(row, from + 4 + FACT_COUNT, arena);
}

static void candidate_act(struct act *out, const struct candidate *candidate, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "candidate", candidate->id.n);
    value_set_text(sealed, "ref", candidate->ref);
    *out = (struct act){"candidate.enrolled", open, sealed};
}

static void facts_act(struct act *out, const struct candidate *candidate, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "candidate", candidate->id.n);
    value_set_integer(open, "revision", candidate->revision);
    for (size_t i = 0; i < FACT_COUNT; i++)
        value_set_text(sealed, fact_name(i), fact_get(&candidate->facts, i));
    value_set_integer(sealed, "extra_time_percent", candidate->facts.extra_time_percent);
    value_set_text(sealed, "reason", candidate->reason);
    *out = (struct act){"candidate.described", open, sealed};
}

static fallible audit_candidate(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct candidate candidate = {.id = {db_rows_integer(row, STAMP_COLUMNS)},
                                  .ref = db_rows_text(row, STAMP_COLUMNS + 1, arena)};
    candidate_act(out, &candidate, arena);
    return NULL;
}

static fallible audit_facts(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct candidate candidate;
    candidate_read(&candidate, row, STAMP_COLUMNS, arena);
    facts_act(out, &candidate, arena);
    return NULL;
}

const struct audited candidate_audited = {"candidate",
                                          (const char *const[]){"candidate.enrolled", NULL},
                                          &sql_candidate_audit, audit_candidate};

const struct audited candidate_facts_audited = {"candidate_facts",
                                                (const char *const[]){"candidate.described", NULL},
                                                &sql_candidate_facts_audit, audit_facts};

static fallible insert_candidate(struct desk *desk, struct candidate *candidate,
                                 struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    TRY(desk_next_id(&candidate->id.n, desk, &sql_candidate_highest));
    candidate_act(&act, candidate, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(
        desk->db, &sql_candidate_insert,
        DB_VALUES(db_integer(candidate->id.n), db_text(candidate->ref), STAMP_VALUES(stamp)));
}

static fallible insert_facts(struct desk *desk, const struct candidate *candidate,
                             struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    facts_act(&act, candidate, arena);
    TRY(journal_append(&stamp, desk, &act));
    const struct candidate_facts *facts = &candidate->facts;
    return db_run(desk->db, &sql_candidate_facts_insert,
                  DB_VALUES(db_integer(candidate->id.n), db_integer(candidate->revision),
                            db_text(facts->name_latin), db_text(facts->name_cyrillic),
                            db_text(facts->born), db_text(facts->sex),
                            db_text(facts->document_kind), db_text(facts->document_number),
                            db_text(facts->region), db_text(facts->languages),
                            db_text(facts->destination), db_text(facts->departure),
                            db_text(facts->consent_day), db_integer(facts->extra_time_percent),
                            db_text(candidate->reason), STAMP_VALUES(stamp)));
}

/* What holds for the facts of an enrolment and of a correction alike. */
static fallible check_facts(const struct desk *desk, const struct candidate *candidate,
                            const char *compared, struct arena *arena)
{
    const char *today;
    TRY(institution_today(&today, desk, arena));
    TRY(facts_check(&candidate->facts, today));
    return duplicate_check(desk->db, &candidate->facts, candidate->id, compared, arena);
}

static fallible check_ref(const struct desk *desk, const char *ref)
{
    int64_t taken;
    TRY(ref_check(ref, "candidate"));
    TRY(db_integer_of(&taken, desk->db, &sql_candidate_ref_taken, DB_VALUES(db_text(ref)), 0));
    if (taken)
        return error_hint(error_make(ERROR_CONFLICT, "there is a candidate '%s' already", ref),
                          "choose another number, or correct this one");
    return NULL;
}

/* An override tells whom it looked at (workflow, rule 8). */
static const char *reason_with(const char *reason, const char *compared, struct arena *arena)
{
    return compared && *compared ? arena_format(arena, "%s; compared with %s", reason, compared)
                                 : reason;
}

fallible candidate_enrol(struct candidate_id *out, struct desk *desk, const char *ref,
                         const struct candidate_facts *facts, const char *compared)
{
    SCOPED_ARENA(arena);
    TRY(role_require(desk, TASK_ENROL, NULL));
    TRY(check_ref(desk, ref));
    struct candidate candidate = {.ref = ref, .revision = 1, .facts = *facts};
    candidate.reason = reason_with("enrolment", compared, arena);
    TRY_AS(check_facts(desk, &candidate, compared, arena), "candidate '%s'", ref);
    TRY(insert_candidate(desk, &candidate, arena));
    TRY(insert_facts(desk, &candidate, arena));
    *out = candidate.id;
    return NULL;
}

fallible candidate_correct(struct desk *desk, struct candidate_id id,
                           const struct candidate_facts *facts, const char *reason,
                           const char *compared)
{
    SCOPED_ARENA(arena);
    struct candidate candidate;
    TRY(role_require(desk, TASK_ENROL, NULL));
    TRY(candidate_of(&candidate, desk->db, id, arena));
    TRY(erasure_check_none(desk->db, id));
    if (!reason || !*reason)
        return error_hint(error_make(ERROR_REFUSED,
                                     "candidate '%s' is corrected only with a reason",
                                     candidate.ref),
                          "say why (workflow, rule 8)");
    if (facts_equal(&candidate.facts, facts))
        return error_hint(
            error_make(ERROR_REFUSED, "nothing of candidate '%s' changes", candidate.ref),
            "give the facts that are to be corrected");
    candidate.revision++;
    candidate.facts = *facts;
    candidate.reason = reason_with(reason, compared, arena);
    TRY_AS(check_facts(desk, &candidate, compared, arena), "candidate '%s'", candidate.ref);
    return insert_facts(desk, &candidate, arena);
}

static fallible query_one(bool *got, struct candidate *out, struct db *db,
                          const struct statement *statement, struct db_value key,
                          struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, statement, DB_VALUES(key)));
    TRY(db_rows_next(got, rows));
    if (*got)
        candidate_read(out, rows, 0, arena);
    return NULL;
}

fallible candidate_find(struct candidate *out, struct db *db, const char *ref, struct arena *arena)
{
    bool got;
    TRY(query_one(&got, out, db, &sql_candidate_by_ref, db_text(ref), arena));
    if (!got)
        return error_hint(error_make(ERROR_NOT_FOUND, "there is no candidate '%.60s'", ref),
                          "see 'usta candidate list'");
    return NULL;
}

fallible candidate_of(struct candidate *out, struct db *db, struct candidate_id id,
                      struct arena *arena)
{
    bool got;
    TRY(query_one(&got, out, db, &sql_candidate_by_id, db_integer(id.n), arena));
    if (!got)
        return error_make(ERROR_NOT_FOUND, "there is no candidate %lld", (long long)id.n);
    return NULL;
}

fallible candidate_list(struct candidates *out, struct db *db, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct candidates candidates = {0};
    TRY(db_rows_open(&rows, db, &sql_candidate_all, DB_NO_VALUES));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        candidate_read(ARENA_PUSH(arena, candidates.items, candidates.count), rows, 0, arena);
    }
    *out = candidates;
    return NULL;
}
