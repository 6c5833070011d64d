#include "assess/rubric.h"

#include "test.h"

static void versions_are_read_strictly_and_ordered(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct version version, later;
    assert_true(version_read(&version, "1.20.3"));
    assert_string_equal(version_text(version, arena), "1.20.3");
    static const char *const bad[] = {
        "",       "1",    "1.2",    "1.2.3.4", "1.2.3 ",      "01.2.3",
        "1.2.03", "1..3", "v1.2.3", "1.2.-3",  "1.2.1000000", "1.2.",
    };
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(version_read(&later, bad[i]));
    static const char *const ordered[] = {"0.0.9", "0.1.0", "0.10.0", "1.0.0", "1.0.10"};
    for (size_t i = 0; i < COUNT(ordered); i++)
        for (size_t j = 0; j < COUNT(ordered); j++) {
            assert_true(version_read(&version, ordered[i]) && version_read(&later, ordered[j]));
            int order = version_compare(version, later);
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
}

static void a_text_falls_back(void **state)
{
    (void)state;
    const struct texts texts = {(const struct translation[]){{"en", "Knife"}, {"ru", "Нож"}}, 2};
    assert_string_equal(texts_in(&texts, "ru", "en"), "Нож");
    assert_string_equal(texts_in(&texts, "ky", "en"), "Knife");
    assert_null(texts_in(&texts, "ky", "tr"));
    assert_null(texts_in(&texts, "ky", NULL));
}

static void parts_are_found_by_id(void **state)
{
    (void)state;
    const struct level levels[] = {{.id = "l0"}, {.id = "l1", .points = 100}};
    const struct profile profiles[] = {{.destination = "RU"}};
    const struct criterion criteria[] = {
        {.id = "A1", .levels = levels, .level_count = 2},
        {.id = "A2", .measure = {.profiles = profiles, .profile_count = 1}}};
    const struct section sections[] = {{.id = "Z"},
                                       {.id = "A", .criteria = criteria, .criterion_count = 2}};
    const struct rubric rubric = {.id = "UST-X",
                                  .version = {1, 2, 0},
                                  .sections = sections,
                                  .section_count = 2,
                                  .destinations = (const char *const[]){"RU", "TR"},
                                  .destination_count = 2};
    SCOPED_ARENA(arena);
    assert_string_equal(rubric_name(&rubric, arena), "UST-X@1.2.0");
    assert_ptr_equal(rubric_criterion(&rubric, "A2"), &criteria[1]);
    assert_null(rubric_criterion(&rubric, "A"));
    assert_ptr_equal(criterion_level(&criteria[0], "l1"), &levels[1]);
    assert_null(criterion_level(&criteria[0], "l2"));
    assert_true(rubric_has_destination(&rubric, "TR"));
    assert_false(rubric_has_destination(&rubric, "KZ"));
    const struct measure *measure = &criteria[1].measure;
    assert_ptr_equal(measure_bands(measure, "RU"), &profiles[0].bands);
    assert_ptr_equal(measure_bands(measure, "TR"), &measure->bands);
    assert_ptr_equal(measure_bands(measure, NULL), &measure->bands);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(versions_are_read_strictly_and_ordered),
        cmocka_unit_test(a_text_falls_back),
        cmocka_unit_test(parts_are_found_by_id),
    };
    return cmocka_run_group_tests_name("assess/rubric", tests, NULL, NULL);
}
