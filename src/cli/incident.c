#include "cli/incident.h"

#include "base/clock.h"
#include "base/text.h"
#include "cli/listing.h"

/* SITTING or SITTING/CANDIDATE/UNIT; attempt->id is 0 for the first. */
static fallible find_about(struct sitting *sitting, struct attempt *attempt, struct call *call)
{
    const char *name = call_argument(call, 0);
    *attempt = (struct attempt){0};
    if (!strchr(name, '/'))
        return sitting_find(sitting, call->desk.db, name, call->arena);
    TRY(attempt_find(attempt, call->desk.db, name, call->arena));
    return sitting_of(sitting, call->desk.db, attempt->sitting, call->arena);
}

fallible cli_sitting_incident(struct call *call)
{
    struct sitting sitting;
    struct attempt attempt;
    enum incident_kind kind;
    const char *note, *about = call_argument(call, 0);
    TRY(incident_kind_read(&kind, call_argument(call, 1)));
    TRY(call_need_option(&note, call, "--note"));
    TRY(find_about(&sitting, &attempt, call));
    TRY(incident_report(&call->desk, &sitting, attempt.id.n ? &attempt : NULL, kind, note));
    value_set_text(call->answer, "about", about);
    value_set_text(call->answer, "kind", incident_kind_name(kind));
    value_set_text(call->answer, "note", note);
    call_say(call, "kept of %s: %s", about, incident_kind_name(kind));
    return NULL;
}

static struct value *incident_value(const struct incident *incident, struct arena *arena)
{
    struct value *row = value_object(arena);
    value_set_text(row, "about", incident->about);
    value_set_text(row, "kind", incident_kind_name(incident->kind));
    value_set_text(row, "note", incident->note);
    value_set_text(row, "by", incident->by);
    value_set_text(row, "at", instant_text(incident->at_s, arena));
    return row;
}

static bool has(const struct value *rows, const struct value *row)
{
    for (size_t i = 0; i < value_size(rows); i++)
        if (value_equal(value_at(rows, i), row))
            return true;
    return false;
}

fallible incident_answer(struct call *call, struct sitting_id sitting,
                         const struct attempt *attempt)
{
    struct incidents list;
    struct value *rows = value_array(call->arena);
    const struct value *before = value_get(call->answer, "incidents");
    TRY(incident_list(&list, call->desk.db, sitting, attempt, call->arena));
    for (size_t i = 0; before && i < value_size(before); i++)
        value_append(rows, value_at(before, i));
    for (size_t i = 0; i < list.count; i++) {
        struct value *row = incident_value(&list.items[i], call->arena);
        if (!has(rows, row)) /* of a sitting in which two attempts were asked for */
            value_append(rows, row);
    }
    value_set(call->answer, "incidents", rows);
    return NULL;
}

void incident_say(struct call *call)
{
    static const struct shown columns[] = {{"about", "INCIDENT OF"},
                                           {"kind", "KIND"},
                                           {"note", "WHAT HAPPENED"},
                                           {"by", "BY"},
                                           {"at", "AT"},
                                           {NULL, NULL}};
    listing_say_part(call, "incidents", columns);
}
