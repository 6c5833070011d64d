#include "assess/agreement.h"

#include "assess/score.h"
#include "base/text.h"

#include <limits.h>

enum { RATER_LIMIT = 8 };

static const char *const state_names[] = {
    [LINE_UNMARKED] = "unmarked",     [LINE_SINGLE] = "single",
    [LINE_AGREED] = "agreed",         [LINE_AVERAGED] = "averaged",
    [LINE_LOOK_AGAIN] = "look_again", [LINE_THIRD] = "third",
    [LINE_MEDIAN] = "median",         [LINE_LEAD] = "lead",
    [LINE_STRADDLE] = "straddle",     [LINE_SETTLED] = "settled",
};

const char *line_state_name(enum line_state state)
{
    return state_names[state];
}

bool line_state_open(enum line_state state)
{
    return state == LINE_LOOK_AGAIN || state == LINE_THIRD || state == LINE_LEAD ||
           state == LINE_STRADDLE;
}

/* All that is known of one line. */
struct line {
    const struct criterion *criterion;
    enum line_state state;
    const struct mark *marks[RATER_LIMIT];  /* what counts of each examiner, the first's first */
    const struct mark *sealed[RATER_LIMIT]; /* what they said at sealing */
    size_t count;
    size_t looked_again; /* how many of them are second looks */
    const struct mark *third;
    struct mark standing; /* of a settled or median line */
};

/* The latest mark of a criterion among marks, NULL for none. */
static const struct mark *latest(const struct mark *marks, size_t count,
                                 const struct criterion *criterion)
{
    const struct mark *found = NULL;
    for (size_t i = 0; i < count; i++)
        if (marks[i].criterion == criterion)
            found = &marks[i];
    return found;
}

static struct line gather(const struct agreement_input *input, const struct criterion *criterion)
{
    struct line line = {.criterion = criterion};
    for (size_t i = 0; i < input->sheet_count; i++) {
        const struct agreement_sheet *sheet = &input->sheets[i];
        const struct mark *mark = latest(sheet->marks, sheet->mark_count, criterion);
        const struct mark *again = latest(sheet->second_looks, sheet->second_look_count, criterion);
        if (sheet->third)
            line.third = again ? again : mark;
        else if (mark && line.count < RATER_LIMIT) {
            line.sealed[line.count] = mark;
            line.marks[line.count++] = again ? again : mark;
            line.looked_again += again != NULL;
        }
    }
    return line;
}

static bool some_not_applicable(const struct line *line)
{
    for (size_t i = 0; i < line->count; i++)
        if (line->marks[i]->kind == MARK_NOT_APPLICABLE)
            return true;
    return false;
}

static bool all_not_applicable_alike(const struct line *line)
{
    for (size_t i = 0; i < line->count; i++)
        if (line->marks[i]->kind != MARK_NOT_APPLICABLE ||
            !text_equal(line->marks[i]->not_applicable, line->marks[0]->not_applicable))
            return false;
    return true;
}

static int level_place(const struct mark *mark)
{
    return (int)(mark->level - mark->criterion->levels);
}

/* How many levels lie between the lowest and the highest mark; those of other kinds left aside. */
static int level_spread(const struct mark *const *marks, size_t count)
{
    int low = INT_MAX, high = INT_MIN;
    for (size_t i = 0; i < count; i++) {
        if (marks[i]->kind != MARK_LEVEL)
            continue;
        int place = level_place(marks[i]);
        low = place < low ? place : low;
        high = place > high ? place : high;
    }
    return high > low ? high - low : 0;
}

static int median_of_three(int a, int b, int c)
{
    int low = a < b ? a : b, high = a < b ? b : a;
    return c < low ? low : c > high ? high : c;
}

static void settle_by_median(struct line *line, const struct mark *third)
{
    int place = median_of_three(level_place(line->marks[0]), level_place(line->marks[1]),
                                level_place(third));
    line->state = LINE_MEDIAN;
    line->standing = *third;
    line->standing.settled = true;
    line->standing.level = &line->criterion->levels[place];
}

