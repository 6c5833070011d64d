/* Which way text runs: the Unicode Bidirectional Algorithm (UAX #9), done by FriBidi (bidi.c is the
 * only file that includes its headers). */
#ifndef USTA_CERTIFY_BIDI_H
#define USTA_CERTIFY_BIDI_H

#include "base/arena.h"

#include <stdbool.h>

/* One level per byte of UTF-8 text (every byte of a character has its character's level): even
 * runs left to right, odd right to left. base is the paragraph's own level, 0 or 1: 1 in a language
 * that is written from right to left, whatever the text begins with, else taken from its first
 * strong character. */
struct bidi {
    const uint8_t *levels;
    uint8_t base;
};
struct bidi bidi_of(const char *text, size_t size, const char *language, struct arena *arena);

/* Puts indexes 0..count-1 of runs of one line into the order they are drawn in, left to right
 * (UAX #9, L2). */
void bidi_order(size_t *order, const uint8_t *levels, size_t count);

/* True for the characters that steer direction unseen (UAX #9, clause 2): nobody's name has them,
 * and they make one text look like another. */
bool bidi_is_control(uint32_t code_point);

#endif
