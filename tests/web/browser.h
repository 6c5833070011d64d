/* A browser as far as these tests need one: keeps the cookies it is given, sends the token of its
 * session, names the origin. */
#ifndef USTA_TESTS_BROWSER_H
#define USTA_TESTS_BROWSER_H

#include "base/value.h"
#include "web/caller.h"

struct browser {
    struct arena *arena;
    uint16_t port;
    const char *tablet, *session, *csrf; /* "" for none */
    struct answer last;
    struct value *said; /* the last body; NULL when it is no JSON */
};

struct browser browser_open(uint16_t port, struct arena *arena);

/* The status of the answer. */
int browser_get(struct browser *browser, const char *target);
int browser_post(struct browser *browser, const char *target, const struct value *body);

/* A member of the last answer; NULL for none. */
const char *browser_says(const struct browser *browser, const char *key);

/* The two ways to sign in; the status. */
int browser_sign_in(struct browser *browser, int64_t number, const char *pin);
int browser_sign_in_staff(struct browser *browser, const char *person, const char *password,
                          const char *code);
int browser_enrol(struct browser *browser, const char *code);

#endif
