/* What went wrong, as problem details (RFC 9457): {"type":"about:blank", "title", "status",
 * "detail", "hint", "code"}. `code` is one word that stays the same, for programs. */
#ifndef USTA_WEB_PROBLEM_H
#define USTA_WEB_PROBLEM_H

#include "web/message.h"

struct problem {
    int status;
    const char *code; /* "not_found" */
    const char *detail;
    const char *hint; /* NULL: none */
};

/* refused 422, usage 400, not found 404, conflict 409, environment 503. What the environment did is
 * the operator's to know: the problem says only that it can be tried again. */
struct problem problem_of(const struct error *error);

void problem_reply(struct reply *reply, const struct problem *problem, struct arena *arena);

#endif
