#include "web/input.h"

#include "assess/ref.h"
#include "base/clock.h"
#include "base/text.h"

enum { QUERY_PARTS_LIMIT = 16 };

const char *input_kind_words(enum input_kind kind)
{
    static const char *const words[INPUT_KIND_COUNT] = {
        [INPUT_TEXT] = "text",
        [INPUT_REF] = "a short name: letters, digits, '.', '-' and '_'",
        [INPUT_SECRET] = "text",
        [INPUT_DAY] = "a day, YYYY-MM-DD",
        [INPUT_INSTANT] = "an instant, YYYY-MM-DDThh:mm:ssZ",
        [INPUT_NUMBER] = "a whole number",
        [INPUT_LIST] = "a list",
    };
    return words[kind];
}

static fallible wrong(const struct input *input)
{
    return error_hint(error_make(ERROR_USAGE, "'%s' is not as it should be", input->name),
                      "%s, at most %lld", input_kind_words(input->kind), (long long)input->limit);
}

static int digit_of(uint8_t byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'A' && byte <= 'F')
        return byte - 'A' + 10;
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

fallible input_unescape(const char **out, struct bytes bytes, bool is_query, struct arena *arena)
{
    uint8_t *plain = arena_alloc(arena, bytes.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < bytes.size; i++) {
        uint8_t byte = bytes.data[i];
        if (byte == '%') {
            int high = i + 2 < bytes.size ? digit_of(bytes.data[i + 1]) : -1;
            int low = i + 2 < bytes.size ? digit_of(bytes.data[i + 2]) : -1;
            if (high < 0 || low < 0)
                return error_make(ERROR_USAGE, "an escape in the address is cut short");
            byte = (uint8_t)(high * 16 + low);
            i += 2;
        } else if (byte == '+' && is_query)
            byte = ' ';
        plain[size++] = byte;
    }
    SCOPED_ERROR no_text = text_from_bytes(out, bytes_of(plain, size), "address", arena);
    return no_text ? error_make(ERROR_USAGE, "the address is not UTF-8 text") : NULL;
}

static bool is_plain(const char *text)
{
    for (uint32_t c; (c = utf8_next(&text));)
        if (c < 0x20 ? c != '\n' && c != '\t' : c >= 0x7f && c <= 0x9f)
            return false;
    return true;
}

static bool is_day(const char *text)
{
    struct date date;
    SCOPED_ERROR error = date_parse(&date, text, "day");
    return !error;
}

static bool is_instant(const char *text)
{
    int64_t instant_s;
    SCOPED_ERROR error = instant_parse(&instant_s, text, "instant");
    return !error;
}

static bool text_fits(const struct input *input, const char *text)
{
    switch (input->kind) {
    case INPUT_TEXT:
    case INPUT_SECRET:
        return *text && is_plain(text) && utf8_length(text) <= (size_t)input->limit;
    case INPUT_REF:
        return ref_good(text) && strlen(text) <= (size_t)input->limit;
    case INPUT_DAY:
        return is_day(text);
    case INPUT_INSTANT:
        return is_instant(text);
    case INPUT_NUMBER:
    case INPUT_LIST:
    case INPUT_KIND_COUNT:
        break;
    }
    return false;
}

static bool value_fits(const struct input *input, const struct value *value)
{
    switch (value_kind(value)) {
    case VALUE_TEXT:
        return text_fits(input, value_text(value));
    case VALUE_INTEGER:
        return input->kind == INPUT_NUMBER && value_integer(value) >= 0 &&
               value_integer(value) <= input->limit;
    case VALUE_ARRAY:
        return input->kind == INPUT_LIST && value_size(value) > 0 &&
               value_size(value) <= (size_t)input->limit;
    case VALUE_NULL:
    case VALUE_BOOLEAN:
    case VALUE_OBJECT:
        break;
    }
    return false;
}

/* In an address everything is text. */
static struct value *value_of_address(const struct input *input, const char *text,
                                      struct arena *arena)
{
    if (input->kind != INPUT_NUMBER)
        return value_of_text(text, arena);
    size_t size = strlen(text);
    int64_t number = 0;
    if (size == 0 || size > 15 || strspn(text, "0123456789") != size)
        return value_null(arena);
    for (const char *at = text; *at; at++)
        number = 10 * number + (*at - '0');
    return value_of_integer(number, arena);
}

