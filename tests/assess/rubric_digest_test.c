#include "assess/rubric_digest.h"

#include "assess/example.h"
#include "test.h"

/* What a change of the example does to its digests. */
enum effect { NONE = 0, STRUCTURE = 1, TEXT_EN = 2, TEXT_RU = 4, TEXT_KY = 8 };
enum { TEXTS = TEXT_EN | TEXT_RU | TEXT_KY };

static const struct {
    const char *search, *replacement;
    int effect;
} changes[] = {
    /* how it is written */
    {"usta_rubric: 1\n", "# a remark\nusta_rubric: 1 # and one\n\n", NONE},
    {"id: UST-CK-HK-02\nversion: 1.2.0\n", "version: \"1.2.0\"\nid: 'UST-CK-HK-02'\n", NONE},
    {"weight: 14\n        pass: 70", "pass: 70\n        weight: 14", NONE},
    {"total: \"70.00\"", "total: '70'", NONE},
    {"near_pass: \"5.00\"", "near_pass: \"5.0\"", NONE},
    {"at_least: \"65.0\"", "at_least: \"65\"", NONE},
    {"ky: Ыкма}", "ky: \"\\u042bкма\"}", NONE},
    {"{en: Technique, ru: Техника, ky: Ыкма}", "{ky: Ыкма, en: Technique, ru: Техника}", NONE},
    {"{less: \"25.0\"}", "{x-why: {sbornik: yes}, less: \"25\"}", NONE},
    {"destinations: [RU, TR]", "destinations: [TR, RU]", NONE},
    {"  job:\n", "  spare: [{id: a, points: 100, title: {en: a, ru: b, ky: c}}]\n  job:\n", NONE},
    {"kind: check\n        weight: 4\n",
     "kind: check\n        weight: 4\n        pass: 100\n        raters: 1\n"
     "        stops_attempt: false\n        extra_time: false\n        not_applicable: []\n",
     NONE},

    /* what is in neither digest */
    {"version: 1.2.0", "version: 1.3.0", NONE},
    {"status: published", "status: draft", NONE},
    {"ru: draft", "ru: reviewed", NONE},
    {"isco08: \"5120\"", "isco08: \"5121\"", NONE},
    {"code: SITHCCC035", "code: SITHCCC036", NONE},
    {"method: angoff-2026-01", "method: angoff-2026-02", NONE},
    {"        source: FDA Food Code 2-301.12\n", "", NONE},

    /* structure */
    {"id: UST-CK-HK-02", "id: UST-CK-HK-03", STRUCTURE},
    {"[RU, TR]", "[RU, TR, KZ]", STRUCTURE},
    {"setup_min: 10", "setup_min: 11", STRUCTURE},
    {"task_min: 90", "task_min: 91", STRUCTURE},
    {"hard_stop_min: 110", "hard_stop_min: 111", STRUCTURE},
    {"total: \"70.00\"", "total: \"70.01\"", STRUCTURE},
    {"near_pass: \"5.00\"", "near_pass: \"5.01\"", STRUCTURE},
    {"sample_percent: 20", "sample_percent: 21", STRUCTURE},
    {"not_applicable_limit: 10", "not_applicable_limit: 11", STRUCTURE},
    {"minimum: \"60.00\"", "minimum: \"61.00\"", STRUCTURE},
    {"    minimum: \"60.00\"\n", "", STRUCTURE},
    {"ky: Ыкма}\n", "ky: Ыкма}\n    minimum: \"0\"\n", STRUCTURE},
    {"weight: 14\n        pass: 70", "weight: 14\n        pass: 85", STRUCTURE},
    {"critical: true\n        stops_attempt: true", "critical: true", STRUCTURE},
    {"kind: check\n        weight: 4\n        critical: true\n", "kind: check\n        weight: 4\n",
     STRUCTURE},
    {"raters: 2\n        scale: job\n        title: {en: Control",
     "raters: 3\n        scale: job\n        title: {en: Control", STRUCTURE},
    {"[scale_fault]", "[scale_faults]", STRUCTURE},
    {"        not_applicable: [scale_fault]\n", "", STRUCTURE},
    {"        extra_time: true\n", "", STRUCTURE},
    {"quantity: length, unit: mm", "quantity: length, unit: cm", STRUCTURE},
    {"quantity: length, unit: mm", "quantity: mass, unit: g", STRUCTURE},
    {"decimals: 1, samples: 10", "decimals: 2, samples: 10", STRUCTURE},
    {"decimals: 1, samples: 10", "decimals: 1, samples: 11", STRUCTURE},
    {"combine: max_abs", "combine: mean", STRUCTURE},
    {"low: \"2.0\"", "low: \"2.1\"", STRUCTURE},
    {"high: \"4.0\"", "high: \"4.1\"", STRUCTURE},
    {", draw: random", "", STRUCTURE},
    {"instrument: caliper", "instrument: ruler", STRUCTURE},
    {", instrument: caliper", "", STRUCTURE},
    {"Core temperature", "Core temperature", NONE},
    {"deviation_percent: {target: \"250\"}", "deviation_percent: {target: \"251\"}", STRUCTURE},
    {"deviation_percent: {target: \"250\"}", "deviation: {target: \"250\"}", STRUCTURE},
    {"less: \"25.0\"", "less: \"26.0\"", STRUCTURE},
    {"share_percent: {less: \"25.0\"}", "deviation: {target: \"25.0\"}", STRUCTURE},
    {"{at_least: \"15\", points: 60}", "{at_least: \"16\", points: 60}", STRUCTURE},
    {"{at_least: \"5\", points: 40}", "{at_least: \"5\", points: 41}", STRUCTURE},
    {"{at_least: \"7\", points: 75}, ",
     "{at_least: \"7\", points: 75}, "
     "{at_least: \"6\", points: 50}, ",
     STRUCTURE},
    {"[{at_least: \"65.0\", points: 100}, {otherwise: 0}]",
     "[{more_than: \"65.0\", points: 100}, {otherwise: 0}]", STRUCTURE},
    {"[{at_least: \"65.0\", points: 100}, {otherwise: 0}]",
     "[{at_least: \"65.0\", points: 100}, {otherwise: 1}]", STRUCTURE},
    {"at_least: \"85.0\"", "at_least: \"86.0\"", STRUCTURE},
    {"RU: {bands", "TR: {bands", STRUCTURE},
    {"id: l2, points: 85", "id: l2, points: 86", STRUCTURE},

    /* ids stand in both */
    {"- id: D\n", "- id: E\n", STRUCTURE | TEXTS},
    {"- id: D2\n", "- id: D3\n", STRUCTURE | TEXTS},
    {"{id: l3, points", "{id: l4, points", STRUCTURE | TEXTS},

    /* texts */
    {"en: Prepare and serve", "en: Cook and serve", TEXT_EN},
    {"ky: Ыкма", "ky: Ыкмасы", TEXT_KY},
    {"ru: Время мытья рук", "ru: Длительность мытья рук", TEXT_RU},
    {"ru: Оставлено грязным", "ru: Осталось грязным", TEXT_RU},
    {"en: Excellent throughout", "en: Excellent", TEXT_EN},
    {"        scale: job\n        title: {en: Control",
     "        scale: job\n        guide: {en: Look, ru: Смотреть, ky: Караңыз}\n"
     "        title: {en: Control",
     TEXTS},
    {"        scale: job\n        title: {en: Control",
     "        scale: job\n        comments: [{en: Dry, ru: Сухо, ky: Кургак}]\n"
     "        title: {en: Control",
     TEXTS},
};

