#include "assess/wordings.h"

#include "assess/rubric_digest.h"
#include "assess/scheme_digest.h"
#include "base/text.h"

struct wordings wordings_of_rubric(const struct rubric *rubric, struct rubric_version_id id,
                                   struct arena *arena)
{
    struct digest *digests = ARENA_ARRAY(arena, struct digest, rubric->language_count);
    for (size_t i = 0; i < rubric->language_count; i++)
        digests[i] = rubric_text_digest(rubric, rubric->languages[i].tag, arena);
    return (struct wordings){.name = rubric_name(rubric, arena),
                             .subject = rubric->id,
                             .edition = id.n,
                             .source_language = rubric->source_language,
                             .languages = rubric->languages,
                             .digests = digests,
                             .count = rubric->language_count};
}

struct wordings wordings_of_scheme(const struct scheme *scheme, struct scheme_version_id id,
                                   struct arena *arena)
{
    struct digest *digests = ARENA_ARRAY(arena, struct digest, scheme->language_count);
    for (size_t i = 0; i < scheme->language_count; i++)
        digests[i] = scheme_text_digest(scheme, scheme->languages[i].tag, arena);
    return (struct wordings){.name = scheme_name(scheme, arena),
                             .subject = scheme->id,
                             .is_scheme = true,
                             .edition = id.n,
                             .source_language = scheme->source_language,
                             .languages = scheme->languages,
                             .digests = digests,
                             .count = scheme->language_count};
}

size_t wordings_find(const struct wordings *wordings, const char *language)
{
    size_t i = 0;
    while (i < wordings->count && !text_equal(wordings->languages[i].tag, language))
        i++;
    return i;
}
