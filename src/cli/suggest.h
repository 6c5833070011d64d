/* What somebody may have meant by a word that does not exist. */
#ifndef USTA_CLI_SUGGEST_H
#define USTA_CLI_SUGGEST_H

#include <stddef.h>

/* How many single bytes must be added, taken away, changed or swapped with their neighbour to make
 * one word of the other; at most SUGGEST_LENGTH bytes of each are looked at. */
enum { SUGGEST_LENGTH = 40 };
size_t word_distance(const char *a, const char *b);

/* The best suggestion so far: nearest when it is no further from word than other is, other
 * otherwise; NULL for what is too far away to be a slip. */
const char *suggest_nearer(const char *word, const char *nearest, const char *other);

#endif
