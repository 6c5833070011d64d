#include "assess/measure_read.h"

#include "base/text.h"

enum { OPERATOR_COUNT = BAND_LESS_THAN + 1, MAXIMUM = 100 };

const char *const band_operators[] = {
    [BAND_AT_LEAST] = "at_least",
    [BAND_MORE_THAN] = "more_than",
    [BAND_AT_MOST] = "at_most",
    [BAND_LESS_THAN] = "less_than",
    NULL,
};

/* A band as its map has it. */
struct raw_band {
    struct decimal limits[OPERATOR_COUNT];
    int points, otherwise;
};

static const struct field band_rows[] = {
    {"at_least", .read = read_decimal, FIELD_AT(struct raw_band, limits[BAND_AT_LEAST])},
    {"more_than", .read = read_decimal, FIELD_AT(struct raw_band, limits[BAND_MORE_THAN])},
    {"at_most", .read = read_decimal, FIELD_AT(struct raw_band, limits[BAND_AT_MOST])},
    {"less_than", .read = read_decimal, FIELD_AT(struct raw_band, limits[BAND_LESS_THAN])},
    {"points", .read = read_whole, FIELD_AT(struct raw_band, points), .high = MAXIMUM},
    {"otherwise", .read = read_whole, FIELD_AT(struct raw_band, otherwise), .high = MAXIMUM},
    {0},
};

/* How many operators a band has; *found becomes the last of them. */
static int count_operators(enum band_operator *found, const struct yaml_node *band)
{
    int count = 0;
    for (int each = 0; band_operators[each]; each++)
        if (yaml_get(band, band_operators[each])) {
            *found = (enum band_operator)each;
            count++;
        }
    return count;
}

static bool is_otherwise(const struct yaml_node *band)
{
    return yaml_get(band, "otherwise");
}

static bool check_form(struct reader *reader, const struct yaml_node *node)
{
    enum band_operator operator;
    bool otherwise = is_otherwise(node), points = yaml_get(node, "points");
    bool one = count_operators(&operator, node) + otherwise == 1;
    if (!one)
        READER_FAULT(reader, RULE_BAND_FORM, node->place,
                     "a band has exactly one of at_least, more_than, at_most, less_than and "
                     "otherwise");
    else if (otherwise && points)
        READER_FAULT(reader, RULE_BAND_FORM, field_place(node, "points"),
                     "'otherwise' says the points itself");
    else if (!otherwise && !points)
        READER_FAULT(reader, RULE_MISSING_KEY, node->place, "'points' is missing");
    return one && otherwise != points;
}

static bool read_band(struct reader *reader, struct yaml_node *node, const struct field *field,
                      void *out)
{
    (void)field;
    struct raw_band raw = {0};
    bool known = fields_read(reader, node, band_rows, &raw);
    if (node->kind != YAML_MAP || !check_form(reader, node))
        return false;
    struct band *band = out;
    enum band_operator operator;
    band->otherwise = is_otherwise(node);
    band->points = band->otherwise ? raw.otherwise : raw.points;
    if (count_operators(&operator, node))
        band->limit = raw.limits[operator];
    return known;
}

/* One operator for all, and otherwise at the end only. */
static bool check_operators(struct reader *reader, const struct yaml_node *list,
                            enum band_operator *operator)
{
    bool fits = true;
    size_t first = 0; /* that has an operator to compare with */
    while (first < list->count && !count_operators(operator, list->members[first].value))
        first++;
    for (size_t i = 0; i < list->count; i++) {
        const struct yaml_node *band = list->members[i].value;
        enum band_operator other = *operator;
        bool last = i + 1 == list->count;
        bool alike = !count_operators(&other, band) || other == *operator;
        if (!alike)
            READER_FAULT(reader, RULE_BAND_OPERATORS, band->place, "'%s' after '%s'",
                         band_operators[other], band_operators[*operator]);
        if (is_otherwise(band) != last)
            READER_FAULT(reader, RULE_OTHERWISE, band->place,
                         last ? "the last band is not 'otherwise'"
                              : "'otherwise' stands before the last band");
        fits = fits && alike && is_otherwise(band) == last;
    }
    return fits;
}

/* Best first: each band takes what the bands before it left, for fewer points. */
static bool check_order(struct reader *reader, const struct yaml_node *list,
                        const struct bands *bands)
{
    bool falling = bands->operator== BAND_AT_LEAST || bands->operator== BAND_MORE_THAN;
    bool fits = true;
    for (size_t i = 1; i < bands->count; i++) {
        const struct band *before = &bands->items[i - 1], *band = &bands->items[i];
        int64_t step = band->limit.millionths - before->limit.millionths;
        bool ordered = band->otherwise || (falling ? step < 0 : step > 0);
        if (!ordered)
            READER_FAULT(reader, RULE_BAND_ORDER, list->members[i].value->place,
                         "the limit does not %s from the band before", falling ? "fall" : "rise");
        if (band->points >= before->points)
            READER_FAULT(reader, RULE_BAND_ORDER, list->members[i].value->place,
                         "%d points are not fewer than the %d of the band before", band->points,
                         before->points);
        fits = fits && ordered && band->points < before->points;
    }
    return fits;
}

bool read_bands(struct reader *reader, struct yaml_node *node, const struct field *field, void *out)
{
    static const struct field item = {.read = read_band};
    static const struct field list = {
        .name = "bands", FIELD_LIST(struct bands, items, count, struct band), .item = &item};
    struct bands bands = {0};
    if (!read_filled(reader, node, &list, &bands))
        return false;
    if (bands.count == 1) {
        READER_FAULT(reader, RULE_BAND_FORM, node->place, "a band with a limit is missing");
        return false;
    }
    if (!check_operators(reader, node, &bands.operator) || !check_order(reader, node, &bands))
        return false;
    memcpy((char *)out + field->offset, &bands, sizeof bands);
    return true;
}

static const struct field profile_rows[] = {
    {"bands", true, read_bands, FIELD_AT(struct profile, bands)},
    {0},
};

bool read_profiles(struct reader *reader, struct yaml_node *node, const struct field *field,
                   void *out)
{
    static const struct field map = {.read = read_map, .fields = profile_rows};
    (void)field;
    if (node->kind != YAML_MAP) {
        READER_FAULT(reader, RULE_WRONG_KIND, node->place,
                     "%s stands where a map of destination: {bands} is expected",
                     yaml_kind_name(node));
        return false;
    }
    struct profile *profiles = ARENA_ARRAY(reader->arena, struct profile, node->count);
    struct measure *measure = &((struct criterion *)out)->measure;
    bool known = true;
    for (size_t i = 0; i < node->count; i++) {
        struct yaml_node *value = node->members[i].value;
        struct profile *profile = &profiles[measure->profile_count];
        if (field_is_free(node->members[i].key->text))
            continue;
        profile->destination = node->members[i].key->text;
        value->refused = value->refused || !read_map(reader, value, &map, profile);
        measure->profile_count++;
        known = known && !value->refused;
    }
    measure->profiles = profiles;
    return known;
}
