#include "assess/appeal_handle.h"

#include "assess/appeal_line.h"
#include "assess/decision_make.h"
#include "assess/holiday.h"
#include "assess/machine.h"
#include "assess/rejudge.h"
#include "assess/relationship.h"
#include "assess/resit.h"
#include "assess/result_explain.h"
#include "assess/story.h"

#include "test.h"

#define FAILED "A3 0 B1 0 B2 0" /* 40.00 */

static void add_role(struct fixture *f, const char *who, enum role role)
{
    int64_t id;
    OK(grant_add(
        &id, fixture_desk(f, "admin"),
        &(struct grant){.person = fixture_person(f, who), .role = role, .from_day = "2026-01-01"}));
}

static struct candidate_id the_candidate(struct fixture *f)
{
    struct candidate candidate;
    OK(candidate_find(&candidate, f->db, "BSK-001", f->arena));
    return candidate.id;
}

static struct error *decide(struct decision *out, struct fixture *f, const char *who,
                            enum decision_outcome outcome)
{
    return decision_make(out, fixture_desk(f, who), the_candidate(f), "TST", outcome, "seen",
                         f->arena);
}

static struct result the_result(struct fixture *f)
{
    struct result result;
    struct attempt attempt = fixture_attempt(f, SOLO);
    OK(result_of(&result, f->db, &attempt, f->arena));
    return result;
}

/* TST-PAIR is passed, TST-SOLO failed and, with decided, refused by certifier-a. verifier and
 * newcomer are leads without part in any of it. */
static struct story *tell(struct fixture *f, bool decided)
{
    struct decision decision;
    struct story *story = story_begin(f);
    add_role(f, "verifier", ROLE_LEAD);
    add_role(f, "newcomer", ROLE_LEAD);
    story_sheet(story, "examiner-a", PAIR, NULL);
    story_sheet(story, "examiner-b", PAIR, NULL);
    story_sheet(story, "examiner-a", SOLO, FAILED);
    assert_true(story_result(story, PAIR).computed);
    assert_true(story_result(story, SOLO).computed);
    if (decided)
        OK(decide(&decision, f, "certifier-a", DECISION_REFUSED));
    return story;
}

static struct error *lodge(struct appeal *out, struct fixture *f, const char *who,
                           const struct appeal_subject *subject, const char *late)
{
    return appeal_lodge(out, fixture_desk(f, who), subject, "the scale was wrong", late, f->arena);
}

static struct appeal_subject against_result(struct fixture *f)
{
    return (struct appeal_subject){.result = the_result(f).id};
}

static struct appeal_subject against_decision(struct fixture *f)
{
    struct decision decision;
    OK(decision_latest(&decision, f->db, the_candidate(f), "TST", f->arena));
    return (struct appeal_subject){.decision = decision.id};
}

/* As it is now. */
static struct appeal now(struct fixture *f, struct appeal_id id)
{
    struct appeal appeal;
    OK(appeal_of(&appeal, f->db, id, f->arena));
    return appeal;
}

static struct appeal review_by(struct fixture *f, const struct appeal_subject *subject,
                               const char *who)
{
    struct appeal appeal;
    OK(lodge(&appeal, f, "registrar", subject, NULL));
    OK(appeal_review(fixture_desk(f, who), &appeal));
    return now(f, appeal.id);
}

static struct error *mark(struct story *story, const char *who, const struct appeal *appeal,
                          const char *criterion, int points, const char *reason)
{
    struct fixture *f = story->f;
    struct mark said = story_worth(story, who, SOLO, criterion, points);
    return appeal_mark(fixture_desk(f, who), appeal, criterion, mark_value(&said, f->arena),
                       reason);
}

static void rejudge(struct fixture *f)
{
    struct rejudged found;
    fixture_audit(f);
    OK(assess_rejudge(&found, f->db));
}

/* ---- lodging ---- */

