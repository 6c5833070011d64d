/* How every figure of the quality report is computed, by whom that was published, and which test
 * holds it against published answers: printed with each report, explained in docs/quality.md. */
#ifndef USTA_ASSESS_FORMULA_H
#define USTA_ASSESS_FORMULA_H

#include <stddef.h>

struct formula {
    const char *figure; /* its key in the report: "kappa" */
    const char *formula;
    const char *source;
    const char *test; /* path below the project's folder */
};

extern const struct formula formulas[];
extern const size_t formula_count;

#endif
