#include "cli/listing.h"

#include "base/text.h"

enum { LINE_LIMIT = 64 * 1024 };

static const char *join(const struct value *many, struct arena *arena)
{
    struct buffer out = buffer_make(arena, LINE_LIMIT);
    for (size_t i = 0; i < value_size(many); i++) {
        buffer_add_text(&out, i > 0 ? ", " : "");
        if (value_kind(many) == VALUE_OBJECT)
            buffer_add_format(&out, "%s ", value_key_at(many, i));
        buffer_add_text(&out, listing_cell(value_at(many, i), arena));
    }
    return out.size > 0 ? buffer_text(&out) : "–";
}

const char *listing_cell(const struct value *member, struct arena *arena)
{
    if (!member)
        return "–";
    switch (value_kind(member)) {
    case VALUE_NULL:
        return "–";
    case VALUE_BOOLEAN:
        return value_boolean(member) ? "yes" : "no";
    case VALUE_INTEGER:
        return arena_format(arena, "%lld", (long long)value_integer(member));
    case VALUE_TEXT:
        return value_text(member);
    case VALUE_ARRAY:
    case VALUE_OBJECT:
        return join(member, arena);
    }
    ASSERT(false);
}

static bool is_nothing(const struct value *member)
{
    return !member || value_kind(member) == VALUE_NULL ||
           ((value_kind(member) == VALUE_ARRAY || value_kind(member) == VALUE_OBJECT) &&
            value_size(member) == 0);
}

/* A column as it is laid out. */
struct column {
    const struct shown *shown;
    size_t width;
    bool is_number;
};

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* False when no row has anything in it. */
static bool lay_out(struct column *out, const struct value *rows, const struct shown *shown,
                    struct arena *arena)
{
    bool has_any = false;
    *out = (struct column){shown, utf8_length(shown->heading), true};
    for (size_t i = 0; i < value_size(rows); i++) {
        const struct value *member = value_get(value_at(rows, i), shown->key);
        out->width = larger(out->width, utf8_length(listing_cell(member, arena)));
        if (is_nothing(member))
            continue;
        has_any = true;
        out->is_number = out->is_number && value_kind(member) == VALUE_INTEGER;
    }
    return has_any;
}

static void add_spaces(struct buffer *line, size_t count)
{
    for (; count > 0; count--)
        buffer_add_byte(line, ' ');
}

/* Spaces owed before the next cell, so that no line ends in one. */
static void add_cell(struct buffer *line, size_t *owed, const struct column *column,
                     const char *cell)
{
    size_t missing = column->width - utf8_length(cell);
    add_spaces(line, *owed + (column->is_number ? missing : 0));
    buffer_add_text(line, cell);
    *owed = 2 + (column->is_number ? 0 : missing);
}

static void say_headings(struct call *call, const struct column *columns, size_t count)
{
    struct buffer line = buffer_make(call->arena, LINE_LIMIT);
    size_t owed = 0;
    for (size_t i = 0; i < count; i++)
        add_cell(&line, &owed, &columns[i], columns[i].shown->heading);
    call_say(call, "%s", buffer_text(&line));
}

static void say_row(struct call *call, const struct value *row, const struct column *columns,
                    size_t count)
{
    struct buffer line = buffer_make(call->arena, LINE_LIMIT);
    size_t owed = 0;
    for (size_t i = 0; i < count; i++)
        add_cell(&line, &owed, &columns[i],
                 listing_cell(value_get(row, columns[i].shown->key), call->arena));
    call_say(call, "%s", buffer_text(&line));
}

static size_t count_shown(const struct shown *shown)
{
    size_t count = 0;
    while (shown[count].key)
        count++;
    return count;
}

static void say_rows(struct call *call, const struct value *rows, const struct shown *columns)
{
    size_t limit = count_shown(columns), count = 0;
    struct column *laid_out = ARENA_ARRAY(call->arena, struct column, limit);
    for (size_t i = 0; i < limit; i++)
        count += lay_out(&laid_out[count], rows, &columns[i], call->arena);
    say_headings(call, laid_out, count);
    for (size_t i = 0; i < value_size(rows); i++)
        say_row(call, value_at(rows, i), laid_out, count);
}

void listing_say(struct call *call, const char *name, const struct value *rows,
                 const struct shown *columns, const char *empty, const char *next)
{
    value_set(call->answer, name, rows);
    if (value_size(rows) > 0) {
        say_rows(call, rows, columns);
        return;
    }
    call_say(call, "%s", empty);
    if (next)
        call_say(call, "  next: %s", next);
}

void listing_say_rows(struct call *call, const struct value *rows, const struct shown *columns)
{
    if (value_size(rows) == 0)
        return;
    call_say(call, "%s", "");
    say_rows(call, rows, columns);
}

void listing_say_part(struct call *call, const char *name, const struct shown *columns)
{
    listing_say_rows(call, value_get(call->answer, name), columns);
}

void listing_say_card(struct call *call, const struct value *object, const struct shown *lines)
{
    size_t width = 0;
    for (const struct shown *line = lines; line->key; line++)
        if (!is_nothing(value_get(object, line->key)))
            width = larger(width, utf8_length(line->heading));
    for (const struct shown *line = lines; line->key; line++) {
        const struct value *member = value_get(object, line->key);
        if (!is_nothing(member))
            call_say(call, "%s:%*s %s", line->heading, (int)(width - utf8_length(line->heading)),
                     "", listing_cell(member, call->arena));
    }
}
