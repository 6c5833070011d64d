#include "web/health.h"

#include "store/journal.h"
#include "web/openapi.h"
#include "web/server.h"

fallible health_show(struct visit *visit)
{
    struct journal_head head;
    struct value *said = value_object(visit->arena);
    TRY(journal_head_now(&head, visit->desk.db));
    value_set_boolean(said, "healthy", true);
    value_set_integer(said, "journal", head.size);
    visit_answer(visit, 200, said);
    return NULL;
}

fallible health_metrics(struct visit *visit)
{
    visit->reply.type = "text/plain; version=0.0.4";
    visit->reply.body = bytes_of_text(
        meter_text(server_meter(visit->server), server_connections(visit->server), visit->arena));
    return NULL;
}

fallible health_document(struct visit *visit)
{
    visit_answer(visit, 200, openapi_of(server_routes(visit->server), visit->arena));
    return NULL;
}
