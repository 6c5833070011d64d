/* usta tablet: the tablets that the server takes events from. */
#ifndef USTA_CLI_TABLET_H
#define USTA_CLI_TABLET_H

#include "cli/call.h"

/* code TABLET: {"tablet", "code", "minutes"}: enrols a tablet under this name, once; shown once. */
fallible cli_tablet_code(struct call *call);

/* revoke TABLET --reason TEXT: {"tablet", "reason"} */
fallible cli_tablet_revoke(struct call *call);

/* list: {"tablets":[{"tablet", "enrolled", "state": "enrolled" or "revoked"}]} */
fallible cli_tablet_list(struct call *call);

#endif
