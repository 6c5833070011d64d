/* The certificate with the language of each destination. */
#include "base/buffer.h"
#include "base/text.h"
#include "certify/words.h"

#include "abroad.h"

struct opened {
    struct arena *arena;
    struct layout *layout;
    struct words *words;
};

static struct bytes rendered(void **state, const struct value *record, struct arena *arena)
{
    struct layout_input input = input_of(record, arena);
    struct bytes file;
    OK(layout_render(&file, ((const struct opened *)*state)->layout, &input, arena));
    return file;
}

static const char *file_abroad(void **state, const struct abroad *where, struct arena *arena)
{
    const struct value *record = abroad_record(where->language, where->destination, arena);
    return written(scratch_folder(arena), "abroad.pdf", rendered(state, record, arena), arena);
}

/* Without spaces, for a line of Japanese or Korean may end anywhere, and without the marks by which
 * poppler says where text from right to left begins and ends. */
static const char *unspaced(const char *text, struct arena *arena)
{
    struct buffer out = buffer_make(arena, 1 << 20);
    for (uint32_t c; (c = utf8_next(&text)) != 0;) {
        char bytes[4];
        if (c > ' ' && !(c >= 0x202a && c <= 0x202e))
            buffer_add(&out, bytes_of(bytes, utf8_put(bytes, c)));
    }
    return buffer_text(&out);
}

/* The text of a file as two programs read it. */
struct readings {
    const char *mutool, *poppler;
};

static struct readings read_by_both(const char *path, struct arena *arena)
{
    int status;
    const char *text = arena_text(
        arena,
        run_peer(&status, arena_format(arena, "mutool draw -q -F text '%s' 2>/dev/null", path),
                 arena));
    assert_int_equal(status, 0);
    return (struct readings){unspaced(text, arena), unspaced(pdf_words(path, arena), arena)};
}

static void expect_in(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("'%s' is not in '%s'", part, text);
}

/* On a page that is mostly from left to right poppler puts the words of a line of Arabic in an
 * order of its own, so there it is read word by word. */
static void expect(const struct readings *readings, const char *language, const char *part,
                   struct arena *arena)
{
    assert_non_null(part);
    expect_in(readings->mutool, unspaced(part, arena));
    if (!text_equal(language, "ar")) {
        expect_in(readings->poppler, unspaced(part, arena));
        return;
    }
    char *rest = arena_text(arena, part), *word;
    while ((word = strsep(&rest, " .:")) != NULL) {
        char *comma = strstr(word, "،");
        if (comma)
            *comma = '\0';
        expect_in(readings->poppler, word);
    }
}

static const char *const words[] = {"title",  "certifies",  "born",    "occupation", "units",
                                    "issued", "expires",    "centre",  "scheme",     "tested_in",
                                    "level",  "unreadable", "signed",  "code",       "check_at",
                                    "link",   "offline",    "criteria"};

static void every_word_stands_in_four_languages(void **state)
{
    const struct words *all = ((const struct opened *)*state)->words;
    for (size_t i = 0; i < COUNT(abroad); i++) {
        SCOPED_ARENA(arena);
        struct readings readings = read_by_both(file_abroad(state, &abroad[i], arena), arena);
        const char *const languages[] = {"ky", "ru", "en", abroad[i].language};
        for (size_t j = 0; j < COUNT(languages) * COUNT(words); j++) {
            const char *language = languages[j / COUNT(words)];
            expect(&readings, language, words_find(all, language, words[j % COUNT(words)]), arena);
        }
    }
}

static void what_the_scheme_says_stands_in_the_fourth_language(void **state)
{
    for (size_t i = 0; i < COUNT(abroad); i++) {
        SCOPED_ARENA(arena);
        const char *tag = abroad[i].language;
        const struct scheme *scheme = cook_scheme(arena);
        struct readings readings = read_by_both(file_abroad(state, &abroad[i], arena), arena);
        expect(&readings, tag, texts_in(&scheme->occupation_title, tag, NULL), arena);
        expect(&readings, tag, texts_in(&scheme->can_do, tag, NULL), arena);
        for (size_t u = 0; u < scheme->unit_count; u++)
            expect(&readings, tag, texts_in(&scheme->units[u].title, tag, NULL), arena);
    }
}

