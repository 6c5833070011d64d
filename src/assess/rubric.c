#include "assess/rubric.h"

#include "base/text.h"

#include <ctype.h>

const char *texts_in(const struct texts *texts, const char *language, const char *fallback)
{
    const char *found = NULL;
    for (size_t i = 0; i < texts->count; i++) {
        if (text_equal(texts->items[i].language, language))
            return texts->items[i].text;
        if (fallback && text_equal(texts->items[i].language, fallback))
            found = texts->items[i].text;
    }
    return found;
}

/* Up to six digits without a leading zero, then end. */
static bool number_read(int *out, const char **text, char end)
{
    const char *at = *text;
    int number = 0, digits = 0;
    for (; isdigit((unsigned char)*at) && digits < 7; at++, digits++)
        number = number * 10 + (*at - '0');
    if (digits == 0 || digits > 6 || (**text == '0' && digits > 1) || *at != end)
        return false;
    *text = at + (end ? 1 : 0);
    *out = number;
    return true;
}

bool version_read(struct version *out, const char *text)
{
    struct version version;
    if (!number_read(&version.major, &text, '.') || !number_read(&version.minor, &text, '.') ||
        !number_read(&version.patch, &text, '\0'))
        return false;
    *out = version;
    return true;
}

int version_compare(struct version a, struct version b)
{
    if (a.major != b.major)
        return a.major < b.major ? -1 : 1;
    if (a.minor != b.minor)
        return a.minor < b.minor ? -1 : 1;
    return (a.patch > b.patch) - (a.patch < b.patch);
}

char *version_text(struct version version, struct arena *arena)
{
    return arena_format(arena, "%d.%d.%d", version.major, version.minor, version.patch);
}

char *rubric_name(const struct rubric *rubric, struct arena *arena)
{
    return arena_format(arena, "%s@%s", rubric->id, version_text(rubric->version, arena));
}

const struct criterion *rubric_criterion(const struct rubric *rubric, const char *id)
{
    for (size_t s = 0; s < rubric->section_count; s++) {
        const struct section *section = &rubric->sections[s];
        for (size_t c = 0; c < section->criterion_count; c++)
            if (text_equal(section->criteria[c].id, id))
                return &section->criteria[c];
    }
    return NULL;
}

const struct level *criterion_level(const struct criterion *criterion, const char *id)
{
    for (size_t i = 0; i < criterion->level_count; i++)
        if (text_equal(criterion->levels[i].id, id))
            return &criterion->levels[i];
    return NULL;
}

bool rubric_has_destination(const struct rubric *rubric, const char *destination)
{
    for (size_t i = 0; i < rubric->destination_count; i++)
        if (text_equal(rubric->destinations[i], destination))
            return true;
    return false;
}

const struct bands *measure_bands(const struct measure *measure, const char *destination)
{
    for (size_t i = 0; destination && i < measure->profile_count; i++)
        if (text_equal(measure->profiles[i].destination, destination))
            return &measure->profiles[i].bands;
    return &measure->bands;
}
