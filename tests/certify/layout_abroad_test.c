/* The certificate with the language of each destination. */
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

/* Without spaces, for a line of Japanese or Korean may end anywhere. */
static const char *unspaced(const char *text, struct arena *arena)
{
    char *out = arena_text(arena, text), *to = out;
    for (const char *from = text; *from; from++)
        if (*from != ' ')
            *to++ = *from;
    *to = '\0';
    return out;
}

static void expect(const char *text, const char *part, struct arena *arena)
{
    if (!part || !strstr(text, unspaced(part, arena)))
        fail_msg("'%s' is not in '%s'", part, text);
}

static const char *const words[] = {"title",  "certifies",  "born",    "occupation", "units",
                                    "issued", "expires",    "centre",  "scheme",     "tested_in",
                                    "level",  "unreadable", "signed",  "code",       "check_at",
                                    "link",   "offline",    "criteria"};

static void expect_words(const struct words *all, const char *language, const char *text,
                         struct arena *arena)
{
    for (size_t i = 0; i < COUNT(words); i++)
        expect(text, words_find(all, language, words[i]), arena);
}

static void every_word_stands_in_four_languages(void **state)
{
    for (size_t i = 0; i < COUNT(abroad); i++) {
        SCOPED_ARENA(arena);
        if (text_equal(abroad[i].language, "ar"))
            continue; /* letter by letter in text_order_test.c */
        const char *text = unspaced(pdf_words(file_abroad(state, &abroad[i], arena), arena), arena);
        const struct words *all = ((const struct opened *)*state)->words;
        const char *const languages[] = {"ky", "ru", "en", abroad[i].language};
        for (size_t j = 0; j < COUNT(languages); j++)
            expect_words(all, languages[j], text, arena);
    }
}

static void what_the_scheme_says_stands_in_the_fourth_language(void **state)
{
    for (size_t i = 0; i < COUNT(abroad); i++) {
        SCOPED_ARENA(arena);
        const char *language = abroad[i].language;
        if (text_equal(language, "ar"))
            continue;
        const struct scheme *scheme = cook_scheme(arena);
        const char *text = unspaced(pdf_words(file_abroad(state, &abroad[i], arena), arena), arena);
        expect(text, texts_in(&scheme->occupation_title, language, NULL), arena);
        expect(text, texts_in(&scheme->can_do, language, NULL), arena);
        for (size_t u = 0; u < scheme->unit_count; u++)
            expect(text, texts_in(&scheme->units[u].title, language, NULL), arena);
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
        cmocka_unit_test(the_structure_says_the_language),
        cmocka_unit_test(the_language_is_of_the_record),
        cmocka_unit_test(a_word_that_a_language_lacks_is_named),
    };
    return cmocka_run_group_tests_name("certify/layout_abroad", tests, open_all, close_all);
}
