#include "assess/rubric.h"

#include "base/text.h"

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
