#include "assess/cells.h"

/* Whoever knows the total knows the sum of the hidden cells. Each of k of them may be anything from
 * 1 to sum − (k − 1): that must reach CELL_LEAST, so that none is known to be small, or exactly.
 * One alone is small, and so is its sum. */
static bool is_safe(const struct cell *cells, size_t count)
{
    int64_t hidden = 0, sum = 0;
    for (size_t i = 0; i < count; i++) {
        hidden += cells[i].hidden;
        sum += cells[i].hidden ? cells[i].count : 0;
    }
    return !hidden || sum - (hidden - 1) >= CELL_LEAST;
}

static struct cell *smallest_shown(struct cell *cells, size_t count)
{
    struct cell *smallest = NULL;
    for (size_t i = 0; i < count; i++)
        if (!cells[i].hidden && (!smallest || cells[i].count < smallest->count))
            smallest = &cells[i];
    return smallest;
}

bool cells_hide(struct cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cells[i].hidden = cells[i].count < CELL_LEAST;
    while (!is_safe(cells, count)) {
        struct cell *next = smallest_shown(cells, count);
        if (!next)
            return true;
        next->hidden = true;
    }
    return false;
}
