#include "assess/tablet.h"

#include "assess/ref.h"
#include "assess/role.h"
#include "assess/sheet_receive.h"
#include "assess/tablet_sql.h"
#include "assess/typing.h"
#include "base/encoding.h"

#include <ctype.h>
#include <stdio.h>

struct made {
    int64_t id;
    const char *device;
    struct bytes hash;
    int64_t expires_s;
};

static void code_act(struct act *out, const struct made *made, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "code", made->id);
    value_set_text(open, "device", made->device);
    value_set_text(open, "expires", instant_text(made->expires_s, arena));
    value_set_text(sealed, "hash", hex_encode(made->hash, arena));
    *out = (struct act){"tablet.code_made", open, sealed};
}

static fallible audit_code(struct act *out, const struct db_rows *row, struct arena *arena)
{
    const struct made made = {.id = db_rows_integer(row, STAMP_COLUMNS),
                              .device = db_rows_text(row, STAMP_COLUMNS + 1, arena),
                              .hash = db_rows_blob(row, STAMP_COLUMNS + 2, arena),
                              .expires_s = db_rows_integer(row, STAMP_COLUMNS + 3)};
    code_act(out, &made, arena);
    return NULL;
}

const struct audited tablet_code_audited = {"tablet_code",
                                            (const char *const[]){"tablet.code_made", NULL},
                                            &sql_tablet_code_audit, audit_code};

struct enrolled {
    int64_t id;
    const char *device;
    int64_t code;
    struct bytes token;
};

static void enrolled_act(struct act *out, const struct enrolled *enrolled, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "tablet", enrolled->id);
    value_set_text(open, "device", enrolled->device);
    value_set_integer(open, "code", enrolled->code);
    value_set_text(sealed, "token", hex_encode(enrolled->token, arena));
    *out = (struct act){"tablet.enrolled", open, sealed};
}

static fallible audit_enrolled(struct act *out, const struct db_rows *row, struct arena *arena)
{
    const struct enrolled enrolled = {.id = db_rows_integer(row, STAMP_COLUMNS),
                                      .device = db_rows_text(row, STAMP_COLUMNS + 1, arena),
                                      .code = db_rows_integer(row, STAMP_COLUMNS + 2),
                                      .token = db_rows_blob(row, STAMP_COLUMNS + 3, arena)};
    enrolled_act(out, &enrolled, arena);
    return NULL;
}

const struct audited tablet_audited = {"tablet", (const char *const[]){"tablet.enrolled", NULL},
                                       &sql_tablet_audit, audit_enrolled};

static void end_act(struct act *out, int64_t id, const char *reason, struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "tablet", id);
    value_set_text(open, "reason", reason);
    *out = (struct act){"tablet.revoked", open, NULL};
}

static fallible audit_end(struct act *out, const struct db_rows *row, struct arena *arena)
{
    end_act(out, db_rows_integer(row, STAMP_COLUMNS), db_rows_text(row, STAMP_COLUMNS + 1, arena),
            arena);
    return NULL;
}

const struct audited tablet_end_audited = {
    "tablet_end", (const char *const[]){"tablet.revoked", NULL}, &sql_tablet_end_audit, audit_end};

static void row_read(struct tablet_row *out, const struct db_rows *row, struct arena *arena)
{
    *out = (struct tablet_row){.id = db_rows_integer(row, 0),
                               .device = db_rows_text(row, 1, arena),
                               .enrolled_s = db_rows_integer(row, 2),
                               .is_revoked = !db_rows_null(row, 3)};
}

static fallible query_one(bool *got, struct tablet_row *out, struct db *db,
                          const struct statement *statement, struct db_value key,
                          struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, statement, DB_VALUES(key)));
    TRY(db_rows_next(got, rows));
    if (*got)
        row_read(out, rows, arena);
    return NULL;
}

fallible tablet_of_token(bool *got, struct tablet_row *out, struct db *db, const char *token,
                         struct arena *arena)
{
    struct digest digest = token_digest("tablet", token);
    return query_one(got, out, db, &sql_tablet_by_token, db_blob(digest_bytes(&digest)), arena);
}

static fallible check_name(struct db *db, const char *device, struct arena *arena)
{
    bool taken;
    int64_t next_seq;
    struct tablet_row other;
    TRY(ref_check(device, "tablet"));
    TRY(typing_check_tablet(device));
    TRY(query_one(&taken, &other, db, &sql_tablet_by_device, db_text(device), arena));
    TRY(sheet_next_seq(&next_seq, db, device));
    if (taken || next_seq > 1)
        return error_hint(error_make(ERROR_CONFLICT, "there is a tablet '%s' already", device),
                          "every tablet begins a log of its own: choose another name");
    return NULL;
}

static struct digest code_digest(const char digits[static TABLET_CODE_DIGITS + 1])
{
    return token_digest("enrol", digits);
}

static fallible draw(char digits[static TABLET_CODE_DIGITS + 1], struct random *random)
{
    for (int i = 0; i < TABLET_CODE_DIGITS; i++) {
        uint32_t digit;
        TRY(random_below(&digit, random, 10));
        digits[i] = (char)('0' + digit);
    }
    digits[TABLET_CODE_DIGITS] = '\0';
    return NULL;
}

