#include "base/findings.h"

#include "base/text.h"

#include "test.h"

static const struct rule refused = {"E07", "it is refused", "change it"};
static const struct rule doubted = {"W02", "it is doubtful", "look again"};

static void add(struct findings *findings, const struct rule *rule, int line, int column,
                const char *message)
{
    findings_add(findings, rule, (struct place){line, column}, "%s", message);
}

static void lines_are_sorted_by_place_within_each_file(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    findings_open(&findings, "b.yaml");
    add(&findings, &doubted, 3, 9, "second");
    add(&findings, &refused, 3, 9, "first");
    add(&findings, &doubted, 3, 1, "start");
    assert_false(findings_close(&findings));
    findings_open(&findings, "a.yaml");
    add(&findings, &doubted, 12, 1, "twelve");
    add(&findings, &doubted, 2, 1, "two");
    assert_true(findings_close(&findings)); /* warnings alone */
    add(&findings, &refused, 5, 1, "five");
    assert_false(findings_close(&findings));
    assert_string_equal(findings_text(&findings, arena), "b.yaml:3:1: warning W02: start\n"
                                                         "b.yaml:3:9: error E07: first\n"
                                                         "b.yaml:3:9: warning W02: second\n"
                                                         "a.yaml:2:1: warning W02: two\n"
                                                         "a.yaml:5:1: error E07: five\n"
                                                         "a.yaml:12:1: warning W02: twelve\n");
    assert_int_equal(findings.errors, 2);
    assert_int_equal(findings.warnings, 4);
}

static void they_are_data_too(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    assert_string_equal(value_canonical(findings_value(&findings, arena), arena), "[]");
    findings_open(&findings, "a.yaml");
    add(&findings, &refused, 2, 1, "no \"x\"");
    add(&findings, &doubted, 3, 1, "hm");
    findings_close(&findings);
    assert_string_equal(
        value_canonical(findings_value(&findings, arena), arena),
        "[{\"column\":1,\"file\":\"a.yaml\",\"line\":2,\"message\":\"no \\\"x\\\"\","
        "\"number\":\"E07\",\"severity\":\"error\"},"
        "{\"column\":1,\"file\":\"a.yaml\",\"line\":3,\"message\":\"hm\","
        "\"number\":\"W02\",\"severity\":\"warning\"}]");
}

static void a_message_stays_one_bearable_line(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    findings_open(&findings, "a");
    add(&findings, &refused, 1, 1, "a\nb\x1b[31m\xc2\x85\u0436\x7f\u00a0");
    assert_string_equal(findings.items[0].message, "a\ufffdb\ufffd[31m\ufffd\u0436\ufffd\u00a0");
    char *long_text = arena_alloc(arena, 100001);
    memset(long_text, 'x', 100000);
    add(&findings, &refused, 1, 1, long_text);
    assert_int_equal(strlen(findings.items[1].message), 300 + strlen("…"));
    assert_true(text_ends(findings.items[1].message, "x…"));
}

static void more_than_anyone_reads_are_counted_only(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    findings_open(&findings, "a");
    for (int i = 0; i < FINDINGS_LIMIT + 5; i++)
        add(&findings, i % 2 ? &refused : &doubted, i + 1, 1, "x");
    assert_false(findings_close(&findings));
    assert_int_equal(findings.count, FINDINGS_LIMIT);
    assert_int_equal(findings.errors + findings.warnings, FINDINGS_LIMIT + 5);
    assert_true(text_ends(findings_text(&findings, arena), "\nand 5 more\n"));
    findings_open(&findings, "b"); /* the next file has room of its own */
    add(&findings, &doubted, 1, 1, "x");
    assert_true(findings_close(&findings));
    assert_int_equal(findings.count, FINDINGS_LIMIT + 1);
}

static void what_is_used_twice_is_named_with_the_first(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    struct named items[] = {{"b", {9, 2}}, {"a", {3, 1}}, {"b", {4, 1}}, {"b", {5, 7}}};
    findings_open(&findings, "t");
    findings_add_repeated(&findings, &refused, items, COUNT(items), "key ");
    findings_add_repeated(&findings, &refused, NULL, 0, "key ");
    findings_close(&findings);
    assert_string_equal(findings_text(&findings, arena),
                        "t:5:7: error E07: key 'b' is used twice, first on line 4\n"
                        "t:9:2: error E07: key 'b' is used twice, first on line 4\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_sorted_by_place_within_each_file),
        cmocka_unit_test(they_are_data_too),
        cmocka_unit_test(a_message_stays_one_bearable_line),
        cmocka_unit_test(more_than_anyone_reads_are_counted_only),
        cmocka_unit_test(what_is_used_twice_is_named_with_the_first),
    };
    return cmocka_run_group_tests_name("base/findings", tests, NULL, NULL);
}
