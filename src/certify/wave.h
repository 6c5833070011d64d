/* Sine and cosine in whole numbers, so that a curve is the same to the last digit on every machine
 * and with every mathematical library. */
#ifndef USTA_CERTIFY_WAVE_H
#define USTA_CERTIFY_WAVE_H

#include <stdint.h>

/* An angle: 65,536 is a full turn, and it wraps. */
enum { WAVE_TURN = 65536 };

/* In millionths, within 5 of the truth. */
int64_t wave_sine(int64_t angle);
int64_t wave_cosine(int64_t angle);

#endif
