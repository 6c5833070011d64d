#include "base/rational.h"

#include <gmp.h>

_Static_assert(sizeof(long) == sizeof(int64_t), "mpq_set_si takes a long");

enum { FRACTION_LENGTH = 24 };

struct rational {
    mpq_t q;
};

static void release(void *rational)
{
    mpq_clear(((struct rational *)rational)->q);
}

static struct rational *rational_make(struct arena *arena)
{
    struct rational *rational = ARENA_NEW(arena, struct rational);
    mpq_init(rational->q);
    arena_defer(arena, release, rational);
    return rational;
}

const struct rational *rational_of(int64_t numerator, int64_t denominator, struct arena *arena)
{
    ASSERT(denominator != 0);
    struct rational *made = rational_make(arena);
    mpz_set_si(mpq_numref(made->q), numerator);
    mpz_set_si(mpq_denref(made->q), denominator);
    mpq_canonicalize(made->q);
    return made;
}

const struct rational *rational_of_decimal(struct decimal decimal, struct arena *arena)
{
    return rational_of(decimal.millionths, 1000000, arena);
}

const struct rational *rational_add(const struct rational *a, const struct rational *b,
                                    struct arena *arena)
{
    struct rational *sum = rational_make(arena);
    mpq_add(sum->q, a->q, b->q);
    return sum;
}

const struct rational *rational_subtract(const struct rational *a, const struct rational *b,
                                         struct arena *arena)
{
    struct rational *difference = rational_make(arena);
    mpq_sub(difference->q, a->q, b->q);
    return difference;
}

const struct rational *rational_multiply(const struct rational *a, const struct rational *b,
                                         struct arena *arena)
{
    struct rational *product = rational_make(arena);
    mpq_mul(product->q, a->q, b->q);
    return product;
}

const struct rational *rational_divide(const struct rational *a, const struct rational *b,
                                       struct arena *arena)
{
    ASSERT(!rational_is_zero(b));
    struct rational *quotient = rational_make(arena);
    mpq_div(quotient->q, a->q, b->q);
    return quotient;
}

const struct rational *rational_absolute(const struct rational *a, struct arena *arena)
{
    struct rational *absolute = rational_make(arena);
    mpq_abs(absolute->q, a->q);
    return absolute;
}

bool rational_is_zero(const struct rational *a)
{
    return mpq_sgn(a->q) == 0;
}

int rational_compare(const struct rational *a, const struct rational *b)
{
    return mpq_cmp(a->q, b->q);
}

static char *fraction_text(const struct rational *a, struct arena *arena)
{
    size_t size = mpz_sizeinbase(mpq_numref(a->q), 10) + mpz_sizeinbase(mpq_denref(a->q), 10) +
                  sizeof "-/";
    return mpq_get_str(arena_alloc(arena, size), 10, a->q);
}

/* Six decimals of the absolute value, cut; *exact: nothing was cut off. */
static char *decimals_text(bool *exact, const struct rational *a, struct arena *arena)
{
    mpz_t millionths;
    mpz_init(millionths);
    mpz_mul_ui(millionths, mpq_numref(a->q), 1000000);
    *exact = mpz_divisible_p(millionths, mpq_denref(a->q));
    mpz_tdiv_q(millionths, millionths, mpq_denref(a->q));
    mpz_abs(millionths, millionths);
    size_t size = mpz_sizeinbase(millionths, 10) + sizeof "0.000000";
    char *digits = arena_alloc(arena, size);
    gmp_snprintf(digits, size, "%07Zd", millionths);
    mpz_clear(millionths);
    int whole = (int)strlen(digits) - 6;
    return arena_format(arena, "%.*s.%s", whole, digits, digits + whole);
}

char *rational_text(const struct rational *a, struct arena *arena)
{
    bool exact;
    char *text = decimals_text(&exact, a, arena);
    const char *sign = mpq_sgn(a->q) < 0 ? "-" : "";
    if (exact) {
        size_t length = strlen(text);
        while (text[length - 1] == '0')
            length--;
        length -= text[length - 1] == '.';
        return arena_format(arena, "%s%.*s", sign, (int)length, text);
    }
    const char *fraction = fraction_text(a, arena);
    return strlen(fraction) > FRACTION_LENGTH
               ? arena_format(arena, "%s%s…", sign, text)
               : arena_format(arena, "%s%s… (%s)", sign, text, fraction);
}
