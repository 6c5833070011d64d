/* The two scripts that turn .sql files into headers: what they refuse, and where they say it is. */
#include "base/file.h"

#include "scratch.h"
#include "test.h"

#include <stdio.h>

struct fault {
    const char *text, *says;
};

/* Runs a script of cmake/ over a file of this text; what it printed. */
static const char *run(const char *script, const char *name, const char *text, struct arena *arena)
{
    char *folder = scratch_folder(arena);
    char *source = path_join(arena, folder, name);
    OK(file_write(source, bytes_of_text(text), 0644));
    FILE *pipe = popen(arena_format(arena,
                                    CMAKE_PROGRAM " -DSOURCE=%s -DSOURCES=%s -DNOUN=noun"
                                                  " -DHEADER=%s/noun.h -P " PROJECT_FOLDER
                                                  "/cmake/%s 2>&1 | tr -s ' \n' ' '",
                                    source, source, folder, script),
                       "r");
    assert_non_null(pipe);
    char *printed = arena_alloc(arena, 4096);
    (void)!fread(printed, 1, 4095, pipe);
    pclose(pipe);
    return file_exists(path_join(arena, folder, "noun.h")) ? "made" : printed;
}

static void expect(const char *script, const char *name, const struct fault *faults, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        SCOPED_ARENA(arena);
        const char *printed = run(script, name, faults[i].text, arena);
        if (!strstr(printed, faults[i].says))
            fail_msg("'%s' gives '%s' instead of '%s'", faults[i].text, printed, faults[i].says);
    }
}

static void statements_are_named_and_numbered(void **state)
{
    (void)state;
    static const struct fault faults[] = {
        {"-- name: a\nSELECT $1, $2, $1; -- 'x; y'\n\n-- name: b_2\n-- scans: few\nSELECT 1",
         "made"},
        {"-- about\n\nSELECT 1;\n", "noun.sql:3: text before the first '-- name:'"},
        {"-- scans\n", "noun.sql:1: '-- scans' before"},
        {"-- name:\nSELECT 1;\n", "noun.sql:1: '' is no name"},
        {"-- name: B\nSELECT 1;\n", "noun.sql:1: 'B' is no name"},
        {"-- name: a\nSELECT 1;\n-- name: a\nSELECT 2;\n",
         "noun.sql:3: statement 'a' stands here twice"},
        {"\n-- name: a\n-- name: b\nSELECT 1;", "noun.sql:2: statement 'a' is empty"},
        {"-- name: a\nSELECT 1;\nSELECT 2;\n",
         "noun.sql:1: statement 'a' holds a second statement"},
        {"-- name: a\nSELECT $2, $1", "noun.sql:1: statement 'a' uses $2 before $1"},
        {"-- name: a\nSELECT $1, $3", "noun.sql:1: statement 'a' uses $3 before $2"},
        {"-- name: a\nSELECT $0", "has a parameter '$0' instead of a number"},
        {"-- name: a\nSELECT $x", "has a parameter '$x' instead of a number"},
    };
    expect("statements_make.cmake", "noun.sql", faults, COUNT(faults));
}

static void migrations_use_tokens(void **state)
{
    (void)state;
    static const struct fault faults[] = {
        {"CREATE TABLE t (\n    id {integer} PRIMARY KEY, -- {no token}\n    {act}\n) {strict};\n"
         "{append_only t}\n{append_only_except t at_s, salt}\n",
         "made"},
        {"CREATE TABLE t (\n    id {number}\n) {strict};",
         "0001-noun.sql:2: '{number}' is not a known"},
        {"CREATE TABLE t (\n    id INTEGER\n) {strict};", "0001-noun.sql:2: INTEGER instead of"},
        {"CREATE TABLE t (\n    id {integer}\n) {strict}\n",
         "the last statement does not end with"},
        {"{append_only_except t a}\n", "0001-noun.sql:1: 't' is not made above"},
        {"CREATE TABLE t (\n    id {integer}\n);\n{append_only_except t b}\n",
         "0001-noun.sql:4: 't' has no column 'b'"},
        {"SELECT 1\n{append_only t}\n", "0001-noun.sql:2: '{append_only t}' is not a known token"},
    };
    expect("migrations_make.cmake", "0001-noun.sql", faults, COUNT(faults));
    static const struct fault name[] = {{"SELECT 1;", "noun.sql:1: the name is not of the form"}};
    expect("migrations_make.cmake", "noun.sql", name, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statements_are_named_and_numbered),
        cmocka_unit_test(migrations_use_tokens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
