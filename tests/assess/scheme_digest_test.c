#include "assess/scheme_digest.h"

#include "assess/example.h"
#include "test.h"

/* In which languages a change of the example changes what it says. */
enum effect { NONE = 0, EN = 1, RU = 2, KY = 4 };

static const struct {
    const char *search, *replacement;
    int effect;
} changes[] = {
    {"usta_scheme: 1\n", "# a remark\nusta_scheme: 1\n", NONE},
    {"version: 1.0.0", "version: 1.0.1", NONE},
    {"ky: draft", "ky: reviewed", NONE},
    {"validity_months: 36", "validity_months: 24", NONE},
    {"  en: Cook, hot kitchen\n", "  en: Cook of the hot kitchen\n", EN},
    {"  ky: Ысык цехтин ашпозчусу\n", "  ky: Ысык цехтин башкы ашпозчусу\n", KY},
    {"ru: Повар,", "ru: Кухарка,", RU},
    {"en: Cooks stocks, soups,", "en: Cooks soups, stocks,", EN},
    {"ru: За 75 минут варит", "ru: За 75 минут готовит", RU},
    {"UST-CK-HK-03\n", "UST-CK-HK-13\n", EN | RU | KY},
};

static struct scheme *load(const char *text, struct arena *arena)
{
    struct findings findings = findings_make(arena);
    struct scheme *scheme;
    OK(scheme_load(&scheme, &findings, bytes_of_text(text), "scheme", arena));
    assert_non_null(scheme);
    return scheme;
}

static void each_text_is_in_the_digest_of_its_language(void **state)
{
    (void)state;
    static const char *const languages[] = {"en", "ru", "ky"};
    SCOPED_ARENA(arena);
    const struct scheme *before = load(example_scheme(NULL, 0, arena), arena);
    for (size_t i = 0; i < COUNT(changes); i++) {
        const struct patch patch = {changes[i].search, changes[i].replacement};
        const struct scheme *after = load(example_scheme(&patch, 1, arena), arena);
        for (size_t j = 0; j < COUNT(languages); j++) {
            struct digest old = scheme_text_digest(before, languages[j], arena);
            struct digest new = scheme_text_digest(after, languages[j], arena);
            bool differs = changes[i].effect & 1 << j;
            if (digest_equal(&old, &new) == differs)
                fail_msg("'%s', %s", changes[i].replacement, languages[j]);
        }
    }
}

static void the_text_is_what_the_header_says(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct scheme *scheme = load(example_scheme(NULL, 0, arena), arena);
    const char *text = value_canonical(scheme_text(scheme, "ru", arena), arena);
    static const char begins[] = "{\"can_do\":\"Вовремя и безопасно";
    assert_memory_equal(text, begins, strlen(begins));
    assert_non_null(strstr(text, "\"language\":\"ru\",\"occupation\":\"Повар\","
                                 "\"title\":\"Повар горячего цеха\",\"units\":[{\"can_do\":"));
    assert_non_null(strstr(text, "\"rubric\":\"UST-CK-HK-06\"}]}"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_text_is_in_the_digest_of_its_language),
        cmocka_unit_test(the_text_is_what_the_header_says),
    };
    return cmocka_run_group_tests_name("assess/scheme_digest", tests, NULL, NULL);
}
