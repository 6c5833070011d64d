#include "assess/rubric_digest.h"

#include "assess/criterion_read.h"
#include "assess/measure_read.h"
#include "base/text.h"

#include <stdlib.h>

static void set_decimal(struct value *object, const char *key, struct decimal decimal,
                        struct arena *arena)
{
    value_set_text(object, key, decimal_text(decimal, arena));
}

static void set_null(struct value *object, const char *key)
{
    value_set_text(object, key, NULL);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static struct value *sorted_list(const char *const *texts, size_t count, struct arena *arena)
{
    const char **sorted = ARENA_ARRAY(arena, const char *, count);
    struct value *list = value_array(arena);
    for (size_t i = 0; i < count; i++)
        sorted[i] = texts[i];
    if (count)
        qsort(sorted, count, sizeof *sorted, compare_texts);
    for (size_t i = 0; i < count; i++)
        value_append(list, value_of_text(sorted[i], arena));
    return list;
}

/* Measures */

static struct value *derive_value(const struct measure *measure, struct arena *arena)
{
    struct value *derive = value_object(arena), *by = value_object(arena);
    bool share = measure->derive == DERIVE_SHARE_PERCENT;
    set_decimal(by, share ? "less" : "target", measure->derive_by, arena);
    value_set(derive, measure_derives[measure->derive], by);
    return derive;
}

static struct value *measure_value(const struct measure *measure, struct arena *arena)
{
    static const char *const absent[] = {"low", "high", "derive", "calibration_max_hours"};
    struct value *object = value_object(arena);
    value_set_text(object, "quantity", measure->quantity);
    value_set_text(object, "unit", measure->unit);
    value_set_integer(object, "decimals", measure->decimals);
    value_set_integer(object, "samples", measure->samples);
    value_set_text(object, "combine", measure_combines[measure->combine]);
    value_set_text(object, "instrument", measure->instrument);
    value_set_text(object, "draw", measure->draw_random ? "random" : NULL);
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        set_null(object, absent[i]);
    if (measure->combine == COMBINE_COUNT_WITHIN) {
        set_decimal(object, "low", measure->low, arena);
        set_decimal(object, "high", measure->high, arena);
    }
    if (measure->derive != DERIVE_NONE)
        value_set(object, "derive", derive_value(measure, arena));
    if (measure->calibration_max_hours)
        value_set_integer(object, "calibration_max_hours", measure->calibration_max_hours);
    return object;
}

static struct value *bands_value(const struct bands *bands, struct arena *arena)
{
    struct value *list = value_array(arena);
    for (size_t i = 0; i < bands->count; i++) {
        const struct band *band = &bands->items[i];
        struct value *object = value_object(arena);
        if (!band->otherwise)
            set_decimal(object, band_operators[bands->operator], band->limit, arena);
        value_set_integer(object, band->otherwise ? "otherwise" : "points", band->points);
        value_append(list, object);
    }
    return list;
}

static struct value *profiles_value(const struct measure *measure, struct arena *arena)
{
    struct value *profiles = value_object(arena);
    for (size_t i = 0; i < measure->profile_count; i++) {
        struct value *profile = value_object(arena);
        value_set(profile, "bands", bands_value(&measure->profiles[i].bands, arena));
        value_set(profiles, measure->profiles[i].destination, profile);
    }
    return profiles;
}

/* Structure */

static struct value *level_points(const struct criterion *criterion, struct arena *arena)
{
    struct value *levels = value_array(arena);
    for (size_t i = 0; i < criterion->level_count; i++) {
        struct value *level = value_object(arena);
        value_set_text(level, "id", criterion->levels[i].id);
        value_set_integer(level, "points", criterion->levels[i].points);
        value_append(levels, level);
    }
    return levels;
}

static struct value *criterion_structure(const struct criterion *criterion, struct arena *arena)
{
    bool measured = criterion->kind == CRITERION_MEASURE;
    bool levelled = criterion->kind == CRITERION_LEVELS;
    struct value *object = value_object(arena), *null = value_null(arena);
    value_set_text(object, "id", criterion->id);
    value_set_text(object, "kind", criterion_kinds[criterion->kind]);
    value_set_integer(object, "weight", criterion->weight);
    value_set_integer(object, "pass", criterion->pass);
    value_set_boolean(object, "critical", criterion->critical);
    value_set_boolean(object, "stops_attempt", criterion->stops_attempt);
    value_set_integer(object, "raters", criterion->raters);
    value_set(object, "not_applicable",
              sorted_list(criterion->not_applicable, criterion->not_applicable_count, arena));
    value_set_boolean(object, "extra_time", criterion->extra_time);
    const struct measure *measure = &criterion->measure;
    value_set(object, "measure", measured ? measure_value(measure, arena) : null);
    value_set(object, "bands", measured ? bands_value(&measure->bands, arena) : null);
    value_set(object, "profiles", measured ? profiles_value(measure, arena) : null);
    value_set(object, "levels", levelled ? level_points(criterion, arena) : null);
    return object;
}

static struct value *section_structure(const struct section *section, struct arena *arena)
{
    struct value *object = value_object(arena), *criteria = value_array(arena);
    for (size_t i = 0; i < section->criterion_count; i++)
        value_append(criteria, criterion_structure(&section->criteria[i], arena));
    value_set_text(object, "id", section->id);
    set_null(object, "minimum");
    if (section->has_minimum)
        set_decimal(object, "minimum", section->minimum, arena);
    value_set(object, "criteria", criteria);
    return object;
}

static struct value *time_value(const struct rubric *rubric, struct arena *arena)
{
    struct value *time = value_object(arena);
    value_set_integer(time, "setup_min", rubric->setup_min);
    value_set_integer(time, "task_min", rubric->task_min);
    value_set_integer(time, "hard_stop_min", rubric->hard_stop_min);
    return time;
}

struct value *rubric_structure(const struct rubric *rubric, struct arena *arena)
{
    struct value *object = value_object(arena), *pass = value_object(arena);
    struct value *second = value_object(arena), *sections = value_array(arena);
    set_decimal(pass, "total", rubric->pass_total, arena);
    set_decimal(second, "near_pass", rubric->near_pass, arena);
    value_set_integer(second, "sample_percent", rubric->sample_percent);
    for (size_t i = 0; i < rubric->section_count; i++)
        value_append(sections, section_structure(&rubric->sections[i], arena));
    value_set_text(object, "id", rubric->id);
    value_set(object, "destinations",
              sorted_list(rubric->destinations, rubric->destination_count, arena));
    value_set(object, "time", time_value(rubric, arena));
    value_set(object, "pass", pass);
    value_set_integer(object, "not_applicable_limit", rubric->not_applicable_limit);
    value_set(object, "second_marking", second);
    value_set(object, "sections", sections);
    return object;
}

/* Text */

static void set_text(struct value *object, const char *key, const struct texts *texts,
                     const char *language)
{
    value_set_text(object, key, texts_in(texts, language, NULL));
}

static struct value *level_titles(const struct criterion *criterion, const char *language,
                                  struct arena *arena)
{
    if (criterion->kind != CRITERION_LEVELS)
        return value_null(arena);
    struct value *levels = value_array(arena);
    for (size_t i = 0; i < criterion->level_count; i++) {
        struct value *level = value_object(arena);
        value_set_text(level, "id", criterion->levels[i].id);
        set_text(level, "title", &criterion->levels[i].title, language);
        value_append(levels, level);
    }
    return levels;
}

static struct value *criterion_text(const struct criterion *criterion, const char *language,
                                    struct arena *arena)
{
    struct value *object = value_object(arena), *comments = value_array(arena);
    for (size_t i = 0; i < criterion->comment_count; i++)
        value_append(comments,
                     value_of_text(texts_in(&criterion->comments[i], language, NULL), arena));
    value_set_text(object, "id", criterion->id);
    set_text(object, "title", &criterion->title, language);
    set_text(object, "guide", &criterion->guide, language);
    value_set(object, "comments", comments);
    value_set(object, "levels", level_titles(criterion, language, arena));
    return object;
}

static struct value *section_text(const struct section *section, const char *language,
                                  struct arena *arena)
{
    struct value *object = value_object(arena), *criteria = value_array(arena);
    for (size_t i = 0; i < section->criterion_count; i++)
        value_append(criteria, criterion_text(&section->criteria[i], language, arena));
    value_set_text(object, "id", section->id);
    set_text(object, "title", &section->title, language);
    value_set(object, "criteria", criteria);
    return object;
}

struct value *rubric_text(const struct rubric *rubric, const char *language, struct arena *arena)
{
    struct value *object = value_object(arena), *sections = value_array(arena);
    for (size_t i = 0; i < rubric->section_count; i++)
        value_append(sections, section_text(&rubric->sections[i], language, arena));
    value_set_text(object, "language", language);
    set_text(object, "title", &rubric->title, language);
    value_set(object, "sections", sections);
    return object;
}

struct digest rubric_structure_digest(const struct rubric *rubric, struct arena *arena)
{
    const struct value *structure = rubric_structure(rubric, arena);
    return digest_of(bytes_of_text(value_canonical(structure, arena)));
}

struct digest rubric_text_digest(const struct rubric *rubric, const char *language,
                                 struct arena *arena)
{
    const struct value *text = rubric_text(rubric, language, arena);
    return digest_of(bytes_of_text(value_canonical(text, arena)));
}
