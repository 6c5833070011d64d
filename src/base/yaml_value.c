#include "base/yaml_value.h"

#include "base/buffer.h"
#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>

enum { DIGITS_LIMIT = 15, INDENT = 2 }; /* so many digits are whole in JSON */

static bool is_whole(const char *text)
{
    const char *digits = text + (*text == '-');
    size_t size = strlen(digits);
    return size >= 1 && size <= DIGITS_LIMIT && strspn(digits, "0123456789") == size &&
           (*digits != '0' || (size == 1 && digits == text));
}

static struct value *scalar_value(const struct yaml_node *node, struct arena *arena)
{
    static const char *const nulls[] = {"~", "null", "Null", "NULL", ""};
    for (size_t i = 0; node->plain && i < sizeof nulls / sizeof *nulls; i++)
        if (text_equal(node->text, nulls[i]))
            return value_null(arena);
    if (node->plain && (text_equal(node->text, "true") || text_equal(node->text, "false")))
        return value_of_boolean(text_equal(node->text, "true"), arena);
    if (node->plain && is_whole(node->text))
        return value_of_integer(strtoll(node->text, NULL, 10), arena);
    return value_of_text(node->text, arena);
}

struct value *yaml_to_value(const struct yaml_node *node, struct arena *arena)
{
    if (node->kind == YAML_SCALAR)
        return scalar_value(node, arena);
    struct value *value = node->kind == YAML_MAP ? value_object(arena) : value_array(arena);
    for (size_t i = 0; i < node->count; i++) {
        const struct yaml_member *member = &node->members[i];
        struct value *each = yaml_to_value(member->value, arena);
        if (node->kind == YAML_MAP)
            value_set(value, member->key->text, each);
        else
            value_append(value, each);
    }
    return value;
}

static void add_quoted(struct buffer *out, const char *text)
{
    buffer_add_byte(out, '"');
    for (const char *start = text; *text; start = text) {
        uint32_t each = utf8_next(&text);
        bool is_printable = each >= 0x20 && each != 0x7f && (each < 0x80 || each > 0x9f) &&
                            each != 0x2028 && each != 0x2029 && !utf8_is_hidden(each, 0);
        if (each == '"' || each == '\\')
            buffer_add_format(out, "\\%c", (int)each);
        else if (is_printable)
            buffer_add(out, bytes_of(start, (size_t)(text - start)));
        else
            buffer_add_format(out, each < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)each);
    }
    buffer_add_byte(out, '"');
}

/* A key that cannot be taken for anything else. */
static bool is_plain_key(const char *key)
{
    if (!isalpha((unsigned char)*key) || strlen(key) > 40)
        return false;
    for (const char *at = key; *at; at++)
        if (!isalnum((unsigned char)*at) && *at != '_' && *at != '-')
            return false;
    return !text_equal(key, "null") && !text_equal(key, "Null") && !text_equal(key, "NULL");
}

static void add_scalar(struct buffer *out, const struct value *value)
{
    switch (value_kind(value)) {
    case VALUE_NULL:
        buffer_add_text(out, "null");
        return;
    case VALUE_BOOLEAN:
        buffer_add_text(out, value_boolean(value) ? "true" : "false");
        return;
    case VALUE_INTEGER:
        buffer_add_format(out, "%lld", (long long)value_integer(value));
        return;
    case VALUE_TEXT:
        add_quoted(out, value_text(value));
        return;
    case VALUE_ARRAY:
        buffer_add_text(out, "[]");
        return;
    case VALUE_OBJECT:
        buffer_add_text(out, "{}");
    }
}

static bool is_nested(const struct value *value)
{
    enum value_kind kind = value_kind(value);
    return (kind == VALUE_ARRAY || kind == VALUE_OBJECT) && value_size(value) > 0;
}

/* Writes the members of value, the first where the line stands already when inline_first. */
static void add_members(struct buffer *out, const struct value *value, int indent,
                        bool inline_first)
{
    bool is_map = value_kind(value) == VALUE_OBJECT;
    for (size_t i = 0; i < value_size(value); i++) {
        const struct value *member = value_at(value, i);
        buffer_add_format(out, "%*s", i == 0 && inline_first ? 0 : indent, "");
        if (is_map && is_plain_key(value_key_at(value, i)))
            buffer_add_format(out, "%s:", value_key_at(value, i));
        else if (is_map) {
            add_quoted(out, value_key_at(value, i));
            buffer_add_byte(out, ':');
        } else
            buffer_add_byte(out, '-');
        if (!is_nested(member)) {
            buffer_add_byte(out, ' ');
            add_scalar(out, member);
            buffer_add_byte(out, '\n');
            continue;
        }
        buffer_add_byte(out, is_map ? '\n' : ' ');
        add_members(out, member, indent + INDENT, !is_map);
    }
}

fallible yaml_from_value(struct bytes *out, const struct value *value, struct arena *arena)
{
    struct buffer text = buffer_make(arena, YAML_SIZE_LIMIT);
    if (is_nested(value))
        add_members(&text, value, 0, false);
    else {
        add_scalar(&text, value);
        buffer_add_byte(&text, '\n');
    }
    return buffer_take(out, &text, "YAML");
}
