#include "certify/font_cut.h"

#include "certify/fonts.h"

#include "rendering.h"

static const char text[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

static const struct font *some_font(struct arena *arena)
{
    struct fonts *fonts;
    OK(fonts_open(&fonts, CERTIFICATES "/fonts.yaml", arena));
    return fonts_typeface(fonts, "serif regular")->fonts[0].font;
}

/* Glyphs from 20 + first, as many as asked for. */
static struct font_use *use_of(const struct font *font, uint32_t first, size_t count,
                               struct arena *arena)
{
    struct font_uses uses = {.arena = arena};
    struct font_use *use = font_uses_of(&uses, font);
    for (size_t i = 0; i < count; i++)
        font_use_cid(use, 20 + first + (uint32_t)i, bytes_of(text + i, 1));
    return use;
}

static void assert_same(const struct font_cut *a, const struct font_cut *b)
{
    assert_string_equal(a->name, b->name);
    assert_true(bytes_equal(a->program, b->program));
    assert_int_equal(a->program_size, b->program_size);
    assert_true(bytes_equal(a->glyph_map, b->glyph_map));
    assert_true(bytes_equal(a->to_unicode, b->to_unicode));
}

static void what_is_kept_is_what_would_be_made(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct font *font = some_font(arena);
    struct font_cuts *cuts = font_cuts_open(arena);
    struct font_cut anew, first, second;
    struct font_use *use = use_of(font, 0, 10, arena);
    OK(font_cut_of(&anew, NULL, use, arena));
    OK(font_cut_of(&first, cuts, use, arena));
    OK(font_cut_of(&second, cuts, use_of(font, 0, 10, arena), arena));
    assert_same(&first, &anew);
    assert_same(&second, &anew);
    assert_ptr_not_equal(second.program.data, first.program.data);
}

/* Other glyphs, another order, or the same glyphs for other texts are another cut. */
static void another_use_is_another_cut(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct font *font = some_font(arena);
    struct font_cuts *cuts = font_cuts_open(arena);
    struct font_uses uses = {.arena = arena};
    struct font_use *turned = font_uses_of(&uses, font);
    struct font_cut one, other;
    font_use_cid(turned, 21, bytes_of_text("B"));
    font_use_cid(turned, 20, bytes_of_text("A"));
    OK(font_cut_of(&one, cuts, use_of(font, 0, 2, arena), arena));
    OK(font_cut_of(&other, cuts, turned, arena));
    assert_false(bytes_equal(one.to_unicode, other.to_unicode));
    OK(font_cut_of(&other, cuts, use_of(font, 1, 2, arena), arena));
    assert_false(bytes_equal(one.program, other.program));
}

/* More than are kept: each is right still, whether it was kept or had to go. */
static void the_one_not_asked_for_goes(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct font *font = some_font(arena);
    struct font_cuts *cuts = font_cuts_open(arena);
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < FONT_CUTS + 6; i++) {
            struct font_cut anew, cut, always;
            struct font_use *use = use_of(font, i, 3, arena);
            OK(font_cut_of(&anew, NULL, use, arena));
            OK(font_cut_of(&cut, cuts, use, arena));
            assert_same(&cut, &anew);
            OK(font_cut_of(&always, cuts, use_of(font, 0, 30, arena), arena));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_is_what_would_be_made),
        cmocka_unit_test(another_use_is_another_cut),
        cmocka_unit_test(the_one_not_asked_for_goes),
    };
    return cmocka_run_group_tests_name("certify/font_cut", tests, NULL, NULL);
}
