/* The authority for timestamps that a command asks. */
#ifndef USTA_CLI_TSAS_H
#define USTA_CLI_TSAS_H

#include "certify/tsa.h"
#include "cli/call.h"

/* The one that --tsa (else $USTA_TSA) names, believed when it leads to a root in --tsa-trust (else
 * $USTA_TSA_TRUST), under --tsa-policy (else any); *out NULL when none is named. */
fallible tsas_open(struct tsa **out, const struct call *call);

/* Says on standard error that it failed, if it did, and what to do. */
void tsas_note(struct call *call, const struct tsa *tsa);

#endif
