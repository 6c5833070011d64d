#include "certify/certificate_record.h"

#include "base/clock.h"
#include "base/decimal.h"
#include "base/digest.h"
#include "base/text.h"
#include "certify/destination.h"

/* What a member must be; an object's own members are checked by check. */
enum member_kind {
    MEMBER_TEXT,
    MEMBER_NUMBER,
    MEMBER_TRUTH,
    MEMBER_TEXTS,
    MEMBER_OTHER,
    MEMBER_OPTIONAL, /* may be missing */
};

struct member {
    const char *key; /* NULL ends a list of members */
    enum member_kind kind;
    struct error *(*check)(const struct value *member);
};

static fallible check_texts(const struct value *object, const char *key)
{
    static const char *const languages[] = {"ky", "ru", "en"};
    struct value *texts;
    TRY(value_need(&texts, object, key, VALUE_OBJECT));
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        const char *text;
        TRY_AS(value_need_text(&text, texts, languages[i]), "'%s'", key);
    }
    return NULL;
}

static fallible check_member(const struct value *object, const struct member *member)
{
    const char *text;
    int64_t number;
    struct value *value;
    switch (member->kind) {
    case MEMBER_TEXT:
        return value_need_text(&text, object, member->key);
    case MEMBER_NUMBER:
        return value_need_integer(&number, object, member->key);
    case MEMBER_TRUTH:
        return value_need(&value, object, member->key, VALUE_BOOLEAN);
    case MEMBER_TEXTS:
        return check_texts(object, member->key);
    case MEMBER_OPTIONAL:
        return NULL;
    default:
        if (!value_get(object, member->key))
            return error_make(ERROR_REFUSED, "'%s' is missing", member->key);
        return NULL;
    }
}

/* All members, no others, each as its kind and check want it. */
static fallible check_object(const struct value *object, const struct member *members)
{
    const char *keys[32] = {NULL};
    for (size_t i = 0; members[i].key; i++)
        keys[i] = members[i].key;
    TRY(value_only(object, keys));
    for (const struct member *member = members; member->key; member++) {
        TRY(check_member(object, member));
        if (member->check && value_get(object, member->key))
            TRY_AS(member->check(value_get(object, member->key)), "'%s'", member->key);
    }
    return NULL;
}

static fallible check_day(const struct value *text)
{
    struct date date;
    return date_parse(&date, value_text(text), "day");
}

static fallible check_digest(const struct value *text)
{
    struct digest digest;
    return digest_parse(&digest, value_text(text), "digest");
}

static fallible check_percent(const struct value *text)
{
    struct decimal decimal;
    int decimals;
    if (!decimal_read(&decimal, &decimals, value_text(text)) || decimal.millionths < 0 ||
        decimal.millionths > 100 * INT64_C(1000000))
        return error_make(ERROR_REFUSED, "'%s' is no number from 0 to 100", value_text(text));
    return NULL;
}

static fallible check_outcome(const struct value *text)
{
    if (text_equal(value_text(text), "competent"))
        return NULL;
    return error_make(ERROR_REFUSED, "'%s' earns no certificate", value_text(text));
}

static fallible check_each(const struct value *list, struct error *(*check)(const struct value *))
{
    if (value_kind(list) != VALUE_ARRAY || value_size(list) == 0)
        return error_make(ERROR_REFUSED, "a list of one or more is expected");
    for (size_t i = 0; i < value_size(list); i++)
        TRY_AS(check(value_at(list, i)), "item %zu", i + 1);
    return NULL;
}

static fallible check_level_place(const struct value *place)
{
    if (value_kind(place) == VALUE_NULL || value_kind(place) == VALUE_INTEGER)
        return NULL;
    return error_make(ERROR_REFUSED, "null or a whole number is expected");
}

static fallible check_level_shown(const struct value *shown)
{
    if (value_kind(shown) == VALUE_NULL)
        return NULL;
    if (value_kind(shown) != VALUE_TEXT)
        return error_make(ERROR_REFUSED, "null or points are expected");
    return check_percent(shown);
}

static fallible check_level(const struct value *level)
{
    static const struct member members[] = {{"criterion", MEMBER_TEXT, NULL},
                                            {"level", MEMBER_OTHER, check_level_place},
                                            {"of", MEMBER_NUMBER, NULL},
                                            {"shown", MEMBER_OTHER, check_level_shown},
                                            {NULL, 0, NULL}};
    return check_object(level, members);
}

static fallible check_levels(const struct value *list)
{
    return check_each(list, check_level);
}

static fallible check_destination(const struct value *destination)
{
    if (value_kind(destination) == VALUE_NULL || value_kind(destination) == VALUE_TEXT)
        return NULL;
    return error_make(ERROR_REFUSED, "null or a destination is expected");
}

static fallible check_unit(const struct value *unit)
{
    static const struct member members[] = {
        {"rubric", MEMBER_TEXT, NULL},           {"digest", MEMBER_TEXT, check_digest},
        {"title", MEMBER_TEXTS, NULL},           {"can_do", MEMBER_TEXTS, NULL},
        {"tested", MEMBER_TEXT, check_day},      {"profile", MEMBER_OTHER, check_destination},
        {"outcome", MEMBER_TEXT, check_outcome}, {"total_shown", MEMBER_TEXT, check_percent},
        {"levels", MEMBER_OTHER, check_levels},  {NULL, 0, NULL}};
    return check_object(unit, members);
}

