#include "base/yaml.h"

#include "test.h"

#include <time.h>

static struct yaml_node *read_bytes(struct findings *findings, struct bytes file)
{
    struct yaml_node *root;
    findings_open(findings, "t");
    yaml_read(&root, findings, file, findings->arena);
    findings_close(findings);
    return root;
}

static struct yaml_node *read_text(struct findings *findings, const char *text)
{
    return read_bytes(findings, bytes_of_text(text));
}

static void assert_place(const struct yaml_node *node, int line, int column)
{
    assert_int_equal(node->place.line, line);
    assert_int_equal(node->place.column, column);
}

static void every_node_knows_its_place_in_code_points(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    const struct yaml_node *root = read_text(&findings,
                                             "\xef\xbb\xbf# заметка\r\n"
                                             "тили: {ky: \"Өткөр үт\", 😀: x}\r\n"
                                             "list:\r\n  - a\r\n  - {b: 'c'}\r\nempty:\r\n");
    assert_int_equal(findings.count, 0);
    assert_int_equal(root->kind, YAML_MAP);
    assert_int_equal(root->count, 3);
    assert_place(root, 2, 1);
    const struct yaml_node *map = yaml_get(root, "тили");
    assert_place(map, 2, 7);
    assert_place(yaml_get(map, "ky"), 2, 12);
    assert_string_equal(yaml_get(map, "ky")->text, "Өткөр үт");
    assert_place(yaml_member(map, "😀")->key, 2, 24);
    assert_place(yaml_get(map, "😀"), 2, 27);
    const struct yaml_node *list = yaml_get(root, "list");
    assert_true(list->kind == YAML_LIST && list->count == 2 && !list->members[0].key);
    assert_place(list->members[1].value, 5, 5);
    assert_string_equal(yaml_get(root, "empty")->text, "");
}

static void quotes_can_be_told(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    const struct yaml_node *root = read_text(&findings, "a: 70\nb: \"70\"\nc: '70'\nd: |-\n  70\n");
    assert_true(yaml_get(root, "a")->plain && !yaml_get(root, "a")->quoted);
    assert_true(!yaml_get(root, "b")->plain && yaml_get(root, "b")->quoted);
    assert_true(!yaml_get(root, "c")->plain && yaml_get(root, "c")->quoted);
    assert_true(!yaml_get(root, "d")->plain && !yaml_get(root, "d")->quoted);
    assert_string_equal(yaml_get(root, "d")->text, "70");
    assert_null(yaml_get(root, "e"));
    assert_null(yaml_get(yaml_get(root, "a"), "e"));
    assert_null(yaml_get(NULL, "e"));
}

