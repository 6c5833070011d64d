#include "web/front.h"

#include "base/text.h"
#include "web/pages.h"
#include "web/server.h"

const char *front_language(const struct visit *visit)
{
    const char *asked = visit->inputs ? visit_text(visit, "lang") : NULL;
    for (const char *const *language = pages_languages; asked && *language; language++)
        if (text_equal(asked, *language))
            return *language;
    return pages_language(visit->request);
}

static fallible set_languages(struct value *data, const struct visit *visit)
{
    struct value *list = value_array(visit->arena);
    for (const char *const *tag = pages_languages; *tag; tag++) {
        const char *tongue;
        struct value *language = value_object(visit->arena);
        TRY(pages_word(&tongue, server_pages(visit->server), *tag, "tongue"));
        value_set_text(language, "tag", *tag);
        value_set_text(language, "tongue", tongue);
        value_append(list, language);
    }
    value_set(data, "languages", list);
    return NULL;
}

fallible front_show(struct visit *visit, const char *page, struct value *data, int status)
{
    struct bytes body;
    const char *language = front_language(visit);
    TRY(set_languages(data, visit));
    TRY(pages_fill(&body, server_pages(visit->server), page, data, language, visit->arena));
    visit->reply.status = status;
    visit->reply.type = "text/html; charset=utf-8";
    visit->reply.body = body;
    reply_header(&visit->reply, "Content-Language", language);
    reply_header(&visit->reply, "Vary", "Accept-Language");
    return NULL;
}

fallible front_style(struct visit *visit)
{
    visit->reply.type = "text/css; charset=utf-8";
    visit->reply.body = pages_style(server_pages(visit->server));
    reply_header(&visit->reply, "Cache-Control", "max-age=3600");
    return NULL;
}

fallible front_problem(struct visit *visit, const struct problem *problem)
{
    const char *accept = request_header(visit->request, "Accept");
    if (text_starts(visit->request->target, "/api/") || !accept || !strstr(accept, "text/html"))
        return NULL;
    struct value *data = value_object(visit->arena);
    value_set_integer(data, "status", problem->status);
    value_set_boolean(data, "is_missing", problem->status == 404);
    value_set_boolean(data, "is_later", problem->status == 503 || problem->status == 429);
    value_set_boolean(data, "is_other",
                      problem->status != 404 && problem->status != 503 && problem->status != 429);
    return front_show(visit, "problem", data, problem->status);
}
