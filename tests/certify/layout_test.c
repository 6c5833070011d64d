#include "certify/layout.h"

#include "base/text.h"
#include "certify/certificate_record.h"
#include "certify/qr.h"

#include "rendering.h"

struct opened {
    struct arena *arena;
    struct layout *layout;
};

static int layout_setup(void **state)
{
    struct arena *arena = arena_open();
    struct opened *opened = ARENA_NEW(arena, struct opened);
    opened->arena = arena;
    OK(layout_open(&opened->layout, CERTIFICATES, "a4", NULL, arena));
    *state = opened;
    return 0;
}

static int layout_teardown(void **state)
{
    arena_close(((struct opened *)*state)->arena);
    return 0;
}

static const struct layout *a4(void **state)
{
    return ((const struct opened *)*state)->layout;
}

static struct bytes rendered(const struct layout *layout, const struct value *record,
                             struct arena *arena)
{
    struct layout_input input = input_of(record, arena);
    struct bytes file;
    OK(layout_render(&file, layout, &input, arena));
    return file;
}

static struct value *member(struct value *record, const char *key)
{
    struct value *value = value_get(record, key);
    assert_non_null(value);
    return value;
}

static void expect_text(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("'%s' is not in '%s'", part, text);
}

static void the_same_record_gives_the_same_bytes(void **state)
{
    SCOPED_ARENA(arena);
    struct layout *again;
    OK(layout_open(&again, CERTIFICATES, "a4", NULL, arena));
    struct bytes first = rendered(a4(state), cook_record(arena), arena);
    assert_true(bytes_equal(first, rendered(a4(state), cook_record(arena), arena)));
    assert_true(bytes_equal(first, rendered(again, cook_record(arena), arena)));
    struct value *other = cook_record(arena);
    value_set_integer(member(other, "holder"), "birth_year", 1997);
    assert_false(bytes_equal(first, rendered(again, other, arena)));
}

static void other_programs_find_no_fault(void **state)
{
    SCOPED_ARENA(arena);
    const char *folder = scratch_folder(arena);
    const char *path = written(folder, "cook.pdf", rendered(a4(state), cook_record(arena), arena),
                               arena);
    PEER_SAYS("No syntax or stream encoding errors", "qpdf --check '%s'", path);
    PEER_SAYS("Pages: 1", "mutool info '%s'", path);
    PEER_SAYS("Page size:       595.276 x 841.89 pts (A4)", "pdfinfo '%s'", path);
    PEER_SAYS("КОМПЕТЕНТТҮҮЛҮК СЕРТИФИКАТЫ — Aynagül Ömürbekova — 7K3M-Q2XD-9TZP-4C8W",
              "pdfinfo '%s'", path);
    PEER_SAYS("Aynagül Ömürbekova", "mutool draw -q -F text '%s' 2>/dev/null", path);
    int status;
    const char *images = run_peer(
        &status, arena_format(arena, "pdfimages -list '%s' | tail -n +3", path), arena);
    assert_string_equal(images, "");
}

static void every_font_is_embedded_as_a_subset_with_its_text(void **state)
{
    SCOPED_ARENA(arena);
    const char *path = written(scratch_folder(arena), "cook.pdf",
                               rendered(a4(state), cook_record(arena), arena), arena);
    static const char good[] = "^[A-Z]*+[A-Za-z-]*  *CID TrueType  *Identity-H  *yes yes yes ";
    PEER_SAYS("7\n", "pdffonts '%s' | tail -n +3 | wc -l", path);
    PEER_SAYS("7\n", "pdffonts '%s' | grep -c '%s'", path, good);
}

