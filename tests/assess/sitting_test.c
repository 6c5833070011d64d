#include "assess/fixture.h"

#include "assess/machine.h"
#include "assess/sitting_rubric.h"

#include "test.h"

static void opens_with_everything_in_place(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct sitting sitting = fixture_open_sitting(f);
    assert_string_equal(sitting.state, "open");
    const struct rubric *rubric;
    OK(sitting_rubric(&rubric, f->db, &sitting, "TST-PAIR", f->arena));
    assert_string_equal(rubric->id, "TST-PAIR");
    fixture_audit(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_with_everything_in_place),
    };
    return cmocka_run_group_tests_name("assess/sitting", tests, NULL, NULL);
}
