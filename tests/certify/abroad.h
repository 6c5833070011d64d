/* The cook's record with a fourth language, its texts from the scheme that the project ships. */
#ifndef USTA_TESTS_CERTIFY_ABROAD_H
#define USTA_TESTS_CERTIFY_ABROAD_H

#include "assess/scheme.h"
#include "rendering.h"

static inline const struct scheme *scheme_of(const char *name, struct arena *arena)
{
    struct scheme *scheme;
    struct findings findings = findings_make(arena);
    const char *folder = PROJECT_FOLDER "/rubrics/catering";
    OK(scheme_load_path(&scheme, &findings,
                        path_join(arena, folder, arena_format(arena, "%s.scheme.yaml", name)),
                        arena));
    assert_non_null(scheme);
    return scheme;
}

static inline const struct scheme *cook_scheme(struct arena *arena)
{
    return scheme_of("ust-ck-hk", arena);
}

/* object[key] in the three languages and a fourth (NULL for none). */
static inline void say(struct value *object, const char *key, const struct texts *texts,
                       const char *language, struct arena *arena)
{
    const char *const languages[] = {"ky", "ru", "en", language};
    struct value *said = value_object(arena);
    for (size_t i = 0; i < COUNT(languages) && languages[i]; i++) {
        const char *text = texts_in(texts, languages[i], NULL);
        assert_non_null(text);
        value_set_text(said, languages[i], text);
    }
    value_set(object, key, said);
}

/* The cook's marks, for the units of any scheme. */
static inline struct value *record_in(const struct scheme *scheme, const char *language,
                                      const char *destination, struct arena *arena)
{
    struct value *record = cook_record(arena), *units = value_array(arena);
    value_set_text(record, "destination", destination);
    if (language)
        value_set_text(record, "destination_language", language);
    say(record, "can_do", &scheme->can_do, language, arena);
    say(value_get(record, "scheme"), "title", &scheme->title, language, arena);
    say(value_get(record, "occupation"), "title", &scheme->occupation_title, language, arena);
    for (size_t i = 0; i < scheme->unit_count; i++) {
        struct value *unit = value_at(value_get(record, "units"), i);
        say(unit, "title", &scheme->units[i].title, language, arena);
        say(unit, "can_do", &scheme->units[i].can_do, language, arena);
        value_append(units, unit);
    }
    value_set(record, "units", units);
    return record;
}

static inline struct value *abroad_record(const char *language, const char *destination,
                                          struct arena *arena)
{
    return record_in(cook_scheme(arena), language, destination, arena);
}

static const struct abroad {
    const char *language, *destination;
} abroad[] = {{"tr", "TR"}, {"ko", "KR"}, {"ja", "JP"}, {"ar", "GULF"}, {"de", "EU"}, {"kk", "KZ"}};

#endif
