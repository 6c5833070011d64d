/* The seed of a sitting's draw (draw.h): 32 random bytes, fixed when the sitting is planned, before
 * anybody is entered. The journal has their SHA-256 from then on ("sitting.seeded") and the bytes
 * themselves once it draws ("sitting.drawn"): so nobody knows the draw before, nobody can draw a
 * second time, and anybody can hold the one against the other. */
#ifndef USTA_ASSESS_DRAW_SEED_H
#define USTA_ASSESS_DRAW_SEED_H

#include "assess/ids.h"
#include "store/audited.h"

/* For sitting_plan alone. */
fallible draw_seed_make(struct desk *desk, struct sitting_id sitting);

/* ERROR_REFUSED for a sitting planned by a program that did not draw yet. */
fallible draw_seed_of(struct digest *out, struct db *db, struct sitting_id sitting);

extern const struct audited draw_seed_audited;

#endif
