/* Item analysis: how hard each line of a rubric is, whether it tells strong candidates from weak
 * ones, and how well the lines go together. Sums are kept, not scores. */
#ifndef USTA_ASSESS_ITEMS_H
#define USTA_ASSESS_ITEMS_H

#include "base/rational.h"

struct item {
    int64_t sum, squares; /* Σ x, Σ x² */
    int64_t with_total;   /* Σ x·y */
};

/* n candidates, each with a score x on every item and the total y = Σ x. Totals up to 10^5 of 10^6
 * candidates fit. */
struct items {
    struct item *items;
    size_t count;
    int64_t candidates;
    int64_t total, squares; /* Σ y, Σ y² */
};

struct items items_make(size_t count, struct arena *arena);

/* One candidate: scores[count]. */
void items_add(struct items *items, const int64_t *scores);

/* Difficulty: the mean score over the greatest possible one (R. L. Ebel and D. A. Frisbie,
 * Essentials of Educational Measurement, 5th ed. 1991, ch. 13). 1: everybody has it. NULL without
 * candidates. */
const struct rational *items_difficulty(const struct items *items, size_t item, int64_t greatest,
                                        struct arena *arena);

/* Discrimination: the correlation of the item with the total of the others (S. Henrysson,
 * Psychometrika 28 (1963) 211–218), to 12 decimals. NULL when either does not vary. */
const struct rational *items_discrimination(const struct items *items, size_t item,
                                            struct arena *arena);

/* Cronbach's alpha, k/(k − 1)·(1 − Σ var x / var y) (L. J. Cronbach, Psychometrika 16 (1951)
 * 297–334). NULL for one item or a total that does not vary. */
const struct rational *items_alpha(const struct items *items, struct arena *arena);

/* The standard error of measurement squared, var y·(1 − α), with the variance of n − 1 (F. M. Lord
 * and M. R. Novick, Statistical Theories of Mental Test Scores, 1968, 3.8.4). NULL as alpha. */
const struct rational *items_error_squared(const struct items *items, struct arena *arena);

#endif
