#include "assess/decision_make.h"

#include "assess/rejudge.h"
#include "assess/relationship.h"
#include "assess/review.h"
#include "assess/story.h"
#include "base/text.h"

#include "test.h"

static struct candidate_id candidate_id(struct fixture *f, const char *ref)
{
    struct candidate candidate;
    OK(candidate_find(&candidate, f->db, ref, f->arena));
    return candidate.id;
}

static struct error *decide(struct decision *out, struct story *story, const char *who,
                            enum decision_outcome outcome, const char *reason)
{
    struct fixture *f = story->f;
    return decision_make(out, fixture_desk(f, who), candidate_id(f, "BSK-001"), "TST", outcome,
                         reason, f->arena);
}

static struct decision_case the_case(struct story *story)
{
    struct fixture *f = story->f;
    struct decision_case of;
    OK(decision_case_of(&of, fixture_desk(f, "certifier-a"), candidate_id(f, "BSK-001"), "TST",
                        f->arena));
    return of;
}

static struct decision_cases pending(struct story *story)
{
    struct decision_cases cases;
    OK(decision_pending(&cases, fixture_desk(story->f, "certifier-a"), story->f->arena));
    return cases;
}

/* BSK-001 in TST-SOLO once more; its day is today. */
static const char *another_sitting(struct story *story, const char *ref, const char *day,
                                   const char *first)
{
    fixture_open_another(story->f, ref, day, "TST-SOLO", first);
    return arena_format(story->f->arena, "%s/BSK-001/TST-SOLO", ref);
}

static void compute_by(struct story *story, const char *who, const char *attempt, const char *marks)
{
    story_sheet(story, who, attempt, marks);
    assert_true(story_result(story, attempt).computed);
}

static void compute(struct story *story, const char *attempt, const char *marks)
{
    compute_by(story, "examiner-a", attempt, marks);
}

/* ---- granted ---- */

static void all_units_competent_are_granted(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision decision, stored;
    struct decisions list, granted;
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    struct decision_cases before = pending(story);
    assert_int_equal(before.count, 1);
    assert_string_equal(before.items[0].candidate_ref, "BSK-001");
    assert_true(before.items[0].ready);
    assert_int_equal(before.items[0].follows, DECISION_GRANTED);

    OK(decide(&decision, story, "certifier-a", DECISION_GRANTED, NULL));
    assert_string_equal(decision.day, FIXTURE_DAY);
    assert_int_equal(decision.result_count, 2);
    assert_int_equal(decision.by.n, fixture_person(f, "certifier-a").n);
    OK(decision_of(&stored, f->db, decision.id, f->arena));
    assert_string_equal(stored.day, decision.day);
    assert_int_equal(stored.results[1].n, decision.results[1].n);
    assert_int_equal(stored.journal_seq, decision.journal_seq);
    OK(decision_list(&list, f->db, decision.candidate, f->arena));
    assert_int_equal(list.count, 1);
    OK(decision_list_granted(&granted, f->db, f->arena));
    assert_int_equal(granted.count, 1);
    assert_int_equal(pending(story).count, 0);
    fixture_audit(f);
}

/* Just before midnight in UTC it is the next day in Bishkek. */
static void the_day_is_the_local_one(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision decision;
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    OK(instant_parse(&f->clock.fixed_s, "2026-11-20T18:00:00Z", "now"));
    OK(decide(&decision, story, "certifier-a", DECISION_GRANTED, NULL));
    assert_string_equal(decision.day, "2026-11-21");
}

static void a_missing_unit_is_not_granted(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision decision;
    struct story *story = story_begin(f);
    compute(story, SOLO, NULL);
    assert_false(the_case(story).ready);
    assert_int_equal(pending(story).count, 0);
    FAILS(decide(&decision, story, "certifier-a", DECISION_GRANTED, NULL), ERROR_REFUSED,
          "'TST-PAIR' is missing");
}

