#include "assess/case_parts.h"

#include "base/text.h"

const char *const case_statuses[] = {"Draft", "Adopted", "Deprecated", NULL};

static bool is_among(const char *key, const char *const *keys)
{
    for (; *keys; keys++)
        if (text_equal(key, *keys))
            return true;
    return false;
}

struct value *case_without(const struct value *object, const char *const *keys, struct arena *arena)
{
    struct value *rest = value_object(arena);
    for (size_t i = 0; i < value_size(object); i++)
        if (!is_among(value_key_at(object, i), keys))
            value_set(rest, value_key_at(object, i), value_at(object, i));
    return rest;
}

const char *case_text_in(const struct value *texts, const char *language)
{
    const struct value *text = texts ? value_get(texts, language) : NULL;
    return text && value_kind(text) == VALUE_TEXT ? value_text(text) : "";
}

static void add_shown(struct value *levels, const char *quality, const struct value *score,
                      struct arena *arena)
{
    struct value *level = value_object(arena);
    value_set_text(level, "quality", quality);
    value_set(level, "score", score ? score : value_null(arena));
    value_append(levels, level);
}

/* "at_least 75", "otherwise" */
static void add_band(struct value *levels, const struct value *band, struct arena *arena)
{
    const struct value *otherwise = value_get(band, "otherwise");
    if (otherwise) {
        add_shown(levels, "otherwise", otherwise, arena);
        return;
    }
    for (size_t i = 0; value_kind(band) == VALUE_OBJECT && i < value_size(band); i++) {
        const char *operator= value_key_at(band, i);
        if (text_equal(operator, "points") || text_starts(operator, "x-") ||
            value_kind(value_at(band, i)) != VALUE_TEXT)
            continue;
        add_shown(levels, arena_format(arena, "%s %s", operator, value_text(value_at(band, i))),
                  value_get(band, "points"), arena);
        return;
    }
}

struct value *case_shown_levels(const struct value *criterion, struct arena *arena)
{
    struct value *levels = value_array(arena);
    const char *kind = case_text_in(criterion, "kind");
    const struct value *bands = value_get(criterion, "bands");
    if (text_equal(kind, "levels"))
        return NULL;
    if (text_equal(kind, "check")) {
        add_shown(levels, "no", value_of_integer(0, arena), arena);
        add_shown(levels, "yes", value_of_integer(100, arena), arena);
    }
    for (size_t i = 0; bands && value_kind(bands) == VALUE_ARRAY && i < value_size(bands); i++)
        add_band(levels, value_at(bands, i), arena);
    return levels;
}
