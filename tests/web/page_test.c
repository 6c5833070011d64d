/* Pages: what may be filled in where, that nothing gets out of its place, and that each page there
 * is passes with every language. */
#include "web/pages.h"

#include "base/file.h"
#include "web/page_place.h"
#include "web/spoken.h"

#include "scratch.h"
#include "test.h"

static struct words *no_words(struct arena *arena)
{
    struct words *words;
    OK(words_open(&words, PROJECT_FOLDER "/pages/words", arena));
    return words;
}

static fallible read_text(struct page **out, const char *text, struct arena *arena)
{
    return page_read(out, bytes_of_text(text), "page", arena);
}

static fallible fill(const char **out, const char *text, const char *data, struct arena *arena)
{
    struct page *page;
    struct value *value;
    struct buffer buffer = buffer_make(arena, 100000);
    TRY(read_text(&page, text, arena));
    TRY(value_parse(&value, bytes_of_text(data), "data", arena));
    TRY(page_fill(&buffer, page, value, no_words(arena), "en"));
    *out = buffer.size ? buffer_text(&buffer) : "";
    return NULL;
}

#define HOSTILE "{\"x\": \"<script>alert('1')</script>\\\" onload=\\\"x&\\u0007/../?\"}"

static void what_is_filled_in_stays_in_its_place(void **state)
{
    static const struct {
        const char *page, *data, *filled;
    } cases[] = {
        {"<p>{{html_text x}}</p>", "{\"x\": \"a\"}", "<p>a</p>"},
        {"<p>{{html_text x}}</p>", "{\"x\": 7}", "<p>7</p>"},
        {"<p>{{html_text x}}</p>", HOSTILE,
         "<p>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot; onload=&quot;x&amp;"
         "\xef\xbf\xbd/../?</p>"},
        {"<input value=\"{{html_attr x}}\">", HOSTILE,
         "<input value=\"&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot; onload=&quot;x&amp;"
         "\xef\xbf\xbd/../?\">"},
        {"<a href=\"/c/{{url_arg x}}\">", HOSTILE,
         "<a href=\"/c/%3Cscript%3Ealert%28%271%27%29%3C%2Fscript%3E%22%20onload%3D%22x%26%07%2F.."
         "%2F%3F\">"},
        {"<a href=\"/{{url_arg x}}\">", "{\"x\": \"/evil.example\"}",
         "<a href=\"/%2Fevil.example\">"},
        {"<p>{{html_text x}}</p>", "{\"x\": \"{{html_text y}}\"}", "<p>{{html_text y}}</p>"},
        {"{{#l}}<i>{{html_text x}}{{html_text y}}</i>{{/l}}",
         "{\"y\": \"!\", \"l\": [{\"x\": \"a\"}, {\"x\": \"b\"}]}", "<i>a!</i><i>b!</i>"},
        {"{{#l}}x{{/l}}{{^l}}none{{/l}}", "{\"l\": []}", "none"},
        {"{{#l}}x{{/l}}{{^l}}none{{/l}}", "{}", "none"},
        {"{{#l}}x{{/l}}{{^l}}none{{/l}}", "{\"l\": false}", "none"},
        {"{{#l}}x{{/l}}{{^l}}none{{/l}}", "{\"l\": true}", "x"},
        {"{{#l}}{{html_text x}}{{#m}}{{html_text x}}{{/m}}{{/l}}",
         "{\"l\": {\"x\": \"a\", \"m\": [{\"x\": \"b\"}, {}]}}", "aba"},
        {"<b>{{word tongue}}</b>", "{}", "<b>English</b>"},
        {"<b title=\"{{word tongue}}\">", "{}", "<b title=\"English\">"},
        {"<!doctype html><br/><p hidden>&lt;</p><!-- a -->", "{}",
         "<!doctype html><br/><p hidden>&lt;</p><!-- a -->"},
        {"<script src=\"/a.js\"></script>{{html_text x}}", "{\"x\": \"a\"}",
         "<script src=\"/a.js\"></script>a"},
    };
    (void)state;
    SCOPED_ARENA(arena);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *filled;
        OK(fill(&filled, cases[i].page, cases[i].data, arena));
        assert_string_equal(filled, cases[i].filled);
    }
}

