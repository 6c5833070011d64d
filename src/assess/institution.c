#include "assess/institution.h"

#include "assess/institution_sql.h"
#include "assess/role.h"

enum { ONLY_ID = 1 };

/* {language: name} */
static struct value *names_value(const struct texts *names, struct arena *arena)
{
    struct value *object = value_object(arena);
    for (size_t i = 0; i < names->count; i++)
        value_set_text(object, names->items[i].language, names->items[i].text);
    return object;
}

static fallible names_read(struct texts *out, const char *json, struct arena *arena)
{
    struct value *object;
    TRY(value_parse(&object, bytes_of_text(json), "names", arena));
    size_t count = value_size(object);
    struct translation *items = ARENA_ARRAY(arena, struct translation, count);
    for (size_t i = 0; i < count; i++) {
        const char *language = value_key_at(object, i), *text;
        TRY(value_need_text(&text, object, language));
        items[i] = (struct translation){language, text};
    }
    *out = (struct texts){items, count};
    return NULL;
}

static fallible institution_row(struct institution *out, const struct db_rows *row, int from,
                                struct arena *arena)
{
    *out = (struct institution){.id = db_rows_integer(row, from),
                                .origin = db_rows_text(row, from + 1, arena),
                                .host = db_rows_text(row, from + 2, arena),
                                .target = (int)db_rows_integer(row, from + 4)};
    return names_read(&out->names, db_rows_text(row, from + 3, arena), arena);
}

static fallible centre_row(struct centre *out, const struct db_rows *row, int from,
                           struct arena *arena)
{
    *out = (struct centre){.id = {db_rows_integer(row, from)},
                           .ref = db_rows_text(row, from + 1, arena),
                           .utc_offset_min = (int)db_rows_integer(row, from + 2)};
    return names_read(&out->names, db_rows_text(row, from + 3, arena), arena);
}

static void institution_act(struct act *out, const struct institution *institution,
                            struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "institution", institution->id);
    value_set_text(open, "origin", institution->origin);
    value_set_text(open, "host", institution->host);
    value_set(open, "names", names_value(&institution->names, arena));
    value_set_integer(open, "target", institution->target);
    *out = (struct act){"institution.set_up", open, NULL};
}

static void centre_act(struct act *out, const struct centre *centre, struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "centre", centre->id.n);
    value_set_text(open, "ref", centre->ref);
    value_set_integer(open, "utc_offset_min", centre->utc_offset_min);
    value_set(open, "names", names_value(&centre->names, arena));
    *out = (struct act){"centre.added", open, NULL};
}

static fallible audit_institution(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct institution institution;
    TRY(institution_row(&institution, row, STAMP_COLUMNS, arena));
    institution_act(out, &institution, arena);
    return NULL;
}

static fallible audit_centre(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct centre centre;
    TRY(centre_row(&centre, row, STAMP_COLUMNS, arena));
    centre_act(out, &centre, arena);
    return NULL;
}

const struct audited institution_audited = {"institution",
                                            (const char *const[]){"institution.set_up", NULL},
                                            &sql_institution_audit, audit_institution};

const struct audited centre_audited = {"centre", (const char *const[]){"centre.added", NULL},
                                       &sql_centre_audit, audit_centre};

static fallible insert_centre(struct desk *desk, const struct centre *given, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    struct centre centre = *given;
    TRY(desk_next_id(&centre.id.n, desk, &sql_centre_highest));
    centre_act(&act, &centre, arena);
    TRY(journal_append(&stamp, desk, &act));
    const char *names = value_canonical(names_value(&centre.names, arena), arena);
    return db_run(desk->db, &sql_centre_insert,
                  DB_VALUES(db_integer(centre.id.n), db_text(centre.ref),
                            db_integer(centre.utc_offset_min), db_text(names),
                            STAMP_VALUES(stamp)));
}

