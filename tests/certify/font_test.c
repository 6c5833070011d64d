#include "certify/fonts.h"

#include "base/text.h"

#include "rendering.h"

static const char *const faces[] = {"display bold", "display regular", "serif regular",
                                    "serif bold",   "serif italic",    "sans regular",
                                    "sans bold"};

static const struct fonts *opened(struct arena *arena)
{
    struct fonts *fonts;
    OK(fonts_open(&fonts, CERTIFICATES "/fonts.yaml", arena));
    return fonts;
}

static void every_face_has_the_letters_of_our_languages(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct fonts *fonts = opened(arena);
    for (size_t i = 0; i < COUNT(faces); i++) {
        const struct typeface *face = fonts_typeface(fonts, faces[i]);
        assert_non_null(face);
        const char *at = "ҢӨҮңөүЁЫёыЙйşŞıİğĞçöü№«»“”—·0123456789";
        for (uint32_t c; (c = utf8_next(&at)) != 0;)
            if (!font_has(face->fonts[0].font, c))
                fail_msg("'%s' has no U+%04X", faces[i], (unsigned)c);
    }
    assert_null(fonts_typeface(fonts, "comic regular"));
}

static void a_missing_font_names_its_package(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct font *font;
    SCOPED_ERROR error = font_open(&font, "/nowhere/Font.ttf", "fonts-nowhere", arena);
    assert_non_null(error);
    assert_int_equal(error_code(error), ERROR_ENVIRONMENT);
    assert_string_equal(error_message(error), "font '/nowhere/Font.ttf' is missing");
    assert_string_equal(error_hint_text(error), "install the package 'fonts-nowhere'");
}

static void what_is_no_font_is_refused(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const char *folder = scratch_folder(arena);
    struct font *font;
    FAILS(
        font_open(&font, written(folder, "text.ttf", bytes_of_text("no font"), arena), "x", arena),
        ERROR_ENVIRONMENT, "no font with TrueType outlines");
    FAILS(font_open(&font, written(folder, "empty.ttf", bytes_of("", 0), arena), "x", arena),
          ERROR_ENVIRONMENT, "empty.ttf");
}

static void a_fonts_file_with_mistakes_names_the_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"usta_fonts: 1\nface: {}\n", "fonts.yaml:2:7: unknown key 'face'"},
        {"usta_fonts: 2\nfaces: {}\n", "'usta_fonts' is no whole number from 1 to 1"},
        {"usta_fonts: 1\nfaces: {a b: {}}\n", "'a b' is a map instead of a list"},
        {"usta_fonts: 1\nfaces: {a b: [{file: x}]}\n", "'package' is missing"},
        {"usta_fonts: 1\nfaces: {a b: [{file: /x, package: y}]}\n", "font '/x' is missing"},
        {"usta_fonts: 1\nfaces: {a b: [{file: /x, package: y, languages: ky}]}\n", "'languages'"},
        {"[\n", "fonts.yaml:"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        const char *path = written(scratch_folder(arena), "fonts.yaml",
                                   bytes_of_text(cases[i].text), arena);
        struct fonts *fonts;
        SCOPED_ERROR error = fonts_open(&fonts, path, arena);
        if (!error || !strstr(error_message(error), cases[i].says))
            fail_msg("'%s' instead of '%s'", error ? error_message(error) : "nothing",
                     cases[i].says);
    }
}

static void a_character_no_font_has_is_named(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct typeface *face = fonts_typeface(opened(arena), "serif bold");
    struct shaped_text shaped;
    FAILS(typeface_shape(&shaped, face, "Лю क", "ky", arena), ERROR_REFUSED,
          "no font of 'serif bold' has U+0915 (क), in 'Лю क'");
    FAILS(typeface_shape(&shaped, face, "A\u0957", "ky", arena), ERROR_REFUSED, "U+0957");
}

static void characters_that_would_not_be_seen_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"Bek\u202eiloK", "U+202E in 'Bek\\u{202E}iloK' changes the direction of text unseen"},
        {"\u2066x\u2069", "U+2066"},
        {"a\u200fb", "U+200F"},
        {"a\u200bb", "U+200B in 'a\\u{200B}b' cannot be seen"},
        {"a\u00adb", "U+00AD"},
        {"\ufeffa", "U+FEFF"},
        {"a\nb", "U+000A in 'a\\u{A}b' is a control character"},
        {"\x1b[31m", "U+001B"},
        {"a\x7f", "U+007F"},
        {"a\xc2\x85", "U+0085"},
        {"a\ue000", "U+E000 in 'a\\u{E000}' has no agreed meaning"},
        {"a\U000e0041", "U+E0041"},
        {"a\ufffe", "U+FFFE"},
    };
    SCOPED_ARENA(arena);
    const struct typeface *face = fonts_typeface(opened(arena), "sans regular");
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct shaped_text shaped;
        FAILS(typeface_shape(&shaped, face, cases[i].text, "ky", arena), ERROR_REFUSED,
              cases[i].says);
    }
}

