#include "certify/issue_run.h"

#include "certify/shop.h"

/* About BSK-002, who passed everything as well. */
static struct decision decide_second(struct room *room, enum decision_outcome outcome)
{
    struct decision decision;
    struct candidate candidate;
    story_pass(room->story, "BSK-002");
    OK(candidate_find(&candidate, room->f->db, "BSK-002", room->f->arena));
    OK(decision_make(&decision, desk(room, "certifier-a"), candidate.id, "TST", outcome,
                     outcome == DECISION_GRANTED ? NULL : "his own", room->f->arena));
    return decision;
}

static size_t certificates_of(struct room *room, const char *state)
{
    struct certificates list;
    OK(certificate_list(&list, room->f->db, state, room->f->arena));
    return list.count;
}

/* Outside of the fixture's transaction: a group has its own. */
static struct error *run(struct issue *issues, size_t count, struct room *room, const char *who)
{
    OK(transaction_commit(&room->f->transaction));
    struct error *error = issue_group(issues, count, desk(room, who), &room->press, room->f->arena);
    OK(transaction_begin(&room->f->transaction, room->f->db));
    return error;
}

static void check_issued(struct room *room, const struct issue *issue)
{
    struct bytes pdf;
    assert_null(issue->refused);
    assert_string_equal(issue->certificate.state, "issued");
    OK(certificate_file(&pdf, room->f->db, &issue->certificate, room->f->arena));
    OK(press_check_file(NULL, pdf, issue->certificate.record, NULL, room->f->arena));
}

static void all_who_wait_are_issued_to(void **state)
{
    SCOPED_ROOM(room);
    struct decision second = decide_second(&room, DECISION_GRANTED);
    struct issue issues[] = {{.decision = &room.decision}, {.decision = &second}};
    OK(run(issues, 2, &room, "registrar"));
    check_issued(&room, &issues[0]);
    check_issued(&room, &issues[1]);
    assert_string_not_equal(code_text(&issues[0].certificate.code, room.f->arena),
                            code_text(&issues[1].certificate.code, room.f->arena));
    fixture_audit(room.f);
}

static void a_refusal_stops_no_other(void **state)
{
    SCOPED_ROOM(room);
    struct decision second = decide_second(&room, DECISION_REFUSED);
    struct issue issues[] = {{.decision = &second}, {.decision = &room.decision}};
    OK(run(issues, 2, &room, "registrar"));
    assert_int_equal(error_code(issues[0].refused), ERROR_REFUSED);
    error_free(issues[0].refused);
    check_issued(&room, &issues[1]);
    assert_int_equal(certificates_of(&room, NULL), 1);
    fixture_audit(room.f);
}

static void what_the_press_refuses_waits(void **state)
{
    SCOPED_ROOM(room);
    struct decision second = decide_second(&room, DECISION_GRANTED);
    struct certificate intended;
    OK(certificate_intend(&intended, desk(&room, "registrar"), &room.decision, &room.press,
                          room.f->arena));
    intended.record = "{}";
    struct issue issues[] = {{.intended = &intended}, {.decision = &second}};
    OK(run(issues, 2, &room, "registrar"));
    assert_int_equal(error_code(issues[0].refused), ERROR_REFUSED);
    error_free(issues[0].refused);
    check_issued(&room, &issues[1]);
    assert_int_equal(certificates_of(&room, "intended"), 1);
}

static void a_run_that_was_stopped_goes_on(void **state)
{
    SCOPED_ROOM(room);
    struct certificate intended;
    OK(certificate_intend(&intended, desk(&room, "registrar"), &room.decision, &room.press,
                          room.f->arena));
    struct issue issue = {.intended = &intended};
    OK(run(&issue, 1, &room, "registrar"));
    check_issued(&room, &issue);
    assert_int_equal(issue.certificate.id.n, intended.id.n);
    int64_t acts = fixture_acts(room.f);
    struct issue again[] = {{.intended = &issue.certificate}, {.decision = &room.decision}};
    OK(run(again, 2, &room, "registrar"));
    check_issued(&room, &again[1]);
    assert_int_equal(fixture_acts(room.f), acts);
    assert_int_equal(certificates_of(&room, NULL), 1);
}

static void who_may_not_issue_prints_nothing(void **state)
{
    SCOPED_ROOM(room);
    struct issue issue = {.decision = &room.decision};
    OK(run(&issue, 1, &room, "examiner-a"));
    assert_int_equal(error_code(issue.refused), ERROR_REFUSED);
    error_free(issue.refused);
    assert_int_equal(certificates_of(&room, NULL), 0);
}

static void a_signer_that_ends_too_soon_ends_the_run(void **state)
{
    SCOPED_ROOM(room);
    struct shop *shop = *state;
    struct decision second = decide_second(&room, DECISION_GRANTED);
    struct issue issues[] = {{.decision = &room.decision}, {.decision = &second}};
    room.press = press_of(shop->layout, shop->brief);
    FAILS(run(issues, 2, &room, "registrar"), ERROR_ENVIRONMENT, "ends");
    assert_int_equal(certificates_of(&room, NULL), 0);
    assert_null(issues[0].refused);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_who_wait_are_issued_to),
        cmocka_unit_test(a_refusal_stops_no_other),
        cmocka_unit_test(what_the_press_refuses_waits),
        cmocka_unit_test(a_run_that_was_stopped_goes_on),
        cmocka_unit_test(who_may_not_issue_prints_nothing),
        cmocka_unit_test(a_signer_that_ends_too_soon_ends_the_run),
    };
    return cmocka_run_group_tests_name("certify/issue_run", tests, open_shop, close_shop);
}
