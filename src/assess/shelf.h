/* Rubrics and schemes at hand: each version is read from the registry once, however many attempts
 * and decisions rest on it. For whoever goes through many of them; what was read lives as long as
 * the shelf's arena. */
#ifndef USTA_ASSESS_SHELF_H
#define USTA_ASSESS_SHELF_H

#include "assess/attempt.h"
#include "assess/scheme.h"

struct shelf {
    struct shelf_rubric *rubrics;
    size_t rubric_count;
    struct shelf_scheme *schemes;
    size_t scheme_count;
    struct arena *arena;
};

struct shelf shelf_make(struct arena *arena);

/* The rubric that the attempt's sitting froze; fails as sitting_rubric does. */
fallible shelf_rubric(const struct rubric **out, struct shelf *shelf, struct db *db,
                      const struct attempt *attempt);

/* Fails as publication_scheme does. */
fallible shelf_scheme(const struct scheme **out, struct shelf *shelf, struct db *db,
                      struct scheme_version_id version);

#endif
