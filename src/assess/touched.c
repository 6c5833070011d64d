#include "assess/touched.h"

#include "assess/touched_sql.h"

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
