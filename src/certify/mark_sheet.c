#include "certify/mark_sheet.h"

#include "assess/institution.h"
#include "base/text.h"
#include "certify/qr.h"

char *mark_sheet_code(const struct sheet_form *form, struct arena *arena)
{
    return arena_format(arena, "USTA-SHEET/1 %s %s %.*s", form->attempt.name, duty_name(form->duty),
                        MARK_SHEET_DIGEST_SIZE,
                        digest_text(&form->rubric->structure_digest, arena));
}

/* What a sheet's texts are taken from. */
struct printing {
    const struct rubric *rubric;
    const char *language;
    struct arena *arena;
};

static const char *text_of(const struct printing *printing, const struct texts *texts)
{
    return texts_in(texts, printing->language, printing->rubric->source_language);
}

static struct value *add_item(struct value *list, const char *key, const char *text,
                              struct arena *arena)
{
    struct value *item = value_object(arena);
    value_set_text(item, key, text);
    value_append(list, item);
    return item;
}

static void add_reading(struct value *list, int number, const char *unit, const char *part,
                        struct arena *arena)
{
    struct value *item = add_item(list, "unit", unit, arena);
    value_set_integer(item, "number", number);
    if (part)
        value_set_text(item, "part", part);
}

static struct value *readings_of(const struct measure *measure, struct arena *arena)
{
    struct value *list = value_array(arena);
    for (int i = 1; i <= measure->samples; i++) {
        bool is_pair = measure->derive == DERIVE_SHARE_PERCENT;
        add_reading(list, i, measure->unit, is_pair ? "part" : NULL, arena);
        if (is_pair)
            add_reading(list, i, measure->unit, "whole", arena);
    }
    return list;
}

/* Room for the ref of what it was read on, as a list of one. */
static struct value *instrument_of(const struct measure *measure, struct arena *arena)
{
    struct value *list = value_array(arena);
    add_item(list, "kind", measure->instrument, arena);
    return list;
}

static struct value *checks_of(struct arena *arena)
{
    struct value *list = value_array(arena);
    add_item(list, "value", "yes", arena);
    add_item(list, "value", "no", arena);
    return list;
}

static struct value *levels_of(const struct printing *printing, const struct criterion *criterion)
{
    struct value *list = value_array(printing->arena);
    for (size_t i = 0; i < criterion->level_count; i++) {
        const struct level *level = &criterion->levels[i];
        struct value *item = add_item(list, "id", level->id, printing->arena);
        value_set_text(item, "title", text_of(printing, &level->title));
    }
    return list;
}

static void set_choices(struct value *row, const struct printing *printing,
                        const struct criterion *criterion)
{
    if (criterion->kind == CRITERION_CHECK)
        value_set(row, "checks", checks_of(printing->arena));
    if (criterion->kind == CRITERION_LEVELS)
        value_set(row, "levels", levels_of(printing, criterion));
    if (criterion->kind == CRITERION_MEASURE)
        value_set(row, "readings", readings_of(&criterion->measure, printing->arena));
    if (criterion->measure.calibration_max_hours)
        value_set(row, "instruments", instrument_of(&criterion->measure, printing->arena));
}

static struct value *line_row(const struct printing *printing, const struct criterion *criterion)
{
    struct value *row = value_object(printing->arena), *reasons = value_array(printing->arena);
    for (size_t i = 0; i < criterion->not_applicable_count; i++)
        add_item(reasons, "reason", criterion->not_applicable[i], printing->arena);
    value_set_text(row, "id", criterion->id);
    value_set_text(row, "title", text_of(printing, &criterion->title));
    value_set_text(row, "guide", text_of(printing, &criterion->guide));
    value_set_boolean(row, "critical", criterion->critical);
    value_set_boolean(row, "stops", criterion->stops_attempt);
    set_choices(row, printing, criterion);
    value_set(row, "reasons", reasons);
    return row;
}

static struct value *rows_of(const struct printing *printing, const struct sheet_form *form)
{
    struct value *rows = value_array(printing->arena);
    for (size_t i = 0; i < form->line_count; i++) {
        const struct section *section = form->lines[i].section;
        if (i == 0 || section != form->lines[i - 1].section) {
            struct value *row = add_item(rows, "section", section->id, printing->arena);
            value_set_text(row, "title", text_of(printing, &section->title));
        }
        value_append(rows, line_row(printing, form->lines[i].criterion));
    }
    return rows;
}

