#include "web/openapi.h"

#include "base/text.h"

#include <ctype.h>

static struct value *object_of(const char *key, const char *text, struct arena *arena)
{
    struct value *object = value_object(arena);
    value_set_text(object, key, text);
    return object;
}

/* JSON Schema 2020-12 of an input. */
static struct value *schema_of(const struct input *input, struct arena *arena)
{
    static const char *const patterns[INPUT_KIND_COUNT] = {
        [INPUT_REF] = "^[A-Za-z0-9][A-Za-z0-9._-]*$",
        [INPUT_DAY] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        [INPUT_INSTANT] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
    };
    bool is_number = input->kind == INPUT_NUMBER, is_list = input->kind == INPUT_LIST;
    struct value *schema = object_of("type",
                                     is_number ? "integer"
                                     : is_list ? "array"
                                               : "string",
                                     arena);
    if (is_number) {
        value_set_integer(schema, "minimum", 0);
        value_set_integer(schema, "maximum", input->limit);
    } else if (is_list) {
        value_set(schema, "items", object_of("type", "object", arena));
        value_set_integer(schema, "minItems", 1);
        value_set_integer(schema, "maxItems", input->limit);
    } else if (patterns[input->kind])
        value_set_text(schema, "pattern", patterns[input->kind]);
    if (input->kind == INPUT_TEXT || input->kind == INPUT_SECRET || input->kind == INPUT_REF) {
        value_set_integer(schema, "minLength", 1);
        value_set_integer(schema, "maxLength", input->limit);
    }
    if (input->kind == INPUT_SECRET)
        value_set_text(schema, "format", "password");
    value_set_text(schema, "description", input->summary);
    return schema;
}

static struct value *parameters_of(const struct route *route, struct arena *arena)
{
    struct value *list = value_array(arena);
    for (const struct input *input = route->inputs; input && input->name; input++) {
        if (input->in == IN_BODY)
            continue;
        struct value *parameter = object_of("name", input->name, arena);
        value_set_text(parameter, "in", input->in == IN_PATH ? "path" : "query");
        value_set_boolean(parameter, "required", !input->may_be_missing);
        value_set(parameter, "schema", schema_of(input, arena));
        value_append(list, parameter);
    }
    if (route->csrf == CSRF_TOKEN) {
        struct value *token = object_of("name", "X-CSRF-Token", arena);
        value_set_text(token, "in", "header");
        value_set_boolean(token, "required", true);
        value_set(token, "schema", object_of("type", "string", arena));
        value_append(list, token);
    }
    return list;
}

static struct value *content_of(const char *type, const struct value *schema, struct arena *arena)
{
    struct value *media = value_object(arena), *content = value_object(arena);
    value_set(media, "schema", schema);
    value_set(content, type, media);
    return content;
}

static struct value *body_of(const struct route *route, struct arena *arena)
{
    struct value *schema = object_of("type", "object", arena), *properties = value_object(arena),
                 *required = value_array(arena), *body = value_object(arena);
    for (const struct input *input = route->inputs; input && input->name; input++) {
        if (input->in != IN_BODY)
            continue;
        value_set(properties, input->name, schema_of(input, arena));
        if (!input->may_be_missing)
            value_append(required, value_of_text(input->name, arena));
    }
    value_set(schema, "properties", properties);
    value_set(schema, "required", required);
    value_set_boolean(schema, "additionalProperties", false);
    value_set_boolean(body, "required", true);
    value_set(body, "content", content_of("application/json", schema, arena));
    return body;
}

static struct value *responses_of(const struct route *route, struct arena *arena)
{
    struct value *responses = value_object(arena),
                 *good = object_of("description", route->answers, arena),
                 *other = object_of("description", "what went wrong (RFC 9457)", arena);
    value_set(other, "content",
              content_of("application/problem+json",
                         object_of("$ref", "#/components/schemas/Problem", arena), arena));
    value_set(responses, "200", good);
    value_set(responses, "default", other);
    return responses;
}

static struct value *security_of(const struct route *route, struct arena *arena)
{
    struct value *list = value_array(arena), *need = value_object(arena);
    if (route->access == ACCESS_SESSION)
        value_set(need, "session", value_array(arena));
    if (route->access == ACCESS_TABLET || route->owner == OWNER_TABLET)
        value_set(need, "tablet", value_array(arena));
    if (value_size(need))
        value_append(list, need);
    return list;
}

static struct value *operation_of(const struct route *route, struct arena *arena)
{
    struct value *operation = object_of("summary", route->summary, arena);
    if (route->access == ACCESS_SESSION)
        value_set_text(operation, "description",
                       arena_format(arena, "For those who may: %s.", task_name(route->task)));
    value_set(operation, "parameters", parameters_of(route, arena));
    if (route->body_limit)
        value_set(operation, "requestBody", body_of(route, arena));
    value_set(operation, "responses", responses_of(route, arena));
    value_set(operation, "security", security_of(route, arena));
    return operation;
}

static struct value *paths_of(const struct route *table, struct arena *arena)
{
    struct value *paths = value_object(arena);
    for (const struct route *route = table; route->method; route++) {
        char *method = arena_text(arena, route->method);
        for (char *at = method; *at; at++)
            *at = (char)tolower((unsigned char)*at);
        struct value *path = value_get(paths, route->path);
        if (!path) {
            path = value_object(arena);
            value_set(paths, route->path, path);
        }
        value_set(path, method, operation_of(route, arena));
    }
    return paths;
}

static struct value *problem_schema(struct arena *arena)
{
    static const char *const texts[] = {"type", "title", "code", "detail", "hint"};
    struct value *schema = object_of("type", "object", arena), *properties = value_object(arena);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        value_set(properties, texts[i], object_of("type", "string", arena));
    value_set(properties, "status", object_of("type", "integer", arena));
    value_set(schema, "properties", properties);
    return schema;
}

static struct value *cookie_scheme(const char *name, const char *summary, struct arena *arena)
{
    struct value *scheme = object_of("type", "apiKey", arena);
    value_set_text(scheme, "in", "cookie");
    value_set_text(scheme, "name", name);
    value_set_text(scheme, "description", summary);
    return scheme;
}

static struct value *components_of(struct arena *arena)
{
    struct value *components = value_object(arena), *schemas = value_object(arena),
                 *schemes = value_object(arena);
    value_set(schemas, "Problem", problem_schema(arena));
    value_set(schemes, "session", cookie_scheme("__Host-session", "somebody is signed in", arena));
    value_set(schemes, "tablet", cookie_scheme("__Host-tablet", "an enrolled tablet", arena));
    value_set(components, "schemas", schemas);
    value_set(components, "securitySchemes", schemes);
    return components;
}

struct value *openapi_of(const struct route *table, struct arena *arena)
{
    struct value *document = object_of("openapi", "3.1.0", arena),
                 *info = object_of("title", "Usta", arena);
    value_set_text(info, "version", "1");
    value_set(document, "info", info);
    value_set(document, "paths", paths_of(table, arena));
    value_set(document, "components", components_of(arena));
    return document;
}