static void an_appeal_is_taken_in(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct appeal appeal, found;
    struct appeals list;
    tell(f, false);
    struct appeal_subject result = against_result(f);
    OK(lodge(&appeal, f, "registrar", &result, NULL));
    assert_string_equal(appeal.state, "lodged");
    assert_string_equal(appeal.candidate_ref, "BSK-001");
    assert_string_equal(appeal.grounds, "the scale was wrong");
    assert_null(appeal.last_day); /* nothing is decided yet */
    OK(appeal_find(&found, f->db, "1", f->arena));
    assert_int_equal(found.subject.result.n, result.result.n);
    FAILS(lodge(&appeal, f, "registrar", &result, NULL), ERROR_CONFLICT,
          "appeal 1 is about that already, and lodged");
    OK(appeal_list(&list, f->db, f->arena));
    assert_int_equal(list.count, 1);
    FAILS(appeal_find(&found, f->db, "2", f->arena), ERROR_NOT_FOUND, "no appeal 2");
    FAILS(appeal_find(&found, f->db, "x", f->arena), ERROR_NOT_FOUND, "no appeal 'x'");
    FAILS(appeal_find(&found, f->db, "99999999999999999999", f->arena), ERROR_NOT_FOUND,
          "no appeal");
    rejudge(f);
}

static void what_cannot_be_appealed_is_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct appeal appeal;
    struct decision decision;
    static const char *const others[] = {"examiner-a", "lead",    "verifier",
                                         "admin",      "auditor", "newcomer"};
    tell(f, false);
    OK(decide(&decision, f, "certifier-a", DECISION_DEFERRED));
    struct appeal_subject subject = against_decision(f), result = against_result(f);
    int64_t acts = fixture_acts(f);
    FAILS(lodge(&appeal, f, "registrar", &subject, NULL), ERROR_REFUSED, "only waits");
    for (size_t i = 0; i < COUNT(others); i++)
        FAILS(lodge(&appeal, f, others[i], &result, NULL), ERROR_REFUSED, "may not take appeals");
    FAILS(appeal_lodge(&appeal, fixture_desk(f, "registrar"), &result, "", NULL, f->arena),
          ERROR_REFUSED, "needs grounds");
    assert_int_equal(fixture_acts(f), acts);
}

/* Fifteen working days after Friday, 20 November: 11 December. */
static void the_time_to_appeal_ends(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct appeal appeal;
    tell(f, true);
    struct appeal_subject decision = against_decision(f), result = against_result(f);
    fixture_set_day(f, "2026-12-12");
    int64_t acts = fixture_acts(f);
    FAILS(lodge(&appeal, f, "registrar", &decision, NULL), ERROR_REFUSED,
          "the time to appeal ended on 2026-12-11");
    FAILS(lodge(&appeal, f, "registrar", &result, NULL), ERROR_REFUSED,
          "the time to appeal ended on 2026-12-11");
    FAILS(lodge(&appeal, f, "certifier-b", &decision, NULL), ERROR_REFUSED,
          "the time to appeal ended on 2026-12-11");
    FAILS(lodge(&appeal, f, "registrar", &decision, "was in hospital"), ERROR_REFUSED,
          "'registrar' may not decide");
    FAILS(lodge(&appeal, f, "certifier-a", &decision, "was in hospital"), ERROR_REFUSED,
          "'certifier-a' made the decision");
    FAILS(lodge(&appeal, f, "certifier-a", &result, "was in hospital"), ERROR_REFUSED,
          "'certifier-a' made the decision");
    assert_int_equal(fixture_acts(f), acts);
    OK(lodge(&appeal, f, "certifier-b", &decision, "was in hospital"));
    assert_string_equal(appeal.late_reason, "was in hospital");
    rejudge(f);
    fixture_set_day(f, "2026-12-20");
    OK(lodge(&appeal, f, "certifier-b", &result, "was in hospital"));
}

