#include "assess/grant.h"

#include "assess/grant_sql.h"
#include "assess/institution.h"
#include "assess/person.h"
#include "base/text.h"

/* A grant as journal and audit see it: its withdrawal is a row of its own. */
static void grant_act(struct act *out, const struct grant *grant, struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "grant", grant->id);
    value_set_integer(open, "person", grant->person.n);
    value_set_text(open, "role", role_name(grant->role));
    value_set_text(open, "unit", grant->unit);
    value_set_text(open, "from", grant->from_day);
    value_set_text(open, "until", grant->until_day);
    *out = (struct act){"role.granted", open, NULL};
}

struct withdrawal {
    int64_t id, grant;
    const char *from_day;
};

static void withdrawal_act(struct act *out, const struct withdrawal *withdrawal,
                           struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "withdrawal", withdrawal->id);
    value_set_integer(open, "grant", withdrawal->grant);
    value_set_text(open, "from", withdrawal->from_day);
    *out = (struct act){"role.withdrawn", open, NULL};
}

static fallible grant_read(struct grant *out, const struct db_rows *row, int from,
                           struct arena *arena)
{
    *out = (struct grant){.id = db_rows_integer(row, from),
                          .person = {db_rows_integer(row, from + 1)},
                          .unit = db_rows_text(row, from + 3, arena),
                          .from_day = db_rows_text(row, from + 4, arena),
                          .until_day = db_rows_text(row, from + 5, arena)};
    return role_read(&out->role, db_rows_text(row, from + 2, arena));
}

static fallible audit_grant(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct grant grant;
    TRY(grant_read(&grant, row, STAMP_COLUMNS, arena));
    grant_act(out, &grant, arena);
    return NULL;
}

static fallible audit_withdrawal(struct act *out, const struct db_rows *row, struct arena *arena)
{
    withdrawal_act(out,
                   &(struct withdrawal){db_rows_integer(row, STAMP_COLUMNS),
                                        db_rows_integer(row, STAMP_COLUMNS + 1),
                                        db_rows_text(row, STAMP_COLUMNS + 2, arena)},
                   arena);
    return NULL;
}

const struct audited role_grant_audited = {
    "role_grant", (const char *const[]){"role.granted", NULL}, &sql_grant_audit, audit_grant};

const struct audited role_withdrawal_audited = {"role_withdrawal",
                                                (const char *const[]){"role.withdrawn", NULL},
                                                &sql_withdrawal_audit, audit_withdrawal};

fallible grant_list(struct grants *out, struct db *db, struct person_id person, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct grants grants = {0};
    TRY(db_rows_open(&rows, db, &sql_grants_of_person, DB_VALUES(db_integer(person.n))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        struct grant *grant = ARENA_PUSH(arena, grants.items, grants.count);
        TRY(grant_read(grant, rows, 0, arena));
        grant->withdrawn_day = db_rows_text(rows, 6, arena);
    }
    *out = grants;
    return NULL;
}

static bool same_unit(const char *a, const char *b)
{
    return a && b ? text_equal(a, b) : a == b;
}

/* True when the grant, withdrawn or run out or not, says anything about day or a later one. */
static bool holds_from(const struct grant *grant, const char *day)
{
    return (!grant->until_day || strcmp(grant->until_day, day) >= 0) &&
           (!grant->withdrawn_day || strcmp(grant->withdrawn_day, day) > 0);
}

bool grant_holds(const struct grant *grant, const char *day)
{
    return strcmp(grant->from_day, day) <= 0 && holds_from(grant, day);
}

static fallible check_days(const struct grant *grant)
{
    struct date from, until;
    TRY(date_parse(&from, grant->from_day, "first day"));
    if (!grant->until_day)
        return NULL;
    TRY(date_parse(&until, grant->until_day, "last day"));
    if (date_compare(until, from) < 0)
        return error_hint(error_make(ERROR_REFUSED,
                                     "the role would end on %s, before it begins on %s",
                                     grant->until_day, grant->from_day),
                          "end it on %s or later", grant->from_day);
    return NULL;
}

/* Who gives out roles gets none by it: no marks, no decisions. */
static fallible check_not_own(const struct desk *desk, const struct person *person, enum role role)
{
    if (person->id.n != desk->person.n)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "'%s' cannot grant the role %s to themselves",
                                 person->ref, role_name(role)),
                      "another administrator may (workflow, who may do what)");
}