static void other_programs_find_no_fault(void **state)
{
    for (size_t i = 0; i < COUNT(abroad); i++) {
        SCOPED_ARENA(arena);
        const char *path = file_abroad(state, &abroad[i], arena);
        static const char good[] = "^[A-Z]*+[A-Za-z-]*  *CID TrueType  *Identity-H  *yes yes yes ";
        PEER_SAYS("No syntax or stream encoding errors", "qpdf --check '%s'", path);
        PEER_SAYS("Pages: 1", "mutool info '%s'", path);
        PEER_SAYS("0\n", "pdffonts '%s' | tail -n +3 | grep -vc '%s' || true", path, good);
    }
}

/* On one page, even with a long name. */
static void every_scheme_fits_in_every_language(void **state)
{
    static const char *const schemes[] = {"ust-ck-hk", "ust-ck-ac", "ust-bk-pb", "ust-sv-wt"};
    for (size_t i = 0; i < COUNT(schemes) * COUNT(abroad); i++) {
        SCOPED_ARENA(arena);
        const struct abroad *where = &abroad[i % COUNT(abroad)];
        const struct scheme *scheme = scheme_of(schemes[i / COUNT(abroad)], arena);
        struct value *record = record_in(scheme, where->language, where->destination, arena);
        value_set_text(value_get(record, "holder"), "name_latin",
                       "Almazbek Kojomberdiyev-Süyünbayev");
        value_set_text(value_get(record, "holder"), "name_cyrillic",
                       "Кожомбердиев-Сүйүнбаев Алмазбек Кубанычбекович");
        OK(layout_proof(((const struct opened *)*state)->layout, record, arena));
        PEER_SAYS(
            "Pages:           1", "pdfinfo '%s'",
            written(scratch_folder(arena), "fits.pdf", rendered(state, record, arena), arena));
    }
}

/* The language each part of the page is in, for those who have it read to them. */
static void the_structure_says_the_language(void **state)
{
    for (size_t i = 0; i < COUNT(abroad); i++) {
        SCOPED_ARENA(arena);
        const char *path = file_abroad(state, &abroad[i], arena);
        PEER_SAYS("yes",
                  "qpdf --qdf --object-streams=disable '%s' - | grep -ac '/Lang (%s)' | "
                  "awk '$1 >= 20 {print \"yes\"}'",
                  path, abroad[i].language);
    }
}

/* The same record gives the same bytes, in the fourth language too; another language others. */
static void the_language_is_of_the_record(void **state)
{
    SCOPED_ARENA(arena);
    struct bytes korean = rendered(state, abroad_record("ko", "KR", arena), arena);
    assert_true(bytes_equal(korean, rendered(state, abroad_record("ko", "KR", arena), arena)));
    assert_false(bytes_equal(korean, rendered(state, abroad_record("ja", "KR", arena), arena)));
}

static void a_word_that_a_language_lacks_is_named(void **state)
{
    SCOPED_ARENA(arena);
    struct value *record = abroad_record("tr", "TR", arena);
    value_set_text(record, "destination_language", "uz");
    struct layout_input input = input_of(record, arena);
    struct bytes file;
    FAILS(layout_render(&file, ((const struct opened *)*state)->layout, &input, arena),
          ERROR_REFUSED, "there is no word 'units' in 'uz'"); /* the table is laid first */
}

static int open_all(void **state)
{
    struct arena *arena = arena_open();
    struct opened *opened = ARENA_NEW(arena, struct opened);
    opened->arena = arena;
    OK(layout_open(&opened->layout, CERTIFICATES, "a4", NULL, arena));
    OK(words_open(&opened->words, CERTIFICATES "/words", arena));
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
        cmocka_unit_test(every_word_stands_in_four_languages),
        cmocka_unit_test(what_the_scheme_says_stands_in_the_fourth_language),
        cmocka_unit_test(other_programs_find_no_fault),
        cmocka_unit_test(every_scheme_fits_in_every_language),
        cmocka_unit_test(the_structure_says_the_language),
        cmocka_unit_test(the_language_is_of_the_record),
        cmocka_unit_test(a_word_that_a_language_lacks_is_named),
    };
    return cmocka_run_group_tests_name("certify/layout_abroad", tests, open_all, close_all);
}