static void on_the_last_day_it_is_in_time(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    size_t added;
    struct appeal appeal;
    tell(f, true);
    struct appeal_subject decision = against_decision(f);
    OK(holiday_import(&added, fixture_desk(f, "admin"),
                      bytes_of_text("day,name\n2026-12-11,A holiday\n"), "days.csv", f->arena));
    fixture_set_day(f, "2026-12-14"); /* the Monday after the holiday */
    OK(lodge(&appeal, f, "registrar", &decision, "a reason nobody needs"));
    assert_string_equal(appeal.last_day, "2026-12-14");
    assert_null(appeal.late_reason);
    OK(holiday_cancel(fixture_desk(f, "admin"), "2026-12-11", "moved"));
    rejudge(f); /* judged by the holidays of then */
}

/* ---- who ---- */

static void nobody_handles_what_they_took_part_in(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct appeal of_result, of_decision;
    static const struct {
        const char *who, *says;
    } result_cases[] =
        {
            {"registrar", "may not settle"},
            {"examiner-c", "may not settle"},
            {"certifier-b", "may not settle"},
            {"lead", "'lead' was the lead examiner of '" SOLO "'"},
            {"examiner-a", "'examiner-a' was the first examiner of '" SOLO "'"},
            {"certifier-a", "'certifier-a' made the decision"},
        },
      decision_cases[] = {
          {"registrar", "may not decide"},
          {"verifier", "may not decide"},
          {"certifier-a", "'certifier-a' made the decision"},
          {"examiner-b", "'examiner-b' was the second examiner of '" PAIR "'"},
      };
    tell(f, true);
    struct appeal_subject result = against_result(f), decision = against_decision(f);
    OK(lodge(&of_result, f, "registrar", &result, NULL));
    OK(lodge(&of_decision, f, "registrar", &decision, NULL));
    int64_t acts = 0;
    for (size_t i = 0; i < COUNT(result_cases); i++) {
        if (i >= 4)
            add_role(f, result_cases[i].who, ROLE_LEAD);
        acts = fixture_acts(f);
        FAILS(appeal_review(fixture_desk(f, result_cases[i].who), &of_result), ERROR_REFUSED,
              result_cases[i].says);
        assert_int_equal(fixture_acts(f), acts);
    }
    for (size_t i = 0; i < COUNT(decision_cases); i++) {
        if (i >= 3)
            add_role(f, decision_cases[i].who, ROLE_CERTIFIER);
        FAILS(appeal_review(fixture_desk(f, decision_cases[i].who), &of_decision), ERROR_REFUSED,
              decision_cases[i].says);
    }
    OK(appeal_review(fixture_desk(f, "verifier"), &of_result));
    OK(appeal_review(fixture_desk(f, "certifier-b"), &of_decision));
}

static void nobody_handles_an_appeal_of_somebody_close(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    int64_t id;
    struct appeal appeal;
    tell(f, false);
    struct appeal_subject result = against_result(f);
    OK(lodge(&appeal, f, "registrar", &result, NULL));
    OK(relationship_declare(&id, fixture_desk(f, "registrar"),
                            &(struct relationship){.person = fixture_person(f, "verifier"),
                                                   .candidate = the_candidate(f),
                                                   .kind = RELATIONSHIP_FAMILY,
                                                   .from_day = "2000-01-01"}));
    FAILS(appeal_review(fixture_desk(f, "verifier"), &appeal), ERROR_REFUSED, "family");
}

/* ---- against a result ---- */

