/* Every number of docs/rubric-errors.md, each by at least one small change of a good file, with the
 * exact places of what is then wrong. */
#include "assess/rubric_publish.h"
#include "assess/rules.h"
#include "base/buffer.h"
#include "base/file.h"

#include "assess/example.h"
#include "assess/rubric_errors_cases.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>

static void find(struct findings *findings, enum kind kind, struct patch patch, struct arena *arena)
{
    const char *text = kind == SCHEME ? example_scheme(&patch, 1, arena)
                                      : example_rubric(&patch, 1, arena);
    struct rubric *rubric = NULL;
    struct scheme *scheme = NULL;
    if (kind == SCHEME)
        OK(scheme_load(&scheme, findings, bytes_of_text(text), "t", arena));
    else
        OK(rubric_load(&rubric, findings, bytes_of_text(text), "t", arena));
    assert_int_equal(rubric || scheme, findings->errors == 0);
    if (kind == AGAINST)
        OK(rubric_publish_check(findings, rubric, PROJECT_FOLDER "/tests/vectors/rubrics", arena));
}

static void every_mistake_is_found_at_its_place(void **state)
{
    (void)state;
    int failures = 0;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct findings findings = findings_make(arena);
        find(&findings, cases[i].kind, (struct patch){cases[i].search, cases[i].replacement},
             arena);
        const char *number = strrchr(cases[i].says, ' ') + 1;
        const char *said = example_findings(&findings, *number == 'W' ? number : NULL, arena);
        if (strcmp(said, cases[i].says) == 0)
            continue;
        print_error("'%s' for '%s' says %s instead of %s\n", cases[i].replacement, cases[i].search,
                    said, cases[i].says);
        failures++;
    }
    assert_int_equal(failures, 0);
}

static void the_edges_of_the_rules_are_allowed(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(edges); i++) {
        SCOPED_ARENA(arena);
        struct findings findings = findings_make(arena);
        find(&findings, RUBRIC, (struct patch){edges[i].search, edges[i].replacement}, arena);
        const char *line = strchr(edges[i].without, ' ');
        for (size_t j = 0; j < findings.count; j++) {
            const struct finding *finding = &findings.items[j];
            size_t length = strcspn(edges[i].without, " ");
            if (strncmp(finding->rule->number, edges[i].without, length) == 0 &&
                (!line || atoi(line) == finding->place.line))
                fail_msg("'%s': %s", edges[i].replacement, finding_text(finding, arena));
        }
    }
}

static bool has_case(const char *number)
{
    bool found = !strcmp(number, "E02"); /* large_files_are_refused */
    for (size_t i = 0; i < COUNT(cases); i++)
        found = found || strstr(cases[i].says, number);
    return found;
}

static void every_number_has_a_case(void **state)
{
    (void)state;
    for (size_t i = 0; i < YAML_RULE_COUNT; i++)
        if (!has_case(yaml_rules[i].number))
            fail_msg("no case for %s", yaml_rules[i].number);
    for (size_t i = 0; i < RULE_COUNT; i++)
        if (!has_case(rules[i].number))
            fail_msg("no case for %s", rules[i].number);
}

static void large_files_are_refused(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    struct rubric *rubric;
    char *file = arena_alloc(arena, YAML_SIZE_LIMIT + 1);
    memset(file, '\n', YAML_SIZE_LIMIT + 1);
    OK(rubric_load(&rubric, &findings, bytes_of(file, YAML_SIZE_LIMIT + 1), "t", arena));
    assert_null(rubric);
    assert_string_equal(findings_text(&findings, arena),
                        "t:1:1: error E02: the file is larger than 1 MiB\n");
}

/* docs/rubric-errors.md */

static void add_rows(struct buffer *page, const struct rule *table, size_t count, char letter)
{
    for (size_t i = 0; i < count; i++)
        if (table[i].number[0] == letter)
            buffer_add_format(page, "| %s | %s | %s |\n", table[i].number, table[i].says,
                              table[i].remedy);
}

static void assert_page_has(const char *page, char letter, struct arena *arena)
{
    struct buffer rows = buffer_make(arena, 1024 * 1024);
    add_rows(&rows, yaml_rules, YAML_RULE_COUNT, letter);
    add_rows(&rows, rules, RULE_COUNT, letter);
    if (strstr(page, buffer_text(&rows)))
        return;
    fputs(buffer_text(&rows), stdout);
    fail_msg("docs/rubric-errors.md does not have the rows above");
}

static void the_page_explains_every_number(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct bytes file;
    OK(file_read(&file, PROJECT_FOLDER "/docs/rubric-errors.md", 1024 * 1024, arena));
    const char *page = arena_text_n(arena, file.data, file.size);
    assert_page_has(page, 'E', arena);
    assert_page_has(page, 'W', arena);
}

static void numbers_are_used_once(void **state)
{
    (void)state;
    bool used[2][100] = {0};
    for (size_t i = 0; i < YAML_RULE_COUNT + RULE_COUNT; i++) {
        const struct rule *rule = i < YAML_RULE_COUNT ? &yaml_rules[i]
                                                      : &rules[i - YAML_RULE_COUNT];
        assert_true(rule->says && rule->remedy && strlen(rule->number) == 3);
        bool *seen = &used[rule->number[0] == 'W'][atoi(rule->number + 1)];
        if (*seen)
            fail_msg("%s is used twice", rule->number);
        *seen = true;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_mistake_is_found_at_its_place),
        cmocka_unit_test(the_edges_of_the_rules_are_allowed),
        cmocka_unit_test(every_number_has_a_case),
        cmocka_unit_test(large_files_are_refused),
        cmocka_unit_test(the_page_explains_every_number),
        cmocka_unit_test(numbers_are_used_once),
    };
    return cmocka_run_group_tests_name("assess/rubric_errors", tests, NULL, NULL);
}
