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

/* a times 10^digits, cut. */
static void scaled(mpz_t out, const struct rational *a, unsigned long digits)
{
    mpz_ui_pow_ui(out, 10, digits);
    mpz_mul(out, out, mpq_numref(a->q));
    mpz_tdiv_q(out, out, mpq_denref(a->q));
}

/* value over 10^digits; clears value. */
static const struct rational *unscaled(mpz_t value, unsigned long digits, struct arena *arena)
{
    struct rational *made = rational_make(arena);
    mpz_set(mpq_numref(made->q), value);
    mpz_ui_pow_ui(mpq_denref(made->q), 10, digits);
    mpq_canonicalize(made->q);
    mpz_clear(value);
    return made;
}

const struct rational *rational_root(const struct rational *a, struct arena *arena)
{
    ASSERT(mpq_sgn(a->q) >= 0);
    mpz_t root;
    mpz_init(root);
    scaled(root, a, 2 * RATIONAL_DIGITS);
    mpz_sqrt(root, root);
    return unscaled(root, RATIONAL_DIGITS, arena);
}

/* The series 1 + a + a²/2! + …, in whole 10^-30ths: what is cut off each of its terms does not
 * reach the twelfth decimal. */
const struct rational *rational_exponential(const struct rational *a, struct arena *arena)
{
    enum { GUARDED = 30 };
    ASSERT(mpq_sgn(a->q) >= 0);
    mpz_t sum, term, divisor;
    mpz_init(divisor);
    mpz_init(term);
    mpz_init_set_ui(sum, 0);
    mpz_ui_pow_ui(term, 10, GUARDED);
    for (unsigned long k = 1; mpz_sgn(term) > 0; k++) {
        mpz_add(sum, sum, term);
        mpz_mul(term, term, mpq_numref(a->q));
        mpz_mul_ui(divisor, mpq_denref(a->q), k);
        mpz_tdiv_q(term, term, divisor);
    }
    mpz_ui_pow_ui(divisor, 10, GUARDED - RATIONAL_DIGITS);
    mpz_tdiv_q(sum, sum, divisor);
    mpz_clear(divisor);
    mpz_clear(term);
    return unscaled(sum, RATIONAL_DIGITS, arena);
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

/* The decimals of the absolute value, cut; *exact: nothing was cut off. */
static char *decimals_text(bool *exact, const struct rational *a, int decimals, struct arena *arena)
{
    mpz_t digits;
    mpz_init(digits);
    mpz_ui_pow_ui(digits, 10, (unsigned long)decimals);
    mpz_mul(digits, digits, mpq_numref(a->q));
    *exact = mpz_divisible_p(digits, mpq_denref(a->q));
    mpz_tdiv_q(digits, digits, mpq_denref(a->q));
    mpz_abs(digits, digits);
    size_t size = mpz_sizeinbase(digits, 10) + (size_t)decimals + sizeof "0.";
    char *text = arena_alloc(arena, size);
    gmp_snprintf(text, size, "%0*Zd", decimals + 1, digits);
    mpz_clear(digits);
    int whole = (int)strlen(text) - decimals;
    return arena_format(arena, "%.*s.%s", whole, text, text + whole);
}

char *rational_decimals(const struct rational *a, int decimals, struct arena *arena)
{
    bool exact;
    ASSERT(decimals >= 1 && decimals <= 18);
    char *text = decimals_text(&exact, a, decimals, arena);
    bool zero = strspn(text, "0.") == strlen(text);
    return mpq_sgn(a->q) < 0 && !zero ? arena_format(arena, "-%s", text) : text;
}

char *rational_text(const struct rational *a, struct arena *arena)
{
    bool exact;
    char *text = decimals_text(&exact, a, 6, arena);
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