static void a_failed_unit_is_not_granted(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision decision;
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", PAIR, NULL);
    story_sheet(story, "examiner-b", PAIR, NULL);
    assert_true(story_result(story, PAIR).computed);
    compute(story, SOLO, "A3 0 B1 0 B2 0"); /* 40.00 */
    assert_int_equal(pending(story).items[0].follows, DECISION_REFUSED);
    FAILS(decide(&decision, story, "certifier-a", DECISION_GRANTED, "kind"), ERROR_REFUSED,
          "'TST-SOLO' is not yet competent");
    FAILS(decide(&decision, story, "certifier-a", DECISION_REFUSED, NULL), ERROR_REFUSED,
          "refused only with a reason");
    FAILS(decide(&decision, story, "certifier-a", DECISION_DEFERRED, ""), ERROR_REFUSED,
          "deferred only with a reason");
    OK(decide(&decision, story, "certifier-a", DECISION_REFUSED, "unit TST-SOLO failed"));
    assert_string_equal(decision.reason, "unit TST-SOLO failed");
    assert_int_equal(pending(story).count, 0);
    fixture_audit(f);
}

static void a_banked_unit_runs_out(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision decision;
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    fixture_set_day(f, "2027-11-21");
    assert_int_equal(the_case(story).units[0].standing, UNIT_EXPIRED);
    FAILS(decide(&decision, story, "certifier-a", DECISION_GRANTED, NULL), ERROR_REFUSED,
          "'TST-SOLO' is no longer banked (until 2027-11-20)");
    fixture_set_day(f, "2027-11-20");
    OK(decide(&decision, story, "certifier-a", DECISION_GRANTED, NULL));
}

/* TST-PAIR passed, TST-SOLO failed. */
static struct story *story_half(struct fixture *f)
{
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", PAIR, NULL);
    story_sheet(story, "examiner-b", PAIR, NULL);
    assert_true(story_result(story, PAIR).computed);
    compute(story, SOLO, "A3 0 B1 0 B2 0");
    return story;
}

static void the_newest_result_counts(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision decision;
    struct story *story = story_half(f);
    const char *again = another_sitting(story, "osh-2", "2026-11-28", "examiner-a");
    compute(story, again, "A3 0 B1 0 B2 0");
    assert_string_equal(the_case(story).units[0].attempt_name, again);
    FAILS(decide(&decision, story, "certifier-a", DECISION_GRANTED, NULL), ERROR_REFUSED,
          "'TST-SOLO' is not yet competent");
    const char *third = another_sitting(story, "osh-3", "2026-12-06", "examiner-c");
    compute_by(story, "examiner-c", third, NULL);
    OK(decide(&decision, story, "certifier-a", DECISION_GRANTED, NULL));
    fixture_audit(f);
}

/* B1 of TST-SOLO weighs more than may be not applicable. */
static void a_void_result_is_no_attempt(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision decision;
    struct story *story = story_half(f);
    const char *again = another_sitting(story, "osh-2", "2026-11-28", "examiner-a");
    struct mark mark = story_worth(story, "examiner-a", again, "B1", 100);
    story_open_sheet(story, "examiner-a", again);
    story_marks(story, "examiner-a", again, "A1 100 A2 100 A3 100 B2 100");
    mark.kind = MARK_NOT_APPLICABLE;
    mark.not_applicable = "no_gas";
    tablet_mark(story_tablet(story, "examiner-a"), again, &mark);
    tablet_seal(story_tablet(story, "examiner-a"), "examiner-a", again);
    story_send(story, "examiner-a");
    assert_int_equal(story_result(story, again).result.outcome, OUTCOME_VOID);
    assert_string_equal(the_case(story).units[0].attempt_name, SOLO);
    OK(decide(&decision, story, "certifier-a", DECISION_REFUSED, "failed"));
}

/* ---- one after another ---- */

static void one_live_decision(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision decision;
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    OK(decide(&decision, story, "certifier-a", DECISION_GRANTED, NULL));
    for (enum decision_outcome outcome = 0; outcome < DECISION_OUTCOMES; outcome++)
        FAILS(decide(&decision, story, "certifier-b", outcome, "again"), ERROR_CONFLICT,
              "was granted 'TST' on 2026-11-20");
}