fallible tablet_code_make(struct tablet_code *out, struct desk *desk, const char *device)
{
    SCOPED_ARENA(arena);
    char digits[TABLET_CODE_DIGITS + 1];
    struct made made = {.device = device,
                        .expires_s = clock_now_s(desk->clock) + TABLET_CODE_SECONDS};
    struct act act;
    struct stamp stamp;
    TRY(role_require(desk, TASK_MANAGE_PEOPLE, NULL));
    TRY(check_name(desk->db, device, arena));
    TRY(draw(digits, desk->random));
    struct digest digest = code_digest(digits);
    made.hash = digest_bytes(&digest);
    TRY(desk_next_id(&made.id, desk, &sql_tablet_code_highest));
    code_act(&act, &made, arena);
    TRY(journal_append(&stamp, desk, &act));
    TRY(db_run(desk->db, &sql_tablet_code_insert,
               DB_VALUES(db_integer(made.id), db_text(device), db_blob(made.hash),
                         db_integer(made.expires_s), STAMP_VALUES(stamp))));
    snprintf(out->text, sizeof out->text, "%.3s %.3s %.4s", digits, digits + 3, digits + 6);
    return NULL;
}

/* The digits that were typed; one that is none stands for a code that nobody has. */
static void read_typed(char digits[static TABLET_CODE_DIGITS + 1], const char *typed)
{
    size_t size = 0;
    memset(digits, 0, TABLET_CODE_DIGITS + 1);
    for (; *typed; typed++) {
        if (*typed == ' ' || *typed == '-')
            continue;
        if (!isdigit((unsigned char)*typed) || size == TABLET_CODE_DIGITS) {
            memset(digits, 0, TABLET_CODE_DIGITS + 1);
            return;
        }
        digits[size++] = *typed;
    }
}

static fallible find_code(struct enrolled *out, struct desk *desk, const char *typed,
                          struct arena *arena)
{
    char digits[TABLET_CODE_DIGITS + 1];
    bool got;
    SCOPED_ROWS rows = NULL;
    read_typed(digits, typed);
    struct digest digest = code_digest(digits);
    TRY(db_rows_open(
        &rows, desk->db, &sql_tablet_code_good,
        DB_VALUES(db_blob(digest_bytes(&digest)), db_integer(clock_now_s(desk->clock)))));
    TRY(db_rows_next(&got, rows));
    if (!got)
        return error_hint(error_make(ERROR_REFUSED, "this code enrols nothing"),
                          "it is good once and for a quarter of an hour: ask the office for a new "
                          "one");
    out->code = db_rows_integer(rows, 0);
    out->device = db_rows_text(rows, 1, arena);
    return NULL;
}

fallible tablet_enrol(const char **device, struct token *token, struct desk *desk,
                      const char *typed, struct arena *arena)
{
    struct enrolled enrolled;
    struct token made;
    struct act act;
    struct stamp stamp;
    TRY(find_code(&enrolled, desk, typed, arena));
    TRY(token_make(&made, desk->random));
    struct digest digest = token_digest("tablet", made.text);
    enrolled.token = digest_bytes(&digest);
    TRY(desk_next_id(&enrolled.id, desk, &sql_tablet_highest));
    enrolled_act(&act, &enrolled, arena);
    TRY(journal_append(&stamp, desk, &act));
    TRY(db_run(desk->db, &sql_tablet_insert,
               DB_VALUES(db_integer(enrolled.id), db_text(enrolled.device),
                         db_integer(enrolled.code), db_blob(enrolled.token), STAMP_VALUES(stamp))));
    *device = enrolled.device;
    *token = made;
    return NULL;
}

fallible tablet_revoke(struct desk *desk, const char *device, const char *reason)
{
    SCOPED_ARENA(arena);
    bool got;
    struct tablet_row row;
    struct act act;
    struct stamp stamp;
    TRY(role_require(desk, TASK_MANAGE_PEOPLE, NULL));
    TRY(query_one(&got, &row, desk->db, &sql_tablet_by_device, db_text(device), arena));
    if (!got)
        return error_hint(error_make(ERROR_NOT_FOUND, "there is no tablet '%.60s'", device),
                          "see 'usta tablet list'");
    if (row.is_revoked)
        return error_hint(error_make(ERROR_CONFLICT, "tablet '%s' was revoked before", device),
                          "there is nothing left to do");
    end_act(&act, row.id, reason, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_tablet_end_insert,
                  DB_VALUES(db_integer(row.id), db_text(reason), STAMP_VALUES(stamp)));
}

fallible tablet_list(struct tablets *out, struct db *db, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct tablets tablets = {0};
    TRY(db_rows_open(&rows, db, &sql_tablet_all, DB_NO_VALUES));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        row_read(ARENA_PUSH(arena, tablets.items, tablets.count), rows, arena);
    }
    *out = tablets;
    return NULL;
}
