#include "cli/sitting.h"

#include "assess/assignment.h"
#include "assess/publication.h"
#include "assess/scheme.h"
#include "assess/sitting_rubric.h"
#include "base/text.h"
#include "cli/grounds.h"
#include "cli/incident.h"
#include "cli/listing.h"
#include "cli/selection.h"

static void add_sitting(struct value *object, const struct sitting *sitting)
{
    value_set_text(object, "sitting", sitting->ref);
    value_set_text(object, "centre", sitting->centre_ref);
    value_set_text(object, "day", sitting->day);
    value_set_text(object, "scheme", sitting->scheme_name);
    value_set_text(object, "state", sitting->state);
}

static fallible find_sitting(struct sitting *out, struct call *call)
{
    return sitting_find(out, call->desk.db, call_argument(call, 0), call->arena);
}

fallible cli_sitting_plan(struct call *call)
{
    const char *ref = call_argument(call, 0), *centre = call_argument(call, 1);
    struct scheme_version_id scheme;
    struct sitting_id id;
    struct sitting sitting;
    TRY(publication_find_scheme(&scheme, call->desk.db, call_argument(call, 3)));
    TRY(sitting_plan(&id, &call->desk, ref, centre, call_argument(call, 2), scheme));
    TRY(sitting_of(&sitting, call->desk.db, id, call->arena));
    add_sitting(call->answer, &sitting);
    call_say(call, "planned %s: %s on %s, %s", ref, centre, sitting.day, sitting.scheme_name);
    call_say(call, "  next: usta sitting enter %s CANDIDATE…", ref);
    return NULL;
}

/* Units that a candidate needs not, and why. */
static void say_left_out(struct call *call, const struct refusals *left_out)
{
    struct value *rows = value_array(call->arena);
    for (size_t i = 0; i < left_out->count; i++) {
        const struct refusal *each = &left_out->items[i];
        struct value *row = value_object(call->arena);
        value_set_text(row, "candidate", each->what);
        value_set_text(row, "why", each->message);
        value_append(rows, row);
        call_say(call, "  left out: %s: %s", each->what, each->message);
    }
    value_set(call->answer, "left_out", rows);
}

fallible cli_sitting_enter(struct call *call)
{
    struct selected units = selection_option(call, "--unit");
    static const char *const all_units[] = {NULL};
    units = units.count > 0 ? units : (struct selected){all_units, 1};
    size_t attempts = 0, made;
    struct sitting sitting;
    struct refusals left_out = refusals_make(call->arena);
    TRY(find_sitting(&sitting, call));
    for (size_t i = 1; i < call->argument_count; i++) {
        struct candidate candidate;
        TRY(candidate_find(&candidate, call->desk.db, call->arguments[i], call->arena));
        for (size_t j = 0; j < units.count; j++) {
            TRY(attempt_enter(&made, &call->desk, &sitting, &candidate, units.items[j], &left_out));
            attempts += made;
        }
    }
    size_t candidates = call->argument_count - 1;
    value_set_text(call->answer, "sitting", sitting.ref);
    value_set_integer(call->answer, "candidates", (int64_t)candidates);
    value_set_integer(call->answer, "attempts", (int64_t)attempts);
    call_say(call, "entered %zu candidate%s into %s: %zu attempt%s", candidates,
             candidates == 1 ? "" : "s", sitting.ref, attempts, attempts == 1 ? "" : "s");
    say_left_out(call, &left_out);
    call_say(call, "  next: usta assign %s PERSON first", sitting.ref);
    return NULL;
}

static fallible say_moved(struct call *call, struct sitting_id id, const char *next)
{
    struct sitting sitting;
    TRY(sitting_of(&sitting, call->desk.db, id, call->arena));
    add_sitting(call->answer, &sitting);
    call_say(call, "%s is %s", sitting.ref, sitting.state);
    call_say(call, "  next: %s", next);
    return NULL;
}

/* The attempts that were drawn. */
static fallible answer_sampled(struct call *call, const struct sitting *sitting)
{
    struct attempts attempts;
    struct value *names = value_array(call->arena);
    TRY(attempt_list(&attempts, call->desk.db, sitting->id, NULL, NULL, call->arena));
    for (size_t i = 0; i < attempts.count; i++)
        if (attempts.items[i].sampled)
            value_append(names, value_of_text(attempts.items[i].name, call->arena));
    value_set(call->answer, "sampled", names);
    if (value_size(names))
        call_say(call, "%zu of %zu attempts are drawn: two mark every line of them",
                 value_size(names), attempts.count);
    return NULL;
}

fallible cli_sitting_open(struct call *call)
{
    struct sitting sitting;
    struct refusals refusals = refusals_make(call->arena);
    TRY(find_sitting(&sitting, call));
    struct error *error = sitting_open(&call->desk, sitting.id, &refusals);
    grounds_refusals(call, &refusals);
    TRY(error);
    TRY(answer_sampled(call, &sitting));
    return say_moved(call, sitting.id,
                     arena_format(call->arena, "usta sitting check-in %s CANDIDATE…", sitting.ref));
}

