#include "assess/agreement.h"

#include "assess/score.h"
#include "base/buffer.h"
#include "base/text.h"
#include "test.h"

/* Two sections' worth of lines in one: A1 check, A2 critical levels, B1…B3 levels by two, C1 a
 * measure. Pass mark 70. */
static const struct level levels[] = {
    {"l0", 0, {0}}, {"l1", 70, {0}}, {"l2", 85, {0}}, {"l3", 100, {0}}};
static const struct band band_items[] = {{false, {9000000}, 100}, {true, {0}, 0}};
static const char *const reasons[] = {"scale_fault", "oven_fault"};

#define LEVELS_LINE(name, share)                                                                   \
    {                                                                                              \
        .id = (name), .kind = CRITERION_LEVELS, .weight = (share), .pass = 70, .raters = 2,        \
        .levels = levels, .level_count = 4, .not_applicable = reasons, .not_applicable_count = 2   \
    }

static const struct criterion criteria[] = {
    {.id = "A1", .kind = CRITERION_CHECK, .weight = 20, .pass = 100, .raters = 1},
    {.id = "A2",
     .kind = CRITERION_LEVELS,
     .weight = 10,
     .pass = 70,
     .raters = 2,
     .critical = true,
     .levels = levels,
     .level_count = 4},
    LEVELS_LINE("B1", 20),
    LEVELS_LINE("B2", 20),
    LEVELS_LINE("B3", 20),
    {.id = "C1",
     .kind = CRITERION_MEASURE,
     .weight = 10,
     .pass = 100,
     .raters = 1,
     .measure = {.quantity = "count",
                 .unit = "1",
                 .samples = 1,
                 .combine = COMBINE_MIN,
                 .bands = {BAND_AT_LEAST, band_items, 2}}},
};
enum { LINES = COUNT(criteria) };
static const struct section section = {.id = "A", .criteria = criteria, .criterion_count = LINES};
static const struct rubric rubric = {.id = "UST-T-01",
                                     .pass_total = {70000000},
                                     .not_applicable_limit = 30,
                                     .sections = &section,
                                     .section_count = 1,
                                     .criterion_count = LINES};

static const struct reading nine = {.value = {9000000}}, ten = {.value = {10000000}},
                            eight = {.value = {8000000}};

/* A mark written as a word: "yes", "no", "l0"…"l3", "8", "9", "10", "scale_fault"; NULL for none.
 */
static bool read_word(struct mark *out, const struct criterion *criterion, const char *by,
                      const char *word)
{
    if (!word)
        return false;
    *out = (struct mark){.criterion = criterion, .by = by};
    if (text_ends(word, "_fault")) {
        out->kind = MARK_NOT_APPLICABLE;
        out->not_applicable = word;
    } else if (criterion->kind == CRITERION_LEVELS) {
        out->kind = MARK_LEVEL;
        out->level = criterion_level(criterion, word);
    } else if (criterion->kind == CRITERION_CHECK) {
        out->kind = MARK_CHECK;
        out->check = text_equal(word, "yes");
    } else {
        out->kind = MARK_READINGS;
        out->readings = text_equal(word, "8") ? &eight : text_equal(word, "9") ? &nine : &ten;
        out->reading_count = 1;
    }
    return true;
}

/* Words for A1 A2 B1 B2 B3 C1, separated by spaces; "-" for none. */
struct sheet_words {
    const char *first, *second, *third, *first_again, *second_again, *settled;
};

static size_t read_words(struct mark *out, const char *by, const char *words, struct arena *arena)
{
    size_t count = 0;
    if (!words)
        return 0;
    char *rest = NULL, *word = strtok_r(arena_text(arena, words), " ", &rest);
    for (size_t i = 0; word && i < LINES; i++, word = strtok_r(NULL, " ", &rest))
        count += read_word(&out[count], &criteria[i], by, text_equal(word, "-") ? NULL : word);
    return count;
}

