/* A visit: one request that has passed all the checks of its route, on its way to the function that
 * answers it. */
#ifndef USTA_WEB_VISIT_H
#define USTA_WEB_VISIT_H

#include "base/value.h"
#include "store/desk.h"
#include "web/message.h"

struct route;
struct server;

/* Who asks (visitor.h). */
struct visitor {
    struct person_id person; /* 0: nobody is signed in */
    const char *person_ref, *person_name;
    int64_t session;    /* id; 0 likewise */
    const char *csrf;   /* the token of the session */
    int64_t tablet;     /* id of the tablet that asks; 0: none is enrolled */
    const char *device; /* its name; NULL likewise */
    bool is_revoked;    /* it was: it may do nothing any more */
};

struct visit {
    const struct route *route;
    const struct request *request;
    struct visitor visitor;
    struct value *inputs; /* an object: what the route's inputs say, each of its kind */
    struct desk desk;     /* of the visitor; its connection is the place's */
    struct server *server;
    void *prepared; /* what the route's prepare made */
    struct arena *arena;
    struct reply reply; /* what the function sets; status 0 becomes 200 */
};

/* Answers a visit. An error becomes a problem (problem.h), and nothing that was written is kept. */
typedef fallible visit_run(struct visit *visit);

/* Answers with a value as JSON. */
void visit_answer(struct visit *visit, int status, const struct value *value);

/* An input that must be there by its route (asserted), or may be missing (NULL). */
const char *visit_text(const struct visit *visit, const char *name);
int64_t visit_number(const struct visit *visit, const char *name);

/* Refuses with a status that no error code stands for: visit_refuse(…); return NULL. */
void visit_refuse(struct visit *visit, int status, const char *code, const char *detail,
                  const char *hint);

#endif
