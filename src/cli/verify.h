/* usta verify */
#ifndef USTA_CLI_VERIFY_H
#define USTA_CLI_VERIFY_H

#include "cli/call.h"

/* verify [FILE…]: what usta-verify says and answers (certify/verify_files.h), an array as JSON,
 * with the same exit codes: 0 genuine or valid, 1 anything else, 5 could not check. */
fallible cli_verify(struct call *call);

#endif
