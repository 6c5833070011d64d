#include "assess/levels.h"

#include "assess/translations.h"

enum { GAP_LIMIT = 50, FULL_POINTS = 100 };

static const struct field level_rows[] = {
    {"id", true, read_name, FIELD_AT(struct level, id)},
    {"points", true, read_whole, FIELD_AT(struct level, points), .low = 0, .high = FULL_POINTS},
    {"title", true, read_level_title, FIELD_AT(struct level, title)},
    {0},
};

static void check_step(struct reader *reader, const struct yaml_node *level, int before, int points)
{
    struct place place = field_place(level, "points");
    if (points <= before)
        READER_FAULT(reader, RULE_LEVELS_NOT_RISING, place,
                     "%d points do not rise above the %d of the level before", points, before);
    if (points - before > GAP_LIMIT)
        READER_FAULT(reader, RULE_LEVEL_GAP, place,
                     "%d points more than the level before: %d to %d", points - before, before,
                     points);
}

static void check_points(struct reader *reader, const struct yaml_node *list,
                         const struct levels *levels)
{
    bool full = false;
    for (size_t i = 0; i < levels->count; i++) {
        full = full || levels->items[i].points == FULL_POINTS;
        if (i > 0)
            check_step(reader, list->members[i].value, levels->items[i - 1].points,
                       levels->items[i].points);
    }
    if (!full)
        READER_FAULT(reader, RULE_NO_FULL_LEVEL, list->place, "no level reaches 100 points");
}

static bool points_known(const struct yaml_node *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (!field_known(list->members[i].value, "points"))
            return false;
    return true;
}

bool read_levels(struct reader *reader, struct yaml_node *node, const struct field *field,
                 void *out)
{
    static const struct field list = {.name = "levels",
                                      FIELD_LIST(struct levels, items, count, struct level),
                                      .fields = level_rows};
    struct levels levels = {0};
    bool known = read_filled(reader, node, &list, &levels);
    if (!levels.count)
        return false;
    fields_check_unique(reader, node, "id", "level ");
    if (points_known(node))
        check_points(reader, node, &levels);
    memcpy((char *)out + field->offset, &levels.items, sizeof levels.items);
    memcpy((char *)out + field->count_offset, &levels.count, sizeof levels.count);
    return known;
}
