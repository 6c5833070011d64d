#include "web/visit.h"

#include "web/problem.h"

void visit_answer(struct visit *visit, int status, const struct value *value)
{
    visit->reply.status = status;
    visit->reply.type = "application/json";
    visit->reply.body = bytes_of_text(value_canonical(value, visit->arena));
}

const char *visit_text(const struct visit *visit, const char *name)
{
    const struct value *value = value_get(visit->inputs, name);
    return value ? value_text(value) : NULL;
}

int64_t visit_number(const struct visit *visit, const char *name)
{
    const struct value *value = value_get(visit->inputs, name);
    ASSERT(value);
    return value_integer(value);
}

void visit_refuse(struct visit *visit, int status, const char *code, const char *detail,
                  const char *hint)
{
    problem_reply(&visit->reply, &(struct problem){status, code, detail, hint}, visit->arena);
}
