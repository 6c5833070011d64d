#include "web/pack_rubric.h"

#include "assess/measure_read.h"
#include "assess/rubric_digest.h"

struct value *pack_texts(const struct texts *texts, struct arena *arena)
{
    struct value *by_tag = value_object(arena);
    for (size_t i = 0; i < texts->count; i++)
        value_set_text(by_tag, texts->items[i].language, texts->items[i].text);
    return by_tag;
}

static struct value *texts_or_null(const struct texts *texts, struct arena *arena)
{
    return texts->count ? pack_texts(texts, arena) : value_null(arena);
}

static struct value *comments_value(const struct criterion *criterion, struct arena *arena)
{
    struct value *list = value_array(arena);
    for (size_t i = 0; i < criterion->comment_count; i++)
        value_append(list, pack_texts(&criterion->comments[i], arena));
    return list;
}

static struct value *levels_value(const struct criterion *criterion, struct arena *arena)
{
    struct value *list = value_array(arena);
    for (size_t i = 0; i < criterion->level_count; i++) {
        const struct level *level = &criterion->levels[i];
        struct value *object = value_object(arena);
        value_set_text(object, "id", level->id);
        value_set(object, "title", pack_texts(&level->title, arena));
        value_set_boolean(object, "meets", level->points >= criterion->pass);
        value_append(list, object);
    }
    return list;
}

/* The last band that gives at least the pass; null when it has no limit. */
static struct value *limit_value(const struct bands *bands, int pass, struct arena *arena)
{
    const struct band *last = NULL;
    for (size_t i = 0; i < bands->count && bands->items[i].points >= pass; i++)
        last = &bands->items[i];
    if (!last || last->otherwise)
        return value_null(arena);
    struct value *limit = value_object(arena);
    value_set_text(limit, band_operators[bands->operator], decimal_text(last->limit, arena));
    return limit;
}

static struct value *limits_value(const struct criterion *criterion, struct arena *arena)
{
    const struct measure *measure = &criterion->measure;
    struct value *limits = value_object(arena);
    value_set(limits, "base", limit_value(&measure->bands, criterion->pass, arena));
    for (size_t i = 0; i < measure->profile_count; i++)
        value_set(limits, measure->profiles[i].destination,
                  limit_value(&measure->profiles[i].bands, criterion->pass, arena));
    return limits;
}

/* Members that the file leaves out are left out. */
static struct value *without_nulls(const struct value *object, struct arena *arena)
{
    struct value *rest = value_object(arena);
    for (size_t i = 0; i < value_size(object); i++)
        if (value_kind(value_at(object, i)) != VALUE_NULL)
            value_set(rest, value_key_at(object, i), value_at(object, i));
    return rest;
}

static struct value *criterion_value(const struct criterion *criterion,
                                     const struct value *structure, struct arena *arena)
{
    static const char *const same[] = {"id",         "kind",           "critical", "stops_attempt",
                                       "extra_time", "not_applicable", NULL};
    struct value *object = value_object(arena);
    for (size_t i = 0; same[i]; i++)
        value_set(object, same[i], value_get(structure, same[i]));
    value_set(object, "title", pack_texts(&criterion->title, arena));
    value_set(object, "guide", texts_or_null(&criterion->guide, arena));
    value_set(object, "comments", comments_value(criterion, arena));
    if (criterion->kind == CRITERION_LEVELS)
        value_set(object, "levels", levels_value(criterion, arena));
    if (criterion->kind == CRITERION_MEASURE) {
        value_set(object, "measure", without_nulls(value_get(structure, "measure"), arena));
        value_set(object, "limits", limits_value(criterion, arena));
    }
    return object;
}

static struct value *section_value(const struct section *section, const struct value *structure,
                                   struct arena *arena)
{
    struct value *object = value_object(arena), *criteria = value_array(arena);
    const struct value *structures = value_get(structure, "criteria");
    for (size_t i = 0; i < section->criterion_count; i++)
        value_append(criteria,
                     criterion_value(&section->criteria[i], value_at(structures, i), arena));
    value_set_text(object, "id", section->id);
    value_set(object, "title", pack_texts(&section->title, arena));
    value_set(object, "criteria", criteria);
    return object;
}

struct value *pack_rubric(const struct rubric *rubric, struct arena *arena)
{
    struct value *object = value_object(arena), *sections = value_array(arena);
    const struct value *structure = rubric_structure(rubric, arena);
    const struct value *structures = value_get(structure, "sections");
    for (size_t i = 0; i < rubric->section_count; i++)
        value_append(sections, section_value(&rubric->sections[i], value_at(structures, i), arena));
    value_set_text(object, "id", rubric->id);
    value_set_text(object, "version", version_text(rubric->version, arena));
    value_set(object, "title", pack_texts(&rubric->title, arena));
    value_set(object, "task", value_null(arena)); /* what is x- in a file is no part of a rubric */
    value_set(object, "time", value_get(structure, "time"));
    value_set(object, "sections", sections);
    return object;
}
