#include "cli/suggest.h"

#include <string.h>

enum { SLIPS = 2 };

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment, three rows of its table at a time. */
size_t word_distance(const char *a, const char *b)
{
    size_t length_a = strnlen(a, SUGGEST_LENGTH), length_b = strnlen(b, SUGGEST_LENGTH);
    size_t rows[3][SUGGEST_LENGTH + 1];
    for (size_t j = 0; j <= length_b; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= length_a; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *second = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= length_b; j++) {
            row[j] = smaller(smaller(above[j], row[j - 1]) + 1,
                             above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = smaller(row[j], second[j - 2] + 1);
        }
    }
    return rows[length_a % 3][length_b];
}

const char *suggest_nearer(const char *word, const char *nearest, const char *other)
{
    size_t distance = word_distance(word, other);
    if (distance > SLIPS || distance >= strlen(word))
        return nearest;
    return nearest && word_distance(word, nearest) <= distance ? nearest : other;
}
