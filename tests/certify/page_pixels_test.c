/* The certificate itself, line by line against hb-view: every line is found on the page by what
 * mutool says of it (text, font, size, place), drawn again with that font, and compared dot by dot.
 * Colours, decoration and tracking are left out of the design; everything else is as it is printed.
 */
#include "base/buffer.h"
#include "base/text.h"
#include "certify/font.h"

#include "certify/abroad.h"
#include "certify/line_picture.h"

#include <math.h>

enum { DPI = 600, PEER_PT = 48, MARGIN_PT = 20, DARK = 128, REACH = 3, FORGIVEN = 3, LINES = 400 };

struct file_font {
    const char *path;
    struct font *font;
};

struct opened {
    struct arena *arena;
    struct layout *layout;
    struct file_font fonts[24];
    size_t font_count;
    const char *seen[LINES * 8]; /* lines that are alike are looked at once */
    size_t seen_count;
};

/* Letters of one font that stand in one line of the page. */
struct page_line {
    const char *font;
    double size, left, base; /* points from the top left */
    double last;             /* where the last letter begins */
    const char *text;
};
struct page {
    struct pixels pixels;
    struct page_line lines[LINES];
    size_t count;
};

static double number_after(const char *text, const char *key)
{
    const char *at = strstr(text, key);
    assert_non_null(at);
    return strtod(at + strlen(key), NULL);
}