static void the_text_reads_in_order(void **state)
{
    SCOPED_ARENA(arena);
    const char *path = written(scratch_folder(arena), "cook.pdf",
                               rendered(a4(state), cook_record(arena), arena), arena);
    const char *text = pdf_words(path, arena);
    static const char *const parts[] = {
        "КОМПЕТЕНТТҮҮЛҮК СЕРТИФИКАТЫ",
        "СЕРТИФИКАТ КОМПЕТЕНТНОСТИ",
        "CERTIFICATE OF COMPETENCE",
        "Aynagül Ömürbekova",
        "Өмүрбекова Айнагүл Ёлкинбековна",
        "туулган жылы · год рождения · year of birth 1996",
        "Ысык цехтин ашпозчусу",
        "Повар горячего цеха",
        "соус, канаттуу, эт, балык, дан жана жашылча тамактарын убагында,",
        "Service of two orders with an allergen ticket",
        "88.10 %",
        "2026-11-22",
        "2029-11-22",
        "7K3M-Q2XD-9TZP-4C8W",
        "verify.example.kg",
        "Код окулбаса, сертификат ТЕКШЕРИЛГЕН ЭМЕС.",
        "Нечитаемый код означает, что сертификат НЕ ПРОВЕРЕН.",
        "An unreadable code means NOT VERIFIED.",
        "qGk1vJx0bS3n8Yx2y9p1s5b0n5rQ3pQeL6b8c1kq0dE=",
    };
    for (size_t i = 0; i < COUNT(parts); i++)
        expect_text(text, parts[i]);
}

/* pdfinfo reads the structure tree: what a screen reader says, in which order. */
static void the_structure_says_what_is_what(void **state)
{
    SCOPED_ARENA(arena);
    const char *path = written(scratch_folder(arena), "cook.pdf",
                               rendered(a4(state), cook_record(arena), arena), arena);
    PEER_SAYS("H1 1, H2 3, rows 7, cells 30, heads 5, figures 8",
              "pdfinfo -struct '%s' | awk '/^ *TR/ { r++ } /^ *TD/ { d++ } /^ *TH/ { h++ } "
              "/^ *Figure/ { f++ } /^ *H1/ { a++ } /^ *H2/ { b++ } "
              "END { print \"H1 \" a \", H2 \" b \", rows \" r \", cells \" d \", heads \" h \", "
              "figures \" f }'",
              path);
}

static void the_record_is_attached_in_its_canonical_form(void **state)
{
    SCOPED_ARENA(arena);
    const char *folder = scratch_folder(arena);
    struct value *record = cook_record(arena);
    const char *path = written(folder, "cook.pdf", rendered(a4(state), record, arena), arena);
    PEER_SAYS("1: certificate.json", "pdfdetach -list '%s'", path);
    PEER_SAYS("", "cd '%s' && pdfdetach -save 1 -o out.json '%s'", folder, path);
    struct bytes attached;
    OK(file_read(&attached, path_join(arena, folder, "out.json"), 1 << 20, arena));
    assert_true(bytes_equal(attached, bytes_of_text(value_canonical(record, arena))));
    PEER_SAYS("/AFRelationship /Data", "qpdf --qdf --object-streams=disable '%s' - | grep -a AFRel",
              path);
}

static void a_test_issuer_is_marked(void **state)
{
    SCOPED_ARENA(arena);
    const char *folder = scratch_folder(arena);
    struct value *record = cook_record(arena);
    const char *marked = written(folder, "test.pdf", rendered(a4(state), record, arena), arena);
    expect_text(pdf_words(marked, arena), "ТЕСТОВЫЙ ИЗДАТЕЛЬ");
    expect_text(pdf_words(marked, arena), "TEST ISSUER — proves nothing");
    value_set_boolean(member(record, "issuer"), "test", false);
    const char *real = written(folder, "real.pdf", rendered(a4(state), record, arena), arena);
    assert_null(strstr(pdf_words(real, arena), "ТЕСТОВЫЙ"));
    assert_null(strstr(pdf_words(real, arena), "ISSUER"));
}

