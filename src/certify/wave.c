#include "certify/wave.h"

enum { QUARTER = WAVE_TURN / 4, ONE = 1000000000 };

/* Taylor's series of sin(u * pi/2) for u from 0 to ONE, by Horner's rule. */
static int64_t quarter_sine(int64_t u)
{
    static const int64_t terms[] = {160441, -4681754, 79692626, -645964098, 1570796327};
    int64_t square = u * u / ONE, sum = 0;
    for (int i = 0; i < 5; i++)
        sum = sum * square / ONE + terms[i];
    return sum * u / ONE;
}

int64_t wave_sine(int64_t angle)
{
    int64_t turn = ((angle % WAVE_TURN) + WAVE_TURN) % WAVE_TURN;
    int64_t half = turn % (2 * QUARTER);
    int64_t in_quarter = half <= QUARTER ? half : 2 * QUARTER - half;
    int64_t sine = (quarter_sine(in_quarter * ONE / QUARTER) + 500) / 1000;
    return turn < 2 * QUARTER ? sine : -sine;
}

int64_t wave_cosine(int64_t angle)
{
    return wave_sine(angle + QUARTER);
}
