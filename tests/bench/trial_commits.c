#include "bench/peer_sqlite.h"
#include "bench/trials.h"

#include "base/file.h"
#include "scratch.h"
#include "store/journal.h"
#include "store/writer.h"
#include "test.h"

#include <pthread.h>

/* Acts of each writer in a step: enough that the step's beginning and end do not count. */
enum { ACTS_EACH = 8, WRITERS_LIMIT = 64 };

#define FACT "a fact of about the length that the facts of an act have in a registry"

/* A registry on the disk of the build folder, and how many write at once. */
struct office {
    struct clock clock;
    struct random random;
    struct registry *registry;
    struct writer *writer;
    struct peer_sqlite *peer;
    int writers;
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

static void *write_in_turn(void *context)
{
    struct office *office = context;
    for (int i = 0; i < ACTS_EACH; i++) {
        SCOPED_ERROR error = writer_do(office->writer, (struct person_id){1}, append, NULL);
        ASSERT(!error);
    }
    return NULL;
}

static int64_t write_at_once(void *subject)
{
    struct office *office = subject;
    pthread_t threads[WRITERS_LIMIT];
    for (int i = 0; i < office->writers; i++)
        ASSERT(pthread_create(&threads[i], NULL, write_in_turn, office) == 0);
    for (int i = 0; i < office->writers; i++)
        ASSERT(pthread_join(threads[i], NULL) == 0);
    return (int64_t)office->writers * ACTS_EACH;
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
