#include "assess/cells.h"

#include "base/arena.h"
#include "base/random.h"

#include "test.h"

#include <stdlib.h>

/* Hides "5 12 3"; gives "5 - -", or "withheld". */
static void assert_hides(const char *counts, const char *expected)
{
    SCOPED_ARENA(arena);
    char *shown = "", *rest = NULL;
    struct cell cells[20] = {0};
    size_t count = 0;
    for (char *word = strtok_r(arena_text(arena, counts), " ", &rest); word;
         word = strtok_r(NULL, " ", &rest))
        cells[count++].count = atoi(word);
    if (cells_hide(cells, count)) {
        assert_string_equal("withheld", expected);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const char *number = cells[i].hidden
                                 ? "-"
                                 : arena_format(arena, "%lld", (long long)cells[i].count);
        shown = arena_format(arena, "%s%s%s", shown, i ? " " : "", number);
    }
    assert_string_equal(shown, expected);
}

static void cells_of_five_and_more_are_shown(void **state)
{
    (void)state;
    assert_hides("", "");
    assert_hides("5", "5");
    assert_hides("5 6 100", "5 6 100");
}

static void one_small_cell_hides_the_next_smallest(void **state)
{
    (void)state;
    assert_hides("3 9 7 20", "- 9 - 20");
    assert_hides("0 12", "- -");
    assert_hides("4 12", "- -");
}

static void two_small_cells_are_enough_when_their_sum_says_nothing(void **state)
{
    (void)state;
    assert_hides("3 4 9", "- - 9"); /* 7: 3+4, 4+3, or 1+6, 6+1 … */
    assert_hides("4 4 9", "- - 9");
    assert_hides("2 4 9", "- - 9");
}

static void small_cells_that_their_sum_would_tell_hide_more(void **state)
{
    (void)state;
    assert_hides("1 1 9 8", "- - 9 -"); /* 2 of two would be 1 and 1 */
    assert_hides("1 1 1 6 7", "- - - - 7");
    assert_hides("1 1 1 1 1 6 7", "- - - - - - 7");
}

static void what_cannot_be_hidden_is_withheld(void **state)
{
    (void)state;
    assert_hides("3", "withheld");
    assert_hides("1 1", "withheld");
    assert_hides("1 1 1 1 1", "withheld");
    assert_hides("2 3", "withheld");
    assert_hides("2 4", "- -");
}

/* Whoever knows the total, the rest and that every name was listed because it occurs: is there more
 * than one value that a hidden cell may have? */
static void no_hidden_cell_can_be_computed(void **state)
{
    (void)state;
    struct random random = random_seeded(5);
    for (int round = 0; round < 20000; round++) {
        struct cell cells[8] = {0};
        uint32_t count, value;
        int64_t total = 0, shown = 0, hidden = 0;
        OK(random_below(&count, &random, 8));
        for (uint32_t i = 0; i <= count; i++) {
            OK(random_below(&value, &random, 12));
            cells[i].count = value + 1;
            total += cells[i].count;
        }
        if (cells_hide(cells, count + 1))
            continue;
        for (uint32_t i = 0; i <= count; i++) {
            assert_true(cells[i].hidden || cells[i].count >= CELL_LEAST);
            shown += cells[i].hidden ? 0 : cells[i].count;
            hidden += cells[i].hidden;
        }
        int64_t most = total - shown - (hidden - 1); /* the others at least 1 each */
        assert_true(!hidden || most >= CELL_LEAST);
        assert_int_not_equal(hidden, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_of_five_and_more_are_shown),
        cmocka_unit_test(one_small_cell_hides_the_next_smallest),
        cmocka_unit_test(two_small_cells_are_enough_when_their_sum_says_nothing),
        cmocka_unit_test(small_cells_that_their_sum_would_tell_hide_more),
        cmocka_unit_test(what_cannot_be_hidden_is_withheld),
        cmocka_unit_test(no_hidden_cell_can_be_computed),
    };
    return cmocka_run_group_tests_name("assess/cells", tests, NULL, NULL);
}