static void after_the_end_of_a_certificate_new_results_are_needed(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision decision;
    struct story *story = story_begin(f);
    static const char *const states[] = {"intended", "issued", "suspended", "superseded",
                                         "revoked"};
    story_pass(story, "BSK-001");
    OK(decide(&decision, story, "certifier-a", DECISION_GRANTED, NULL));
    fixture_unprotect(f);
    fixture_run(
        f, "INSERT INTO certificate (id, code, code_hash, decision, candidate, scheme, "
           "issued_day, expires_day, record, state, journal_seq, at_s, by_person, salt) "
           "VALUES (1, 'X', x'00', 1, 1, 'TST', '2026-11-20', '2029-11-20', '{}', 'issued', 1, 0, "
           "0, x'00')");
    for (size_t i = 0; i < COUNT(states); i++) {
        bool live;
        fixture_run(f, arena_format(f->arena, "UPDATE certificate SET state = '%s'", states[i]));
        OK(decision_live(&live, f->db, decision.id, "2029-11-20"));
        assert_int_equal(live, i < 3);
        OK(decision_live(&live, f->db, decision.id, "2029-11-21"));
        assert_false(live);
    }
    FAILS(decide(&decision, story, "certifier-b", DECISION_GRANTED, NULL), ERROR_CONFLICT,
          "on these results");
    /* in all units: what was certified is used up */
    fixture_open_another(f, "osh-2", "2026-11-28", NULL, "examiner-a");
    story_sheet(story, "examiner-a", "osh-2/BSK-001/TST-PAIR", NULL);
    story_sheet(story, "examiner-b", "osh-2/BSK-001/TST-PAIR", NULL);
    assert_true(story_result(story, "osh-2/BSK-001/TST-PAIR").computed);
    compute(story, "osh-2/BSK-001/TST-SOLO", NULL);
    OK(decide(&decision, story, "certifier-b", DECISION_GRANTED, NULL));
    assert_int_equal(decision.replaces.n, 0);
}

static void the_same_results_are_decided_once(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision decision;
    struct story *story = story_begin(f);
    compute(story, SOLO, "A3 0 B1 0 B2 0");
    OK(decide(&decision, story, "certifier-a", DECISION_REFUSED, "failed"));
    FAILS(decide(&decision, story, "certifier-b", DECISION_REFUSED, "failed"), ERROR_CONFLICT,
          "was refused 'TST' on 2026-11-20 on these results");
    FAILS(decide(&decision, story, "certifier-b", DECISION_DEFERRED, "wait"), ERROR_CONFLICT,
          "on these results");
    compute(story, another_sitting(story, "osh-2", "2026-11-28", "examiner-a"), "A3 0 B1 0 B2 0");
    OK(decide(&decision, story, "certifier-b", DECISION_REFUSED, "failed again"));
    assert_int_equal(decision.replaces.n, 0);
}

static void a_deferred_decision_is_replaced(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision first, second;
    struct story *story = story_begin(f);
    OK(decide(&first, story, "certifier-a", DECISION_DEFERRED, "nothing tested yet"));
    FAILS(decide(&second, story, "certifier-a", DECISION_REFUSED, "no show"), ERROR_REFUSED,
          "has no result in 'TST'");
    story_pass(story, "BSK-001");
    OK(decide(&first, story, "certifier-a", DECISION_DEFERRED, "document to be checked"));
    assert_int_equal(pending(story).count, 1);
    OK(decide(&second, story, "certifier-b", DECISION_GRANTED, NULL));
    assert_int_equal(second.replaces.n, first.id.n);
    fixture_audit(f);
}

/* Both units once more, by examiner-c and examiner-b; their day is today. */
static void test_all(struct story *story, const char *ref, const char *day)
{
    struct fixture *f = story->f;
    fixture_open_another(f, ref, day, NULL, "examiner-c");
    const char *pair = arena_format(f->arena, "%s/BSK-001/TST-PAIR", ref);
    story_sheet(story, "examiner-c", pair, NULL);
    story_sheet(story, "examiner-b", pair, NULL);
    assert_true(story_result(story, pair).computed);
    compute_by(story, "examiner-c", arena_format(f->arena, "%s/BSK-001/TST-SOLO", ref), NULL);
}

