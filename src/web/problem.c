#include "web/problem.h"

#include "base/value.h"

struct problem problem_of(const struct error *error)
{
    static const struct problem of_code[] = {
        [ERROR_REFUSED] = {422, "refused", NULL, NULL},
        [ERROR_USAGE] = {400, "usage", NULL, NULL},
        [ERROR_NOT_FOUND] = {404, "not_found", NULL, NULL},
        [ERROR_CONFLICT] = {409, "conflict", NULL, NULL},
        [ERROR_ENVIRONMENT] = {503, "environment", "the server cannot do this now",
                               "do it again in a moment; nothing was kept of it"},
    };
    struct problem problem = of_code[error_code(error)];
    if (problem.detail)
        return problem;
    problem.detail = error_message(error);
    problem.hint = error_hint_text(error);
    return problem;
}

void problem_reply(struct reply *reply, const struct problem *problem, struct arena *arena)
{
    struct value *said = value_object(arena);
    value_set_text(said, "type", "about:blank");
    value_set_text(said, "title", status_words(problem->status));
    value_set_integer(said, "status", problem->status);
    value_set_text(said, "code", problem->code);
    value_set_text(said, "detail", problem->detail);
    if (problem->hint)
        value_set_text(said, "hint", problem->hint);
    *reply = (struct reply){.status = problem->status,
                            .type = "application/problem+json",
                            .body = bytes_of_text(value_canonical(said, arena))};
    if (problem->status == 503)
        reply_header(reply, "Retry-After", "5");
}