/* Symbols of every size the standard of the two uses allows, read from the page by zbarimg. */
static void both_symbols_are_read_from_the_page(void **state)
{
    static const char *const links[] = {"HTTPS://U.KG/C/7K3MQ2XD9TZP4C8W",
                                        "HTTPS://VERIFY.EXAMPLE.KG/C/7K3MQ2XD9TZP4C8W"};
    static const int lengths[] = {200, 260, 330, 400};
    SCOPED_ARENA(arena);
    const char *folder = scratch_folder(arena);
    for (size_t i = 0; i < COUNT(lengths); i++) {
        struct qr link, payload;
        char *text = arena_format(arena, "%s#", links[i % 2]);
        for (int n = 0; n < lengths[i] / 10; n++)
            text = arena_format(arena, "%s%s", text, "QR0AZ9X3VW");
        OK(qr_of_link(&link, links[i % 2], arena));
        OK(qr_of_payload(&payload, text, arena));
        struct layout_picture pictures[] = {{"link", {link.width, link.modules}},
                                            {"offline", {payload.width, payload.modules}}};
        struct layout_input input = {cook_record(arena), pictures, 2, NULL};
        struct bytes file;
        OK(layout_render(&file, a4(state), &input, arena));
        const char *path = written(folder, "codes.pdf", file, arena);
        page_pixels(path, 150, arena);
        PEER_SAYS(arena_format(arena, "%s\n", links[i % 2]),
                  "zbarimg --nodbus --raw -q '%s.page.pgm'", path);
        PEER_SAYS(arena_format(arena, "%s\n", text), "zbarimg --nodbus --raw -q '%s.page.pgm'",
                  path);
    }
}

static void five_units_and_no_destination_are_drawn(void **state)
{
    SCOPED_ARENA(arena);
    struct value *record = cook_record(arena), *units = value_array(arena);
    for (size_t i = 0; i < 5; i++)
        value_append(units, value_at(member(record, "units"), i));
    value_set(record, "units", units);
    value_set(record, "destination", value_null(arena));
    const char *path = written(scratch_folder(arena), "five.pdf",
                               rendered(a4(state), record, arena), arena);
    assert_null(strstr(pdf_words(path, arena), "Destination"));
}

static void long_names_shrink_and_wrap(void **state)
{
    SCOPED_ARENA(arena);
    struct value *record = cook_record(arena);
    value_set_text(member(record, "holder"), "name_latin",
                   "Abdykalykova-Toktogulova Begimai Zhanyshbekovna kyzy");
    value_set_text(member(record, "holder"), "name_cyrillic",
                   "Абдыкалыкова-Токтогулова Бегимай Жанышбековна кызы");
    const char *path = written(scratch_folder(arena), "long.pdf",
                               rendered(a4(state), record, arena), arena);
    expect_text(pdf_words(path, arena), "Abdykalykova-Toktogulova Begimai Zhanyshbekovna kyzy");
    expect_text(pdf_words(path, arena), "Абдыкалыкова-Токтогулова Бегимай Жанышбековна кызы");
}

static void every_destination_and_language_has_its_word(void **state)
{
    static const char *const destinations[] = {"TR", "KR", "JP", "GULF", "UK", "EU", "RU", "KZ"};
    static const char *const languages[] = {"ky", "ru", "en", "tr", "ko", "ja", "ar", "de", "kk"};
    SCOPED_ARENA(arena);
    struct value *record = cook_record(arena);
    for (size_t i = 0; i < COUNT(languages); i++) {
        struct value *tested = value_array(arena);
        value_append(tested, value_of_text(languages[i], arena));
        value_set(record, "tested_in", tested);
        value_set_text(record, "destination", destinations[i % COUNT(destinations)]);
        rendered(a4(state), record, arena);
    }
}

