#include "assess/ref.h"

#include <string.h>

enum { REF_LIMIT = 40 };

#define LETTERS_AND_DIGITS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

bool ref_good(const char *ref)
{
    size_t size = strlen(ref);
    return size > 0 && size <= REF_LIMIT && strchr(LETTERS_AND_DIGITS, ref[0]) &&
           strspn(ref, LETTERS_AND_DIGITS ".-_") == size;
}

fallible ref_check(const char *ref, const char *what)
{
    if (ref_good(ref))
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "%s '%.60s' is not a short name", what, ref),
                      "take 1 to %d Latin letters, digits, '.', '-' or '_', beginning with a "
                      "letter or digit",
                      REF_LIMIT);
}
