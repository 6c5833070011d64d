#include "web/backoff.h"

#include "base/digest.h"

#include <pthread.h>
#include <stdlib.h>

enum { WAYS = 8 }; /* places a key may stand in; the one that rests longest gives way */

struct tries {
    struct digest key;
    int64_t count, last_s, until_s;
};

struct backoff {
    pthread_mutex_t mutex;
    struct tries places[BACKOFF_PLACES];
};

static const struct {
    int64_t free, most_s;
} bounds[] = {[BACKOFF_PAIR] = {3, 60}, [BACKOFF_NETWORK] = {20, 30}, [BACKOFF_ACCOUNT] = {10, 5}};

struct backoff *backoff_open(void)
{
    struct backoff *backoff = calloc(1, sizeof *backoff);
    if (!backoff)
        abort();
    ASSERT(pthread_mutex_init(&backoff->mutex, NULL) == 0);
    return backoff;
}

void backoff_close(struct backoff *backoff)
{
    if (!backoff)
        return;
    pthread_mutex_destroy(&backoff->mutex);
    free(backoff);
}

static struct digest key_of(enum backoff_kind kind, const char *whose)
{
    const uint8_t first = (uint8_t)kind;
    const struct bytes parts[] = {bytes_of(&first, 1), bytes_of_text(whose)};
    return digest_of_parts(parts, 2);
}

/* The place of a key, or of what gives way to it, which then counts nothing. */
static struct tries *find(struct backoff *backoff, enum backoff_kind kind, const char *whose)
{
    struct digest key = key_of(kind, whose);
    size_t at = ((size_t)key.data[0] << 8 | key.data[1]) % (BACKOFF_PLACES / WAYS) * WAYS;
    struct tries *oldest = &backoff->places[at];
    for (size_t i = at; i < at + WAYS; i++) {
        if (digest_equal(&backoff->places[i].key, &key))
            return &backoff->places[i];
        if (backoff->places[i].last_s < oldest->last_s)
            oldest = &backoff->places[i];
    }
    *oldest = (struct tries){.key = key};
    return oldest;
}

int64_t backoff_wait_s(struct backoff *backoff, enum backoff_kind kind, const char *whose,
                       int64_t now_s)
{
    pthread_mutex_lock(&backoff->mutex);
    int64_t until_s = find(backoff, kind, whose)->until_s;
    pthread_mutex_unlock(&backoff->mutex);
    return until_s > now_s ? until_s - now_s : 0;
}

static int64_t wait_of(enum backoff_kind kind, int64_t count)
{
    int64_t over = count - bounds[kind].free, wait_s = 1;
    if (over < 0)
        return 0;
    while (over-- > 0 && wait_s < bounds[kind].most_s)
        wait_s *= 2;
    return wait_s < bounds[kind].most_s ? wait_s : bounds[kind].most_s;
}

void backoff_failed(struct backoff *backoff, enum backoff_kind kind, const char *whose,
                    int64_t now_s)
{
    pthread_mutex_lock(&backoff->mutex);
    struct tries *tries = find(backoff, kind, whose);
    if (now_s - tries->last_s > BACKOFF_QUIET_S)
        tries->count = 0;
    tries->count++;
    tries->last_s = now_s;
    tries->until_s = now_s + wait_of(kind, tries->count);
    pthread_mutex_unlock(&backoff->mutex);
}

void backoff_forget(struct backoff *backoff, enum backoff_kind kind, const char *whose)
{
    pthread_mutex_lock(&backoff->mutex);
    *find(backoff, kind, whose) = (struct tries){0};
    pthread_mutex_unlock(&backoff->mutex);
}
