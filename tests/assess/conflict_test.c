#include "assess/conflict.h"

#include "assess/decision_make.h"
#include "assess/inquiry.h"
#include "assess/relationship.h"
#include "assess/review.h"
#include "assess/story.h"
#include "assess/touched.h"
#include "base/text.h"

#include "test.h"

static void give(struct fixture *f, const char *who, enum role role)
{
    int64_t id;
    OK(grant_add(
        &id, fixture_desk(f, "admin"),
        &(struct grant){.person = fixture_person(f, who), .role = role, .from_day = FIXTURE_DAY}));
}

static void declare(struct fixture *f, const char *who, enum relationship_kind kind,
                    const char *from, const char *until)
{
    int64_t id;
    struct attempt attempt = fixture_attempt(f, PAIR);
    OK(relationship_declare(&id, fixture_desk(f, "registrar"),
                            &(struct relationship){.person = fixture_person(f, who),
                                                   .candidate = attempt.candidate,
                                                   .kind = kind,
                                                   .from_day = from,
                                                   .until_day = until}));
}

static struct error *decide(struct fixture *f, const char *who, enum decision_outcome outcome,
                            const char *reason)
{
    struct decision decision;
    struct attempt attempt = fixture_attempt(f, PAIR);
    return decision_make(&decision, fixture_desk(f, who), attempt.candidate, "TST", outcome, reason,
                         f->arena);
}

static struct error *look(struct fixture *f, const char *who, const char *about, const char *reason)
{
    struct attempt attempt = fixture_attempt(f, PAIR);
    struct person_id person = fixture_person(f, about);
    return conflict_look(fixture_desk(f, who), &attempt, person, reason);
}

/* "sheet NAME\n"… of what a person's conflict touches. */
static const char *touched(struct fixture *f, const char *who)
{
    struct touched_list list;
    struct attempt attempt = fixture_attempt(f, PAIR);
    OK(touched_by_pair(&list, f->db, fixture_person(f, who), attempt.candidate, f->arena));
    char *text = arena_text(f->arena, "");
    for (size_t i = 0; i < list.count; i++)
        text = arena_format(f->arena, "%s%s %s\n", text, list.items[i].what, list.items[i].name);
    return text;
}

static void a_late_declaration_blocks_until_somebody_looked(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct conflicts list;
    story_pass(story_begin(f), "BSK-001");
    struct attempt attempt = fixture_attempt(f, PAIR);
    OK(conflict_list(&list, f->db, &attempt, f->arena));
    assert_int_equal(list.count, 0);
    FAILS(look(f, "verifier", "examiner-b", "none"), ERROR_REFUSED, "no conflict of interest");
    declare(f, "examiner-b", RELATIONSHIP_FAMILY, "2000-01-01", NULL);
    assert_string_equal(touched(f, "examiner-b"), "sheet " PAIR "\n");
    SCOPED_ERROR error = decide(f, "certifier-a", DECISION_GRANTED, NULL);
    assert_non_null(error);
    assert_non_null(strstr(error_message(error), "'examiner-b' had a part in '" PAIR "': "
                                                 "'examiner-b' is family of 'BSK-001'"));
    assert_non_null(strstr(error_hint_text(error), "usta result clear"));
    FAILS(decide(f, "certifier-a", DECISION_REFUSED, "no"), ERROR_REFUSED, "had a part");
    OK(decide(f, "certifier-a", DECISION_DEFERRED, "a verifier looks"));
    FAILS(look(f, "verifier", "examiner-b", ""), ERROR_REFUSED, "only with a reason");
    FAILS(look(f, "lead", "examiner-b", "x"), ERROR_REFUSED, "'lead' may not");
    OK(look(f, "verifier", "examiner-b", "both examiners agree on every line"));
    FAILS(look(f, "verifier", "examiner-b", "x"), ERROR_CONFLICT, "looked at already");
    OK(conflict_list(&list, f->db, &attempt, f->arena));
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].looked, "both examiners agree on every line");
    declare(f, "examiner-b", RELATIONSHIP_GAINS, "2026-01-01", NULL); /* asks for another look */
    FAILS(decide(f, "certifier-a", DECISION_GRANTED, NULL), ERROR_REFUSED, "had a part");
    OK(look(f, "verifier", "examiner-b", "he gained nothing by then"));
    OK(decide(f, "certifier-a", DECISION_GRANTED, NULL));
    assert_string_equal(touched(f, "examiner-b"),
                        "sheet " PAIR "\ndecision TST of BSK-001 on " FIXTURE_DAY "\n");
    fixture_audit(f);
}

