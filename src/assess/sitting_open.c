#include "assess/assignment.h"
#include "assess/attempt.h"
#include "assess/calibration.h"
#include "assess/draw.h"
#include "assess/institution.h"
#include "assess/machine.h"
#include "assess/publication.h"
#include "assess/resit.h"
#include "assess/sitting_rubric.h"
#include "base/text.h"

/* What is checked before a sitting opens. */
struct opening {
    struct desk *desk;
    struct sitting sitting;
    const char *today; /* local day of its centre */
    const struct scheme *scheme;
    struct rubric_version_id *versions; /* by unit of the scheme; 0: none is published */
    int *raters;                        /* by unit: how many examiners its rubric asks for */
    int *percents;                      /* by unit: how many of its attempts are drawn */
    struct draw *draws;                 /* by unit */
    struct attempts attempts;
    struct refusals *refusals;
    struct arena *arena;
};

/* How many examiners mark the line that needs most. */
static int raters_needed(const struct rubric *rubric)
{
    int most = 1;
    for (size_t i = 0; i < rubric->section_count; i++)
        for (size_t j = 0; j < rubric->sections[i].criterion_count; j++)
            if (rubric->sections[i].criteria[j].raters > most)
                most = rubric->sections[i].criteria[j].raters;
    return most;
}

static bool has_attempts(const struct opening *opening, const char *unit)
{
    for (size_t i = 0; i < opening->attempts.count; i++)
        if (text_equal(opening->attempts.items[i].unit, unit))
            return true;
    return false;
}

static fallible find_rubric(struct opening *opening, size_t unit)
{
    const struct rubric *rubric;
    struct db *db = opening->desk->db;
    TRY(publication_newest_rubric(&opening->versions[unit], db, &opening->scheme->units[unit]));
    TRY(publication_rubric(&rubric, db, opening->versions[unit], opening->arena));
    opening->raters[unit] = raters_needed(rubric);
    opening->percents[unit] = rubric->sample_percent;
    if (!has_attempts(opening, opening->scheme->units[unit].rubric))
        return NULL;
    return calibration_missing(opening->refusals, db, rubric, opening->sitting.centre,
                               clock_now_s(opening->desk->clock));
}

static fallible find_rubrics(struct opening *opening)
{
    size_t count = opening->scheme->unit_count;
    opening->versions = ARENA_ARRAY(opening->arena, struct rubric_version_id, count);
    opening->raters = ARENA_ARRAY(opening->arena, int, count);
    opening->percents = ARENA_ARRAY(opening->arena, int, count);
    opening->draws = ARENA_ARRAY(opening->arena, struct draw, count);
    for (size_t i = 0; i < count; i++)
        TRY(refusals_collect(opening->refusals, opening->scheme->units[i].rubric,
                             find_rubric(opening, i)));
    return NULL;
}

static int examiners_needed(const struct opening *opening, const struct attempt *attempt)
{
    int needed = attempt->sampled ? 2 : 1;
    for (size_t i = 0; i < opening->scheme->unit_count; i++)
        if (text_equal(opening->scheme->units[i].rubric, attempt->unit) &&
            opening->raters[i] > needed)
            needed = opening->raters[i];
    return needed;
}

static struct error *missing(enum duty duty, int needed, bool sampled)
{
    struct error *error = error_make(ERROR_REFUSED, "it has no %s examiner", duty_name(duty));
    if (duty == DUTY_SECOND && sampled)
        return error_hint(error, "assign one: it was drawn, so two mark every line (rubrics, "
                                 "second_marking); the draw stays as it is");
    return error_hint(
        error, "assign one: it has lines marked by %d (workflow, states of a sitting)", needed);
}

static bool has_duty(const struct assignments *list, enum duty duty)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].duty == duty)
            return true;
    return false;
}

