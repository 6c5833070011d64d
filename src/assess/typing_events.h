/* A sheet that was typed in, as the events that a tablet would have sent. */
#ifndef USTA_ASSESS_TYPING_EVENTS_H
#define USTA_ASSESS_TYPING_EVENTS_H

#include "assess/sheet_form.h"
#include "assess/sheet_marks.h"
#include "assess/sheet_receive.h"

/* Opens, marks, stops where it was stopped, and seals the sheet, by the examiner, on this device:
 * opened when the content says it was started, the rest when it ended. ERROR_REFUSED with the first
 * event that makes no sense: the caller rolls back. */
fallible typing_events_enter(struct desk *desk, const struct sheet_form *form,
                             const struct value *content, const char *device, struct arena *arena);

/* For the audit: ERROR_REFUSED unless the events of a sheet are those that the content makes, in
 * all but their ids and hashes. Of form, only attempt, rubric and person are read. */
fallible typing_events_check(struct db *db, const struct sheet_form *form,
                             const struct value *content, const struct sheet_marks *marks,
                             struct arena *arena);

#endif
