#include "base/unfinished.h"

#include "base/file.h"
#include "scratch.h"
#include "test.h"

static size_t count_in(const char *folder, struct arena *arena)
{
    const char *const *names;
    size_t count;
    OK(folder_list(&names, &count, folder, "", arena));
    return count;
}

static void fill(const struct unfinished *unfinished, struct arena *arena)
{
    const char *inner = path_join(arena, unfinished->path, "keys");
    OK(folder_make_private(inner));
    OK(file_write(path_join(arena, inner, "a.key"), bytes_of_text("a"), 0600));
    OK(file_write(path_join(arena, unfinished->path, "b"), bytes_of_text("b"), 0600));
}

static void what_is_finished_is_in_place(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const char *place = scratch_folder(arena), *target = path_join(arena, place, "made/");
    {
        SCOPED_UNFINISHED unfinished = {0};
        OK(unfinished_begin(&unfinished, target, arena));
        fill(&unfinished, arena);
        assert_false(file_exists(target));
        OK(unfinished_finish(&unfinished));
    }
    assert_true(file_exists(path_join(arena, target, "keys/a.key")));
    assert_int_equal(count_in(place, arena), 1);
    SCOPED_UNFINISHED again = {0};
    FAILS(unfinished_begin(&again, target, arena), ERROR_CONFLICT, "is not empty");
}

static void what_is_not_finished_leaves_nothing(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const char *place = scratch_folder(arena), *target = path_join(arena, place, "made");
    {
        SCOPED_UNFINISHED unfinished = {0};
        OK(unfinished_begin(&unfinished, target, arena));
        fill(&unfinished, arena);
    }
    assert_int_equal(count_in(place, arena), 0);
}

static void a_file_in_its_place_is_left_alone(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const char *place = scratch_folder(arena), *target = path_join(arena, place, "made");
    OK(file_write(target, bytes_of_text("mine"), 0600));
    SCOPED_UNFINISHED unfinished = {0};
    FAILS(unfinished_begin(&unfinished, target, arena), ERROR_CONFLICT, "is no folder");
    assert_int_equal(count_in(place, arena), 1);
}

static void what_the_dead_left_is_removed(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const char *place = scratch_folder(arena), *target = path_join(arena, place, "made");
    static const char *const names[] = {"made.999999999.tmp", "made.1.tmp", "made.x.tmp",
                                        "other.999999999.tmp", "made.999999999"};
    for (size_t i = 0; i < COUNT(names); i++)
        OK(folder_make(path_join(arena, place, names[i])));
    SCOPED_UNFINISHED unfinished = {0};
    OK(unfinished_begin(&unfinished, target, arena));
    assert_false(file_exists(path_join(arena, place, names[0])));
    assert_int_equal(count_in(place, arena), COUNT(names)); /* one went, one came */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_finished_is_in_place),
        cmocka_unit_test(what_is_not_finished_leaves_nothing),
        cmocka_unit_test(a_file_in_its_place_is_left_alone),
        cmocka_unit_test(what_the_dead_left_is_removed),
    };
    return cmocka_run_group_tests_name("base/unfinished", tests, NULL, NULL);
}
