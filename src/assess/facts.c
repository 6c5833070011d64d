#include "assess/facts.h"

#include "base/clock.h"
#include "base/text.h"

enum {
    NAME_LIMIT = 100,
    REGION_LIMIT = 60,
    YOUNGEST_YEARS = 14,
    OLDEST_YEARS = 100,
    DOCUMENT_SHORTEST = 5,
    DOCUMENT_LONGEST = 20,
};

static bool is_latin(uint32_t letter)
{
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
           (letter >= 0xc0 && letter <= 0x24f && letter != 0xd7 && letter != 0xf7) ||
           (letter >= 0x1e00 && letter <= 0x1eff) || letter == 0x259;
}

static bool is_cyrillic(uint32_t letter)
{
    return letter >= 0x400 && letter <= 0x52f && !(letter >= 0x482 && letter <= 0x489);
}

static bool stands_between(uint32_t letter)
{
    return letter == ' ' || letter == '-' || letter == '\'' || letter == 0x2019 ||
           letter == 0x2bb || letter == 0x2bc || letter == '.';
}

/* Letters of one script; single spaces between words, none at the ends. */
static bool name_good(const char *name, bool (*is_letter)(uint32_t))
{
    size_t letters = 0;
    uint32_t before = ' ';
    for (uint32_t each = utf8_next(&name); each; each = utf8_next(&name)) {
        if (!is_letter(each) && !stands_between(each))
            return false;
        if (each == ' ' && before == ' ')
            return false;
        letters += is_letter(each);
        before = each;
    }
    return letters > 0 && before != ' ';
}

static fallible check_name(const char *name, const char *script, bool (*is_letter)(uint32_t))
{
    if (utf8_length(name) > NAME_LIMIT)
        return error_make(ERROR_REFUSED, "has %zu letters instead of at most %d", utf8_length(name),
                          NAME_LIMIT);
    if (name_good(name, is_letter))
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "'%s' is not a name in %s letters", name, script),
                      "write it as in the passport, with %s letters alone, single spaces, "
                      "hyphens and apostrophes",
                      script);
}

static fallible check_latin(const char *value, const char *today)
{
    (void)today;
    return check_name(value, "Latin", is_latin);
}

static fallible check_cyrillic(const char *value, const char *today)
{
    (void)today;
    return check_name(value, "Cyrillic", is_cyrillic);
}

static fallible check_born(const char *value, const char *today)
{
    struct date born, now;
    TRY(date_parse(&born, value, "day"));
    TRY(date_parse(&now, today, "today"));
    if (date_compare(date_add_months(born, YOUNGEST_YEARS * 12), now) > 0)
        return error_hint(
            error_make(ERROR_REFUSED, "'%s' is less than %d years ago", value, YOUNGEST_YEARS),
            "look at the year again");
    if (date_compare(date_add_months(born, OLDEST_YEARS * 12), now) <= 0)
        return error_hint(
            error_make(ERROR_REFUSED, "'%s' is %d years ago or more", value, OLDEST_YEARS),
            "look at the year again");
    return NULL;
}

static fallible check_consent(const char *value, const char *today)
{
    struct date day;
    TRY(date_parse(&day, value, "day"));
    if (strcmp(value, today) > 0)
        return error_hint(error_make(ERROR_REFUSED, "'%s' is still to come", value),
                          "enrol after the consent is signed");
    return NULL;
}

/* words: each followed by one space. */
static fallible check_among(const char *value, const char *words)
{
    size_t size = strcspn(value, " ");
    for (const char *at = words; *at; at = strchr(at, ' ') + 1)
        if (!value[size] && strncmp(at, value, size) == 0 && at[size] == ' ')
            return NULL;
    return error_make(ERROR_REFUSED, "'%.40s' is none of: %.*s", value, (int)strlen(words) - 1,
                      words);
}

static fallible check_sex(const char *value, const char *today)
{
    (void)today;
    return check_among(value, "f m ");
}

static fallible check_document_kind(const char *value, const char *today)
{
    (void)today;
    return check_among(value, "passport id_card ");
}

static fallible check_destination(const char *value, const char *today)
{
    (void)today;
    return check_among(value, "TR KR JP GULF UK EU RU KZ ");
}

static fallible check_departure(const char *value, const char *today)
{
    (void)today;
    return check_among(value, "first returning ");
}

static fallible check_document_number(const char *value, const char *today)
{
    (void)today;
    size_t size = strlen(value);
    if (size >= DOCUMENT_SHORTEST && size <= DOCUMENT_LONGEST &&
        strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == size)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "'%.40s' is not a document's number", value),
                      "write its %d to %d capital Latin letters and digits, without spaces",
                      DOCUMENT_SHORTEST, DOCUMENT_LONGEST);
}

