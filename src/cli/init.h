/* usta init */
#ifndef USTA_CLI_INIT_H
#define USTA_CLI_INIT_H

#include "cli/call.h"

/* init INSTITUTION.yaml: makes the registry that -r names, with its TEST keys, its centres and its
 * first administrator, whole or not at all. {"registry", "origin", "host", "administrator",
 * "centres":["bishkek", …], "test": true, "keys":[{"kind", "fingerprint", "from", "until" or
 * null}], "trust": file or null} */
fallible cli_init(struct call *call);

#endif
