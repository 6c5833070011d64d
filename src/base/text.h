/* Text is UTF-8 (RFC 3629) in C strings without NUL inside. */
#ifndef USTA_BASE_TEXT_H
#define USTA_BASE_TEXT_H

#include "base/arena.h"

#include <stdbool.h>

static inline bool text_equal(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

bool text_starts(const char *text, const char *start);
bool text_ends(const char *text, const char *end);

/* The byte at which bytes stop being UTF-8 (overlong forms, surrogates and above U+10FFFF are not),
 * or bytes.size when all is well. */
size_t utf8_fault_at(struct bytes bytes);

/* Reads the code point at *text, which is valid UTF-8, and moves *text behind it; 0 at the end. */
uint32_t utf8_next(const char **text);

/* The first character of valid UTF-8 text that nobody sees and that makes a reader see something
 * else than is there: one that turns the direction of writing or has no width and no effect
 * (Unicode 15, category Cf: U+061C, U+200B, U+200E, U+200F, U+202A to U+202E, U+2060 to U+206F,
 * U+FEFF, U+FFF9 to U+FFFB, tags), the soft hyphen U+00AD, and a joiner (U+200C, U+200D) elsewhere
 * than behind a letter of a script that is joined (U+0600 to U+109F: Arabic to Myanmar). 0: none.
 */
uint32_t text_hidden(const char *text);

/* The same of one character, by the one before it (0 at the beginning). */
bool utf8_is_hidden(uint32_t code_point, uint32_t before);

/* Adds the UTF-8 form of a code point to out (at most 4 bytes), returns how many. */
size_t utf8_put(char out[static 4], uint32_t code_point);

/* How many code points valid UTF-8 text has. */
size_t utf8_length(const char *text);

/* A C string from bytes: ERROR_REFUSED naming what and the byte offset when they are not UTF-8 or
 * hold a NUL. */
fallible text_from_bytes(const char **out, struct bytes bytes, const char *what,
                         struct arena *arena);

/* The same from UTF-16 (RFC 2781) without byte order mark, big-endian or little-endian:
 * ERROR_REFUSED naming what and the byte offset for half a character, or a NUL. */
fallible text_from_utf16(const char **out, struct bytes bytes, bool big_endian, const char *what,
                         struct arena *arena);

/* Text for the content of XML elements and attributes: & < > " ' escaped; control characters that
 * XML 1.0 cannot carry become U+FFFD. */
char *xml_text(const char *text, struct arena *arena);

#endif
