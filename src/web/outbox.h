/* Answers on their way back to a loop, from any thread: a list, and a descriptor that the loop
 * listens to. */
#ifndef USTA_WEB_OUTBOX_H
#define USTA_WEB_OUTBOX_H

#include "web/http.h"

#include <pthread.h>

struct outbox {
    int descriptor; /* readable when there is something to take, or the loop was woken */
    pthread_mutex_t mutex;
    struct http_exchange *first;
};

void outbox_open(struct outbox *outbox);
void outbox_close(struct outbox *outbox); /* what was not taken is the caller's */

void outbox_put(struct outbox *outbox, struct http_exchange *exchange);
void outbox_wake(const struct outbox *outbox); /* in a signal handler too */

/* All that was put so far, linked by next, and the descriptor is quiet again. */
struct http_exchange *outbox_take(struct outbox *outbox);

#endif
