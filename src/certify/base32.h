/* Crockford's base32: 0-9 and A-Z without I L O U, five bits a symbol. All of them are in the
 * alphanumeric set of a QR code, where a symbol costs 5.5 bits. */
#ifndef USTA_CERTIFY_BASE32_H
#define USTA_CERTIFY_BASE32_H

#include "base/arena.h"

char base32_symbol(unsigned value); /* value 0..31 (asserted) */
int base32_value(char symbol);      /* 0..31; -1 for what is not one of the 32 upper-case symbols */

/* Most significant bit first; the last symbol is filled up with zero bits. */
char *base32_encode(struct bytes bytes, struct arena *arena);

/* Strict: one text for every bytes. ERROR_REFUSED, naming what, for any other character, a length
 * that no bytes have, or filling bits that are not zero. */
fallible base32_decode(struct bytes *out, const char *text, const char *what, struct arena *arena);

#endif
