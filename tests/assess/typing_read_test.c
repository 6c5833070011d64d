#include "assess/typing_read.h"

#include "assess/small_form.h"

#include "test.h"

#define ROWS                                                                                       \
    "criterion,mark\nrubric,UST-SMALL@1.0.2\ndigest,0000000000000000\nstarted,09:00\n"             \
    "ended,09:50\nA1,yes\nA2,%s\nA3,%s\nB1,l3\nB2,na no_gas\nC1,no\n"

/* The marks of a typed sheet with these readings in A2 and A3, or what is said against it. */
static const char *read_typed(const struct value **marks, const char *a2, const char *a3,
                              struct arena *arena)
{
    struct sheet_line lines[SMALL_LINES];
    struct sheet_form form = small_form(lines);
    struct value *content;
    struct findings findings = findings_make(arena);
    const char *file = arena_format(arena, ROWS, a2, a3);
    SCOPED_ERROR error = typing_read(&content, &form, bytes_of_text(file), "t.csv", &findings,
                                     arena);
    if (error)
        return findings_text(&findings, arena);
    *marks = value_get(content, "marks");
    return "";
}

static const char *instrument_of(const struct value *marks, const char *criterion)
{
    const struct value *instrument = value_get(value_get(marks, criterion), "instrument");
    return instrument ? value_text(instrument) : NULL;
}

static void the_instrument_stands_behind_the_readings(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct value *marks = NULL;
    assert_string_equal(read_typed(&marks, "120/300", "75.0 76.1 @ probe-1", arena), "");
    assert_null(instrument_of(marks, "A2"));
    assert_string_equal(instrument_of(marks, "A3"), "probe-1");
    const struct value *readings = value_get(value_get(marks, "A3"), "readings");
    assert_int_equal(value_size(readings), 2);
    assert_string_equal(value_text(value_at(readings, 1)), "76.1");
}

static void an_instrument_has_a_name_and_readings(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    static const struct {
        const char *a2, *says;
    } cases[] = {
        {"120/300@", "t.csv:7:2: error E85: instrument '' is not a short name"},
        {"120/300 @ ", "t.csv:7:2: error E85: instrument '' is not a short name"},
        {"120/300 @the probe", "t.csv:7:2: error E85: instrument 'the probe' is not a short name"},
        {"na scale_fault @probe-1", "criterion 'A2': instruments are named with readings"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct value *marks;
        const char *said = read_typed(&marks, cases[i].a2, "75.0 76.1", arena);
        if (!strstr(said, cases[i].says))
            fail_msg("case %zu: '%s' is not in '%s'", i, cases[i].says, said);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_instrument_stands_behind_the_readings),
        cmocka_unit_test(an_instrument_has_a_name_and_readings),
    };
    return cmocka_run_group_tests_name("assess/typing_read", tests, NULL, NULL);
}
