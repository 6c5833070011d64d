#include "assess/text_review.h"

#include "assess/fixture.h"
#include "base/text.h"
#include "store/journal.h"

#include "test.h"

/* The file, with one text in place of another (NULL: none) everywhere. */
static const char *changed(struct fixture *f, const char *name, const char *from, const char *to)
{
    const char *text;
    OK(text_from_bytes(&text, fixture_file(f, name), name, f->arena));
    const char *at = from ? strstr(text, from) : NULL;
    if (!from)
        return text;
    assert_non_null(at);
    return arena_format(f->arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static void publish_solo(struct fixture *f, const char *version, const char *from, const char *to)
{
    struct findings findings = findings_make(f->arena);
    struct rubric_version_id id;
    const char *text = changed(f, "tst-solo.yaml", from, to), *old = "version: 1.0.0";
    const char *at = strstr(text, old);
    assert_non_null(at);
    text = arena_format(f->arena, "%.*sversion: %s%s", (int)(at - text), text, version,
                        at + strlen(old));
    OK(publication_add_rubric(&id, fixture_desk(f, "lead"), bytes_of_text(text), "r.yaml",
                              &findings, f->arena));
}

static struct wordings rubric_wordings(struct fixture *f, const char *name)
{
    struct rubric_version_id id;
    const struct rubric *rubric;
    OK(publication_find_rubric(&id, f->db, name));
    OK(publication_rubric(&rubric, f->db, id, f->arena));
    return wordings_of_rubric(rubric, id, f->arena);
}

static struct wordings scheme_wordings(struct fixture *f, const char *name)
{
    struct scheme_version_id id;
    const struct scheme *scheme;
    OK(publication_find_scheme(&id, f->db, name));
    OK(publication_scheme(&scheme, f->db, id, f->arena));
    return wordings_of_scheme(scheme, id, f->arena);
}

static struct error *review(struct fixture *f, const char *who, struct wordings wordings,
                            const char *language)
{
    int64_t id;
    return text_review_add(&id, fixture_desk(f, who), &wordings, language, "Ayzada Toktosunova",
                           "cook of 12 years: two words of the guide changed in her copy");
}

static struct text_standing standing(struct fixture *f, struct wordings wordings,
                                     const char *language)
{
    struct text_standings standings;
    OK(text_review_standings(&standings, f->db, &wordings, f->arena));
    assert_int_equal(standings.count, wordings.count);
    size_t place = wordings_find(&wordings, language);
    assert_true(place < standings.count);
    return standings.items[place];
}

#define ASSERT_STATE(f, wordings, language, expected)                                              \
    assert_string_equal(text_state_name(standing(f, wordings, language).state), expected)

static void a_review_is_recorded(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    fixture_publish(f);
    struct wordings solo = rubric_wordings(f, "TST-SOLO");
    ASSERT_STATE(f, solo, "en", "source");
    ASSERT_STATE(f, solo, "ky", "draft");
    assert_null(standing(f, solo, "ky").reviewer);
    OK(review(f, "lead", solo, "ky"));
    struct text_standing ky = standing(f, solo, "ky");
    assert_string_equal(text_state_name(ky.state), "reviewed");
    assert_string_equal(ky.reviewer, "Ayzada Toktosunova");
    assert_string_equal(ky.day, FIXTURE_DAY);
    assert_string_equal(ky.recorded_by, "lead");
    assert_true(text_starts(ky.note, "cook of 12 years"));
    ASSERT_STATE(f, solo, "en", "source");
    ASSERT_STATE(f, solo, "ru", "draft");
    ASSERT_STATE(f, rubric_wordings(f, "TST-PAIR"), "ky", "draft");
    fixture_audit(f);
}

static void a_schemes_texts_are_reviewed_alike(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    fixture_publish(f);
    struct wordings scheme = scheme_wordings(f, "TST");
    OK(review(f, "admin", scheme, "ru"));
    ASSERT_STATE(f, scheme, "ru", "reviewed");
    ASSERT_STATE(f, scheme, "ky", "draft");
    ASSERT_STATE(f, rubric_wordings(f, "TST-SOLO"), "ru", "draft");
    FAILS(review(f, "admin", scheme, "ru"), ERROR_CONFLICT,
          "this text of 'TST@1.0.0' in 'ru' is reviewed already");
    fixture_audit(f);
}

/* What the file says of itself is no review. */
static void a_file_that_says_so_is_not_believed(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    publish_solo(f, "1.0.0", "ky: draft", "ky: reviewed");
    struct wordings solo = rubric_wordings(f, "TST-SOLO");
    ASSERT_STATE(f, solo, "ky", "said to be reviewed, not recorded");
    assert_null(standing(f, solo, "ky").day);
    OK(review(f, "lead", solo, "ky"));
    ASSERT_STATE(f, solo, "ky", "reviewed");
}

static void it_holds_as_long_as_both_texts_are_the_same(void **state)
{
    (void)state;
    static const struct {
        const char *version, *from, *to, *ky, *ru;
    } cases[] = {
        {"1.0.1", "ky: draft", "ky: reviewed", "reviewed", "reviewed"},
        {"1.0.1", "# A unit", "# This unit", "reviewed", "reviewed"},
        {"2.0.0", "\"75.0\"", "\"76.0\"", "reviewed", "reviewed"},
        {"1.0.1", "ky: Water temperature", "ky: Water heat", "draft", "reviewed"},
        {"1.0.1", "en: Water temperature", "en: Water heat", "draft", "draft"},
    };
    SCOPED_FIXTURE(f);
    publish_solo(f, "1.0.0", NULL, NULL);
    struct wordings first = rubric_wordings(f, "TST-SOLO@1.0.0");
    OK(review(f, "lead", first, "ky"));
    OK(review(f, "lead", first, "ru"));
    fixture_commit(f);
    for (size_t i = 0; i < COUNT(cases); i++) {
        publish_solo(f, cases[i].version, cases[i].from, cases[i].to);
        struct wordings next = rubric_wordings(f, "TST-SOLO");
        ASSERT_STATE(f, next, "ky", cases[i].ky);
        ASSERT_STATE(f, next, "ru", cases[i].ru);
        ASSERT_STATE(f, first, "ky", "reviewed");
        bool again = text_equal(cases[i].ky, "draft");
        SCOPED_ERROR error = review(f, "lead", next, "ky");
        assert_true(again == !error);
        fixture_rollback(f);
    }
}

static void what_cannot_be_reviewed_is_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    fixture_publish(f);
    struct wordings solo = rubric_wordings(f, "TST-SOLO");
    int64_t id, acts = fixture_acts(f);
    struct desk *desk = fixture_desk(f, "lead");
    FAILS(review(f, "lead", solo, "tr"), ERROR_NOT_FOUND, "'TST-SOLO@1.0.0' has no texts in 'tr'");
    FAILS(review(f, "lead", solo, "en"), ERROR_REFUSED, "'TST-SOLO@1.0.0' was written in 'en'");
    FAILS(text_review_add(&id, desk, &solo, "ky", "", "read"), ERROR_REFUSED,
          "the reviewer's name has 0 letters instead of 1 to 200");
    FAILS(text_review_add(&id, desk, &solo, "ky", arena_format(f->arena, "%0201d", 7), "read"),
          ERROR_REFUSED, "the reviewer's name has 201 letters");
    FAILS(text_review_add(&id, desk, &solo, "ky", "Ayzada", ""), ERROR_REFUSED,
          "a text review needs a note");
    assert_int_equal(fixture_acts(f), acts);
    OK(review(f, "lead", solo, "ky"));
    FAILS(review(f, "admin", solo, "ky"), ERROR_CONFLICT,
          "this text of 'TST-SOLO@1.0.0' in 'ky' is reviewed already");
    assert_int_equal(fixture_acts(f), acts + 1);
}

static void only_who_publishes_records_a_review(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    fixture_publish(f);
    struct wordings solo = rubric_wordings(f, "TST-SOLO"), scheme = scheme_wordings(f, "TST");
    int64_t grant;
    FAILS(review(f, "examiner-a", solo, "ky"), ERROR_REFUSED,
          "'examiner-a' may not publish rubrics and schemes for 'TST-SOLO'");
    FAILS(review(f, "auditor", scheme, "ky"), ERROR_REFUSED, "'auditor' may not publish");
    OK(grant_add(&grant, fixture_desk(f, "admin"),
                 &(struct grant){.person = fixture_person(f, "newcomer"),
                                 .role = ROLE_LEAD,
                                 .unit = "TST-PAIR"}));
    FAILS(review(f, "newcomer", solo, "ky"), ERROR_REFUSED, "may not publish");
    FAILS(review(f, "newcomer", scheme, "ky"), ERROR_REFUSED, "may not publish");
    OK(review(f, "newcomer", rubric_wordings(f, "TST-PAIR"), "ky"));
    fixture_audit(f);
}

static void the_journal_names_no_reviewer(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    fixture_publish(f);
    OK(review(f, "lead", rubric_wordings(f, "TST-SOLO"), "ky"));
    const struct statement newest = {"newest",
                                     "SELECT entry FROM journal ORDER BY seq DESC LIMIT 1", true};
    SCOPED_ROWS rows = NULL;
    bool got;
    OK(db_rows_open(&rows, f->db, &newest, DB_NO_VALUES));
    OK(db_rows_next(&got, rows));
    const char *entry = db_rows_text(rows, 0, f->arena);
    assert_non_null(strstr(entry, "\"text.reviewed\""));
    assert_non_null(strstr(entry, "\"language\":\"ky\""));
    assert_null(strstr(entry, "Ayzada"));
    assert_null(strstr(entry, "cook of"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_review_is_recorded),
        cmocka_unit_test(a_schemes_texts_are_reviewed_alike),
        cmocka_unit_test(a_file_that_says_so_is_not_believed),
        cmocka_unit_test(it_holds_as_long_as_both_texts_are_the_same),
        cmocka_unit_test(what_cannot_be_reviewed_is_refused),
        cmocka_unit_test(only_who_publishes_records_a_review),
        cmocka_unit_test(the_journal_names_no_reviewer),
    };
    return cmocka_run_group_tests_name("assess/text_review", tests, NULL, NULL);
}