/* The certificate would end on 2029-11-19; it is renewed from 2029-05-20. */
static void a_certificate_near_its_end_is_renewed(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    size_t count;
    struct decision decision;
    struct sitting sitting;
    struct candidate candidate;
    struct rejudged found;
    struct scheme_version_id scheme;
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    OK(decide(&decision, story, "certifier-a", DECISION_GRANTED, NULL));
    OK(publication_find_scheme(&scheme, f->db, "TST"));
    OK(sitting_plan(&sitting.id, fixture_desk(f, "registrar"), "early", "osh", "2029-05-19",
                    scheme));
    OK(sitting_find(&sitting, f->db, "early", f->arena));
    OK(candidate_find(&candidate, f->db, "BSK-001", f->arena));
    FAILS(attempt_enter(&count, fixture_desk(f, "registrar"), &sitting, &candidate, NULL,
                        NO_MATTER(f)),
          ERROR_REFUSED, "needs no unit");
    fixture_set_day(f, "2029-05-20");
    FAILS(decide(&decision, story, "certifier-b", DECISION_GRANTED, NULL), ERROR_CONFLICT,
          "was granted");
    assert_int_equal(pending(story).count, 0);
    test_all(story, "osh-2", "2029-05-21");
    assert_int_equal(pending(story).count, 1);
    assert_true(the_case(story).renews);
    FAILS(decide(&decision, story, "certifier-b", DECISION_REFUSED, "x"), ERROR_REFUSED,
          "a renewal is not refused");
    FAILS(decide(&decision, story, "certifier-b", DECISION_DEFERRED, "x"), ERROR_REFUSED,
          "a renewal is not deferred");
    OK(decide(&decision, story, "certifier-b", DECISION_GRANTED, NULL));
    assert_string_equal(decision.day, "2029-05-21");
    FAILS(decide(&decision, story, "certifier-b", DECISION_GRANTED, NULL), ERROR_CONFLICT,
          "was granted");
    assert_int_equal(pending(story).count, 0);
    fixture_audit(f);
    OK(assess_rejudge(&found, f->db));
    fixture_unprotect(f);
    fixture_run(f, "UPDATE decision SET day = '2029-05-19' WHERE id = 2");
    FAILS(assess_rejudge(&found, f->db), ERROR_REFUSED, "decision 1 was live already");
}

/* Results from before the decision that is to be renewed do not renew it. */
static void one_new_result_renews_nothing(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision decision;
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    OK(decide(&decision, story, "certifier-a", DECISION_GRANTED, NULL));
    compute_by(story, "examiner-c", another_sitting(story, "osh-2", "2029-06-01", "examiner-c"),
               NULL);
    assert_false(the_case(story).renews);
    FAILS(decide(&decision, story, "certifier-b", DECISION_GRANTED, NULL), ERROR_CONFLICT,
          "was granted");
}

/* ---- who ---- */

static void only_certifiers_decide(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision decision;
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    static const char *const others[] = {"admin",    "registrar", "examiner-c", "lead",
                                         "verifier", "auditor",   "newcomer"};
    int64_t acts = fixture_acts(f);
    for (size_t i = 0; i < COUNT(others); i++)
        FAILS(decide(&decision, story, others[i], DECISION_GRANTED, NULL), ERROR_REFUSED,
              "may not decide on certification");
    assert_int_equal(fixture_acts(f), acts);
}

static void grant(struct fixture *f, const char *who, enum role role)
{
    int64_t id;
    OK(grant_add(
        &id, fixture_desk(f, "admin"),
        &(struct grant){.person = fixture_person(f, who), .role = role, .from_day = "2026-01-01"}));
}

/* An attempt in which everybody had a part: two examiners apart on B1, a third, a lead assigned,
 * another lead (verifier) who settled B3, and a reviewer (newcomer). 70.00, the pass mark. */
static void everybody_takes_part(struct story *story)
{
    struct fixture *f = story->f;
    grant(f, "verifier", ROLE_LEAD);
    grant(f, "newcomer", ROLE_EXAMINER);
    fixture_assign(f, "bishkek-1", "TST-PAIR", "examiner-c", DUTY_THIRD);
    story_sheet(story, "examiner-a", PAIR, "A2 0 B1 100 B3 100");
    story_sheet(story, "examiner-b", PAIR, "B1 0 B3 75");
    story_look_again(story, "examiner-a", PAIR, "B1", 100);
    story_send(story, "examiner-a");
    story_look_again(story, "examiner-b", PAIR, "B1", 0);
    story_send(story, "examiner-b");
    story_sheet(story, "examiner-c", PAIR, "B1 75");
    OK(story_settle(story, "verifier", PAIR, "B3", 75));
    struct attempt attempt = fixture_attempt(f, PAIR);
    OK(review_give(fixture_desk(f, "newcomer"), &attempt, NULL, 0, "seen"));
    assert_true(story_result(story, PAIR).computed);
    compute(story, SOLO, NULL);
}

