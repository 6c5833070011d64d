#include "web/sync.h"

#include "assess/sheet_receive.h"
#include "web/server.h"

fallible sync_read(struct visit *visit)
{
    struct event_batch *batch = ARENA_NEW(visit->arena, struct event_batch);
    TRY(event_batch_of(batch, visit_text(visit, "device"), value_get(visit->inputs, "events"),
                       "events", visit->arena));
    batch->tablet = visit->visitor.tablet;
    visit->prepared = batch;
    return NULL;
}

static struct value *result_value(const struct receipt *receipt, struct arena *arena)
{
    struct value *result = value_object(arena);
    value_set_text(result, "id", receipt->id);
    value_set_text(result, "status", receipt_status(receipt));
    value_set_text(result, "code", receipt->refused);
    value_set_text(result, "hint", receipt->hint);
    return result;
}

/* A problem that says one thing more, for the tablet to go on by. */
static void ask_again(struct visit *visit, int64_t from_seq)
{
    struct value *said = value_object(visit->arena);
    value_set_text(said, "type", "about:blank");
    value_set_text(said, "title", status_words(409));
    value_set_integer(said, "status", 409);
    value_set_text(said, "code", "gap");
    value_set_text(said, "detail", "events before these have not arrived");
    value_set_integer(said, "resend_from", from_seq);
    visit_answer(visit, 409, said);
    visit->reply.type = "application/problem+json";
}

fallible sync_take(struct visit *visit)
{
    const struct event_batch *batch = visit->prepared;
    struct receipts receipts;
    int64_t next_seq;
    struct value *said = value_object(visit->arena), *results = value_array(visit->arena);
    TRY(sheet_next_seq(&next_seq, visit->desk.db, batch->device));
    if (batch->events[0].seq > next_seq) {
        ask_again(visit, next_seq);
        return NULL;
    }
    TRY(sheet_receive(&receipts, &visit->desk, batch, server_shelf(visit->server), visit->arena));
    for (size_t i = 0; i < receipts.count; i++)
        value_append(results, result_value(&receipts.items[i], visit->arena));
    value_set_text(said, "now", instant_text(clock_now_s(visit->desk.clock), visit->arena));
    value_set(said, "results", results);
    visit_answer(visit, 200, said);
    return NULL;
}
