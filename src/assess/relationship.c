#include "assess/relationship.h"

#include "assess/candidate.h"
#include "assess/person.h"
#include "assess/relationship_sql.h"
#include "assess/role.h"
#include "base/text.h"

enum { ALWAYS = -1, WINDOW_MONTHS = 24 };

static const struct {
    const char *name;
    int window_months;
    const char *says; /* "'aizada' … 'BSK-001'" */
} kinds[RELATIONSHIP_COUNT] = {
    [RELATIONSHIP_FAMILY] = {"family", ALWAYS, "is family of"},
    [RELATIONSHIP_HOUSEHOLD] = {"household", ALWAYS, "lives with"},
    [RELATIONSHIP_GAINS] = {"gains", ALWAYS, "gains from the placement of"},
    [RELATIONSHIP_TRAINED] = {"trained", WINDOW_MONTHS, "trained"},
    [RELATIONSHIP_EMPLOYER] = {"employer", WINDOW_MONTHS, "employs or employed"},
    [RELATIONSHIP_COLLEAGUE] = {"colleague", WINDOW_MONTHS, "works or worked with"},
};

const char *relationship_name(enum relationship_kind kind)
{
    ASSERT(kind < RELATIONSHIP_COUNT);
    return kinds[kind].name;
}

fallible relationship_read(enum relationship_kind *out, const char *name)
{
    for (enum relationship_kind kind = 0; kind < RELATIONSHIP_COUNT; kind++)
        if (text_equal(kinds[kind].name, name)) {
            *out = kind;
            return NULL;
        }
    return error_hint(error_make(ERROR_USAGE, "'%.40s' is not a kind of relationship", name),
                      "kinds are family, household, gains, trained, employer and colleague");
}

int relationship_window_months(enum relationship_kind kind)
{
    ASSERT(kind < RELATIONSHIP_COUNT);
    return kinds[kind].window_months;
}

static fallible row_read(struct relationship *out, const struct db_rows *row, int from,
                         struct arena *arena)
{
    *out = (struct relationship){.id = db_rows_integer(row, from),
                                 .person = {db_rows_integer(row, from + 1)},
                                 .candidate = {db_rows_integer(row, from + 2)},
                                 .from_day = db_rows_text(row, from + 4, arena),
                                 .until_day = db_rows_text(row, from + 5, arena)};
    return relationship_read(&out->kind, db_rows_text(row, from + 3, arena));
}

/* The kind tells something of two people's lives: sealed. */
static void relationship_act(struct act *out, const struct relationship *row, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "relationship", row->id);
    value_set_integer(open, "person", row->person.n);
    value_set_integer(open, "candidate", row->candidate.n);
    value_set_text(sealed, "kind", kinds[row->kind].name);
    value_set_text(sealed, "from", row->from_day);
    value_set_text(sealed, "until", row->until_day);
    *out = (struct act){"relationship.declared", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct relationship relationship;
    TRY(row_read(&relationship, row, STAMP_COLUMNS, arena));
    relationship_act(out, &relationship, arena);
    return NULL;
}

const struct audited relationship_audited = {"relationship",
                                             (const char *const[]){"relationship.declared", NULL},
                                             &sql_relationship_audit, audit_act};

fallible relationship_list(struct relationships *out, struct db *db, struct candidate_id candidate,
                           struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct relationships list = {0};
    TRY(db_rows_open(&rows, db, &sql_relationships_of_candidate,
                     DB_VALUES(db_integer(candidate.n))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        TRY(row_read(ARENA_PUSH(arena, list.items, list.count), rows, 0, arena));
    }
    *out = list;
    return NULL;
}

static bool same_day(const char *a, const char *b)
{
    return a && b ? text_equal(a, b) : a == b;
}

static bool says_the_same(const struct relationship *a, const struct relationship *b)
{
    return a->person.n == b->person.n && a->kind == b->kind && same_day(a->from_day, b->from_day) &&
           same_day(a->until_day, b->until_day);
}

static fallible check_days(const struct relationship *declared)
{
    struct date day;
    TRY(date_parse(&day, declared->from_day, "first day"));
    if (declared->until_day)
        TRY(date_parse(&day, declared->until_day, "last day"));
    if (!declared->until_day || strcmp(declared->until_day, declared->from_day) >= 0)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED,
                                 "the relationship would end on %s, before it begins on %s",
                                 declared->until_day, declared->from_day),
                      "end it on %s or later", declared->from_day);
}

static fallible check_new(const struct desk *desk, const struct relationship *declared,
                          struct arena *arena)
{
    struct person person;
    struct candidate candidate;
    struct relationships list;
    ASSERT(declared->kind < RELATIONSHIP_COUNT);
    TRY(person_of(&person, desk->db, declared->person, arena));
    TRY(candidate_of(&candidate, desk->db, declared->candidate, arena));
    TRY(check_days(declared));
    TRY(relationship_list(&list, desk->db, declared->candidate, arena));
    for (size_t i = 0; i < list.count; i++)
        if (says_the_same(&list.items[i], declared))
            return error_hint(error_make(ERROR_CONFLICT, "it is declared already that '%s' %s '%s'",
                                         person.ref, kinds[declared->kind].says, candidate.ref),
                              "another last day moves the end; another first day is one more");
    return NULL;
}

