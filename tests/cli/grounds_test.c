#include "cli/grounds.h"

#include "test.h"

static struct call make_call(struct arena *arena)
{
    return (struct call){.arena = arena,
                         .noted = buffer_make(arena, 65536),
                         .answer = value_object(arena),
                         .grounds = value_object(arena)};
}

static void refuse(struct refusals *refusals, const char *what, const char *message,
                   const char *hint)
{
    struct error *error = error_make(ERROR_REFUSED, "%s", message);
    OK(refusals_collect(refusals, what, hint ? error_hint(error, "%s", hint) : error));
}

static void refusals_for_one_reason_are_one_line(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct call call = make_call(arena);
    struct refusals refusals = refusals_make(arena);
    refuse(&refusals, "s/1/A", "is family", "take somebody else");
    refuse(&refusals, "s/1/B", "is family", "take somebody else");
    refuse(&refusals, "s/2/A", "is family", "wait");
    refuse(&refusals, "s/2/B", "is absent", NULL);
    grounds_refusals(&call, &refusals);
    assert_string_equal(buffer_text(&call.noted), "s/1/A and 1 more: is family\n"
                                                  "  take somebody else\n"
                                                  "s/2/A: is family\n"
                                                  "  wait\n"
                                                  "s/2/B: is absent\n");
    assert_int_equal(value_size(value_get(call.grounds, "refusals")), 4);
    assert_int_equal(call.exit_code, 0);
}

static void one_refusal_says_itself_in_the_error(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct call call = make_call(arena);
    struct refusals refusals = refusals_make(arena);
    refuse(&refusals, "s/1/A", "is family", NULL);
    grounds_refusals(&call, &refusals);
    assert_string_equal(buffer_text(&call.noted), "");
    assert_int_equal(value_size(value_get(call.grounds, "refusals")), 1);
}

static void some_refused_is_bad_news(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct call call = make_call(arena);
    struct refusals refusals = refusals_make(arena);
    grounds_refused_some(&call, &refusals);
    assert_int_equal(call.exit_code, 0);
    refuse(&refusals, "J-001", "is decided", NULL);
    grounds_refused_some(&call, &refusals);
    assert_int_equal(call.exit_code, ERROR_REFUSED);
    assert_string_equal(buffer_text(&call.noted), "J-001: is decided\n");
    assert_int_equal(value_size(value_get(call.answer, "refused")), 1);
}

static void warnings_stand_beside_the_answer(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct call call = make_call(arena);
    struct refusals warnings = refusals_make(arena);
    refuse(&warnings, "s/1/A", "examined before", NULL);
    grounds_warnings(&call, &warnings);
    assert_string_equal(buffer_text(&call.noted), "warning: s/1/A: examined before\n");
    assert_string_equal(value_text(value_at(value_get(call.answer, "warnings"), 0)),
                        "s/1/A: examined before");
}

static const struct rule rule = {"E05", "anchors", "write it out"};

static void findings_are_the_grounds_of_the_error(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct call call = make_call(arena);
    struct findings findings = findings_make(arena);
    findings_open(&findings, "a.yaml");
    findings_add(&findings, &rule, (struct place){3, 5}, "anchors are refused");
    assert_false(findings_close(&findings));
    FAILS(grounds_findings(&call, &findings, "a.yaml"), ERROR_REFUSED, "'a.yaml' has 1 error");
    assert_string_equal(buffer_text(&call.noted), "a.yaml:3:5: error E05: anchors are refused\n");
    assert_int_equal(value_size(value_get(call.grounds, "findings")), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refusals_for_one_reason_are_one_line),
        cmocka_unit_test(one_refusal_says_itself_in_the_error),
        cmocka_unit_test(some_refused_is_bad_news),
        cmocka_unit_test(warnings_stand_beside_the_answer),
        cmocka_unit_test(findings_are_the_grounds_of_the_error),
    };
    return cmocka_run_group_tests_name("cli/grounds", tests, NULL, NULL);
}