static void what_is_no_page_is_refused(void **state)
{
    static const struct {
        const char *page, *says;
    } cases[] = {
        {"<p>{{html_attr x}}</p>", "page:1: nothing may be filled in here"},
        {"\n<p class=\"{{html_text x}}\">", "page:2: nothing may be filled in here"},
        {"<p {{html_attr x}}>", "nothing may"},
        {"<p class={{html_attr x}}>", "nothing may"},
        {"<{{html_text x}}>", "nothing may"},
        {"<a href=\"{{url_arg x}}\">", "nothing may"},
        {"<a href=\"x{{url_arg x}}\">", "nothing may"},
        {"<a href=\"/{{html_attr x}}\">", "nothing may"},
        {"<a HREF=\"/{{html_attr x}}\">", "nothing may"},
        {"<form action=\"{{html_attr x}}\">", "nothing may"},
        {"<p>{{url_arg x}}</p>", "nothing may"},
        {"<p onclick=\"{{html_attr x}}\">", "nothing may"},
        {"<p style=\"{{html_attr x}}\">", "nothing may"},
        {"<iframe srcdoc=\"{{html_attr x}}\">", "nothing may"},
        {"<script>{{html_text x}}</script>", "nothing may"},
        {"<style>{{html_text x}}</style>", "nothing may"},
        {"<script>let a = 1;</script>", "not the plain HTML"},
        {"<script></style>{{html_text x}}</script>", "not the plain HTML"},
        {"<!-- {{html_text x}} -->", "nothing may"},
        {"<p class='a'>", "not the plain HTML"},
        {"<p class=a>", "not the plain HTML"},
        {"<p =\"a\">", "not the plain HTML"},
        {"a < b", "not the plain HTML"},
        {"<p", "in the middle of a tag"},
        {"<p class=\"a", "in the middle of a tag"},
        {"{{html_text x", "not closed"},
        {"{{html_text x}", "not closed"},
        {"{{html_text\nx}}", "not closed"},
        {"{{x}}", "no way to fill"},
        {"{{{x}}}", "no way to fill"},
        {"{{}}", "no way to fill"},
        {"{{html_text X}}", "no good name"},
        {"{{html_text }}", "no good name"},
        {"{{#a}}", "not closed"},
        {"{{/a}}", "not open"},
        {"{{#a}}{{#b}}{{/a}}{{/b}}", "not open"},
        {"{{#a}}<p {{/a}}", "middle of a tag"},
        {"<p {{#a}}>", "nothing may"},
        {"{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}", "too deep"},
        {"\xff", "not UTF-8"},
    };
    (void)state;
    SCOPED_ARENA(arena);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct page *page;
        FAILS(read_text(&page, cases[i].page, arena), ERROR_REFUSED, cases[i].says);
    }
    const char *filled;
    FAILS(fill(&filled, "{{html_text x}}", "{}", arena), ERROR_ENVIRONMENT, "'x' is missing");
    FAILS(fill(&filled, "{{html_text x}}", "{\"x\": []}", arena), ERROR_ENVIRONMENT,
          "'x' is missing");
    FAILS(fill(&filled, "{{word none}}", "{}", arena), ERROR_ENVIRONMENT, "'none' is missing");
}

static void every_page_there_is_passes(void **state)
{
    static const char *const looked_up[] = {
        "date.at",    "month.m1",     "month.m2",    "month.m3",    "month.m4",   "month.m5",
        "month.m6",   "month.m7",     "month.m8",    "month.m9",    "month.m10",  "month.m11",
        "month.m12",  "language.ky",  "language.ru", "language.en", "country.TR", "country.KR",
        "country.JP", "country.GULF", "country.UK",  "country.EU",  "country.RU", "country.KZ"};
    (void)state;
    SCOPED_ARENA(arena);
    struct pages *pages;
    OK(pages_open(&pages, PROJECT_FOLDER "/pages", arena));
    for (const char *const *language = pages_languages; *language; language++) {
        struct bytes body;
        struct value *data = value_object(arena);
        value_set_integer(data, "status", 404);
        OK(pages_fill(&body, pages, "problem", data, *language, arena));
        bool is_arabic = strcmp(*language, "ar") == 0;
        assert_non_null(strstr(arena_text_n(arena, body.data, body.size),
                               arena_format(arena, "<html lang=\"%s\" dir=\"%s\">", *language,
                                            is_arabic ? "rtl" : "ltr")));
        for (size_t i = 0; i < COUNT(looked_up); i++) {
            const char *word;
            OK(pages_word(&word, pages, *language, looked_up[i]));
        }
    }
}

