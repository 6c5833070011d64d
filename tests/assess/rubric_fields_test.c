/* The tables of keys: what must be there, what may be, and between which bounds. */
#include "assess/example.h"

#include "test.h"

static void find(struct findings *findings, bool scheme, struct patch patch, struct arena *arena)
{
    const char *text = scheme ? example_scheme(&patch, 1, arena) : example_rubric(&patch, 1, arena);
    struct rubric *rubric;
    struct scheme *loaded;
    if (scheme)
        OK(scheme_load(&loaded, findings, bytes_of_text(text), "t", arena));
    else
        OK(rubric_load(&rubric, findings, bytes_of_text(text), "t", arena));
}

/* Keys that become x-… and so are not there. what is before the key in the file, so that it is the
 * only one of its name. */
static const struct {
    bool scheme;
    const char *before, *key;
    bool required;
} keys[] = {
    {false, "", "usta_rubric", true},
    {false, "usta_rubric: 1\n", "id", true},
    {false, "", "version", true},
    {false, "", "status", true},
    {false, "", "source_language", true},
    {false, "\n", "languages", true},
    {false, "\n", "title", true},
    {false, "", "occupation", true},
    {false, "{", "isco08", false},
    {false, "", "esco", false},
    {false, ", ", "level", false},
    {false, "", "alignment", false},
    {false, "\n", "time", true},
    {false, "", "setup_min", true},
    {false, "", "task_min", true},
    {false, "", "hard_stop_min", true},
    {false, "\n", "pass", true},
    {false, "", "total", true},
    {false, "", "method", true},
    {false, "", "second_marking", true},
    {false, "", "near_pass", true},
    {false, "", "sample_percent", true},
    {false, "", "not_applicable_limit", true},
    {false, "", "destinations", true},
    {false, "", "sections", true},
    {false, "  - ", "id: B\n    title: {en: Technique, ru", true},
    {false, "- id: B\n    ", "title", true},
    {false, "    ", "minimum", false},
    {false, "ky: Ыкма}\n    ", "criteria", true},
    {false, "      - id: A1\n        ", "kind", true},
    {false, "- id: A1\n        kind: measure\n        ", "weight", true},
    {false, "weight: 6\n        ", "pass: 60\n        title: {en: Hand washing time, ru", true},
    {false, "pass: 75\n        ", "title", true},
    {false, "ky: Кол жуу убактысы}\n        ", "measure", true},
    {false, "instrument: clock}\n        ", "bands: [{at_least", true},
    {false, "profiles:\n          RU: {", "bands", true},
    {false, "{", "quantity: length, unit", true},
    {false, "quantity: length, ", "unit", true},
    {false, "unit: mm, ", "decimals", true},
    {false, "decimals: 1, ", "samples: 10, combine", true},
    {false, "samples: 10, ", "combine", true},
    {false, "combine: count_within, ", "low", true},
    {false, "", "high", true},
    {false, "{", "less", true},
    {false, "{", "target", true},
    {false, "{", "id: l3, points: 100, title: {en: Excellent throughout, ru", true},
    {false, "{id: l3, ", "points", true},
    {false, "{id: l3, points: 100, ", "title", true},
    {false, "        ", "extra_time", false},

    {true, "", "usta_scheme", true},
    {true, "\n", "id", true},
    {true, "", "version", true},
    {true, "", "status", true},
    {true, "", "source_language", true},
    {true, "\n", "languages", true},
    {true, "\n", "title", true},
    {true, "", "occupation", true},
    {true, "", "isco08", true},
    {true, "", "esco", true},
    {true, "  ", "level", false},
    {true, "level: 3\n  ", "title", true},
    {true, "\n", "can_do", true},
    {true, "", "units", true},
    {true, "- ", "rubric: UST-CK-HK-01\n    from", true},
    {true, "UST-CK-HK-01\n    ", "from", true},
    {true, "UST-CK-HK-02\n    from: 2.0.0\n    ", "below", true},
    {true, "below: 3.0.0\n    ", "weight", true},
    {true, "weight: 30\n    ", "can_do", true},
    {true, "", "validity_months", true},
    {true, "", "attempts", true},
    {true, "", "count", true},
    {true, "", "within_months", true},
    {true, "", "resit_after_days", true},
    {true, "", "bank_months", true},
    {true, "", "appeal_within_working_days", true},
    {true, "", "decision_within_working_days", true},
    {true, "", "test_languages", true},
    {true, "", "destinations", true},
};

