#include "assess/rubric_publish.h"

#include "base/file.h"
#include "base/text.h"

#include "assess/example.h"
#include "scratch.h"
#include "test.h"

static struct rubric *load_patched(const struct patch *patches, size_t count, struct arena *arena)
{
    struct findings findings = findings_make(arena);
    return example_load(&findings, example_rubric(patches, count, arena), arena);
}

/* What Kazakhstan is given: a destination, and limits of its own. */
#define KZ_DECLARED                                                                                \
    {                                                                                              \
        "[RU, TR]", "[RU, TR, KZ]"                                                                 \
    }
#define KZ_PROFILE                                                                                 \
    {                                                                                              \
        "          RU: {bands",                                                                    \
            "          KZ: {bands: [{at_least: \"90.0\", points: 100}, {otherwise: 0}]}\n"         \
            "          RU: {bands"                                                                 \
    }
#define GUIDE                                                                                                  \
    {                                                                                                          \
        "        title: {en: Control",                                                                         \
            "        guide: {en: Look, ru: Смотреть, ky: Караңыз}\n        title: {en: Control" \
    }
#define ONE_COMMENT                                                                                      \
    {                                                                                                    \
        "        title: {en: Control",                                                                   \
            "        comments: [{en: Dry, ru: Сухо, ky: Кургак}]\n        title: {en: Control" \
    }
#define TWO_COMMENTS                                                                                       \
    {                                                                                                      \
        "        title: {en: Control", "        comments: [{en: Raw, ru: Сыро, ky: Чийки}, {en: " \
                                       "Dry, ru: Сухо, ky: Кургак}]\n"                           \
                                       "        title: {en: Control"                                       \
    }

static const struct {
    struct patch before[2], after[3];
    enum rubric_change change;
} comparisons[] = {
    {{{0}}, {{0}}, RUBRIC_SAME},
    {{{0}}, {{"method: angoff", "method: panel"}, {"ru: draft", "ru: reviewed"}}, RUBRIC_SAME},
    {{{0}}, {{"ky: Ыкма", "ky: Ыкмасы"}}, RUBRIC_WORDING},
    {{{0}}, {{"en: Left dirty", "en: Left unclean"}}, RUBRIC_WORDING},
    {{GUIDE}, {{0}}, RUBRIC_WORDING},
    {{TWO_COMMENTS}, {ONE_COMMENT}, RUBRIC_WORDING},
    {{{0}}, {GUIDE}, RUBRIC_ADDITION},
    {{{0}}, {ONE_COMMENT}, RUBRIC_ADDITION},
    {{ONE_COMMENT}, {TWO_COMMENTS}, RUBRIC_ADDITION},
    {{{0}}, {GUIDE, {"ky: Ыкма", "ky: Ыкмасы"}}, RUBRIC_ADDITION},
    {{{0}}, {KZ_DECLARED}, RUBRIC_ADDITION},
    {{{0}}, {KZ_DECLARED, KZ_PROFILE}, RUBRIC_ADDITION},
    {{KZ_DECLARED}, {KZ_DECLARED, KZ_PROFILE}, RUBRIC_SCORES},
    {{KZ_DECLARED}, {{0}}, RUBRIC_SCORES},
    {{{0}}, {KZ_DECLARED, {"at_least: \"65.0\"", "at_least: \"64.0\""}}, RUBRIC_SCORES},
    {{{0}}, {{"near_pass: \"5.00\"", "near_pass: \"4.00\""}}, RUBRIC_SCORES},
    {{{0}}, {{"id: l3, points", "id: l4, points"}}, RUBRIC_SCORES},
    {{{0}}, {{"total: \"70.00\"", "total: \"70.01\""}, {"ky: Ыкма", "ky: Ыкмасы"}}, RUBRIC_SCORES},
};

static void changes_are_as_large_as_what_they_touch(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(comparisons); i++) {
        SCOPED_ARENA(arena);
        const struct rubric *before = load_patched(comparisons[i].before, 2, arena);
        const struct rubric *after = load_patched(comparisons[i].after, 3, arena);
        enum rubric_change change = rubric_compare(before, after, arena);
        if (change != comparisons[i].change)
            fail_msg("comparison %zu is %d instead of %d", i, (int)change,
                     (int)comparisons[i].change);
    }
}

/* "ky: draft" and every text in Kyrgyz taken out. */
static const char *without_kyrgyz(const char *text, struct arena *arena)
{
    char *out = arena_text(arena, text), *at;
    while ((at = strstr(out, "ky: ")) != NULL) {
        char *start = at;
        while (start[-1] == ' ' || start[-1] == ',' || start[-1] == '\n')
            start--;
        char *end = at + strcspn(at, "}\n");
        memmove(start, end, strlen(end) + 1);
    }
    return out;
}

static void languages_that_come_and_go_are_additions(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    const struct rubric *with = load_patched(NULL, 0, arena);
    const struct rubric *without = example_load(
        &findings, without_kyrgyz(example_rubric(NULL, 0, arena), arena), arena);
    assert_int_equal(with->language_count, 3);
    assert_int_equal(without->language_count, 2);
    assert_int_equal(rubric_compare(without, with, arena), RUBRIC_ADDITION);
    assert_int_equal(rubric_compare(with, without, arena), RUBRIC_ADDITION);
}

