#include "certify/paragraph.h"

#include "certify/bidi.h"
#include "certify/fonts.h"

#include "rendering.h"

enum { SIZE = 10000, LINES = 20 };

static struct paragraph paragraph_for(const char *text, int tracking, struct arena *arena)
{
    struct fonts *fonts;
    struct shaped_text shaped;
    OK(fonts_open(&fonts, CERTIFICATES "/fonts.yaml", arena));
    OK(typeface_shape(&shaped, fonts_typeface(fonts, "sans regular"), text, "ru", arena));
    return paragraph_of(&shaped, tracking, arena);
}

static const char *line_text(const struct paragraph *paragraph, const struct text_line *line,
                             struct arena *arena)
{
    return arena_text_n(arena, paragraph->shaped.text + line->start, line->end - line->start);
}

static void lines_end_at_spaces_and_letter_hyphens(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct paragraph paragraph = paragraph_for("один  два Иванова-Петрова 2026-11-22", 0, arena);
    struct text_line lines[LINES];
    assert_int_equal(paragraph_break(lines, LINES, &paragraph, SIZE, 60000), 4);
    static const char *const wanted[] = {"один  два", "Иванова-", "Петрова", "2026-11-22"};
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(line_text(&paragraph, &lines[i], arena), wanted[i]);
        assert_in_range(lines[i].width_mpt, 20000, 60000);
    }
    struct paragraph narrow = paragraph_for("один  два", 0, arena);
    assert_int_equal(paragraph_break(lines, LINES, &narrow, SIZE, 30000), 2);
    assert_string_equal(line_text(&narrow, &lines[0], arena), "один");
    assert_string_equal(line_text(&narrow, &lines[1], arena), "два");
}

static void what_does_not_fit_is_said(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct paragraph paragraph = paragraph_for("Достопримечательность города", 0, arena);
    struct text_line lines[LINES];
    assert_int_equal(paragraph_break(lines, LINES, &paragraph, SIZE, 60000), 0); /* a word */
    assert_int_equal(paragraph_break(lines, 1, &paragraph, SIZE, 130000), 0);    /* a line */
    assert_int_equal(paragraph_break(lines, 2, &paragraph, SIZE, 130000), 2);
    assert_int_equal(paragraph_break(lines, 2, &paragraph, SIZE / 2, 130000), 1);
    struct paragraph empty = paragraph_for("", 0, arena);
    assert_int_equal(paragraph_break(lines, LINES, &empty, SIZE, 1000), 1);
}

static void balanced_lines_are_about_as_wide(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct paragraph paragraph = paragraph_for("aaaa aaaa aaaa aaaa aaaa aaaa", 0, arena);
    struct text_line greedy[LINES], even[LINES];
    assert_int_equal(paragraph_break(greedy, LINES, &paragraph, SIZE, 110000), 2);
    assert_int_equal(paragraph_balance(even, LINES, &paragraph, SIZE, 110000), 2);
    assert_true(greedy[0].width_mpt > 2 * greedy[1].width_mpt - 1);
    assert_int_equal(even[0].width_mpt, even[1].width_mpt);
}

static void tracking_stands_between_characters_only(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct paragraph plain = paragraph_for("МММ", 0, arena);
    struct paragraph tracked = paragraph_for("МММ", 50, arena);
    struct text_line a, b;
    assert_int_equal(paragraph_break(&a, 1, &plain, SIZE, 1000000), 1);
    assert_int_equal(paragraph_break(&b, 1, &tracked, SIZE, 1000000), 1);
    assert_int_equal(b.width_mpt - a.width_mpt, 2 * SIZE * 50 / 1000);
}

static void runs_are_put_in_visual_order(void **state)
{
    (void)state;
    static const struct {
        uint8_t levels[6];
        size_t count, order[6];
    } cases[] = {
        {{0, 0, 0}, 3, {0, 1, 2}},       {{0, 1, 0}, 3, {0, 1, 2}},
        {{1, 1, 1}, 3, {2, 1, 0}},       {{0, 1, 2, 1, 0}, 5, {0, 3, 2, 1, 4}},
        {{1, 2, 2, 1}, 4, {3, 1, 2, 0}},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t order[6];
        bidi_order(order, cases[i].levels, cases[i].count);
        assert_memory_equal(order, cases[i].order, cases[i].count * sizeof *order);
    }
}

static void levels_are_per_byte(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const char *text = "ab שלום 12";
    struct bidi bidi = bidi_of(text, strlen(text), "ky", arena);
    static const uint8_t wanted[] = {0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2};
    assert_int_equal(bidi.base, 0);
    assert_memory_equal(bidi.levels, wanted, sizeof wanted);
    assert_int_equal(bidi_of("שלום ab", 11, "ky", arena).base, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_at_spaces_and_letter_hyphens),
        cmocka_unit_test(what_does_not_fit_is_said),
        cmocka_unit_test(balanced_lines_are_about_as_wide),
        cmocka_unit_test(tracking_stands_between_characters_only),
        cmocka_unit_test(runs_are_put_in_visual_order),
        cmocka_unit_test(levels_are_per_byte),
    };
    return cmocka_run_group_tests_name("certify/paragraph", tests, NULL, NULL);
}
