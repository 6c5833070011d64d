/* usta key make, csr, import: further signers. */
#ifndef USTA_CLI_KEY_MAKE_H
#define USTA_CLI_KEY_MAKE_H

#include "cli/call.h"

fallible cli_key_make(struct call *call);
fallible cli_key_csr(struct call *call);
fallible cli_key_import(struct call *call);

#endif