static void marked_again_a_result_is_replaced(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct appeal_remedy remedy;
    struct decision decision;
    struct result before;
    const char *explained;
    struct story *story = tell(f, true);
    struct appeal_subject subject = against_result(f);
    before = the_result(f);
    assert_int_equal(before.outcome, OUTCOME_NOT_YET_COMPETENT);
    struct appeal appeal = review_by(f, &subject, "verifier");
    struct desk *desk = fixture_desk(f, "verifier");
    int64_t acts = fixture_acts(f);
    FAILS(appeal_uphold_result(&remedy, desk, &appeal, false, "seen", f->arena), ERROR_REFUSED,
          "no line was marked again");
    FAILS(mark(story, "verifier", &appeal, "B1", 100, ""), ERROR_REFUSED, "only with a reason");
    FAILS(appeal_mark(desk, &appeal, "Z9", value_object(f->arena), "x"), ERROR_NOT_FOUND,
          "has no line 'Z9'");
    FAILS(appeal_mark(desk, &appeal, "B1", value_object(f->arena), "x"), ERROR_REFUSED, "");
    assert_int_equal(fixture_acts(f), acts);
    OK(mark(story, "verifier", &appeal, "B1", 100, "the photo shows it"));
    FAILS(mark(story, "verifier", &appeal, "B1", 0, "again"), ERROR_CONFLICT,
          "was marked again by 'verifier'");
    OK(mark(story, "verifier", &appeal, "A3", 100, "the photo shows it"));
    OK(mark(story, "verifier", &appeal, "B2", 100, "the photo shows it"));
    desk = fixture_desk(f, "verifier");
    acts = fixture_acts(f);
    FAILS(appeal_uphold_result(&remedy, desk, &appeal, false, NULL, f->arena), ERROR_REFUSED,
          "only with a reason");
    FAILS(appeal_uphold_result(&remedy, desk, &appeal, true, "x", f->arena), ERROR_REFUSED,
          "lines were marked again: 3");
    FAILS(appeal_remit(desk, &appeal, "x"), ERROR_REFUSED, "was marked again by 'verifier'");
    assert_int_equal(fixture_acts(f), acts);
    OK(appeal_uphold_result(&remedy, desk, &appeal, false, "the photos show it", f->arena));
    assert_int_equal(remedy.result.outcome, OUTCOME_COMPETENT);
    assert_int_equal(remedy.result.replaces.n, before.id.n);
    assert_int_equal(the_result(f).id.n, remedy.result.id.n);
    assert_string_equal(now(f, appeal.id).state, "upheld");
    struct attempt attempt = fixture_attempt(f, SOLO);
    OK(result_explain(&explained, fixture_desk(f, "auditor"), &attempt, "en", f->arena));
    assert_non_null(strstr(explained, "competent"));
    rejudge(f);

    /* the old result is no longer to be appealed, the new one is */
    FAILS(lodge(&appeal, f, "registrar", &subject, NULL), ERROR_CONFLICT, "was replaced");
    /* the decision that rested on it is replaced, by another */
    FAILS(decide(&decision, f, "certifier-a", DECISION_GRANTED), ERROR_REFUSED, "is your own");
    OK(decide(&decision, f, "certifier-b", DECISION_GRANTED));
    assert_int_equal(decision.replaces.n, 1);
    assert_int_equal(decision.results[0].n, remedy.result.id.n);
    rejudge(f);
}

/* Granted, and then a result it rests on becomes void. */
static void a_decision_that_lost_a_result_is_decided_again(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    bool live;
    struct decisions granted;
    struct decision decision;
    struct appeal_remedy remedy;
    struct story *story = story_begin(f);
    add_role(f, "verifier", ROLE_LEAD);
    story_pass(story, "BSK-001");
    OK(decide(&decision, f, "certifier-a", DECISION_GRANTED));
    struct appeal_subject subject = against_result(f);
    struct appeal appeal = review_by(f, &subject, "verifier");
    OK(appeal_uphold_result(&remedy, fixture_desk(f, "verifier"), &appeal, true, "x", f->arena));
    OK(decision_list_granted(&granted, f->db, f->arena));
    assert_int_equal(granted.count, 0);
    OK(decision_live(&live, f->db, decision.id, FIXTURE_DAY));
    assert_false(live);
    FAILS(decide(&decision, f, "certifier-a", DECISION_REFUSED), ERROR_REFUSED, "is your own");
    OK(decide(&decision, f, "certifier-b", DECISION_REFUSED));
    rejudge(f);
}

