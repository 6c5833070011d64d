#include "assess/case_reader.h"

#include "assess/case_parts.h"
#include "base/clock.h"
#include "base/text.h"
#include "base/uuid.h"

#include <stdlib.h>

fallible case_entity_check(struct case_reader *reader, const struct value *object,
                           const char *const *keys)
{
    const char *identifier, *uri, *changed;
    int64_t changed_s;
    TRY(value_only(object, keys));
    TRY(value_need_text(&identifier, object, "identifier"));
    TRY(value_need_text(&uri, object, "uri"));
    TRY(value_need_text(&changed, object, "lastChangeDateTime"));
    TRY(instant_parse(&changed_s, changed, "'lastChangeDateTime'"));
    if (!uuid_good(identifier))
        return error_hint(error_make(ERROR_REFUSED, "'identifier' '%.60s' is no UUID", identifier),
                          "CASE writes UUIDs with small letters: 8-4-4-4-12 digits");
    *ARENA_PUSH(reader->arena, reader->identifiers, reader->identifier_count) = identifier;
    return NULL;
}

static int identifier_compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

fallible case_unique_check(struct case_reader *reader)
{
    const char **all = reader->identifiers;
    qsort(all, reader->identifier_count, sizeof *all, identifier_compare);
    for (size_t i = 1; i < reader->identifier_count; i++)
        if (text_equal(all[i - 1], all[i]))
            return error_make(ERROR_REFUSED, "two objects have the identifier '%s'", all[i]);
    return NULL;
}

fallible case_extension_find(struct value **out, const struct value *object)
{
    const struct value *extensions = value_get(object, "extensions");
    if (extensions && value_kind(extensions) == VALUE_ARRAY)
        extensions = value_size(extensions) == 1 ? value_at(extensions, 0) : NULL;
    if (!extensions || !value_get(extensions, "usta"))
        return error_hint(
            error_make(ERROR_REFUSED, "'extensions' says nothing of 'usta'"),
            "CASE alone cannot say how marks are scored: write the rubric by hand (rubrics/"
            "README.md), or import what 'usta rubric export' wrote");
    return value_need(out, extensions, "usta", VALUE_OBJECT);
}

fallible case_links_check(const struct value *object, const char *parent_key,
                          const struct value *parent, size_t index)
{
    const struct value *link = value_get(object, parent_key);
    const struct value *position = value_get(object, "position");
    if (link && !value_equal(link, value_get(parent, "identifier")))
        return error_make(ERROR_REFUSED, "'%s' is not the identifier of what it stands in",
                          parent_key);
    if (position &&
        (value_kind(position) != VALUE_INTEGER || value_integer(position) != (int64_t)index + 1))
        return error_hint(error_make(ERROR_REFUSED, "'position' is not %zu", index + 1),
                          "positions count from 1 in the order of the list");
    return NULL;
}

fallible case_texts_join(struct value **out, const struct case_reader *reader,
                         const struct value *object, const char *key, const struct value *extension)
{
    const char *text;
    struct value *texts = value_object(reader->arena), *others;
    TRY(value_need_text(&text, object, key));
    TRY(value_need(&others, extension, "title", VALUE_OBJECT));
    value_set_text(texts, reader->source, text);
    for (size_t i = 0; i < value_size(others); i++) {
        if (text_equal(value_key_at(others, i), reader->source))
            return error_make(ERROR_REFUSED, "the extension has a title in '%s' too",
                              reader->source);
        value_set(texts, value_key_at(others, i), value_at(others, i));
    }
    *out = texts;
    return NULL;
}

void case_rest_add(struct value *object, const struct value *extension, const char *const *but_keys,
                   struct arena *arena)
{
    const struct value *rest = case_without(extension, but_keys, arena);
    for (size_t i = 0; i < value_size(rest); i++)
        if (!value_get(object, value_key_at(rest, i)))
            value_set(object, value_key_at(rest, i), value_at(rest, i));
}
