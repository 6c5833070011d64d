/* What is drawn against the same text drawn another way: hb-view shapes and draws it with cairo.
 * Text extraction cannot see a part of a letter that is missing; only the picture can. */
#include "certify/content.h"
#include "certify/fonts.h"
#include "certify/pdf_font.h"

#include "rendering.h"

enum { SIZE_PT = 48, DPI = 110, DARK = 128, REACH = 2, FORGIVEN = 2 };

static const char *const faces[] = {"display bold", "display regular", "serif regular",
                                    "serif bold",   "serif italic",    "sans regular",
                                    "sans bold"};
static const char *const headings[] = {"КОМПЕТЕНТТҮҮЛҮК СЕРТИФИКАТЫ", "СЕРТИФИКАТ КОМПЕТЕНТНОСТИ",
                                       "CERTIFICATE OF COMPETENCE"};
static const char name[] = "Ңөрүшова Ёлкы Өмүрбек Ыйман Йүсүф Şığı İğüç";

struct opened {
    struct arena *arena;
    struct fonts *fonts;
};

/* One line of text as a PDF. */
static const char *line_file(const char *text, const struct typeface *face, const char *folder,
                             struct arena *arena)
{
    struct font_uses uses = {.arena = arena};
    struct shaped_text shaped;
    OK(typeface_shape(&shaped, face, text, "ky", arena));
    struct paragraph paragraph = paragraph_of(&shaped, 0, arena);
    struct text_line line;
    assert_int_equal(paragraph_break(&line, 1, &paragraph, SIZE_PT * 1000, 2000 * 1000), 1);
    struct content content = content_of(100000, &uses, arena);
    struct content_text drawn = {.runs = line_runs(&line, &paragraph, arena),
                                 .text = text,
                                 .size = SIZE_PT * 1000,
                                 .start = {20000, 70000}};
    content_text(&content, &drawn);
    struct bytes operators, file;
    OK(content_take(&operators, &content));
    struct pdf *pdf = pdf_open(arena);
    struct pdf_dict *page = pdf_page_add(pdf, line.width_mpt + 40000, 100000, NULL, operators);
    OK(pdf_fonts_add(pdf, &page, 1, &uses, NULL, arena));
    OK(pdf_take(&file, pdf, arena));
    return written(folder, "ours.pdf", file, arena);
}

static const char *peer_file(const char *text, const char *font_path, const char *folder,
                             struct arena *arena)
{
    const char *path = path_join(arena, folder, "peer.pdf");
    int status;
    run_peer(&status,
             arena_format(arena,
                          "hb-view -O pdf -o '%s' --font-size=%d --margin=20 --language=ky "
                          "'%s' '%s'",
                          path, SIZE_PT, font_path, text),
             arena);
    assert_int_equal(status, 0);
    return path;
}

/* The part of a picture that has ink. */
struct ink {
    struct pixels pixels;
    int left, top, width, height;
};

static bool is_dark(const struct ink *ink, int x, int y)
{
    if (x < 0 || y < 0 || x >= ink->width || y >= ink->height)
        return false;
    return ink->pixels.data[(ink->top + y) * ink->pixels.width + ink->left + x] < DARK;
}

static struct ink ink_of(struct pixels pixels)
{
    int left = pixels.width, right = -1, top = pixels.height, bottom = -1;
    for (int y = 0; y < pixels.height; y++)
        for (int x = 0; x < pixels.width; x++)
            if (pixels.data[y * pixels.width + x] < DARK) {
                left = x < left ? x : left;
                right = x > right ? x : right;
                top = y < top ? y : top;
                bottom = y;
            }
    return (struct ink){pixels, left, top, right - left + 1, bottom - top + 1};
}

static bool is_near_dark(const struct ink *ink, int x, int y)
{
    for (int dy = -REACH; dy <= REACH; dy++)
        for (int dx = -REACH; dx <= REACH; dx++)
            if (is_dark(ink, x + dx, y + dy))
                return true;
    return false;
}

/* How many dark dots of one have no dark dot of the other near them. */
static int lacking(const struct ink *one, const struct ink *other)
{
    int count = 0;
    for (int y = 0; y < one->height; y++)
        for (int x = 0; x < one->width; x++)
            count += is_dark(one, x, y) && !is_near_dark(other, x, y);
    return count;
}