/* Still two or more apart: a third examiner, then the median. */
static void judge_far_apart(struct line *line)
{
    const struct mark *third = line->count > 2 ? line->marks[2] : line->third;
    line->state = LINE_THIRD;
    if (third && third->kind == MARK_LEVEL)
        settle_by_median(line, third);
}

/* Whoever is asked to look again is asked together with the other: one second look alone, made
 * knowing that they differ, changes nothing. */
static void judge_levels(struct line *line)
{
    int spread = level_spread(line->marks, line->count);
    bool far_apart = level_spread(line->sealed, line->count) > 1;
    if (line->criterion->critical)
        line->state = spread == 0 ? LINE_AGREED : LINE_LEAD;
    else if (far_apart && line->looked_again < line->count)
        line->state = LINE_LOOK_AGAIN;
    else if (spread > 1)
        judge_far_apart(line);
    else
        line->state = spread == 0 ? LINE_AGREED : LINE_AVERAGED;
}

/* Checks and measures take one mark: they agree when they earn the same points. */
static void judge_points(struct line *line, const struct agreement_input *input,
                         struct arena *arena)
{
    int first = mark_points(line->marks[0], input->profile, input->extra_time_percent, arena);
    line->state = LINE_AGREED;
    for (size_t i = 1; i < line->count; i++)
        if (mark_points(line->marks[i], input->profile, input->extra_time_percent, arena) != first)
            line->state = LINE_LEAD;
}

static void judge_line(struct line *line, const struct agreement_input *input, struct arena *arena)
{
    const struct mark *settlement = latest(input->settlements, input->settlement_count,
                                           line->criterion);
    if (settlement) {
        line->state = LINE_SETTLED;
        line->standing = *settlement;
        line->standing.settled = true;
        return;
    }
    line->state = LINE_UNMARKED; /* only a stopped attempt has lines with too few marks */
    if (line->count == 0 || line->count < (size_t)line->criterion->raters)
        return;
    line->state = LINE_SINGLE;
    if (line->count == 1)
        return;
    if (some_not_applicable(line)) {
        line->state = all_not_applicable_alike(line) ? LINE_AGREED : LINE_LEAD;
        return;
    }
    if (line->criterion->kind != CRITERION_LEVELS)
        judge_points(line, input, arena);
    else
        judge_levels(line);
}

/* Several marks stand side by side only on lines of levels (rubrics.md, scoring rule 2). */
static bool all_stand(const struct line *line)
{
    return line->criterion->kind == CRITERION_LEVELS && !some_not_applicable(line);
}

/* The marks of a line that count, into out; returns how many. */
static size_t standing_marks(struct mark *out, const struct line *line)
{
    if (line->state == LINE_SETTLED || line->state == LINE_MEDIAN) {
        out[0] = line->standing;
        return 1;
    }
    if (line->count == 0 || line_state_open(line->state))
        return 0;
    size_t count = all_stand(line) ? line->count : 1;
    for (size_t i = 0; i < count; i++)
        out[i] = *line->marks[i];
    return count;
}

/* The same as the examiner alone sees it: the own mark of a line that several marked. */
static size_t own_marks(struct mark *out, const struct line *line, const char *by)
{
    bool several = line->count > 1 && !line_state_open(line->state) && all_stand(line) &&
                   line->state != LINE_SETTLED && line->state != LINE_MEDIAN;
    for (size_t i = 0; several && i < line->count; i++)
        if (text_equal(line->marks[i]->by, by)) {
            out[0] = *line->marks[i];
            out[0].settled = true; /* stands alone although the line asks for two */
            return 1;
        }
    return standing_marks(out, line);
}

static struct marks collect(const struct agreement_input *input, const struct line *lines,
                            size_t count, const char *by, struct arena *arena)
{
    struct mark *marks = ARENA_ARRAY(arena, struct mark, count * RATER_LIMIT);
    struct marks all = {input->profile, input->extra_time_percent, marks, 0};
    for (size_t i = 0; i < count; i++)
        all.count += by ? own_marks(&marks[all.count], &lines[i], by)
                        : standing_marks(&marks[all.count], &lines[i]);
    return all;
}

