#include "assess/scheme_digest.h"

struct value *scheme_text(const struct scheme *scheme, const char *language, struct arena *arena)
{
    struct value *object = value_object(arena), *units = value_array(arena);
    for (size_t i = 0; i < scheme->unit_count; i++) {
        struct value *unit = value_object(arena);
        value_set_text(unit, "rubric", scheme->units[i].rubric);
        value_set_text(unit, "can_do", texts_in(&scheme->units[i].can_do, language, NULL));
        if (scheme->units[i].title.count)
            value_set_text(unit, "title", texts_in(&scheme->units[i].title, language, NULL));
        value_append(units, unit);
    }
    value_set_text(object, "language", language);
    value_set_text(object, "title", texts_in(&scheme->title, language, NULL));
    value_set_text(object, "can_do", texts_in(&scheme->can_do, language, NULL));
    value_set_text(object, "occupation", texts_in(&scheme->occupation_title, language, NULL));
    value_set(object, "units", units);
    return object;
}

struct digest scheme_text_digest(const struct scheme *scheme, const char *language,
                                 struct arena *arena)
{
    const struct value *text = scheme_text(scheme, language, arena);
    return digest_of(bytes_of_text(value_canonical(text, arena)));
}
