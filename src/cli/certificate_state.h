/* usta certificate suspend, reinstate, revoke, status: what becomes of an issued certificate. The
 * first three answer {"code", "state", "reason", "revoked": bool}: revoked false while a second
 * certifier has to confirm. */
#ifndef USTA_CLI_CERTIFICATE_STATE_H
#define USTA_CLI_CERTIFICATE_STATE_H

#include "cli/call.h"

fallible cli_certificate_suspend(struct call *call);
fallible cli_certificate_reinstate(struct call *call);
fallible cli_certificate_revoke(struct call *call);

/* status FILE: writes the signed list of what became of every certificate: {"file", "certificates":
 * how many it knows, "hours": how long it is good}. */
fallible cli_certificate_status(struct call *call);

#endif
