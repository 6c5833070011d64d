#include "base/findings.h"

#include "base/buffer.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>

enum { MESSAGE_LIMIT = 300 };

struct findings findings_make(struct arena *arena)
{
    return (struct findings){.arena = arena, .file = ""};
}

void findings_open(struct findings *findings, const char *file)
{
    findings->file = file;
    findings->first = findings->count;
    findings->errors_before = findings->errors;
}

bool rule_is_error(const struct rule *rule)
{
    return rule->number[0] == 'E';
}

static void reserve(struct findings *findings)
{
    if (findings->count < findings->capacity)
        return;
    size_t capacity = findings->capacity ? findings->capacity * 2 : 16;
    struct finding *items = ARENA_ARRAY(findings->arena, struct finding, capacity);
    if (findings->count)
        memcpy(items, findings->items, findings->count * sizeof *items);
    findings->items = items;
    findings->capacity = capacity;
}

/* A message quotes what the file says: it stays one line of bearable length and cannot steer a
 * terminal. */
static const char *tidy(const char *message, struct arena *arena)
{
    struct buffer line = buffer_make(arena, SIZE_MAX / 4);
    for (const char *from = message; *message; from = message) {
        uint32_t c = utf8_next(&message);
        if (line.size >= MESSAGE_LIMIT) {
            buffer_add_text(&line, "…");
            break;
        }
        if (c < 0x20 || (c >= 0x7f && c < 0xa0))
            buffer_add_text(&line, "\xef\xbf\xbd");
        else
            buffer_add(&line, bytes_of(from, (size_t)(message - from)));
    }
    return buffer_text(&line);
}

void findings_add(struct findings *findings, const struct rule *rule, struct place place,
                  const char *format, ...)
{
    findings->errors += rule_is_error(rule);
    findings->warnings += !rule_is_error(rule);
    if (findings->count - findings->first >= FINDINGS_LIMIT)
        return;
    reserve(findings);
    va_list values;
    va_start(values, format);
    char *message = NULL;
    if (vasprintf(&message, format, values) < 0)
        abort();
    va_end(values);
    findings->items[findings->count++] = (struct finding){findings->file, place, rule,
                                                          tidy(message, findings->arena)};
    free(message);
}

static int place_compare(struct place a, struct place b)
{
    if (a.line != b.line)
        return a.line < b.line ? -1 : 1;
    return (a.column > b.column) - (a.column < b.column);
}

static int finding_compare(const void *left, const void *right)
{
    const struct finding *a = left, *b = right;
    int order = place_compare(a->place, b->place);
    if (order == 0)
        order = strcmp(a->rule->number, b->rule->number);
    return order ? order : strcmp(a->message, b->message);
}

bool findings_close(struct findings *findings)
{
    if (findings->count > findings->first)
        qsort(findings->items + findings->first, findings->count - findings->first,
              sizeof *findings->items, finding_compare);
    return findings->errors == findings->errors_before;
}

static const char *severity(const struct finding *finding)
{
    return rule_is_error(finding->rule) ? "error" : "warning";
}

char *finding_text(const struct finding *finding, struct arena *arena)
{
    return arena_format(arena, "%s:%d:%d: %s %s: %s", finding->file, finding->place.line,
                        finding->place.column, severity(finding), finding->rule->number,
                        finding->message);
}

char *findings_text(const struct findings *findings, struct arena *arena)
{
    struct buffer text = buffer_make(arena, SIZE_MAX / 4);
    for (size_t i = 0; i < findings->count; i++)
        buffer_add_format(&text, "%s\n", finding_text(&findings->items[i], arena));
    size_t more = findings->errors + findings->warnings - findings->count;
    if (more)
        buffer_add_format(&text, "and %zu more\n", more);
    return buffer_text(&text);
}

struct value *findings_value(const struct findings *findings, struct arena *arena)
{
    struct value *list = value_array(arena);
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        struct value *object = value_object(arena);
        value_set_text(object, "file", finding->file);
        value_set_integer(object, "line", finding->place.line);
        value_set_integer(object, "column", finding->place.column);
        value_set_text(object, "severity", severity(finding));
        value_set_text(object, "number", finding->rule->number);
        value_set_text(object, "message", finding->message);
        value_append(list, object);
    }
    return list;
}

static int named_compare(const void *left, const void *right)
{
    const struct named *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    return order ? order : place_compare(a->place, b->place);
}

void findings_add_repeated(struct findings *findings, const struct rule *rule, struct named *items,
                           size_t count, const char *what)
{
    if (count)
        qsort(items, count, sizeof *items, named_compare);
    for (size_t i = 1, first = 0; i < count; i++) {
        if (strcmp(items[i].name, items[first].name) != 0)
            first = i;
        else
            findings_add(findings, rule, items[i].place, "%s'%s' is used twice, first on line %d",
                         what, items[i].name, items[first].place.line);
    }
}