/* True when one examiner's own result is competent and another's is not. */
static fallible results_part(bool *out, const struct agreement_input *input,
                             const struct line *lines, size_t count, struct arena *arena)
{
    size_t examiners = 0, competent = 0;
    for (size_t i = 0; i < input->sheet_count; i++) {
        if (input->sheets[i].third)
            continue;
        struct marks own = collect(input, lines, count, input->sheets[i].by, arena);
        struct score *score;
        TRY_AS(score_compute(&score, input->rubric, &own, arena), "own result of '%s'",
               input->sheets[i].by);
        examiners++;
        competent += score->outcome == OUTCOME_COMPETENT;
    }
    *out = competent > 0 && competent < examiners;
    return NULL;
}

static size_t count_open(const struct line *lines, size_t count)
{
    size_t open = 0;
    for (size_t i = 0; i < count; i++)
        open += line_state_open(lines[i].state);
    return open;
}

/* The lead settled a line that stops attempts, and none of those fails any longer. */
static bool stop_overruled(const struct agreement_input *input, const struct line *lines,
                           size_t count, struct arena *arena)
{
    bool settled = false;
    for (size_t i = 0; i < count; i++) {
        const struct line *line = &lines[i];
        struct mark marks[RATER_LIMIT];
        size_t standing = line->criterion->stops_attempt ? standing_marks(marks, line) : 0;
        for (size_t m = 0; m < standing; m++)
            if (marks[m].kind != MARK_NOT_APPLICABLE &&
                mark_points(&marks[m], input->profile, input->extra_time_percent, arena) <
                    line->criterion->pass)
                return false;
        settled = settled || (standing && line->state == LINE_SETTLED);
    }
    return settled;
}

static void judge_unmarked(const struct agreement_input *input, struct line *lines, size_t count,
                           struct arena *arena)
{
    if (count_open(lines, count) > 0 || !stop_overruled(input, lines, count, arena))
        return;
    for (size_t i = 0; i < count; i++)
        if (lines[i].state == LINE_UNMARKED)
            lines[i].state = LINE_LEAD;
}

static fallible judge_straddle(bool *straddle, const struct agreement_input *input,
                               struct line *lines, size_t count, struct arena *arena)
{
    *straddle = false;
    if (count_open(lines, count) > 0) /* own results are known only when each line stands */
        return NULL;
    TRY(results_part(straddle, input, lines, count, arena));
    for (size_t i = 0; *straddle && i < count; i++)
        if (lines[i].state == LINE_AVERAGED)
            lines[i].state = LINE_STRADDLE;
    return NULL;
}

static void judge_all(struct line *lines, const struct agreement_input *input, struct arena *arena)
{
    size_t at = 0;
    for (size_t s = 0; s < input->rubric->section_count; s++) {
        const struct section *section = &input->rubric->sections[s];
        for (size_t c = 0; c < section->criterion_count; c++, at++) {
            lines[at] = gather(input, &section->criteria[c]);
            judge_line(&lines[at], input, arena);
        }
    }
}

fallible agreement_compute(struct agreement *out, const struct agreement_input *input,
                           struct arena *arena)
{
    size_t count = input->rubric->criterion_count;
    struct line *lines = ARENA_ARRAY(arena, struct line, count);
    struct agreement_line *states = ARENA_ARRAY(arena, struct agreement_line, count);
    struct agreement agreement = {.lines = states, .line_count = count};
    judge_all(lines, input, arena);
    judge_unmarked(input, lines, count, arena);
    TRY(judge_straddle(&agreement.straddle, input, lines, count, arena));
    for (size_t i = 0; i < count; i++)
        states[i] = (struct agreement_line){lines[i].criterion, lines[i].state};
    agreement.open_count = count_open(lines, count);
    agreement.marks = collect(input, lines, count, NULL, arena);
    *out = agreement;
    return NULL;
}
