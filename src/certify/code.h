/* The code of a certificate: what a person types to look it up, XXXX-XXXX-XXXX-XXXX.
 *
 * 14 random symbols of Crockford's base32 (70 bits) and two check symbols of a Reed-Solomon code
 * over GF(32), polynomial x^5+x^2+1: read as a polynomial, first symbol at the highest power, a
 * code is zero at a and at a². So every error in one or two symbols, and every swap of two, is
 * noticed before any look-up. Nothing is corrected silently. */
#ifndef USTA_CERTIFY_CODE_H
#define USTA_CERTIFY_CODE_H

#include "base/digest.h"
#include "base/random.h"

enum { CODE_SYMBOLS = 16, CODE_PACKED_SIZE = 10 };

/* Always sixteen symbols that check. */
struct code {
    char text[CODE_SYMBOLS + 1];
};

fallible code_make(struct code *out, struct random *random);

/* Reads what a person typed: case, spaces and dashes do not matter; O is 0, I and L are 1; Cyrillic
 * letters that look like a symbol (АВЕКМНОРСТХУ) and full-width characters stand for it.
 * ERROR_REFUSED for a malformed code, saying what is wrong; nothing is looked up for that. */
fallible code_read(struct code *out, const char *input);

/* What a malformed input of sixteen symbols may have meant, for the person to choose: swaps of
 * neighbours first, then the code that differs in one symbol. Returns how many. */
enum { CODE_SUGGESTIONS = 16 }; /* 15 swaps; two codes never differ from one text in one symbol */
size_t code_suggest(struct code out[static CODE_SUGGESTIONS], const char *input);

char *code_text(const struct code *code, struct arena *arena); /* in groups, as printed */
bool code_equal(const struct code *a, const struct code *b);

/* What look-ups use instead of the code: SHA-256("usta-code-1:" ‖ the sixteen symbols). */
struct digest code_digest(const struct code *code);

/* As 80 bits, for the QR code; unpack refuses (ERROR_REFUSED) what does not check. */
void code_pack(uint8_t out[static CODE_PACKED_SIZE], const struct code *code);
fallible code_unpack(struct code *out, struct bytes packed);

#endif
