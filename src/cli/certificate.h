/* usta certificate …
 * A certificate in answers: {"code", "candidate", "name": as in the passport, "scheme":
 * "ID@VERSION", "issued", "expires", "state", "test"}. */
#ifndef USTA_CLI_CERTIFICATE_H
#define USTA_CLI_CERTIFICATE_H

#include "cli/call.h"

/* issue [CANDIDATE…]: for every granted decision without certificate and every intent that a power
 * cut left behind, or only for these candidates', each whole by itself: {"certificates":[…],
 * "files":["…"], "refused":[{"what", "message", "hint"}]}. Exit code 1 when some could not be
 * issued. --to FOLDER exports them too. */
fallible cli_certificate_issue(struct call *call);

/* supersede CODE: the certificate that takes its place, and "supersedes": code. */
fallible cli_certificate_supersede(struct call *call);

#endif
