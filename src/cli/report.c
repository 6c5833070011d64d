#include "cli/report.h"

#include "assess/cells.h"
#include "assess/report.h"
#include "cli/listing.h"

static struct report_question question_of(const struct call *call)
{
    return (struct report_question){
        .audience = call_option(call, "--outside") ? REPORT_OUTSIDE : REPORT_INSIDE,
        .from_day = call_option(call, "--from"),
        .until_day = call_option(call, "--until"),
    };
}

static void say_days(struct call *call)
{
    const char *from = call_option(call, "--from"), *until = call_option(call, "--until");
    if (from || until)
        call_say(call, "from %s until %s", from ? from : "the beginning", until ? until : "today");
}

static void say_hidden(struct call *call)
{
    if (call_option(call, "--outside"))
        call_say(call, "\n– stands for a number under %d, or one that would tell such a number",
                 CELL_LEAST);
}

/* A row for each cell of the tables, as people read them. */
static struct value *flat_cells(const struct value *by, struct arena *arena)
{
    struct value *rows = value_array(arena);
    for (size_t i = 0; i < value_size(by); i++) {
        const struct value *table = value_at(by, i), *cells = value_get(table, "cells");
        for (size_t c = 0; c < value_size(cells); c++) {
            struct value *row = value_object(arena);
            value_set(row, "what", value_get(table, "what"));
            value_set(row, "name", value_get(value_at(cells, c), "name"));
            value_set(row, "count", value_get(value_at(cells, c), "count"));
            value_append(rows, row);
        }
        if (value_boolean(value_get(table, "withheld"))) {
            struct value *row = value_object(arena);
            value_set(row, "what", value_get(table, "what"));
            value_set_text(row, "name", "withheld: too few persons");
            value_append(rows, row);
        }
    }
    return rows;
}

fallible cli_report_progress(struct call *call)
{
    static const struct shown columns[] = {
        {"what", "BY"}, {"name", ""}, {"count", "PERSONS"}, {NULL, NULL}};
    const struct report_question question = question_of(call);
    TRY(report_progress(&call->answer, &call->desk, &question, call->arena));
    call_say(call, "certified persons: %s of %s",
             listing_cell(value_get(call->answer, "certified"), call->arena),
             listing_cell(value_get(call->answer, "target"), call->arena));
    say_days(call);
    listing_say_rows(call, flat_cells(value_get(call->answer, "by"), call->arena), columns);
    say_hidden(call);
    return NULL;
}

fallible cli_report_units(struct call *call)
{
    static const struct shown columns[] = {{"unit", "UNIT"},
                                           {"attempts", "ATTEMPTS"},
                                           {"competent", "COMPETENT"},
                                           {"not_yet_competent", "NOT YET"},
                                           {"rate_percent", "RATE, %"},
                                           {NULL, NULL}};
    const struct report_question question = question_of(call);
    TRY(report_pass_rates(&call->answer, &call->desk, &question, call->arena));
    call_say(call, "results by unit (void ones are not counted)");
    say_days(call);
    listing_say_part(call, "units", columns);
    say_hidden(call);
    return NULL;
}

fallible cli_report_waiting(struct call *call)
{
    static const struct shown columns[] = {{"step", "FROM … TO"},
                                           {"decisions", "DECISIONS"},
                                           {"median_days", "MEDIAN, DAYS"},
                                           {"nine_in_ten_days", "NINE IN TEN WITHIN, DAYS"},
                                           {NULL, NULL}};
    const struct report_question question = question_of(call);
    TRY(report_waiting(&call->answer, &call->desk, &question, call->arena));
    call_say(call, "how long people waited for what was decided");
    say_days(call);
    listing_say_part(call, "waiting", columns);
    say_hidden(call);
    return NULL;
}
