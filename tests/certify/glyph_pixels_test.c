/* What is drawn against the same text drawn another way: hb-view shapes and draws it with cairo.
 * Text extraction cannot see a part of a letter that is missing; only the picture can. */
#include "base/text.h"
#include "certify/fonts.h"
#include "certify/words.h"

#include "certify/line_picture.h"
#include "rendering.h"

static const char *const faces[] = {"display bold", "display regular", "serif regular",
                                    "serif bold",   "serif italic",    "sans regular",
                                    "sans bold"};
static const char name[] = "Ңөрүшова Ёлкы Өмүрбек Ыйман Йүсүф Şığı İğüç";

struct opened {
    struct arena *arena;
    struct fonts *fonts;
    struct words *words;
};

static bool is_drawn_as(const struct opened *opened, const char *face, const char *language,
                        const char *drawn, mutilate *fault, const char *meant)
{
    SCOPED_ARENA(arena);
    const char *folder = scratch_folder(arena);
    const struct typeface *typeface = fonts_typeface(opened->fonts, face);
    const char *ours = line_file(drawn, language, typeface, fault, folder, arena);
    const char *peers = peer_file(meant, language, full_path(face, language, arena), folder, arena);
    return same_picture(ours, peers, arena);
}

static void expect_same(const struct opened *opened, const char *face, const char *language,
                        const char *text)
{
    if (!is_drawn_as(opened, face, language, text, NULL, text))
        fail_msg("'%s' in '%s' is not drawn whole", text, face);
}

static void a_name_is_drawn_whole_in_every_weight(void **state)
{
    for (size_t i = 0; i < COUNT(faces); i++)
        expect_same(*state, faces[i], "ky", name);
}

/* What is hard in each language: letters of several parts, syllables of four letters, forms of Han
 * that are Japanese, joined letters with marks and lam with each alef. */
static void each_language_is_drawn_whole_in_every_weight(void **state)
{
    static const struct {
        const char *language, *text;
    } cases[] = {
        {"ky", "Ңөүң Ыйман Ёлка Өмүрбек"},
        {"ru", "СЕРТИФИКАТ Ёж Йод Щука Цыган"},
        {"en", "Sphinx of black quartz, judge my vow"},
        {"tr", "Şığı İğüç ÇĞÖŞÜ çığ"},
        {"ko", "뷁 쫓 괜찮 읽기 왔다 꿰뚫 능력 인증서"},
        {"ja", "直骨今令 職業技能 ガパづゃ、ー「証」"},
        {"ar", "أإآؤئ شهادة كفاءة لا لأ لإ لآ سلام بَبِّ طاهٍ مرقًا"},
        {"de", "ÄÖÜß Straße Gemüse Köchin"},
        {"kk", "ҚҰЗЫРЕТТІЛІК әңғүұқөһі ӘҢҒҮҰҚӨҺІ"},
    };
    static const char *const used[] = {"serif regular", "serif bold", "sans regular", "sans bold"};
    for (size_t i = 0; i < COUNT(cases); i++)
        for (size_t j = 0; j < COUNT(used); j++)
            expect_same(*state, used[j], cases[i].language, cases[i].text);
}

/* What every certificate says, word by word as it is printed. */
static void the_words_are_drawn_whole(void **state)
{
    static const char *const languages[] = {"ky", "ru", "en", "tr", "ko", "ja", "ar", "de", "kk"};
    static const struct {
        const char *face, *word;
    } cases[] = {
        {"serif bold", "title"}, {"serif italic", "certifies"}, {"sans bold", "unreadable"}};
    const struct opened *opened = *state;
    for (size_t i = 0; i < COUNT(languages); i++)
        for (size_t j = 0; j < COUNT(cases); j++) {
            const char *word = words_find(opened->words, languages[i], cases[j].word);
            assert_non_null(word);
            expect_same(opened, cases[j].face, languages[i], word);
        }
}

