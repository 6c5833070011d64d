#include "store/desk.h"

fallible desk_next_id(int64_t *out, struct desk *desk, const struct statement *highest)
{
    int64_t id;
    TRY(db_integer_of(&id, desk->db, highest, DB_NO_VALUES, 0));
    *out = id + 1;
    return NULL;
}
