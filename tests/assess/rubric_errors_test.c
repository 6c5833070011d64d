/* Every number of docs/rubric-errors.md, each by at least one small change of a good file, with the
 * exact places of what is then wrong. */
#include "assess/rubric_load.h"
#include "assess/rubric_publish.h"
#include "assess/rules.h"
#include "assess/scheme.h"
#include "base/buffer.h"
#include "base/file.h"

#include "rubric_errors_cases.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>

#define VECTORS PROJECT_FOLDER "/tests/vectors"

static char *patched(const char *path, const char *search, const char *replacement,
                     struct arena *arena)
{
    struct bytes file;
    OK(file_read(&file, path, YAML_SIZE_LIMIT, arena));
    const char *text = arena_text_n(arena, file.data, file.size);
    const char *at = strstr(text, search);
    if (!at || strstr(at + 1, search))
        fail_msg("'%s' is not in the file, or more than once", search);
    return arena_format(arena, "%.*s%s%s", (int)(at - text), text, replacement,
                        at + strlen(search));
}

static void find(struct findings *findings, enum kind kind, const char *search,
                 const char *replacement, struct arena *arena)
{
    const char *path = kind == SCHEME ? VECTORS "/schemes/ust-ck-hk.scheme.yaml"
                                      : VECTORS "/rubrics/ust-ck-hk-02.yaml";
    struct bytes file = bytes_of_text(patched(path, search, replacement, arena));
    struct rubric *rubric = NULL;
    struct scheme *scheme = NULL;
    if (kind == SCHEME)
        OK(scheme_load(&scheme, findings, file, "t", arena));
    else
        OK(rubric_load(&rubric, findings, file, "t", arena));
    assert_int_equal(rubric || scheme, findings->errors == 0);
    if (kind == AGAINST)
        OK(rubric_publish_check(findings, rubric, VECTORS "/rubrics", arena));
}

/* "81:17 E25, 90:1 E12": the errors, or the warnings of that number. */
static char *said(const struct findings *findings, const char *number, struct arena *arena)
{
    char *said = arena_text(arena, "");
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (rule_is_error(finding->rule) ? *number == 'E' : !strcmp(number, finding->rule->number))
            said = arena_format(arena, "%s%s%d:%d %s", said, *said ? ", " : "", finding->place.line,
                                finding->place.column, finding->rule->number);
    }
    return said;
}

static void every_mistake_is_found_at_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct findings findings = findings_make(arena);
        find(&findings, cases[i].kind, cases[i].search, cases[i].replacement, arena);
        const char *number = strrchr(cases[i].says, ' ') + 1;
        if (strcmp(said(&findings, number, arena), cases[i].says) != 0)
            fail_msg("'%s' for '%s' should say %s:\n%s", cases[i].replacement, cases[i].search,
                     cases[i].says, findings_text(&findings, arena));
    }
}

static void the_edges_of_the_rules_are_allowed(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(edges); i++) {
        SCOPED_ARENA(arena);
        struct findings findings = findings_make(arena);
        find(&findings, RUBRIC, edges[i].search, edges[i].replacement, arena);
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
