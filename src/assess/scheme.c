#include "assess/scheme.h"

#include "base/text.h"

char *scheme_name(const struct scheme *scheme, struct arena *arena)
{
    return arena_format(arena, "%s@%s", scheme->id, version_text(scheme->version, arena));
}

const struct scheme_unit *scheme_unit(const struct scheme *scheme, const char *rubric)
{
    for (size_t i = 0; i < scheme->unit_count; i++)
        if (text_equal(scheme->units[i].rubric, rubric))
            return &scheme->units[i];
    return NULL;
}

bool scheme_unit_takes(const struct scheme_unit *unit, struct version version)
{
    return version_compare(unit->from, version) <= 0 && version_compare(version, unit->below) < 0;
}

struct date scheme_expiry(const struct scheme *scheme, struct date decided)
{
    return date_add_days(date_add_months(decided, scheme->validity_months), -1);
}

struct date scheme_renewal(const struct scheme *scheme, struct date expiry)
{
    return date_add_months(date_add_days(expiry, 1), -scheme->renewal_within_months);
}

bool scheme_speaks(const struct scheme *scheme, const char *language)
{
    for (size_t i = 0; i < scheme->language_count; i++)
        if (text_equal(scheme->languages[i].tag, language))
            return true;
    return false;
}

bool scheme_has_destination(const struct scheme *scheme, const char *destination)
{
    for (size_t i = 0; i < scheme->destination_count; i++)
        if (text_equal(scheme->destinations[i], destination))
            return true;
    return false;
}
