#include "store/setting.h"

#include "store/setting_sql.h"

fallible setting_get(const char **out, struct db *db, const char *name, const char *otherwise,
                     struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_setting_get, DB_VALUES(db_text(name))));
    bool got;
    TRY(db_rows_next(&got, rows));
    *out = got ? db_rows_text(rows, 0, arena) : otherwise;
    return NULL;
}

fallible setting_set(struct db *db, const char *name, const char *value)
{
    return db_run(db, &sql_setting_set, DB_VALUES(db_text(name), db_text(value)));
}
