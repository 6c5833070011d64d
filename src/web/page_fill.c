#include "web/html.h"
#include "web/page_parts.h"

enum { SCOPE_LIMIT = 9 }; /* the data, and a list in each of eight levels */

/* Fills one page in; scopes from the outermost to the one at hand. */
struct filling {
    struct buffer *out;
    const struct page *page;
    const struct value *scopes[SCOPE_LIMIT];
    size_t depth;
    const struct words *words;
    const char *language;
};

static fallible parts_fill(struct filling *filling, size_t from, size_t until);

static const struct value *look_up(const struct filling *filling, const char *name)
{
    for (size_t i = filling->depth; i > 0; i--) {
        const struct value *value = value_get(filling->scopes[i - 1], name);
        if (value)
            return value;
    }
    return NULL;
}

static fallible missing(const struct filling *filling, const char *name)
{
    return error_make(ERROR_ENVIRONMENT, "%s: '%s' is missing (%s)", filling->page->name, name,
                      filling->language);
}

static fallible text_of(const char **out, const struct filling *filling, const char *name,
                        struct arena *arena)
{
    const struct value *value = look_up(filling, name);
    if (value && value_kind(value) == VALUE_TEXT)
        *out = value_text(value);
    else if (value && value_kind(value) == VALUE_INTEGER)
        *out = arena_format(arena, "%lld", (long long)value_integer(value));
    else
        return missing(filling, name);
    return NULL;
}

static fallible fill_place(struct filling *filling, const struct part *part)
{
    static void (*const ways[])(struct buffer *, const char *) = {
        [PART_TEXT] = html_text, [PART_ATTR] = html_attr, [PART_URL] = url_arg};
    SCOPED_ARENA(arena);
    const char *text;
    TRY(text_of(&text, filling, part->name, arena));
    ways[part->kind](filling->out, text);
    return NULL;
}

static fallible fill_word(const struct filling *filling, const struct part *part)
{
    const char *word = words_find(filling->words, filling->language, part->name);
    if (!word)
        return missing(filling, part->name);
    html_attr(filling->out, word); /* what does in an attribute does between tags */
    return NULL;
}

static bool is_nothing(const struct value *value)
{
    if (!value || value_kind(value) == VALUE_NULL)
        return true;
    if (value_kind(value) == VALUE_BOOLEAN)
        return !value_boolean(value);
    if (value_kind(value) == VALUE_TEXT)
        return !*value_text(value);
    return value_kind(value) == VALUE_ARRAY && value_size(value) == 0;
}

static fallible fill_with(struct filling *filling, const struct value *scope, size_t from,
                          size_t until)
{
    ASSERT(filling->depth < SCOPE_LIMIT);
    filling->scopes[filling->depth++] = scope;
    TRY(parts_fill(filling, from, until));
    filling->depth--;
    return NULL;
}

static fallible fill_list(struct filling *filling, const struct part *part, size_t at)
{
    const struct value *value = look_up(filling, part->name);
    bool is_empty = is_nothing(value);
    if (is_empty != (part->kind == PART_NONE))
        return NULL;
    if (is_empty || value_kind(value) != VALUE_ARRAY)
        return fill_with(filling, is_empty ? filling->scopes[0] : value, at + 1, part->end);
    for (size_t i = 0; i < value_size(value); i++)
        TRY(fill_with(filling, value_at(value, i), at + 1, part->end));
    return NULL;
}

static fallible parts_fill(struct filling *filling, size_t from, size_t until)
{
    for (size_t at = from; at < until; at++) {
        const struct part *part = &filling->page->parts[at];
        switch (part->kind) {
        case PART_LITERAL:
            buffer_add(filling->out, part->literal);
            break;
        case PART_TEXT:
        case PART_ATTR:
        case PART_URL:
            TRY(fill_place(filling, part));
            break;
        case PART_WORD:
            TRY(fill_word(filling, part));
            break;
        case PART_LIST:
        case PART_NONE:
            TRY(fill_list(filling, part, at));
            at = part->end - 1;
            break;
        }
    }
    return NULL;
}

fallible page_fill(struct buffer *out, const struct page *page, const struct value *data,
                   const struct words *words, const char *language)
{
    struct filling filling = {.out = out,
                              .page = page,
                              .scopes = {data},
                              .depth = 1,
                              .words = words,
                              .language = language};
    return parts_fill(&filling, 0, page->count);
}
