#include "certify/mark_sheet.h"

#include "assess/fixture.h"

#include "test.h"

static struct sheet_forms forms_of(struct fixture *f, const char *attempt, const char *examiner)
{
    struct sheet_forms forms = {0};
    struct attempt found = fixture_attempt(f, attempt);
    OK(sheet_form_list(&forms, f->db, &found, examiner, f->arena));
    return forms;
}

/* "[A]A1 A2 [B]B1": sections in brackets, and the lines. */
static const char *rows_of(const struct value *record, struct arena *arena)
{
    char *all = arena_text(arena, "");
    const struct value *rows = value_get(record, "rows");
    for (size_t i = 0; i < value_size(rows); i++) {
        const struct value *row = value_at(rows, i), *section = value_get(row, "section");
        all = arena_format(arena, section ? "%s[%s]" : "%s%s ", all,
                           value_text(section ? section : value_get(row, "id")));
    }
    return all;
}

static void each_examiner_has_the_own_lines(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    fixture_open_sitting(f);
    struct sheet_forms forms = forms_of(f, "bishkek-1/BSK-001/TST-PAIR", NULL);
    assert_int_equal(forms.count, 2); /* the lead marks nothing */
    struct value *first, *second;
    OK(mark_sheet_record(&first, f->db, &forms.items[0], "en", FIXTURE_DAY, f->arena));
    OK(mark_sheet_record(&second, f->db, &forms.items[1], "ky", FIXTURE_DAY, f->arena));
    assert_string_equal(rows_of(first, f->arena), "[A]A1 A2 [B]B1 B2 B3 ");
    assert_string_equal(rows_of(second, f->arena), "[B]B1 B2 B3 ");
    assert_string_equal(value_text(value_get(value_get(first, "examiner"), "ref")), "examiner-a");
    assert_string_equal(value_text(value_get(second, "duty")), "second");
    const struct value *line = value_at(value_get(first, "rows"), 1);
    assert_true(value_boolean(value_get(line, "critical")));
    assert_int_equal(value_size(value_get(line, "checks")), 2);
    line = value_at(value_get(second, "rows"), 1);
    assert_int_equal(value_size(value_get(line, "levels")), 4);
    assert_string_equal(value_text(value_get(value_at(value_get(line, "levels"), 3), "title")),
                        "Above it on every plate");
}

static void the_symbol_says_whose_sheet_it_is_and_names_nobody(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    fixture_open_sitting(f);
    struct sheet_forms forms = forms_of(f, "bishkek-1/BSK-001/TST-PAIR", "examiner-b");
    assert_int_equal(forms.count, 1);
    const char *digest = digest_text(&forms.items[0].rubric->structure_digest, f->arena);
    assert_string_equal(
        mark_sheet_code(&forms.items[0], f->arena),
        arena_format(f->arena, "USTA-SHEET/1 bishkek-1/BSK-001/TST-PAIR second %.16s", digest));
}

static void what_there_is_not_is_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct value *record;
    struct sheet_forms none = {0};
    fixture_open_sitting(f);
    struct sheet_forms forms = forms_of(f, "bishkek-1/BSK-001/TST-SOLO", NULL);
    FAILS(mark_sheet_record(&record, f->db, &forms.items[0], "tr", FIXTURE_DAY, f->arena),
          ERROR_REFUSED, "'TST-SOLO' has no texts in 'tr'");
    assert_int_equal(forms_of(f, "bishkek-1/BSK-001/TST-SOLO", "examiner-c").count, 0);
    fixture_sitting(f, "planned");
    fixture_candidate(f, "BSK-009", 33);
    struct attempt attempt = fixture_enter(f, "planned", "BSK-009", "TST-SOLO");
    fixture_assign(f, "planned", "TST-SOLO", "examiner-a", DUTY_FIRST);
    FAILS(sheet_form_list(&none, f->db, &attempt, NULL, f->arena), ERROR_REFUSED, "planned");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_examiner_has_the_own_lines),
        cmocka_unit_test(the_symbol_says_whose_sheet_it_is_and_names_nobody),
        cmocka_unit_test(what_there_is_not_is_refused),
    };
    return cmocka_run_group_tests_name("certify/mark_sheet", tests, NULL, NULL);
}
