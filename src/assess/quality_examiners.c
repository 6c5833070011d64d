#include "assess/quality_examiners.h"

#include "assess/kappa.h"

static void write_tables(struct quality_writer *writer, struct value *list,
                         const struct quality_unit *unit, const struct quality_pair *pair)
{
    struct arena *arena = writer->arena;
    for (size_t t = 0; t < pair->table_count; t++) {
        const struct quality_table *table = &pair->tables[t];
        const struct rational *kappa = kappa_of(table->counts, table->levels, KAPPA_QUADRATIC,
                                                arena);
        const struct alarm_subject subject = {.name = arena_format(arena, "%s/%s+%s/%zu",
                                                                   unit->name, pair->refs[0],
                                                                   pair->refs[1], table->levels),
                                              .n = table->marks,
                                              .examiners = {pair->persons[0], pair->persons[1]}};
        struct value *row = writer_row(list, arena);
        value_set_text(row, "rubric", unit->name);
        value_set_text(row, "examiners",
                       arena_format(arena, "%s+%s", pair->refs[0], pair->refs[1]));
        value_set_integer(row, "levels", (int64_t)table->levels);
        value_set_integer(row, "marks", table->marks);
        figure_set(row, "kappa", table->marks, kappa, FIGURE_SHARE, arena);
        alarm_below(&writer->alarms, ALARM_KAPPA, &subject, kappa);
    }
}

void quality_write_agreement(struct quality_writer *writer)
{
    const struct quality_sums *sums = &writer->quality->sums;
    struct value *list = writer_list(writer, "agreement");
    for (size_t u = 0; u < sums->unit_count; u++)
        for (size_t p = 0; p < sums->units[u].pair_count; p++)
            write_tables(writer, list, &sums->units[u], &sums->units[u].pairs[p]);
}

static struct value *add_icc_row(struct value *list, const char *rubric, const char *examiners,
                                 const struct icc *icc, struct arena *arena)
{
    struct value *row = writer_row(list, arena);
    value_set_text(row, "rubric", rubric);
    value_set_text(row, "examiners", examiners);
    value_set_integer(row, "attempts", icc->targets);
    return row;
}

/* Whoever marked: one-way. The same two: with and without what sets them apart. */
void quality_write_reliability(struct quality_writer *writer)
{
    struct arena *arena = writer->arena;
    const struct quality_sums *sums = &writer->quality->sums;
    struct value *list = writer_list(writer, "reliability");
    for (size_t u = 0; u < sums->unit_count; u++) {
        const struct quality_unit *unit = &sums->units[u];
        const struct icc *icc = &unit->totals;
        if (unit->pair_count == 0)
            continue;
        struct value *row = add_icc_row(list, unit->name, "any two", icc, arena);
        figure_set(row, "icc_1_1", icc->targets, icc_of(icc, ICC_1_1, arena), FIGURE_SHARE, arena);
        for (size_t p = 0; p < unit->pair_count; p++) {
            const char *const *refs = unit->pairs[p].refs;
            icc = &unit->pairs[p].totals;
            row = add_icc_row(list, unit->name, arena_format(arena, "%s+%s", refs[0], refs[1]), icc,
                              arena);
            figure_set(row, "icc_2_1", icc->targets, icc_of(icc, ICC_2_1, arena), FIGURE_SHARE,
                       arena);
            figure_set(row, "icc_3_1", icc->targets, icc_of(icc, ICC_3_1, arena), FIGURE_SHARE,
                       arena);
        }
    }
}

static int64_t fewer(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static void write_drift(struct quality_writer *writer, struct value *row,
                        const struct quality_examiner *examiner)
{
    struct arena *arena = writer->arena;
    const struct rational *drift, *variance;
    const struct alarm_subject subject = {
        .name = examiner->ref,
        .n = fewer(examiner->before.attempts, examiner->recent.attempts),
        .examiners = {examiner->person}};
    severity_drift(&drift, &variance, &examiner->before, &examiner->recent, arena);
    value_set_integer(row, "recent", examiner->recent.attempts);
    figure_set(row, "drift", subject.n, drift, FIGURE_POINTS, arena);
    figure_set_root(row, "drift_error", subject.n, variance, arena);
    alarm_apart(&writer->alarms, ALARM_DRIFT, &subject, drift, variance);
}

void quality_write_examiners(struct quality_writer *writer)
{
    struct arena *arena = writer->arena;
    struct value *list = writer_list(writer, "examiners");
    for (size_t i = 0; i < writer->quality->sums.examiner_count; i++) {
        const struct quality_examiner *examiner = &writer->quality->sums.examiners[i];
        const struct rational *mean = severity_mean(&examiner->all, arena);
        const struct rational *variance = severity_variance(&examiner->all, arena);
        const struct alarm_subject subject = {
            .name = examiner->ref, .n = examiner->all.attempts, .examiners = {examiner->person}};
        struct value *row = writer_row(list, arena);
        value_set_text(row, "examiner", examiner->ref);
        value_set_integer(row, "attempts", subject.n);
        value_set_integer(row, "lines", examiner->all.lines);
        figure_set(row, "severity", subject.n, mean, FIGURE_POINTS, arena);
        figure_set_root(row, "severity_error", subject.n, variance, arena);
        alarm_apart(&writer->alarms, ALARM_SEVERITY, &subject, mean, variance);
        write_drift(writer, row, examiner);
    }
}