/* Each says everything that is found in it, and whether a tree is left. */
static const struct {
    const char *text, *says;
    bool tree;
} refusals[] = {
    {"", "t:1:1: error E05: the file is empty\n", false},
    {"\xef\xbb\xbf", "t:1:1: error E05: the file is empty\n", false},
    {"# only a remark\n", "t:1:1: error E05: the file is empty\n", false},
    {"a: 1\n---\nb: 2\n", "t:2:1: error E05: a second document begins here\n", false},
    {"a: \xff\n", "t:1:4: error E01: the file is not UTF-8 here\n", false},
    {"a: ж\nж: \xed\xa0\x80\n", "t:2:4: error E01: the file is not UTF-8 here\n", false},
    {"a: \x1b[31m\n", "t:1:4: error E01: the file holds the control character U+001B\n", false},
    {"a: ж\xc2\x85\n", "t:1:5: error E01: the file holds the control character U+0085\n", false},
    {"a: \x7f\n", "t:1:4: error E01: the file holds the control character U+007F\n", false},
    {"a: \xe2\x80\xa8\n", "t:1:4: error E01: the file holds the control character U+2028\n", false},
    {"a: ж\u202e\n", "t:1:5: error E01: the file holds the invisible character U+202E\n", false},
    {"# \u2066\n", "t:1:3: error E01: the file holds the invisible character U+2066\n", false},
    {"a: x\u200by\n", "t:1:5: error E01: the file holds the invisible character U+200B\n", false},
    {"a: x\ufeff\n", "t:1:5: error E01: the file holds the invisible character U+FEFF\n", false},
    {"a: ж\u200dж\n", "t:1:5: error E01: the file holds the invisible character U+200D\n", false},
    {"a: \"x\\0y\"\nb: 1\n", "t:1:4: error E01: the text holds a NUL\n", true},
    {"a: [1, 2\n",
     "t:2:1: error E03: while parsing a flow sequence, did not find expected ',' or ']'\n", false},
    {"a: \"жж\n",
     "t:2:1: error E03: while scanning a quoted scalar, found unexpected end of stream\n", false},
    {"a: b: c\n", "t:1:5: error E03: mapping values are not allowed in this context\n", false},
    {"a: 1\n\tb: 2\n",
     "t:2:1: error E03: while scanning a plain scalar, found a tab character that violates "
     "indentation\n",
     false},
    {"a: &x 1\nb: *x\n",
     "t:1:4: error E06: anchors (&) are refused\n"
     "t:2:4: error E06: aliases (*) are refused\n",
     true},
    {"&x a: 1\n", "t:1:1: error E06: anchors (&) are refused\n", true},
    {"a: &x {b: 1}\nc: &y [1]\n",
     "t:1:4: error E06: anchors (&) are refused\n"
     "t:2:4: error E06: anchors (&) are refused\n",
     true},
    {"a: !!str 1\nb: !x {c: 1}\nd: ! \"1\"\n",
     "t:1:4: error E07: tags (!) are refused\n"
     "t:2:4: error E07: tags (!) are refused\n"
     "t:3:4: error E07: tags (!) are refused\n",
     true},
    {"ж: [ж, ! 1]\n", "t:1:8: error E07: tags (!) are refused\n", true},
    {"%TAG !e! tag:e,2000:\n---\na: 1\n", "t:1:1: error E07: tags are refused\n", false},
    {"a: {<<: {b: 1}, \"<<\": 2}\n", "t:1:5: error E08: merge keys (<<) are refused\n", true},
    {"a: 1\n\"a\": 2\nc: {d: 1, d: 2, d: 3}\n",
     "t:2:1: error E09: key 'a' is used twice, first on line 1\n"
     "t:3:11: error E09: key 'd' is used twice, first on line 3\n"
     "t:3:17: error E09: key 'd' is used twice, first on line 3\n",
     true},
    {"? [a]\n: 1\nb: 2\n", "t:1:3: error E10: a list stands where a key is expected\n", true},
    {"a: [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]\n",
     "t:1:19: error E04: deeper than 16 levels of maps and lists\n", false},
};

static void refuses_what_is_not_strict(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(refusals); i++) {
        SCOPED_ARENA(arena);
        struct findings findings = findings_make(arena);
        const struct yaml_node *root = read_text(&findings, refusals[i].text);
        assert_string_equal(findings_text(&findings, arena), refusals[i].says);
        assert_int_equal(root != NULL, refusals[i].tree);
    }
}

static void of_two_keys_the_first_counts(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    const struct yaml_node *root = read_text(&findings, "b: 1\na: 1\na: 2\n");
    assert_string_equal(yaml_get(root, "a")->text, "1");
    assert_string_equal(yaml_get(root, "b")->text, "1");
}

static void percent_signs_are_text(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    const struct yaml_node *root = read_text(&findings,
                                             "%YAML 1.1\n---\na: 10 %TAG\nb: \"%TAG\"\nc: ! \n");
    assert_string_equal(yaml_get(root, "a")->text, "10 %TAG");
    assert_string_equal(findings_text(&findings, arena),
                        "t:5:4: error E07: tags (!) are refused\n");
}

static void sixteen_levels_are_not_too_deep(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    assert_non_null(read_text(&findings, "a: [[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]\n"));
    assert_int_equal(findings.count, 0);
}

