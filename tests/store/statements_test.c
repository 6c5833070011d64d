#include "store/statement_check.h"

#include "base/file.h"
#include "store/migrate.h"

#include "scratch.h"
#include "statement_lists.h" /* every src/FOLDER/NOUN.sql, by tests/CMakeLists.txt */
#include "test.h"

static char *empty_database(struct arena *arena)
{
    char *path = path_join(arena, scratch_folder(arena), "test.db");
    SCOPED_DB db = NULL;
    OK(db_open(&db, path, DB_WRITE));
    OK(migrate_database(db, path, migrations_known()));
    return path;
}

static void every_statement_is_sound(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    char *path = empty_database(arena);
    int faults = 0;
    for (size_t i = 0; i < COUNT(statement_lists); i++)
        for (const struct statement *const *at = statement_lists[i]; *at; at++) {
            SCOPED_ERROR fault = statement_check(path, *at);
            if (fault)
                print_error("%s (%s)\n", error_message(fault),
                            error_hint_text(fault) ? error_hint_text(fault) : "");
            faults += fault != NULL;
        }
    assert_int_equal(faults, 0);
}

static void no_name_stands_for_two(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(statement_lists); i++)
        for (const struct statement *const *at = statement_lists[i]; *at; at++)
            for (size_t j = i + 1; j < COUNT(statement_lists); j++)
                for (const struct statement *const *other = statement_lists[j]; *other; other++)
                    assert_string_not_equal((*at)->name, (*other)->name);
}

static void unsound_statements_are_found(void **state)
{
    (void)state;
    static const struct {
        struct statement statement;
        const char *says;
    } cases[] = {
        {{"gone", "SELECT nothing_such FROM journal WHERE seq = 1", false}, "nothing_such"},
        {{"order", "SELECT $2, $1", false}, "parameter 1 is '$2'"},
        {{"odd", "SELECT ?", false}, "parameter 1 is '?'"},
        {{"two", "SELECT 1; SELECT 2", false}, "second statement"},
        {{"table", "SELECT * FROM journal", false}, "SCAN journal"},
        {{"alias", "SELECT * FROM journal j WHERE by_person = $1", false}, "SCAN j"},
        {{"index", "SELECT count(*) FROM journal", false}, "SCAN journal USING COVERING INDEX"},
        {{"change", "DELETE FROM setting WHERE value = $1", false}, "SCAN setting"},
        {{"inner", "SELECT (SELECT by_person FROM journal LIMIT 1)", false}, "SCAN journal"},
        {{"highest", "SELECT max(by_person) FROM journal", false}, "SEARCH journal"},
        {{"lowest", "SELECT min(kind) FROM journal", false}, "SEARCH journal"},
    };
    SCOPED_ARENA(arena);
    char *path = empty_database(arena);
    for (size_t i = 0; i < COUNT(cases); i++)
        FAILS(statement_check(path, &cases[i].statement), ERROR_REFUSED, cases[i].says);
    static const struct statement said = {"said", "SELECT * FROM journal", true};
    OK(statement_check(path, &said));
}

static void sound_statements_pass(void **state)
{
    (void)state;
    static const struct statement sound[] = {
        {"constant", "SELECT 1 FROM (SELECT $1)", false},
        {"highest", "SELECT max(seq) FROM journal", false},
        {"latest", "SELECT max(at_s) FROM journal", false},
        {"values", "VALUES (1), (2)", false},
        {"rounds",
         "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c", false},
        {"made", "WITH c AS MATERIALIZED (SELECT seq FROM journal WHERE seq > $1) SELECT * FROM c",
         false},
    };
    SCOPED_ARENA(arena);
    char *path = empty_database(arena);
    for (size_t i = 0; i < COUNT(sound); i++)
        OK(statement_check(path, &sound[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_statement_is_sound),
        cmocka_unit_test(no_name_stands_for_two),
        cmocka_unit_test(unsound_statements_are_found),
        cmocka_unit_test(sound_statements_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
