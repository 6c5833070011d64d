#include "assess/appeal_line.h"

#include "assess/appeal_line_sql.h"
#include "base/text.h"

static void line_read(struct settlement *out, struct appeal_id *appeal, const struct db_rows *row,
                      int from, struct arena *arena)
{
    appeal->n = db_rows_integer(row, from + 1);
    *out = (struct settlement){.id = db_rows_integer(row, from),
                               .attempt = {db_rows_integer(row, from + 2)},
                               .criterion = db_rows_text(row, from + 3, arena),
                               .mark = db_rows_text(row, from + 4, arena),
                               .reason = db_rows_text(row, from + 5, arena),
                               .by = db_rows_text(row, from + 6, arena),
                               .person = {db_rows_integer(row, from + 7)},
                               .at_s = db_rows_integer(row, from + 8)};
}

static void line_act(struct act *out, const struct settlement *line, struct appeal_id appeal,
                     struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "line", line->id);
    value_set_integer(open, "appeal", appeal.n);
    value_set_integer(open, "attempt", line->attempt.n);
    value_set_text(open, "criterion", line->criterion);
    value_set_text(sealed, "mark", line->mark);
    value_set_text(sealed, "reason", line->reason);
    *out = (struct act){"appeal.marked", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct settlement line;
    struct appeal_id appeal;
    line_read(&line, &appeal, row, STAMP_COLUMNS, arena);
    line_act(out, &line, appeal, arena);
    return NULL;
}

const struct audited appeal_line_audited = {
    "appeal_line", (const char *const[]){"appeal.marked", NULL}, &sql_appeal_line_audit, audit_act};

fallible appeal_line_write(struct desk *desk, struct appeal_id appeal,
                           const struct settlement *given, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    struct settlement line = *given;
    TRY(desk_next_id(&line.id, desk, &sql_appeal_line_highest));
    line_act(&act, &line, appeal, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_appeal_line_insert,
                  DB_VALUES(db_integer(line.id), db_integer(appeal.n), db_integer(line.attempt.n),
                            db_text(line.criterion), db_text(line.mark), db_text(line.reason),
                            STAMP_VALUES(stamp)));
}

static fallible query(struct settlements *out, struct db *db, const struct statement *statement,
                      struct db_values keys, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct settlements list = {0};
    struct appeal_id appeal;
    TRY(db_rows_open(&rows, db, statement, keys));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        line_read(ARENA_PUSH(arena, list.items, list.count), &appeal, rows, 0, arena);
    }
    *out = list;
    return NULL;
}

fallible appeal_line_list(struct settlements *out, struct db *db, struct appeal_id appeal,
                          struct arena *arena)
{
    return query(out, db, &sql_appeal_lines, DB_VALUES(db_integer(appeal.n)), arena);
}

static void put(struct settlements *settlements, const struct settlement *line, struct arena *arena)
{
    for (size_t i = 0; i < settlements->count; i++)
        if (text_equal(settlements->items[i].criterion, line->criterion)) {
            settlements->items[i] = *line;
            return;
        }
    *ARENA_PUSH(arena, settlements->items, settlements->count) = *line;
}

fallible appeal_line_overlay(struct settlements *settlements, struct db *db,
                             struct attempt_id attempt, struct appeal_id appeal,
                             struct arena *arena)
{
    struct settlements lines;
    if (!appeal.n)
        return NULL;
    TRY(query(&lines, db, &sql_appeal_lines_until,
              DB_VALUES(db_integer(attempt.n), db_integer(appeal.n)), arena));
    for (size_t i = 0; i < lines.count; i++)
        put(settlements, &lines.items[i], arena);
    return NULL;
}
