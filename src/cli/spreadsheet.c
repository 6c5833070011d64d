#include "cli/spreadsheet.h"

#include "base/buffer.h"
#include "base/text.h"

#include <string.h>

enum { SHEET_LIMIT = 256 * 1024 * 1024 };

struct columns {
    const char **keys;
    size_t count;
    struct arena *arena;
};

static bool is_list_of_objects(const struct value *value)
{
    if (value_kind(value) != VALUE_ARRAY)
        return false;
    for (size_t i = 0; i < value_size(value); i++)
        if (value_kind(value_at(value, i)) != VALUE_OBJECT)
            return false;
    return true;
}

/* The member of a row that makes rows of its own, NULL for none. */
static const struct value *inner_list(const struct value *row)
{
    for (size_t i = 0; i < value_size(row); i++) {
        const struct value *member = value_at(row, i);
        if (is_list_of_objects(member) && value_size(member) > 0)
            return member;
    }
    return NULL;
}

static void add_column(struct columns *columns, const char *key)
{
    for (size_t i = 0; i < columns->count; i++)
        if (text_equal(columns->keys[i], key))
            return;
    *ARENA_PUSH(columns->arena, columns->keys, columns->count) = key;
}

static void add_columns(struct columns *columns, const struct value *row)
{
    for (size_t i = 0; i < value_size(row); i++)
        if (!is_list_of_objects(value_at(row, i)))
            add_column(columns, value_key_at(row, i));
    const struct value *list = inner_list(row);
    for (size_t i = 0; list && i < value_size(list); i++)
        add_columns(columns, value_at(list, i));
}

static const char *cell_text(const struct value *member, struct arena *arena)
{
    if (!member || value_kind(member) == VALUE_NULL)
        return "";
    if (value_kind(member) != VALUE_TEXT)
        return value_canonical(member, arena);
    const char *text = value_text(member);
    return *text && strchr("=+-@\t\r", *text) ? arena_format(arena, "'%s", text) : text;
}

static void add_cell(struct buffer *out, const char *text)
{
    bool quoted = strpbrk(text, ",;\t\"\r\n") != NULL;
    buffer_add_text(out, quoted ? "\"" : "");
    for (const char *at = text; *at; at++) {
        if (*at == '"')
            buffer_add_byte(out, '"');
        buffer_add_byte(out, (uint8_t)*at);
    }
    buffer_add_text(out, quoted ? "\"" : "");
}

/* inner (may be NULL) says what outer does not. */
static void add_row(struct buffer *out, const struct columns *columns, const struct value *outer,
                    const struct value *inner)
{
    for (size_t i = 0; i < columns->count; i++) {
        const struct value *member = inner ? value_get(inner, columns->keys[i]) : NULL;
        member = member ? member : value_get(outer, columns->keys[i]);
        buffer_add_text(out, i ? "," : "");
        add_cell(out, cell_text(member, columns->arena));
    }
    buffer_add_text(out, "\r\n");
}

static void add_rows(struct buffer *out, const struct columns *columns, const struct value *row)
{
    const struct value *list = inner_list(row);
    if (!list)
        add_row(out, columns, row, NULL);
    for (size_t i = 0; list && i < value_size(list); i++)
        add_row(out, columns, row, value_at(list, i));
}

static const struct value *find_list(const struct value *answer)
{
    for (size_t i = 0; i < value_size(answer); i++)
        if (is_list_of_objects(value_at(answer, i)))
            return value_at(answer, i);
    return NULL;
}

fallible spreadsheet_of(struct bytes *out, const struct value *answer, struct arena *arena)
{
    const struct value *list = find_list(answer);
    if (!list)
        return error_hint(error_make(ERROR_USAGE, "this answer has no list"), "ask with --json");
    struct columns columns = {.arena = arena};
    struct buffer sheet = buffer_make(arena, SHEET_LIMIT);
    for (size_t i = 0; i < value_size(list); i++)
        add_columns(&columns, value_at(list, i));
    buffer_add_text(&sheet, "\xef\xbb\xbf");
    for (size_t i = 0; i < columns.count; i++) {
        buffer_add_text(&sheet, i ? "," : "");
        add_cell(&sheet, columns.keys[i]);
    }
    buffer_add_text(&sheet, columns.count ? "\r\n" : "");
    for (size_t i = 0; i < value_size(list); i++)
        add_rows(&sheet, &columns, value_at(list, i));
    return buffer_take(out, &sheet, "the table");
}