/* Against a folder in which 1.2.0 and a retired 1.1.4 are published and 9.0.0 is a draft. */

static void put(const char *folder, const char *name, const char *text, struct arena *arena)
{
    OK(file_write(path_join(arena, folder, name), bytes_of_text(text), 0644));
}

static char *published_folder(struct arena *arena)
{
    static const struct patch retired[] = {
        {"version: 1.2.0", "version: 1.1.4"},
        {"status: published", "status: retired"},
        {"weight: 14\n        pass: 70", "weight: 14\n        pass: 85"}};
    static const struct patch draft[] = {{"version: 1.2.0", "version: 9.0.0"},
                                         {"status: published", "status: draft"}};
    static const struct patch another[] = {{"UST-CK-HK-02", "UST-CK-HK-99"},
                                           {"version: 1.2.0", "version: 8.0.0"}};
    char *folder = scratch_folder(arena);
    put(folder, "a.yaml", example_rubric(NULL, 0, arena), arena);
    put(folder, "0.yaml", example_rubric(retired, 3, arena), arena);
    put(folder, "c.yaml", example_rubric(draft, 2, arena), arena);
    put(folder, "d.yaml", example_rubric(another, 2, arena), arena);
    put(folder, "e.scheme.yaml", "not looked at", arena);
    put(folder, "f.txt", "not looked at", arena);
    return folder;
}

static const struct {
    struct patch patches[2];
    const char *says; /* NULL: nothing */
} versions[] = {
    {{{0}}, NULL},
    {{{"status: published", "status: retired"}}, NULL},
    {{{"near_pass: \"5.00\"", "near_pass: \"4.00\""}},
     "new:3:10: error E60: version 1.2.0 is published with another content: scores may differ"},
    {{{"ky: Ыкма", "ky: Ыкмасы"}},
     "new:3:10: error E60: version 1.2.0 is published with another content: texts differ"},
    {{{"version: 1.2.0", "version: 1.2.1"}}, NULL},
    {{{"version: 1.2.0", "version: 1.1.4"}}, "new:3:10: error E60: version 1.1.4 is published"},
    {{{"version: 1.2.0", "version: 1.1.9"}},
     "new:3:10: error E61: the version must be at least 1.2.1: it follows the published 1.2.0"},
    {{{"version: 1.2.0", "version: 1.2.1"}, {"ky: Ыкма", "ky: Ыкмасы"}}, NULL},
    {{{"version: 1.2.0", "version: 1.2.9"}, GUIDE},
     "new:3:10: error E61: the version must be at least 1.3.0: something is added to the "
     "published 1.2.0"},
    {{{"version: 1.2.0", "version: 1.3.0"}, GUIDE}, NULL},
    {{{"version: 1.2.0", "version: 1.99.0"}, {"total: \"70.00\"", "total: \"71\""}},
     "new:3:10: error E61: the version must be at least 2.0.0: scores may differ from the "
     "published 1.2.0"},
    {{{"version: 1.2.0", "version: 2.0.0"}, {"total: \"70.00\"", "total: \"71\""}}, NULL},
    {{{"version: 1.2.0", "version: 0.9.0"}, {"UST-CK-HK-02", "UST-CK-HK-03"}}, NULL},
};

static void versions_must_fit_what_is_published(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const char *folder = published_folder(arena);
    for (size_t i = 0; i < COUNT(versions); i++) {
        struct findings findings = findings_make(arena);
        const struct rubric *rubric = example_load(
            &findings, example_rubric(versions[i].patches, 2, arena), arena);
        OK(rubric_publish_check(&findings, rubric, folder, arena));
        assert_int_equal(findings.errors, versions[i].says != NULL);
        const char *text = findings_text(&findings, arena);
        if (versions[i].says && !strstr(text, versions[i].says))
            fail_msg("should say '%s':\n%s", versions[i].says, text);
        assert_true(text_starts(text, versions[i].says ? versions[i].says : "new:6:25: warning"));
    }
}

static void a_folder_that_cannot_be_trusted_is_refused(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    static const struct patch broken[] = {{"weight: 14", "weight: 13"}};
    char *folder = published_folder(arena);
    struct findings findings = findings_make(arena);
    const struct rubric *rubric = load_patched(NULL, 0, arena);
    put(folder, "g.yaml", example_rubric(broken, 1, arena), arena);
    FAILS(rubric_publish_check(&findings, rubric, folder, arena), ERROR_REFUSED,
          "g.yaml:26:1: error E25");
    FAILS(rubric_publish_check(&findings, rubric, "/no/such/folder", arena), ERROR_NOT_FOUND,
          "/no/such/folder");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_as_large_as_what_they_touch),
        cmocka_unit_test(languages_that_come_and_go_are_additions),
        cmocka_unit_test(versions_must_fit_what_is_published),
        cmocka_unit_test(a_folder_that_cannot_be_trusted_is_refused),
    };
    return cmocka_run_group_tests_name("assess/rubric_publish", tests, NULL, NULL);
}
