#include "certify/line_picture.h"

#include "base/text.h"
#include "certify/content.h"
#include "certify/pdf_font.h"

#include "rendering.h"

enum { SIZE_PT = 48, DPI = 240, DARK = 128, REACH = 2, FORGIVEN = 2 };

const char *line_file(const char *text, const char *language, const struct typeface *face,
                      mutilate *fault, const char *folder, struct arena *arena)
{
    struct font_uses uses = {.arena = arena};
    struct shaped_text shaped;
    OK(typeface_shape(&shaped, face, text, language, arena));
    if (fault)
        fault(&shaped, face, arena);
    struct paragraph paragraph = paragraph_of(&shaped, 0, arena);
    struct text_line line;
    assert_int_equal(paragraph_break(&line, 1, &paragraph, SIZE_PT * 1000, 4000 * 1000), 1);
    struct content content = content_of(100000, &uses, arena);
    struct content_text drawn = {.runs = line_runs(&line, &paragraph, arena),
                                 .text = shaped.text,
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

const char *peer_file(const char *text, const char *language, const char *font_path,
                      const char *folder, struct arena *arena)
{
    const char *path = path_join(arena, folder, "peer.pdf");
    int status;
    run_peer(&status,
             arena_format(arena,
                          "hb-view -O pdf -o '%s' --font-size=%d --margin=20 --language=%s "
                          "'%s' '%s'",
                          path, SIZE_PT, language, font_path, text),
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

bool same_picture(const char *ours, const char *peers, struct arena *arena)
{
    struct ink a = ink_of(page_pixels(ours, DPI, arena));
    struct ink b = ink_of(page_pixels(peers, DPI, arena));
    assert_true(a.width > 100 && a.height > 40);
    return abs(a.width - b.width) <= REACH && abs(a.height - b.height) <= REACH &&
           lacking(&a, &b) <= FORGIVEN && lacking(&b, &a) <= FORGIVEN;
}

/* The font file that a face has for a language, as fonts.yaml names it. */
static const char *font_path(const char *face, const char *language)
{
    static const struct {
        const char *face, *language,
            *path; /* language NULL: what is written in Latin or Cyrillic */
    } fonts[] = {
        {"display bold", NULL, "noto/NotoSerifDisplay-Bold.ttf"},
        {"display regular", NULL, "noto/NotoSerifDisplay-Regular.ttf"},
        {"serif regular", NULL, "paratype/PTF55F.ttf"},
        {"serif bold", NULL, "paratype/PTF75F.ttf"},
        {"serif italic", NULL, "paratype/PTF56F.ttf"},
        {"sans regular", NULL, "paratype/PTS55F.ttf"},
        {"sans bold", NULL, "paratype/PTS75F.ttf"},
        {"serif regular", "ko", "nanum/NanumMyeongjo.ttf"},
        {"serif bold", "ko", "nanum/NanumMyeongjoBold.ttf"},
        {"serif italic", "ko", "nanum/NanumMyeongjo.ttf"},
        {"sans regular", "ko", "nanum/NanumGothic.ttf"},
        {"sans bold", "ko", "nanum/NanumGothicBold.ttf"},
        {"serif regular", "ja", "bizud-mincho/BIZUDPMincho-Regular.ttf"},
        {"serif bold", "ja", "bizud-mincho/BIZUDPMincho-Regular.ttf"},
        {"serif italic", "ja", "bizud-mincho/BIZUDPMincho-Regular.ttf"},
        {"sans regular", "ja", "bizud-gothic/BIZUDPGothic-Regular.ttf"},
        {"sans bold", "ja", "bizud-gothic/BIZUDPGothic-Bold.ttf"},
        {"serif regular", "ar", "noto/NotoNaskhArabic-Regular.ttf"},
        {"serif bold", "ar", "noto/NotoNaskhArabic-Bold.ttf"},
        {"serif italic", "ar", "noto/NotoNaskhArabic-Regular.ttf"},
        {"sans regular", "ar", "noto/NotoNaskhArabic-Regular.ttf"},
        {"sans bold", "ar", "noto/NotoNaskhArabic-Bold.ttf"},
    };
    const char *own = strstr("ko ja ar", language) ? language : NULL;
    for (size_t i = 0; i < COUNT(fonts); i++)
        if (text_equal(fonts[i].face, face) &&
            (own ? fonts[i].language && text_equal(fonts[i].language, own) : !fonts[i].language))
            return fonts[i].path;
    fail_msg("no font for '%s' in '%s'", face, language);
    return NULL;
}

const char *full_path(const char *face, const char *language, struct arena *arena)
{
    return path_join(arena, "/usr/share/fonts/truetype", font_path(face, language));
}