static void a_result_that_would_stay_is_not_replaced(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct appeal_remedy remedy;
    struct story *story = tell(f, false);
    struct appeal_subject subject = against_result(f);
    struct appeal appeal = review_by(f, &subject, "verifier");
    OK(mark(story, "verifier", &appeal, "B1", 0, "it is as it was marked"));
    struct desk *desk = fixture_desk(f, "verifier");
    int64_t acts = fixture_acts(f);
    FAILS(appeal_uphold_result(&remedy, desk, &appeal, false, "x", f->arena), ERROR_REFUSED,
          "would stay not_yet_competent");
    assert_int_equal(fixture_acts(f), acts);
    OK(appeal_dismiss(desk, &appeal, "it was right"));
    assert_string_equal(now(f, appeal.id).state, "dismissed");
    appeal = now(f, appeal.id);
    FAILS(mark(story, "verifier", &appeal, "B2", 0, "x"), ERROR_REFUSED, "is dismissed");
    FAILS(appeal_review(desk, &appeal), ERROR_REFUSED, "cannot go from 'dismissed'");
    rejudge(f); /* lines of a dismissed appeal count nowhere */
}

static void a_void_result_gives_the_attempt_back(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct appeal_remedy remedy;
    struct resit resit;
    struct scheme_version_id id;
    struct resit_question question = {.db = f->db, .day = FIXTURE_DAY};
    tell(f, false);
    OK(publication_find_scheme(&id, f->db, "TST"));
    OK(publication_scheme(&question.scheme, f->db, id, f->arena));
    question.unit = &question.scheme->units[0];
    question.candidate = the_candidate(f);
    OK(resit_of(&resit, &question, f->arena));
    assert_int_equal(resit.rule, RESIT_TOO_SOON);
    struct appeal_subject subject = against_result(f);
    struct appeal appeal = review_by(f, &subject, "verifier");
    OK(appeal_uphold_result(&remedy, fixture_desk(f, "verifier"), &appeal, true,
                            "the scale was broken", f->arena));
    assert_int_equal(the_result(f).outcome, OUTCOME_VOID);
    OK(resit_of(&resit, &question, f->arena));
    assert_int_equal(resit.rule, RESIT_MAY);
    assert_int_equal(resit.attempts_left, 3);
    rejudge(f);
}

static void what_is_sent_back_another_marks_again(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct appeal_remedy remedy;
    struct story *story = tell(f, false);
    struct appeal_subject subject = against_result(f);
    struct appeal appeal = review_by(f, &subject, "verifier");
    FAILS(appeal_answer(&remedy, fixture_desk(f, "newcomer"), &appeal, f->arena), ERROR_REFUSED,
          "is under_review");
    OK(appeal_remit(fixture_desk(f, "verifier"), &appeal, "the photos are unclear"));
    appeal = now(f, appeal.id);
    int64_t acts = fixture_acts(f);
    FAILS(mark(story, "verifier", &appeal, "B1", 100, "x"), ERROR_REFUSED, "sent appeal 1 back");
    FAILS(mark(story, "lead", &appeal, "B1", 100, "x"), ERROR_REFUSED, "was the lead examiner");
    FAILS(appeal_answer(&remedy, fixture_desk(f, "newcomer"), &appeal, f->arena), ERROR_REFUSED,
          "no line was marked again");
    assert_int_equal(fixture_acts(f), acts);
    OK(mark(story, "newcomer", &appeal, "B1", 0, "as it was"));
    FAILS(appeal_answer(&remedy, fixture_desk(f, "verifier"), &appeal, f->arena), ERROR_REFUSED,
          "sent appeal 1 back");
    OK(appeal_answer(&remedy, fixture_desk(f, "newcomer"), &appeal, f->arena));
    assert_int_equal(remedy.result.outcome, OUTCOME_NOT_YET_COMPETENT);
    FAILS(appeal_answer(&remedy, fixture_desk(f, "newcomer"), &appeal, f->arena), ERROR_CONFLICT,
          "is answered already");
    FAILS(mark(story, "newcomer", &appeal, "B2", 0, "x"), ERROR_CONFLICT, "is answered already");
    rejudge(f);

    /* a second appeal, against what stands now: whoever marked again had a part */
    subject = against_result(f);
    OK(lodge(&appeal, f, "registrar", &subject, NULL));
    FAILS(appeal_review(fixture_desk(f, "newcomer"), &appeal), ERROR_REFUSED,
          "'newcomer' marked again a line of '" SOLO "'");
    FAILS(appeal_review(fixture_desk(f, "verifier"), &appeal), ERROR_REFUSED,
          "'verifier' handled an appeal against a result of '" SOLO "'");
}