/* Accents that no single glyph has are put where the font wants them. */
static void marks_stand_where_they_belong(void **state)
{
    expect_same(*state, "display bold", "ky", "И\u0301ли\u0301 Ө\u0301ш Ы\u0304 Е\u0323\u0301");
    expect_same(*state, "display regular", "ky", "И\u0301ли\u0301 Ө\u0301ш Ы\u0304 Е\u0323\u0301");
}

/* The faults that made this test: a letter of several parts without one of them. */
static void a_missing_part_is_noticed(void **state)
{
    static const struct {
        const char *language, *drawn, *meant;
    } cases[] = {
        {"ky", "СЕРТИФИКАТЬI", "СЕРТИФИКАТЫ"},
        {"ru", "СЕРТИФИКАТЬ", "СЕРТИФИКАТЫ"},
        {"ru", "Елкин", "Ёлкин"},
        {"ky", "Кенен", "Кеңен"},
        {"ky", "Омур", "Өмур"},
        {"ru", "Иуп", "Йуп"},
        {"tr", "Isig", "Işığ"},
        {"tr", "YETKINLIK", "YETKİNLİK"},
        {"ky", "Умут", "Үмүт"},
        {"kk", "Карагай", "Қарағай"},
        {"de", "Kochin", "Köchin"},
        {"ko", "직무능력 이증서", "직무능력 인증서"}, /* a final consonant */
        {"ko", "부엌", "부억"},                       /* one stroke */
        {"ja", "ハン", "パン"},
        {"ja", "大職業", "犬職業"},
        {"ar", "اخذ", "أخذ"},
        {"ar", "طباح", "طباخ"},
        {"ar", "معلم", "معلّم"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        if (is_drawn_as(*state, "serif bold", cases[i].language, cases[i].drawn, NULL,
                        cases[i].meant))
            fail_msg("'%s' passes for '%s'", cases[i].drawn, cases[i].meant);
}

/* Faults of a renderer, planted into the glyphs of a right line. */

static struct glyph *glyphs_of(struct shaped_text *shaped, size_t *count)
{
    struct text_run *run = (struct text_run *)&shaped->runs[0];
    *count = run->glyphs.count;
    return (struct glyph *)run->glyphs.items;
}

static void reverse_glyphs(struct shaped_text *shaped, const struct typeface *face,
                           struct arena *arena)
{
    (void)face, (void)arena;
    size_t count;
    struct glyph *glyphs = glyphs_of(shaped, &count);
    for (size_t i = 0; i < count / 2; i++) {
        struct glyph swapped = glyphs[i];
        glyphs[i].id = glyphs[count - 1 - i].id;
        glyphs[i].advance = glyphs[count - 1 - i].advance;
        glyphs[count - 1 - i].id = swapped.id;
        glyphs[count - 1 - i].advance = swapped.advance;
    }
}

/* As the letter stands alone, wherever it is. */
static void part_letters(struct shaped_text *shaped, const struct typeface *face,
                         struct arena *arena)
{
    size_t count;
    struct glyph *glyphs = glyphs_of(shaped, &count);
    for (size_t i = 0; i < count; i++) {
        const char *at = shaped->text + glyphs[i].cluster, *end = at;
        utf8_next(&end);
        struct shaped_text alone;
        OK(typeface_shape(&alone, face, arena_text_n(arena, at, (size_t)(end - at)), "ar", arena));
        glyphs[i].id = alone.runs[0].glyphs.items[0].id;
        glyphs[i].advance = alone.runs[0].glyphs.items[0].advance;
    }
}

static void shift_marks(struct shaped_text *shaped, const struct typeface *face,
                        struct arena *arena)
{
    (void)face, (void)arena;
    size_t count;
    struct glyph *glyphs = glyphs_of(shaped, &count);
    for (size_t i = 0; i < count; i++)
        if (glyphs[i].advance == 0)
            glyphs[i].x_offset += 150;
}

static void drop_marks(struct shaped_text *shaped, const struct typeface *face, struct arena *arena)
{
    struct text_run *run = (struct text_run *)&shaped->runs[0];
    struct glyph *kept = ARENA_ARRAY(arena, struct glyph, run->glyphs.count);
    size_t count = 0;
    (void)face;
    for (size_t i = 0; i < run->glyphs.count; i++)
        if (run->glyphs.items[i].advance > 0)
            kept[count++] = run->glyphs.items[i];
    assert_true(count < run->glyphs.count);
    run->glyphs = (struct glyphs){kept, count};
}

static void planted_faults_are_noticed(void **state)
{
    static const struct {
        const char *name;
        mutilate *fault;
    } faults[] = {{"reversed", reverse_glyphs},
                  {"unjoined", part_letters},
                  {"a mark beside its letter", shift_marks},
                  {"without its mark", drop_marks}};
    static const char text[] = "معلّم";
    assert_true(is_drawn_as(*state, "serif regular", "ar", text, NULL, text));
    for (size_t i = 0; i < COUNT(faults); i++)
        if (is_drawn_as(*state, "serif regular", "ar", text, faults[i].fault, text))
            fail_msg("%s, and not noticed", faults[i].name);
}

/* The same text in a font that looks much like the right one. */
static void a_wrong_font_is_noticed(void **state)
{
    static const struct {
        const char *language, *text, *drawn_in, *meant_in;
    } cases[] = {{"ko", "인증서", "serif regular", "serif bold"},
                 {"ja", "認定証", "sans regular", "serif regular"},
                 {"ja", "認定証", "sans regular", "sans bold"},
                 {"ar", "شهادة", "serif regular", "serif bold"},
                 {"tr", "Belge", "serif regular", "serif italic"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        const char *folder = scratch_folder(arena);
        const struct typeface *face = fonts_typeface(((const struct opened *)*state)->fonts,
                                                     cases[i].drawn_in);
        const char *ours = line_file(cases[i].text, cases[i].language, face, NULL, folder, arena);
        const char *peers = peer_file(cases[i].text, cases[i].language,
                                      full_path(cases[i].meant_in, cases[i].language, arena),
                                      folder, arena);
        if (same_picture(ours, peers, arena))
            fail_msg("'%s' passes for '%s' in '%s'", cases[i].drawn_in, cases[i].meant_in,
                     cases[i].text);
    }
}

/* A Japanese text has the Japanese forms of Han characters, a Korean one its own. */
static void han_has_the_form_of_its_language(void **state)
{
    const struct opened *opened = *state;
    SCOPED_ARENA(arena);
    const char *folder = scratch_folder(arena);
    const struct typeface *face = fonts_typeface(opened->fonts, "sans bold");
    const char *peers = peer_file("直骨", "ja", full_path("sans bold", "ja", arena), folder, arena);
    assert_true(same_picture(line_file("直骨", "ja", face, NULL, folder, arena), peers, arena));
    assert_false(same_picture(line_file("直骨", "ko", face, NULL, folder, arena), peers, arena));
}

static int fonts_setup(void **state)
{
    struct arena *arena = arena_open();
    struct opened *opened = ARENA_NEW(arena, struct opened);
    opened->arena = arena;
    OK(fonts_open(&opened->fonts, CERTIFICATES "/fonts.yaml", arena));
    OK(words_open(&opened->words, CERTIFICATES "/words", arena));
    *state = opened;
    return 0;
}

static int fonts_teardown(void **state)
{
    arena_close(((struct opened *)*state)->arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_drawn_whole_in_every_weight),
        cmocka_unit_test(each_language_is_drawn_whole_in_every_weight),
        cmocka_unit_test(the_words_are_drawn_whole),
        cmocka_unit_test(marks_stand_where_they_belong),
        cmocka_unit_test(a_missing_part_is_noticed),
        cmocka_unit_test(planted_faults_are_noticed),
        cmocka_unit_test(a_wrong_font_is_noticed),
        cmocka_unit_test(han_has_the_form_of_its_language),
    };
    return cmocka_run_group_tests_name("certify/glyph_pixels", tests, fonts_setup, fonts_teardown);
}