static void what_a_window_leaves_out_is_not_touched(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    story_pass(story_begin(f), "BSK-001");
    declare(f, "examiner-a", RELATIONSHIP_TRAINED, "2020-01-01", "2024-11-19");
    assert_string_equal(touched(f, "examiner-a"), "");
    OK(decide(f, "certifier-a", DECISION_GRANTED, NULL));
    assert_string_equal(touched(f, "certifier-a"), "");
    declare(f, "certifier-a", RELATIONSHIP_TRAINED, "2020-01-01", "2024-11-20");
    assert_string_equal(touched(f, "certifier-a"), "decision TST of BSK-001 on " FIXTURE_DAY "\n");
    declare(f, "examiner-a", RELATIONSHIP_COLLEAGUE, "2020-01-01", "2024-11-20");
    assert_string_equal(touched(f, "examiner-a"), "sheet bishkek-1/BSK-001/TST-SOLO\n"
                                                  "sheet bishkek-1/BSK-001/TST-PAIR\n"
                                                  "decision TST of BSK-001 on " FIXTURE_DAY "\n");
}

static void settlements_and_reviews_are_touched(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", PAIR, "A2 0 B3 100");
    story_sheet(story, "examiner-b", PAIR, "B3 75");
    OK(story_settle(story, "lead", PAIR, "B3", 75));
    struct attempt attempt = fixture_attempt(f, PAIR);
    OK(review_give(fixture_desk(f, "examiner-c"), &attempt, NULL, 0, "seen"));
    declare(f, "lead", RELATIONSHIP_HOUSEHOLD, "2000-01-01", NULL);
    declare(f, "examiner-c", RELATIONSHIP_EMPLOYER, "2000-01-01", NULL);
    assert_string_equal(touched(f, "lead"), "settlement " PAIR " B3\n");
    assert_string_equal(touched(f, "examiner-c"), "review " PAIR "\n");
    struct conflicts list;
    OK(conflict_list(&list, f->db, &attempt, f->arena));
    assert_int_equal(list.count, 2);
    give(f, "examiner-c", ROLE_VERIFIER);
    FAILS(look(f, "examiner-c", "lead", "x"), ERROR_REFUSED, "'examiner-c' reviewed the result");
    declare(f, "verifier", RELATIONSHIP_FAMILY, "2000-01-01", NULL);
    FAILS(look(f, "verifier", "lead", "x"), ERROR_REFUSED, "'verifier' is family");
    fixture_audit(f);
}

/* Everybody of the table who may not decide, each with the certifier's role as well. */
static void nobody_with_a_part_decides(void **state)
{
    (void)state;
    static const struct {
        const char *who, *says;
    } pairs[] = {
        {"examiner-a", "'examiner-a' was the first examiner of"},
        {"examiner-b", "'examiner-b' was the second examiner of"},
        {"examiner-c", "'examiner-c' was the third examiner of"},
        {"lead", "'lead' was the lead examiner of"},
        {"newcomer", "'newcomer' reviewed the result of"},
        {"verifier", "'verifier' opened an inquiry into the result of"},
        {"auditor", "'auditor' trained 'BSK-001'"},
    };
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    give(f, "newcomer", ROLE_EXAMINER);
    fixture_assign(f, "bishkek-1", "TST-PAIR", "examiner-c", DUTY_THIRD);
    story_sheet(story, "examiner-a", SOLO, NULL);
    story_sheet(story, "examiner-a", PAIR, "A1 0");
    story_sheet(story, "examiner-b", PAIR, NULL);
    struct attempt attempt = fixture_attempt(f, PAIR);
    OK(review_give(fixture_desk(f, "newcomer"), &attempt, NULL, 0, "seen"));
    assert_true(story_result(story, SOLO).computed);
    assert_true(story_result(story, PAIR).computed);
    declare(f, "auditor", RELATIONSHIP_TRAINED, "2026-01-01", "2026-09-01");
    OK(inquiry_open(fixture_desk(f, "verifier"), &attempt, "doubts"));
    OK(inquiry_end(fixture_desk(f, "certifier-a"), &attempt, "back", "none"));
    for (size_t i = 0; i < COUNT(pairs); i++) {
        give(f, pairs[i].who, ROLE_CERTIFIER);
        for (enum decision_outcome outcome = 0; outcome < DECISION_OUTCOMES; outcome++)
            FAILS(decide(f, pairs[i].who, outcome, "why"), ERROR_REFUSED, pairs[i].says);
    }
    OK(decide(f, "certifier-b", DECISION_DEFERRED, "why"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_late_declaration_blocks_until_somebody_looked),
        cmocka_unit_test(what_a_window_leaves_out_is_not_touched),
        cmocka_unit_test(settlements_and_reviews_are_touched),
        cmocka_unit_test(nobody_with_a_part_decides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
