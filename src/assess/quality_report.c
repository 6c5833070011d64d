#include "assess/quality_report.h"

#include "assess/formula.h"
#include "assess/quality_examiners.h"
#include "assess/quality_groups.h"
#include "assess/quality_rubrics.h"

static void write_header(struct quality_writer *writer)
{
    const struct quality *quality = writer->quality;
    value_set_text(writer->value, "as_of", quality->today);
    value_set_text(writer->value, "from", quality->window.from);
    value_set_text(writer->value, "until", quality->window.until);
    value_set_text(writer->value, "unit", quality->window.unit);
    value_set_integer(writer->value, "attempts", quality->sums.attempts);
}

static void write_alarms(struct quality_writer *writer)
{
    struct value *list = writer_list(writer, "alarms");
    for (size_t i = 0; i < writer->alarms.count; i++) {
        const struct alarm *alarm = &writer->alarms.items[i];
        const struct alarm_rule *rule = alarm_rule(alarm->kind);
        struct value *row = writer_row(list, writer->arena);
        value_set_text(row, "alarm", alarm->name);
        value_set_integer(row, "n", alarm->n);
        value_set_text(row, "counted_in", rule->counted_in);
        value_set_text(row, "figure", alarm->figure);
        value_set_text(row, "bound", alarm->bound);
        value_set_text(row, "means", rule->means);
    }
}

static void write_formulas(struct quality_writer *writer)
{
    struct value *list = writer_list(writer, "formulas");
    for (size_t i = 0; i < formula_count; i++) {
        struct value *row = writer_row(list, writer->arena);
        value_set_text(row, "figure", formulas[i].figure);
        value_set_text(row, "formula", formulas[i].formula);
        value_set_text(row, "source", formulas[i].source);
        value_set_text(row, "test", formulas[i].test);
    }
}

fallible quality_report(struct quality_report *out, struct desk *desk,
                        const struct quality_window *window, struct arena *arena)
{
    struct quality quality;
    struct quality_writer writer = {
        .quality = &quality, .alarms.arena = arena, .value = value_object(arena), .arena = arena};
    TRY(quality_gather(&quality, desk, window, arena));
    write_header(&writer);
    quality_write_agreement(&writer);
    quality_write_reliability(&writer);
    quality_write_examiners(&writer);
    quality_write_rubrics(&writer);
    quality_write_lines(&writer);
    quality_write_near_pass(&writer);
    quality_write_rates(&writer);
    quality_write_comparisons(&writer);
    write_alarms(&writer);
    write_formulas(&writer);
    *out = (struct quality_report){quality.window, writer.value, writer.alarms};
    return NULL;
}