/* ---- against a decision ---- */

static void an_upheld_appeal_replaces_a_decision(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct appeal_remedy remedy;
    struct decisions granted;
    struct decision decision;
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    OK(decide(&decision, f, "certifier-a", DECISION_REFUSED));
    struct appeal_subject subject = against_decision(f);
    struct appeal appeal = review_by(f, &subject, "certifier-b");
    struct desk *desk = fixture_desk(f, "certifier-b");
    int64_t acts = fixture_acts(f);
    FAILS(appeal_uphold_decision(&remedy, desk, &appeal, DECISION_REFUSED, "x", f->arena),
          ERROR_REFUSED, "it is refused already");
    FAILS(appeal_uphold_result(&remedy, desk, &appeal, true, "x", f->arena), ERROR_REFUSED,
          "is against a decision");
    FAILS(appeal_mark(desk, &appeal, "B1", value_object(f->arena), "x"), ERROR_REFUSED,
          "is against a decision");
    FAILS(appeal_uphold_decision(&remedy, desk, &appeal, DECISION_GRANTED, "", f->arena),
          ERROR_REFUSED, "only with a reason");
    assert_int_equal(fixture_acts(f), acts);
    OK(appeal_uphold_decision(&remedy, desk, &appeal, DECISION_GRANTED, "all is there", f->arena));
    assert_int_equal(remedy.decision.replaces.n, decision.id.n);
    assert_int_equal(remedy.decision.appeal.n, appeal.id.n);
    OK(decision_list_granted(&granted, f->db, f->arena));
    assert_int_equal(granted.count, 1);
    FAILS(lodge(&appeal, f, "registrar", &subject, NULL), ERROR_CONFLICT, "was replaced");
    rejudge(f);
}

/* And a granted one, before it led to a certificate. */
static void a_replaced_decision_is_not_issued(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    bool live;
    struct appeal_remedy remedy;
    struct decisions granted;
    struct decision decision;
    struct story *story = story_begin(f);
    story_pass(story, "BSK-001");
    OK(decide(&decision, f, "certifier-a", DECISION_GRANTED));
    struct appeal_subject subject = against_decision(f);
    struct appeal appeal = review_by(f, &subject, "certifier-b");
    OK(appeal_uphold_decision(&remedy, fixture_desk(f, "certifier-b"), &appeal, DECISION_REFUSED,
                              "another person cooked", f->arena));
    OK(decision_list_granted(&granted, f->db, f->arena));
    assert_int_equal(granted.count, 0);
    OK(decision_live(&live, f->db, decision.id, FIXTURE_DAY));
    assert_false(live);
    rejudge(f);
}

static void what_cannot_be_granted_is_not_granted_on_appeal(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct appeal_remedy remedy;
    tell(f, true);
    struct appeal_subject subject = against_decision(f);
    struct appeal appeal = review_by(f, &subject, "certifier-b");
    struct desk *desk = fixture_desk(f, "certifier-b");
    int64_t acts = fixture_acts(f);
    FAILS(appeal_uphold_decision(&remedy, desk, &appeal, DECISION_GRANTED, "kind", f->arena),
          ERROR_REFUSED, "'TST-SOLO' is not yet competent");
    assert_int_equal(fixture_acts(f), acts);
    subject = against_result(f);
    appeal = review_by(f, &subject, "verifier");
    FAILS(appeal_uphold_decision(&remedy, fixture_desk(f, "verifier"), &appeal, DECISION_GRANTED,
                                 "x", f->arena),
          ERROR_REFUSED, "is against a result");
}