static void days_are_written_as_the_reader_does(void **state)
{
    static const struct {
        const char *language, *day;
    } days[] = {
        {"en", "3 November 2026"}, {"ru", "3 ноября 2026 г."}, {"ky", "2026-жылдын 3-ноябры"},
        {"tr", "3 Kasım 2026"},    {"ko", "2026년 11월 3일"},  {"ja", "2026年11月3日"},
        {"ar", "3 نوفمبر 2026"},   {"de", "3. November 2026"}, {"kk", "2026 жылғы 3 қараша"},
    };
    (void)state;
    SCOPED_ARENA(arena);
    struct pages *pages;
    const char *spoken;
    OK(pages_open(&pages, PROJECT_FOLDER "/pages", arena));
    for (size_t i = 0; i < COUNT(days); i++) {
        OK(spoken_day(&spoken, pages, days[i].language, "2026-11-03", arena));
        assert_string_equal(spoken, days[i].day);
    }
    OK(spoken_instant(&spoken, pages, "en", 1795860000, arena));
    assert_string_equal(spoken, "28 November 2026, 10:00 (UTC)");
    FAILS(spoken_day(&spoken, pages, "en", "2026-11-31", arena), ERROR_REFUSED, "day");
    FAILS(spoken_day(&spoken, pages, "fr", "2026-11-03", arena), ERROR_ENVIRONMENT,
          "no word 'date.form' in 'fr'");
}

static void what_is_wrong_is_found_at_the_start(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct pages *pages;
    const char *folder = scratch_folder(arena);
    FAILS(pages_open(&pages, folder, arena), ERROR_ENVIRONMENT, "there are no pages");
    OK(folder_make(path_join(arena, folder, "words")));
    for (const char *const *language = pages_languages; *language; language++)
        OK(file_write(path_join(arena, folder, arena_format(arena, "words/%s.yaml", *language)),
                      bytes_of_text(arena_format(arena,
                                                 "usta_words: 1\nlanguage: %s\nstate: draft\n"
                                                 "words: {a: b, in_%s: c}\n",
                                                 *language, *language)),
                      0644));
    OK(file_write(path_join(arena, folder, "style.css"), bytes_of_text(""), 0644));
    OK(file_write(path_join(arena, folder, "x.html"), bytes_of_text("{{word a}}{{word in_ky}}"),
                  0644));
    FAILS(pages_open(&pages, folder, arena), ERROR_REFUSED,
          "x.html: there is no word 'in_ky' in 'ru'");
    OK(file_write(path_join(arena, folder, "x.html"), bytes_of_text("<p\n{{word a}}"), 0644));
    FAILS(pages_open(&pages, folder, arena), ERROR_REFUSED, "x.html:2: nothing may");
}

static void a_visitor_is_spoken_to_in_a_known_language(void **state)
{
    static const struct {
        const char *accept, *language;
    } cases[] = {
        {NULL, "ru"},
        {"", "ru"},
        {"fr", "en"},
        {"en", "en"},
        {"en-GB,en;q=0.8", "en"},
        {"ky-KG, ru;q=0.9", "ky"},
        {"ru;q=0.5, ky;q=0.9", "ky"},
        {"en;q=0, ky", "ky"},
        {"fr, en;q=0.1", "en"},
        {"english", "en"},
        {"ar-AE, en;q=0.5", "ar"},
        {"kk", "kk"},
        {"ky;q=x, en;q=0.001", "en"},
        {";;,,;q=1,ky", "ky"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct header header = {"Accept-Language", cases[i].accept};
        struct request request = {.headers = &header, .header_count = cases[i].accept != NULL};
        assert_string_equal(pages_language(&request), cases[i].language);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_filled_in_stays_in_its_place),
        cmocka_unit_test(what_is_no_page_is_refused),
        cmocka_unit_test(every_page_there_is_passes),
        cmocka_unit_test(days_are_written_as_the_reader_does),
        cmocka_unit_test(what_is_wrong_is_found_at_the_start),
        cmocka_unit_test(a_visitor_is_spoken_to_in_a_known_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
