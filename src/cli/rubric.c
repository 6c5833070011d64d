#include "cli/rubric.h"

#include "assess/publication.h"
#include "assess/rubric_load.h"
#include "assess/score_explain.h"
#include "base/file.h"
#include "cli/grounds.h"
#include "cli/listing.h"
#include "cli/text_review.h"

enum { MARKS_FILE_LIMIT = 16 * 1024 * 1024 };

static fallible load_rubric(struct rubric **out, struct call *call, const char *path)
{
    struct findings findings = findings_make(call->arena);
    TRY(rubric_load_path(out, &findings, path, call->arena));
    return *out ? NULL : grounds_findings(call, &findings, path);
}

static void explain(struct call *call, const struct score *score)
{
    const char *explanation = score_explain(score, call_option_or(call, "--language", "en"),
                                            call->arena);
    value_set_text(call->answer, "explanation", explanation);
    buffer_add_text(&call->said, explanation);
}

fallible cli_rubric_score(struct call *call)
{
    const char *rubric_path = call_argument(call, 0), *marks_path = call_argument(call, 1);
    struct rubric *rubric;
    struct marks *marks;
    struct score *score;
    struct bytes file;
    TRY(load_rubric(&rubric, call, rubric_path));
    TRY(file_read(&file, marks_path, MARKS_FILE_LIMIT, call->arena));
    TRY(marks_read(&marks, rubric, file, marks_path, call->arena));
    TRY_AS(score_compute(&score, rubric, marks, call->arena), "%s", marks_path);
    call->answer = score_value(score, call->arena);
    if (call_option(call, "--explain"))
        explain(call, score);
    else
        call_say(call, "%s", value_pretty(call->answer, call->arena));
    return NULL;
}

static fallible publish(struct call *call, struct value *rows, const char *path)
{
    struct findings findings = findings_make(call->arena);
    struct rubric_version_id id;
    const struct rubric *rubric;
    struct bytes file;
    TRY(file_read(&file, path, RUBRIC_FILE_LIMIT, call->arena));
    struct error *error = publication_add_rubric(&id, &call->desk, file, path, &findings,
                                                 call->arena);
    if (error && findings.errors > 0)
        grounds_add_findings(call, &findings);
    TRY(error);
    TRY(publication_rubric(&rubric, call->desk.db, id, call->arena));
    struct value *row = value_object(call->arena);
    value_set_text(row, "rubric", rubric_name(rubric, call->arena));
    value_set_text(row, "file", path);
    value_set_integer(row, "warnings", (int64_t)findings.warnings);
    value_append(rows, row);
    return NULL;
}

fallible cli_rubric_publish(struct call *call)
{
    static const struct shown columns[] = {
        {"rubric", "PUBLISHED"}, {"file", "FILE"}, {"warnings", "WARNINGS"}, {NULL, NULL}};
    struct value *rows = value_array(call->arena);
    for (size_t i = 0; i < call->argument_count; i++)
        TRY(publish(call, rows, call->arguments[i]));
    listing_say(call, "published", rows, columns, "nothing to publish", NULL);
    return NULL;
}

static const char *title_of(const struct rubric *rubric)
{
    return texts_in(&rubric->title, "en", rubric->source_language);
}

fallible cli_rubric_list(struct call *call)
{
    static const struct shown columns[] = {
        {"rubric", "RUBRIC"}, {"title", "TITLE"}, {"digest", "STRUCTURE"}, {NULL, NULL}};
    struct publications list;
    struct value *rows = value_array(call->arena);
    TRY(publication_rubrics(&list, call->desk.db, call->arena));
    for (size_t i = 0; i < list.count; i++) {
        const struct rubric *rubric;
        struct value *row = value_object(call->arena);
        TRY(publication_rubric(&rubric, call->desk.db, (struct rubric_version_id){list.items[i].id},
                               call->arena));
        value_set_text(row, "rubric", rubric_name(rubric, call->arena));
        value_set_text(row, "title", title_of(rubric));
        value_set_text(row, "digest", digest_text(&rubric->structure_digest, call->arena));
        value_append(rows, row);
    }
    listing_say(call, "rubrics", rows, columns, "no rubrics published yet",
                "usta rubric publish FILE.yaml…");
    return NULL;
}

static const char *kind_name(enum criterion_kind kind)
{
    static const char *const names[] = {[CRITERION_CHECK] = "check",
                                        [CRITERION_LEVELS] = "levels",
                                        [CRITERION_MEASURE] = "measure"};
    return names[kind];
}

static struct value *criterion_value(const struct rubric *rubric, const struct section *section,
                                     const struct criterion *criterion, struct arena *arena)
{
    struct value *row = value_object(arena);
    value_set_text(row, "section", section->id);
    value_set_text(row, "criterion", criterion->id);
    value_set_text(row, "kind", kind_name(criterion->kind));
    value_set_integer(row, "weight", criterion->weight);
    value_set_integer(row, "pass", criterion->pass);
    value_set_boolean(row, "critical", criterion->critical);
    value_set_integer(row, "raters", criterion->raters);
    value_set_text(row, "title", texts_in(&criterion->title, "en", rubric->source_language));
    return row;
}

static void answer_rubric(struct call *call, const struct rubric *rubric)
{
    struct arena *arena = call->arena;
    struct value *languages = value_array(arena), *destinations = value_array(arena);
    struct value *criteria = value_array(arena);
    for (size_t i = 0; i < rubric->language_count; i++)
        value_append(languages, value_of_text(rubric->languages[i].tag, arena));
    for (size_t i = 0; i < rubric->destination_count; i++)
        value_append(destinations, value_of_text(rubric->destinations[i], arena));
    for (size_t i = 0; i < rubric->section_count; i++)
        for (size_t j = 0; j < rubric->sections[i].criterion_count; j++)
            value_append(criteria, criterion_value(rubric, &rubric->sections[i],
                                                   &rubric->sections[i].criteria[j], arena));
    value_set_text(call->answer, "rubric", rubric_name(rubric, arena));
    value_set_text(call->answer, "title", title_of(rubric));
    value_set_text(call->answer, "digest", digest_text(&rubric->structure_digest, arena));
    value_set_text(call->answer, "pass_total", decimal_text(rubric->pass_total, arena));
    value_set_integer(call->answer, "minutes", rubric->task_min);
    value_set(call->answer, "languages", languages);
    value_set(call->answer, "destinations", destinations);
    value_set(call->answer, "criteria", criteria);
}

fallible cli_rubric_show(struct call *call)
{
    static const struct shown lines[] = {
        {"rubric", "rubric"},           {"title", "title"},
        {"pass_total", "pass mark, %"}, {"minutes", "minutes"},
        {"languages", "languages"},     {"destinations", "destinations"},
        {"digest", "structure"},        {NULL, NULL}};
    static const struct shown columns[] = {
        {"section", "IN"},    {"criterion", "LINE"}, {"kind", "KIND"},
        {"weight", "WEIGHT"}, {"pass", "PASS"},      {"critical", "CRITICAL"},
        {"raters", "RATERS"}, {"title", "TITLE"},    {NULL, NULL}};
    struct rubric_version_id id;
    const struct rubric *rubric;
    TRY(publication_find_rubric(&id, call->desk.db, call_argument(call, 0)));
    TRY(publication_rubric(&rubric, call->desk.db, id, call->arena));
    const struct wordings wordings = wordings_of_rubric(rubric, id, call->arena);
    answer_rubric(call, rubric);
    TRY(text_review_answer(call, &wordings));
    listing_say_card(call, call->answer, lines);
    text_review_say(call);
    listing_say_part(call, "criteria", columns);
    return NULL;
}
