#include "assess/audited.h"

#include "assess/fixture.h"
#include "assess/machine.h"
#include "assess/relationship.h"
#include "assess/text_review.h"

#include "test.h"

static void review_texts(struct fixture *f)
{
    int64_t id;
    struct rubric_version_id rubric;
    const struct rubric *read;
    OK(publication_find_rubric(&rubric, f->db, "TST-SOLO"));
    OK(publication_rubric(&read, f->db, rubric, f->arena));
    struct wordings wordings = wordings_of_rubric(read, rubric, f->arena);
    OK(text_review_add(&id, fixture_desk(f, "lead"), &wordings, "ky", "A Speaker", "all read"));
}

/* A registry with a row of every noun. */
static void fill(struct fixture *f)
{
    int64_t id;
    fixture_open_sitting(f);
    OK(relationship_declare(&id, fixture_desk(f, "registrar"),
                            &(struct relationship){.person = fixture_person(f, "examiner-c"),
                                                   .candidate = {1},
                                                   .kind = RELATIONSHIP_FAMILY,
                                                   .from_day = "2000-01-01"}));
    OK(grant_withdraw(fixture_desk(f, "admin"), fixture_person(f, "auditor"), ROLE_AUDITOR, NULL,
                      NULL));
    struct attempt attempt = fixture_attempt(f, "bishkek-1/BSK-001/TST-SOLO");
    OK(attempt_move(fixture_desk(f, "registrar"), &attempt, "checked_in", NULL));
    review_texts(f);
}

struct column {
    const char *name, *type;
};
struct columns {
    struct column *items;
    size_t count;
};

static struct columns columns_of(struct fixture *f, const char *table)
{
    struct columns columns = {0};
    const struct statement list = {
        "columns", arena_format(f->arena, "SELECT name, type FROM pragma_table_info('%s')", table),
        true};
    SCOPED_ROWS rows = NULL;
    OK(db_rows_open(&rows, f->db, &list, DB_NO_VALUES));
    for (;;) {
        bool got;
        OK(db_rows_next(&got, rows));
        if (!got)
            return columns;
        *ARENA_PUSH(f->arena, columns.items, columns.count) = (struct column){
            db_rows_text(rows, 0, f->arena), db_rows_text(rows, 1, f->arena)};
    }
}

static bool has_rows(struct fixture *f, const char *table)
{
    int64_t count;
    const struct statement statement = {
        "rows", arena_format(f->arena, "SELECT count(*) FROM %s", table), true};
    OK(db_integer_of(&count, f->db, &statement, DB_NO_VALUES, 0));
    return count > 0;
}

/* Another value of the same type, and one that the noun's own words allow where it has such. */
static const char *another(const struct column *column)
{
    static const struct column words[] = {
        {"role", "'verifier'"}, {"kind", "'household'"}, {"duty", "'third'"},
        {"version", "'9.9.9'"}, {"machine", "'sheet'"},  {"names", "'{\"en\":\"X\"}'"},
    };
    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(words[i].name, column->name) == 0)
            return words[i].type;
    if (strcmp(column->type, "INTEGER") == 0)
        return "coalesce(%s, 0) + 1000";
    return strcmp(column->type, "TEXT") == 0 ? "coalesce(%s, '') || 'x'" : "zeroblob(length(%s))";
}

/* A salt binds nothing where nothing is sealed. */
static bool is_idle_salt(const char *table, const char *column)
{
    static const char *const sealing[] = {"person",       "candidate", "candidate_facts",
                                          "relationship", "attempt",   "text_review"};
    for (size_t i = 0; i < COUNT(sealing); i++)
        if (strcmp(sealing[i], table) == 0)
            return false;
    return strcmp(column, "salt") == 0;
}

/* Derived from moves: machine_audit looks at it. */
static bool is_derived(const char *table, const char *column)
{
    bool has_states = strcmp(table, "sitting") == 0 || strcmp(table, "attempt") == 0;
    return has_states && strcmp(column, "state") == 0;
}

/* Every column of every row of every noun is bound: changing one is found. */
static void a_changed_column_is_found(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    fill(f);
    fixture_audit(f);
    fixture_unprotect(f);
    fixture_run(f, "PRAGMA defer_foreign_keys = ON");
    fixture_run(f, "PRAGMA ignore_check_constraints = ON");
    size_t tried = 0, missed = 0;
    for (size_t i = 0; i < assess_audited_count; i++) {
        const char *table = assess_audited[i]->noun;
        struct columns columns = columns_of(f, table);
        if (!has_rows(f, table))
            continue; /* tested beside its noun */
        for (size_t j = 0; j < columns.count; j++) {
            const struct column *column = &columns.items[j];
            if (is_derived(table, column->name) || is_idle_salt(table, column->name))
                continue;
            const char *format = another(column);
            const char *at = strstr(format, "%s");
            const char *value = at ? arena_format(f->arena, "%.*s%s%s", (int)(at - format), format,
                                                  column->name, at + 2)
                                   : format;
            fixture_run(f, arena_format(f->arena,
                                        "UPDATE %s SET %s = %s WHERE journal_seq = "
                                        "(SELECT max(journal_seq) FROM %s)",
                                        table, column->name, value, table));
            SCOPED_ERROR error = audited_check(f->db, assess_audited, assess_audited_count);
            if (!error)
                print_error("nobody notices %s.%s\n", table, column->name);
            missed += !error;
            tried++;
            fixture_rollback(f);
            fixture_run(f, "PRAGMA defer_foreign_keys = ON");
        }
    }
    assert_int_equal(missed, 0);
    assert_true(tried > 100);
    fixture_audit(f);
}

static void a_missing_row_is_found(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    fill(f);
    fixture_unprotect(f);
    for (size_t i = 0; i < assess_audited_count; i++) {
        const char *table = assess_audited[i]->noun;
        if (!has_rows(f, table))
            continue;
        fixture_run(f, "PRAGMA defer_foreign_keys = ON");
        fixture_run(f, arena_format(f->arena,
                                    "DELETE FROM %s WHERE journal_seq = "
                                    "(SELECT max(journal_seq) FROM %s)",
                                    table, table));
        FAILS(audited_check(f->db, assess_audited, assess_audited_count), ERROR_REFUSED,
              arena_format(f->arena, "has no row in '%s'", table));
        fixture_rollback(f);
    }
    fixture_audit(f);
}

static void a_row_of_nobodys_act_is_found(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    fill(f);
    fixture_unprotect(f);
    fixture_run(f, "PRAGMA defer_foreign_keys = ON");
    fixture_run(f, "INSERT INTO role_grant SELECT 99, person, 'certifier', NULL, from_day, NULL, "
                   "999, at_s, by_person, salt FROM role_grant WHERE id = 1");
    FAILS(audited_check(f->db, assess_audited, assess_audited_count), ERROR_REFUSED,
          "a row of 'role_grant' names journal entry 999");
    fixture_rollback(f);
    fixture_run(f, "INSERT INTO role_grant SELECT 99, person, 'certifier', NULL, from_day, NULL, "
                   "1, at_s, by_person, salt FROM role_grant WHERE id = 1");
    FAILS(audited_check(f->db, assess_audited, assess_audited_count), ERROR_REFUSED,
          "journal entry 1 has two rows, one in 'role_grant'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_changed_column_is_found),
        cmocka_unit_test(a_missing_row_is_found),
        cmocka_unit_test(a_row_of_nobodys_act_is_found),
    };
    return cmocka_run_group_tests_name("assess/audited", tests, NULL, NULL);
}
