/* kill −9 at any instant of a process in which four writers share commits: every act that was
 * acknowledged is there, none is there twice, and none in part.
 *
 * 200 rounds; USTA_ROUNDS=N makes N, USTA_FULL=1 makes 10,000. */
#include "base/file.h"
#include "store/journal.h"
#include "store/registry.h"
#include "store/writer.h"

#include "child.h"
#include "scratch.h"
#include "test.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { WRITERS = 4, ROUNDS = 200, ROUNDS_BEFORE_A_RELEASE = 10000, ROUNDS_A_REGISTRY = 10 };

/* From the child: this writer's act with this number is saved. */
struct told {
    int64_t writer, number;
};

struct site {
    const char *folder;
    int pipe[2];
    struct clock clock;
    struct random random;
    bool too_early; /* the planted fault: acknowledged before it is committed */
};

/* A writer of the child, on a thread of its own. */
struct hand {
    struct site *site;
    struct writer *writer;
    int64_t who, number;
};

static void tell(const struct hand *hand)
{
    const struct told told = {hand->who, hand->number};
    ASSERT(write(hand->site->pipe[1], &told, sizeof told) == sizeof told);
}

static fallible act(struct desk *desk, void *context)
{
    SCOPED_ARENA(arena);
    struct hand *hand = context;
    struct stamp stamp;
    struct act act = {"thing.done", value_object(arena), NULL};
    value_set_integer(act.open, "number", hand->number);
    TRY(journal_append(&stamp, desk, &act));
    TRY(journal_append(&stamp, desk, &(struct act){.kind = "thing.seen"}));
    if (hand->site->too_early) {
        tell(hand);
        usleep(1000); /* a disk that takes its time */
    }
    return NULL;
}

static void *write_for_ever(void *context)
{
    struct hand *hand = context;
    for (hand->number = 1;; hand->number++) {
        SCOPED_ERROR error = writer_do(hand->writer, (struct person_id){hand->who}, act, hand);
        ASSERT(!error);
        if (!hand->site->too_early)
            tell(hand);
    }
    return NULL;
}

static int write_until_killed(void *context)
{
    struct site *site = context;
    struct registry *registry;
    struct writer *writer;
    struct hand hands[WRITERS];
    pthread_t threads[WRITERS];
    SCOPED_ERROR none = registry_open(&registry, site->folder, DB_WRITE, &site->clock,
                                      &site->random);
    SCOPED_ERROR alone = none ? NULL : writer_open(&writer, registry);
    if (none || alone)
        return 1;
    for (int i = 0; i < WRITERS; i++) {
        hands[i] = (struct hand){site, writer, i + 1, 0};
        ASSERT(pthread_create(&threads[i], NULL, write_for_ever, &hands[i]) == 0);
    }
    pause();
    return 1;
}

/* What a round came to, by writer from 1: the highest number told, and found in the journal. */
struct tally {
    struct arena *arena;
    int64_t told[WRITERS + 1], found[WRITERS + 1];
    int64_t open_by; /* who has done and not yet seen; 0: nobody */
};

static void listen(struct tally *tally, const struct site *site, uint32_t count)
{
    struct told told;
    for (uint32_t i = 0; i < count; i++) {
        ssize_t got = read(site->pipe[0], &told, sizeof told);
        if (got <= 0)
            return;
        assert_int_equal(got, sizeof told);
        tally->told[told.writer] = told.number;
    }
}

static void write_and_kill(struct tally *tally, struct site *site)
{
    uint32_t acts, delay_us;
    OK(random_below(&acts, &site->random, 24));
    OK(random_below(&delay_us, &site->random, 3000));
    assert_int_equal(pipe(site->pipe), 0);
    pid_t child = child_start(write_until_killed, site);
    close(site->pipe[1]);
    listen(tally, site, acts);
    if (!site->too_early)
        usleep(delay_us);
    kill(child, SIGKILL);
    assert_int_equal(child_wait(child), -1);
    listen(tally, site, UINT32_MAX);
    close(site->pipe[0]);
}