static struct error *compute(struct agreement *out, struct sheet_words words, struct arena *arena)
{
    struct mark *marks = ARENA_ARRAY(arena, struct mark, 6 * LINES);
    struct agreement_sheet *sheets = ARENA_ARRAY(arena, struct agreement_sheet, 3);
    const char *const by[] = {"ada", "bek", "cem"};
    const char *const said[] = {words.first, words.second, words.third};
    const char *const again[] = {words.first_again, words.second_again, NULL};
    struct agreement_input input = {.rubric = &rubric, .sheets = sheets};
    for (size_t i = 0; i < 3 && said[i]; i++) {
        sheets[i] = (struct agreement_sheet){.by = by[i], .third = i == 2};
        sheets[i].marks = &marks[2 * i * LINES];
        sheets[i].mark_count = read_words(&marks[2 * i * LINES], by[i], said[i], arena);
        sheets[i].second_looks = &marks[(2 * i + 1) * LINES];
        sheets[i].second_look_count = read_words(&marks[(2 * i + 1) * LINES], by[i], again[i],
                                                 arena);
        input.sheet_count++;
    }
    struct mark *settled = ARENA_ARRAY(arena, struct mark, LINES);
    input.settlements = settled;
    input.settlement_count = read_words(settled, "lead", words.settled, arena);
    return agreement_compute(out, &input, arena);
}

/* The states of the lines as one text: "single agreed averaged …". */
static char *states_of(struct sheet_words words, struct arena *arena)
{
    struct agreement agreement;
    OK(compute(&agreement, words, arena));
    struct buffer out = buffer_make(arena, 1024);
    for (size_t i = 0; i < agreement.line_count; i++)
        buffer_add_format(&out, "%s%s", i ? " " : "", line_state_name(agreement.lines[i].state));
    return buffer_text(&out);
}

static void each_rule_gives_its_state(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct sheet_words words;
        const char *states;
    } cases[] = {
        {"all alike",
         {"yes l2 l2 l2 l2 9", "- l2 l2 l2 l2 -", 0, 0, 0, 0},
         "single agreed agreed agreed agreed single"},
        {"one apart",
         {"yes l2 l2 l1 l3 9", "- l2 l1 l2 l2 -", 0, 0, 0, 0},
         "single agreed averaged averaged averaged single"},
        {"critical never averaged",
         {"yes l2 l2 l2 l2 9", "- l1 l2 l2 l2 -", 0, 0, 0, 0},
         "single lead agreed agreed agreed single"},
        {"two apart",
         {"yes l2 l3 l2 l2 9", "- l2 l1 l2 l2 -", 0, 0, 0, 0},
         "single agreed look_again agreed agreed single"},
        {"only one looked again",
         {"yes l2 l3 l2 l2 9", "- l2 l1 l2 l2 -", 0, "- - l2 - - -", 0, 0},
         "single agreed look_again agreed agreed single"},
        {"looked again, one apart",
         {"yes l2 l3 l2 l2 9", "- l2 l1 l2 l2 -", 0, "- - l2 - - -", "- - l1 - - -", 0},
         "single agreed averaged agreed agreed single"},
        {"still two apart",
         {"yes l2 l3 l2 l2 9", "- l2 l1 l2 l2 -", 0, "- - l3 - - -", "- - l1 - - -", 0},
         "single agreed third agreed agreed single"},
        {"third examiner",
         {"yes l2 l3 l2 l2 9", "- l2 l1 l2 l2 -", "- - l2 - - -", "- - l3 - - -", "- - l1 - - -",
          0},
         "single agreed median agreed agreed single"},
        {"lead settled",
         {"yes l2 l2 l2 l2 9", "- l1 l2 l2 l2 -", 0, 0, 0, "- l1 - - - -"},
         "single settled agreed agreed agreed single"},
        {"sampled: same points",
         {"yes l2 l2 l2 l2 9", "yes l2 l2 l2 l2 10", 0, 0, 0, 0},
         "agreed agreed agreed agreed agreed agreed"},
        {"sampled: other points",
         {"yes l2 l2 l2 l2 9", "no l2 l2 l2 l2 8", 0, 0, 0, 0},
         "lead agreed agreed agreed agreed lead"},
        {"not applicable alike",
         {"yes l2 scale_fault l2 l2 9", "- l2 scale_fault l2 l2 -", 0, 0, 0, 0},
         "single agreed agreed agreed agreed single"},
        {"not applicable for different reasons",
         {"yes l2 scale_fault l2 l2 9", "- l2 oven_fault l2 l2 -", 0, 0, 0, 0},
         "single agreed lead agreed agreed single"},
        {"not applicable to one",
         {"yes l2 scale_fault l2 l2 9", "- l2 l2 l2 l2 -", 0, 0, 0, 0},
         "single agreed lead agreed agreed single"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        char *states = states_of(cases[i].words, arena);
        if (!text_equal(states, cases[i].states))
            fail_msg("%s: %s instead of %s", cases[i].name, states, cases[i].states);
    }
}

