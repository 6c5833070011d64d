#include "assess/texts.h"

#include "base/text.h"

#include <ctype.h>

static const char *text_in(const struct texts *texts, const char *language)
{
    for (size_t i = 0; language && i < texts->count; i++)
        if (text_equal(texts->items[i].language, language))
            return texts->items[i].text;
    return NULL;
}

const char *texts_in(const struct texts *texts, const char *language, const char *fallback)
{
    const char *text = text_in(texts, language);
    return text ? text : text_in(texts, fallback);
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