static fallible insert_institution(struct desk *desk, const struct institution *given,
                                   struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    struct institution institution = *given;
    institution.id = ONLY_ID;
    institution_act(&act, &institution, arena);
    TRY(journal_append(&stamp, desk, &act));
    const char *names = value_canonical(names_value(&institution.names, arena), arena);
    return db_run(desk->db, &sql_institution_insert,
                  DB_VALUES(db_integer(institution.id), db_text(institution.origin),
                            db_text(institution.host), db_text(names),
                            db_integer(institution.target), STAMP_VALUES(stamp)));
}

fallible institution_set_up(struct desk *desk, const struct institution *institution)
{
    SCOPED_ARENA(arena);
    int64_t there;
    TRY(role_require(desk, TASK_KEEP, NULL));
    TRY(db_integer_of(&there, desk->db, &sql_institution_row, DB_NO_VALUES, 0));
    if (there)
        return error_hint(error_make(ERROR_CONFLICT, "the institution is set up already"),
                          "a registry belongs to one institution: make another one");
    TRY(insert_institution(desk, institution, arena));
    for (size_t i = 0; i < institution->centres.count; i++)
        TRY(insert_centre(desk, &institution->centres.items[i], arena));
    return NULL;
}

static fallible centres_read(struct centres *out, struct db *db, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct centres centres = {0};
    TRY(db_rows_open(&rows, db, &sql_centre_all, DB_NO_VALUES));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        TRY(centre_row(ARENA_PUSH(arena, centres.items, centres.count), rows, 0, arena));
    }
    *out = centres;
    return NULL;
}

fallible institution_get(struct institution *out, struct db *db, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    bool got;
    struct institution institution;
    TRY(db_rows_open(&rows, db, &sql_institution_row, DB_NO_VALUES));
    TRY(db_rows_next(&got, rows));
    if (!got)
        return error_hint(error_make(ERROR_NOT_FOUND, "the institution is not set up"),
                          "begin with 'usta init'");
    TRY(institution_row(&institution, rows, 0, arena));
    TRY(centres_read(&institution.centres, db, arena));
    *out = institution;
    return NULL;
}

static fallible query_centre(bool *got, struct centre *out, struct db *db,
                             const struct statement *statement, struct db_value key,
                             struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, statement, DB_VALUES(key)));
    TRY(db_rows_next(got, rows));
    return *got ? centre_row(out, rows, 0, arena) : NULL;
}

fallible centre_find(struct centre *out, struct db *db, const char *ref, struct arena *arena)
{
    bool got;
    TRY(query_centre(&got, out, db, &sql_centre_by_ref, db_text(ref), arena));
    if (!got)
        return error_hint(error_make(ERROR_NOT_FOUND, "there is no centre '%.60s'", ref),
                          "centres stand in the institution's file");
    return NULL;
}

fallible centre_of(struct centre *out, struct db *db, struct centre_id id, struct arena *arena)
{
    bool got;
    TRY(query_centre(&got, out, db, &sql_centre_by_id, db_integer(id.n), arena));
    if (!got)
        return error_make(ERROR_NOT_FOUND, "there is no centre %lld", (long long)id.n);
    return NULL;
}

fallible centre_day(const char **out, struct db *db, struct centre_id id, int64_t instant_s,
                    struct arena *arena)
{
    struct centre centre;
    TRY(centre_of(&centre, db, id, arena));
    *out = date_text(date_of(instant_s, centre.utc_offset_min), arena);
    return NULL;
}

fallible centre_today(const char **out, const struct desk *desk, struct centre_id id,
                      struct arena *arena)
{
    return centre_day(out, desk->db, id, clock_now_s(desk->clock), arena);
}

fallible institution_day(const char **out, struct db *db, int64_t instant_s, struct arena *arena)
{
    int64_t offset_min;
    TRY(db_integer_of(&offset_min, db, &sql_centre_first_offset, DB_NO_VALUES, 0));
    *out = date_text(date_of(instant_s, (int)offset_min), arena);
    return NULL;
}

fallible institution_today(const char **out, const struct desk *desk, struct arena *arena)
{
    return institution_day(out, desk->db, clock_now_s(desk->clock), arena);
}
