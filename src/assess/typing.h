/* Sheets that were marked on paper, typed in by two people who do not see each other's: a sheet
 * goes in when two have typed the same. Then its marks enter as the events that a tablet would have
 * sent (device "paper-N", who: the examiner), sealed; the journal says who typed them.
 *
 * Refused: typing without being a registrar (TASK_PLAN) or the examiner whose sheet it is; typing
 * for another while having a duty in the attempt (workflow, rule 3); typing a sheet again before
 * another's differs from it; a sheet that is there already. */
#ifndef USTA_ASSESS_TYPING_H
#define USTA_ASSESS_TYPING_H

#include "assess/sheet_form.h"
#include "assess/shelf.h"
#include "base/value.h"
#include "store/audited.h"

struct typing {
    int64_t id;
    struct attempt_id attempt;
    struct person_id examiner; /* whose sheet it is */
    const char *content;       /* canonical JSON of what typing_read gives */
    int64_t equals;            /* the typing by another with the same content; 0: there was none */
    struct person_id by;       /* who typed it */
    const char *by_ref;
};

/* What came of a typing. */
struct typing_outcome {
    bool entered;       /* two are equal: the sheet is in, sealed */
    const char *device; /* of its events; NULL while it is not */
    const char *first;  /* who typed the equal one; NULL likewise */
    /* Where it differs from what another typed: "started", "stop", lines; never how. None and not
     * entered: it waits for a second person. */
    const char *const *differences;
    size_t difference_count;
};

/* Takes in what the person at the desk typed. ERROR_REFUSED and ERROR_CONFLICT as above, and when
 * the events it makes are refused (sheet_receive.h), with the first refusal: the caller rolls back.
 */
fallible typing_enter(struct typing_outcome *out, struct desk *desk, const struct sheet_form *form,
                      const struct value *content, struct arena *arena);

/* NULL when the person at the desk may type this sheet now; refuses as typing_enter does. */
fallible typing_check(const struct desk *desk, const struct sheet_form *form);

/* ERROR_REFUSED for a tablet under a name that is kept for sheets on paper ("paper-N"). */
fallible typing_check_tablet(const char *device);

/* Judges every sheet on paper again: typed alike by two people, and its events say just that. *out
 * is how many there are; ERROR_REFUSED naming the first that does not fit, or when a sheet of a
 * device "paper-N" was never typed. What was erased by right is not compared. For the audit. */
fallible typing_audit(int64_t *out, struct db *db, struct shelf *shelf);

extern const struct audited typing_audited;

#endif