fallible relationship_declare(int64_t *out, struct desk *desk, const struct relationship *given)
{
    SCOPED_ARENA(arena);
    struct relationship declared = *given;
    if (declared.person.n != desk->person.n)
        TRY(role_require(desk, TASK_RELATE, NULL));
    TRY(check_new(desk, &declared, arena));
    struct act act;
    struct stamp stamp;
    TRY(desk_next_id(&declared.id, desk, &sql_relationship_highest));
    relationship_act(&act, &declared, arena);
    TRY(journal_append(&stamp, desk, &act));
    TRY(db_run(desk->db, &sql_relationship_insert,
               DB_VALUES(db_integer(declared.id), db_integer(declared.person.n),
                         db_integer(declared.candidate.n), db_text(kinds[declared.kind].name),
                         db_text(declared.from_day), db_text(declared.until_day),
                         STAMP_VALUES(stamp))));
    *out = declared.id;
    return NULL;
}

/* Who, about whom, when. */
struct question {
    struct db *db;
    struct person person;
    struct candidate candidate;
    const char *unit, *day;
};

/* The last day on which a relationship conflicts, "" when it has no last day yet. */
static fallible last_day(const char **out, const struct relationship *relationship,
                         struct arena *arena)
{
    *out = "";
    int months = kinds[relationship->kind].window_months;
    if (months == ALWAYS || !relationship->until_day)
        return NULL;
    struct date until;
    TRY(date_parse(&until, relationship->until_day, "last day"));
    *out = date_text(date_add_months(until, months), arena);
    return NULL;
}

static never_null struct error *refuse_always(const struct question *question,
                                              enum relationship_kind kind)
{
    return error_hint(error_make(ERROR_REFUSED, "'%s' %s '%s': a conflict of interest, always",
                                 question->person.ref, kinds[kind].says, question->candidate.ref),
                      "take somebody else (workflow, conflict of interest: %s)", kinds[kind].name);
}

static fallible check_one(const struct question *question, const struct relationship *relationship,
                          struct arena *arena)
{
    enum relationship_kind kind = relationship->kind;
    if (relationship->person.n != question->person.id.n)
        return NULL;
    if (kinds[kind].window_months == ALWAYS)
        return refuse_always(question, kind);
    const char *last;
    TRY(last_day(&last, relationship, arena));
    if (strcmp(question->day, relationship->from_day) < 0 ||
        (*last && strcmp(question->day, last) > 0))
        return NULL;
    const char *until = *last ? arena_format(arena, "until %s: a conflict of interest through %s",
                                             relationship->until_day, last)
                              : "to this day: a conflict of interest";
    return error_hint(
        error_make(ERROR_REFUSED, "'%s' %s '%s' from %s %s", question->person.ref, kinds[kind].says,
                   question->candidate.ref, relationship->from_day, until),
        "take somebody else%s%s (workflow, conflict of interest: %s, %d months)",
        *last ? ", or a day after " : "", last, kinds[kind].name, kinds[kind].window_months);
}

/* "examined the same candidate's failed attempt: blocks the third, warns on the second" */
static fallible check_failed(const char **warning, const struct question *question,
                             struct arena *arena)
{
    int64_t failed, examined;
    struct db_value candidate = db_integer(question->candidate.id.n);
    struct db_value unit = db_text(question->unit);
    TRY(db_integer_of(&failed, question->db, &sql_failed_attempts, DB_VALUES(candidate, unit), 0));
    TRY(db_integer_of(&examined, question->db, &sql_failed_attempts_examined,
                      DB_VALUES(candidate, unit, db_integer(question->person.id.n)), 0));
    if (!examined)
        return NULL;
    const char *what = arena_format(arena, "'%s' examined a failed attempt of '%s' at '%s'",
                                    question->person.ref, question->candidate.ref, question->unit);
    if (failed < 2) {
        *warning = arena_format(arena,
                                "%s: somebody else would be better, and a third attempt "
                                "needs somebody else",
                                what);
        return NULL;
    }
    return error_hint(
        error_make(ERROR_REFUSED, "%s, and this is attempt %lld", what, (long long)failed + 1),
        "from the third attempt on take somebody else (workflow, conflict of "
        "interest: examined)");
}

fallible conflict_check(const char **warning, struct db *db, struct person_id person,
                        struct candidate_id candidate, const char *unit, const char *day,
                        struct arena *arena)
{
    struct question question = {.db = db, .unit = unit, .day = day};
    struct relationships list;
    const char *found = NULL;
    TRY(person_of(&question.person, db, person, arena));
    TRY(candidate_of(&question.candidate, db, candidate, arena));
    TRY(relationship_list(&list, db, candidate, arena));
    for (size_t i = 0; i < list.count; i++)
        TRY(check_one(&question, &list.items[i], arena));
    if (unit)
        TRY(check_failed(&found, &question, arena));
    *warning = found;
    return NULL;
}
