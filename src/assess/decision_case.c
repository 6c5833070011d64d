#include "assess/decision_case.h"

#include "assess/candidate.h"
#include "assess/decision_case_sql.h"
#include "assess/holiday.h"
#include "assess/institution.h"
#include "assess/shelf.h"
#include "assess/sitting.h"
#include "base/text.h"

const char *unit_standing_name(enum unit_standing standing)
{
    static const char *const names[] = {
        [UNIT_MISSING] = "missing",           [UNIT_WITHHELD] = "withheld",
        [UNIT_NOT_YET] = "not yet competent", [UNIT_EXPIRED] = "no longer banked",
        [UNIT_COMPETENT] = "competent",
    };
    return names[standing];
}

/* What is asked of each unit. */
struct question {
    struct db *db;
    struct candidate_id candidate;
    const struct scheme *scheme;
    const char *day;
    int64_t before_seq;
    struct arena *arena;
};

static fallible result_read(struct unit_case *out, const struct question *question,
                            const struct db_rows *row)
{
    struct arena *arena = question->arena;
    struct date day;
    out->result.n = db_rows_integer(row, 0);
    out->attempt.n = db_rows_integer(row, 1);
    out->attempt_name = db_rows_text(row, 2, arena);
    out->day = db_rows_text(row, 3, arena);
    TRY(date_parse(&day, out->day, "day of the sitting"));
    out->banked_until = date_text(date_add_months(day, question->scheme->bank_months), arena);
    out->result_at_s = db_rows_integer(row, 6);
    out->standing = UNIT_NOT_YET;
    if (text_equal(db_rows_text(row, 4, arena), "competent"))
        out->standing = strcmp(out->banked_until, question->day) < 0 ? UNIT_EXPIRED
                                                                     : UNIT_COMPETENT;
    if (db_rows_integer(row, 7))
        out->standing = UNIT_WITHHELD;
    return NULL;
}

/* The newest result by a rubric version that the scheme takes. */
static fallible unit_read(struct unit_case *out, const struct question *question,
                          const struct scheme_unit *unit)
{
    SCOPED_ROWS rows = NULL;
    *out = (struct unit_case){.unit = unit->rubric, .standing = UNIT_MISSING};
    TRY(db_rows_open(&rows, question->db, &sql_case_results,
                     DB_VALUES(db_integer(question->before_seq), db_integer(question->candidate.n),
                               db_text(unit->rubric))));
    for (;;) {
        bool got;
        struct version version;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return NULL;
        if (version_read(&version, db_rows_text(rows, 5, question->arena)) &&
            scheme_unit_takes(unit, version))
            return result_read(out, question, rows);
    }
}

static fallible units_read(const struct unit_case **out, const struct question *question)
{
    const struct scheme *scheme = question->scheme;
    struct unit_case *units = ARENA_ARRAY(question->arena, struct unit_case, scheme->unit_count);
    for (size_t i = 0; i < scheme->unit_count; i++)
        TRY(unit_read(&units[i], question, &scheme->units[i]));
    *out = units;
    return NULL;
}

fallible decision_units_at(const struct unit_case **out, struct db *db,
                           struct candidate_id candidate, const struct scheme *scheme,
                           const char *day, int64_t before_seq, struct arena *arena)
{
    return units_read(out, &(struct question){db, candidate, scheme, day, before_seq, arena});
}

static fallible newest_sitting(struct sitting *out, struct db *db,
                               const struct candidate *candidate, const char *scheme,
                               struct arena *arena)
{
    struct sitting_id id;
    TRY(db_integer_of(&id.n, db, &sql_case_sitting,
                      DB_VALUES(db_integer(candidate->id.n), db_text(scheme)), 0));
    if (!id.n)
        return error_hint(error_make(ERROR_NOT_FOUND, "'%s' was never entered in '%.60s'",
                                     candidate->ref, scheme),
                          "enter the candidate into a sitting of that scheme");
    return sitting_of(out, db, id, arena);
}

/* True when the decision rests on just the results that the case has now. */
static bool rests_on_these(const struct decision *decision, const struct decision_case *of)
{
    size_t at = 0;
    for (size_t i = 0; i < of->unit_count; i++) {
        if (!of->units[i].result.n)
            continue;
        if (at == decision->result_count || decision->results[at].n != of->units[i].result.n)
            return false;
        at++;
    }
    return at == decision->result_count;
}