/* Each changes one text of the record and is refused with what it says. */
static void texts_that_cannot_be_printed_are_refused(void **state)
{
    static const struct {
        const char *object, *key, *text, *says;
    } cases[] = {
        {"holder", "name_latin", "Li 李", "block 'holder' of "},
        {"holder", "name_latin", "Li 李", "no font of 'display bold' has U+674E (李), in 'Li 李'"},
        {"holder", "name_latin", "Bek\u202eiloK", "U+202E"},
        {"holder", "name_cyrillic", "Бек\n", "U+000A"},
        {"holder", "name_cyrillic", "Бек\x01", "U+0001"},
        {"signer", "name", "x\u200by", "block 'signer'"},
        {"holder", "name_latin",
         "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
         "does not fit, even at 20.0 pt"},
        {"can_do", "ky",
         "сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз "
         "сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз "
         "сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз "
         "сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз "
         "сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз "
         "сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз сөз",
         "block 'competence'"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct value *record = cook_record(arena);
        value_set_text(member(record, cases[i].object), cases[i].key, cases[i].text);
        struct layout_input input = input_of(record, arena);
        struct bytes file;
        FAILS(layout_render(&file, a4(state), &input, arena), ERROR_REFUSED, cases[i].says);
    }
}

static void a_unit_that_fits_no_page_is_refused(void **state)
{
    SCOPED_ARENA(arena);
    struct value *record = cook_record(arena);
    struct buffer title = buffer_make(arena, 1 << 16);
    for (int i = 0; i < 1500; i++)
        buffer_add_text(&title, "сөз ");
    value_set_text(value_get(value_at(member(record, "units"), 0), "title"), "ky",
                   buffer_text(&title));
    struct layout_input input = input_of(record, arena);
    struct bytes file;
    FAILS(layout_render(&file, a4(state), &input, arena), ERROR_REFUSED,
          "block 'units' of " CERTIFICATES "/a4.yaml: ");
}

static void hostile_texts_stay_texts(void **state)
{
    static const char name[] = "</x> ]]>& \"(\\) <b>{code}%PDF";
    SCOPED_ARENA(arena);
    struct value *record = cook_record(arena);
    value_set_text(member(record, "holder"), "name_latin", name);
    value_set_text(member(record, "signer"), "name", ") Tj ET endstream");
    const char *path = written(scratch_folder(arena), "hostile.pdf",
                               rendered(a4(state), record, arena), arena);
    PEER_SAYS("No syntax or stream encoding errors", "qpdf --check '%s'", path);
    PEER_SAYS(arena_format(arena, "— %s —", name), "pdfinfo '%s'", path);
    expect_text(pdf_words(path, arena), name);
    expect_text(pdf_words(path, arena), ") Tj ET endstream");
}

static void what_is_missing_is_named(void **state)
{
    SCOPED_ARENA(arena);
    struct bytes file;
    struct value *record = cook_record(arena);
    struct layout_input input = input_of(record, arena);
    input.picture_count = 1;
    FAILS(layout_render(&file, a4(state), &input, arena), ERROR_REFUSED,
          "block 'offline code' of " CERTIFICATES "/a4.yaml: there is no picture 'offline'");
    input = input_of(record, arena);
    struct layout_picture pictures[] = {{"link", some_modules(33, 1, arena)}, input.pictures[1]};
    input.pictures = pictures;
    FAILS(layout_render(&file, a4(state), &input, arena), ERROR_REFUSED,
          "picture 'link' of 33 modules would be too small");
    pictures[0].modules = some_modules(20, 1, arena);
    FAILS(layout_render(&file, a4(state), &input, arena), ERROR_REFUSED,
          "picture 'link' of 20 modules would be too small");
    static const char *const keys[] = {"code", "issued", "units", "signer", "journal", "can_do"};
    for (size_t i = 0; i < COUNT(keys); i++) {
        record = cook_record(arena);
        value_set(record, keys[i], value_null(arena));
        input = input_of(record, arena);
        FAILS(layout_render(&file, a4(state), &input, arena), ERROR_REFUSED, keys[i]);
    }
    record = cook_record(arena);
    value_set_text(record, "issued", "2026-13-01");
    input = input_of(record, arena);
    FAILS(layout_render(&file, a4(state), &input, arena), ERROR_REFUSED, "issued");
}

static void numbers_that_are_no_bars_are_refused(void **state)
{
    static const char *const wrong[] = {"101", "-1", "many", "1,5"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        SCOPED_ARENA(arena);
        struct value *record = cook_record(arena);
        struct value *levels = member(value_at(member(record, "units"), 0), "levels");
        value_set_text(value_at(levels, 0), "shown", wrong[i]);
        struct layout_input input = input_of(record, arena);
        struct bytes file;
        FAILS(layout_render(&file, a4(state), &input, arena), ERROR_REFUSED,
              "is no number from 0 to 100");
    }
    SCOPED_ARENA(arena);
    struct value *record = cook_record(arena);
    struct value *levels = member(value_at(member(record, "units"), 0), "levels");
    while (value_size(levels) < 40)
        value_append(levels, value_at(levels, 0));
    rendered(a4(state), record, arena); /* closer together */
    value_append(levels, value_at(levels, 0));
    value_append(levels, value_at(levels, 0));
    struct layout_input input = input_of(record, arena);
    struct bytes file;
    FAILS(layout_render(&file, a4(state), &input, arena), ERROR_REFUSED,
          "42 bars do not fit in one column");
}

/* The page leaves the signature's place white; the seal that goes there is drawn of paths alone. */
static void the_signature_has_its_place(void **state)
{
    SCOPED_ARENA(arena);
    struct signature_place place;
    OK(layout_signature_place(&place, a4(state)));
    assert_int_equal(place.page, 0);
    assert_true(0 < place.left && place.left < place.right && place.right < 595276);
    assert_true(0 < place.bottom && place.bottom < place.top && place.top < 841890);
    assert_null(memmem(place.appearance.data, place.appearance.size, "Tf", 2));
    assert_in_range(place.appearance.size, 1000, 100000);
    const char *path = written(scratch_folder(arena), "cook.pdf",
                               rendered(a4(state), cook_record(arena), arena), arena);
    struct pixels pixels = page_pixels(path, 72, arena);
    for (int64_t y = place.bottom / 1000 + 1; y < place.top / 1000; y++)
        for (int64_t x = place.left / 1000 + 1; x < place.right / 1000; x++)
            assert_int_equal(pixels.data[(pixels.height - 1 - y) * pixels.width + x], 255);
}

/* A layout of one block, with what is wrong with it. */
static void a_layout_with_mistakes_names_the_place(void **state)
{
    (void)state;
    static const struct {
        const char *styles, *block, *says;
    } cases[] = {
        {"{face: serif bold, size: 9, leading: 9, colour: ink}", "{kind: text, name: x}",
         "x.yaml:6:11: 'box' is missing"},
        {"{face: serif bold, size: 9, leading: 9, colour: ink}", "{kind: poem, name: x}",
         "'kind' is 'poem', which is none of its choices"},
        {"{face: serif bold, size: 9, leading: 9, colour: red}", "{}", "there is no colour 'red'"},
        {"{face: comic, size: 9, leading: 9, colour: ink}", "{}", "there is no face 'comic'"},
        {"{face: serif bold, size: 9, least: 10, leading: 9, colour: ink}", "{}", "do not fit"},
        {"{face: serif bold, size: x, leading: 9, colour: ink}", "{}", "'x' is no decimal number"},
        {"{face: serif bold, size: 9, leading: 9, colour: ink, bold: yes}", "{}",
         "unknown key 'bold'"},
        {"{face: serif bold, size: 9, leading: 9, colour: ink}",
         "{kind: text, name: x, box: [0, 0, 10], lines: []}", "'box' has 3 numbers instead of 4"},
        {"{face: serif bold, size: 9, leading: 9, colour: ink}",
         "{kind: text, name: x, box: [0, 0, 10, 0], lines: []}", "the box is empty"},
        {"{face: serif bold, size: 9, leading: 9, colour: ink}",
         "{kind: text, name: x, box: [0, 0, 9, 9], lines: [{style: t, language: ky, text: x}]}",
         "there is no style 't'"},
        {"{face: serif bold, size: 9, leading: 9, colour: ink}",
         "{kind: shape, name: x, box: [0, 0, 9, 9], shape: star, colour: ink}",
         "there is no shape 'star'"},
        {"{face: serif bold, size: 9, leading: 9, colour: ink}",
         "{kind: picture, name: x, box: [0, 0, 9, 8], picture: p, alternative: a, language: ky, "
         "quiet: 4, least: 5, module: 1, colour: ink}",
         "a picture's box is square"},
        {"{face: serif bold, size: 9, leading: 9, colour: ink}",
         "{kind: signature, name: x, box: [0, 0, 9, 9], alternative: a, language: en, blocks: "
         "[{kind: text, name: y, "
         "box: [0, 0, 9, 9], lines: []}]}",
         "'y' is more than lines and areas"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        const char *folder = scratch_folder(arena);
        PEER_SAYS("",
                  "cp -r " CERTIFICATES "/fonts.yaml " CERTIFICATES "/shapes.yaml " CERTIFICATES
                  "/words '%s'",
                  folder);
        const char *text = arena_format(
            arena,
            "usta_layout: 1\npage: {width: 210, height: 297}\n"
            "document: {language: ky, title: t, subject: s, author: a, attachment: d, date: "
            "issued}\n"
            "colours: {ink: '000000'}\nstyles: {s: %s}\nblocks: [ %s]\n",
            cases[i].styles, cases[i].block);
        written(folder, "x.yaml", bytes_of_text(text), arena);
        struct layout *layout;
        FAILS(layout_open(&layout, folder, "x", NULL, arena), ERROR_REFUSED, cases[i].says);
    }
}

static void the_record_is_what_its_header_says(void **state)
{
    (void)state;
    static const struct {
        const char *object, *key, *value, *says;
    } cases[] = {
        {"holder", "passport", "\"AN1234567\"", "'passport'"},
        {"holder", "birth_year", "\"1996\"", "'birth_year' is text instead of a whole number"},
        {"holder", "name_latin", "\"\"", "'name_latin' is empty"},
        {"issuer", "test", "1", "'test' is a whole number instead of true or false"},
        {"can_do", "ru", "null", "'can_do': 'ru' is null instead of text"},
        {NULL, "issued", "\"22.11.2026\"", "'issued'"},
        {NULL, "units", "[]", "'units': a list of one or more is expected"},
        {NULL, "tested_in", "[1]", "'tested_in': item 1: a language is expected"},
        {NULL, "destination", "7", "'destination'"},
        {NULL, "usta_certificate", "2", "'usta_certificate' is not 1"},
        {NULL, "health", "\"good\"", "'health'"},
    };
    SCOPED_ARENA(arena);
    OK(certificate_record_check(cook_record(arena)));
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct value *record = cook_record(arena), *value;
        OK(value_parse(&value, bytes_of_text(cases[i].value), "value", arena));
        value_set(cases[i].object ? member(record, cases[i].object) : record, cases[i].key, value);
        FAILS(certificate_record_check(record), ERROR_REFUSED, cases[i].says);
    }
}

static void units_of_a_record_are_checked(void **state)
{
    (void)state;
    static const struct {
        const char *key, *text, *says;
    } cases[] = {
        {"outcome", "void", "'units': item 1: 'outcome': 'void' earns no certificate"},
        {"digest", "abc", "'digest'"},
        {"total_shown", "100.01", "'total_shown': '100.01' is no number from 0 to 100"},
        {"title", "Soup", "'title' is text instead of an object"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct value *record = cook_record(arena);
        value_set_text(value_at(member(record, "units"), 0), cases[i].key, cases[i].text);
        FAILS(certificate_record_check(record), ERROR_REFUSED, cases[i].says);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_record_gives_the_same_bytes),
        cmocka_unit_test(other_programs_find_no_fault),
        cmocka_unit_test(every_font_is_embedded_as_a_subset_with_its_text),
        cmocka_unit_test(the_text_reads_in_order),
        cmocka_unit_test(the_structure_says_what_is_what),
        cmocka_unit_test(the_record_is_attached_in_its_canonical_form),
        cmocka_unit_test(a_test_issuer_is_marked),
        cmocka_unit_test(both_symbols_are_read_from_the_page),
        cmocka_unit_test(five_units_and_no_destination_are_drawn),
        cmocka_unit_test(long_names_shrink_and_wrap),
        cmocka_unit_test(every_destination_and_language_has_its_word),
        cmocka_unit_test(texts_that_cannot_be_printed_are_refused),
        cmocka_unit_test(a_unit_that_fits_no_page_is_refused),
        cmocka_unit_test(hostile_texts_stay_texts),
        cmocka_unit_test(what_is_missing_is_named),
        cmocka_unit_test(numbers_that_are_no_bars_are_refused),
        cmocka_unit_test(the_signature_has_its_place),
        cmocka_unit_test(a_layout_with_mistakes_names_the_place),
        cmocka_unit_test(the_record_is_what_its_header_says),
        cmocka_unit_test(units_of_a_record_are_checked),
    };
    return cmocka_run_group_tests_name("certify/layout", tests, layout_setup, layout_teardown);
}
