#include "assess/facts.h"

#include "base/text.h"

#include "test.h"

static size_t fact_named(const char *name)
{
    for (size_t i = 0; i < FACT_COUNT; i++)
        if (text_equal(fact_name(i), name))
            return i;
    fail_msg("no fact '%s'", name);
    return 0;
}

struct case_of {
    const char *name, *value;
    const char *says; /* NULL: allowed */
};

static const struct case_of cases[] = {
    {"name_latin", "Aizada Ömürbekova", NULL},
    {"name_latin", "Şükrüye Yıldız-Mamatova", NULL},
    {"name_latin", "Yo'ldoshev I.", NULL},
    {"name_latin", "Ö", NULL},
    {"name_latin", "Айзада", "is not a name in Latin letters"},
    {"name_latin", "Aizad\xd0\xb0", "is not a name in Latin letters"}, /* a Cyrillic а */
    {"name_latin", " Aizada", "is not a name"},
    {"name_latin", "Aizada ", "is not a name"},
    {"name_latin", "Aizada  Om", "is not a name"},
    {"name_latin", "Aizada2", "is not a name"},
    {"name_latin", "-", "is not a name"},
    {"name_latin", "A\nB", "is not a name"},
    {"name_latin",
     "A\xc3\x97"
     "B",
     "is not a name"}, /* the multiplication sign */
    {"name_latin", "", "name_latin is empty"},
    {"name_latin", NULL, "name_latin is missing"},
    {"name_cyrillic", "Айзада Өмүрбекова", NULL},
    {"name_cyrillic", "Йўлдошев", NULL},
    {"name_cyrillic", "Aizada", "is not a name in Cyrillic letters"},
    {"born", "1998-04-23", NULL},
    {"born", "2012-11-20", NULL}, /* 14 today */
    {"born", "2012-11-21", "is less than 14 years ago"},
    {"born", "2098-04-23", "is less than 14 years ago"},
    {"born", "1926-11-21", NULL},
    {"born", "1926-11-20", "is 100 years ago or more"},
    {"born", "23.04.1998", "born: day '23.04.1998' is not a date"},
    {"born", "1998-02-29", "is not a date"},
    {"sex", "f", NULL},
    {"sex", "m", NULL},
    {"sex", "x", "sex: 'x' is none of: f m"},
    {"sex", "f m", "is none of"},
    {"document_kind", "passport", NULL},
    {"document_kind", "id_card", NULL},
    {"document_kind", "id", "is none of: passport id_card"},
    {"document_number", "AC100", NULL},
    {"document_number", "ABCDEFGHIJ0123456789", NULL},
    {"document_number", "AC10", "is not a document's number"},
    {"document_number", "ABCDEFGHIJ01234567890", "is not a document's number"},
    {"document_number", "ac1000001", "is not a document's number"},
    {"document_number", "AC 1000001", "is not a document's number"},
    {"document_number", "АС1000001", "is not a document's number"}, /* Cyrillic look-alikes */
    {"region", "Ысык-Көл", NULL},
    {"region", "a\tb", "has a control character"},
    {"languages", "ky", NULL},
    {"languages", "ky ru en", NULL},
    {"languages", "ky,ru", "is not a list of languages"},
    {"languages", "ky ", "is not a list of languages"},
    {"languages", "ky  ru", "is not a list of languages"},
    {"languages", "k", "is not a list of languages"},
    {"languages", "kyrg", "is not a list of languages"},
    {"destination", "GULF", NULL},
    {"destination", NULL, NULL},
    {"destination", "", "destination is empty"},
    {"destination", "DE", "is none of: TR KR JP GULF UK EU RU KZ"},
    {"destination", "T", "is none of"},
    {"departure", "returning", NULL},
    {"departure", "never", "is none of: first returning"},
    {"consent_day", "2026-11-20", NULL},
    {"consent_day", "2026-11-21", "is still to come"},
    {"consent_day", "yes", "is not a date"},
};

static void each_fact_is_checked(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t fact = fact_named(cases[i].name);
        SCOPED_ERROR error = fact_check(fact, cases[i].value, "2026-11-20");
        if (!cases[i].says && error)
            fail_msg("%s", error_message(error));
        if (cases[i].says && (!error || !strstr(error_message(error), cases[i].says)))
            fail_msg("%s '%s' should say '%s', not '%s'", cases[i].name, cases[i].value,
                     cases[i].says, error ? error_message(error) : "nothing");
        if (error) {
            assert_int_equal(error_code(error), ERROR_REFUSED);
            assert_true(text_starts(error_message(error), cases[i].name));
        }
    }
}

static void long_texts_are_refused(void **state)
{
    (void)state;
    char text[102] = {0};
    memset(text, 'a', sizeof text - 1);
    FAILS(fact_check(fact_named("name_latin"), text, "2026-11-20"), ERROR_REFUSED, "101 letters");
    OK(fact_check(fact_named("name_latin"), text + 1, "2026-11-20"));
    FAILS(fact_check(fact_named("region"), text + 40, "2026-11-20"), ERROR_REFUSED, "61 letters");
    OK(fact_check(fact_named("region"), text + 41, "2026-11-20"));
}

static const struct candidate_facts good = {
    .name_latin = "A",
    .name_cyrillic = "А",
    .born = "1998-04-23",
    .sex = "f",
    .document_kind = "passport",
    .document_number = "AC1000001",
    .region = "Osh",
    .languages = "ky",
    .departure = "first",
    .consent_day = "2026-10-05",
};

static void all_facts_are_checked_together(void **state)
{
    (void)state;
    OK(facts_check(&good, "2026-11-20"));
    for (size_t i = 0; i < FACT_COUNT; i++) {
        struct candidate_facts facts = good;
        assert_ptr_equal(fact_get(&facts, i), fact_get(&good, i));
        fact_set(&facts, i, "#\n");
        assert_false(facts_equal(&facts, &good));
        FAILS(facts_check(&facts, "2026-11-20"), ERROR_REFUSED, fact_name(i));
    }
    struct candidate_facts facts = good;
    assert_true(facts_equal(&facts, &good));
    facts.extra_time_percent = EXTRA_TIME_LIMIT_PERCENT;
    assert_false(facts_equal(&facts, &good));
    OK(facts_check(&facts, "2026-11-20"));
    facts.extra_time_percent++;
    FAILS(facts_check(&facts, "2026-11-20"), ERROR_REFUSED, "101 is not within 0 to 100");
    facts.extra_time_percent = -1;
    FAILS(facts_check(&facts, "2026-11-20"), ERROR_REFUSED, "-1 is not within 0 to 100");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fact_is_checked),
        cmocka_unit_test(long_texts_are_refused),
        cmocka_unit_test(all_facts_are_checked_together),
    };
    return cmocka_run_group_tests_name("assess/facts", tests, NULL, NULL);
}
