#include "assess/marks.h"

#include "assess/small_rubric.h"
#include "test.h"

#define FILE_OF(marks) "{\"rubric\":\"UST-SMALL@1.0.2\",\"profile\":null,\"marks\":[" marks "]}"

static void a_file_is_read_whole(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct marks *marks;
    OK(marks_read(
        &marks, &small_rubric,
        bytes_of_text("{\"rubric\":\"UST-SMALL@1.0.2\",\"profile\":\"RU\","
                      "\"extra_time_percent\":25,\"marks\":["
                      "{\"criterion\":\"A1\",\"by\":\"r1\",\"check\":true},"
                      "{\"criterion\":\"A2\",\"by\":\"r1\",\"readings\":[[\"144\",\"480\"]]},"
                      "{\"criterion\":\"A3\",\"by\":\"r1\",\"readings\":[\"75.0\",\"-3.5\"]},"
                      "{\"criterion\":\"B1\",\"by\":\"lead\",\"settled\":true,\"level\":\"l2\"},"
                      "{\"criterion\":\"C1\",\"by\":\"r1\",\"settled\":false,\"na\":\"no_gas\"}]}"),
        "m.json", arena));
    assert_string_equal(marks->profile, "RU");
    assert_int_equal(marks->extra_time_percent, 25);
    assert_int_equal(marks->count, 5);
    const struct mark *m = marks->items;
    assert_true(m[0].kind == MARK_CHECK && m[0].check && !m[0].settled);
    assert_ptr_equal(m[0].criterion, rubric_criterion(&small_rubric, "A1"));
    assert_int_equal(m[1].reading_count, 1);
    assert_int_equal(m[1].readings[0].value.millionths, 144000000);
    assert_int_equal(m[1].readings[0].whole.millionths, 480000000);
    assert_int_equal(m[2].readings[1].value.millionths, -3500000);
    assert_true(m[3].settled && m[3].kind == MARK_LEVEL);
    assert_int_equal(m[3].level->points, 85);
    assert_string_equal(m[3].by, "lead");
    assert_string_equal(m[4].not_applicable, "no_gas");
    assert_false(m[4].settled);
}

static void what_was_read_is_written_back(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    static const char text[] =
        "{\"extra_time_percent\":10,\"marks\":["
        "{\"by\":\"r1\",\"check\":false,\"criterion\":\"A1\"},"
        "{\"by\":\"r1\",\"criterion\":\"A2\",\"readings\":[[\"144\",\"480\"]]},"
        "{\"by\":\"r1\",\"criterion\":\"A3\",\"readings\":[\"75.5\",\"-3\"]},"
        "{\"by\":\"lead\",\"criterion\":\"B1\",\"level\":\"l2\",\"settled\":true},"
        "{\"by\":\"r1\",\"criterion\":\"C1\",\"na\":\"no_gas\"}],"
        "\"profile\":\"TR\",\"rubric\":\"UST-SMALL@1.0.2\"}";
    struct marks *marks;
    OK(marks_read(&marks, &small_rubric, bytes_of_text(text), "m.json", arena));
    assert_string_equal(value_canonical(marks_value(&small_rubric, marks, arena), arena), text);
    *marks = (struct marks){0};
    assert_string_equal(value_canonical(marks_value(&small_rubric, marks, arena), arena),
                        "{\"marks\":[],\"profile\":null,\"rubric\":\"UST-SMALL@1.0.2\"}");
}