static void required_keys_are_missed_and_others_not(void **state)
{
    (void)state;
    int failures = 0;
    for (size_t i = 0; i < COUNT(keys); i++) {
        SCOPED_ARENA(arena);
        struct findings findings = findings_make(arena);
        const char *key = arena_text_n(arena, keys[i].key, strcspn(keys[i].key, ":"));
        const char *search = arena_format(arena, "%s%s:", keys[i].before, keys[i].key);
        const char *replacement = arena_format(arena, "%sx-%s:", keys[i].before, keys[i].key);
        find(&findings, keys[i].scheme, (struct patch){search, replacement}, arena);
        const char *text = findings_text(&findings, arena);
        const char *says = arena_format(arena, "'%s'", key);
        bool missed = strstr(text, arena_format(arena, "%s is missing\n", says)) ||
                      strstr(text, arena_format(arena, "needs %s\n", says));
        if (missed == keys[i].required && (missed || findings.errors == 0))
            continue;
        print_error("%s: %s\n", replacement, example_findings(&findings, NULL, arena));
        failures++;
    }
    assert_int_equal(failures, 0);
}

/* Whole numbers: format is filled with the bounds and what is just outside. */
static const struct {
    bool scheme;
    const char *search, *format;
    int low, high;
} ranges[] = {
    {false, "setup_min: 10", "setup_min: %d", 0, 10000},
    {false, "task_min: 90", "task_min: %d", 1, 10000},
    {false, "hard_stop_min: 110", "hard_stop_min: %d", 1, 10000},
    {false, "sample_percent: 20", "sample_percent: %d", 0, 100},
    {false, "near_pass: \"5.00\"", "near_pass: \"%d\"", 0, 100},
    {false, "minimum: \"60.00\"", "minimum: \"%d\"", 0, 100},
    {false, "not_applicable_limit: 10", "not_applicable_limit: %d", 0, 100},
    {false, ", level: 3}", ", level: %d}", 1, 10},
    {false, "weight: 14", "weight: %d", 1, 100},
    {false, "pass: 75\n", "pass: %d\n", 0, 100},
    {false, "raters: 2\n        scale: job\n        title: {en: Control",
     "raters: %d\n        scale: job\n        title: {en: Control", 1, 3},
    {false, "id: l3, points: 100", "id: l3, points: %d", 0, 100},
    {false, "decimals: 1, samples: 10", "decimals: %d, samples: 10", 0, 6},
    {false, "samples: 10", "samples: %d", 1, 1000},
    {false, "samples: 1, combine: min, instrument: probe, calibration_max_hours: 24",
     "samples: 1, combine: min, instrument: probe, calibration_max_hours: %d", 1, 100000},
    {false, "{at_least: \"9\", points: 100}", "{at_least: \"9\", points: %d}", 0, 100},
    {false, "{at_least: \"5\", points: 40}, {otherwise: 0}",
     "{at_least: \"5\", points: 40}, {otherwise: %d}", 0, 100},
    {true, "level: 3", "level: %d", 1, 10},
    {true, "weight: 30", "weight: %d", 1, 100},
    {true, "validity_months: 36", "validity_months: %d", 1, 1200},
    {true, "{count: 3", "{count: %d", 1, 100},
    {true, "within_months: 12", "within_months: %d", 1, 1200},
    {true, "resit_after_days: 7", "resit_after_days: %d", 0, 3650},
    {true, "bank_months: 12", "bank_months: %d", 1, 1200},
    {true, "appeal_within_working_days: 15", "appeal_within_working_days: %d", 1, 3650},
    {true, "decision_within_working_days: 10", "decision_within_working_days: %d", 1, 3650},
};

