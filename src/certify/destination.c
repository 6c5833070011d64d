#include "certify/destination.h"

#include "base/text.h"

static const struct {
    const char *destination, *language;
} read[] = {{"TR", "tr"}, {"KR", "ko"}, {"JP", "ja"}, {"GULF", "ar"}, {"EU", "de"}, {"KZ", "kk"}};

enum { COUNT = sizeof read / sizeof *read };

const char *destination_language(const char *destination)
{
    for (size_t i = 0; destination && i < COUNT; i++)
        if (text_equal(read[i].destination, destination))
            return read[i].language;
    return NULL;
}

bool destination_has_language(const char *language)
{
    for (size_t i = 0; i < COUNT; i++)
        if (text_equal(read[i].language, language))
            return true;
    return false;
}

const char *destination_languages(void)
{
    return "tr, ko, ja, ar, de, kk";
}
