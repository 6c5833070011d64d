#include "certify/pdf_value.h"

#include "base/buffer.h"

enum { DEPTH_LIMIT = 24, DIGITS_LIMIT = 10, KEYS_LIMIT = 1024 };

struct error *pdf_fault(size_t at, const char *what)
{
    return error_make(ERROR_REFUSED, "%s at byte %zu", what, at);
}

/* The byte at the cursor plus ahead, or -1 behind the end. */
static int byte_at(const struct pdf_cursor *cursor, size_t ahead)
{
    bool inside = cursor->at < cursor->file.size && ahead < cursor->file.size - cursor->at;
    return inside ? cursor->file.data[cursor->at + ahead] : -1;
}

static bool is_space(int c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(int c)
{
    return c > 0 && strchr("()<>[]{}/%", c);
}

static bool ends_token(int c)
{
    return c < 0 || is_space(c) || is_delimiter(c);
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static int hex_value(int c)
{
    return is_digit(c)            ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

void pdf_skip_space(struct pdf_cursor *cursor)
{
    while (is_space(byte_at(cursor, 0)))
        cursor->at++;
}

bool pdf_skip_text(struct pdf_cursor *cursor, const char *text)
{
    size_t size = strlen(text);
    if (cursor->at > cursor->file.size || size > cursor->file.size - cursor->at ||
        memcmp(cursor->file.data + cursor->at, text, size) != 0)
        return false;
    cursor->at += size;
    return true;
}

bool pdf_skip_number(int64_t *out, struct pdf_cursor *cursor)
{
    int64_t number = 0;
    size_t digits = 0;
    for (; is_digit(byte_at(cursor, digits)); digits++) {
        if (digits == DIGITS_LIMIT)
            return false;
        number = number * 10 + (byte_at(cursor, digits) - '0');
    }
    if (digits == 0)
        return false;
    cursor->at += digits;
    *out = number;
    return true;
}

static fallible read_nested(struct pdf_value *out, struct pdf_cursor *cursor, int depth,
                            struct arena *arena);

/* "12 0 R" when that is what stands at the cursor. */
static bool read_reference(struct pdf_value *out, struct pdf_cursor *cursor)
{
    struct pdf_cursor ahead = *cursor;
    int64_t number;
    if (!pdf_skip_number(&number, &ahead) || !pdf_skip_text(&ahead, " 0 R") ||
        !ends_token(byte_at(&ahead, 0)))
        return false;
    out->kind = PDF_REFERENCE;
    out->number = number;
    *cursor = ahead;
    return true;
}

static fallible read_number(struct pdf_value *out, struct pdf_cursor *cursor)
{
    size_t start = cursor->at;
    bool negative = byte_at(cursor, 0) == '-';
    cursor->at += negative || byte_at(cursor, 0) == '+';
    int64_t number = 0;
    bool has_digits = pdf_skip_number(&number, cursor);
    out->kind = PDF_INTEGER;
    out->number = negative ? -number : number;
    if (byte_at(cursor, 0) == '.') {
        out->kind = PDF_REAL;
        cursor->at++;
        for (; is_digit(byte_at(cursor, 0)); has_digits = true)
            cursor->at++;
    }
    if (!has_digits || !ends_token(byte_at(cursor, 0)))
        return pdf_fault(start, "malformed number");
    return NULL;
}

static fallible read_name(struct pdf_value *out, struct pdf_cursor *cursor, struct arena *arena)
{
    struct buffer text = buffer_make(arena, 127); /* ISO 32000-1, annex C */
    size_t start = cursor->at++;
    for (int c; !ends_token(c = byte_at(cursor, 0)); cursor->at++) {
        int high = hex_value(byte_at(cursor, 1)), low = hex_value(byte_at(cursor, 2));
        if (c == '#' && (high < 0 || low < 0 || high + low == 0))
            return pdf_fault(start, "malformed name");
        buffer_add_byte(&text, (uint8_t)(c == '#' ? high << 4 | low : c));
        cursor->at += c == '#' ? 2 : 0;
    }
    out->kind = PDF_NAME;
    out->text = bytes_of(text.data, text.size);
    return text.overfull ? pdf_fault(start, "name too long") : NULL;
}

/* Up to three octal digits behind a backslash. */
static int read_octal(struct pdf_cursor *cursor)
{
    int value = 0;
    for (int digits = 0; digits < 3; digits++) {
        int c = byte_at(cursor, 0);
        if (c < '0' || c > '7')
            break;
        value = value * 8 + (c - '0');
        cursor->at++;
    }
    return value;
}

/* Behind the backslash. */
static fallible read_escape(struct buffer *text, struct pdf_cursor *cursor)
{
    static const char named[] = "n\nr\rt\tb\bf\f(())\\\\";
    int c = byte_at(cursor, 0);
    if (c >= '0' && c <= '7') {
        buffer_add_byte(text, (uint8_t)read_octal(cursor));
        return NULL;
    }
    for (size_t i = 0; i + 1 < sizeof named; i += 2)
        if (c == named[i]) {
            buffer_add_byte(text, (uint8_t)named[i + 1]);
            cursor->at++;
            return NULL;
        }
    return pdf_fault(cursor->at, "unknown escape in a string");
}

static fallible read_string(struct pdf_value *out, struct pdf_cursor *cursor, struct arena *arena)
{
    struct buffer text = buffer_make(arena, cursor->file.size);
    size_t start = cursor->at;
    int depth = 0;
    do {
        int c = byte_at(cursor, 0);
        if (c < 0)
            return pdf_fault(start, "string without end");
        cursor->at++;
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        bool is_frame = (c == '(' && depth == 1) || (c == ')' && depth == 0);
        if (c == '\\')
            TRY(read_escape(&text, cursor));
        else if (!is_frame)
            buffer_add_byte(&text, (uint8_t)c);
    } while (depth > 0);
    out->kind = PDF_STRING;
    out->text = bytes_of(text.data, text.size);
    return NULL;
}

static fallible read_hex_string(struct pdf_value *out, struct pdf_cursor *cursor,
                                struct arena *arena)
{
    size_t start = cursor->at++;
    const uint8_t *end = memchr(cursor->file.data + cursor->at, '>',
                                cursor->file.size - cursor->at);
    size_t digits = end ? (size_t)(end - cursor->file.data) - cursor->at : 1;
    if (digits % 2)
        return pdf_fault(start, "malformed hexadecimal string");
    uint8_t *data = arena_alloc(arena, digits / 2 + 1);
    for (size_t i = 0; i < digits / 2; i++, cursor->at += 2) {
        int high = hex_value(byte_at(cursor, 0)), low = hex_value(byte_at(cursor, 1));
        if (high < 0 || low < 0)
            return pdf_fault(cursor->at, "malformed hexadecimal string");
        data[i] = (uint8_t)(high << 4 | low);
    }
    cursor->at++;
    out->kind = PDF_HEX_STRING;
    out->text = bytes_of(data, digits / 2);
    return NULL;
}

/* Values that grow in number; the old room is left to the arena. */
struct list {
    struct pdf_value *items;
    size_t count, capacity;
};

static struct pdf_value *list_add(struct list *list, struct arena *arena)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 8;
        struct pdf_value *larger = ARENA_ARRAY(arena, struct pdf_value, capacity);
        if (list->count)
            memcpy(larger, list->items, list->count * sizeof *larger);
        list->items = larger;
        list->capacity = capacity;
    }
    return &list->items[list->count++];
}

static fallible read_array(struct pdf_value *out, struct pdf_cursor *cursor, int depth,
                           struct arena *arena)
{
    struct list list = {0};
    cursor->at++;
    for (pdf_skip_space(cursor); !pdf_skip_text(cursor, "]"); pdf_skip_space(cursor))
        TRY(read_nested(list_add(&list, arena), cursor, depth + 1, arena));
    out->kind = PDF_ARRAY;
    out->items = list.items;
    out->count = list.count;
    return NULL;
}

static bool has_key(const struct list *list, struct bytes key)
{
    for (size_t i = 0; i < list->count; i += 2)
        if (bytes_equal(list->items[i].text, key))
            return true;
    return false;
}

static fallible read_dictionary(struct pdf_value *out, struct pdf_cursor *cursor, int depth,
                                struct arena *arena)
{
    struct list list = {0};
    cursor->at += 2;
    for (pdf_skip_space(cursor); !pdf_skip_text(cursor, ">>"); pdf_skip_space(cursor)) {
        struct pdf_value key = {0};
        TRY(read_nested(&key, cursor, depth + 1, arena));
        if (key.kind != PDF_NAME)
            return pdf_fault(key.start, "a dictionary's key that is no name");
        if (has_key(&list, key.text))
            return pdf_fault(key.start, "a key given twice");
        if (list.count == 2 * KEYS_LIMIT)
            return pdf_fault(key.start, "too many keys");
        *list_add(&list, arena) = key;
        TRY(read_nested(list_add(&list, arena), cursor, depth + 1, arena));
    }
    out->kind = PDF_DICTIONARY;
    out->items = list.items;
    out->count = list.count / 2;
    return NULL;
}

static fallible read_word(struct pdf_value *out, struct pdf_cursor *cursor)
{
    static const struct {
        const char *text;
        enum pdf_kind kind;
        int64_t number;
    } words[] = {{"true", PDF_BOOLEAN, 1}, {"false", PDF_BOOLEAN, 0}, {"null", PDF_NULL, 0}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (pdf_skip_text(cursor, words[i].text) && ends_token(byte_at(cursor, 0))) {
            out->kind = words[i].kind;
            out->number = words[i].number;
            return NULL;
        }
    return pdf_fault(cursor->at, "no value");
}

static fallible read_by_start(struct pdf_value *out, struct pdf_cursor *cursor, int depth,
                              struct arena *arena)
{
    int c = byte_at(cursor, 0);
    if (c == '<')
        return byte_at(cursor, 1) == '<' ? read_dictionary(out, cursor, depth, arena)
                                         : read_hex_string(out, cursor, arena);
    if (c == '[')
        return read_array(out, cursor, depth, arena);
    if (c == '/')
        return read_name(out, cursor, arena);
    if (c == '(')
        return read_string(out, cursor, arena);
    if (is_digit(c) && read_reference(out, cursor))
        return NULL;
    if (is_digit(c) || c == '-' || c == '+' || c == '.')
        return read_number(out, cursor);
    return read_word(out, cursor);
}

static fallible read_nested(struct pdf_value *out, struct pdf_cursor *cursor, int depth,
                            struct arena *arena)
{
    pdf_skip_space(cursor);
    if (depth > DEPTH_LIMIT)
        return pdf_fault(cursor->at, "values nested too deeply");
    struct pdf_value value = {.start = cursor->at};
    TRY(read_by_start(&value, cursor, depth, arena));
    value.end = cursor->at;
    *out = value;
    return NULL;
}

fallible pdf_value_read(struct pdf_value *out, struct pdf_cursor *cursor, struct arena *arena)
{
    return read_nested(out, cursor, 1, arena);
}

const struct pdf_value *pdf_value_get(const struct pdf_value *value, const char *key)
{
    if (!value || value->kind != PDF_DICTIONARY)
        return NULL;
    for (size_t i = 0; i < value->count; i++)
        if (bytes_equal(value->items[2 * i].text, bytes_of_text(key)))
            return &value->items[2 * i + 1];
    return NULL;
}

bool pdf_key_is_among(struct bytes key, const char *const *keys)
{
    for (; *keys; keys++)
        if (bytes_equal(key, bytes_of_text(*keys)))
            return true;
    return false;
}

bool pdf_value_is_name(const struct pdf_value *value, const char *name)
{
    return value && value->kind == PDF_NAME && bytes_equal(value->text, bytes_of_text(name));
}

struct bytes pdf_value_bytes(const struct pdf_value *value, struct bytes file)
{
    return bytes_of(file.data + value->start, value->end - value->start);
}