static fallible check_new(const struct desk *desk, const struct grant *grant, struct arena *arena)
{
    struct person person;
    struct grants grants;
    TRY(person_of(&person, desk->db, grant->person, arena));
    TRY(check_not_own(desk, &person, grant->role));
    if (grant->unit && !role_by_unit(grant->role))
        return error_hint(error_make(ERROR_REFUSED, "the role %s is not given unit by unit",
                                     role_name(grant->role)),
                          "grant it without a unit");
    TRY(check_days(grant));
    TRY(grant_list(&grants, desk->db, grant->person, arena));
    for (size_t i = 0; i < grants.count; i++) {
        const struct grant *own = &grants.items[i];
        if (own->role == grant->role && same_unit(own->unit, grant->unit) &&
            strcmp(own->from_day, grant->from_day) <= 0 && holds_from(own, grant->from_day))
            return error_hint(error_make(ERROR_CONFLICT, "'%s' is %s%s%s on %s already", person.ref,
                                         role_name(grant->role), grant->unit ? " of " : "",
                                         grant->unit ? grant->unit : "", grant->from_day),
                              "withdraw that grant first, or let this one begin after it");
    }
    return NULL;
}

static fallible insert_grant(struct desk *desk, struct grant *grant, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    TRY(desk_next_id(&grant->id, desk, &sql_grant_highest));
    grant_act(&act, grant, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_grant_insert,
                  DB_VALUES(db_integer(grant->id), db_integer(grant->person.n),
                            db_text(role_name(grant->role)), db_text(grant->unit),
                            db_text(grant->from_day), db_text(grant->until_day),
                            STAMP_VALUES(stamp)));
}

fallible grant_add(int64_t *out, struct desk *desk, const struct grant *given)
{
    SCOPED_ARENA(arena);
    TRY(role_require(desk, TASK_MANAGE_PEOPLE, NULL));
    struct grant grant = *given;
    if (!grant.from_day)
        TRY(institution_today(&grant.from_day, desk, arena));
    TRY(check_new(desk, &grant, arena));
    TRY(insert_grant(desk, &grant, arena));
    *out = grant.id;
    return NULL;
}

static fallible insert_withdrawal(struct desk *desk, int64_t grant, const char *day,
                                  struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    struct withdrawal withdrawal = {.grant = grant, .from_day = day};
    TRY(desk_next_id(&withdrawal.id, desk, &sql_withdrawal_highest));
    withdrawal_act(&act, &withdrawal, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(
        desk->db, &sql_withdrawal_insert,
        DB_VALUES(db_integer(withdrawal.id), db_integer(grant), db_text(day), STAMP_VALUES(stamp)));
}

/* The first day of a withdrawal: today or later. */
static fallible withdrawal_day(const char **out, const struct desk *desk, const char *day,
                               struct arena *arena)
{
    const char *today;
    struct date date;
    TRY(institution_today(&today, desk, arena));
    if (!day)
        day = today;
    TRY(date_parse(&date, day, "day of the withdrawal"));
    if (strcmp(day, today) < 0)
        return error_hint(error_make(ERROR_REFUSED,
                                     "a role cannot be withdrawn from %s, which has "
                                     "passed",
                                     day),
                          "withdraw it from %s or later", today);
    *out = day;
    return NULL;
}

fallible grant_withdraw(struct desk *desk, struct person_id person, enum role role,
                        const char *unit, const char *day)
{
    SCOPED_ARENA(arena);
    struct grants grants;
    size_t withdrawn = 0;
    TRY(role_require(desk, TASK_MANAGE_PEOPLE, NULL));
    TRY(withdrawal_day(&day, desk, day, arena));
    TRY(grant_list(&grants, desk->db, person, arena));
    for (size_t i = 0; i < grants.count; i++) {
        const struct grant *own = &grants.items[i];
        if (own->role != role || !same_unit(own->unit, unit) || !holds_from(own, day))
            continue;
        TRY(insert_withdrawal(desk, own->id, day, arena));
        withdrawn++;
    }
    if (withdrawn)
        return NULL;
    struct person known;
    TRY(person_of(&known, desk->db, person, arena));
    return error_hint(error_make(ERROR_NOT_FOUND, "'%s' is not %s%s%s on %s or later", known.ref,
                                 role_name(role), unit ? " of " : "", unit ? unit : "", day),
                      "see 'usta person list'");
}
