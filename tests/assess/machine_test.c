#include "assess/machine.h"

#include "assess/fixture.h"
#include "base/text.h"

#include "test.h"

/* The states of workflow.md, written once more and differently: from, then every state it may go
 * to; '!' marks moves that need a reason. */
struct expected {
    enum machine_id machine;
    const char *states; /* all of them */
    struct {
        const char *from, *to;
    } rows[12];
};

static const struct expected machines[] = {
    {MACHINE_SITTING,
     "planned open closed archived",
     {{"", "planned"}, {"planned", "open"}, {"open", "closed"}, {"closed", "archived"}}},
    {MACHINE_ATTEMPT,
     "assigned checked_in absent running paused finished stopped_unsafe abandoned void marked "
     "final",
     {{"", "assigned"},
      {"assigned", "checked_in absent"},
      {"checked_in", "running"},
      {"running", "!paused finished !stopped_unsafe !abandoned !void"},
      {"paused", "running finished !stopped_unsafe !abandoned !void"},
      {"finished", "marked"},
      {"stopped_unsafe", "marked"},
      {"marked", "final"}}},
    {MACHINE_SHEET, "open sealed", {{"", "open"}, {"open", "sealed"}}},
    {MACHINE_CERTIFICATE,
     "intended issued suspended revoked superseded",
     {{"", "intended"},
      {"intended", "issued"},
      {"issued", "!suspended !revoked !superseded"},
      {"suspended", "!issued !revoked !superseded"}}},
    {MACHINE_INQUIRY, "withheld back void", {{"", "withheld"}, {"withheld", "!back !void"}}},
    {MACHINE_APPEAL,
     "lodged under_review upheld dismissed remitted",
     {{"", "lodged"},
      {"lodged", "under_review"},
      {"under_review", "!upheld !dismissed !remitted"}}},
    {MACHINE_CONCERN, "open closed", {{"", "open"}, {"open", "!closed"}}},
};

/* The word of list that is word, with or without '!' before it; NULL for none. */
static const char *word_in(const char *list, const char *word)
{
    size_t size = strlen(word);
    for (; list && *list; list += strcspn(list, " "), list += *list == ' ') {
        const char *bare = list + (*list == '!');
        if (strcspn(bare, " ") == size && strncmp(bare, word, size) == 0)
            return list;
    }
    return NULL;
}

static const char *targets_of(const struct expected *machine, const char *from)
{
    for (size_t i = 0; i < COUNT(machine->rows) && machine->rows[i].from; i++)
        if (text_equal(machine->rows[i].from, from))
            return machine->rows[i].to;
    return "";
}

static void check_move(const struct expected *machine, const char *from, const char *to)
{
    const char *allowed = word_in(targets_of(machine, from), to);
    const char *given = *from ? from : NULL;
    SCOPED_ERROR bare = machine_check(machine->machine, "it", given, to, NULL);
    SCOPED_ERROR empty = machine_check(machine->machine, "it", given, to, "");
    SCOPED_ERROR reasoned = machine_check(machine->machine, "it", given, to, "because");
    if ((reasoned == NULL) != (allowed != NULL))
        fail_msg("'%s' to '%s' is %s", from, to, reasoned ? "refused" : "allowed");
    if (allowed && (bare == NULL) != (*allowed != '!'))
        fail_msg("'%s' to '%s' without reason is %s", from, to, bare ? "refused" : "allowed");
    assert_int_equal(bare == NULL, empty == NULL);
    if (reasoned)
        assert_int_equal(error_code(reasoned), ERROR_REFUSED);
}

static void check_from(const struct expected *machine, const char *from, struct arena *arena)
{
    for (const char *to = machine->states; *to; to += strcspn(to, " "), to += *to == ' ')
        check_move(machine, from, arena_text_n(arena, to, strcspn(to, " ")));
    check_move(machine, from, "nonsense");
    check_move(machine, from, "");
}

static void every_pair_of_states_is_allowed_or_refused_as_written(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    assert_int_equal(COUNT(machines), MACHINE_COUNT);
    for (size_t i = 0; i < COUNT(machines); i++) {
        const struct expected *machine = &machines[i];
        check_from(machine, "", arena);
        check_from(machine, "nonsense", arena);
        for (const char *at = machine->states; *at; at += strcspn(at, " "), at += *at == ' ')
            check_from(machine, arena_text_n(arena, at, strcspn(at, " ")), arena);
        assert_string_equal(machine_first(machine->machine), machine->rows[0].to);
    }
}

