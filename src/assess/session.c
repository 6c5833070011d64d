#include "assess/session.h"

#include "assess/role.h"
#include "assess/session_sql.h"
#include "base/encoding.h"

struct opened {
    int64_t id, person, tablet;
    struct bytes token;
};

static void opened_act(struct act *out, const struct opened *opened, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "session", opened->id);
    value_set_integer(open, "person", opened->person);
    if (opened->tablet)
        value_set_integer(open, "tablet", opened->tablet);
    value_set_text(sealed, "token", hex_encode(opened->token, arena));
    *out = (struct act){"session.opened", open, sealed};
}

static fallible audit_opened(struct act *out, const struct db_rows *row, struct arena *arena)
{
    const struct opened opened = {.id = db_rows_integer(row, STAMP_COLUMNS),
                                  .person = db_rows_integer(row, STAMP_COLUMNS + 1),
                                  .tablet = db_rows_integer(row, STAMP_COLUMNS + 2),
                                  .token = db_rows_blob(row, STAMP_COLUMNS + 3, arena)};
    opened_act(out, &opened, arena);
    return NULL;
}

const struct audited session_audited = {"session", (const char *const[]){"session.opened", NULL},
                                        &sql_session_audit, audit_opened};

static void end_act(struct act *out, int64_t id, struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "session", id);
    *out = (struct act){"session.ended", open, NULL};
}

static fallible audit_end(struct act *out, const struct db_rows *row, struct arena *arena)
{
    end_act(out, db_rows_integer(row, STAMP_COLUMNS), arena);
    return NULL;
}

const struct audited session_end_audited = {
    "session_end", (const char *const[]){"session.ended", NULL}, &sql_session_end_audit, audit_end};

fallible session_open(struct token *out, struct desk *desk, int64_t tablet)
{
    SCOPED_ARENA(arena);
    struct token token;
    struct act act;
    struct stamp stamp;
    TRY(token_make(&token, desk->random));
    struct digest digest = token_digest("session", token.text);
    struct opened opened = {
        .person = desk->person.n, .tablet = tablet, .token = digest_bytes(&digest)};
    TRY(desk_next_id(&opened.id, desk, &sql_session_highest));
    opened_act(&act, &opened, arena);
    TRY(journal_append(&stamp, desk, &act));
    TRY(db_run(desk->db, &sql_session_insert,
               DB_VALUES(db_integer(opened.id), db_integer(opened.person),
                         tablet ? db_integer(tablet) : db_null(), db_blob(opened.token),
                         STAMP_VALUES(stamp))));
    TRY(session_touch(desk, opened.id));
    *out = token;
    return NULL;
}

static bool lives(const struct session *session, int64_t now_s)
{
    return now_s - session->opened_s <= SESSION_LIMIT_S &&
           now_s - session->seen_s <= SESSION_IDLE_S;
}

fallible session_of_token(bool *got, struct session *out, struct db *db, const char *token,
                          int64_t now_s, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct digest digest = token_digest("session", token);
    TRY(db_rows_open(&rows, db, &sql_session_by_token, DB_VALUES(db_blob(digest_bytes(&digest)))));
    TRY(db_rows_next(got, rows));
    if (!*got)
        return NULL;
    *out = (struct session){.id = db_rows_integer(rows, 0),
                            .person = {db_rows_integer(rows, 1)},
                            .person_ref = db_rows_text(rows, 2, arena),
                            .person_name = db_rows_text(rows, 3, arena),
                            .tablet = db_rows_integer(rows, 4),
                            .opened_s = db_rows_integer(rows, 5),
                            .seen_s = db_rows_integer(rows, 6)};
    *got = lives(out, now_s);
    return NULL;
}

fallible session_touch(struct desk *desk, int64_t session)
{
    return db_run(desk->db, &sql_session_seen_set,
                  DB_VALUES(db_integer(session), db_integer(clock_now_s(desk->clock))));
}

fallible session_end(struct desk *desk, int64_t session)
{
    SCOPED_ARENA(arena);
    int64_t ended;
    struct act act;
    struct stamp stamp;
    TRY(db_integer_of(&ended, desk->db, &sql_session_has_ended, DB_VALUES(db_integer(session)), 0));
    if (ended)
        return NULL;
    end_act(&act, session, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_session_end_insert,
                  DB_VALUES(db_integer(session), STAMP_VALUES(stamp)));
}

static fallible list_live(int64_t **out, size_t *count, struct desk *desk, struct person_id person,
                          struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    int64_t oldest_s = clock_now_s(desk->clock) - SESSION_LIMIT_S;
    TRY(db_rows_open(&rows, desk->db, &sql_session_live,
                     DB_VALUES(db_integer(person.n), db_integer(oldest_s))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return NULL;
        *ARENA_PUSH(arena, *out, *count) = db_rows_integer(rows, 0);
    }
}

fallible session_end_all(size_t *out, struct desk *desk, struct person_id person)
{
    SCOPED_ARENA(arena);
    int64_t *live = NULL;
    size_t count = 0;
    if (person.n != desk->person.n)
        TRY(role_require(desk, TASK_MANAGE_PEOPLE, NULL));
    TRY(list_live(&live, &count, desk, person, arena));
    for (size_t i = 0; i < count; i++)
        TRY(session_end(desk, live[i]));
    *out = count;
    return NULL;
}

fallible session_was_on(bool *out, struct db *db, int64_t tablet, const char *person_ref)
{
    int64_t count;
    TRY(db_integer_of(&count, db, &sql_session_on_tablet,
                      DB_VALUES(db_text(person_ref), db_integer(tablet)), 0));
    *out = count > 0;
    return NULL;
}
