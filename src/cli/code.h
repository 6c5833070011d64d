/* A certificate by the code that a person typed. */
#ifndef USTA_CLI_CODE_H
#define USTA_CLI_CODE_H

#include "certify/certificate.h"
#include "cli/call.h"

/* ERROR_NOT_FOUND for a code that names nothing. For one with a slip in it ERROR_REFUSED, whose
 * hint says what may have been meant (certify/code.h); the same codes are "suggestions" of the
 * error. */
fallible code_certificate(struct certificate *out, struct call *call, const char *typed);

#endif
