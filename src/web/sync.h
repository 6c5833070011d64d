/* What tablets send (docs/tablet-protocol.md). */
#ifndef USTA_WEB_SYNC_H
#define USTA_WEB_SYNC_H

#include "web/visit.h"

enum { SYNC_EVENTS = 100, SYNC_BODY = 512 * 1024 };

/* Reads the batch. ERROR_REFUSED for events that are none. */
fallible sync_read(struct visit *visit);

/* Takes it in (sheet_receive.h): {"now", "results": [{"id", "status", "code", "hint"}]}. 409 with
 * "resend_from" when events before these are missing. */
fallible sync_take(struct visit *visit);

#endif
