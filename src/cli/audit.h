/* usta audit */
#ifndef USTA_CLI_AUDIT_H
#define USTA_CLI_AUDIT_H

#include "cli/call.h"

/* audit: {"journal_size", "journal_root", "draws", "devices", "events", "sheets", "seals",
 * "results", "decisions", "certificates"}: all found in order. --published NOTE is a head the world
 * has seen.
 */
fallible cli_audit(struct call *call);

#endif