/* Each writer's acts follow one another without a gap, so one that is there twice stands out. */
static fallible count_entry(void *context, const struct journal_entry *entry)
{
    struct tally *tally = context;
    struct value *value;
    TRY(value_parse(&value, bytes_of_text(entry->text), "entry", tally->arena));
    int64_t by = value_integer(value_get(value, "by"));
    bool done = strcmp(entry->kind, "thing.done") == 0;
    if (done ? tally->open_by != 0 : tally->open_by != by)
        return error_make(ERROR_REFUSED, "entry %lld is of half an act", (long long)entry->seq);
    tally->open_by = done ? by : 0;
    if (!done)
        return NULL;
    int64_t number = value_integer(value_get(value_get(value, "open"), "number"));
    if (number != ++tally->found[by])
        return error_make(ERROR_REFUSED, "entry %lld has act %lld of writer %lld instead of %lld",
                          (long long)entry->seq, (long long)number, (long long)by,
                          (long long)tally->found[by]);
    return NULL;
}

static fallible compare(const struct tally *tally)
{
    for (int i = 1; i <= WRITERS; i++)
        if (tally->found[i] < tally->told[i] || tally->found[i] > tally->told[i] + 1)
            return error_make(ERROR_REFUSED,
                              "writer %d was told of %lld acts, the journal has %lld", i,
                              (long long)tally->told[i], (long long)tally->found[i]);
    return tally->open_by ? error_make(ERROR_REFUSED, "the last act is half there") : NULL;
}

static fallible look(struct tally *tally, struct site *site, int64_t from_seq)
{
    struct journal_head head;
    SCOPED_REGISTRY registry = NULL;
    TRY(registry_open(&registry, site->folder, DB_WRITE, &site->clock, &site->random));
    TRY(db_check(registry_db(registry)));
    TRY(journal_audit(&head, registry_db(registry)));
    TRY(journal_walk(registry_db(registry), from_seq, count_entry, tally));
    return compare(tally);
}

/* *seq is where the journal goes on, *acts counts those acknowledged. */
static fallible round_of(struct site *site, int64_t *seq, int64_t *acts)
{
    SCOPED_ARENA(arena);
    struct tally tally = {.arena = arena};
    write_and_kill(&tally, site);
    TRY(look(&tally, site, *seq));
    for (int i = 1; i <= WRITERS; i++) {
        *seq += 2 * tally.found[i];
        *acts += tally.told[i];
    }
    return NULL;
}

/* Rounds on one registry, so that each opens what the kill before has left. */
static fallible rounds_of(struct site *site, int rounds, int64_t *acts)
{
    SCOPED_ARENA(arena);
    struct registry *registry;
    int64_t seq = 1;
    site->folder = path_join(arena, scratch_folder(arena), "registry");
    TRY(registry_create(&registry, site->folder, &site->clock, &site->random));
    registry_close(registry);
    for (int i = 0; i < rounds; i++)
        TRY(round_of(site, &seq, acts));
    return NULL;
}

static int rounds_wanted(void)
{
    const char *wanted = getenv("USTA_ROUNDS");
    if (wanted)
        return (int)strtol(wanted, NULL, 10);
    return getenv("USTA_FULL") ? ROUNDS_BEFORE_A_RELEASE : ROUNDS;
}

static struct site make_site(bool too_early)
{
    struct site site = {.clock = clock_system(), .random = random_system(), .too_early = too_early};
    return site;
}

static void nothing_acknowledged_is_lost_or_doubled(void **state)
{
    (void)state;
    struct site site = make_site(false);
    int rounds = rounds_wanted();
    int64_t acts = 0;
    for (int done = 0; done < rounds; done += ROUNDS_A_REGISTRY)
        OK(rounds_of(&site, ROUNDS_A_REGISTRY, &acts));
    print_message("%d rounds, %lld acts acknowledged\n", rounds, (long long)acts);
    assert_true(acts > rounds);
}

static void a_writer_that_acknowledges_too_early_is_found(void **state)
{
    (void)state;
    struct site site = make_site(true);
    int64_t acts = 0;
    FAILS(rounds_of(&site, ROUNDS, &acts), ERROR_REFUSED, "acts, the journal has");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_acknowledged_is_lost_or_doubled),
        cmocka_unit_test(a_writer_that_acknowledges_too_early_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