static void a_wrong_file_is_refused_and_says_why(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"", "m.json:1:"},
        {"[]", "m.json: a list stands where an object is expected"},
        {"{\"rubric\":\"UST-SMALL@1.0.2\",\"profile\":null,\"marks\":[],\"marks\":[]}",
         "duplicate"},
        {"{\"rubric\":\"UST-SMALL@1.0.2\",\"profile\":null,\"marks\":[],\"x-note\":1}", "'x-note'"},
        {"{\"profile\":null,\"marks\":[]}", "'rubric' is missing"},
        {"{\"rubric\":1,\"profile\":null,\"marks\":[]}", "'rubric' is a whole number"},
        {"{\"rubric\":\"UST-OTHER@1.0.2\",\"profile\":null,\"marks\":[]}", "'UST-OTHER@1.0.2'"},
        {"{\"rubric\":\"UST-SMALL@1.0.3\",\"profile\":null,\"marks\":[]}", "'UST-SMALL@1.0.2'"},
        {"{\"rubric\":\"UST-SMALL\",\"profile\":null,\"marks\":[]}", "'UST-SMALL@1.0.2'"},
        {"{\"rubric\":\"UST-SMALL@1.0.2\",\"marks\":[]}", "'profile' is missing"},
        {"{\"rubric\":\"UST-SMALL@1.0.2\",\"profile\":\"KR\",\"marks\":[]}", "'KR'"},
        {"{\"rubric\":\"UST-SMALL@1.0.2\",\"profile\":\"\",\"marks\":[]}", "'profile' is empty"},
        {"{\"rubric\":\"UST-SMALL@1.0.2\",\"profile\":false,\"marks\":[]}", "'profile' is true"},
        {"{\"rubric\":\"UST-SMALL@1.0.2\",\"profile\":null}", "'marks' is missing"},
        {"{\"rubric\":\"UST-SMALL@1.0.2\",\"profile\":null,\"marks\":{}}", "'marks' is an object"},
        {"{\"rubric\":\"UST-SMALL@1.0.2\",\"profile\":null,\"extra_time_percent\":-1,\"marks\":[]}",
         "'extra_time_percent' is -1"},
        {"{\"rubric\":\"UST-SMALL@1.0.2\",\"profile\":null,\"extra_time_percent\":99999999999,"
         "\"marks\":[]}",
         "'extra_time_percent' is 99999999999"},
        {"{\"rubric\":\"UST-SMALL@1.0.2\",\"profile\":null,\"extra_time_percent\":\"25\","
         "\"marks\":[]}",
         "'extra_time_percent' is text"},
        {"{\"rubric\":\"UST-SMALL@1.0.2\",\"profile\":null,\"extra_time_percent\":2.5,"
         "\"marks\":[]}",
         "'extra_time_percent' is not a whole number"},
        {"{\"rubric\":\"UST-SMALL@1.0.2\",\"profile\":null,\"extra_time_percent\":null,"
         "\"marks\":[]}",
         "'extra_time_percent' is null"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct marks *marks;
        FAILS(marks_read(&marks, &small_rubric, bytes_of_text(cases[i].text), "m.json", arena),
              ERROR_REFUSED, cases[i].says);
    }
}

