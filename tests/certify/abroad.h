/* The cook's record with a fourth language, its texts from the scheme that the project ships. */
#ifndef USTA_TESTS_CERTIFY_ABROAD_H
#define USTA_TESTS_CERTIFY_ABROAD_H

#include "assess/scheme.h"
#include "rendering.h"

static inline const struct scheme *cook_scheme(struct arena *arena)
{
    struct scheme *scheme;
    struct findings findings = findings_make(arena);
    OK(scheme_load_path(&scheme, &findings,
                        PROJECT_FOLDER "/rubrics/catering/ust-ck-hk.scheme.yaml", arena));
    assert_non_null(scheme);
    return scheme;
}

static inline void say_in(struct value *object, const char *key, const struct texts *texts,
                          const char *language)
{
    const char *text = texts_in(texts, language, NULL);
    assert_non_null(text);
    value_set_text(value_get(object, key), language, text);
}

static inline struct value *abroad_record(const char *language, const char *destination,
                                          struct arena *arena)
{
    struct value *record = cook_record(arena);
    const struct scheme *scheme = cook_scheme(arena);
    value_set_text(record, "destination", destination);
    value_set_text(record, "destination_language", language);
    say_in(record, "can_do", &scheme->can_do, language);
    say_in(value_get(record, "scheme"), "title", &scheme->title, language);
    say_in(value_get(record, "occupation"), "title", &scheme->occupation_title, language);
    for (size_t i = 0; i < scheme->unit_count; i++) {
        struct value *unit = value_at(value_get(record, "units"), i);
        say_in(unit, "title", &scheme->units[i].title, language);
        say_in(unit, "can_do", &scheme->units[i].can_do, language);
    }
    return record;
}

static const struct abroad {
    const char *language, *destination;
} abroad[] = {{"tr", "TR"}, {"ko", "KR"}, {"ja", "JP"}, {"ar", "GULF"}, {"de", "EU"}, {"kk", "KZ"}};

#endif
