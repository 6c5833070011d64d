#include "base/value.h"

#include "base/buffer.h"
#include "base/text.h"

#include <jansson.h>
#include <stdlib.h>

enum { DEPTH_LIMIT = 64 };
static const int64_t INTEGER_LIMIT = (INT64_C(1) << 53) - 1;

/* Jansson counts references; a value made here holds one until its arena closes, a value found
 * inside another one borrows. */
struct value {
    json_t *json;
    struct arena *arena;
};

static void release(void *json)
{
    json_decref(json);
}

static struct value *borrow(json_t *json, struct arena *arena)
{
    struct value *value = ARENA_NEW(arena, struct value);
    *value = (struct value){json, arena};
    return value;
}

static struct value *own(json_t *json, struct arena *arena)
{
    if (!json)
        abort();
    arena_defer(arena, release, json);
    return borrow(json, arena);
}

static fallible check_number(const json_t *json, const char *name, const char *key)
{
    if (json_is_real(json))
        return error_hint(error_make(ERROR_REFUSED, "%s: '%s' is not a whole number", name, key),
                          "write decimals as text, for example \"75.0\"");
    if (json_is_integer(json) && llabs(json_integer_value(json)) > INTEGER_LIMIT)
        return error_make(ERROR_REFUSED, "%s: '%s' is too large a number", name, key);
    return NULL;
}

/* Jansson's tree keeps no places, so what is wrong here is named by its key. */
static fallible check_tree(json_t *json, const char *name, const char *key, int depth)
{
    if (depth > DEPTH_LIMIT)
        return error_make(ERROR_REFUSED, "%s: nested deeper than %d levels", name, DEPTH_LIMIT);
    TRY(check_number(json, name, key));
    const char *member_key;
    json_t *member;
    json_object_foreach(json, member_key, member)
    {
        TRY(check_tree(member, name, member_key, depth + 1));
    }
    for (size_t i = 0; i < json_array_size(json); i++)
        TRY(check_tree(json_array_get(json, i), name, key, depth + 1));
    return NULL;
}

fallible value_parse(struct value **out, struct bytes bytes, const char *name, struct arena *arena)
{
    json_error_t fault;
    json_t *json = json_loadb((const char *)bytes.data, bytes.size,
                              JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &fault);
    if (!json)
        return error_make(ERROR_REFUSED, "%s:%d:%d: %s", name, fault.line > 0 ? fault.line : 1,
                          fault.column > 0 ? fault.column : 1, fault.text);
    struct value *value = own(json, arena);
    TRY(check_tree(json, name, "value", 1));
    *out = value;
    return NULL;
}

enum value_kind value_kind(const struct value *value)
{
    static const enum value_kind kinds[] = {
        [JSON_OBJECT] = VALUE_OBJECT,   [JSON_ARRAY] = VALUE_ARRAY,
        [JSON_STRING] = VALUE_TEXT,     [JSON_REAL] = VALUE_NULL, /* never kept: check_number */
        [JSON_INTEGER] = VALUE_INTEGER, [JSON_TRUE] = VALUE_BOOLEAN,
        [JSON_FALSE] = VALUE_BOOLEAN,   [JSON_NULL] = VALUE_NULL,
    };
    return kinds[json_typeof(value->json)];
}

static const char *kind_name(enum value_kind kind)
{
    static const char *const names[] = {
        [VALUE_NULL] = "null",
        [VALUE_BOOLEAN] = "true or false",
        [VALUE_INTEGER] = "a whole number",
        [VALUE_TEXT] = "text",
        [VALUE_ARRAY] = "a list",
        [VALUE_OBJECT] = "an object",
    };
    return names[kind];
}

bool value_boolean(const struct value *value)
{
    ASSERT(json_is_boolean(value->json));
    return json_is_true(value->json);
}

int64_t value_integer(const struct value *value)
{
    ASSERT(json_is_integer(value->json));
    return json_integer_value(value->json);
}

const char *value_text(const struct value *value)
{
    ASSERT(json_is_string(value->json));
    return json_string_value(value->json);
}