static fallible keep(struct value *out, const struct input *input, const struct value *value)
{
    if (!value_fits(input, value))
        return wrong(input);
    value_set(out, input->name, value);
    return NULL;
}

static fallible read_path(struct value *out, const struct route *route,
                          const struct bytes values[static ROUTE_VALUES], struct arena *arena)
{
    size_t place = 0;
    for (const struct input *input = route->inputs; input && input->name; input++) {
        const char *text;
        if (input->in != IN_PATH)
            continue;
        ASSERT(place < ROUTE_VALUES);
        TRY(input_unescape(&text, values[place++], false, arena));
        TRY(keep(out, input, value_of_address(input, text, arena)));
    }
    return NULL;
}

static const struct input *find_input(const struct route *route, enum input_in in, const char *name)
{
    for (const struct input *input = route->inputs; input && input->name; input++)
        if (input->in == in && text_equal(input->name, name))
            return input;
    return NULL;
}

/* name=value, of a query. */
static fallible read_pair(struct value *out, const struct route *route, struct bytes pair,
                          struct arena *arena)
{
    const char *name, *text;
    const uint8_t *sign = pair.size ? memchr(pair.data, '=', pair.size) : NULL;
    size_t size = sign ? (size_t)(sign - pair.data) : pair.size;
    struct bytes rest = sign ? bytes_of(sign + 1, pair.size - size - 1) : bytes_of(NULL, 0);
    TRY(input_unescape(&name, bytes_of(pair.data, size), true, arena));
    TRY(input_unescape(&text, rest, true, arena));
    const struct input *input = find_input(route, IN_QUERY, name);
    if (!input || value_get(out, name))
        return error_hint(error_make(ERROR_USAGE, "the address says something that is not asked, "
                                                  "or says it twice"),
                          "what may be asked is in /api/openapi.json");
    if (!*text && input->may_be_missing) /* a form sends its empty fields too */
        return NULL;
    return keep(out, input, value_of_address(input, text, arena));
}

static fallible read_query(struct value *out, const struct route *route, const char *query,
                           struct arena *arena)
{
    for (int parts = 0; query && *query; parts++) {
        size_t size = strcspn(query, "&");
        if (parts == QUERY_PARTS_LIMIT)
            return error_make(ERROR_USAGE, "the address says too much");
        TRY(read_pair(out, route, bytes_of(query, size), arena));
        query += size + (query[size] == '&');
    }
    return NULL;
}

static fallible read_body(struct value *out, const struct route *route, struct bytes body,
                          struct arena *arena)
{
    struct value *object;
    SCOPED_ERROR malformed = value_parse(&object, body, "request", arena);
    if (malformed || value_kind(object) != VALUE_OBJECT)
        return error_hint(error_make(ERROR_USAGE, "the body is not a JSON object"),
                          "RFC 8259, with whole numbers alone and every key once");
    for (size_t i = 0; i < value_size(object); i++) {
        const struct input *input = find_input(route, IN_BODY, value_key_at(object, i));
        if (!input)
            return error_hint(error_make(ERROR_USAGE, "the body says something that is not asked"),
                              "what may be asked is in /api/openapi.json");
        TRY(keep(out, input, value_at(object, i)));
    }
    return NULL;
}

fallible input_read(struct value **out, const struct route *route,
                    const struct bytes values[static ROUTE_VALUES], const char *query,
                    struct bytes body, struct arena *arena)
{
    struct value *inputs = value_object(arena);
    TRY(read_path(inputs, route, values, arena));
    TRY(read_query(inputs, route, query, arena));
    if (route->body_limit)
        TRY(read_body(inputs, route, body, arena));
    for (const struct input *input = route->inputs; input && input->name; input++)
        if (!input->may_be_missing && !value_get(inputs, input->name))
            return error_hint(error_make(ERROR_USAGE, "'%s' is missing", input->name), "%s",
                              input->summary);
    *out = inputs;
    return NULL;
}