/* The character of c="…" as XML writes it. */
static uint32_t character_of(const char *line)
{
    const char *at = strstr(line, " c=\"") + strlen(" c=\"");
    if (strncmp(at, "&#x", 3) == 0)
        return (uint32_t)strtoul(at + 3, NULL, 16);
    static const struct {
        const char *name;
        char c;
    } names[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (size_t i = 0; i < COUNT(names); i++)
        if (strncmp(at, names[i].name, strlen(names[i].name)) == 0)
            return (uint32_t)names[i].c;
    return (uint32_t)*at;
}

static void line_begin(struct page_line *line, const char *element, struct arena *arena)
{
    const char *name = strstr(element, "name=\"") + strlen("name=\"");
    *line = (struct page_line){.font = arena_text_n(arena, name, strcspn(name, "\"")),
                               .size = number_after(element, "size=\""),
                               .left = 1e9,
                               .text = ""};
}

/* Between columns there is a gap; and hb-view knows nothing of numbers among letters from right to
 * left, so there a line is a word. */
static bool begins_anew(const struct page_line *line, double x, char c)
{
    bool is_word_end = c == ' ' && strstr(line->font, "Arabic");
    return *line->text && (is_word_end || fabs(x - line->last) > 2.5 * line->size);
}

/* Adds a letter to the last line of the page, or to a new one. */
static void letter_add(struct page *page, const char *element, struct arena *arena)
{
    char bytes[5] = {0};
    double x = number_after(element, " x=\"");
    struct page_line *line = &page->lines[page->count - 1];
    utf8_put(bytes, character_of(element));
    if (begins_anew(line, x, *bytes)) {
        assert_true(page->count < LINES);
        page->lines[page->count] = (struct page_line){
            .font = line->font, .size = line->size, .left = 1e9, .text = ""};
        line = &page->lines[page->count++];
    }
    line->last = x;
    if (!*line->text && *bytes == ' ')
        return;
    line->left = x < line->left ? x : line->left;
    line->base = number_after(element, " y=\"");
    line->text = arena_format(arena, "%s%s", line->text, bytes);
}

static void page_read(struct page *page, const char *path, struct arena *arena)
{
    int status;
    char *text = arena_text(
        arena,
        run_peer(&status, arena_format(arena, "mutool draw -F stext -o - '%s' 2>/dev/null", path),
                 arena));
    assert_int_equal(status, 0);
    page->pixels = page_pixels(path, DPI, arena);
    for (char *element; (element = strsep(&text, "\n")) != NULL;) {
        if (strncmp(element, "<font ", 6) == 0) {
            assert_true(page->count < LINES);
            line_begin(&page->lines[page->count++], element, arena);
        }
        if (strncmp(element, "<char ", 6) == 0)
            letter_add(page, element, arena);
    }
}

static const struct file_font *font_named(const struct opened *opened, const char *name)
{
    for (size_t i = 0; i < opened->font_count; i++)
        if (text_equal(font_name(opened->fonts[i].font), name))
            return &opened->fonts[i];
    fail_msg("which font is '%s'?", name);
    return NULL;
}

static bool is_dark(const struct pixels *pixels, int x, int y)
{
    return x >= 0 && y >= 0 && x < pixels->width && y < pixels->height &&
           pixels->data[y * pixels->width + x] < DARK;
}

static bool is_near_dark(const struct pixels *pixels, int x, int y)
{
    for (int dy = -REACH; dy <= REACH; dy++)
        for (int dx = -REACH; dx <= REACH; dx++)
            if (is_dark(pixels, x + dx, y + dy))
                return true;
    return false;
}

/* How many dark dots of the peer's picture are not on the page, and how many of the page inside the
 * peer's ink are not in its picture. */
static int differing(const struct pixels *page, const struct pixels *peer, int dx, int dy)
{
    int count = 0, left = peer->width, right = -1, top = peer->height, bottom = -1;
    for (int y = 0; y < peer->height; y++)
        for (int x = 0; x < peer->width; x++)
            if (is_dark(peer, x, y)) {
                count += !is_near_dark(page, x + dx, y + dy);
                left = x < left ? x : left;
                right = x > right ? x : right;
                top = y < top ? y : top;
                bottom = y;
            }
    assert_true(right > left);
    for (int y = top; y <= bottom; y++)
        for (int x = left; x <= right; x++)
            count += is_dark(page, x + dx, y + dy) && !is_near_dark(peer, x, y);
    return count;
}

/* The line drawn by hb-view with the text it should have, laid over its place on the page. */
static int line_differs(const struct opened *opened, const struct page *page,
                        const struct page_line *line, const char *meant, const char *language)
{
    SCOPED_ARENA(arena);
    const struct file_font *file = font_named(opened, line->font);
    const char *folder = scratch_folder(arena);
    const char *path = peer_file(meant, language, file->path, folder, arena);
    double scale = DPI * line->size / PEER_PT / 72; /* dots a point of the peer's */
    struct pixels peer = page_pixels(path, DPI * line->size / PEER_PT, arena);
    const struct font_metrics *metrics = font_metrics(file->font);
    double ascent = (double)metrics->ascent * PEER_PT / metrics->units_per_em;
    int dx = (int)(line->left * DPI / 72 - MARGIN_PT * scale + 0.5);
    int dy = (int)(line->base * DPI / 72 - (MARGIN_PT + ascent) * scale + 0.5);
    int least = differing(&page->pixels, &peer, dx, dy);
    for (int i = 0; i < 9 && least > FORGIVEN; i++) { /* rounding of dots */
        int found = differing(&page->pixels, &peer, dx + i % 3 - 1, dy + i / 3 - 1);
        least = found < least ? found : least;
    }
    return least > FORGIVEN ? least : 0;
}

static bool is_new(struct opened *opened, const struct page_line *line)
{
    const char *key = arena_format(opened->arena, "%s %g %s", line->font, line->size, line->text);
    for (size_t i = 0; i < opened->seen_count; i++)
        if (text_equal(opened->seen[i], key))
            return false;
    assert_true(opened->seen_count < COUNT(opened->seen));
    opened->seen[opened->seen_count++] = key;
    return true;
}

static bool has_letters(const char *text)
{
    while (*text == ' ')
        text++;
    return *text != '\0';
}

static const char *certificate_file(const struct opened *opened, const struct abroad *where,
                                    struct arena *arena)
{
    struct value *record = abroad_record(where->language, where->destination, arena);
    value_set_boolean(value_get(record, "issuer"), "test", false);
    struct layout_input input = input_of(record, arena);
    struct bytes file;
    OK(layout_render(&file, opened->layout, &input, arena));
    return written(scratch_folder(arena), "page.pdf", file, arena);
}

static void every_line_of_every_page_is_drawn_whole(void **state)
{
    struct opened *opened = *state;
    for (size_t i = 0; i < COUNT(abroad); i++) {
        SCOPED_ARENA(arena);
        struct page *page = ARENA_NEW(arena, struct page);
        page_read(page, certificate_file(opened, &abroad[i], arena), arena);
        assert_true(page->count > 80);
        for (size_t j = 0; j < page->count; j++) {
            const struct page_line *line = &page->lines[j];
            if (!has_letters(line->text) || !is_new(opened, line))
                continue;
            int dots = line_differs(opened, page, line, line->text, abroad[i].language);
            if (dots)
                fail_msg("'%s' in %s of %g pt differs in %d dots", line->text, line->font,
                         line->size, dots);
        }
    }
}

/* The faults that this is for, in the title of each language. */
static void a_letter_that_lacks_a_part_is_noticed(void **state)
{
    static const struct {
        const char *language, *is, *meant;
    } cases[] = {
        {"tr", "YETKİNLİK SERTİFİKASI", "YETKİNLİK SERTİFIKASI"},
        {"ko", "직무능력 인증서", "직무능력 인중서"},
        {"ja", "職業技能認定証", "職業技能認走証"},
        {"ar", "كفاءة", "كفاءه"},
        {"de", "KOMPETENZZERTIFIKAT", "KÖMPETENZZERTIFIKAT"},
        {"kk", "ҚҰЗЫРЕТТІЛІК СЕРТИФИКАТЫ", "ҚҰЗЫРЕТТІЛІК СЕРТИФИКАТЬІ"},
    };
    struct opened *opened = *state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct page *page = ARENA_NEW(arena, struct page);
        bool found = false;
        page_read(page, certificate_file(opened, &abroad[i], arena), arena);
        for (size_t j = 0; j < page->count; j++) {
            if (!text_equal(page->lines[j].text, cases[i].is))
                continue;
            found = true;
            if (!line_differs(opened, page, &page->lines[j], cases[i].meant, cases[i].language))
                fail_msg("'%s' passes for '%s'", cases[i].is, cases[i].meant);
        }
        if (!found)
            fail_msg("'%s' is not on the page", cases[i].is);
    }
}