static void a_refusal_says_what_would_be_legal(void **state)
{
    (void)state;
    SCOPED_ERROR wrong = machine_check(MACHINE_ATTEMPT, "attempt 'x'", "assigned", "finished",
                                       NULL);
    assert_string_equal(error_message(wrong),
                        "attempt 'x' cannot go from 'assigned' to 'finished'");
    assert_non_null(strstr(error_hint_text(wrong), "'checked_in', 'absent'"));
    SCOPED_ERROR final = machine_check(MACHINE_CERTIFICATE, "it", "revoked", "issued", "please");
    assert_non_null(strstr(error_hint_text(final), "'revoked' is final"));
    SCOPED_ERROR begin = machine_check(MACHINE_SHEET, "sheet 1", NULL, "sealed", NULL);
    assert_string_equal(error_message(begin), "sheet 1 cannot begin as 'sealed'");
    SCOPED_ERROR silent = machine_check(MACHINE_ATTEMPT, "it", "running", "void", NULL);
    assert_string_equal(error_message(silent), "it goes to 'void' only with a reason");
    assert_non_null(strstr(error_hint_text(silent), "rule 8"));
}

static void a_move_leaves_a_row_an_entry_and_the_state(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    fixture_open_sitting(f);
    struct attempt attempt = fixture_attempt(f, "bishkek-1/BSK-001/TST-SOLO");
    int64_t acts = fixture_acts(f);
    struct desk *desk = fixture_desk(f, "registrar");
    OK(machine_go(desk, MACHINE_ATTEMPT, attempt.id.n, "it", "checked_in", NULL));
    OK(machine_go(desk, MACHINE_ATTEMPT, attempt.id.n, "it", "running", ""));
    OK(machine_go(desk, MACHINE_ATTEMPT, attempt.id.n, "it", "void", "the scale is broken"));
    assert_int_equal(fixture_acts(f), acts + 3);
    assert_string_equal(fixture_attempt(f, attempt.name).state, "void");
    fixture_audit(f);
}

static void a_refused_move_leaves_nothing(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    fixture_open_sitting(f);
    struct attempt attempt = fixture_attempt(f, "bishkek-1/BSK-001/TST-SOLO");
    int64_t acts = fixture_acts(f);
    struct desk *desk = fixture_desk(f, "registrar");
    FAILS(machine_go(desk, MACHINE_ATTEMPT, attempt.id.n, "it", "final", NULL), ERROR_REFUSED,
          "cannot go from 'assigned' to 'final'");
    FAILS(machine_go(desk, MACHINE_ATTEMPT, 999, "attempt 999", "absent", NULL), ERROR_NOT_FOUND,
          "attempt 999 does not exist");
    assert_int_equal(fixture_acts(f), acts);
    assert_string_equal(fixture_attempt(f, attempt.name).state, "assigned");
}

static void the_audit_replays_every_state(void **state)
{
    (void)state;
    static const struct {
        const char *change, *says;
    } cases[] = {
        {"UPDATE attempt SET state = 'final' WHERE id = 1",
         "attempt 1 is 'final', but its moves lead to 'assigned'"},
        {"UPDATE attempt SET state = 'assigned' WHERE id = 2", /* which is checked in */
         "attempt 2 is 'assigned', but its moves lead to 'checked_in'"},
        {"UPDATE sitting SET state = 'closed'",
         "sitting 1 is 'closed', but its moves lead to 'open'"},
        {"UPDATE move SET to_state = 'marked' WHERE machine = 'attempt'",
         "attempt 2 cannot go from 'assigned' to 'marked'"},
        {"UPDATE move SET from_state = 'running' WHERE machine = 'attempt'",
         "attempt 2 moves from 'running' while it is 'assigned'"},
        {"UPDATE move SET subject = 999 WHERE machine = 'attempt'", "attempt 2 is 'checked_in'"},
        {"DELETE FROM move WHERE machine = 'attempt'", "attempt 2 is 'checked_in'"},
        {"INSERT INTO move SELECT 'sheet', 77, 'open', 'sealed', NULL, 1, 1, 1, salt FROM move "
         "LIMIT 1",
         "moves of sheet 77, which does not exist"},
    };
    SCOPED_FIXTURE(f);
    fixture_open_sitting(f);
    OK(machine_go(fixture_desk(f, "registrar"), MACHINE_ATTEMPT, 2, "it", "checked_in", NULL));
    fixture_unprotect(f);
    fixture_audit(f);
    for (size_t i = 0; i < COUNT(cases); i++) {
        fixture_run(f, cases[i].change);
        FAILS(machine_audit(f->db), ERROR_REFUSED, cases[i].says);
        fixture_rollback(f);
    }
    fixture_audit(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pair_of_states_is_allowed_or_refused_as_written),
        cmocka_unit_test(a_refusal_says_what_would_be_legal),
        cmocka_unit_test(a_move_leaves_a_row_an_entry_and_the_state),
        cmocka_unit_test(a_refused_move_leaves_nothing),
        cmocka_unit_test(the_audit_replays_every_state),
    };
    return cmocka_run_group_tests_name("assess/machine", tests, NULL, NULL);
}
