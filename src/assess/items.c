#include "assess/items.h"

struct items items_make(size_t count, struct arena *arena)
{
    return (struct items){.items = ARENA_ARRAY(arena, struct item, count), .count = count};
}

void items_add(struct items *items, const int64_t *scores)
{
    int64_t total = 0;
    for (size_t i = 0; i < items->count; i++)
        total += scores[i];
    for (size_t i = 0; i < items->count; i++) {
        items->items[i].sum += scores[i];
        items->items[i].squares += scores[i] * scores[i];
        items->items[i].with_total += scores[i] * total;
    }
    items->candidates++;
    items->total += total;
    items->squares += total * total;
}

/* n·Σxy − Σx·Σy: n² times the covariance. */
static const struct rational *spread(const struct items *items, int64_t products, int64_t x,
                                     int64_t y, struct arena *arena)
{
    const struct rational *all = rational_multiply(rational_of(items->candidates, 1, arena),
                                                   rational_of(products, 1, arena), arena);
    const struct rational *centre = rational_multiply(rational_of(x, 1, arena),
                                                      rational_of(y, 1, arena), arena);
    return rational_subtract(all, centre, arena);
}

static const struct rational *item_spread(const struct items *items, size_t item,
                                          struct arena *arena)
{
    const struct item *it = &items->items[item];
    return spread(items, it->squares, it->sum, it->sum, arena);
}

static const struct rational *total_spread(const struct items *items, struct arena *arena)
{
    return spread(items, items->squares, items->total, items->total, arena);
}

const struct rational *items_difficulty(const struct items *items, size_t item, int64_t greatest,
                                        struct arena *arena)
{
    if (items->candidates == 0)
        return NULL;
    return rational_divide(rational_of(items->items[item].sum, items->candidates, arena),
                           rational_of(greatest, 1, arena), arena);
}

/* With x the item and y the total, the others are y − x: cov(x, y − x) = cov(x, y) − var x, and
 * var(y − x) = var y − 2·cov(x, y) + var x. */
const struct rational *items_discrimination(const struct items *items, size_t item,
                                            struct arena *arena)
{
    const struct item *it = &items->items[item];
    const struct rational *own = item_spread(items, item, arena);
    const struct rational *with = spread(items, it->with_total, it->sum, items->total, arena);
    const struct rational *common = rational_subtract(with, own, arena);
    const struct rational *others = rational_subtract(
        rational_subtract(total_spread(items, arena), with, arena), common, arena);
    const struct rational *product = rational_multiply(own, others, arena);
    if (rational_is_zero(product))
        return NULL;
    const struct rational *squared = rational_divide(rational_multiply(common, common, arena),
                                                     product, arena);
    const struct rational *root = rational_root(squared, arena), *zero = rational_of(0, 1, arena);
    return rational_compare(common, zero) < 0 ? rational_subtract(zero, root, arena) : root;
}

const struct rational *items_alpha(const struct items *items, struct arena *arena)
{
    const struct rational *total = total_spread(items, arena), *parts = rational_of(0, 1, arena);
    if (items->count < 2 || rational_is_zero(total))
        return NULL;
    for (size_t i = 0; i < items->count; i++)
        parts = rational_add(parts, item_spread(items, i, arena), arena);
    const struct rational *rest = rational_subtract(rational_of(1, 1, arena),
                                                    rational_divide(parts, total, arena), arena);
    int64_t k = (int64_t)items->count;
    return rational_multiply(rational_of(k, k - 1, arena), rest, arena);
}

const struct rational *items_error_squared(const struct items *items, struct arena *arena)
{
    const struct rational *alpha = items_alpha(items, arena);
    if (!alpha)
        return NULL;
    int64_t n = items->candidates;
    const struct rational *variance = rational_divide(
        total_spread(items, arena),
        rational_multiply(rational_of(n, 1, arena), rational_of(n - 1, 1, arena), arena), arena);
    return rational_multiply(variance, rational_subtract(rational_of(1, 1, arena), alpha, arena),
                             arena);
}