static void fonts_open_all(struct opened *opened)
{
    static const char *const faces[] = {"display bold", "display regular", "serif regular",
                                        "serif bold",   "serif italic",    "sans regular",
                                        "sans bold"};
    static const char *const languages[] = {"en", "ko", "ja", "ar"};
    for (size_t i = 0; i < COUNT(faces) * COUNT(languages); i++) {
        const char *face = faces[i / COUNT(languages)], *language = languages[i % COUNT(languages)];
        if (strstr(face, "display") && !text_equal(language, "en"))
            continue;
        struct file_font *file = &opened->fonts[opened->font_count++];
        assert_true(opened->font_count <= COUNT(opened->fonts));
        file->path = full_path(face, language, opened->arena);
        OK(font_open(&file->font, file->path, "its package", opened->arena));
    }
}

/* The design in black on white: nothing but texts, rules and codes can be seen. */
static int open_all(void **state)
{
    struct arena *arena = arena_open();
    struct opened *opened = ARENA_NEW(arena, struct opened);
    const char *folder = scratch_folder(arena);
    opened->arena = arena;
    PEER_SAYS("",
              "cp -r '" CERTIFICATES "/.' '%s' && "
              "sed -i -E 's/^  (ink|soft|accent): .*/  \\1: \"000000\"/; "
              "s/^  (gold|wave|wave_gold|line|bar|track|tint|ghost): .*/  \\1: \"ffffff\"/; "
              "s/tracking: [0-9]+, //' '%s/a4.yaml'",
              folder, folder);
    OK(layout_open(&opened->layout, folder, "a4", NULL, arena));
    fonts_open_all(opened);
    *state = opened;
    return 0;
}

static int close_all(void **state)
{
    arena_close(((struct opened *)*state)->arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_of_every_page_is_drawn_whole),
        cmocka_unit_test(a_letter_that_lacks_a_part_is_noticed),
    };
    return cmocka_run_group_tests_name("certify/page_pixels", tests, open_all, close_all);
}