static void encodings_other_than_utf8_are_named(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    assert_null(read_bytes(&findings, bytes_of("\xff\xfe"
                                               "a\0:\0",
                                               6)));
    assert_null(read_bytes(&findings, bytes_of("\xfe\xff\0a\0:", 6)));
    assert_null(read_bytes(&findings, bytes_of("a\0:\0", 4)));
    assert_string_equal(findings_text(&findings, arena),
                        "t:1:1: error E01: the file is UTF-16, not UTF-8\n"
                        "t:1:1: error E01: the file is UTF-16, not UTF-8\n"
                        "t:1:2: error E01: the file holds a NUL\n");
}

/* Hostile files: an answer at once. The limit is generous for a sanitised build on a busy machine;
 * what it guards against takes minutes. */

static double seconds_for(struct bytes file, const char *says)
{
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    struct timespec before, after;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    assert_null(read_bytes(&findings, file));
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    assert_int_equal(findings.count, 1);
    if (!strstr(findings.items[0].message, says))
        fail_msg("says '%s' instead of '%s'", findings.items[0].message, says);
    return (double)(after.tv_sec - before.tv_sec) + 1e-9 * (double)(after.tv_nsec - before.tv_nsec);
}

static struct bytes repeated(const char *start, const char *piece, size_t size, struct arena *arena)
{
    size_t length = strlen(piece), at = strlen(start);
    char *file = arena_alloc(arena, size);
    memcpy(file, start, at);
    for (; at < size; at++)
        file[at] = piece[(at - strlen(start)) % length];
    return bytes_of(file, size);
}

static void hostile_files_get_an_answer_at_once(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const size_t mib = 1024 * 1024;
    const struct {
        struct bytes file;
        const char *says;
    } cases[] = {
        {repeated("a: ", "x ", 10 * mib, arena), "larger than 1 MiB"},
        {repeated("", "[", 20000, arena), "16 levels"},
        {repeated("", "{", mib, arena), "16 levels"},
        {repeated("", "- ", mib, arena), "16 levels"},
        {repeated("", "? ", mib, arena), "16 levels"},
        {repeated("", "[\n", mib, arena), "16 levels"},
        {repeated("", "%TAG !a! b\n", mib, arena), "tags"},
        {repeated("a: b\n...\n", "%TAG !a! b\n", mib, arena), "tags"},
        {repeated("a: \"", "ж", mib - 1, arena), "not UTF-8"}, /* cut within a character */
        {repeated("a: \"", "x", mib, arena), "end of stream"},
        {repeated("a: [", "x, ", mib, arena), "while parsing a flow"},
        {repeated("a: {", "x", mib, arena), ""},
        {repeated("", "\n", mib, arena), "empty"},
        {repeated("a: 1\n", "--- \n", mib, arena), "second document"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        double seconds = seconds_for(cases[i].file, cases[i].says);
        if (seconds > 2)
            fail_msg("case %zu takes %.1f s", i, seconds);
    }
}

static void a_file_full_of_mistakes_is_bearable(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    assert_non_null(read_bytes(&findings, repeated("", "a: *a\n", 1048572, arena)));
    assert_int_equal(findings.count, FINDINGS_LIMIT);
    assert_int_equal(findings.errors, 174762 + 174761); /* aliases, and keys used twice */
    const char *text = findings_text(&findings, arena);
    assert_non_null(strstr(text, "\nand 339523 more\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_node_knows_its_place_in_code_points),
        cmocka_unit_test(quotes_can_be_told),
        cmocka_unit_test(refuses_what_is_not_strict),
        cmocka_unit_test(of_two_keys_the_first_counts),
        cmocka_unit_test(percent_signs_are_text),
        cmocka_unit_test(sixteen_levels_are_not_too_deep),
        cmocka_unit_test(encodings_other_than_utf8_are_named),
        cmocka_unit_test(hostile_files_get_an_answer_at_once),
        cmocka_unit_test(a_file_full_of_mistakes_is_bearable),
    };
    return cmocka_run_group_tests_name("base/yaml", tests, NULL, NULL);
}
