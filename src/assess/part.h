/* What somebody had to do with an attempt: a duty, a sheet, a settlement, a review, an inquiry, an
 * appeal. Who had any part in an attempt decides on nothing that rests on it (ISO/IEC 17024;
 * workflow, "Who may do what"). */
#ifndef USTA_ASSESS_PART_H
#define USTA_ASSESS_PART_H

#include "assess/ids.h"
#include "store/db.h"

/* The most telling part, for the rest of a sentence: "was the first examiner", "settled a line";
 * NULL for none. What they did in one appeal (0: none is left out) is not looked at. */
fallible part_find(const char **out, struct db *db, struct person_id person,
                   struct attempt_id attempt, struct appeal_id but);

/* ERROR_REFUSED naming person, part and attempt; who is who acts instead, for the hint: "another
 * certifier decides". */
fallible part_check(struct db *db, struct person_id person, struct attempt_id attempt,
                    const char *attempt_name, const char *who);

/* The audit's question about an act of the past, the entry journal_seq: ERROR_REFUSED when its
 * person had a part in the attempt by then. */
fallible part_check_then(struct db *db, struct person_id person, struct attempt_id attempt,
                         int64_t journal_seq);

#endif
