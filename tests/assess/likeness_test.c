#include "assess/likeness.h"

#include "test.h"

struct pair {
    const char *a, *b;
};

static void written_differently_is_alike(void **state)
{
    (void)state;
    static const struct pair cases[] = {
        {"Aizada Omurbekova", "Aizada Omurbekova"},
        {"Aizada Ömürbekova", "AIZADA OMURBEKOVA"},
        {"Aizada Ömürbekova", "Ömürbekova Aizada"}, /* the order of words */
        {"Asan uulu Bakyt", "Asanuulu Bakyt"},      /* spaces */
        {"Yildiz-Mamatova Sukru", "Yildiz Mamatova Sukru"},
        {"Yo'ldoshev Islom", "Yoldoshev Islom"},
        {"Yo\xca\xbbldoshev Islom", "Yo\xe2\x80\x99ldoshev Islom"},
        {"Jyldyz Kadyrova", "Zhyldyz Kadyrova"}, /* romanisations */
        {"Jumabek Abdullaev", "Dzhumabek Abdulaev"},
        {"Aibek Khasanov", "Aybek Hasanov"},
        {"Şükrüye Yıldız", "Sukruye Yildiz"},
        {"Айзада Өмүрбекова", "АЙЗАДА ОМУРБЕКОВА"},
        {"Светлана Фёдорова", "Федорова Светлана"},
        {"Жумабек Асанов", "Джумабек Асанов"},
        {"Кыргызбаев Эмил", "Киргизбаев Эмиль"},
        {"Асанов Бакыт", "Асанов Бакыт Токтогулович"}, /* a word left out */
        {"Aizada Omurbekova", "Aizada Omurbekva"},     /* slips: too few */
        {"Aizada Omurbekova", "Aizzada Omurbeokva"},   /* too many (folded), swapped */
        {"Aizada Omurbekova", "Azada Omurbekofa"},     /* two */
        {"Жумабек Асанов", "Джумабек Осаноф"},         /* two and a romanisation */
        {"Ermekosh", "Armekush"},                      /* two of 8 letters */
        {"Ermekos", "Ermekus"},                        /* one of 7 */
        {"Aizada Omurbekova", "Iazada Omurbekoav"},    /* swapped twice */
        {"Aizada Omurbekova", "Omurbekva Aizada"},     /* the order, and a slip */
        {"Ermek Osh", "Ermek Ush"},
        {"Ö", "ö"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        if (!names_alike(cases[i].a, cases[i].b) || !names_alike(cases[i].b, cases[i].a))
            fail_msg("'%s' and '%s' should be alike", cases[i].a, cases[i].b);
    }
}

static void other_names_are_not(void **state)
{
    (void)state;
    static const struct pair cases[] = {
        {"Aizada Omurbekova", "Ermek Toktogulov"},
        {"Aizada Omurbekova", "Aizada Toktogulova"},
        {"Aizada Omurbekova", "Azda Omubekova"}, /* three slips */
        {"Айзада Өмүрбекова", "Aizada Omurbekova"},
        {"Ali", "Eli"}, /* short names allow none */
        {"Ermekos", "Armekus"},
        {"Ali U", "Eli O"},        /* up to 7 letters allow one */
        {"Bakyt", "Bakyt Asanov"}, /* one word alone is too little */
        {"A", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        if (names_alike(cases[i].a, cases[i].b) || names_alike(cases[i].b, cases[i].a))
            fail_msg("'%s' and '%s' should not be alike", cases[i].a, cases[i].b);
    }
}

static void long_names_do_no_harm(void **state)
{
    (void)state;
    char many[600], words[600];
    for (size_t i = 0; i < sizeof many; i++) {
        many[i] = (char)('a' + i % 26);
        words[i] = i % 2 ? ' ' : (char)('a' + i % 26);
    }
    many[599] = words[599] = '\0';
    assert_true(names_alike(many, many));
    assert_true(names_alike(words, words));
    assert_false(names_alike(many, words));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_differently_is_alike),
        cmocka_unit_test(other_names_are_not),
        cmocka_unit_test(long_names_do_no_harm),
    };
    return cmocka_run_group_tests_name("assess/likeness", tests, NULL, NULL);
}