static fallible check_region(const char *value, const char *today)
{
    (void)today;
    for (const char *at = value; *at; at++)
        if ((uint8_t)*at < ' ' || *at == 0x7f)
            return error_make(ERROR_REFUSED, "has a control character in it");
    if (text_hidden(value))
        return error_make(ERROR_REFUSED, "has the invisible character U+%04X in it",
                          text_hidden(value));
    if (utf8_length(value) > REGION_LIMIT)
        return error_make(ERROR_REFUSED, "has %zu letters instead of at most %d",
                          utf8_length(value), REGION_LIMIT);
    return NULL;
}

/* Tags of two or three small letters, one space between. */
static fallible check_languages(const char *value, const char *today)
{
    (void)today;
    for (const char *at = value;; at++) {
        size_t size = strspn(at, "abcdefghijklmnopqrstuvwxyz");
        at += size;
        if (size < 2 || size > 3 || (*at && *at != ' '))
            return error_hint(
                error_make(ERROR_REFUSED, "'%.60s' is not a list of languages", value),
                "write tags with one space between, for example 'ky ru'");
        if (!*at)
            return NULL;
    }
}

static const struct {
    const char *name;
    size_t offset;
    fallible (*check)(const char *value, const char *today);
    bool optional;
} table[FACT_COUNT] = {
    {"name_latin", offsetof(struct candidate_facts, name_latin), check_latin, false},
    {"name_cyrillic", offsetof(struct candidate_facts, name_cyrillic), check_cyrillic, false},
    {"born", offsetof(struct candidate_facts, born), check_born, false},
    {"sex", offsetof(struct candidate_facts, sex), check_sex, false},
    {"document_kind", offsetof(struct candidate_facts, document_kind), check_document_kind, false},
    {"document_number", offsetof(struct candidate_facts, document_number), check_document_number,
     false},
    {"region", offsetof(struct candidate_facts, region), check_region, false},
    {"languages", offsetof(struct candidate_facts, languages), check_languages, false},
    {"destination", offsetof(struct candidate_facts, destination), check_destination, true},
    {"departure", offsetof(struct candidate_facts, departure), check_departure, false},
    {"consent_day", offsetof(struct candidate_facts, consent_day), check_consent, false},
};

const char *fact_name(size_t fact)
{
    ASSERT(fact < FACT_COUNT);
    return table[fact].name;
}

bool fact_optional(size_t fact)
{
    ASSERT(fact < FACT_COUNT);
    return table[fact].optional;
}

bool fact_is_day(size_t fact)
{
    ASSERT(fact < FACT_COUNT);
    return table[fact].check == check_born || table[fact].check == check_consent;
}

const char *fact_get(const struct candidate_facts *facts, size_t fact)
{
    const char *value;
    ASSERT(fact < FACT_COUNT);
    memcpy(&value, (const char *)facts + table[fact].offset, sizeof value);
    return value;
}

void fact_set(struct candidate_facts *facts, size_t fact, const char *value)
{
    ASSERT(fact < FACT_COUNT);
    memcpy((char *)facts + table[fact].offset, &value, sizeof value);
}

fallible fact_check(size_t fact, const char *value, const char *today)
{
    ASSERT(fact < FACT_COUNT);
    if (!value)
        return table[fact].optional ? NULL
                                    : error_make(ERROR_REFUSED, "%s is missing", table[fact].name);
    if (!*value)
        return error_make(ERROR_REFUSED, "%s is empty", table[fact].name);
    TRY_AS(table[fact].check(value, today), "%s", table[fact].name);
    return NULL;
}

fallible facts_check(const struct candidate_facts *facts, const char *today)
{
    for (size_t i = 0; i < FACT_COUNT; i++)
        TRY(fact_check(i, fact_get(facts, i), today));
    if (facts->extra_time_percent < 0 || facts->extra_time_percent > EXTRA_TIME_LIMIT_PERCENT)
        return error_make(ERROR_REFUSED, "extra_time_percent: %d is not within 0 to %d",
                          facts->extra_time_percent, EXTRA_TIME_LIMIT_PERCENT);
    return NULL;
}

static bool same(const char *a, const char *b)
{
    return a && b ? text_equal(a, b) : a == b;
}

bool facts_equal(const struct candidate_facts *a, const struct candidate_facts *b)
{
    for (size_t i = 0; i < FACT_COUNT; i++)
        if (!same(fact_get(a, i), fact_get(b, i)))
            return false;
    return a->extra_time_percent == b->extra_time_percent;
}
