#include "assess/score_explain.h"

#include "assess/rubric_load.h"
#include "assess/small_rubric.h"
#include "base/file.h"
#include "test.h"

#define VECTORS PROJECT_FOLDER "/tests/vectors/"

static char *explain(const struct rubric *rubric, struct bytes json, const char *language,
                     struct arena *arena)
{
    struct marks *marks;
    struct score *score;
    OK(marks_read(&marks, rubric, json, "marks", arena));
    OK(score_compute(&score, rubric, marks, arena));
    return score_explain(score, language, arena);
}

static void a_whole_explanation(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const char *json =
        "{\"rubric\":\"UST-SMALL@1.0.2\",\"profile\":\"RU\",\"extra_time_percent\":25,\"marks\":["
        "{\"criterion\":\"A1\",\"by\":\"r1\",\"check\":true},"
        "{\"criterion\":\"A2\",\"by\":\"r1\",\"na\":\"scale_fault\"},"
        "{\"criterion\":\"A3\",\"by\":\"r1\",\"readings\":[\"84.9\",\"90.0\"]},"
        "{\"criterion\":\"B1\",\"by\":\"r1\",\"level\":\"l1\"},"
        "{\"criterion\":\"B1\",\"by\":\"r2\",\"level\":\"l2\"},"
        "{\"criterion\":\"B2\",\"by\":\"r1\",\"readings\":[\"113\"]},"
        "{\"criterion\":\"C1\",\"by\":\"lead\",\"settled\":true,\"check\":false}]}";
    assert_string_equal(
        explain(&small_rubric, bytes_of_text(json), "en", arena),
        "UST-SMALL@1.0.2  A line\n"
        "Limits for RU where the rubric has them; 25 % extra time\n"
        "\n"
        "A  A line\n"
        "  A1  A line (weight 20, critical, stops the attempt)\n"
        "      r1: yes, 100 points\n"
        "      100 points, times weight 20, is 2000\n"
        "  A2  A line (weight 10)\n"
        "      r1: not applicable (scale_fault): the line leaves the sum\n"
        "  A3  A line (weight 10)\n"
        "      r1: readings 84.9, 90 Cel; the smallest is 84.9; not even at least 85 (the limit "
        "for RU): 0 points\n"
        "      0 points, times weight 10, is 0\n"
        "  Section A: 2000/30 = 66.66 %, reaches the 60 %\n"
        "\n"
        "B  A line\n"
        "  B1  A line (weight 30)\n"
        "      r1: l1 \"\", 70 points\n"
        "      r2: l2 \"\", 85 points\n"
        "      (70 + 85) / 2 = 77.5 points, times weight 30, is 2325\n"
        "  B2  A line (weight 20)\n"
        "      r1: reading 113 min; at most 125 (100 and 25 % extra time), but not at most 112.5 "
        "(90 and 25 % extra time): 60 points\n"
        "      60 points, times weight 20, is 1200\n"
        "  Section B: 7050/100 = 70.50 %\n"
        "\n"
        "C  A line\n"
        "  C1  A line (weight 10)\n"
        "      lead (settled): no, 0 points\n"
        "      0 points, times weight 10, is 0\n"
        "  Section C: 0/10 = 0.00 %, BELOW the 50 %\n"
        "\n"
        "Total: 11050/180 = 61.38 %, BELOW the 70 %\n"
        "Not applicable: weight 10, at most 20 is allowed\n"
        "Outcome: not yet competent\n"
        "  section:C: the section is below its minimum\n"
        "  total: the total is below the pass mark\n");
}

static void has(const char *vector, const char *language, const char *line)
{
    SCOPED_ARENA(arena);
    struct rubric *rubric;
    struct bytes json;
    struct findings findings = findings_make(arena);
    OK(rubric_load_path(&rubric, &findings, VECTORS "rubrics/ust-ck-hk-02.yaml", arena));
    OK(file_read(&json, arena_format(arena, VECTORS "marks/%s.marks.json", vector), 1 << 20,
                 arena));
    const char *text = explain(rubric, json, language, arena);
    if (!strstr(text, line))
        fail_msg("'%s' is not in:\n%s", line, text);
}

static void every_way_to_measure_is_told(void **state)
{
    (void)state;
    has("a-competent", "en",
        "; 7 of them from 2 to 4; at least 7, but not at least 9: 75 points\n");
    has("a-competent", "en",
        "reading 144 of 480 g; share in percent less 25 is 5; at most 5, but not at most 0: 70");
    has("a-competent", "en",
        "readings 275, 250 g; away from 250 in percent by 10, 0; the largest, without its sign, "
        "is 10; at most 10, but not at most 3: 60 points\n");
    has("a-competent", "en", "readings 75, 78.4 Cel; the smallest is 75; at least 75: 100 points");
    has("q-three-and-four-marks", "en",
        "(70 + 85 + 0) / 3 = 51.666666… (155/3) points, times weight 14, is 723.333333… (2170/3)");
}

static void a_stop_is_told(void **state)
{
    (void)state;
    has("o-stopped-with-later-marks", "en", "unmarked (1 of 2): the attempt was stopped\n");
    has("o-stopped-with-later-marks", "en", "CRITICAL: below its standard of 100 points\n");
    has("o-stopped-with-later-marks", "en", "Section B: none, judged by nothing\n");
    has("h-stopped-for-safety", "en",
        "Total: none, judged by nothing\nOutcome: not yet competent\n  critical:A2: a critical "
        "line is below its standard: not competent whatever the total\n  stopped:A2: unsafe: the "
        "attempt ended here\n");
}

static void titles_are_in_the_language_or_its_source(void **state)
{
    (void)state;
    has("a-competent", "ky", "D1  Убагында бүтүрөт (weight 6)\n");
    has("a-competent", "ja", "D1  Finishes on time (weight 6)\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_explanation),
        cmocka_unit_test(every_way_to_measure_is_told),
        cmocka_unit_test(a_stop_is_told),
        cmocka_unit_test(titles_are_in_the_language_or_its_source),
    };
    return cmocka_run_group_tests_name("assess/score_explain", tests, NULL, NULL);
}
