#include "bench/peer_sqlite.h"
#include "bench/trials.h"

#include "base/file.h"
#include "scratch.h"
#include "store/journal.h"
#include "store/writer.h"
#include "test.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

/* Acts of each writer in a step: enough that the step's beginning and end do not count. */
enum { ACTS_EACH = 8, WRITERS_LIMIT = 64, WAITS_LIMIT = 1 << 20 };

#define FACT "a fact of about the length that the facts of an act have in a registry"

/* How long each act waited from being asked for to being on disk. */
struct waits {
    double *items;
    atomic_size_t count;
};

/* A registry on the disk of the build folder, and how many write at once. */
struct office {
    struct clock clock;
    struct random random;
    struct registry *registry;
    struct writer *writer;
    struct peer_sqlite *peer;
    int writers;
    struct waits shared, alone; /* of all acts so far */
    pthread_mutex_t turn;       /* of those who write alone */
};

static void close_office(void *object)
{
    struct office *office = object;
    writer_close(office->writer);
    registry_close(office->registry);
}

static struct office *open_office(int writers, struct arena *arena)
{
    struct office *office = ARENA_NEW(arena, struct office);
    const char *folder = scratch_folder_in(BUILD_FOLDER, arena);
    office->clock = clock_system();
    office->random = random_system();
    office->writers = writers;
    office->peer = peer_sqlite_open(path_join(arena, folder, "peer.db"), arena);
    OK(registry_create(&office->registry, path_join(arena, folder, "registry"), &office->clock,
                       &office->random));
    OK(writer_open(&office->writer, office->registry));
    office->shared.items = ARENA_ARRAY(arena, double, WAITS_LIMIT);
    office->alone.items = ARENA_ARRAY(arena, double, WAITS_LIMIT);
    ASSERT(pthread_mutex_init(&office->turn, NULL) == 0);
    arena_defer(arena, close_office, office);
    return office;
}

static void *open_for_1(struct arena *arena)
{
    return open_office(1, arena);
}

static void *open_for_4(struct arena *arena)
{
    return open_office(4, arena);
}

static void *open_for_64(struct arena *arena)
{
    return open_office(WRITERS_LIMIT, arena);
}

static fallible append(struct desk *desk, void *context)
{
    SCOPED_ARENA(arena);
    struct stamp stamp;
    struct act act = {"thing.done", value_object(arena), NULL};
    (void)context;
    value_set_text(act.open, "fact", FACT);
    return journal_append(&stamp, desk, &act);
}

static double now_s(void)
{
    struct timespec now;
    ASSERT(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void add_wait(struct waits *waits, double since_s)
{
    size_t at = atomic_fetch_add(&waits->count, 1);
    if (at < WAITS_LIMIT)
        waits->items[at] = now_s() - since_s;
}

static void *write_shared(void *context)
{
    struct office *office = context;
    for (int i = 0; i < ACTS_EACH; i++) {
        double begin_s = now_s();
        SCOPED_ERROR error = writer_do(office->writer, (struct person_id){1}, append, NULL);
        ASSERT(!error);
        add_wait(&office->shared, begin_s);
    }
    return NULL;
}

static void *write_alone(void *context)
{
    struct office *office = context;
    double begin_s = now_s();
    ASSERT(pthread_mutex_lock(&office->turn) == 0);
    peer_sqlite_insert(office->peer, bytes_of_text(FACT));
    ASSERT(pthread_mutex_unlock(&office->turn) == 0);
    add_wait(&office->alone, begin_s);
    return NULL;
}

static void at_once(struct office *office, void *(*write)(void *))
{
    pthread_t threads[WRITERS_LIMIT];
    for (int i = 0; i < office->writers; i++)
        ASSERT(pthread_create(&threads[i], NULL, write, office) == 0);
    for (int i = 0; i < office->writers; i++)
        ASSERT(pthread_join(threads[i], NULL) == 0);
}

static int64_t write_at_once(void *subject)
{
    struct office *office = subject;
    at_once(office, write_shared);
    return (int64_t)office->writers * ACTS_EACH;
}

static int64_t insert_at_once(void *subject)
{
    struct office *office = subject;
    at_once(office, write_alone);
    return office->writers;
}

static int by_length(const void *a, const void *b)
{
    double difference = *(const double *)a - *(const double *)b;
    return (difference > 0) - (difference < 0);
}

static double p99_s(void *subject, bool peer)
{
    struct office *office = subject;
    struct waits *waits = peer ? &office->alone : &office->shared;
    size_t count = waits->count < WAITS_LIMIT ? waits->count : WAITS_LIMIT;
    qsort(waits->items, count, sizeof *waits->items, by_length);
    return waits->items[count * 99 / 100];
}

static int64_t insert_one(void *subject)
{
    struct office *office = subject;
    peer_sqlite_insert(office->peer, bytes_of_text(FACT));
    return 1;
}

#define TRIAL(number, who)                                                                         \
    const struct trial trial_commits_##number = {                                                  \
        .name = "acts in shared commits, " who,                                                    \
        .peer = "SQLite: one fsync each",                                                          \
        .prepare = open_for_##number,                                                              \
        .work = write_at_once,                                                                     \
        .peer_work = insert_one,                                                                   \
        .waits_for_disk = true,                                                                    \
    }

TRIAL(1, "1 writer");
TRIAL(4, "4 writers");
TRIAL(64, "64 writers");

const struct trial trial_waits = {
    .name = "acts of 64 writers at once",
    .peer = "SQLite: 64 who take turns",
    .prepare = open_for_64,
    .work = write_at_once,
    .peer_work = insert_at_once,
    .waits_for_disk = true,
    .p99_s = p99_s,
};
