/* The colour space sRGB (IEC 61966-2-1) as an ICC profile of version 4.2 (ISO 15076-1), small
 * enough to be written out by hand: matrix, white point, one parametric curve. It says what the
 * colours of a document mean (ISO 19005-3, 6.2.3). */
#ifndef USTA_CERTIFY_SRGB_H
#define USTA_CERTIFY_SRGB_H

#include "base/arena.h"

struct bytes srgb_profile(struct arena *arena);

#endif
