#include "assess/mark.h"

#include "base/text.h"

/* The keys of a mark's value, in the order of enum mark_kind. */
static const char *const value_keys[] = {
    [MARK_CHECK] = "check",
    [MARK_LEVEL] = "level",
    [MARK_READINGS] = "readings",
    [MARK_NOT_APPLICABLE] = "na",
};
enum { VALUE_KEYS = sizeof value_keys / sizeof *value_keys };

static fallible decimal_need(struct decimal *out, const struct value *value,
                             const struct measure *measure)
{
    struct decimal decimal;
    int decimals;
    if (value_kind(value) != VALUE_TEXT)
        return error_hint(error_make(ERROR_REFUSED, "'readings' holds what is not text"),
                          "write readings like \"75.0\", and pairs like [\"144\", \"480\"]");
    const char *text = value_text(value);
    if (!decimal_read(&decimal, &decimals, text))
        return error_hint(error_make(ERROR_REFUSED, "'readings': '%s' is not a decimal", text),
                          "write it like \"75.0\", with a point and without a unit");
    if (decimals > measure->decimals)
        return error_hint(error_make(ERROR_REFUSED, "'readings': '%s' has more than %d decimals",
                                     text, measure->decimals),
                          "readings are never rounded: write what the instrument shows");
    *out = decimal;
    return NULL;
}

static fallible pair_read(struct reading *out, const struct value *value,
                          const struct measure *measure)
{
    struct reading pair;
    if (value_kind(value) != VALUE_ARRAY || value_size(value) != 2)
        return error_make(ERROR_REFUSED, "'readings' must hold pairs [part, whole]");
    TRY(decimal_need(&pair.value, value_at(value, 0), measure));
    TRY(decimal_need(&pair.whole, value_at(value, 1), measure));
    if (pair.whole.millionths == 0)
        return error_make(ERROR_REFUSED, "'readings': the whole of a pair is 0");
    *out = pair;
    return NULL;
}

static fallible reading_read(struct reading *out, const struct value *value,
                             const struct measure *measure)
{
    if (measure->derive == DERIVE_SHARE_PERCENT)
        return pair_read(out, value, measure);
    struct reading reading = {{0}, {0}};
    TRY(decimal_need(&reading.value, value, measure));
    *out = reading;
    return NULL;
}

static fallible readings_read(struct mark *mark, const struct value *object, struct arena *arena)
{
    struct value *list;
    const struct measure *measure = &mark->criterion->measure;
    TRY(value_need(&list, object, "readings", VALUE_ARRAY));
    size_t count = value_size(list);
    if (count != (size_t)measure->samples)
        return error_make(ERROR_REFUSED, "'readings' holds %zu instead of exactly %d", count,
                          measure->samples);
    struct reading *readings = ARENA_ARRAY(arena, struct reading, count);
    for (size_t i = 0; i < count; i++)
        TRY(reading_read(&readings[i], value_at(list, i), measure));
    mark->readings = readings;
    mark->reading_count = count;
    return NULL;
}

static fallible level_read(struct mark *mark, const struct value *object)
{
    const char *id;
    TRY(value_need_text(&id, object, "level"));
    mark->level = criterion_level(mark->criterion, id);
    if (!mark->level)
        return error_make(ERROR_REFUSED, "'level': '%s' is not a level of this criterion", id);
    return NULL;
}

static fallible reason_read(struct mark *mark, const struct value *object)
{
    const char *reason;
    TRY(value_need_text(&reason, object, "na"));
    for (size_t i = 0; i < mark->criterion->not_applicable_count; i++)
        if (text_equal(mark->criterion->not_applicable[i], reason))
            mark->not_applicable = mark->criterion->not_applicable[i];
    if (!mark->not_applicable)
        return error_make(ERROR_REFUSED, "'na': '%s' is not a reason listed for this criterion",
                          reason);
    return NULL;
}

static fallible check_read(struct mark *mark, const struct value *object)
{
    struct value *check;
    TRY(value_need(&check, object, "check", VALUE_BOOLEAN));
    mark->check = value_boolean(check);
    return NULL;
}