static void nobody_decides_on_what_they_took_part_in(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    static const struct {
        const char *who, *says;
    } parts[] = {
        {"examiner-a", "was the first examiner of '" SOLO "'"},
        {"examiner-b", "was the second examiner of '" PAIR "'"},
        {"examiner-c", "was the third examiner of '" PAIR "'"},
        {"lead", "was the lead examiner of"},
        {"verifier", "settled a line of '" PAIR "'"},
        {"newcomer", "reviewed the result of '" PAIR "'"},
    };
    struct decision decision;
    struct story *story = story_begin(f);
    everybody_takes_part(story);
    int64_t acts;
    for (size_t i = 0; i < COUNT(parts); i++) {
        grant(f, parts[i].who, ROLE_CERTIFIER);
        acts = fixture_acts(f);
        for (enum decision_outcome outcome = 0; outcome < DECISION_OUTCOMES; outcome++)
            FAILS(decide(&decision, story, parts[i].who, outcome, "mine"), ERROR_REFUSED,
                  parts[i].says);
        assert_int_equal(fixture_acts(f), acts);
    }
    OK(decide(&decision, story, "certifier-a", DECISION_GRANTED, NULL));
    fixture_audit(f);
}

static void nobody_decides_about_somebody_close(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision decision;
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    for (enum relationship_kind kind = 0; kind < RELATIONSHIP_COUNT; kind++) {
        int64_t id;
        fixture_commit(f);
        OK(relationship_declare(&id, fixture_desk(f, "registrar"),
                                &(struct relationship){.person = fixture_person(f, "certifier-a"),
                                                       .candidate = candidate_id(f, "BSK-001"),
                                                       .kind = kind,
                                                       .from_day = "2026-09-01",
                                                       .until_day = "2026-10-01"}));
        FAILS(decide(&decision, story, "certifier-a", DECISION_GRANTED, NULL), ERROR_REFUSED,
              "conflict of interest");
        fixture_rollback(f);
    }
    OK(decide(&decision, story, "certifier-a", DECISION_GRANTED, NULL));
}

/* ---- when, what ---- */

static void a_clock_behind_the_journal_decides_nothing(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision decision;
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    f->clock.fixed_s--;
    FAILS(decide(&decision, story, "certifier-a", DECISION_GRANTED, NULL), ERROR_ENVIRONMENT,
          "but the journal has");
}

static void unknown_things_are_not_found(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision decision;
    enum decision_outcome outcome;
    struct story *story = story_begin(f);
    struct desk *desk = fixture_desk(story->f, "certifier-a");
    FAILS(decision_make(&decision, desk, candidate_id(f, "BSK-001"), "NIX", DECISION_GRANTED, NULL,
                        f->arena),
          ERROR_NOT_FOUND, "'BSK-001' was never entered in 'NIX'");
    fixture_candidate(f, "BSK-009", 29);
    FAILS(decision_make(&decision, fixture_desk(f, "certifier-a"), candidate_id(f, "BSK-009"),
                        "TST", DECISION_DEFERRED, "x", f->arena),
          ERROR_NOT_FOUND, "'BSK-009' was never entered in 'TST'");
    FAILS(decision_of(&decision, f->db, (struct decision_id){77}, f->arena), ERROR_NOT_FOUND,
          "no decision 77");
    FAILS(decision_outcome_read(&outcome, "maybe"), ERROR_USAGE, "'maybe' is not a decision");
    OK(decision_outcome_read(&outcome, "deferred"));
    assert_int_equal(outcome, DECISION_DEFERRED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_units_competent_are_granted),
        cmocka_unit_test(the_day_is_the_local_one),
        cmocka_unit_test(a_missing_unit_is_not_granted),
        cmocka_unit_test(a_failed_unit_is_not_granted),
        cmocka_unit_test(a_banked_unit_runs_out),
        cmocka_unit_test(the_newest_result_counts),
        cmocka_unit_test(a_void_result_is_no_attempt),
        cmocka_unit_test(one_live_decision),
        cmocka_unit_test(after_the_end_of_a_certificate_new_results_are_needed),
        cmocka_unit_test(the_same_results_are_decided_once),
        cmocka_unit_test(a_deferred_decision_is_replaced),
        cmocka_unit_test(a_certificate_near_its_end_is_renewed),
        cmocka_unit_test(one_new_result_renews_nothing),
        cmocka_unit_test(only_certifiers_decide),
        cmocka_unit_test(nobody_decides_on_what_they_took_part_in),
        cmocka_unit_test(nobody_decides_about_somebody_close),
        cmocka_unit_test(a_clock_behind_the_journal_decides_nothing),
        cmocka_unit_test(unknown_things_are_not_found),
    };
    return cmocka_run_group_tests_name("assess/decision", tests, NULL, NULL);
}
