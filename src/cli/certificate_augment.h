/* usta certificate augment: makes the files of certificates last. */
#ifndef USTA_CLI_CERTIFICATE_AUGMENT_H
#define USTA_CLI_CERTIFICATE_AUGMENT_H

#include "cli/call.h"

/* augment CODE… | --all [--to T|LT|LTA]: each by itself: {"certificates":[{"code", "before",
 * "after", "added": revisions}], "refused":[{"what", "message", "hint"}]}. Exit code 1 when some
 * could not be. */
fallible cli_certificate_augment(struct call *call);

#endif
