#include "certify/pdf.h"

#include "certify/content.h"
#include "certify/modules.h"
#include "certify/ornament.h"
#include "certify/pdf_metadata.h"
#include "certify/shape.h"
#include "certify/srgb.h"
#include "certify/structure.h"
#include "certify/wave.h"

#include "rendering.h"

static const char hostile[] = "</dc:title>]]>&amp; \"(\\) <x> \xf0\x9f\x98\x80 %PDF ю";

static struct bytes small_file(struct arena *arena)
{
    static const uint8_t dark[] = {1, 0, 1, 0, 1, 0, 1, 1, 1};
    struct font_uses no_fonts = {.arena = arena};
    struct content content = content_of(100000, &no_fonts, arena);
    struct structure *structure = structure_open("ky", arena);
    struct structure_element *figure = structure_add(structure, structure_root(structure), "Figure",
                                                     "en");
    structure_set_alternative(figure, hostile);
    structure_set_box(figure, (struct box){10000, 10000, 30000, 30000}, 100000);
    structure_mark(structure, figure, &content);
    modules_draw(&content, &(struct modules){3, dark}, (struct point){10000, 10000}, 10000,
                 (struct colour){0, 0, 0});
    content_mark_end(&content);
    struct bytes operators, file;
    OK(content_take(&operators, &content));
    struct pdf *pdf = pdf_open(arena);
    struct pdf_dict *page = pdf_page_add(pdf, 100000, 100000, NULL, operators);
    structure_write(structure, pdf, &page, 1);
    struct document_facts facts = {.title = hostile,
                                   .subject = hostile,
                                   .author = hostile,
                                   .language = "ky",
                                   .made_at_s = INT64_C(1795341225),
                                   .identity = digest_of(bytes_of_text("x"))};
    pdf_metadata_add(pdf, &facts, arena);
    struct attachment attachment = {"data.json", "application/json", hostile,
                                    bytes_of_text("{\"a\":1}")};
    pdf_attachment_add(pdf, &attachment, facts.made_at_s, arena);
    OK(pdf_take(&file, pdf, arena));
    return file;
}

static void the_same_calls_write_the_same_bytes(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    assert_true(bytes_equal(small_file(arena), small_file(arena)));
}

static void other_programs_find_no_fault(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const char *folder = scratch_folder(arena);
    const char *path = written(folder, "small.pdf", small_file(arena), arena);
    PEER_SAYS("No syntax or stream encoding errors", "qpdf --check '%s'", path);
    PEER_SAYS("PDF-1.7", "mutool info '%s'", path);
    PEER_SAYS("CreationDate:    2026-11-22T09:53:45Z", "TZ=UTC pdfinfo -isodates '%s'", path);
    PEER_SAYS("{\"a\":1}", "cd '%s' && pdfdetach -save 1 -o out.json '%s' && cat out.json", folder,
              path);
    PEER_SAYS("Tagged:          yes", "pdfinfo '%s'", path);
    PEER_SAYS("Figure", "pdfinfo -struct '%s'", path);
}

static void hostile_text_stays_text(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const char *path = written(scratch_folder(arena), "small.pdf", small_file(arena), arena);
    PEER_SAYS(arena_format(arena, "Title:           %s\n", hostile), "pdfinfo '%s'", path);
    /* title, description and creator */
    PEER_SAYS("3\n",
              "pdfinfo -meta '%s' | grep -c '&lt;/dc:title&gt;]]&gt;&amp;amp; &quot;(.) &lt;x&gt;'",
              path);
    PEER_SAYS("0\n", "pdfinfo -meta '%s' | grep -c '<x>' || true", path);
}

/* From a mark back to the element it belongs to (ISO 32000-1, 14.7.4.4). */
static void marks_lead_back_to_their_elements(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct font_uses no_fonts = {.arena = arena};
    struct content content = content_of(100000, &no_fonts, arena);
    struct structure *structure = structure_open("ky", arena);
    static const char *const tags[] = {"H1", "P"};
    for (size_t i = 0; i < 2; i++) {
        structure_mark(structure,
                       structure_add(structure, structure_root(structure), tags[i], NULL),
                       &content);
        content_mark_end(&content);
    }
    struct bytes operators, file;
    OK(content_take(&operators, &content));
    assert_true(bytes_equal(operators, bytes_of_text("/H1 <</MCID 0>> BDC\nEMC\n"
                                                     "/P <</MCID 1>> BDC\nEMC\n")));
    struct pdf *pdf = pdf_open(arena);
    struct pdf_dict *page = pdf_page_add(pdf, 100000, 100000, NULL, operators);
    structure_write(structure, pdf, &page, 1);
    OK(pdf_take(&file, pdf, arena));
    int numbers[2] = {0};
    for (size_t i = 0; i < 2; i++) {
        const char *key = arena_format(arena, "/S /%s\n", tags[i]);
        const char *start = memmem(file.data, file.size, key, strlen(key));
        assert_non_null(start);
        start -= strlen(" 0 obj\n<<\n");
        while (start[-1] != '\n')
            start--;
        numbers[i] = atoi(start);
    }
    const char *owners = arena_format(arena, "[ %d 0 R %d 0 R ]\nendobj", numbers[0], numbers[1]);
    assert_non_null(memmem(file.data, file.size, owners, strlen(owners)));
}

