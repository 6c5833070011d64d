/* The draw of second marking: of the attempts of each unit, sample_percent are drawn when the
 * sitting opens, and have every line marked by two (rubrics.md, second_marking).
 *
 * Anybody who holds the journal can draw again:
 *   seed     32 random bytes, fixed when the sitting was planned (draw_seed.h), so an opening that
 *            is refused and tried again draws the same; their SHA-256 is the commitment in
 *            "sitting.seeded"
 *   key      of an attempt: SHA-256(seed, 32 bytes ‖ "/" ‖ its id as decimal digits)
 *   drawn    the attempts of the unit with the lowest keys, ceil(count · percent / 100) of them, in
 *            the order of their keys
 * Seed, percent, how many it was drawn from and the ids drawn stand open in the journal
 * ("sitting.drawn"), one entry for each unit with a percent above 0. */
#ifndef USTA_ASSESS_DRAW_H
#define USTA_ASSESS_DRAW_H

#include "assess/attempt.h"

struct draw {
    int64_t id; /* 0 before it is written */
    struct sitting_id sitting;
    const char *unit;
    int percent;
    const char *seed; /* 64 hex digits */
    size_t candidates;
    const struct attempt_id *attempts; /* in the order drawn */
    size_t count;
};

/* Draws of the unit among the attempts of its sitting; changes nothing. attempts may hold those of
 * other units too. */
fallible draw_make(struct draw *out, struct db *db, struct sitting_id sitting, const char *unit,
                   int percent, const struct attempts *attempts, struct arena *arena);

/* True when the attempt is among those drawn. */
bool draw_has(const struct draw *draw, struct attempt_id attempt);

/* For sitting_open alone: keeps a draw of which there is something to keep (percent above 0, and
 * somebody to draw from). */
fallible draw_keep(struct desk *desk, struct draw *draw);

/* Draws every sitting that was opened again, by the rubrics it froze. *out is how many draws there
 * are; ERROR_REFUSED naming the first that is another, is missing, or stands where none belongs,
 * and an attempt that counts as sampled without having been drawn, or by the draw of another unit.
 * For the audit. */
fallible draw_audit(int64_t *out, struct db *db);

extern const struct audited draw_audited;

#endif