static fallible check_assignments(const struct opening *opening, const struct attempt *attempt)
{
    struct assignments list = {0};
    int needed = examiners_needed(opening, attempt);
    TRY(assignment_list(&list, opening->desk->db, attempt->id, opening->arena));
    for (size_t i = 0; i < list.count; i++)
        TRY(refusals_collect(
            opening->refusals, attempt->name,
            assignment_check(opening->desk->db, attempt, &list.items[i], opening->arena)));
    for (enum duty duty = DUTY_FIRST; duty <= DUTY_THIRD && (int)duty < needed; duty++)
        if (!has_duty(&list, duty))
            TRY(refusals_collect(opening->refusals, attempt->name,
                                 missing(duty, needed, attempt->sampled)));
    return NULL;
}

/* Before examiners are looked for: an attempt that is drawn needs two. */
static fallible draw_units(struct opening *opening)
{
    struct attempts *attempts = &opening->attempts;
    for (size_t i = 0; i < opening->scheme->unit_count; i++) {
        struct draw *draw = &opening->draws[i];
        TRY(draw_make(draw, opening->desk->db, opening->sitting.id,
                      opening->scheme->units[i].rubric, opening->percents[i], attempts,
                      opening->arena));
        for (size_t j = 0; j < attempts->count; j++)
            attempts->items[j].sampled |= draw_has(draw, attempts->items[j].id);
    }
    return NULL;
}

/* The day of the test is the day it opens, whatever was planned. */
static fallible check_resit(const struct opening *opening, const struct attempt *attempt)
{
    struct resit resit;
    const struct resit_question question = {.db = opening->desk->db,
                                            .candidate = attempt->candidate,
                                            .scheme = opening->scheme,
                                            .unit = scheme_unit(opening->scheme, attempt->unit),
                                            .day = opening->today,
                                            .sitting = opening->sitting.id};
    ASSERT(question.unit);
    TRY(resit_of(&resit, &question, opening->arena));
    return refusals_collect(opening->refusals, attempt->name, resit_check(&resit, &question));
}

static fallible check_attempts(struct opening *opening)
{
    if (!opening->attempts.count) {
        struct error *none = error_make(ERROR_REFUSED, "nobody is entered");
        TRY(refusals_collect(opening->refusals, opening->sitting.ref,
                             error_hint(none, "enter candidates first")));
    }
    TRY(draw_units(opening));
    for (size_t i = 0; i < opening->attempts.count; i++) {
        TRY(check_resit(opening, &opening->attempts.items[i]));
        TRY(check_assignments(opening, &opening->attempts.items[i]));
    }
    return NULL;
}

static fallible freeze(const struct opening *opening)
{
    for (size_t i = 0; i < opening->scheme->unit_count; i++) {
        TRY(sitting_rubric_freeze(opening->desk, opening->sitting.id,
                                  opening->scheme->units[i].rubric, opening->versions[i]));
        TRY(draw_keep(opening->desk, &opening->draws[i]));
    }
    return NULL;
}

fallible sitting_open(struct desk *desk, struct sitting_id id, struct refusals *refusals)
{
    SCOPED_ARENA(arena);
    struct opening opening = {.desk = desk, .refusals = refusals, .arena = arena};
    TRY(role_require(desk, TASK_PLAN, NULL));
    TRY(sitting_of(&opening.sitting, desk->db, id, arena));
    TRY(centre_today(&opening.today, desk, opening.sitting.centre, arena));
    const char *what = arena_format(arena, "sitting '%s'", opening.sitting.ref);
    TRY(machine_check(MACHINE_SITTING, what, opening.sitting.state, "open", NULL));
    TRY(publication_scheme(&opening.scheme, desk->db, opening.sitting.scheme, arena));
    TRY(attempt_list(&opening.attempts, desk->db, id, NULL, NULL, arena));
    TRY(find_rubrics(&opening));
    TRY(check_attempts(&opening));
    TRY(refusals_error(refusals, arena_format(arena, "%s cannot open", what)));
    TRY(freeze(&opening));
    return machine_go(desk, MACHINE_SITTING, id.n, what, "open", NULL);
}