/* Which of the four keys is there, and that it suits the criterion. */
static fallible kind_read(enum mark_kind *out, const struct criterion *criterion,
                          const struct value *object)
{
    static const enum mark_kind wanted[] = {
        [CRITERION_CHECK] = MARK_CHECK,
        [CRITERION_LEVELS] = MARK_LEVEL,
        [CRITERION_MEASURE] = MARK_READINGS,
    };
    int found = 0;
    enum mark_kind kind = MARK_CHECK;
    for (int i = 0; i < VALUE_KEYS; i++)
        if (value_get(object, value_keys[i])) {
            kind = (enum mark_kind)i;
            found++;
        }
    if (found != 1)
        return error_make(ERROR_REFUSED, "%s of 'check', 'level', 'readings' and 'na'",
                          found ? "more than one" : "none");
    if (kind != MARK_NOT_APPLICABLE && kind != wanted[criterion->kind])
        return error_make(ERROR_REFUSED, "'%s' where this criterion takes '%s'", value_keys[kind],
                          value_keys[wanted[criterion->kind]]);
    *out = kind;
    return NULL;
}

static fallible value_read(struct mark *mark, const struct value *object, struct arena *arena)
{
    TRY(kind_read(&mark->kind, mark->criterion, object));
    switch (mark->kind) {
    case MARK_CHECK:
        return check_read(mark, object);
    case MARK_LEVEL:
        return level_read(mark, object);
    case MARK_READINGS:
        return readings_read(mark, object, arena);
    case MARK_NOT_APPLICABLE:
        return reason_read(mark, object);
    }
    return NULL;
}

fallible mark_read(struct mark *out, const struct criterion *criterion, const char *by,
                   const struct value *object, struct arena *arena)
{
    struct mark mark = {.criterion = criterion, .by = by};
    TRY_AS(value_read(&mark, object, arena), "criterion '%s', examiner '%s'", criterion->id, by);
    *out = mark;
    return NULL;
}

static struct value *reading_value(const struct mark *mark, size_t at, struct arena *arena)
{
    const struct reading *reading = &mark->readings[at];
    struct value *value = value_of_text(decimal_text(reading->value, arena), arena);
    if (mark->criterion->measure.derive != DERIVE_SHARE_PERCENT)
        return value;
    struct value *pair = value_array(arena);
    value_append(pair, value);
    value_append(pair, value_of_text(decimal_text(reading->whole, arena), arena));
    return pair;
}

static void value_add(struct value *object, const struct mark *mark, struct arena *arena)
{
    struct value *readings;
    switch (mark->kind) {
    case MARK_CHECK:
        value_set_boolean(object, "check", mark->check);
        return;
    case MARK_LEVEL:
        value_set_text(object, "level", mark->level->id);
        return;
    case MARK_NOT_APPLICABLE:
        value_set_text(object, "na", mark->not_applicable);
        return;
    case MARK_READINGS:
        readings = value_array(arena);
        for (size_t i = 0; i < mark->reading_count; i++)
            value_append(readings, reading_value(mark, i, arena));
        value_set(object, "readings", readings);
    }
}

struct value *mark_value(const struct mark *mark, struct arena *arena)
{
    struct value *object = value_object(arena);
    value_add(object, mark, arena);
    return object;
}

struct value *mark_readings_value(const char *text, struct arena *arena)
{
    struct value *array = value_array(arena);
    char *rest = arena_text(arena, text);
    for (char *word; (word = strsep(&rest, " ,"));) {
        if (!*word)
            continue;
        char *whole = strchr(word, '/');
        if (!whole) {
            value_append(array, value_of_text(word, arena));
            continue;
        }
        *whole++ = '\0';
        struct value *pair = value_array(arena);
        value_append(pair, value_of_text(word, arena));
        value_append(pair, value_of_text(whole, arena));
        value_append(array, pair);
    }
    return array;
}
