#include "assess/score.h"

#include "assess/small_rubric.h"
#include "test.h"

/* Marks are built from words: "A1 r1 true", "A2 r1 144/480", "A3 r1 75.0 80", "B1 r1 l2",
 * "B1 lead! l2" (settled), "C1 r1 na". */
static struct value *mark_object(const char *line, struct arena *arena)
{
    struct value *object = value_object(arena), *readings = value_array(arena);
    char *text = arena_text(arena, line), *rest = NULL;
    const char *criterion = strtok_r(text, " ", &rest);
    char *by = strtok_r(NULL, " ", &rest);
    value_set_text(object, "criterion", criterion);
    if (by[strlen(by) - 1] == '!') {
        by[strlen(by) - 1] = '\0';
        value_set_boolean(object, "settled", true);
    }
    value_set_text(object, "by", by);
    for (char *word = strtok_r(NULL, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        char *slash = strchr(word, '/');
        if (strcmp(word, "true") == 0 || strcmp(word, "false") == 0)
            value_set_boolean(object, "check", *word == 't');
        else if (strcmp(word, "na") == 0)
            value_set_text(object, "na", *criterion == 'A' ? "scale_fault" : "no_gas");
        else if (*word == 'l')
            value_set_text(object, "level", word);
        else if (slash) {
            struct value *pair = value_array(arena);
            *slash = '\0';
            value_append(pair, value_of_text(word, arena));
            value_append(pair, value_of_text(slash + 1, arena));
            value_append(readings, pair);
        } else
            value_append(readings, value_of_text(word, arena));
    }
    if (value_size(readings))
        value_set(object, "readings", readings);
    return object;
}

/* lines are separated by '\n'. */
static struct marks *marks_of(const char *lines, struct arena *arena)
{
    struct value *top = value_object(arena), *list = value_array(arena);
    char *text = arena_text(arena, lines), *rest = NULL;
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        value_append(list, mark_object(line, arena));
    value_set_text(top, "rubric", "UST-SMALL@1.0.2");
    value_set_text(top, "profile", NULL);
    value_set(top, "marks", list);
    struct marks *marks;
    OK(marks_read(&marks, &small_rubric, bytes_of_text(value_canonical(top, arena)), "marks",
                  arena));
    return marks;
}

/* All lines at 100, in the order of the rubric; cases below replace some. */
static const char *const full[] = {"A1 r1 true",         "A2 r1 120/480", "A3 r1 75.0 90",
                                   "B1 r1 l3\nB1 r2 l3", "B2 r1 90",      "C1 r1 true"};

/* The full marks with the lines of changes (separated by '\n') instead of those of the same
 * criteria; a change of "X9 -" leaves the line out. */
static struct marks *changed(const char *changes, struct arena *arena)
{
    char *lines = arena_text(arena, "");
    for (size_t i = 0; i < COUNT(full); i++) {
        const char *at = changes;
        bool replaced = false;
        for (; at; at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL)
            replaced = replaced || strncmp(at, full[i], 2) == 0;
        if (!replaced)
            lines = arena_format(arena, "%s%s\n", lines, full[i]);
    }
    char *text = arena_text(arena, changes), *rest = NULL;
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        if (!strchr(line, '-') || strchr(line, '-')[1])
            lines = arena_format(arena, "%s%s\n", lines, line);
    return marks_of(lines, arena);
}

static char *result(const struct marks *marks, struct arena *arena)
{
    struct score *score;
    OK(score_compute(&score, &small_rubric, marks, arena));
    return value_canonical(score_value(score, arena), arena);
}

/* "outcome total A B C reasons" in short, null as "-". */
static void gives(const char *changes, const char *wanted)
{
    SCOPED_ARENA(arena);
    struct score *score;
    OK(score_compute(&score, &small_rubric, changed(changes, arena), arena));
    const char *total = percent_text(score->total, arena);
    char *text = arena_format(arena, "%s %s", outcome_name(score->outcome), total ? total : "-");
    for (size_t i = 0; i < small_rubric.section_count; i++) {
        const char *shown = percent_text(score->sections[i].percent, arena);
        text = arena_format(arena, "%s %s", text, shown ? shown : "-");
    }
    for (size_t i = 0; i < score->reason_count; i++)
        text = arena_format(arena, "%s %s", text, score->reasons[i]);
    if (strcmp(text, wanted) != 0)
        fail_msg("'%s' gives '%s' instead of '%s'", changes, text, wanted);
}

static void refuses(const char *changes, const char *says)
{
    SCOPED_ARENA(arena);
    struct score *score;
    FAILS(score_compute(&score, &small_rubric, changed(changes, arena), arena), ERROR_REFUSED,
          says);
}

static void the_result_has_exactly_this_form(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct score *score;
    OK(score_compute(&score, &small_rubric, changed("B1 r1 l1\nB1 r2 l2\nA3 r1 74.9 80", arena),
                     arena));
    assert_string_equal(value_pretty(score_value(score, arena), arena),
                        "{\n"
                        "  \"outcome\": \"competent\",\n"
                        "  \"total\": {\n"
                        "    \"numerator\": 16650,\n"
                        "    \"denominator\": 200,\n"
                        "    \"shown\": \"83.25\"\n"
                        "  },\n"
                        "  \"sections\": [\n"
                        "    {\n"
                        "      \"id\": \"A\",\n"
                        "      \"shown\": \"75.00\"\n"
                        "    },\n"
                        "    {\n"
                        "      \"id\": \"B\",\n"
                        "      \"shown\": \"86.50\"\n"
                        "    },\n"
                        "    {\n"
                        "      \"id\": \"C\",\n"
                        "      \"shown\": \"100.00\"\n"
                        "    }\n"
                        "  ],\n"
                        "  \"reasons\": []\n"
                        "}");
    assert_string_equal(
        result(changed("A1 r1 false\nB1 -\nB2 -\nC1 -", arena), arena),
        "{\"outcome\":\"not_yet_competent\",\"reasons\":[\"critical:A1\",\"section:A\",\"stopped:"
        "A1\"],\"sections\":[{\"id\":\"A\",\"shown\":\"50.00\"},{\"id\":\"B\",\"shown\":null},{"
        "\"id\":\"C\",\"shown\":null}],\"total\":null}");
}

static void several_marks_are_averaged_and_never_reduced(void **state)
{
    (void)state;
    static const struct {
        const char *b1;
        int64_t numerator, denominator;
    } cases[] = {
        {"B1 r1 l3\nB1 r2 l3", 20000, 200},
        {"B1 r1 l1\nB1 r2 l2", 18650, 200},
        {"B1 r1 l1\nB1 r2 l2\nB1 r3 l3", 28650, 300}, /* 70·300 + 30·255 */
        {"B1 lead! l1", 9100, 100},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct score *score;
        OK(score_compute(&score, &small_rubric, changed(cases[i].b1, arena), arena));
        assert_int_equal(score->total.numerator, cases[i].numerator);
        assert_int_equal(score->total.denominator, cases[i].denominator);
    }
}

static void shown_numbers_are_cut(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    assert_string_equal(percent_text((struct percent){699999, 10000}, arena), "69.99");
    assert_string_equal(percent_text((struct percent){200, 3}, arena), "66.66");
    assert_string_equal(percent_text((struct percent){0, 7}, arena), "0.00");
    assert_string_equal(percent_text((struct percent){1, 20}, arena), "0.05");
    assert_string_equal(percent_text((struct percent){100, 1}, arena), "100.00");
    assert_null(percent_text((struct percent){0, 0}, arena));
    /* the largest that 28 marks a line can make: nothing overflows */
    const int64_t common = INT64_C(80313433200); /* lcm(1…28) */
    assert_string_equal(percent_text((struct percent){100 * 100 * common, 100 * common}, arena),
                        "100.00");
    assert_true(100 * 100 * common < INT64_C(1) << 53);
}

static void lines_earn_their_points(void **state)
{
    (void)state;
    gives("A1 r1 true", "competent 100.00 100.00 100.00 100.00");
    gives("C1 r1 false", "not_yet_competent 90.00 100.00 100.00 0.00 section:C");
    gives("B1 r1 l1\nB1 r2 l1", "competent 91.00 100.00 82.00 100.00");
    gives("A2 r1 144/480", "competent 97.00 92.50 100.00 100.00"); /* 30 − 25 = 5, at most 5 */
    gives("A2 r1 145/480", "competent 90.00 75.00 100.00 100.00");
    gives("A3 r1 75.0 75.0", "competent 100.00 100.00 100.00 100.00");
    gives("A3 r1 90 74.9", "competent 90.00 75.00 100.00 100.00");
    gives("B2 r1 91", "competent 92.00 100.00 84.00 100.00");
    gives("B2 r1 101", "competent 80.00 100.00 60.00 100.00");
}

static void extra_time_lengthens_the_limits_of_its_lines(void **state)
{
    (void)state;
    static const struct {
        const char *minutes;
        int percent, points;
    } cases[] = {
        {"B2 r1 90", 0, 100},    {"B2 r1 91", 0, 60},    {"B2 r1 112", 25, 100},
        {"B2 r1 113", 25, 60},   {"B2 r1 125", 25, 60},  {"B2 r1 126", 25, 0},
        {"B2 r1 900", 900, 100}, {"B2 r1 901", 900, 60},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct marks *marks = marks_of(cases[i].minutes, arena);
        assert_int_equal(mark_points(&marks->items[0], NULL, cases[i].percent, arena),
                         cases[i].points);
    }
    SCOPED_ARENA(arena); /* a temperature is not lengthened */
    struct marks *marks = marks_of("A3 r1 75.0 75.0", arena);
    assert_int_equal(mark_points(&marks->items[0], NULL, 25, arena), 100);
}

static void a_destination_has_its_own_limits(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct marks *marks = changed("A3 r1 85.0 84.9", arena);
    struct score *score;
    marks->profile = "RU";
    OK(score_compute(&score, &small_rubric, marks, arena));
    assert_string_equal(percent_text(score->total, arena), "90.00");
    marks->profile = "TR"; /* declared, without a profile of that line: the base */
    OK(score_compute(&score, &small_rubric, marks, arena));
    assert_string_equal(percent_text(score->total, arena), "100.00");
    marks->profile = "KR";
    FAILS(score_compute(&score, &small_rubric, marks, arena), ERROR_REFUSED,
          "profile 'KR' is not a destination of 'UST-SMALL'");
}

static void every_failed_gate_is_reported(void **state)
{
    (void)state;
    gives("A1 r1 false\nA2 r1 400/480\nB2 r1 200",
          "not_yet_competent 50.00 25.00 60.00 100.00 critical:A1 section:A stopped:A1 total");
    gives("B1 r1 l0\nB1 r2 l0\nC1 r1 false",
          "not_yet_competent 60.00 100.00 40.00 0.00 section:C total");
}

static void exactly_at_the_pass_mark_is_enough(void **state)
{
    (void)state;
    gives("B1 r1 l0\nB1 r2 l0", "competent 70.00 100.00 40.00 100.00");
    gives("B1 r1 l0\nB1 r2 l0\nA2 r1 121/480", "not_yet_competent 67.00 92.50 40.00 100.00 total");
}

static void exactly_at_a_section_minimum_is_enough(void **state)
{
    (void)state;
    for (int more = 0; more < 2; more++) {
        SCOPED_ARENA(arena);
        struct section sections[3];
        struct rubric rubric = small_rubric;
        memcpy(sections, small_rubric.sections, sizeof sections);
        sections[0].minimum.millionths = 75000000 + more;
        rubric.sections = sections;
        struct score *score;
        OK(score_compute(&score, &rubric, changed("A3 r1 10 10", arena), arena));
        assert_int_equal(score->sections[0].failed, more);
        assert_int_equal(score->reason_count, more);
    }
}

static void a_line_not_applicable_leaves_the_sum(void **state)
{
    (void)state;
    gives("A2 r1 na", "competent 100.00 100.00 100.00 100.00");
    gives("A2 r1 na\nB1 r1 l0\nB1 r2 l1", "competent 78.33 100.00 61.00 100.00");
    gives("C1 r1 na", "competent 100.00 100.00 100.00 -");      /* its minimum does not apply */
    gives("B2 r1 na", "competent 100.00 100.00 100.00 100.00"); /* 20 is not more than 20 */
    gives("A2 lead! na", "competent 100.00 100.00 100.00 100.00");
}

static void too_much_not_applicable_is_void_but_danger_is_not(void **state)
{
    (void)state;
    gives("A2 r1 na\nB2 r1 na", "void 100.00 100.00 100.00 100.00 not_applicable_limit");
    gives("A2 r1 na\nB2 r1 na\nC1 r1 false\nB1 r1 l0\nB1 r2 l0",
          "void 42.85 100.00 0.00 0.00 not_applicable_limit"); /* no other reason is given */
    gives("A2 r1 na\nB2 r1 na\nA1 r1 false\nC1 r1 false",
          "not_yet_competent 57.14 33.33 100.00 0.00 critical:A1 not_applicable_limit section:A "
          "section:C stopped:A1 total");
}

static void nothing_left_is_void(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    static const char *const no_gas[] = {"no_gas"};
    const struct criterion lines[] = {{.id = "A1",
                                       .kind = CRITERION_CHECK,
                                       .weight = 100,
                                       .pass = 100,
                                       .raters = 1,
                                       .not_applicable = no_gas,
                                       .not_applicable_count = 1}};
    const struct section section = {.id = "A",
                                    .has_minimum = true,
                                    .minimum = {1000000},
                                    .criteria = lines,
                                    .criterion_count = 1};
    const struct rubric rubric = {.id = "UST-ONE",
                                  .pass_total = {70000000},
                                  .not_applicable_limit = 100,
                                  .sections = &section,
                                  .section_count = 1,
                                  .criterion_count = 1};
    const struct mark mark = {
        .criterion = lines, .by = "r1", .kind = MARK_NOT_APPLICABLE, .not_applicable = "no_gas"};
    const struct marks marks = {.items = &mark, .count = 1};
    struct score *score;
    OK(score_compute(&score, &rubric, &marks, arena));
    assert_string_equal(value_canonical(score_value(score, arena), arena),
                        "{\"outcome\":\"void\",\"reasons\":[\"not_applicable_limit\"],"
                        "\"sections\":[{\"id\":\"A\",\"shown\":null}],\"total\":null}");
}

static void a_stopped_attempt_may_be_unmarked_behind_the_stop(void **state)
{
    (void)state;
    gives("A1 r1 false\nA2 -\nA3 -\nB1 -\nB2 -\nC1 -",
          "not_yet_competent - - - - critical:A1 stopped:A1");
    gives("A1 r1 false\nB1 r1 l3", /* one of two marks */
          "not_yet_competent - 50.00 - 100.00 critical:A1 section:A stopped:A1");
    gives("A1 r1 false\nC1 -\nA2 r1 na\nB2 r1 na",
          "not_yet_competent - 33.33 100.00 - critical:A1 not_applicable_limit section:A "
          "stopped:A1");
    /* with every line marked nothing is unknown */
    gives("A1 r1 false", "not_yet_competent 80.00 50.00 100.00 100.00 critical:A1 section:A "
                         "stopped:A1");
}

static void a_missing_mark_is_refused_naming_line_and_examiner(void **state)
{
    (void)state;
    refuses("C1 -", "criterion 'C1': not marked by 'r1' (0 of 1)");
    refuses("B1 r1 l2", "criterion 'B1': not marked by 1 other examiner (1 of 2)");
    refuses("B1 r2 l2", "criterion 'B1': not marked by 'r1' (1 of 2)");
    refuses("A1 -", "criterion 'A1': not marked by 'r1'");
    refuses("A1 r1 true\nA2 -\nA3 -", "criterion 'A2'"); /* the first one missing */
}

static void marks_that_do_not_go_together_are_refused(void **state)
{
    (void)state;
    refuses("B1 r1 l2\nB1 r1 l2", "criterion 'B1': examiner 'r1' marked it twice");
    refuses("A1 r1 true\nA1 r1 true", "criterion 'A1': examiner 'r1' marked it twice");
    refuses("A1 r1 true\nA1 r2 true", "criterion 'A1': marked by 'r1' and by 'r2'");
    refuses("A3 r1 80 80\nA3 r2 80 80", "only lines with levels");
    refuses("B1 r1 l2\nB1 lead! l2", "criterion 'B1': the settled mark of examiner 'lead'");
    refuses("B1 lead! l2\nB1 r1 l2\nB1 r2 l2", "must stand alone");
    refuses("B1 lead! l2\nB1 boss! l2", "must stand alone");
    refuses("A2 r1 na\nA2 r2 144/480", "the not-applicable mark of examiner 'r1' must stand alone");
    refuses("A2 r1 na\nA2 r2 na", "must stand alone");
}

static void a_line_takes_up_to_28_marks(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    char *lines = arena_text(arena, "B1 r0 l3");
    for (int i = 1; i < 28; i++)
        lines = arena_format(arena, "%s\nB1 r%d l3", lines, i);
    gives(lines, "competent 100.00 100.00 100.00 100.00");
    refuses(arena_format(arena, "%s\nB1 r28 l3", lines), "criterion 'B1': more than 28 marks");
}

static void nobody_known_is_still_said(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct score *score;
    const struct marks none = {0};
    FAILS(score_compute(&score, &small_rubric, &none, arena), ERROR_REFUSED,
          "criterion 'A1': not marked by 1 other examiner (0 of 1)");
}

static void who_is_missing_is_told_from_the_other_marks(void **state)
{
    (void)state;
    static const struct {
        const char *lines, *says;
    } cases[] = {
        /* the lead settles, and is not an examiner of the attempt for that */
        {"A1 lead! true", "criterion 'A2': not marked by 1 other examiner (0 of 1)"},
        /* the first examiner's sheet has every line, wherever it stands in the file */
        {"B1 r2 l3\nB1 r1 l3\nA1 r1 true", "criterion 'A2': not marked by 'r1' (0 of 1)"},
        {"A1 r1 true\nA2 r1 1/9\nA3 r1 80 80\nB2 r2 80",
         "criterion 'B1': not marked by 'r1' and by 'r2' (0 of 2)"},
        {"A1 r1 true\nA2 r1 1/9\nA3 r1 80 80",
         "criterion 'B1': not marked by 'r1' and by 1 other examiner (0 of 2)"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct score *score;
        FAILS(score_compute(&score, &small_rubric, marks_of(cases[i].lines, arena), arena),
              ERROR_REFUSED, cases[i].says);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_result_has_exactly_this_form),
        cmocka_unit_test(several_marks_are_averaged_and_never_reduced),
        cmocka_unit_test(shown_numbers_are_cut),
        cmocka_unit_test(lines_earn_their_points),
        cmocka_unit_test(extra_time_lengthens_the_limits_of_its_lines),
        cmocka_unit_test(a_destination_has_its_own_limits),
        cmocka_unit_test(every_failed_gate_is_reported),
        cmocka_unit_test(exactly_at_the_pass_mark_is_enough),
        cmocka_unit_test(exactly_at_a_section_minimum_is_enough),
        cmocka_unit_test(a_line_not_applicable_leaves_the_sum),
        cmocka_unit_test(too_much_not_applicable_is_void_but_danger_is_not),
        cmocka_unit_test(nothing_left_is_void),
        cmocka_unit_test(a_stopped_attempt_may_be_unmarked_behind_the_stop),
        cmocka_unit_test(a_missing_mark_is_refused_naming_line_and_examiner),
        cmocka_unit_test(marks_that_do_not_go_together_are_refused),
        cmocka_unit_test(a_line_takes_up_to_28_marks),
        cmocka_unit_test(nobody_known_is_still_said),
        cmocka_unit_test(who_is_missing_is_told_from_the_other_marks),
    };
    return cmocka_run_group_tests_name("assess/score", tests, NULL, NULL);
}