/* Every refusal of a mark names its place, and criterion and examiner as far as it says them. */
static void a_wrong_mark_is_refused_and_named(void **state)
{
    (void)state;
    static const char *const whose = "criterion 'A3', examiner 'r1': ";
    static const struct {
        const char *text, *says;
    } cases[] = {
        {FILE_OF("5"), "mark 1: not an object"},
        {FILE_OF("{}"), "mark 1: 'criterion' is missing"},
        {FILE_OF("{\"criterion\":\"A1\",\"by\":\"r1\",\"check\":true},{\"criterion\":7}"),
         "mark 2: 'criterion' is a whole number"},
        {FILE_OF("{\"criterion\":\"A1\",\"check\":true}"), "criterion 'A1': 'by' is missing"},
        {FILE_OF("{\"criterion\":\"A1\",\"by\":\"\",\"check\":true}"),
         "criterion 'A1': 'by' is empty"},
        {FILE_OF("{\"criterion\":\"A9\",\"by\":\"r1\",\"check\":true}"),
         "criterion 'A9', examiner 'r1': 'UST-SMALL' has no such criterion"},
        {FILE_OF("{\"criterion\":\"A\",\"by\":\"r1\",\"check\":true}"), "no such criterion"},
        {FILE_OF("{\"criterion\":\"A1\",\"by\":\"r1\",\"check\":true,\"note\":\"x\"}"),
         "criterion 'A1', examiner 'r1': 'note' is not a known key"},
        {FILE_OF("{\"criterion\":\"A1\",\"by\":\"r1\",\"check\":true,\"settled\":\"yes\"}"),
         "'settled' is text"},
        {FILE_OF("{\"criterion\":\"A1\",\"by\":\"r1\"}"),
         "criterion 'A1', examiner 'r1': none of 'check', 'level', 'readings' and 'na'"},
        {FILE_OF("{\"criterion\":\"C1\",\"by\":\"r1\",\"check\":true,\"na\":\"no_gas\"}"),
         "more than one of"},
        {FILE_OF("{\"criterion\":\"A1\",\"by\":\"r1\",\"check\":\"true\"}"), "'check' is text"},
        {FILE_OF("{\"criterion\":\"A1\",\"by\":\"r1\",\"check\":1}"), "'check' is a whole number"},
        {FILE_OF("{\"criterion\":\"A1\",\"by\":\"r1\",\"check\":null}"), "'check' is null"},
        {FILE_OF("{\"criterion\":\"A1\",\"by\":\"r1\",\"level\":\"l1\"}"),
         "'level' where this criterion takes 'check'"},
        {FILE_OF("{\"criterion\":\"B1\",\"by\":\"r1\",\"check\":true}"),
         "'check' where this criterion takes 'level'"},
        {FILE_OF("{\"criterion\":\"B1\",\"by\":\"r1\",\"level\":\"l4\"}"),
         "criterion 'B1', examiner 'r1': 'level': 'l4' is not a level"},
        {FILE_OF("{\"criterion\":\"B1\",\"by\":\"r1\",\"level\":70}"), "'level' is a whole number"},
        {FILE_OF("{\"criterion\":\"C1\",\"by\":\"r1\",\"na\":\"scale_fault\"}"),
         "'na': 'scale_fault' is not a reason listed"},
        {FILE_OF("{\"criterion\":\"A1\",\"by\":\"r1\",\"na\":\"no_gas\"}"), "not a reason listed"},
        {FILE_OF("{\"criterion\":\"C1\",\"by\":\"r1\",\"na\":true}"), "'na' is true or false"},
        {FILE_OF("{\"criterion\":\"A3\",\"by\":\"r1\",\"readings\":[\"75.0\"]}"),
         "'readings' holds 1 instead of exactly 2"},
        {FILE_OF("{\"criterion\":\"A3\",\"by\":\"r1\",\"readings\":[\"75\",\"75\",\"75\"]}"),
         "'readings' holds 3 instead of exactly 2"},
        {FILE_OF("{\"criterion\":\"A3\",\"by\":\"r1\",\"readings\":\"75.0\"}"),
         "'readings' is text instead of a list"},
        {FILE_OF("{\"criterion\":\"A3\",\"by\":\"r1\",\"readings\":[\"75.0\",75]}"),
         "'readings' holds what is not text"},
        {FILE_OF("{\"criterion\":\"A3\",\"by\":\"r1\",\"readings\":[\"75.0\",\"75.00\"]}"),
         "'readings': '75.00' has more than 1 decimals"},
        {FILE_OF("{\"criterion\":\"A3\",\"by\":\"r1\",\"readings\":[\"75.0\",\"75,1\"]}"),
         "'75,1' is not a decimal"},
        {FILE_OF("{\"criterion\":\"A3\",\"by\":\"r1\",\"readings\":[\"75.0\",\"+75\"]}"),
         "'+75' is not a decimal"},
        {FILE_OF("{\"criterion\":\"A3\",\"by\":\"r1\",\"readings\":[\"75.0\",[\"1\",\"2\"]]}"),
         "what is not text"},
        {FILE_OF("{\"criterion\":\"A2\",\"by\":\"r1\",\"readings\":[\"144\"]}"), "pairs"},
        {FILE_OF("{\"criterion\":\"A2\",\"by\":\"r1\",\"readings\":[[\"144\"]]}"), "pairs"},
        {FILE_OF("{\"criterion\":\"A2\",\"by\":\"r1\",\"readings\":[[\"1\",\"2\",\"3\"]]}"),
         "pairs"},
        {FILE_OF("{\"criterion\":\"A2\",\"by\":\"r1\",\"readings\":[[\"144\",480]]}"), "not text"},
        {FILE_OF("{\"criterion\":\"A2\",\"by\":\"r1\",\"readings\":[[\"144\",\"0\"]]}"),
         "the whole of a pair is 0"},
        {FILE_OF("{\"criterion\":\"A2\",\"by\":\"r1\",\"readings\":[[\"144\",\"-0\"]]}"),
         "the whole of a pair is 0"},
        {FILE_OF("{\"criterion\":\"A2\",\"by\":\"r1\",\"readings\":[[\"144.5\",\"480\"]]}"),
         "'144.5' has more than 0 decimals"},
        {FILE_OF("{\"criterion\":\"A2\",\"by\":\"r1\",\"readings\":[[\"144\",\"480.0\"]]}"),
         "'480.0' has more than 0 decimals"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct marks *marks;
        FAILS(marks_read(&marks, &small_rubric, bytes_of_text(cases[i].text), "m.json", arena),
              ERROR_REFUSED, cases[i].says);
        FAILS(marks_read(&marks, &small_rubric, bytes_of_text(cases[i].text), "m.json", arena),
              ERROR_REFUSED, strstr(cases[i].text, "A3") ? whose : "m.json: mark ");
    }
}

static void a_huge_file_is_refused_at_once(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct marks *marks;
    char *huge = arena_alloc(arena, 1024 * 1024 + 2);
    memset(huge, ' ', 1024 * 1024 + 1);
    FAILS(marks_read(&marks, &small_rubric, bytes_of_text(huge), "m.json", arena), ERROR_REFUSED,
          "m.json: larger than 1048576 bytes");
    huge[1024 * 1024] = '\0';
    FAILS(marks_read(&marks, &small_rubric, bytes_of_text(huge), "m.json", arena), ERROR_REFUSED,
          "m.json:");
}

static void a_mark_is_read_from_any_object(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct value *body;
    struct mark mark;
    const struct criterion *b1 = rubric_criterion(&small_rubric, "B1");
    OK(value_parse(&body, bytes_of_text("{\"kind\":\"mark\",\"attempt\":\"x\",\"level\":\"l3\"}"),
                   "event", arena));
    OK(mark_read(&mark, b1, "gulnara", body, arena));
    assert_ptr_equal(mark.criterion, b1);
    assert_string_equal(mark.by, "gulnara");
    assert_string_equal(mark.level->id, "l3");
    assert_string_equal(value_canonical(mark_value(&mark, arena), arena), "{\"level\":\"l3\"}");
    OK(value_parse(&body, bytes_of_text("{\"level\":\"l9\"}"), "event", arena));
    FAILS(mark_read(&mark, b1, "gulnara", body, arena), ERROR_REFUSED,
          "criterion 'B1', examiner 'gulnara': 'level': 'l9'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_whole),
        cmocka_unit_test(what_was_read_is_written_back),
        cmocka_unit_test(a_wrong_file_is_refused_and_says_why),
        cmocka_unit_test(a_wrong_mark_is_refused_and_named),
        cmocka_unit_test(a_huge_file_is_refused_at_once),
        cmocka_unit_test(a_mark_is_read_from_any_object),
    };
    return cmocka_run_group_tests_name("assess/marks", tests, NULL, NULL);
}
