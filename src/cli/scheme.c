#include "cli/scheme.h"

#include "assess/publication.h"
#include "assess/rubric_load.h"
#include "base/file.h"
#include "cli/grounds.h"
#include "cli/listing.h"
#include "cli/text_review.h"

static fallible publish(struct call *call, struct value *rows, const char *path)
{
    struct findings findings = findings_make(call->arena);
    struct scheme_version_id id;
    const struct scheme *scheme;
    struct bytes file;
    TRY(file_read(&file, path, RUBRIC_FILE_LIMIT, call->arena));
    struct error *error = publication_add_scheme(&id, &call->desk, file, path, &findings,
                                                 call->arena);
    if (error && findings.errors > 0)
        grounds_add_findings(call, &findings);
    TRY(error);
    TRY(publication_scheme(&scheme, call->desk.db, id, call->arena));
    struct value *row = value_object(call->arena);
    value_set_text(row, "scheme", scheme_name(scheme, call->arena));
    value_set_text(row, "file", path);
    value_set_integer(row, "warnings", (int64_t)findings.warnings);
    value_append(rows, row);
    return NULL;
}

fallible cli_scheme_publish(struct call *call)
{
    static const struct shown columns[] = {
        {"scheme", "PUBLISHED"}, {"file", "FILE"}, {"warnings", "WARNINGS"}, {NULL, NULL}};
    struct value *rows = value_array(call->arena);
    for (size_t i = 0; i < call->argument_count; i++)
        TRY(publish(call, rows, call->arguments[i]));
    listing_say(call, "published", rows, columns, "nothing to publish", NULL);
    return NULL;
}

static const char *title_of(const struct scheme *scheme)
{
    return texts_in(&scheme->title, "en", scheme->source_language);
}

fallible cli_scheme_list(struct call *call)
{
    static const struct shown columns[] = {{"scheme", "SCHEME"},
                                           {"title", "TITLE"},
                                           {"units", "UNITS"},
                                           {"validity_months", "VALID, MONTHS"},
                                           {NULL, NULL}};
    struct publications list;
    struct value *rows = value_array(call->arena);
    TRY(publication_schemes(&list, call->desk.db, call->arena));
    for (size_t i = 0; i < list.count; i++) {
        const struct scheme *scheme;
        struct value *row = value_object(call->arena);
        TRY(publication_scheme(&scheme, call->desk.db, (struct scheme_version_id){list.items[i].id},
                               call->arena));
        value_set_text(row, "scheme", scheme_name(scheme, call->arena));
        value_set_text(row, "title", title_of(scheme));
        value_set_integer(row, "units", (int64_t)scheme->unit_count);
        value_set_integer(row, "validity_months", scheme->validity_months);
        value_append(rows, row);
    }
    listing_say(call, "schemes", rows, columns, "no schemes published yet",
                "usta scheme publish FILE.scheme.yaml");
    return NULL;
}

static struct value *texts_value(const char *const *items, size_t count, struct arena *arena)
{
    struct value *array = value_array(arena);
    for (size_t i = 0; i < count; i++)
        value_append(array, value_of_text(items[i], arena));
    return array;
}

static fallible unit_value(struct value **out, struct call *call, const struct scheme *scheme,
                           const struct scheme_unit *unit)
{
    struct rubric_version_id id;
    const struct rubric *rubric = NULL;
    struct value *row = value_object(call->arena);
    SCOPED_ERROR missing = publication_newest_rubric(&id, call->desk.db, unit);
    if (!missing)
        TRY(publication_rubric(&rubric, call->desk.db, id, call->arena));
    value_set_text(row, "unit", unit->rubric);
    value_set_text(row, "versions",
                   arena_format(call->arena, "%s to below %s",
                                version_text(unit->from, call->arena),
                                version_text(unit->below, call->arena)));
    value_set_text(row, "rubric", rubric ? rubric_name(rubric, call->arena) : NULL);
    value_set_text(row, "can_do", texts_in(&unit->can_do, "en", scheme->source_language));
    *out = row;
    return NULL;
}

static void answer_scheme(struct call *call, const struct scheme *scheme)
{
    value_set_text(call->answer, "scheme", scheme_name(scheme, call->arena));
    value_set_text(call->answer, "title", title_of(scheme));
    value_set_integer(call->answer, "validity_months", scheme->validity_months);
    value_set_integer(call->answer, "attempts", scheme->attempt_count);
    value_set_integer(call->answer, "within_months", scheme->attempt_within_months);
    value_set_integer(call->answer, "resit_after_days", scheme->resit_after_days);
    value_set_integer(call->answer, "bank_months", scheme->bank_months);
    value_set(call->answer, "test_languages",
              texts_value(scheme->test_languages, scheme->test_language_count, call->arena));
    value_set(call->answer, "destinations",
              texts_value(scheme->destinations, scheme->destination_count, call->arena));
}

fallible cli_scheme_show(struct call *call)
{
    static const struct shown lines[] = {
        {"scheme", "scheme"},
        {"title", "title"},
        {"validity_months", "certificates are valid, months"},
        {"attempts", "attempts at a unit"},
        {"within_months", "within months"},
        {"resit_after_days", "resit after days"},
        {"bank_months", "a passed unit counts, months"},
        {"test_languages", "languages"},
        {"destinations", "destinations"},
        {NULL, NULL},
    };
    static const struct shown columns[] = {
        {"unit", "UNIT"}, {"rubric", "NEWEST"}, {"can_do", "CAN"}, {NULL, NULL}};
    const struct scheme *scheme;
    struct scheme_version_id id;
    struct value *rows = value_array(call->arena);
    TRY(publication_find_scheme(&id, call->desk.db, call_argument(call, 0)));
    TRY(publication_scheme(&scheme, call->desk.db, id, call->arena));
    answer_scheme(call, scheme);
    for (size_t i = 0; i < scheme->unit_count; i++) {
        struct value *row;
        TRY(unit_value(&row, call, scheme, &scheme->units[i]));
        value_append(rows, row);
    }
    value_set(call->answer, "units", rows);
    const struct wordings wordings = wordings_of_scheme(scheme, id, call->arena);
    TRY(text_review_answer(call, &wordings));
    listing_say_card(call, call->answer, lines);
    text_review_say(call);
    listing_say_part(call, "units", columns);
    return NULL;
}
