/* libFuzzer: no request makes its readers stumble: the wire's checks, the routes, what goes in by
 * path, query and body, cookies, languages, codes. What input_read lets in is of its kind. */
#include "assess/ref.h"
#include "base/text.h"
#include "base/totp.h"
#include "web/address.h"
#include "web/input.h"
#include "web/pages.h"
#include "web/wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The next line of the input; "" when there are no more. */
static const char *next_line(const uint8_t **data, size_t *size, struct arena *arena)
{
    const uint8_t *end = *size ? memchr(*data, '\n', *size) : NULL;
    size_t length = end ? (size_t)(end - *data) : *size;
    char *line = arena_text_n(arena, *data, length);
    *data += end ? length + 1 : length;
    *size -= end ? length + 1 : length;
    return line;
}

static void check_inputs(const struct route *route, const struct value *inputs)
{
    for (const struct input *input = route->inputs; input && input->name; input++) {
        const struct value *value = value_get(inputs, input->name);
        ASSERT(value || input->may_be_missing);
        if (value && input->kind == INPUT_REF)
            ASSERT(ref_good(value_text(value)));
        if (value && input->kind == INPUT_NUMBER)
            ASSERT(value_integer(value) >= 0 && value_integer(value) <= input->limit);
        if (value && value_kind(value) == VALUE_TEXT)
            ASSERT(utf8_fault_at(bytes_of_text(value_text(value))) == strlen(value_text(value)));
    }
}

static void take_in(const char *method, const char *target, struct bytes body, struct arena *arena)
{
    const char *allowed;
    struct bytes values[ROUTE_VALUES];
    struct value *inputs;
    size_t path_size = strcspn(target, "?");
    const struct route *route = route_find(&allowed, values, routes, method,
                                           bytes_of(target, path_size), arena);
    if (!route)
        return;
    SCOPED_ERROR error = input_read(&inputs, route, values,
                                    target[path_size] ? target + path_size + 1 : NULL, body, arena);
    if (!error)
        check_inputs(route, inputs);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED_ARENA(arena);
    const char *why = NULL, *method = next_line(&data, &size, arena),
               *target = next_line(&data, &size, arena), *name = next_line(&data, &size, arena),
               *line = next_line(&data, &size, arena);
    const struct header headers[] = {
        {"Host", "a"}, {name, line}, {"Cookie", line}, {"Accept-Language", line}};
    struct request request = {.arena = arena,
                              .method = method,
                              .target = target,
                              .headers = headers,
                              .header_count = sizeof headers / sizeof *headers,
                              .body = bytes_of(data, size)};
    char network[ADDRESS_SIZE];
    int64_t step;
    int status = wire_fault(&why, &request);
    ASSERT(!status || why);
    address_network(network, line, 24, 48);
    (void)request_cookie(&request, "__Host-session");
    (void)totp_fits(&step, bytes_of_text("12345678901234567890"), line, 59);
    ASSERT(strlen(pages_language(&request)) == 2);
    take_in(method, target, request.body, arena);
    return 0;
}
