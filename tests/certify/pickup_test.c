#include "certify/pickup.h"

#include "assess/fixture.h"
#include "base/text.h"

#include "test.h"

static struct code make(bool *replaced, struct fixture *f, struct candidate_id candidate)
{
    struct code code;
    OK(pickup_make(&code, replaced, fixture_desk(f, "registrar"), candidate));
    return code;
}

static void code_and_birth_date_open(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    bool replaced;
    struct candidate_id opened;
    struct candidate a = fixture_candidate(f, "A", 1), b = fixture_candidate(f, "B", 12);
    struct code of_a = make(&replaced, f, a.id), of_b = make(&replaced, f, b.id);
    assert_false(replaced);
    OK(pickup_open(&opened, f->db, of_a.text, a.facts.born));
    assert_int_equal(opened.n, a.id.n);
    OK(pickup_open(&opened, f->db, code_text(&of_b, f->arena), b.facts.born));
    assert_int_equal(opened.n, b.id.n);
    const struct audited *const nouns[] = {&pickup_audited};
    OK(audited_check(f->db, nouns, 1));
}

/* Whatever is wrong, the answer is the same. */
static void everything_wrong_is_answered_alike(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    bool replaced;
    struct code nobodys;
    struct candidate_id opened = {77};
    struct candidate a = fixture_candidate(f, "A", 1), b = fixture_candidate(f, "B", 12);
    struct code old = make(&replaced, f, a.id), of_a = make(&replaced, f, a.id);
    assert_true(replaced);
    OK(code_make(&nobodys, &f->random));
    char *swapped = arena_text(f->arena, of_a.text);
    swapped[0] = of_a.text[0] == '0' ? '1' : '0';
    const struct {
        const char *code, *born;
    } cases[] = {
        {of_a.text, b.facts.born},  {of_a.text, ""},          {of_a.text, "1971-04-23 "},
        {of_a.text, "23.04.1971"},  {old.text, a.facts.born}, {nobodys.text, a.facts.born},
        {swapped, a.facts.born},    {"", a.facts.born},       {"", ""},
        {"\xff\xfe", a.facts.born}, {"A", a.facts.born},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ERROR error = pickup_open(&opened, f->db, cases[i].code, cases[i].born);
        assert_non_null(error);
        assert_int_equal(error_code(error), ERROR_REFUSED);
        assert_string_equal(error_message(error), "this code and birth date open nothing");
        assert_int_equal(opened.n, 77);
    }
    OK(pickup_open(&opened, f->db, of_a.text, a.facts.born));
}

/* By the birth date as it was corrected. */
static void the_corrected_birth_date_opens(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    bool replaced;
    struct candidate_id opened;
    struct candidate a = fixture_candidate(f, "A", 1);
    struct candidate_facts facts = a.facts;
    struct code code = make(&replaced, f, a.id);
    facts.born = "1990-01-02";
    OK(candidate_correct(fixture_desk(f, "registrar"), a.id, &facts, "a slip", NULL));
    FAILS(pickup_open(&opened, f->db, code.text, a.facts.born), ERROR_REFUSED, "open nothing");
    OK(pickup_open(&opened, f->db, code.text, "1990-01-02"));
}

static int64_t entries_with(struct fixture *f, const char *part)
{
    int64_t count;
    const struct statement statement = {
        "entries",
        arena_format(f->arena, "SELECT count(*) FROM journal WHERE entry LIKE '%%%s%%'", part),
        true};
    OK(db_integer_of(&count, f->db, &statement, DB_NO_VALUES, -1));
    return count;
}

static void the_journal_says_nothing_to_try_codes_against(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    bool replaced;
    struct candidate a = fixture_candidate(f, "A", 1);
    struct code code = make(&replaced, f, a.id);
    struct bytes parts[] = {bytes_of_text("usta-pickup-1:"), bytes_of_text(code.text)};
    struct digest hash = digest_of_parts(parts, 2);
    assert_int_equal(entries_with(f, "candidate.pickup_made"), 1);
    assert_int_equal(entries_with(f, code.text), 0);
    assert_int_equal(entries_with(f, digest_text(&hash, f->arena)), 0);
}

static void only_the_registrar_makes_them(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    bool replaced;
    struct code code;
    static const char *const others[] = {"examiner-a",  "lead",  "verifier",
                                         "certifier-a", "admin", "auditor"};
    struct candidate a = fixture_candidate(f, "A", 1);
    for (size_t i = 0; i < COUNT(others); i++)
        FAILS(pickup_make(&code, &replaced, fixture_desk(f, others[i]), a.id), ERROR_REFUSED,
              "may not enrol");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_and_birth_date_open),
        cmocka_unit_test(everything_wrong_is_answered_alike),
        cmocka_unit_test(the_corrected_birth_date_opens),
        cmocka_unit_test(the_journal_says_nothing_to_try_codes_against),
        cmocka_unit_test(only_the_registrar_makes_them),
    };
    return cmocka_run_group_tests_name("certify/pickup", tests, NULL, NULL);
}
