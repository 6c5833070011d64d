#include "assess/alarm.h"

#include "assess/cells.h"
#include "assess/confidence.h"
#include "base/text.h"

static const struct alarm_rule rules[ALARM_KINDS] = {
    [ALARM_KAPPA] = {"kappa", 40, 30, "marks", "the two agree little beyond chance"},
    [ALARM_SEVERITY] = {"severity", 500, 20, "attempts",
                        "marks far above or below those who marked the same lines"},
    [ALARM_DRIFT] = {"drift", 500, 20, "attempts",
                     "marks otherwise than before, against the same others"},
    [ALARM_ALPHA] = {"alpha", 50, 30, "candidates", "the lines have little in common"},
    [ALARM_DISCRIMINATION] = {"discrimination", 10, 100, "candidates",
                              "does not tell strong candidates from weak ones"},
    [ALARM_PASS_RATE] = {"pass_rate", 80, CELL_LEAST, "attempts",
                         "passes less than four fifths as often as the best group, and that is "
                         "not chance"},
};

const struct alarm_rule *alarm_rule(enum alarm_kind kind)
{
    ASSERT(kind < ALARM_KINDS);
    return &rules[kind];
}

static const struct rational *bound_of(enum alarm_kind kind, struct arena *arena)
{
    return rational_of(rules[kind].bound_hundredths, 100, arena);
}

static void ring(struct alarms *alarms, enum alarm_kind kind, const struct alarm_subject *subject,
                 const struct rational *figure)
{
    struct arena *arena = alarms->arena;
    if (subject->n < rules[kind].least)
        return;
    *ARENA_PUSH(arena, alarms->items, alarms->count) = (struct alarm){
        .kind = kind,
        .name = arena_format(arena, "%s/%s", rules[kind].kind, subject->name),
        .n = subject->n,
        .figure = rational_decimals(figure, 4, arena),
        .bound = rational_decimals(bound_of(kind, arena), 2, arena),
        .examiners = {subject->examiners[0], subject->examiners[1]}};
}

void alarm_below(struct alarms *alarms, enum alarm_kind kind, const struct alarm_subject *subject,
                 const struct rational *figure)
{
    if (figure && rational_compare(figure, bound_of(kind, alarms->arena)) < 0)
        ring(alarms, kind, subject, figure);
}

void alarm_apart(struct alarms *alarms, enum alarm_kind kind, const struct alarm_subject *subject,
                 const struct rational *figure, const struct rational *variance)
{
    struct arena *arena = alarms->arena;
    if (figure && variance && confidence_excludes_zero(figure, variance, arena) &&
        rational_compare(rational_absolute(figure, arena), bound_of(kind, arena)) >= 0)
        ring(alarms, kind, subject, figure);
}

void alarm_pass_rate(struct alarms *alarms, const struct alarm_subject *subject,
                     const struct rational *figure, const struct rational *chi_square)
{
    const struct rational *z = confidence_deviate(alarms->arena);
    if (chi_square && rational_compare(chi_square, rational_multiply(z, z, alarms->arena)) > 0)
        ring(alarms, ALARM_PASS_RATE, subject, figure);
}

const struct alarm *alarm_named(const struct alarms *alarms, const char *name)
{
    for (size_t i = 0; i < alarms->count; i++)
        if (text_equal(alarms->items[i].name, name))
            return &alarms->items[i];
    return NULL;
}
