/* The desk an act is done at: the registry's writing connection, who sits there, what the clock
 * says and where randomness comes from. Passed to everything that acts. */
#ifndef USTA_STORE_DESK_H
#define USTA_STORE_DESK_H

#include "base/clock.h"
#include "base/random.h"
#include "store/db.h"

/* A member of staff; 0 is the program itself (setting up, the demo's first administrator). */
struct person_id {
    int64_t n;
};

struct desk {
    struct db *db;
    struct person_id person;
    const struct clock *clock;
    struct random *random;
};

/* The next free id of a table, given the statement that asks for its highest. Inside the writing
 * transaction no one else can take it. */
fallible desk_next_id(int64_t *out, struct desk *desk, const struct statement *highest);

#endif
