#include "assess/person.h"

#include "assess/person_sql.h"
#include "assess/ref.h"
#include "assess/role.h"
#include "base/text.h"

enum { NAME_LIMIT = 100 };

static void person_read(struct person *out, const struct db_rows *row, int from,
                        struct arena *arena)
{
    *out = (struct person){.id = {db_rows_integer(row, from)},
                           .ref = db_rows_text(row, from + 1, arena),
                           .name = db_rows_text(row, from + 2, arena)};
}

static void person_act(struct act *out, const struct person *person, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "person", person->id.n);
    value_set_text(sealed, "ref", person->ref);
    value_set_text(sealed, "name", person->name);
    *out = (struct act){"person.added", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct person person;
    person_read(&person, row, STAMP_COLUMNS, arena);
    person_act(out, &person, arena);
    return NULL;
}

const struct audited person_audited = {"person", (const char *const[]){"person.added", NULL},
                                       &sql_person_audit, audit_act};

static fallible query_one(bool *got, struct person *out, struct db *db,
                          const struct statement *statement, struct db_value key,
                          struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, statement, DB_VALUES(key)));
    TRY(db_rows_next(got, rows));
    if (*got)
        person_read(out, rows, 0, arena);
    return NULL;
}

static fallible check_new(struct db *db, const char *ref, const char *name, struct arena *arena)
{
    bool taken;
    struct person other;
    TRY(ref_check(ref, "person"));
    if (text_hidden(name))
        return error_hint(error_make(ERROR_REFUSED,
                                     "the name of person '%s' has the invisible character U+%04X",
                                     ref, text_hidden(name)),
                          "write the name as it is seen, letter by letter");
    if (!*name || utf8_length(name) > NAME_LIMIT)
        return error_make(ERROR_REFUSED,
                          "the name of person '%s' has %zu letters instead of 1 to %d", ref,
                          utf8_length(name), NAME_LIMIT);
    TRY(query_one(&taken, &other, db, &sql_person_by_ref, db_text(ref), arena));
    if (taken)
        return error_hint(error_make(ERROR_CONFLICT, "there is a person '%s' already", ref),
                          "choose another short name, or use this person");
    return NULL;
}

fallible person_add(struct person_id *out, struct desk *desk, const char *ref, const char *name)
{
    SCOPED_ARENA(arena);
    TRY(role_require(desk, TASK_MANAGE_PEOPLE, NULL));
    TRY(check_new(desk->db, ref, name, arena));
    struct person person = {.ref = ref, .name = name};
    TRY(desk_next_id(&person.id.n, desk, &sql_person_highest));
    struct act act;
    struct stamp stamp;
    person_act(&act, &person, arena);
    TRY(journal_append(&stamp, desk, &act));
    TRY(db_run(
        desk->db, &sql_person_insert,
        DB_VALUES(db_integer(person.id.n), db_text(ref), db_text(name), STAMP_VALUES(stamp))));
    *out = person.id;
    return NULL;
}

fallible person_find(struct person *out, struct db *db, const char *ref, struct arena *arena)
{
    bool got;
    TRY(query_one(&got, out, db, &sql_person_by_ref, db_text(ref), arena));
    if (!got)
        return error_hint(error_make(ERROR_NOT_FOUND, "there is no person '%.60s'", ref),
                          "see 'usta person list'");
    return NULL;
}

fallible person_of(struct person *out, struct db *db, struct person_id id, struct arena *arena)
{
    if (id.n == 0) {
        *out = (struct person){.ref = "usta", .name = "Usta"};
        return NULL;
    }
    bool got;
    TRY(query_one(&got, out, db, &sql_person_by_id, db_integer(id.n), arena));
    if (!got)
        return error_make(ERROR_NOT_FOUND, "there is no person %lld", (long long)id.n);
    return NULL;
}

fallible person_list(struct people *out, struct db *db, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct people people = {0};
    TRY(db_rows_open(&rows, db, &sql_person_all, DB_NO_VALUES));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        person_read(ARENA_PUSH(arena, people.items, people.count), rows, 0, arena);
    }
    *out = people;
    return NULL;
}
