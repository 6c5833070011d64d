#include "assess/quality_groups.h"

#include "assess/cells.h"
#include "base/text.h"

static void write_rate(struct value *list, const struct quality_rates *rates,
                       enum rate_dimension by, const char *group, const char *unit,
                       struct arena *arena)
{
    struct proportion rate = rate_of(rates, by, group, unit);
    const struct rational *share = NULL, *low = NULL, *high = NULL;
    bool told = rate.whole >= CELL_LEAST;
    if (rate.whole == 0)
        return;
    if (told) {
        share = rational_of(rate.part, rate.whole, arena);
        proportion_interval(&low, &high, rate, arena);
    }
    struct value *row = writer_row(list, arena), *none = value_null(arena);
    value_set_text(row, "by", rate_dimension_name(by));
    value_set_text(row, "group", group);
    value_set_text(row, "unit", unit);
    value_set(row, "attempts", told ? value_of_integer(rate.whole, arena) : none);
    value_set(row, "competent", told ? value_of_integer(rate.part, arena) : none);
    figure_set(row, "rate", rate.whole, share, FIGURE_SHARE, arena);
    figure_set(row, "rate_low", rate.whole, low, FIGURE_SHARE, arena);
    figure_set(row, "rate_high", rate.whole, high, FIGURE_SHARE, arena);
}

void quality_write_rates(struct quality_writer *writer)
{
    const struct quality_rates *rates = &writer->quality->rates;
    struct value *list = writer_list(writer, "rates");
    for (enum rate_dimension by = 0; by < RATE_DIMENSIONS; by++)
        for (size_t g = 0; g < rates->groups[by].count; g++) {
            const char *group = rates->groups[by].items[g];
            write_rate(list, rates, by, group, NULL, writer->arena);
            for (size_t u = 0; u < rates->units.count; u++)
                write_rate(list, rates, by, group, rates->units.items[u], writer->arena);
        }
}

static void write_comparison(struct quality_writer *writer, struct value *list,
                             enum rate_dimension by, const char *group, const char *best)
{
    struct arena *arena = writer->arena;
    const struct quality_rates *rates = &writer->quality->rates;
    size_t units = rates->units.count;
    struct proportion rate = rate_of(rates, by, group, NULL);
    struct proportion other = rate_of(rates, by, best, NULL);
    const struct odds *strata = rates_strata(rates, by, group, best, arena);
    const struct rational *low, *high, *chi_square = odds_chi_square(strata, units, arena);
    const struct alarm_subject subject = {
        .name = arena_format(arena, "%s/%s", rate_dimension_name(by), group), .n = rate.whole};
    bool under = proportion_under_four_fifths(rate, other);
    struct value *row = writer_row(list, arena);
    odds_interval(&low, &high, strata, units, arena);
    value_set_text(row, "by", rate_dimension_name(by));
    value_set_text(row, "group", group);
    value_set_text(row, "against", best);
    value_set_boolean(row, "four_fifths", !under);
    figure_set(row, "odds_ratio", rate.whole, odds_ratio(strata, units, arena), FIGURE_SHARE,
               arena);
    figure_set(row, "odds_low", rate.whole, low, FIGURE_SHARE, arena);
    figure_set(row, "odds_high", rate.whole, high, FIGURE_SHARE, arena);
    figure_set(row, "chi_square", rate.whole, chi_square, FIGURE_SHARE, arena);
    if (under) /* then the best rate is above 0 */
        alarm_pass_rate(&writer->alarms, &subject,
                        rational_of(rate.part * other.whole, rate.whole * other.part, arena),
                        chi_square);
}

void quality_write_comparisons(struct quality_writer *writer)
{
    const struct quality_rates *rates = &writer->quality->rates;
    struct value *list = writer_list(writer, "comparisons");
    for (enum rate_dimension by = 0; by < RATE_DIMENSIONS; by++) {
        const char *best = rates_best(rates, by);
        for (size_t g = 0; best && g < rates->groups[by].count; g++) {
            const char *group = rates->groups[by].items[g];
            if (!text_equal(group, best) && rate_of(rates, by, group, NULL).whole >= CELL_LEAST)
                write_comparison(writer, list, by, group, best);
        }
    }
}