static struct typeface two_fonts(struct arena *arena)
{
    static const char *const arabic[] = {"ar", NULL};
    struct font *latin, *naskh;
    OK(font_open(&latin, "/usr/share/fonts/truetype/paratype/PTS55F.ttf", "fonts-paratype", arena));
    OK(font_open(&naskh, "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf",
                 "fonts-noto-core", arena));
    struct typeface_font *fonts = ARENA_ARRAY(arena, struct typeface_font, 2);
    fonts[0].font = latin;
    fonts[1] = (struct typeface_font){naskh, arabic};
    return (struct typeface){"mixed", fonts, 2};
}

static void the_font_is_chosen_for_each_run(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct typeface face = two_fonts(arena);
    struct shaped_text shaped;
    OK(typeface_shape(&shaped, &face, "Ашпоз (طباخ) 12", "ky", arena));
    assert_int_equal(shaped.base_level, 0);
    const struct font *latin = face.fonts[0].font, *naskh = face.fonts[1].font;
    bool found = false;
    for (size_t i = 0; i < shaped.count; i++) {
        const struct text_run *run = &shaped.runs[i];
        bool is_arabic = run->start <= 12 && 12 < run->end; /* the byte where ط begins */
        assert_ptr_equal(run->font, is_arabic ? naskh : latin);
        assert_int_equal(run->level & 1, is_arabic);
        for (size_t g = 0; g < run->glyphs.count; g++)
            assert_int_not_equal(run->glyphs.items[g].id, 0);
        found |= is_arabic;
    }
    assert_true(found);
    struct typeface one = {"one", face.fonts + 1, 1};
    OK(typeface_shape(&shaped, &one, "طب 12", "ar", arena));
    assert_int_equal(shaped.count, 2); /* one font, but numbers run the other way */
    assert_int_equal(shaped.runs[0].level, 1);
    assert_int_equal(shaped.runs[1].level, 2);
    OK(typeface_shape(&shaped, &face, "12", "ar", arena));
    assert_ptr_equal(shaped.runs[0].font, naskh); /* first for its own language */
    OK(typeface_shape(&shaped, &face, "12", "en", arena));
    assert_ptr_equal(shaped.runs[0].font, latin);
}

static void decomposed_letters_are_composed(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct typeface *face = fonts_typeface(opened(arena), "serif bold");
    struct shaped_text composed, decomposed;
    OK(typeface_shape(&composed, face, "Ёй", "ky", arena));
    OK(typeface_shape(&decomposed, face, "Е\u0308и\u0306", "ky", arena));
    assert_int_equal(decomposed.runs[0].glyphs.count, 2);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(decomposed.runs[0].glyphs.items[i].id,
                         composed.runs[0].glyphs.items[i].id);
}

static void a_subset_is_small_and_always_the_same(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct font *font = fonts_typeface(opened(arena), "serif bold")->fonts[0].font;
    struct shaped_text shaped;
    OK(typeface_shape(&shaped, fonts_typeface(opened(arena), "serif bold"), "Ёы", "ky", arena));
    uint32_t glyphs[2], first_ids[2], second_ids[2];
    for (size_t i = 0; i < 2; i++)
        glyphs[i] = shaped.runs[0].glyphs.items[i].id;
    struct bytes first, second;
    OK(font_subset(&first, first_ids, font, glyphs, 2, arena));
    OK(font_subset(&second, second_ids, font, glyphs, 2, arena));
    assert_true(bytes_equal(first, second));
    assert_true(first.size < 4096);
    assert_memory_equal(first_ids, second_ids, sizeof first_ids);
    assert_true(first_ids[0] != 0 && first_ids[1] != 0 && first_ids[0] != first_ids[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_face_has_the_letters_of_our_languages),
        cmocka_unit_test(a_missing_font_names_its_package),
        cmocka_unit_test(what_is_no_font_is_refused),
        cmocka_unit_test(a_fonts_file_with_mistakes_names_the_place),
        cmocka_unit_test(a_character_no_font_has_is_named),
        cmocka_unit_test(characters_that_would_not_be_seen_are_refused),
        cmocka_unit_test(the_font_is_chosen_for_each_run),
        cmocka_unit_test(decomposed_letters_are_composed),
        cmocka_unit_test(a_subset_is_small_and_always_the_same),
    };
    return cmocka_run_group_tests_name("certify/font", tests, NULL, NULL);
}