static void what_is_sent_back_another_decides_again(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct decision decision;
    tell(f, true);
    add_role(f, "auditor", ROLE_CERTIFIER);
    struct appeal_subject subject = against_decision(f);
    struct appeal appeal = review_by(f, &subject, "certifier-b");
    FAILS(decide(&decision, f, "auditor", DECISION_REFUSED), ERROR_CONFLICT, "on these results");
    OK(appeal_remit(fixture_desk(f, "certifier-b"), &appeal, "the reasons are missing"));
    FAILS(decide(&decision, f, "certifier-a", DECISION_REFUSED), ERROR_REFUSED, "is your own");
    FAILS(decide(&decision, f, "certifier-b", DECISION_REFUSED), ERROR_REFUSED, "back yourself");
    OK(decide(&decision, f, "auditor", DECISION_REFUSED));
    assert_int_equal(decision.replaces.n, subject.decision.n);
    assert_int_equal(decision.appeal.n, appeal.id.n);
    FAILS(decide(&decision, f, "auditor", DECISION_REFUSED), ERROR_CONFLICT, "on these results");
    rejudge(f);
}

/* ---- the audit ---- */

static void the_judge_accepts_nothing_else(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct appeal_remedy remedy;
    struct decision decision;
    struct story *story = tell(f, true);
    struct appeal_subject subject = against_result(f);
    struct appeal appeal = review_by(f, &subject, "verifier");
    OK(mark(story, "verifier", &appeal, "A3", 100, "x"));
    OK(mark(story, "verifier", &appeal, "B1", 100, "x"));
    OK(mark(story, "verifier", &appeal, "B2", 100, "x"));
    OK(appeal_uphold_result(&remedy, fixture_desk(f, "verifier"), &appeal, false, "x", f->arena));
    OK(decide(&decision, f, "certifier-b", DECISION_GRANTED));
    fixture_unprotect(f);
    rejudge(f);
#define PERSON(ref) "(SELECT id FROM person WHERE ref = '" ref "')"
    static const struct {
        const char *sql, *says;
    } changes[] = {
        {"UPDATE result SET appeal = NULL WHERE appeal = 1", "the events say 'void'"},
        {"UPDATE result SET replaces = NULL WHERE appeal = 1", "UNIQUE"},
        {"UPDATE result SET replaces = (SELECT id FROM result WHERE attempt <> 1 LIMIT 1) WHERE "
         "appeal = 1",
         ""},
        {"UPDATE result SET outcome = 'void' WHERE appeal = 1", "the result says 'void'"},
        {"DELETE FROM appeal_line WHERE criterion = 'B1'", "the result has other marks"},
        {"UPDATE appeal_line SET mark = '{\"check\":false}' WHERE criterion = 'A3'", "the result"},
        {"DELETE FROM result WHERE appeal = 1", ""},
        {"UPDATE result SET by_person = " PERSON("newcomer") " WHERE appeal = 1",
         "it is upheld, and answered by person"},
        {"UPDATE move SET to_state = 'dismissed' WHERE machine = 'appeal' AND to_state = 'upheld'",
         "and answered by person"},
        {"UPDATE move SET by_person = " PERSON("lead") " WHERE machine = 'appeal'",
         "'lead' was the lead examiner"},
        {"UPDATE move SET by_person = " PERSON("auditor") " WHERE machine = 'appeal'",
         "was no lead on"},
        {"UPDATE appeal_line SET by_person = " PERSON("lead"), "the result has other marks"},
        {"UPDATE appeal SET last_day = '2027-01-01'", "ended on 2026-12-11, not on 2027-01-01"},
        {"UPDATE appeal SET at_s = at_s + 40 * 86400", "without a reason to be late"},
        {"UPDATE appeal SET late_reason = 'x'", "with a reason to be late"},
        {"UPDATE appeal SET at_s = at_s + 40 * 86400, late_reason = 'x'", "was no certifier"},
        {"UPDATE appeal SET candidate = 2", "it is about candidate 1"},
        {"UPDATE decision SET by_person = " PERSON("certifier-a"), "of the same person"},
        {"UPDATE decision SET replaces = 99 WHERE id = 2", "it replaces decision 99"},
        {"UPDATE decision SET appeal = 1 WHERE id = 2", "answer"},
    };
    for (size_t i = 0; i < COUNT(changes); i++) {
        struct rejudged found;
        fixture_run(f, "PRAGMA defer_foreign_keys = ON");
        const struct statement statement = {"test", changes[i].sql, true};
        struct error *error = db_run(f->db, &statement, DB_NO_VALUES);
        if (!error)
            error = assess_rejudge(&found, f->db);
        if (!error || !strstr(error_message(error), changes[i].says))
            print_error("%s: %s\n", changes[i].sql, error ? error_message(error) : "not found");
        assert_non_null(error);
        assert_non_null(strstr(error_message(error), changes[i].says));
        error_free(error);
        fixture_rollback(f);
    }
    rejudge(f);
}