static char *filled(const char *format, int number, struct arena *arena)
{
    const char *at = strstr(format, "%d");
    return arena_format(arena, "%.*s%d%s", (int)(at - format), format, number, at + 2);
}

static bool is_out_of_range(size_t i, int number)
{
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    const struct patch patch = {ranges[i].search, filled(ranges[i].format, number, arena)};
    find(&findings, ranges[i].scheme, patch, arena);
    return *example_findings(&findings, "E16", arena);
}

static void numbers_stay_within_their_bounds(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ranges); i++)
        if (!is_out_of_range(i, ranges[i].low - 1) || is_out_of_range(i, ranges[i].low) ||
            is_out_of_range(i, ranges[i].high) || !is_out_of_range(i, ranges[i].high + 1))
            fail_msg("'%s' is not within %d..%d", ranges[i].format, ranges[i].low, ranges[i].high);
}

/* Forms that are not of the page's grammar: each gives this one error. */
static const struct {
    const char *search, *replacement, *number;
} forms[] = {
    {"id: UST-CK-HK-02", "id: US", "E19"},
    {"id: UST-CK-HK-02", "id: U-23456789012345678901234567890AB", "E19"},
    {"id: UST-CK-HK-02", "id: 2ST-CK", "E19"},
    {"id: UST-CK-HK-02", "id: UST_CK", "E19"},
    {"id: D1", "id: D12345678", "E19"},
    {"id: D1", "id: 1D", "E19"},
    {"id: D1", "id: D-1", "E19"},
    {"version: 1.2.0", "version: v1.2.0", "E19"},
    {"version: 1.2.0", "version: 1.02.0", "E19"},
    {"source_language: en", "source_language: EN", "E19"},
    {"{id: l3, points", "{id: \"l\\t3\", points", "E19"},
    {"{id: l3, points", "{id: \"l\\u00a03\", points", "E19"},
    {"weight: 14", "weight: 1e1", "E15"},
    {"weight: 14", "weight: +14", "E15"},
    {"weight: 14", "weight: 1_4", "E15"},
    {"weight: 14", "weight: 0x0E", "E15"},
    {"weight: 14", "weight: 1400000000", "E15"},
    {"weight: 14", "weight:", "E15"},
    {"total: \"70.00\"", "total: \"+70\"", "E14"},
    {"total: \"70.00\"", "total: \" 70\"", "E14"},
    {"total: \"70.00\"", "total: \"70 %\"", "E14"},
    {"total: \"70.00\"", "total: \"7e1\"", "E14"},
    {"total: \"70.00\"", "total: \"\"", "E14"},
    {"extra_time: true", "extra_time: True", "E17"},
    {"extra_time: true", "extra_time: on", "E17"},
    {"extra_time: true", "extra_time: 1", "E17"},
    {"ky: Ыкма", "ky: \" \\n \"", "E18"},
    {"ky: Ыкма", "ky: null", "E18"},
    {"ky: Ыкма", "ky: NULL", "E18"},
    {"method: angoff-2026-01", "method: Null", "E18"},
};

static void what_has_another_form_is_refused(void **state)
{
    (void)state;
    int failures = 0;
    for (size_t i = 0; i < COUNT(forms); i++) {
        SCOPED_ARENA(arena);
        struct findings findings = findings_make(arena);
        find(&findings, false, (struct patch){forms[i].search, forms[i].replacement}, arena);
        const char *said = example_findings(&findings, forms[i].number, arena);
        if (findings.errors == 1 && *said)
            continue;
        print_error("%s: %s\n", forms[i].replacement, example_findings(&findings, NULL, arena));
        failures++;
    }
    assert_int_equal(failures, 0);
}