static bool same_picture(const char *ours, const char *peers, struct arena *arena)
{
    struct ink a = ink_of(page_pixels(ours, DPI, arena));
    struct ink b = ink_of(page_pixels(peers, DPI, arena));
    assert_true(a.width > 100 && a.height > 20);
    return abs(a.width - b.width) <= REACH && abs(a.height - b.height) <= REACH &&
           lacking(&a, &b) <= FORGIVEN && lacking(&b, &a) <= FORGIVEN;
}

/* The font file of a face, as fonts.yaml names it, found by the name of the face. */
static const char *font_path(const char *face)
{
    static const char *const paths[][2] = {
        {"display bold", "/usr/share/fonts/truetype/noto/NotoSerifDisplay-Bold.ttf"},
        {"display regular", "/usr/share/fonts/truetype/noto/NotoSerifDisplay-Regular.ttf"},
        {"serif regular", "/usr/share/fonts/truetype/paratype/PTF55F.ttf"},
        {"serif bold", "/usr/share/fonts/truetype/paratype/PTF75F.ttf"},
        {"serif italic", "/usr/share/fonts/truetype/paratype/PTF56F.ttf"},
        {"sans regular", "/usr/share/fonts/truetype/paratype/PTS55F.ttf"},
        {"sans bold", "/usr/share/fonts/truetype/paratype/PTS75F.ttf"},
    };
    for (size_t i = 0; i < COUNT(paths); i++)
        if (strcmp(paths[i][0], face) == 0)
            return paths[i][1];
    fail_msg("no font for '%s'", face);
    return NULL;
}

static void expect_same(const struct opened *opened, const char *face, const char *text)
{
    SCOPED_ARENA(arena);
    const char *folder = scratch_folder(arena);
    const char *ours = line_file(text, fonts_typeface(opened->fonts, face), folder, arena);
    if (!same_picture(ours, peer_file(text, font_path(face), folder, arena), arena))
        fail_msg("'%s' in '%s' is not drawn whole", text, face);
}

static void a_name_is_drawn_whole_in_every_weight(void **state)
{
    for (size_t i = 0; i < COUNT(faces); i++)
        expect_same(*state, faces[i], name);
}

static void the_headings_are_drawn_whole(void **state)
{
    for (size_t i = 0; i < COUNT(headings); i++)
        expect_same(*state, i == 0 ? "serif bold" : "serif regular", headings[i]);
}

/* Accents that no single glyph has are put where the font wants them. */
static void marks_stand_where_they_belong(void **state)
{
    expect_same(*state, "display bold", "И\u0301ли\u0301 Ө\u0301ш Ы\u0304 Е\u0323\u0301");
    expect_same(*state, "display regular", "И\u0301ли\u0301 Ө\u0301ш Ы\u0304 Е\u0323\u0301");
}

/* The faults that made this test: a letter of several parts without one of them. */
static void a_missing_part_is_noticed(void **state)
{
    static const struct {
        const char *drawn, *meant;
    } cases[] = {
        {"СЕРТИФИКАТЬI", "СЕРТИФИКАТЫ"},
        {"СЕРТИФИКАТЬ", "СЕРТИФИКАТЫ"},
        {"Елкин", "Ёлкин"},
        {"Кенен", "Кеңен"},
        {"Омур", "Өмур"},
        {"Иуп", "Йуп"},
        {"Isig", "Işığ"},
        {"Умут", "Үмүт"},
    };
    const struct fonts *fonts = ((const struct opened *)*state)->fonts;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        const char *folder = scratch_folder(arena);
        const char *ours = line_file(cases[i].drawn, fonts_typeface(fonts, "serif bold"), folder,
                                     arena);
        const char *peers = peer_file(cases[i].meant, font_path("serif bold"), folder, arena);
        if (same_picture(ours, peers, arena))
            fail_msg("'%s' passes for '%s'", cases[i].drawn, cases[i].meant);
    }
}

static int fonts_setup(void **state)
{
    struct arena *arena = arena_open();
    struct opened *opened = ARENA_NEW(arena, struct opened);
    opened->arena = arena;
    OK(fonts_open(&opened->fonts, CERTIFICATES "/fonts.yaml", arena));
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
        cmocka_unit_test(the_headings_are_drawn_whole),
        cmocka_unit_test(marks_stand_where_they_belong),
        cmocka_unit_test(a_missing_part_is_noticed),
    };
    return cmocka_run_group_tests_name("certify/glyph_pixels", tests, fonts_setup, fonts_teardown);
}