/* A decision on the same results, without an appeal that sent it back. */
static void the_judge_wants_an_appeal_for_a_second_decision(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct rejudged found;
    struct decision decision;
    tell(f, true);
    add_role(f, "auditor", ROLE_CERTIFIER);
    struct appeal_subject subject = against_decision(f);
    struct appeal appeal = review_by(f, &subject, "certifier-b");
    OK(appeal_remit(fixture_desk(f, "certifier-b"), &appeal, "x"));
    OK(decide(&decision, f, "auditor", DECISION_REFUSED));
    fixture_unprotect(f);
    static const struct {
        const char *sql, *says;
    } changes[] = {
        {"UPDATE decision SET appeal = NULL", "it rests on the same results as decision 1"},
        {"UPDATE decision SET replaces = NULL WHERE id = 2", "it rests on the same results"},
        {"UPDATE move SET to_state = 'dismissed' WHERE to_state = 'remitted'", "answered by"},
        {"UPDATE decision SET by_person = " PERSON("certifier-b") " WHERE id = 2", "answered by"},
        {"UPDATE decision SET by_person = " PERSON("certifier-a") " WHERE id = 2",
         "of the same person"},
    };
    for (size_t i = 0; i < COUNT(changes); i++) {
        fixture_run(f, changes[i].sql);
        FAILS(assess_rejudge(&found, f->db), ERROR_REFUSED, changes[i].says);
        fixture_rollback(f);
    }
    rejudge(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_appeal_is_taken_in),
        cmocka_unit_test(what_cannot_be_appealed_is_refused),
        cmocka_unit_test(the_time_to_appeal_ends),
        cmocka_unit_test(on_the_last_day_it_is_in_time),
        cmocka_unit_test(nobody_handles_what_they_took_part_in),
        cmocka_unit_test(nobody_handles_an_appeal_of_somebody_close),
        cmocka_unit_test(marked_again_a_result_is_replaced),
        cmocka_unit_test(a_decision_that_lost_a_result_is_decided_again),
        cmocka_unit_test(a_result_that_would_stay_is_not_replaced),
        cmocka_unit_test(a_void_result_gives_the_attempt_back),
        cmocka_unit_test(what_is_sent_back_another_marks_again),
        cmocka_unit_test(an_upheld_appeal_replaces_a_decision),
        cmocka_unit_test(a_replaced_decision_is_not_issued),
        cmocka_unit_test(what_cannot_be_granted_is_not_granted_on_appeal),
        cmocka_unit_test(what_is_sent_back_another_decides_again),
        cmocka_unit_test(the_judge_accepts_nothing_else),
        cmocka_unit_test(the_judge_wants_an_appeal_for_a_second_decision),
    };
    return cmocka_run_group_tests_name("assess/appeal", tests, NULL, NULL);
}
