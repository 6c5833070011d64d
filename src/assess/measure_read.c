#include "assess/measure_read.h"

#include "base/text.h"

const char *const measure_combines[] = {
    [COMBINE_MIN] = "min",
    [COMBINE_MAX] = "max",
    [COMBINE_MAX_ABS] = "max_abs",
    [COMBINE_MEAN] = "mean",
    [COMBINE_MEDIAN] = "median",
    [COMBINE_COUNT_WITHIN] = "count_within",
    NULL,
};
const char *const measure_derives[] = {
    [DERIVE_NONE] = "none",
    [DERIVE_DEVIATION] = "deviation",
    [DERIVE_DEVIATION_PERCENT] = "deviation_percent",
    [DERIVE_SHARE_PERCENT] = "share_percent",
    NULL,
};

/* Quantities and their units (UCUM). */
static const struct {
    const char *quantity;
    const char *units[4];
} units[] = {
    {"duration", {"s", "min", "h"}}, {"temperature", {"Cel"}}, {"length", {"mm", "cm", "m"}},
    {"mass", {"g", "kg"}},           {"volume", {"mL", "L"}},  {"count", {"1"}},
};
static const char *const quantities[] = {"duration", "temperature", "length", "mass",
                                         "volume",   "count",       NULL};

const char *measure_quantity_of(const char *unit)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        for (size_t j = 0; units[i].units[j]; j++)
            if (text_equal(units[i].units[j], unit))
                return units[i].quantity;
    return NULL;
}

static bool unit_fits(const char *quantity, const char *unit)
{
    const char *of = measure_quantity_of(unit);
    return of && text_equal(of, quantity);
}

/* Derived values */

static const struct field target_rows[] = {
    {"target", true, read_decimal, FIELD_AT(struct measure, derive_by)},
    {0},
};
static const struct field less_rows[] = {
    {"less", true, read_decimal, FIELD_AT(struct measure, derive_by)},
    {0},
};
static const struct field derive_rows[] = {
    {"deviation", .read = read_map, .fields = target_rows},
    {"deviation_percent", .read = read_map, .fields = target_rows},
    {"share_percent", .read = read_map, .fields = less_rows},
    {0},
};

static bool settle_derive(struct reader *reader, struct yaml_node *node, void *out)
{
    struct measure *measure = out;
    int count = 0;
    for (enum derive each = DERIVE_DEVIATION; each <= DERIVE_SHARE_PERCENT; each++)
        if (yaml_get(node, measure_derives[each])) {
            measure->derive = each;
            count++;
        }
    if (count != 1) {
        READER_FAULT(reader, RULE_DERIVE, node->place,
                     "exactly one of deviation, deviation_percent and share_percent is expected");
        return false;
    }
    const struct yaml_node *percent = yaml_get(node, measure_derives[DERIVE_DEVIATION_PERCENT]);
    if (!field_known(percent, "target") || measure->derive_by.millionths != 0)
        return true;
    READER_FAULT(reader, RULE_DERIVE, field_place(percent, "target"),
                 "a deviation in percent of the target 0 cannot be computed");
    return false;
}

/* The measure itself */

static bool read_draw(struct reader *reader, struct yaml_node *node, const struct field *field,
                      void *out)
{
    static const char *const words[] = {"random", NULL};
    const struct field word = {.words = words};
    struct measure *measure = out;
    const char *drawn;
    (void)field;
    measure->draw_random = read_word(reader, node, &word, &drawn);
    return measure->draw_random;
}

static bool check_unit(struct reader *reader, const struct yaml_node *node,
                       const struct measure *measure)
{
    if (!field_known(node, "quantity") || !field_known(node, "unit"))
        return true;
    if (unit_fits(measure->quantity, measure->unit))
        return true;
    READER_FAULT(reader, RULE_UNIT, field_place(node, "unit"), "'%s' is no unit of %s",
                 measure->unit, measure->quantity);
    return false;
}

static bool check_low_high(struct reader *reader, const struct yaml_node *node,
                           const struct measure *measure)
{
    static const char *const keys[] = {"low", "high"};
    if (!field_known(node, "combine"))
        return true;
    bool counts = measure->combine == COMBINE_COUNT_WITHIN, fits = true;
    for (size_t i = 0; i < 2; i++) {
        bool given = yaml_get(node, keys[i]);
        fits = fits && given == counts;
        if (given && !counts)
            READER_FAULT(reader, RULE_LOW_HIGH, field_place(node, keys[i]),
                         "'%s' is only for count_within", keys[i]);
        if (!given && counts)
            READER_FAULT(reader, RULE_LOW_HIGH, node->place, "count_within needs '%s'", keys[i]);
    }
    bool reversed = field_known(node, "low") && field_known(node, "high") &&
                    measure->low.millionths > measure->high.millionths;
    if (reversed)
        READER_FAULT(reader, RULE_LOW_HIGH, field_place(node, "low"), "'low' is above 'high'");
    return fits && !reversed;
}

static bool settle_measure(struct reader *reader, struct yaml_node *node, void *out)
{
    const struct measure *measure = out;
    if (!yaml_get(node, "instrument"))
        READER_FAULT(reader, RULE_NO_INSTRUMENT, node->place, "no instrument is named");
    bool unit = check_unit(reader, node, measure);
    return check_low_high(reader, node, measure) && unit;
}

static const struct field measure_rows[] = {
    {"quantity", true, read_word, FIELD_AT(struct measure, quantity), .words = quantities},
    {"unit", true, read_text, FIELD_AT(struct measure, unit)},
    {"decimals", true, read_whole, FIELD_AT(struct measure, decimals), .low = 0, .high = 6},
    {"samples", true, read_whole, FIELD_AT(struct measure, samples), .low = 1, .high = 1000},
    {"combine", true, read_choice, FIELD_AT(struct measure, combine), .words = measure_combines},
    {"low", false, read_decimal, FIELD_AT(struct measure, low)},
    {"high", false, read_decimal, FIELD_AT(struct measure, high)},
    {"derive", false, read_map, .fields = derive_rows, .settle = settle_derive},
    {"instrument", false, read_text, FIELD_AT(struct measure, instrument)},
    {"calibration_max_hours", false, read_whole, FIELD_AT(struct measure, calibration_max_hours),
     .low = 1, .high = 100000},
    {"draw", .read = read_draw},
    {0},
};

bool read_measure(struct reader *reader, struct yaml_node *node, const struct field *field,
                  void *out)
{
    const struct field map = {
        .offset = field->offset, .fields = measure_rows, .settle = settle_measure};
    return read_map(reader, node, &map, out);
}