static const struct rubric *load_patched(const char *search, const char *replacement,
                                         struct arena *arena)
{
    struct findings findings = findings_make(arena);
    const struct patch patch = {search, replacement};
    return example_load(&findings, example_rubric(&patch, 1, arena), arena);
}

static bool same_text(const struct rubric *a, const struct rubric *b, const char *language,
                      struct arena *arena)
{
    struct digest left = rubric_text_digest(a, language, arena);
    struct digest right = rubric_text_digest(b, language, arena);
    return digest_equal(&left, &right);
}

static void digests_change_with_what_they_stand_for_and_nothing_else(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(changes); i++) {
        SCOPED_ARENA(arena);
        const struct rubric *before = load_patched(NULL, NULL, arena);
        const struct rubric *after = load_patched(changes[i].search, changes[i].replacement, arena);
        int effect = NONE;
        effect |= digest_equal(&before->structure_digest, &after->structure_digest) ? 0 : STRUCTURE;
        effect |= same_text(before, after, "en", arena) ? 0 : TEXT_EN;
        effect |= same_text(before, after, "ru", arena) ? 0 : TEXT_RU;
        effect |= same_text(before, after, "ky", arena) ? 0 : TEXT_KY;
        if (effect != changes[i].effect)
            fail_msg("'%s' has the effect %d instead of %d", changes[i].replacement, effect,
                     changes[i].effect);
    }
}

/* Computed by a second implementation from the shapes in rubric_digest.h alone. */
static void digests_are_those_of_the_documented_shape(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct rubric *rubric = load_patched(NULL, NULL, arena);
    assert_string_equal(digest_text(&rubric->structure_digest, arena),
                        "322b26c136abcef8af483a13884e3413a816bba0ba2bc9a3557deba92dc8e660");
    const struct digest ky = rubric_text_digest(rubric, "ky", arena);
    assert_string_equal(digest_text(&ky, arena),
                        "d437a3b122e96ddbd21525e939be112d03c2c007c1e9600503a3a88dfbc74a0d");
}

static void a_language_without_texts_has_its_own_digest(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct rubric *rubric = load_patched(NULL, NULL, arena);
    assert_true(value_kind(value_get(rubric_text(rubric, "tr", arena), "title")) == VALUE_NULL);
    struct digest tr = rubric_text_digest(rubric, "tr", arena);
    struct digest en = rubric_text_digest(rubric, "en", arena);
    assert_false(digest_equal(&tr, &en));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digests_change_with_what_they_stand_for_and_nothing_else),
        cmocka_unit_test(digests_are_those_of_the_documented_shape),
        cmocka_unit_test(a_language_without_texts_has_its_own_digest),
    };
    return cmocka_run_group_tests_name("assess/rubric_digest", tests, NULL, NULL);
}
