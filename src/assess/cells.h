/* Small cells of a published table (workflow, "Numbers"): a cell under 5 is hidden, and further
 * ones until none of them can be told from the total. A pure function. */
#ifndef USTA_ASSESS_CELLS_H
#define USTA_ASSESS_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CELL_LEAST = 5 };

struct cell {
    const char *name;
    int64_t count;
    bool hidden;
};

/* Hides what has to be hidden of cells that add up to a total which is shown beside them: every
 * cell under CELL_LEAST, then the smallest others, until the hidden ones are at least two and their
 * sum leaves room for any of them to be 1 or CELL_LEAST or anything between. True when even hiding
 * all of them does not: then the cells must not be listed at all. */
bool cells_hide(struct cell *cells, size_t count);

#endif
