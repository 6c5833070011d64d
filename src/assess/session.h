/* A session: somebody is signed in, on a tablet or not, until it ends, is not used for
 * SESSION_IDLE_S, or is SESSION_LIMIT_S old. Signing in always makes a new one. */
#ifndef USTA_ASSESS_SESSION_H
#define USTA_ASSESS_SESSION_H

#include "assess/ids.h"
#include "assess/token.h"
#include "store/audited.h"

enum { SESSION_IDLE_S = 60 * 60, SESSION_LIMIT_S = 12 * 60 * 60, SESSION_TOUCH_S = 60 };

struct session {
    int64_t id;
    struct person_id person;
    const char *person_ref, *person_name;
    int64_t tablet; /* 0: none */
    int64_t opened_s, seen_s;
};

/* Opens one of the person at the desk, on a tablet (0: none). */
fallible session_open(struct token *out, struct desk *desk, int64_t tablet);

/* The session of a token, when it lives at now_s and its tablet is not revoked; *got is false
 * else. */
fallible session_of_token(bool *got, struct session *out, struct db *db, const char *token,
                          int64_t now_s, struct arena *arena);

/* Notes that it was used now: no act of anybody. */
fallible session_touch(struct desk *desk, int64_t session);

/* Ends it; one that has ended stays so. */
fallible session_end(struct desk *desk, int64_t session);

/* Ends all of a person: one's own, else TASK_MANAGE_PEOPLE. *out is how many. */
fallible session_end_all(size_t *out, struct desk *desk, struct person_id person);

/* Whether a person ever signed in on a tablet: then events of theirs in its log are believed. */
fallible session_was_on(bool *out, struct db *db, int64_t tablet, const char *person_ref);

extern const struct audited session_audited, session_end_audited;

#endif