fallible cli_sitting_close(struct call *call)
{
    struct sitting sitting;
    struct refusals refusals = refusals_make(call->arena);
    TRY(find_sitting(&sitting, call));
    struct error *error = sitting_close(&call->desk, sitting.id, &refusals);
    grounds_refusals(call, &refusals);
    TRY(error);
    return say_moved(call, sitting.id, "usta decide pending");
}

fallible cli_sitting_archive(struct call *call)
{
    struct sitting sitting;
    TRY(find_sitting(&sitting, call));
    TRY(sitting_archive(&call->desk, sitting.id));
    return say_moved(call, sitting.id, "usta sitting list");
}

fallible cli_sitting_list(struct call *call)
{
    static const struct shown columns[] = {{"sitting", "SITTING"}, {"day", "DAY"},
                                           {"centre", "CENTRE"},   {"scheme", "SCHEME"},
                                           {"state", "STATE"},     {NULL, NULL}};
    struct sittings sittings;
    struct value *rows = value_array(call->arena);
    TRY(sitting_list(&sittings, call->desk.db, call->arena));
    for (size_t i = 0; i < sittings.count; i++) {
        struct value *row = value_object(call->arena);
        add_sitting(row, &sittings.items[i]);
        value_append(rows, row);
    }
    listing_say(call, "sittings", rows, columns, "no sittings yet",
                "usta sitting plan SITTING CENTRE DAY SCHEME");
    return NULL;
}

/* The rubrics that were frozen, none while the sitting is planned. */
static fallible answer_rubrics(struct call *call, const struct sitting *sitting)
{
    struct value *rows = value_array(call->arena);
    const struct scheme *scheme;
    value_set(call->answer, "rubrics", rows);
    if (text_equal(sitting->state, "planned"))
        return NULL;
    TRY(publication_scheme(&scheme, call->desk.db, sitting->scheme, call->arena));
    for (size_t i = 0; i < scheme->unit_count; i++) {
        const struct rubric *rubric;
        const char *unit = scheme->units[i].rubric;
        TRY(sitting_rubric(&rubric, call->desk.db, sitting, unit, call->arena));
        struct value *row = value_object(call->arena);
        value_set_text(row, "unit", unit);
        value_set_text(row, "rubric", rubric_name(rubric, call->arena));
        value_set_text(row, "title", texts_in(&rubric->title, "en", rubric->source_language));
        value_append(rows, row);
    }
    return NULL;
}

static fallible examiners_value(struct value **out, struct call *call, struct attempt_id attempt)
{
    struct assignments list;
    *out = value_array(call->arena);
    TRY(assignment_list(&list, call->desk.db, attempt, call->arena));
    for (size_t i = 0; i < list.count; i++)
        value_append(*out,
                     value_of_text(arena_format(call->arena, "%s %s", duty_name(list.items[i].duty),
                                                list.items[i].person_ref),
                                   call->arena));
    return NULL;
}

static fallible answer_attempts(struct call *call, const struct sitting *sitting)
{
    struct attempts attempts;
    struct value *rows = value_array(call->arena);
    TRY(attempt_list(&attempts, call->desk.db, sitting->id, NULL, NULL, call->arena));
    for (size_t i = 0; i < attempts.count; i++) {
        const struct attempt *attempt = &attempts.items[i];
        struct value *row = value_object(call->arena), *examiners;
        TRY(examiners_value(&examiners, call, attempt->id));
        value_set_text(row, "attempt", attempt->name);
        value_set_text(row, "candidate", attempt->candidate_ref);
        value_set_text(row, "unit", attempt->unit);
        value_set_text(row, "state", attempt->state);
        value_set_boolean(row, "sampled", attempt->sampled);
        value_set_integer(row, "extra_time_percent", attempt->extra_time_percent);
        value_set(row, "examiners", examiners);
        value_append(rows, row);
    }
    value_set(call->answer, "attempts", rows);
    return NULL;
}

fallible cli_sitting_show(struct call *call)
{
    static const struct shown lines[] = {{"sitting", "sitting"}, {"centre", "centre"},
                                         {"day", "day"},         {"scheme", "scheme"},
                                         {"state", "state"},     {NULL, NULL}};
    static const struct shown rubrics[] = {
        {"unit", "UNIT"}, {"rubric", "RUBRIC"}, {"title", "TITLE"}, {NULL, NULL}};
    static const struct shown attempts[] = {{"candidate", "CANDIDATE"},
                                            {"unit", "UNIT"},
                                            {"state", "STATE"},
                                            {"sampled", "SAMPLED"},
                                            {"extra_time_percent", "EXTRA TIME, %"},
                                            {"examiners", "DUTIES"},
                                            {NULL, NULL}};
    struct sitting sitting;
    TRY(find_sitting(&sitting, call));
    add_sitting(call->answer, &sitting);
    listing_say_card(call, call->answer, lines);
    TRY(answer_rubrics(call, &sitting));
    TRY(answer_attempts(call, &sitting));
    TRY(incident_answer(call, sitting.id, NULL));
    listing_say_part(call, "rubrics", rubrics);
    listing_say_part(call, "attempts", attempts);
    incident_say(call);
    return NULL;
}
