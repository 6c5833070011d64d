#include "certify/datafile.h"

#include "base/decimal.h"
#include "base/file.h"
#include "base/text.h"
#include "base/yaml.h"

#include <stdio.h>

fallible datafile_read(struct data *out, const char *path, const char *marker, struct arena *arena)
{
    struct bytes bytes;
    TRY(file_read(&bytes, path, YAML_SIZE_LIMIT, arena));
    struct findings findings = findings_make(arena);
    findings_open(&findings, path);
    struct yaml_node *root;
    yaml_read(&root, &findings, bytes, arena);
    if (!findings_close(&findings))
        return error_make(ERROR_REFUSED, "%s", finding_text(&findings.items[0], arena));
    struct data data = {path, root, arena};
    int64_t version;
    TRY(data_whole(&version, &data, marker, 1, 1));
    *out = data;
    return NULL;
}

struct error *data_fault(const struct data *data, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    char text[256];
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    return error_make(ERROR_REFUSED, "%s:%d:%d: %s", data->file, data->node->place.line,
                      data->node->place.column, text);
}

fallible data_only(const struct data *map, const char *const *keys)
{
    for (size_t i = 0; i < map->node->count; i++) {
        const char *const *key = keys;
        while (*key && !text_equal(*key, data_key_at(map, i)))
            key++;
        struct data member = data_at(map, i);
        if (!*key)
            return data_fault(&member, "unknown key '%s'", data_key_at(map, i));
    }
    return NULL;
}

bool data_has(const struct data *map, const char *key)
{
    return yaml_get(map->node, key) != NULL;
}

static fallible member(struct data *out, const struct data *map, const char *key)
{
    const struct yaml_node *node = yaml_get(map->node, key);
    if (!node)
        return data_fault(map, "'%s' is missing", key);
    *out = (struct data){map->file, node, map->arena};
    return NULL;
}

static fallible member_of_kind(struct data *out, const struct data *map, const char *key,
                               enum yaml_kind kind, const char *wanted)
{
    struct data found;
    TRY(member(&found, map, key));
    if (found.node->kind != kind)
        return data_fault(&found, "'%s' is %s instead of %s", key, yaml_kind_name(found.node),
                          wanted);
    *out = found;
    return NULL;
}

fallible data_map(struct data *out, const struct data *map, const char *key)
{
    return member_of_kind(out, map, key, YAML_MAP, "a map");
}

fallible data_list(struct data *out, const struct data *map, const char *key)
{
    return member_of_kind(out, map, key, YAML_LIST, "a list");
}

size_t data_count(const struct data *data)
{
    return data->node->count;
}

struct data data_at(const struct data *data, size_t index)
{
    return (struct data){data->file, data->node->members[index].value, data->arena};
}

const char *data_key_at(const struct data *map, size_t index)
{
    return map->node->members[index].key->text;
}

fallible data_scalar(const char **out, const struct data *data)
{
    if (data->node->kind != YAML_SCALAR)
        return data_fault(data, "%s stands where text is expected", yaml_kind_name(data->node));
    if (!*data->node->text)
        return data_fault(data, "text is empty");
    *out = data->node->text;
    return NULL;
}

fallible data_text(const char **out, const struct data *map, const char *key)
{
    struct data found;
    TRY(member(&found, map, key));
    return data_scalar(out, &found);
}

fallible data_text_or(const char **out, const struct data *map, const char *key,
                      const char *fallback)
{
    if (data_has(map, key))
        return data_text(out, map, key);
    *out = fallback;
    return NULL;
}

static fallible decimal_of(struct decimal *out, int *decimals, const struct data *scalar)
{
    const char *text;
    TRY(data_scalar(&text, scalar));
    if (!decimal_read(out, decimals, text))
        return data_fault(scalar, "'%s' is no decimal number", text);
    return NULL;
}

fallible data_whole(int64_t *out, const struct data *map, const char *key, int64_t least,
                    int64_t most)
{
    struct data found;
    struct decimal decimal;
    int decimals;
    TRY(member(&found, map, key));
    TRY(decimal_of(&decimal, &decimals, &found));
    int64_t whole = decimal.millionths / 1000000;
    if (decimals > 0 || whole < least || whole > most)
        return data_fault(&found, "'%s' is no whole number from %lld to %lld", key,
                          (long long)least, (long long)most);
    *out = whole;
    return NULL;
}

fallible data_whole_or(int64_t *out, const struct data *map, const char *key, int64_t least,
                       int64_t most, int64_t fallback)
{
    if (data_has(map, key))
        return data_whole(out, map, key, least, most);
    *out = fallback;
    return NULL;
}

fallible data_millimetres(int64_t *out, const struct data *map, const char *key)
{
    struct data found;
    struct decimal decimal;
    int decimals;
    TRY(member(&found, map, key));
    TRY(decimal_of(&decimal, &decimals, &found));
    *out = mpt_of_mm_millionths(decimal.millionths);
    return NULL;
}

fallible data_points(int64_t *out, const struct data *map, const char *key)
{
    struct data found;
    struct decimal decimal;
    int decimals;
    TRY(member(&found, map, key));
    TRY(decimal_of(&decimal, &decimals, &found));
    *out = decimal.millionths / 1000;
    return NULL;
}

fallible data_millimetre_list(int64_t *out, size_t count, const struct data *map, const char *key)
{
    struct data list;
    TRY(data_list(&list, map, key));
    if (data_count(&list) != count)
        return data_fault(&list, "'%s' has %zu numbers instead of %zu", key, data_count(&list),
                          count);
    for (size_t i = 0; i < count; i++) {
        struct data item = data_at(&list, i);
        struct decimal decimal;
        int decimals;
        TRY(decimal_of(&decimal, &decimals, &item));
        out[i] = mpt_of_mm_millionths(decimal.millionths);
    }
    return NULL;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

fallible data_colour(struct colour *out, const struct data *scalar)
{
    const char *text;
    TRY(data_scalar(&text, scalar));
    uint8_t parts[3] = {0};
    bool good = strlen(text) == 6;
    for (size_t i = 0; good && i < 6; i++) {
        good = hex_digit(text[i]) >= 0;
        parts[i / 2] = (uint8_t)(parts[i / 2] * 16 + hex_digit(text[i]));
    }
    if (!good)
        return data_fault(scalar, "'%s' is no colour such as \"c8102e\"", text);
    *out = (struct colour){parts[0], parts[1], parts[2]};
    return NULL;
}