static void languages_have_tags(void **state)
{
    (void)state;
    static const char *const good[] = {"tr", "kir", "zh-Hant", "zh-Hant-TW", "uz-Latn-UZ-abcdefgh"};
    static const char *const bad[] = {"t",     "kirg",         "tr-",       "tr-a",          "TR",
                                      "tr_TR", "tr-abcdefghi", "a-b-c-d-e", "tr-TR-TR-TR-TR"};
    for (size_t i = 0; i < COUNT(good) + COUNT(bad); i++) {
        SCOPED_ARENA(arena);
        const char *tag = i < COUNT(good) ? good[i] : bad[i - COUNT(good)];
        struct findings findings = findings_make(arena);
        const char *replacement = arena_format(arena, "ky: draft, %s: draft}", tag);
        find(&findings, false, (struct patch){"ky: draft}", replacement}, arena);
        bool refused = *example_findings(&findings, "E19", arena);
        if (refused != (i >= COUNT(good)))
            fail_msg("'%s' is %s", tag, refused ? "refused" : "accepted");
    }
}

static void too_many_languages_are_refused(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    char *replacement = arena_text(arena, "ky: draft");
    for (char c = 'a'; c <= 'z'; c++)
        replacement = arena_format(arena, "%s, q%c: draft, w%c: draft", replacement, c, c);
    replacement = arena_format(arena, "%s}", replacement);
    find(&findings, false, (struct patch){"ky: draft}", replacement}, arena);
    assert_string_equal(example_findings(&findings, "E16", arena), "6:454 E16");
}

/* A slip of the fingers is met with what was meant; anything else is not. */
static const struct {
    const char *written, *meant;
} slips[] = {
    {"wieght", "weight"}, {"wight", "weight"},   {"weigght", "weight"}, {"weighd", "weight"},
    {"weigh", "weight"},  {"weights", "weight"}, {"qeight", "weight"},  {"ewight", "weight"},
    {"weihgt", "weight"}, {"height", "weight"},  {"weiht", "weight"},   {"wghtei", NULL},
    {"heigth", NULL},     {"w", NULL},           {"Weight", "weight"},  {"weightier", NULL},
    {"wieghd", NULL},     {"mass", "pass"},      {"iight", NULL},       {"xid", "id"},
};

static void slips_are_understood(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(slips); i++) {
        SCOPED_ARENA(arena);
        struct findings findings = findings_make(arena);
        const char *replacement = arena_format(arena, "weight: 14\n        %s: 14\n",
                                               slips[i].written);
        find(&findings, false, (struct patch){"weight: 14\n", replacement}, arena);
        const char *says = slips[i].meant
                               ? arena_format(arena,
                                              "82:9: error E11: key '%s' is not known here: "
                                              "is it '%s'?\n",
                                              slips[i].written, slips[i].meant)
                               : arena_format(arena,
                                              "82:9: error E11: key '%s' is not known here\n",
                                              slips[i].written);
        if (!strstr(findings_text(&findings, arena), says))
            fail_msg("should say %s%s", says, findings_text(&findings, arena));
    }
}

static void titles_are_measured_in_characters(void **state)
{
    (void)state;
    for (int length = 120; length <= 121; length++) {
        SCOPED_ARENA(arena);
        struct findings findings = findings_make(arena);
        char *title = arena_text(arena, "ky: ");
        for (int i = 0; i < length; i++)
            title = arena_format(arena, "%sө", title);
        find(&findings, false, (struct patch){"ky: Ыкма", title}, arena);
        assert_string_equal(example_findings(&findings, "W08", arena),
                            length > 120 ? "61:45 W08" : "");
    }
}

static void choices_are_listed(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct findings findings = findings_make(arena);
    find(&findings, false, (struct patch){"status: published", "status: final"}, arena);
    assert_non_null(
        strstr(findings_text(&findings, arena), "'final' is not draft, published or retired\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(required_keys_are_missed_and_others_not),
        cmocka_unit_test(numbers_stay_within_their_bounds),
        cmocka_unit_test(what_has_another_form_is_refused),
        cmocka_unit_test(languages_have_tags),
        cmocka_unit_test(too_many_languages_are_refused),
        cmocka_unit_test(slips_are_understood),
        cmocka_unit_test(titles_are_measured_in_characters),
        cmocka_unit_test(choices_are_listed),
    };
    return cmocka_run_group_tests_name("assess/rubric_fields", tests, NULL, NULL);
}