size_t value_size(const struct value *value)
{
    return json_is_array(value->json) ? json_array_size(value->json)
                                      : json_object_size(value->json);
}

static void *iterator_at(const struct value *object, size_t index)
{
    ASSERT(index < json_object_size(object->json));
    void *iterator = json_object_iter(object->json);
    while (index--)
        iterator = json_object_iter_next(object->json, iterator);
    return iterator;
}

struct value *value_at(const struct value *value, size_t index)
{
    if (json_is_object(value->json))
        return borrow(json_object_iter_value(iterator_at(value, index)), value->arena);
    ASSERT(index < json_array_size(value->json));
    return borrow(json_array_get(value->json, index), value->arena);
}

const char *value_key_at(const struct value *object, size_t index)
{
    return json_object_iter_key(iterator_at(object, index));
}

struct value *value_get(const struct value *object, const char *key)
{
    json_t *member = json_object_get(object->json, key);
    return member ? borrow(member, object->arena) : NULL;
}

fallible value_need(struct value **out, const struct value *object, const char *key,
                    enum value_kind kind)
{
    struct value *member = value_get(object, key);
    if (!member)
        return error_make(ERROR_REFUSED, "'%s' is missing", key);
    if (value_kind(member) != kind)
        return error_make(ERROR_REFUSED, "'%s' is %s instead of %s", key,
                          kind_name(value_kind(member)), kind_name(kind));
    *out = member;
    return NULL;
}

fallible value_need_text(const char **out, const struct value *object, const char *key)
{
    struct value *member;
    TRY(value_need(&member, object, key, VALUE_TEXT));
    if (!*value_text(member))
        return error_make(ERROR_REFUSED, "'%s' is empty", key);
    *out = value_text(member);
    return NULL;
}

fallible value_need_integer(int64_t *out, const struct value *object, const char *key)
{
    struct value *member;
    TRY(value_need(&member, object, key, VALUE_INTEGER));
    *out = value_integer(member);
    return NULL;
}

static bool is_among(const char *key, const char *const *keys)
{
    for (; *keys; keys++)
        if (text_equal(key, *keys))
            return true;
    return false;
}

fallible value_only(const struct value *object, const char *const *keys)
{
    if (value_kind(object) != VALUE_OBJECT)
        return error_make(ERROR_REFUSED, "%s stands where an object is expected",
                          kind_name(value_kind(object)));
    const char *key;
    json_t *member;
    json_object_foreach(object->json, key, member)
    {
        if (!is_among(key, keys))
            return error_make(ERROR_REFUSED, "'%s' is not a known key", key);
    }
    return NULL;
}

struct value *value_null(struct arena *arena)
{
    return own(json_null(), arena);
}

struct value *value_of_boolean(bool truth, struct arena *arena)
{
    return own(json_boolean(truth), arena);
}

struct value *value_of_integer(int64_t number, struct arena *arena)
{
    ASSERT(llabs(number) <= INTEGER_LIMIT);
    return own(json_integer(number), arena);
}

struct value *value_of_text(const char *text, struct arena *arena)
{
    return own(text ? json_string(text) : json_null(), arena);
}

struct value *value_array(struct arena *arena)
{
    return own(json_array(), arena);
}

struct value *value_object(struct arena *arena)
{
    return own(json_object(), arena);
}

void value_append(struct value *array, const struct value *member)
{
    ASSERT(json_array_append(array->json, member->json) == 0);
}

void value_set(struct value *object, const char *key, const struct value *member)
{
    ASSERT(json_object_set(object->json, key, member->json) == 0);
}

void value_set_text(struct value *object, const char *key, const char *text)
{
    ASSERT(json_object_set_new(object->json, key, text ? json_string(text) : json_null()) == 0);
}

void value_set_integer(struct value *object, const char *key, int64_t number)
{
    ASSERT(llabs(number) <= INTEGER_LIMIT);
    ASSERT(json_object_set_new(object->json, key, json_integer(number)) == 0);
}

