#include "assess/sheet.h"

#include "assess/machine.h"
#include "assess/sheet_sql.h"
#include "base/text.h"

static void sheet_read(struct sheet *out, const struct db_rows *row, int from, struct arena *arena)
{
    *out = (struct sheet){.id = {db_rows_integer(row, from)},
                          .attempt = {db_rows_integer(row, from + 1)},
                          .person = {db_rows_integer(row, from + 2)},
                          .by = db_rows_text(row, from + 3, arena),
                          .device = db_rows_text(row, from + 4, arena),
                          .sealed = text_equal(db_rows_text(row, from + 5, arena), "sealed")};
}

static void sheet_act(struct act *out, const struct sheet *sheet, struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "sheet", sheet->id.n);
    value_set_integer(open, "attempt", sheet->attempt.n);
    value_set_integer(open, "person", sheet->person.n);
    value_set_text(open, "device", sheet->device);
    *out = (struct act){"sheet.opened", open, NULL};
}

static fallible audit_sheet(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct sheet sheet;
    sheet_read(&sheet, row, STAMP_COLUMNS, arena);
    sheet_act(out, &sheet, arena);
    return NULL;
}

const struct audited sheet_audited = {"sheet", (const char *const[]){"sheet.opened", NULL},
                                      &sql_sheet_audit, audit_sheet};

fallible sheet_open(struct sheet *out, struct desk *desk, struct attempt_id attempt,
                    struct person_id person, const char *device)
{
    SCOPED_ARENA(arena);
    struct act act;
    struct stamp stamp;
    struct sheet sheet = {.attempt = attempt, .person = person, .device = device};
    TRY(desk_next_id(&sheet.id.n, desk, &sql_sheet_highest));
    sheet_act(&act, &sheet, arena);
    TRY(journal_append(&stamp, desk, &act));
    TRY(db_run(desk->db, &sql_sheet_insert,
               DB_VALUES(db_integer(sheet.id.n), db_integer(attempt.n), db_integer(person.n),
                         db_text(device), db_text(machine_first(MACHINE_SHEET)),
                         STAMP_VALUES(stamp))));
    *out = sheet;
    return NULL;
}

fallible sheet_of(struct sheet *out, struct db *db, struct attempt_id attempt,
                  struct person_id person, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct sheet sheet = {.attempt = attempt, .person = person};
    TRY(db_rows_open(&rows, db, &sql_sheet_of_person,
                     DB_VALUES(db_integer(attempt.n), db_integer(person.n))));
    bool got;
    TRY(db_rows_next(&got, rows));
    if (got)
        sheet_read(&sheet, rows, 0, arena);
    *out = sheet;
    return NULL;
}

static fallible query(struct sheets *out, struct db *db, const struct statement *statement,
                      struct db_values keys, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct sheets list = {0};
    TRY(db_rows_open(&rows, db, statement, keys));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        sheet_read(ARENA_PUSH(arena, list.items, list.count), rows, 0, arena);
    }
    *out = list;
    return NULL;
}

fallible sheet_list(struct sheets *out, struct db *db, struct attempt_id attempt,
                    struct arena *arena)
{
    return query(out, db, &sql_sheets_of_attempt, DB_VALUES(db_integer(attempt.n)), arena);
}

fallible sheet_list_all(struct sheets *out, struct db *db, struct arena *arena)
{
    return query(out, db, &sql_sheet_all, DB_NO_VALUES, arena);
}

static fallible seal_read(struct seal *out, const struct db_rows *row, int from,
                          struct arena *arena)
{
    struct bytes digest = db_rows_blob(row, from + 2, arena);
    if (digest.size != DIGEST_SIZE)
        return error_make(ERROR_REFUSED, "the digest of a seal has %zu bytes instead of %d",
                          digest.size, DIGEST_SIZE);
    *out = (struct seal){.id = db_rows_integer(row, from),
                         .sheet = {db_rows_integer(row, from + 1)},
                         .events = db_rows_integer(row, from + 3),
                         .revision = (int)db_rows_integer(row, from + 4),
                         .at_s = db_rows_integer(row, from + 5)};
    memcpy(out->digest.data, digest.data, DIGEST_SIZE);
    return NULL;
}

static void seal_act(struct act *out, const struct seal *seal, struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "seal", seal->id);
    value_set_integer(open, "sheet", seal->sheet.n);
    value_set_text(open, "digest", digest_text(&seal->digest, arena));
    value_set_integer(open, "events", seal->events);
    value_set_integer(open, "revision", seal->revision);
    *out = (struct act){"sheet.sealed", open, NULL};
}

static fallible audit_seal(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct seal seal;
    TRY(seal_read(&seal, row, STAMP_COLUMNS, arena));
    seal_act(out, &seal, arena);
    return NULL;
}

const struct audited seal_audited = {"seal", (const char *const[]){"sheet.sealed", NULL},
                                     &sql_seal_audit, audit_seal};

fallible sheet_seal_list(struct seals *out, struct db *db, struct sheet_id sheet,
                         struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct seals list = {0};
    TRY(db_rows_open(&rows, db, &sql_seals_of_sheet, DB_VALUES(db_integer(sheet.n))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        TRY(seal_read(ARENA_PUSH(arena, list.items, list.count), rows, 0, arena));
    }
    *out = list;
    return NULL;
}

fallible sheet_seal(struct desk *desk, struct sheet_id sheet, const struct digest *digest,
                    size_t events)
{
    SCOPED_ARENA(arena);
    struct act act;
    struct stamp stamp;
    struct seals before;
    struct seal seal = {.sheet = sheet, .digest = *digest, .events = (int64_t)events};
    TRY(sheet_seal_list(&before, desk->db, sheet, arena));
    seal.revision = (int)before.count + 1;
    TRY(desk_next_id(&seal.id, desk, &sql_seal_highest));
    seal_act(&act, &seal, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_seal_insert,
                  DB_VALUES(db_integer(seal.id), db_integer(sheet.n), db_blob(digest_bytes(digest)),
                            db_integer(seal.events), db_integer(seal.revision),
                            STAMP_VALUES(stamp)));
}
