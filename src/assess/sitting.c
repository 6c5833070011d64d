#include "assess/sitting.h"

#include "assess/draw_seed.h"
#include "assess/institution.h"
#include "assess/machine.h"
#include "assess/publication.h"
#include "assess/ref.h"
#include "assess/role.h"
#include "assess/sitting_sql.h"
#include "base/text.h"

static void sitting_read(struct sitting *out, const struct db_rows *row, int from,
                         struct arena *arena)
{
    *out = (struct sitting){.id = {db_rows_integer(row, from)},
                            .ref = db_rows_text(row, from + 1, arena),
                            .centre = {db_rows_integer(row, from + 2)},
                            .centre_ref = db_rows_text(row, from + 3, arena),
                            .day = db_rows_text(row, from + 4, arena),
                            .scheme = {db_rows_integer(row, from + 5)},
                            .scheme_name = db_rows_text(row, from + 6, arena),
                            .state = db_rows_text(row, from + 7, arena)};
}

static void sitting_act(struct act *out, const struct sitting *sitting, struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "sitting", sitting->id.n);
    value_set_text(open, "ref", sitting->ref);
    value_set_integer(open, "centre", sitting->centre.n);
    value_set_text(open, "day", sitting->day);
    value_set_integer(open, "scheme_version", sitting->scheme.n);
    *out = (struct act){"sitting.planned", open, NULL};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct sitting sitting;
    sitting_read(&sitting, row, STAMP_COLUMNS, arena);
    sitting_act(out, &sitting, arena);
    return NULL;
}

const struct audited sitting_audited = {"sitting", (const char *const[]){"sitting.planned", NULL},
                                        &sql_sitting_audit, audit_act};

static fallible query_one(bool *got, struct sitting *out, struct db *db,
                          const struct statement *statement, struct db_value key,
                          struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, statement, DB_VALUES(key)));
    TRY(db_rows_next(got, rows));
    if (*got)
        sitting_read(out, rows, 0, arena);
    return NULL;
}

fallible sitting_find(struct sitting *out, struct db *db, const char *ref, struct arena *arena)
{
    bool got;
    TRY(query_one(&got, out, db, &sql_sitting_by_ref, db_text(ref), arena));
    if (!got)
        return error_hint(error_make(ERROR_NOT_FOUND, "there is no sitting '%.60s'", ref),
                          "see 'usta sitting list'");
    return NULL;
}

fallible sitting_of(struct sitting *out, struct db *db, struct sitting_id id, struct arena *arena)
{
    bool got;
    TRY(query_one(&got, out, db, &sql_sitting_by_id, db_integer(id.n), arena));
    if (!got)
        return error_make(ERROR_NOT_FOUND, "there is no sitting %lld", (long long)id.n);
    return NULL;
}

fallible sitting_list(struct sittings *out, struct db *db, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct sittings sittings = {0};
    TRY(db_rows_open(&rows, db, &sql_sitting_all, DB_NO_VALUES));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        sitting_read(ARENA_PUSH(arena, sittings.items, sittings.count), rows, 0, arena);
    }
    *out = sittings;
    return NULL;
}

static fallible check_new(struct db *db, const char *ref, const char *day, struct arena *arena)
{
    bool taken;
    struct date date;
    struct sitting other;
    TRY(ref_check(ref, "sitting"));
    TRY(date_parse(&date, day, "day of the sitting"));
    TRY(query_one(&taken, &other, db, &sql_sitting_by_ref, db_text(ref), arena));
    if (taken)
        return error_hint(error_make(ERROR_CONFLICT, "there is a sitting '%s' already", ref),
                          "choose another short name");
    return NULL;
}

static fallible insert(struct desk *desk, struct sitting *sitting, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    TRY(desk_next_id(&sitting->id.n, desk, &sql_sitting_highest));
    sitting_act(&act, sitting, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_sitting_insert,
                  DB_VALUES(db_integer(sitting->id.n), db_text(sitting->ref),
                            db_integer(sitting->centre.n), db_text(sitting->day),
                            db_integer(sitting->scheme.n), db_text(sitting->state),
                            STAMP_VALUES(stamp)));
}

fallible sitting_plan(struct sitting_id *out, struct desk *desk, const char *ref,
                      const char *centre_ref, const char *day, struct scheme_version_id scheme)
{
    SCOPED_ARENA(arena);
    struct centre centre;
    TRY(role_require(desk, TASK_PLAN, NULL));
    TRY(check_new(desk->db, ref, day, arena));
    TRY(centre_find(&centre, desk->db, centre_ref, arena));
    struct sitting sitting = {.ref = ref,
                              .centre = centre.id,
                              .day = day,
                              .scheme = scheme,
                              .state = machine_first(MACHINE_SITTING)};
    TRY(insert(desk, &sitting, arena));
    TRY(draw_seed_make(desk, sitting.id));
    *out = sitting.id;
    return NULL;
}

fallible sitting_require(const struct sitting *sitting, const char *state, const char *act)
{
    if (text_equal(sitting->state, state))
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "sitting '%s' is %s", sitting->ref, sitting->state),
                      "%s is for a sitting that is %s (workflow, states)", act, state);
}

fallible sitting_archive(struct desk *desk, struct sitting_id id)
{
    SCOPED_ARENA(arena);
    struct sitting sitting;
    TRY(role_require(desk, TASK_PLAN, NULL));
    TRY(sitting_of(&sitting, desk->db, id, arena));
    return machine_go(desk, MACHINE_SITTING, id.n, arena_format(arena, "sitting '%s'", sitting.ref),
                      "archived", NULL);
}