fallible decision_renews(bool *out, const struct scheme *scheme, const struct decision *before,
                         const char *day, const struct unit_case *units)
{
    struct date decided, today, tested;
    *out = false;
    if (!before->id.n || before->outcome != DECISION_GRANTED || !scheme->renewal_within_months)
        return NULL;
    TRY(date_parse(&decided, before->day, "day of the decision"));
    TRY(date_parse(&today, day, "day of the renewal"));
    struct date expiry = scheme_expiry(scheme, decided);
    if (date_compare(today, scheme_renewal(scheme, expiry)) < 0 || date_compare(today, expiry) > 0)
        return NULL;
    for (size_t i = 0; i < scheme->unit_count; i++) {
        if (!units[i].result.n)
            return NULL;
        TRY(date_parse(&tested, units[i].day, "day of the sitting"));
        if (date_compare(tested, decided) <= 0)
            return NULL;
    }
    *out = true;
    return NULL;
}

/* A certificate in force is not decided about again because a result behind it was replaced by
 * another that carries it as well. */
static fallible is_decided(bool *out, struct db *db, const struct decision_case *of)
{
    const struct decision *latest = &of->latest;
    *out = latest->id.n && latest->outcome != DECISION_DEFERRED && rests_on_these(latest, of);
    if (*out || of->renews || !latest->id.n || latest->outcome != DECISION_GRANTED ||
        of->follows != DECISION_GRANTED)
        return NULL;
    return decision_live(out, db, latest->id, of->today);
}

static void conclude(struct decision_case *out)
{
    out->ready = true;
    out->follows = DECISION_GRANTED;
    for (size_t i = 0; i < out->unit_count; i++) {
        if (out->units[i].standing == UNIT_MISSING || out->units[i].standing == UNIT_WITHHELD)
            out->ready = false;
        if (out->units[i].standing != UNIT_COMPETENT)
            out->follows = DECISION_REFUSED;
    }
}

/* The time to decide runs from the newest result, or from the decision to wait. */
static fallible set_due(struct decision_case *of, struct db *db, struct centre_id centre,
                        struct arena *arena)
{
    struct holidays holidays;
    struct date since, today;
    const char *since_day;
    int64_t since_s = of->latest.id.n ? of->latest.at_s : 0;
    if (!of->ready || of->decided)
        return NULL;
    for (size_t i = 0; i < of->unit_count; i++)
        if (of->units[i].result_at_s > since_s)
            since_s = of->units[i].result_at_s;
    TRY(centre_day(&since_day, db, centre, since_s, arena));
    TRY(date_parse(&since, since_day, "day of the result"));
    TRY(date_parse(&today, of->today, "today"));
    TRY(holiday_list(&holidays, db, INT64_MAX, arena));
    struct date due = holiday_limit(&holidays, since, of->scheme->decision_within_working_days);
    of->due = date_text(due, arena);
    of->late = holiday_count(&holidays, due, today);
    return NULL;
}

static fallible case_read(struct decision_case *out, const struct desk *desk,
                          struct candidate_id id, const char *scheme, struct shelf *shelf,
                          struct arena *arena)
{
    struct candidate candidate;
    struct sitting sitting;
    struct decision_case of = {.candidate = id};
    TRY(candidate_of(&candidate, desk->db, id, arena));
    of.candidate_ref = candidate.ref;
    TRY(newest_sitting(&sitting, desk->db, &candidate, scheme, arena));
    of.scheme_version = sitting.scheme;
    TRY(shelf_scheme(&of.scheme, shelf, desk->db, sitting.scheme));
    TRY(centre_today(&of.today, desk, sitting.centre, arena));
    of.unit_count = of.scheme->unit_count;
    TRY(decision_units_at(&of.units, desk->db, id, of.scheme, of.today, INT64_MAX, arena));
    TRY(decision_latest(&of.latest, desk->db, id, scheme, arena));
    conclude(&of);
    TRY(decision_renews(&of.renews, of.scheme, &of.latest, of.today, of.units));
    TRY(is_decided(&of.decided, desk->db, &of));
    TRY(set_due(&of, desk->db, sitting.centre, arena));
    *out = of;
    return NULL;
}

fallible decision_case_of(struct decision_case *out, const struct desk *desk,
                          struct candidate_id candidate, const char *scheme, struct arena *arena)
{
    struct shelf shelf = shelf_make(arena);
    return case_read(out, desk, candidate, scheme, &shelf, arena);
}

fallible decision_pending(struct decision_cases *out, const struct desk *desk, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct decision_cases list = {0};
    struct shelf shelf = shelf_make(arena);
    TRY(db_rows_open(&rows, desk->db, &sql_case_pairs, DB_NO_VALUES));
    for (;;) {
        bool got;
        struct decision_case of;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        struct candidate_id candidate = {db_rows_integer(rows, 2)};
        TRY(case_read(&of, desk, candidate, db_rows_text(rows, 0, arena), &shelf, arena));
        if (of.ready && !of.decided)
            *ARENA_PUSH(arena, list.items, list.count) = of;
    }
    *out = list;
    return NULL;
}
