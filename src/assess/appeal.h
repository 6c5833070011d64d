/* An appeal against a unit result or a decision on certification (ISO/IEC 17024, appeals): lodged →
 * under_review → upheld | dismissed | remitted. A result and a granted or refused decision are
 * replaced in no other way (workflow, "States"). appeal_handle.h says how it is handled. */
#ifndef USTA_ASSESS_APPEAL_H
#define USTA_ASSESS_APPEAL_H

#include "assess/ids.h"
#include "store/audited.h"

/* What is appealed against: exactly one of the two has an id. */
struct appeal_subject {
    struct result_id result;
    struct decision_id decision;
};

struct appeal {
    struct appeal_id id;
    struct appeal_subject subject;
    struct candidate_id candidate;
    const char *candidate_ref;
    const char *last_day;    /* on which it was in time; NULL: nothing was decided yet */
    const char *grounds;     /* what the candidate says */
    const char *late_reason; /* why it was accepted after that day; NULL: it was in time */
    const char *state;       /* lodged, under_review, upheld, dismissed, remitted (machine.c) */
    struct person_id by;     /* who took it in */
    int64_t at_s, journal_seq;
};

struct appeals {
    struct appeal *items;
    size_t count;
};

/* Takes an appeal in (task TASK_LODGE). Refused, naming the rule and what would be legal: no
 * grounds; a result or decision that was replaced, or appealed already (ERROR_CONFLICT); a deferred
 * decision; after the last day of the scheme's appeal_within_working_days from the decision, unless
 * a certifier without part in it accepts it late for a reason (late_reason; NULL: none). */
fallible appeal_lodge(struct appeal *out, struct desk *desk, const struct appeal_subject *subject,
                      const char *grounds, const char *late_reason, struct arena *arena);

/* ERROR_NOT_FOUND. */
fallible appeal_of(struct appeal *out, struct db *db, struct appeal_id id, struct arena *arena);

/* By its number as people write it: "3". ERROR_NOT_FOUND. */
fallible appeal_find(struct appeal *out, struct db *db, const char *number, struct arena *arena);

/* The one against a subject; *out->id is 0 for none. */
fallible appeal_against(struct appeal *out, struct db *db, const struct appeal_subject *subject,
                        struct arena *arena);

/* All, oldest first. */
fallible appeal_list(struct appeals *out, struct db *db, struct arena *arena);

/* The last day an appeal is in time, by decisions and holidays that stand in the journal before an
 * entry; NULL while nothing is decided. */
fallible appeal_last_day(const char **out, struct db *db, const struct appeal_subject *subject,
                         int64_t before_seq, struct arena *arena);

/* ERROR_REFUSED when the person had a part in what is appealed against: a duty, a sheet, a
 * settlement, a review, another appeal, or the decision. For the audit too. */
fallible appeal_check_part(struct db *db, const struct appeal *appeal, struct person_id person);

/* Who moved it to a state; 0: nobody. */
fallible appeal_mover(struct person_id *out, struct db *db, struct appeal_id id, const char *state);

extern const struct audited appeal_audited;

#endif