static void the_median_of_three_is_settled(void **state)
{
    (void)state;
    static const char *const thirds[] = {"l0", "l1", "l2", "l3"};
    static const char *const medians[] = {"l1", "l1", "l2", "l3"};
    for (size_t i = 0; i < COUNT(thirds); i++) {
        SCOPED_ARENA(arena);
        struct agreement agreement;
        OK(compute(&agreement,
                   (struct sheet_words){"yes l2 l3 l2 l2 9", "- l2 l1 l2 l2 -",
                                        arena_format(arena, "- - %s - - -", thirds[i]),
                                        "- - l3 - - -", "- - l1 - - -", NULL},
                   arena));
        assert_int_equal(agreement.open_count, 0);
        const struct mark *median = NULL;
        for (size_t m = 0; m < agreement.marks.count; m++)
            if (text_equal(agreement.marks.items[m].criterion->id, "B1"))
                median = &agreement.marks.items[m];
        assert_true(median && median->settled);
        assert_string_equal(median->level->id, medians[i]);
    }
}

/* Together 20·1 + 10·0.7 + (20·0.7 + 20·0.35 …): within tolerance on every line, but one examiner
 * alone would pass and the other fail. */
static void a_straddle_is_the_leads(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    /* ada: 20+7+14+14+14+10 = 79; bek: 20+7+0+14+14+10 = 65; together 72 */
    struct sheet_words words = {"yes l1 l1 l1 l1 9", "- l1 l0 l1 l1 -", 0, 0, 0, 0};
    struct agreement agreement;
    OK(compute(&agreement, words, arena));
    assert_true(agreement.straddle);
    assert_int_equal(agreement.open_count, 1);
    assert_int_equal(agreement.lines[2].state, LINE_STRADDLE);
    words.settled = "- - l1 - - -";
    OK(compute(&agreement, words, arena));
    assert_false(agreement.straddle);
    assert_int_equal(agreement.open_count, 0);
    struct score *score;
    OK(score_compute(&score, &rubric, &agreement.marks, arena));
    assert_int_equal(score->outcome, OUTCOME_COMPETENT);
}

static void averaged_lines_are_scored_by_both_marks(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct agreement agreement;
    struct score *score;
    OK(compute(&agreement, (struct sheet_words){"yes l3 l3 l3 l3 9", "- l3 l2 l3 l3 -", 0, 0, 0, 0},
               arena));
    assert_int_equal(agreement.open_count, 0);
    OK(score_compute(&score, &rubric, &agreement.marks, arena));
    assert_string_equal(percent_text(score->total, arena), "98.50");
}

static void a_missing_mark_is_refused_by_the_score(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct agreement agreement;
    FAILS(compute(&agreement,
                  (struct sheet_words){"yes l3 l3 l3 - 9", "- l3 l2 l3 l3 -", 0, 0, 0, 0}, arena),
          ERROR_REFUSED, "B3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_gives_its_state),
        cmocka_unit_test(the_median_of_three_is_settled),
        cmocka_unit_test(a_straddle_is_the_leads),
        cmocka_unit_test(averaged_lines_are_scored_by_both_marks),
        cmocka_unit_test(a_missing_mark_is_refused_by_the_score),
    };
    return cmocka_run_group_tests_name("assess/agreement", tests, NULL, NULL);
}
