#include "assess/icc.h"

void icc_add(struct icc *icc, const int64_t *scores)
{
    int64_t row = 0;
    ASSERT(icc->raters >= 2 && icc->raters <= ICC_RATERS);
    for (int i = 0; i < icc->raters; i++) {
        row += scores[i];
        icc->column[i] += scores[i];
        icc->squares += scores[i] * scores[i];
    }
    icc->row_squares += row * row;
    icc->targets++;
}

/* Mean squares of the analysis of variance. */
struct mean_squares {
    const struct rational *between, *within, *raters, *rest;
};

static const struct rational *mean(const struct rational *sum, int64_t count, struct arena *arena)
{
    return rational_divide(sum, rational_of(count, 1, arena), arena);
}

static const struct rational *square_of(int64_t number, struct arena *arena)
{
    const struct rational *it = rational_of(number, 1, arena);
    return rational_multiply(it, it, arena);
}

static struct mean_squares mean_squares(const struct icc *icc, struct arena *arena)
{
    int64_t n = icc->targets, k = icc->raters, total = 0;
    const struct rational *columns = rational_of(0, 1, arena);
    for (int i = 0; i < k; i++) {
        total += icc->column[i];
        columns = rational_add(columns, square_of(icc->column[i], arena), arena);
    }
    const struct rational *centre = mean(square_of(total, arena), n * k, arena);
    const struct rational *rows = rational_of(icc->row_squares, k, arena);
    const struct rational *between = rational_subtract(rows, centre, arena);
    const struct rational *within = rational_subtract(rational_of(icc->squares, 1, arena), rows,
                                                      arena);
    const struct rational *raters = rational_subtract(mean(columns, n, arena), centre, arena);
    const struct rational *rest = rational_subtract(within, raters, arena);
    return (struct mean_squares){.between = mean(between, n - 1, arena),
                                 .within = mean(within, n * (k - 1), arena),
                                 .raters = mean(raters, k - 1, arena),
                                 .rest = mean(rest, (n - 1) * (k - 1), arena)};
}

const struct rational *icc_of(const struct icc *icc, enum icc_form form, struct arena *arena)
{
    if (icc->targets < 2)
        return NULL;
    struct mean_squares squares = mean_squares(icc, arena);
    const struct rational *error = form == ICC_1_1 ? squares.within : squares.rest;
    const struct rational *others = rational_of(icc->raters - 1, 1, arena);
    const struct rational *all = rational_add(squares.between,
                                              rational_multiply(others, error, arena), arena);
    if (form == ICC_2_1) {
        const struct rational *apart = rational_subtract(squares.raters, squares.rest, arena);
        const struct rational *share = rational_of(icc->raters, icc->targets, arena);
        all = rational_add(all, rational_multiply(share, apart, arena), arena);
    }
    if (rational_is_zero(all))
        return NULL;
    return rational_divide(rational_subtract(squares.between, error, arena), all, arena);
}
