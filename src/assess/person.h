/* A member of staff. What each may do is in grant.h. */
#ifndef USTA_ASSESS_PERSON_H
#define USTA_ASSESS_PERSON_H

#include "assess/ids.h"
#include "store/audited.h"

struct person {
    struct person_id id;
    const char *ref; /* "aizada" */
    const char *name;
};

/* Adds a person (task TASK_MANAGE_PEOPLE). ERROR_REFUSED for a ref or name that cannot be,
 * ERROR_CONFLICT for a ref that is taken. */
fallible person_add(struct person_id *out, struct desk *desk, const char *ref, const char *name);

/* ERROR_NOT_FOUND naming the ref. */
fallible person_find(struct person *out, struct db *db, const char *ref, struct arena *arena);

/* The person of an id that came from the registry; person 0 is the program: ref "usta". */
fallible person_of(struct person *out, struct db *db, struct person_id id, struct arena *arena);

/* Everybody, by ref. */
struct people {
    struct person *items;
    size_t count;
};
fallible person_list(struct people *out, struct db *db, struct arena *arena);

extern const struct audited person_audited;

#endif