static fallible check_units(const struct value *list)
{
    return check_each(list, check_unit);
}

static fallible check_language(const struct value *language)
{
    if (value_kind(language) == VALUE_TEXT)
        return NULL;
    return error_make(ERROR_REFUSED, "a language is expected");
}

static fallible check_fourth(const struct value *language)
{
    if (value_kind(language) == VALUE_TEXT && destination_has_language(value_text(language)))
        return NULL;
    return error_make(ERROR_REFUSED, "one of %s is expected", destination_languages());
}

static fallible check_languages(const struct value *list)
{
    return check_each(list, check_language);
}

static fallible check_issuer(const struct value *issuer)
{
    static const struct member members[] = {{"name", MEMBER_TEXTS, NULL},
                                            {"host", MEMBER_TEXT, NULL},
                                            {"test", MEMBER_TRUTH, NULL},
                                            {NULL, 0, NULL}};
    return check_object(issuer, members);
}

static fallible check_photo(const struct value *text)
{
    if (value_kind(text) != VALUE_TEXT)
        return error_make(ERROR_REFUSED, "a digest is expected");
    return check_digest(text);
}

static fallible check_holder(const struct value *holder)
{
    static const struct member members[] = {{"name_latin", MEMBER_TEXT, NULL},
                                            {"name_cyrillic", MEMBER_TEXT, NULL},
                                            {"birth_year", MEMBER_NUMBER, NULL},
                                            {"photo", MEMBER_OPTIONAL, check_photo},
                                            {NULL, 0, NULL}};
    return check_object(holder, members);
}

static fallible check_scheme(const struct value *scheme)
{
    static const struct member members[] = {{"id", MEMBER_TEXT, NULL},
                                            {"version", MEMBER_TEXT, NULL},
                                            {"title", MEMBER_TEXTS, NULL},
                                            {NULL, 0, NULL}};
    return check_object(scheme, members);
}

static fallible check_occupation(const struct value *occupation)
{
    static const struct member members[] = {{"isco08", MEMBER_TEXT, NULL},
                                            {"esco", MEMBER_TEXT, NULL},
                                            {"level", MEMBER_NUMBER, NULL},
                                            {"title", MEMBER_TEXTS, NULL},
                                            {NULL, 0, NULL}};
    return check_object(occupation, members);
}

static fallible check_journal(const struct value *journal)
{
    static const struct member members[] = {{"origin", MEMBER_TEXT, NULL},
                                            {"size", MEMBER_NUMBER, NULL},
                                            {"root", MEMBER_TEXT, NULL},
                                            {"note", MEMBER_TEXT, NULL},
                                            {NULL, 0, NULL}};
    return check_object(journal, members);
}

static fallible check_signer(const struct value *signer)
{
    static const struct member members[] = {{"name", MEMBER_TEXT, NULL}, {NULL, 0, NULL}};
    return check_object(signer, members);
}

static fallible check_said(const struct value *object, const char *key, const char *language)
{
    const char *text;
    TRY_AS(value_need_text(&text, value_get(object, key), language), "'%s'", key);
    return NULL;
}

/* What a scheme says, it says in the fourth language too. */
static fallible check_all_said(const struct value *record)
{
    const struct value *units = value_get(record, "units");
    const char *language = value_text(value_get(record, "destination_language"));
    TRY(check_said(record, "can_do", language));
    TRY_AS(check_said(value_get(record, "scheme"), "title", language), "'scheme'");
    TRY_AS(check_said(value_get(record, "occupation"), "title", language), "'occupation'");
    for (size_t i = 0; i < value_size(units); i++) {
        TRY_AS(check_said(value_at(units, i), "title", language), "'units': item %zu", i + 1);
        TRY_AS(check_said(value_at(units, i), "can_do", language), "'units': item %zu", i + 1);
    }
    return NULL;
}

fallible certificate_record_check(const struct value *record)
{
    static const struct member members[] = {{"usta_certificate", MEMBER_NUMBER, NULL},
                                            {"code", MEMBER_TEXT, NULL},
                                            {"issuer", MEMBER_OTHER, check_issuer},
                                            {"holder", MEMBER_OTHER, check_holder},
                                            {"scheme", MEMBER_OTHER, check_scheme},
                                            {"occupation", MEMBER_OTHER, check_occupation},
                                            {"can_do", MEMBER_TEXTS, NULL},
                                            {"units", MEMBER_OTHER, check_units},
                                            {"destination", MEMBER_OTHER, check_destination},
                                            {"destination_language", MEMBER_OPTIONAL, check_fourth},
                                            {"centre", MEMBER_TEXTS, NULL},
                                            {"tested_in", MEMBER_OTHER, check_languages},
                                            {"issued", MEMBER_TEXT, check_day},
                                            {"expires", MEMBER_TEXT, check_day},
                                            {"journal", MEMBER_OTHER, check_journal},
                                            {"signer", MEMBER_OTHER, check_signer},
                                            {NULL, 0, NULL}};
    TRY_AS(check_object(record, members), "certificate record");
    if (value_integer(value_get(record, "usta_certificate")) != 1)
        return error_make(ERROR_REFUSED, "certificate record: 'usta_certificate' is not 1");
    if (value_get(record, "destination_language"))
        TRY_AS(check_all_said(record), "certificate record");
    return NULL;
}
