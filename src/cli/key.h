/* usta key: the signers there are, and what becomes of them. Making them is key_make.h. */
#ifndef USTA_CLI_KEY_H
#define USTA_CLI_KEY_H

#include "cli/call.h"

fallible cli_key_list(struct call *call);
fallible cli_key_show(struct call *call);
fallible cli_key_retire(struct call *call);
fallible cli_key_export(struct call *call);
fallible cli_key_crl(struct call *call);

#endif
