#include "web/crowd.h"

#include "base/error.h"
#include "web/address.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Open addressing over the digests of networks; never more than half full. */
struct group {
    char network[ADDRESS_SIZE];
    size_t count; /* 0: the place is free */
};

struct crowd {
    pthread_mutex_t mutex;
    size_t each, all, size, room;
    struct group *groups;
};

struct crowd *crowd_open(size_t each, size_t all)
{
    struct crowd *crowd = calloc(1, sizeof *crowd);
    if (!crowd)
        abort();
    *crowd = (struct crowd){PTHREAD_MUTEX_INITIALIZER, each, all, 0, 2 * all + 2, NULL};
    crowd->groups = calloc(crowd->room, sizeof *crowd->groups);
    if (!crowd->groups)
        abort();
    return crowd;
}

void crowd_close(struct crowd *crowd)
{
    if (!crowd)
        return;
    pthread_mutex_destroy(&crowd->mutex);
    free(crowd->groups);
    free(crowd);
}

/* FNV-1a, 64 bits: whoever makes collisions needs as many networks as there are places. */
static size_t home_of(const struct crowd *crowd, const char *network)
{
    uint64_t hash = 14695981039346656037u;
    for (const char *at = network; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 1099511628211u;
    return (size_t)(hash % crowd->room);
}

static size_t place_of(const struct crowd *crowd, const char *network)
{
    size_t place = home_of(crowd, network);
    while (crowd->groups[place].count && strcmp(crowd->groups[place].network, network) != 0)
        place = (place + 1) % crowd->room;
    return place;
}

/* Closes the gap at a place that became free, so that no search stops at it too early. */
static void close_gap(struct crowd *crowd, size_t gap)
{
    for (size_t at = (gap + 1) % crowd->room; crowd->groups[at].count;
         at = (at + 1) % crowd->room) {
        size_t home = home_of(crowd, crowd->groups[at].network);
        size_t from_home = (at + crowd->room - home) % crowd->room;
        size_t from_gap = (at + crowd->room - gap) % crowd->room;
        if (from_home < from_gap)
            continue;
        crowd->groups[gap] = crowd->groups[at];
        crowd->groups[at].count = 0;
        gap = at;
    }
}

bool crowd_enter(struct crowd *crowd, const char *address)
{
    char network[ADDRESS_SIZE];
    address_network(network, address, 32, 64);
    pthread_mutex_lock(&crowd->mutex);
    struct group *group = &crowd->groups[place_of(crowd, network)];
    bool fits = crowd->size < crowd->all && group->count < crowd->each;
    if (fits) {
        memcpy(group->network, network, sizeof network);
        group->count++;
        crowd->size++;
    }
    pthread_mutex_unlock(&crowd->mutex);
    return fits;
}

void crowd_leave(struct crowd *crowd, const char *address)
{
    char network[ADDRESS_SIZE];
    address_network(network, address, 32, 64);
    pthread_mutex_lock(&crowd->mutex);
    size_t place = place_of(crowd, network);
    ASSERT(crowd->groups[place].count > 0);
    crowd->size--;
    if (--crowd->groups[place].count == 0)
        close_gap(crowd, place);
    pthread_mutex_unlock(&crowd->mutex);
}

size_t crowd_size(struct crowd *crowd)
{
    pthread_mutex_lock(&crowd->mutex);
    size_t size = crowd->size;
    pthread_mutex_unlock(&crowd->mutex);
    return size;
}
