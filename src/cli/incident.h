/* usta sitting incident, and what is shown of incidents elsewhere.
 * An incident in answers: {"about": SITTING or ATTEMPT, "kind", "note", "by", "at"}. */
#ifndef USTA_CLI_INCIDENT_H
#define USTA_CLI_INCIDENT_H

#include "assess/incident.h"
#include "cli/call.h"

/* incident SITTING|ATTEMPT KIND: {"about", "kind", "note"} */
fallible cli_sitting_incident(struct call *call);

/* Adds "incidents" to the answer: those of an attempt and its sitting, or (attempt NULL) of a
 * sitting and all its attempts. May be called for several; then incident_say puts them into words.
 */
fallible incident_answer(struct call *call, struct sitting_id sitting,
                         const struct attempt *attempt);
void incident_say(struct call *call);

#endif
