#include "cli/concern.h"

#include "assess/concern.h"
#include "base/clock.h"
#include "cli/listing.h"
#include "cli/window.h"

#include <stdlib.h>

static const struct shown card[] = {{"concern", "concern"},
                                    {"alarm", "alarm"},
                                    {"figure", "figure"},
                                    {"bound", "bound"},
                                    {"n", "from"},
                                    {"unit", "unit"},
                                    {"from", "sittings from"},
                                    {"until", "until"},
                                    {"by", "opened by"},
                                    {"at", "at"},
                                    {"reason", "because"},
                                    {"state", "state"},
                                    {"finding", "finding"},
                                    {"closed_by", "closed by"},
                                    {NULL, NULL}};

static const struct shown columns[] = {
    {"concern", "CONCERN"}, {"state", "STATE"},     {"alarm", "ALARM"}, {"figure", "FIGURE"},
    {"by", "OPENED BY"},    {"finding", "FINDING"}, {NULL, NULL}};

static struct value *concern_value(const struct concern *concern, struct arena *arena)
{
    struct value *object = value_object(arena);
    value_set_integer(object, "concern", concern->id);
    value_set_text(object, "alarm", concern->alarm);
    value_set_text(object, "unit", concern->window.unit);
    value_set_text(object, "from", concern->window.from);
    value_set_text(object, "until", concern->window.until);
    value_set_integer(object, "n", concern->n);
    value_set_text(object, "figure", concern->figure);
    value_set_text(object, "bound", concern->bound);
    value_set_text(object, "reason", concern->reason);
    value_set_text(object, "state", concern->state);
    value_set_text(object, "at", instant_text(concern->at_s, arena));
    value_set_text(object, "by", concern->by);
    value_set_text(object, "finding", concern->finding);
    value_set_text(object, "closed_by", concern->closed_by);
    return object;
}

static fallible find(struct concern *out, struct call *call)
{
    const char *word = call_argument(call, 0);
    char *end;
    long long number = strtoll(word, &end, 10);
    if (*end || number < 1)
        return call_usage(call, "'%.40s' is not the number of a concern", word);
    return concern_find(out, &call->desk, number, call->arena);
}

fallible cli_concern_open(struct call *call)
{
    struct concern concern;
    const struct quality_window window = window_option(call);
    TRY(concern_open(&concern, &call->desk, call_argument(call, 0), &window,
                     call_option(call, "--reason"), call->arena));
    call->answer = concern_value(&concern, call->arena);
    call_say(call, "concern %lld is open: %s is %s, bound %s", (long long)concern.id, concern.alarm,
             concern.figure, concern.bound);
    call_say(call, "  next: a verifier looks, then: usta concern close %lld --finding TEXT",
             (long long)concern.id);
    return NULL;
}

fallible cli_concern_close(struct call *call)
{
    struct concern concern;
    TRY(find(&concern, call));
    TRY(concern_close(&call->desk, &concern, call_option(call, "--finding")));
    TRY(concern_find(&concern, &call->desk, concern.id, call->arena));
    call->answer = concern_value(&concern, call->arena);
    call_say(call, "concern %lld is closed: %s", (long long)concern.id, concern.finding);
    return NULL;
}

fallible cli_concern_list(struct call *call)
{
    struct concerns concerns;
    struct value *rows = value_array(call->arena);
    TRY(concern_list(&concerns, &call->desk, call->arena));
    for (size_t i = 0; i < concerns.count; i++)
        value_append(rows, concern_value(&concerns.items[i], call->arena));
    listing_say(call, "concerns", rows, columns, "no concerns yet", "usta report quality");
    return NULL;
}

fallible cli_concern_show(struct call *call)
{
    struct concern concern;
    TRY(find(&concern, call));
    call->answer = concern_value(&concern, call->arena);
    listing_say_card(call, call->answer, card);
    return NULL;
}
