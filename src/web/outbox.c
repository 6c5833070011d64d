#include "web/outbox.h"

#include <sys/eventfd.h>
#include <unistd.h>

void outbox_open(struct outbox *outbox)
{
    *outbox = (struct outbox){.descriptor = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)};
    ASSERT(outbox->descriptor >= 0 && pthread_mutex_init(&outbox->mutex, NULL) == 0);
}

void outbox_close(struct outbox *outbox)
{
    close(outbox->descriptor);
    pthread_mutex_destroy(&outbox->mutex);
}

void outbox_wake(const struct outbox *outbox)
{
    const uint64_t one = 1;
    ssize_t written = write(outbox->descriptor, &one, sizeof one);
    (void)written; /* full: it is readable anyway */
}

void outbox_put(struct outbox *outbox, struct http_exchange *exchange)
{
    pthread_mutex_lock(&outbox->mutex);
    exchange->next = outbox->first;
    outbox->first = exchange;
    pthread_mutex_unlock(&outbox->mutex);
    outbox_wake(outbox);
}

struct http_exchange *outbox_take(struct outbox *outbox)
{
    uint64_t count;
    ssize_t got = read(outbox->descriptor, &count, sizeof count);
    (void)got; /* before the list: what comes in between wakes once more */
    pthread_mutex_lock(&outbox->mutex);
    struct http_exchange *first = outbox->first;
    outbox->first = NULL;
    pthread_mutex_unlock(&outbox->mutex);
    return first;
}
