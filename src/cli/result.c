#include "cli/result.h"

#include "assess/attempt.h"
#include "assess/result.h"
#include "assess/result_explain.h"
#include "assess/review.h"
#include "base/text.h"
#include "cli/incident.h"
#include "cli/inquiry.h"
#include "cli/listing.h"

static const struct shown result_columns[] = {{"attempt", "ATTEMPT"},    {"outcome", "OUTCOME"},
                                              {"state", "STATE"},        {"total", "TOTAL, %"},
                                              {"reasons", "BECAUSE OF"}, {NULL, NULL}};

static const struct shown open_columns[] = {
    {"attempt", "ATTEMPT"}, {"criterion", "LINE"}, {"who", "WHO"}, {"what", "WHAT"}, {NULL, NULL}};

static fallible add_result(struct value *object, const struct attempt *attempt,
                           const struct result *result, struct arena *arena)
{
    struct value *score;
    TRY(value_parse(&score, bytes_of_text(result->score), "score", arena));
    const struct value *shown = value_get(value_get(score, "total"), "shown");
    value_set_text(object, "attempt", attempt->name);
    value_set_text(object, "outcome", outcome_name(result->outcome));
    value_set(object, "total", shown ? shown : value_null(arena));
    value_set(object, "reasons", value_get(score, "reasons"));
    return NULL;
}

static struct value *open_value(const struct attempt *attempt, const struct result_open *open,
                                struct arena *arena)
{
    struct value *object = value_object(arena);
    value_set_text(object, "attempt", attempt->name);
    value_set_text(object, "criterion", open->criterion);
    value_set_text(object, "state", open->state);
    value_set_text(object, "who", open->who);
    value_set_text(object, "what", open->what);
    return object;
}

static void add_open(struct value *rows, const struct attempt *attempt,
                     const struct result_report *report, struct arena *arena)
{
    for (size_t i = 0; i < report->open_count; i++)
        value_append(rows, open_value(attempt, &report->open[i], arena));
}

static fallible compute(struct call *call, const struct attempt *attempt, struct value *results,
                        struct value *open)
{
    struct result_report report;
    TRY(result_compute(&report, &call->desk, attempt, call->arena));
    add_open(open, attempt, &report, call->arena);
    if (!report.computed)
        return NULL;
    struct value *row = value_object(call->arena);
    TRY(add_result(row, attempt, &report.result, call->arena));
    value_append(results, row);
    return NULL;
}

/* Of a sitting, those whose sheets are all there. */
static fallible compute_sitting(struct call *call, const char *ref, struct value *results,
                                struct value *open)
{
    struct sitting sitting;
    struct attempts attempts;
    TRY(sitting_find(&sitting, call->desk.db, ref, call->arena));
    TRY(attempt_list(&attempts, call->desk.db, sitting.id, NULL, NULL, call->arena));
    for (size_t i = 0; i < attempts.count; i++)
        if (text_equal(attempts.items[i].state, "marked"))
            TRY(compute(call, &attempts.items[i], results, open));
    return NULL;
}

static fallible compute_attempt(struct call *call, const char *name, struct value *results,
                                struct value *open)
{
    struct attempt attempt;
    TRY(attempt_find(&attempt, call->desk.db, name, call->arena));
    return compute(call, &attempt, results, open);
}

fallible cli_result_compute(struct call *call)
{
    struct value *results = value_array(call->arena), *open = value_array(call->arena);
    for (size_t i = 0; i < call->argument_count; i++)
        TRY((strchr(call->arguments[i], '/') ? compute_attempt : compute_sitting)(
            call, call->arguments[i], results, open));
    listing_say(call, "results", results, result_columns, "no new results", "usta settle list");
    value_set(call->answer, "open", open);
    listing_say_part(call, "open", open_columns);
    return NULL;
}

