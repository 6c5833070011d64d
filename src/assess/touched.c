#include "assess/touched.h"

#include "assess/refusals.h"
#include "assess/relationship.h"
#include "assess/touched_sql.h"
#include "base/text.h"

fallible touched_by_result(struct touched_list *out, struct db *db, struct result_id result,
                           struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct touched_list list = {0};
    TRY(db_rows_open(&rows, db, &sql_touched_by_result, DB_VALUES(db_integer(result.n))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        *ARENA_PUSH(arena, list.items, list.count) = (struct touched){db_rows_text(rows, 0, arena),
                                                                      db_rows_text(rows, 1, arena),
                                                                      db_rows_text(rows, 2, arena)};
    }
    *out = list;
    return NULL;
}

/* True when a conflict stood against it on that day. */
static fallible conflicted(bool *out, struct db *db, struct person_id person,
                           struct candidate_id candidate, const char *day, struct arena *arena)
{
    const char *warning;
    struct refusals refusals = refusals_make(arena);
    TRY(refusals_collect(&refusals, day,
                         conflict_check(&warning, db, person, candidate, NULL, day, arena)));
    *out = refusals.count > 0;
    return NULL;
}

/* A decision that rests on two attempts comes twice. */
static bool is_last(const struct touched_list *list, const struct touched *touched)
{
    const struct touched *last = list->count ? &list->items[list->count - 1] : NULL;
    return last && text_equal(last->what, touched->what) && text_equal(last->name, touched->name);
}

fallible touched_by_pair(struct touched_list *out, struct db *db, struct person_id person,
                         struct candidate_id candidate, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct touched_list list = {0};
    TRY(db_rows_open(&rows, db, &sql_touched_by_pair,
                     DB_VALUES(db_integer(candidate.n), db_integer(person.n))));
    for (;;) {
        bool got, is_touched;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        struct touched touched = {db_rows_text(rows, 0, arena), db_rows_text(rows, 1, arena),
                                  db_rows_text(rows, 2, arena)};
        TRY(conflicted(&is_touched, db, person, candidate, db_rows_text(rows, 3, arena), arena));
        if (is_touched && !is_last(&list, &touched))
            *ARENA_PUSH(arena, list.items, list.count) = touched;
    }
    *out = list;
    return NULL;
}
