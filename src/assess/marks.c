#include "assess/marks.h"

#include "base/text.h"

#include <limits.h>

enum { FILE_LIMIT = 1024 * 1024 };

static fallible profile_read(const char **out, const struct value *top, const struct rubric *rubric)
{
    const struct value *profile = value_get(top, "profile");
    const char *destination = NULL;
    if (!profile)
        return error_hint(error_make(ERROR_REFUSED, "'profile' is missing"),
                          "write null for the base limits");
    if (value_kind(profile) != VALUE_NULL)
        TRY(value_need_text(&destination, top, "profile"));
    if (destination && !rubric_has_destination(rubric, destination))
        return error_make(ERROR_REFUSED, "'profile': '%s' is not a destination of '%s'",
                          destination, rubric->id);
    *out = destination;
    return NULL;
}

static fallible extra_time_read(int *out, const struct value *top)
{
    int64_t percent = 0;
    if (value_get(top, "extra_time_percent"))
        TRY(value_need_integer(&percent, top, "extra_time_percent"));
    if (percent < 0 || percent > INT_MAX)
        return error_make(ERROR_REFUSED,
                          "'extra_time_percent' is %lld, which shortens or is absurd",
                          (long long)percent);
    *out = (int)percent;
    return NULL;
}

static fallible rubric_name_check(const struct value *top, const struct rubric *rubric,
                                  struct arena *arena)
{
    const char *named, *wanted = rubric_name(rubric, arena);
    TRY(value_need_text(&named, top, "rubric"));
    if (!text_equal(named, wanted))
        return error_make(ERROR_REFUSED, "'rubric' is '%s', but the rubric at hand is '%s'", named,
                          wanted);
    return NULL;
}

static fallible settled_read(bool *out, const struct value *object)
{
    struct value *settled;
    if (!value_get(object, "settled"))
        return NULL;
    TRY(value_need(&settled, object, "settled", VALUE_BOOLEAN));
    *out = value_boolean(settled);
    return NULL;
}

static fallible keys_read(bool *settled, const struct value *object)
{
    static const char *const keys[] = {"criterion", "by",       "settled", "check",
                                       "level",     "readings", "na",      NULL};
    TRY(value_only(object, keys));
    return settled_read(settled, object);
}

/* One object of the list, strictly. */
static fallible item_read(struct mark *out, const struct rubric *rubric, const struct value *object,
                          struct arena *arena)
{
    const char *id, *by;
    bool settled = false;
    if (value_kind(object) != VALUE_OBJECT)
        return error_make(ERROR_REFUSED, "not an object");
    TRY(value_need_text(&id, object, "criterion"));
    TRY_AS(value_need_text(&by, object, "by"), "criterion '%s'", id);
    TRY_AS(keys_read(&settled, object), "criterion '%s', examiner '%s'", id, by);
    const struct criterion *criterion = rubric_criterion(rubric, id);
    if (!criterion)
        return error_make(ERROR_REFUSED,
                          "criterion '%s', examiner '%s': '%s' has no such criterion", id, by,
                          rubric->id);
    TRY(mark_read(out, criterion, by, object, arena));
    out->settled = settled;
    return NULL;
}

static fallible items_read(struct marks *marks, const struct rubric *rubric,
                           const struct value *top, struct arena *arena)
{
    struct value *list;
    TRY(value_need(&list, top, "marks", VALUE_ARRAY));
    struct mark *items = ARENA_ARRAY(arena, struct mark, value_size(list));
    for (size_t i = 0; i < value_size(list); i++)
        TRY_AS(item_read(&items[i], rubric, value_at(list, i), arena), "mark %zu", i + 1);
    marks->items = items;
    marks->count = value_size(list);
    return NULL;
}

static fallible top_read(struct marks *marks, const struct rubric *rubric, const struct value *top,
                         struct arena *arena)
{
    static const char *const keys[] = {"rubric", "profile", "extra_time_percent", "marks", NULL};
    TRY(value_only(top, keys));
    TRY(rubric_name_check(top, rubric, arena));
    TRY(profile_read(&marks->profile, top, rubric));
    TRY(extra_time_read(&marks->extra_time_percent, top));
    return items_read(marks, rubric, top, arena);
}

fallible marks_read(struct marks **out, const struct rubric *rubric, struct bytes file,
                    const char *name, struct arena *arena)
{
    struct value *top;
    struct marks *marks = ARENA_NEW(arena, struct marks);
    if (file.size > FILE_LIMIT)
        return error_make(ERROR_REFUSED, "%s: larger than %d bytes", name, FILE_LIMIT);
    TRY(value_parse(&top, file, name, arena));
    TRY_AS(top_read(marks, rubric, top, arena), "%s", name);
    *out = marks;
    return NULL;
}

static struct value *item_value(const struct mark *mark, struct arena *arena)
{
    struct value *object = value_object(arena), *value = mark_value(mark, arena);
    value_set_text(object, "criterion", mark->criterion->id);
    value_set_text(object, "by", mark->by);
    if (mark->settled)
        value_set_boolean(object, "settled", true);
    value_set(object, value_key_at(value, 0), value_at(value, 0));
    return object;
}

struct value *marks_value(const struct rubric *rubric, const struct marks *marks,
                          struct arena *arena)
{
    struct value *top = value_object(arena), *list = value_array(arena);
    value_set_text(top, "rubric", rubric_name(rubric, arena));
    value_set_text(top, "profile", marks->profile);
    if (marks->extra_time_percent)
        value_set_integer(top, "extra_time_percent", marks->extra_time_percent);
    for (size_t i = 0; i < marks->count; i++)
        value_append(list, item_value(&marks->items[i], arena));
    value_set(top, "marks", list);
    return top;
}