fallible result_say_open(struct call *call, const struct attempts *attempts)
{
    struct value *rows = value_array(call->arena);
    for (size_t i = 0; i < attempts->count; i++) {
        struct result_report report;
        if (!text_equal(attempts->items[i].state, "marked"))
            continue;
        TRY(result_preview(&report, call->desk.db, &attempts->items[i], call->arena));
        add_open(rows, &attempts->items[i], &report, call->arena);
    }
    listing_say(call, "open", rows, open_columns, "nothing is open", "usta result compute SITTING");
    return NULL;
}

fallible cli_result_list(struct call *call)
{
    struct sitting sitting;
    struct attempts attempts;
    struct value *rows = value_array(call->arena);
    TRY(sitting_find(&sitting, call->desk.db, call_argument(call, 0), call->arena));
    TRY(attempt_list(&attempts, call->desk.db, sitting.id, NULL, NULL, call->arena));
    for (size_t i = 0; i < attempts.count; i++) {
        struct result result;
        struct value *row = value_object(call->arena);
        if (!text_equal(attempts.items[i].state, "final"))
            continue;
        TRY(result_of(&result, call->desk.db, &attempts.items[i], call->arena));
        TRY(add_result(row, &attempts.items[i], &result, call->arena));
        TRY(inquiry_add(row, call, result.id));
        value_append(rows, row);
    }
    listing_say(call, "results", rows, result_columns, "no results in this sitting yet",
                arena_format(call->arena, "usta result compute %s", sitting.ref));
    return NULL;
}

static fallible answer_parts(struct call *call, const struct result *result)
{
    struct value *score, *marks;
    TRY(value_parse(&score, bytes_of_text(result->score), "score", call->arena));
    TRY(value_parse(&marks, bytes_of_text(result->marks), "marks", call->arena));
    value_set(call->answer, "score", score);
    value_set(call->answer, "marks", marks);
    return NULL;
}

static fallible explain(struct call *call, const struct attempt *attempt)
{
    const char *explanation;
    TRY(result_explain(&explanation, &call->desk, attempt, call_option_or(call, "--language", "en"),
                       call->arena));
    value_set_text(call->answer, "explanation", explanation);
    call_say(call, "\n%s", explanation);
    return NULL;
}

fallible cli_result_show(struct call *call)
{
    static const struct shown lines[] = {{"attempt", "attempt"},
                                         {"outcome", "outcome"},
                                         {"state", "state"},
                                         {"inquiry", "inquiry"},
                                         {"total", "total, %"},
                                         {"reasons", "because of"},
                                         {NULL, NULL}};
    struct attempt attempt;
    struct result result;
    TRY(attempt_find(&attempt, call->desk.db, call_argument(call, 0), call->arena));
    TRY(result_of(&result, call->desk.db, &attempt, call->arena));
    TRY(add_result(call->answer, &attempt, &result, call->arena));
    TRY(answer_parts(call, &result));
    TRY(inquiry_add(call->answer, call, result.id));
    TRY(incident_answer(call, attempt.sitting, &attempt));
    listing_say_card(call, call->answer, lines);
    incident_say(call);
    return call_option(call, "--explain") ? explain(call, &attempt) : NULL;
}

fallible cli_result_review(struct call *call)
{
    const char *const *doubted, *reason;
    size_t count = call_options(&doubted, call, "--doubted");
    struct attempt attempt;
    struct value *lines = value_array(call->arena);
    TRY(call_need_option(&reason, call, "--reason"));
    TRY(attempt_find(&attempt, call->desk.db, call_argument(call, 0), call->arena));
    TRY(review_give(&call->desk, &attempt, doubted, count, reason));
    for (size_t i = 0; i < count; i++)
        value_append(lines, value_of_text(doubted[i], call->arena));
    value_set_text(call->answer, "attempt", attempt.name);
    value_set(call->answer, "doubted", lines);
    call_say(call, "reviewed %s: %s", attempt.name,
             count > 0 ? "the lead settles the doubted lines" : "it stands");
    call_say(call, "  next: %s",
             count > 0 ? "usta settle list"
                       : arena_format(call->arena, "usta result compute %s", attempt.name));
    return NULL;
}
