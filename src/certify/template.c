#include "certify/template.h"

#include "base/buffer.h"
#include "base/text.h"

enum { TEXT_LIMIT = 64 * 1024 };

/* One place, taken apart. */
struct place_holder {
    const char *path;
    const char *separator; /* between the values of a list */
    const char *word;      /* prefix of the word to show instead of a value, or NULL */
    bool optional;
};

struct filling {
    const struct template_scope *scope;
    const struct place_holder *holder;
    struct buffer *out;
    size_t count; /* values so far */
    struct arena *arena;
};

static struct place_holder holder_parse(char *text)
{
    struct place_holder holder = {.path = text, .separator = ", "};
    char *separator = strchr(text, '/');
    if (separator) {
        *separator = '\0';
        holder.separator = separator + 1;
    }
    char *word = strchr(text, '|');
    if (word) {
        *word = '\0';
        holder.word = word + 1;
    }
    size_t size = strlen(text);
    holder.optional = size > 0 && text[size - 1] == '?';
    if (holder.optional)
        text[size - 1] = '\0';
    return holder;
}

static fallible add_word(struct filling *filling, const char *language, const char *key)
{
    const char *word = words_find(filling->scope->words, language, key);
    if (!word)
        return error_hint(error_make(ERROR_REFUSED, "there is no word '%s' in '%s'", key, language),
                          "add it to certificates/words/%s.yaml", language);
    buffer_add_text(filling->out, word);
    return NULL;
}

static fallible add_value(struct filling *filling, const struct value *value)
{
    const struct place_holder *holder = filling->holder;
    if (value_kind(value) == VALUE_ARRAY) {
        for (size_t i = 0; i < value_size(value); i++)
            TRY(add_value(filling, value_at(value, i)));
        return NULL;
    }
    const char *text = NULL;
    if (value_kind(value) == VALUE_TEXT)
        text = value_text(value);
    if (value_kind(value) == VALUE_INTEGER)
        text = arena_format(filling->arena, "%lld", (long long)value_integer(value));
    if (!text && holder->optional && value_kind(value) == VALUE_NULL)
        return NULL;
    if (!text)
        return error_make(ERROR_REFUSED, "'%s' of the record is neither text nor a number",
                          holder->path);
    if (filling->count++)
        buffer_add_text(filling->out, holder->separator);
    if (holder->word)
        return add_word(filling, filling->scope->language,
                        arena_format(filling->arena, "%s.%s", holder->word, text));
    buffer_add_text(filling->out, text);
    return NULL;
}

/* The part of a path before the first dot; *path moves behind it. "[]" at its end sets each. */
static const char *path_next(const char **path, bool *each, const char *language,
                             struct arena *arena)
{
    size_t size = strcspn(*path, ".");
    char *name = arena_text_n(arena, *path, size);
    *path += size + ((*path)[size] == '.');
    *each = text_ends(name, "[]");
    if (*each)
        name[size - 2] = '\0';
    return text_equal(name, "$language") ? language : name;
}

static fallible walk(struct filling *filling, const struct value *from, const char *path)
{
    const struct value *value = from;
    while (value && *path) {
        bool each;
        const char *name = path_next(&path, &each, filling->scope->language, filling->arena);
        value = value_get(value, name);
        if (!each || !value || value_kind(value) != VALUE_ARRAY)
            continue;
        for (size_t i = 0; i < value_size(value); i++)
            TRY(walk(filling, value_at(value, i), path));
        return NULL;
    }
    if (value)
        return add_value(filling, value);
    if (filling->holder->optional)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "the record has no '%s'", filling->holder->path),
                      "mend the design: {%s?} prints nothing where it is missing",
                      filling->holder->path);
}

static fallible fill_holder(struct filling *filling)
{
    const char *path = filling->holder->path, *word = strchr(path, '@');
    if (text_equal(path, "#page") || text_equal(path, "#pages")) {
        size_t number = path[5] ? filling->scope->pages : filling->scope->page;
        buffer_add_format(filling->out, "%zu", number);
        return NULL;
    }
    if (word == path)
        return add_word(filling, filling->scope->language, word + 1);
    if (word)
        return add_word(filling, arena_text_n(filling->arena, path, (size_t)(word - path)),
                        word + 1);
    if (*path != '.')
        return walk(filling, filling->scope->record, path);
    ASSERT(filling->scope->item);
    return walk(filling, filling->scope->item, path + 1);
}

fallible template_fill(const char **out, const char *template, const struct template_scope *scope,
                       struct arena *arena)
{
    struct buffer text = buffer_make(arena, TEXT_LIMIT);
    for (const char *at = template; *at;) {
        size_t plain = strcspn(at, "{}");
        buffer_add(&text, bytes_of(at, plain));
        at += plain;
        if (!*at)
            break;
        size_t size = strcspn(at, "}");
        if (*at == '}' || !at[size])
            return error_make(ERROR_REFUSED, "unpaired brace in '%s'", template);
        struct place_holder holder = holder_parse(arena_text_n(arena, at + 1, size - 1));
        struct filling filling = {scope, &holder, &text, 0, arena};
        TRY(fill_holder(&filling));
        at += size + 1;
    }
    if (text.overfull)
        return error_make(ERROR_REFUSED, "'%s' becomes longer than %d bytes", template, TEXT_LIMIT);
    *out = buffer_text(&text);
    return NULL;
}

const struct value *template_value(const char *path, const struct template_scope *scope,
                                   struct arena *arena)
{
    const struct value *value = *path == '.' ? scope->item : scope->record;
    path += *path == '.';
    while (value && *path) {
        bool each;
        value = value_get(value, path_next(&path, &each, scope->language, arena));
    }
    return value;
}

static bool value_holds(const struct value *value)
{
    if (!value || value_kind(value) == VALUE_NULL)
        return false;
    if (value_kind(value) == VALUE_BOOLEAN)
        return value_boolean(value);
    if (value_kind(value) == VALUE_TEXT)
        return *value_text(value) != '\0';
    return value_kind(value) == VALUE_INTEGER || value_size(value) > 0;
}

bool template_holds(const char *path, const struct template_scope *scope, struct arena *arena)
{
    static const char not [] = "not ";
    bool wanted = strncmp(path, not, sizeof not -1) != 0;
    const char *wanted_path = wanted ? path : path + sizeof not -1;
    if (text_equal(wanted_path, "#several"))
        return (scope->pages > 1) == wanted;
    return value_holds(template_value(wanted_path, scope, arena)) == wanted;
}