void value_set_boolean(struct value *object, const char *key, bool truth)
{
    ASSERT(json_object_set_new(object->json, key, json_boolean(truth)) == 0);
}

bool value_equal(const struct value *a, const struct value *b)
{
    return json_equal(a->json, b->json) == 1;
}

/* RFC 8785, 3.2.2.2: the two-letter escapes where JSON has them, \u00xx for other controls. */
static void write_text(struct buffer *out, const char *text)
{
    static const char named[] = "\bb\tt\nn\ff\rr\"\"\\\\";
    buffer_add_byte(out, '"');
    for (; *text; text++) {
        const char *escape = NULL;
        for (size_t i = 0; i + 1 < sizeof named; i += 2)
            escape = named[i] == *text ? &named[i + 1] : escape;
        if (escape)
            buffer_add_format(out, "\\%c", *escape);
        else if ((uint8_t)*text < 0x20)
            buffer_add_format(out, "\\u%04x", (unsigned)*text);
        else
            buffer_add_byte(out, (uint8_t)*text);
    }
    buffer_add_byte(out, '"');
}

/* The order of UTF-16 code units (RFC 8785, 3.2.3): as code points, but characters above U+FFFF,
 * whose first unit is a surrogate D800…DBFF, sort before U+E000…U+FFFF. */
static uint32_t utf16_rank(uint32_t code_point)
{
    return code_point >= 0xe000 && code_point <= 0xffff ? code_point + 0x110000 : code_point;
}

static int compare_keys(const void *a, const void *b)
{
    const char *left = *(const char *const *)a, *right = *(const char *const *)b;
    for (;;) {
        uint32_t l = utf16_rank(utf8_next(&left)), r = utf16_rank(utf8_next(&right));
        if (l != r || l == 0)
            return (l > r) - (l < r);
    }
}

static void write_value(struct buffer *out, const json_t *json);

static void write_object(struct buffer *out, const json_t *object)
{
    size_t count = json_object_size(object), i = 0;
    const char **keys = ARENA_ARRAY(out->arena, const char *, count);
    json_t *walk = (json_t *)(uintptr_t)object; /* iterating changes nothing */
    for (void *at = json_object_iter(walk); at; at = json_object_iter_next(walk, at))
        keys[i++] = json_object_iter_key(at);
    qsort(keys, count, sizeof *keys, compare_keys);
    buffer_add_byte(out, '{');
    for (i = 0; i < count; i++) {
        buffer_add_text(out, i ? "," : "");
        write_text(out, keys[i]);
        buffer_add_byte(out, ':');
        write_value(out, json_object_get(object, keys[i]));
    }
    buffer_add_byte(out, '}');
}

static void write_array(struct buffer *out, const json_t *array)
{
    buffer_add_byte(out, '[');
    for (size_t i = 0; i < json_array_size(array); i++) {
        buffer_add_text(out, i ? "," : "");
        write_value(out, json_array_get(array, i));
    }
    buffer_add_byte(out, ']');
}

static void write_value(struct buffer *out, const json_t *json)
{
    switch (json_typeof(json)) {
    case JSON_OBJECT:
        write_object(out, json);
        return;
    case JSON_ARRAY:
        write_array(out, json);
        return;
    case JSON_STRING:
        write_text(out, json_string_value(json));
        return;
    case JSON_INTEGER:
        buffer_add_format(out, "%lld", (long long)json_integer_value(json));
        return;
    default:
        buffer_add_text(out, json_is_true(json) ? "true" : json_is_false(json) ? "false" : "null");
    }
}

char *value_canonical(const struct value *value, struct arena *arena)
{
    struct buffer out = buffer_make(arena, SIZE_MAX / 4);
    write_value(&out, value->json);
    return buffer_text(&out);
}

char *value_pretty(const struct value *value, struct arena *arena)
{
    char *text = json_dumps(value->json, JSON_INDENT(2) | JSON_ENCODE_ANY);
    if (!text)
        abort();
    char *copy = arena_text(arena, text);
    free(text);
    return copy;
}
