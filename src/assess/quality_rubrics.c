#include "assess/quality_rubrics.h"

#include "assess/cells.h"

/* Of a total on a scale of 100. */
static const struct rational *points_squared(const struct rational *squared, struct arena *arena)
{
    const struct rational *scale = rational_of(100, QUALITY_SCALE, arena);
    return squared ? rational_multiply(squared, rational_multiply(scale, scale, arena), arena)
                   : NULL;
}

void quality_write_rubrics(struct quality_writer *writer)
{
    struct arena *arena = writer->arena;
    struct value *list = writer_list(writer, "rubrics");
    for (size_t u = 0; u < writer->quality->sums.unit_count; u++) {
        const struct quality_unit *unit = &writer->quality->sums.units[u];
        const struct rational *alpha = items_alpha(&unit->items, arena);
        const struct rational *error = items_error_squared(&unit->items, arena);
        const struct alarm_subject subject = {.name = unit->name, .n = unit->items.candidates};
        struct value *row = writer_row(list, arena);
        value_set_text(row, "rubric", unit->name);
        value_set_integer(row, "attempts", unit->attempts);
        value_set_integer(row, "candidates", subject.n);
        figure_set(row, "alpha", subject.n, alpha, FIGURE_SHARE, arena);
        figure_set_root(row, "error", subject.n, points_squared(error, arena), arena);
        alarm_below(&writer->alarms, ALARM_ALPHA, &subject, alpha);
    }
}

static void write_line(struct quality_writer *writer, struct value *row,
                       const struct quality_unit *unit, const struct criterion *criterion,
                       size_t at)
{
    struct arena *arena = writer->arena;
    int64_t greatest = (int64_t)criterion->weight * 100 * QUALITY_SIXTHS;
    const struct rational *difficulty = items_difficulty(&unit->items, at, greatest, arena);
    const struct rational *discrimination = items_discrimination(&unit->items, at, arena);
    const struct alarm_subject subject = {
        .name = arena_format(arena, "%s/%s", unit->name, criterion->id),
        .n = unit->items.candidates};
    value_set_text(row, "rubric", unit->name);
    value_set_text(row, "line", criterion->id);
    value_set_integer(row, "candidates", subject.n);
    figure_set(row, "difficulty", subject.n, difficulty, FIGURE_SHARE, arena);
    figure_set(row, "discrimination", subject.n, discrimination, FIGURE_SHARE, arena);
    alarm_below(&writer->alarms, ALARM_DISCRIMINATION, &subject, discrimination);
}

void quality_write_lines(struct quality_writer *writer)
{
    struct value *list = writer_list(writer, "lines");
    for (size_t u = 0; u < writer->quality->sums.unit_count; u++) {
        const struct quality_unit *unit = &writer->quality->sums.units[u];
        size_t at = 0;
        for (size_t s = 0; s < unit->rubric->section_count; s++)
            for (size_t c = 0; c < unit->rubric->sections[s].criterion_count; c++)
                write_line(writer, writer_row(list, writer->arena), unit,
                           &unit->rubric->sections[s].criteria[c], at++);
    }
}

void quality_write_near_pass(struct quality_writer *writer)
{
    struct arena *arena = writer->arena;
    struct value *list = writer_list(writer, "near_pass");
    for (size_t u = 0; u < writer->quality->sums.unit_count; u++) {
        const struct quality_unit *unit = &writer->quality->sums.units[u];
        bool told = unit->near >= CELL_LEAST;
        struct value *row = writer_row(list, arena);
        value_set_text(row, "rubric", unit->name);
        value_set_text(row, "near_pass", decimal_text(unit->rubric->near_pass, arena));
        value_set_integer(row, "attempts", unit->attempts);
        value_set(row, "near", told ? value_of_integer(unit->near, arena) : value_null(arena));
        value_set(row, "near_competent",
                  told ? value_of_integer(unit->passed, arena) : value_null(arena));
    }
}
