/* Routes: what may be asked for at all. One table (routes.c) says for each the method and path, who
 * may, of whose things, what goes in, and which function answers; whatever is not in it is refused.
 * The OpenAPI document and the tests of authorisation are made from it, so they cannot differ from
 * what is done. */
#ifndef USTA_WEB_ROUTE_H
#define USTA_WEB_ROUTE_H

#include "assess/role.h"
#include "web/visit.h"

/* Who may. */
enum access {
    ACCESS_NOBODY, /* an entry that says nothing refuses */
    ACCESS_ANYBODY,
    ACCESS_LOCAL,   /* who watches the machine: from the machine itself, not through a proxy */
    ACCESS_TABLET,  /* an enrolled tablet, whether or not anybody is signed in */
    ACCESS_SESSION, /* somebody signed in who may do the route's task (role.h) */
    ACCESS_COUNT
};

/* Of whose things. */
enum owner {
    OWNER_NONE,   /* they are nobody's, or the function that acts looks itself */
    OWNER_TABLET, /* the input 'device' names the tablet that asks */
    OWNER_SELF,   /* the input 'person' names who asks, unless that person may manage people */
    OWNER_COUNT
};

/* What shows that no other site's page sent it (screens.md; RFC 6454). */
enum csrf {
    CSRF_NONE,   /* nothing is changed */
    CSRF_ORIGIN, /* Origin, when there is one, is the host asked; before there is a session */
    CSRF_TOKEN,  /* that, and the token of the session in X-CSRF-Token */
    CSRF_COUNT
};

/* Where the function runs. */
enum route_place {
    PLACE_LOOP,   /* reads only: on the loop, in its snapshot */
    PLACE_WRITER, /* an act: on the writer's thread, in its transaction; answered once on disk */
    PLACE_POOL,   /* slow: on a thread of the pool, with a reading connection of its own */
    PLACE_COUNT
};

enum input_in { IN_PATH = 1, IN_QUERY, IN_BODY };

enum input_kind {
    INPUT_TEXT,    /* at most `limit` letters, without control characters */
    INPUT_REF,     /* as people call things in commands (ref.h): at most `limit` bytes */
    INPUT_SECRET,  /* text that is in no log and no answer */
    INPUT_DAY,     /* YYYY-MM-DD */
    INPUT_INSTANT, /* RFC 3339 in UTC */
    INPUT_NUMBER,  /* a whole number from 0 to `limit` */
    INPUT_LIST,    /* of objects, from 1 to `limit`; the function reads what is in them */
    INPUT_KIND_COUNT
};

struct input {
    const char *name; /* the last of a list has none */
    enum input_in in;
    enum input_kind kind;
    int64_t limit;
    bool may_be_missing; /* never of a path */
    const char *summary;
};

struct route {
    const char *method; /* GET (HEAD is answered by it too), POST; the last route has none */
    const char *path;   /* "/api/v1/packs/{day}" */
    enum access access;
    enum task task; /* of ACCESS_SESSION */
    enum owner owner;
    enum csrf csrf;
    enum route_place place;
    size_t body_limit; /* bytes of JSON; 0: there is no body */
    const struct input *inputs;
    visit_run *prepare; /* on the loop, before an act: what takes time and no database; or NULL */
    visit_run *run;
    const char *answers; /* what comes back, for the document: "the day pack" */
    const char *summary;
};

extern const struct route routes[];

/* The route of a method and path; NULL when there is none. *allowed becomes the methods that the
 * path has, "GET, HEAD", or NULL when there is no such path. values[i] is what stands for the i-th
 * {name}, borrowed from path and unchecked, when there is a route. */
enum { ROUTE_VALUES = 4 };
const struct route *route_find(const char **allowed, struct bytes values[static ROUTE_VALUES],
                               const struct route *table, const char *method, struct bytes path,
                               struct arena *arena);

#endif