static void a_glyph_has_a_number_for_each_text(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct font_use use = {.arena = arena};
    struct bytes latin = bytes_of_text("A"), cyrillic = bytes_of_text("А");
    assert_int_equal(font_use_cid(&use, 36, latin), 1);
    assert_int_equal(font_use_cid(&use, 36, cyrillic), 2);
    assert_int_equal(font_use_cid(&use, 36 + FONT_USE_BUCKETS, latin), 3);
    assert_int_equal(font_use_cid(&use, 36, latin), 1);
    assert_int_equal(use.count, 3);
}

/* Appending a signature needs a plain table of cross-references at the end (ISO 32000-1, 7.5.4). */
static void the_file_ends_with_a_plain_table(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct bytes file = small_file(arena);
    const char *text = (const char *)file.data;
    assert_memory_equal(text, "%PDF-1.7\n", 9);
    assert_memory_equal(text + file.size - 6, "%%EOF\n", 6);
    const char *start = memmem(text, file.size, "startxref\n", 10);
    assert_non_null(start);
    assert_memory_equal(text + strtoul(start + 10, NULL, 10), "xref\n0 ", 7);
    assert_null(memmem(text, file.size, "/ObjStm", 7));
    assert_non_null(memmem(text, file.size,
                           "/ID [ <2D711642B726B04401627CA9FBAC32F5> "
                           "<2D711642B726B04401627CA9FBAC32F5> ]",
                           77));
}

static void what_libharu_refuses_is_an_error(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    char name[200];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    struct pdf *pdf = pdf_open(arena);
    pdf_page_add(pdf, 100000, 100000, NULL, bytes_of("", 0));
    pdf_set_name(pdf_catalog(pdf), "Long", name);
    struct bytes file;
    FAILS(pdf_take(&file, pdf, arena), ERROR_ENVIRONMENT, "libharu cannot write the document (0x");
}

static void sines_are_whole_numbers_near_the_truth(void **state)
{
    (void)state;
    static const struct {
        int64_t angle, sine;
    } cases[] = {
        {0, 0},
        {WAVE_TURN / 12, 500000},
        {WAVE_TURN / 8, 707107},
        {WAVE_TURN / 4, 1000000},
        {WAVE_TURN / 2, 0},
        {3 * WAVE_TURN / 4, -1000000},
        {-WAVE_TURN / 8, -707107},
        {WAVE_TURN * 7 + WAVE_TURN / 4, 1000000},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_in_range(wave_sine(cases[i].angle) - cases[i].sine + 100, 0, 200);
    assert_in_range(wave_cosine(0), 999995, 1000005);
}

static void modules_are_where_they_belong(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const char *path = written(scratch_folder(arena), "small.pdf", small_file(arena), arena);
    struct pixels pixels = page_pixels(path, 72, arena); /* a dot a point */
    static const uint8_t dark[] = {1, 0, 1, 0, 1, 0, 1, 1, 1};
    for (int i = 0; i < 9; i++)
        for (int y = 1; y < 9; y++)
            for (int x = 1; x < 9; x++)
                assert_int_equal(
                    pixels.data[(10 + i / 3 * 10 + y) * pixels.width + 10 + i % 3 * 10 + x],
                    dark[i] ? 0 : 255);
}

static void paths_with_mistakes_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"", "the path is empty"},
        {"L 1 2", "'L' stands where M, L, C or Z is expected"},
        {"M 1", "'the end' stands where a coordinate is expected"},
        {"M 1 x", "'x' stands where a coordinate"},
        {"M 1 2 Q 1 2 3 4", "'Q' stands where"},
        {"M 1 2 3 4", "'3' stands where"},
        {"M 1 2 C 1 2 3 4 5", "'the end' stands"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct shape_command *commands;
        FAILS(shape_path_parse(&commands, cases[i].text, arena), ERROR_REFUSED, cases[i].says);
    }
}

static void the_profile_says_its_size(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct bytes profile = srgb_profile(arena);
    assert_in_range(profile.size, 400, 700);
    assert_int_equal(profile.data[2] << 8 | profile.data[3], (int)profile.size);
    assert_memory_equal(profile.data + 36, "acsp", 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_calls_write_the_same_bytes),
        cmocka_unit_test(other_programs_find_no_fault),
        cmocka_unit_test(hostile_text_stays_text),
        cmocka_unit_test(marks_lead_back_to_their_elements),
        cmocka_unit_test(a_glyph_has_a_number_for_each_text),
        cmocka_unit_test(the_file_ends_with_a_plain_table),
        cmocka_unit_test(what_libharu_refuses_is_an_error),
        cmocka_unit_test(sines_are_whole_numbers_near_the_truth),
        cmocka_unit_test(modules_are_where_they_belong),
        cmocka_unit_test(paths_with_mistakes_are_refused),
        cmocka_unit_test(the_profile_says_its_size),
    };
    return cmocka_run_group_tests_name("certify/pdf", tests, NULL, NULL);
}