static fallible set_people(struct value *record, struct db *db, const struct sheet_form *form,
                           struct arena *arena)
{
    struct candidate candidate;
    struct value *about = value_object(arena), *examiner = value_object(arena);
    TRY(candidate_of(&candidate, db, form->attempt.candidate, arena));
    value_set_text(about, "ref", candidate.ref);
    value_set_text(about, "name_latin", candidate.facts.name_latin);
    value_set_text(about, "name_cyrillic", candidate.facts.name_cyrillic);
    value_set_text(examiner, "ref", form->person.ref);
    value_set_text(examiner, "name", form->person.name);
    value_set(record, "candidate", about);
    value_set(record, "examiner", examiner);
    value_set_text(record, "duty", duty_name(form->duty));
    return NULL;
}

static fallible set_sitting(struct value *record, struct db *db, const struct sheet_form *form,
                            const char *language, struct arena *arena)
{
    struct sitting sitting;
    struct centre centre;
    TRY(sitting_of(&sitting, db, form->attempt.sitting, arena));
    TRY(centre_of(&centre, db, sitting.centre, arena));
    const char *name = texts_in(&centre.names, language, "en");
    value_set_text(record, "centre", name ? name : centre.ref);
    value_set_text(record, "day", sitting.day);
    return NULL;
}

static fallible check_language(const struct rubric *rubric, const char *language)
{
    for (size_t i = 0; i < rubric->language_count; i++)
        if (text_equal(rubric->languages[i].tag, language))
            return NULL;
    return error_hint(
        error_make(ERROR_REFUSED, "'%s' has no texts in '%.20s'", rubric->id, language),
        "see its languages: usta rubric show %s", rubric->id);
}

fallible mark_sheet_record(struct value **out, struct db *db, const struct sheet_form *form,
                           const char *language, const char *printed, struct arena *arena)
{
    const struct rubric *rubric = form->rubric;
    struct printing printing = {rubric, language, arena};
    struct value *record = value_object(arena);
    TRY(check_language(rubric, language));
    const char *digest = digest_text(&rubric->structure_digest, arena);
    value_set_text(record, "attempt", form->attempt.name);
    value_set_text(record, "rubric", rubric_name(rubric, arena));
    value_set_text(record, "digest", digest);
    value_set_text(record, "digest_short",
                   arena_format(arena, "%.*s", MARK_SHEET_DIGEST_SIZE, digest));
    value_set_text(record, "unit", text_of(&printing, &rubric->title));
    value_set_text(record, "printed", printed);
    value_set_integer(record, "minutes", rubric->task_min);
    value_set(record, "extra_time_percent",
              form->attempt.extra_time_percent
                  ? value_of_integer(form->attempt.extra_time_percent, arena)
                  : value_null(arena));
    TRY(set_sitting(record, db, form, language, arena));
    TRY(set_people(record, db, form, arena));
    value_set(record, "rows", rows_of(&printing, form));
    *out = record;
    return NULL;
}

static fallible input_make(struct layout_input *out, struct db *db, const struct sheet_form *form,
                           const char *language, const char *printed, struct arena *arena)
{
    struct qr symbol;
    struct value *record;
    struct layout_picture *picture = ARENA_NEW(arena, struct layout_picture);
    TRY(mark_sheet_record(&record, db, form, language, printed, arena));
    TRY(qr_of_text(&symbol, mark_sheet_code(form, arena), arena));
    *picture = (struct layout_picture){"sheet", {symbol.width, symbol.modules}};
    *out = (struct layout_input){record, picture, 1, NULL};
    return NULL;
}

fallible mark_sheet_print(struct bytes *pdf, const struct layout *layout, struct db *db,
                          const struct sheet_forms *forms, const char *language,
                          const char *printed, struct arena *arena)
{
    struct layout_input *inputs = ARENA_ARRAY(arena, struct layout_input, forms->count);
    for (size_t i = 0; i < forms->count; i++)
        TRY_AS(input_make(&inputs[i], db, &forms->items[i], language, printed, arena),
               "attempt '%s'", forms->items[i].attempt.name);
    return layout_render_all(pdf, layout, inputs, forms->count, arena);
}
