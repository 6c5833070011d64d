/* Writers of many threads share commits: each is told alone, what was told is kept, what failed
 * leaves nothing, and a commit that fails is told to everyone in it. Runs under ThreadSanitizer as
 * well (preset tsan). */
#include "store/writer.h"

#include "base/file.h"
#include "store/fault_vfs.h"
#include "store/journal.h"

#include "scratch.h"
#include "test.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { THREADS = 8, ACTS_EACH = 25 };

struct site {
    struct arena *arena;
    struct clock clock;
    struct random random;
    struct registry *registry;
    struct writer *writer;
};

static int set_up(void **state)
{
    struct arena *arena = arena_open();
    struct site *site = ARENA_NEW(arena, struct site);
    site->arena = arena;
    site->clock = clock_fixed(1764000000);
    site->random = random_seeded(1);
    fault_vfs_install();
    fault_vfs_heal();
    OK(registry_create(&site->registry, path_join(arena, scratch_folder(arena), "registry"),
                       &site->clock, &site->random));
    OK(writer_open(&site->writer, site->registry));
    *state = site;
    return 0;
}

static int tear_down(void **state)
{
    struct site *site = *state;
    fault_vfs_heal();
    writer_close(site->writer);
    registry_close(site->registry);
    arena_close(site->arena);
    return 0;
}

/* The writer is done with; what does the journal say? */
static int64_t audited_size(struct site *site)
{
    struct journal_head head;
    writer_stop(site->writer);
    OK(db_check(registry_db(site->registry)));
    OK(journal_audit(&head, registry_db(site->registry)));
    return head.size;
}

/* An act that leaves two entries, and what becomes of it. */
struct doing {
    struct stamp stamp;
    const char *answer; /* from the caller's arena */
    struct arena *arena;
    bool refuses;
    atomic_int *running; /* how many run just now */
};

static fallible act(struct desk *desk, void *context)
{
    struct doing *doing = context;
    struct stamp other;
    if (doing->running)
        ASSERT(atomic_fetch_add(doing->running, 1) == 0);
    TRY(journal_append(&doing->stamp, desk, &(struct act){.kind = "thing.done"}));
    TRY(journal_append(&other, desk, &(struct act){.kind = "thing.seen"}));
    doing->answer = arena_format(doing->arena, "%lld", (long long)doing->stamp.seq);
    if (doing->running)
        ASSERT(atomic_fetch_sub(doing->running, 1) == 1);
    return doing->refuses ? error_make(ERROR_REFUSED, "a rule says no") : NULL;
}

/* A thread of callers. Checks of cmocka do not work in it: it counts. */
struct caller {
    pthread_t thread;
    struct site *site;
    struct person_id person;
    atomic_int *running;
    int kept, refused, other;
    int64_t seqs[ACTS_EACH];
};

static void call_once(struct caller *caller, int i)
{
    SCOPED_ARENA(arena);
    struct doing doing = {.arena = arena, .refuses = i % 5 == 3, .running = caller->running};
    if (doing.refuses)
        doing.running = NULL; /* it stops half-way */
    SCOPED_ERROR error = writer_do(caller->site->writer, caller->person, act, &doing);
    bool fits = !error && strtoll(doing.answer, NULL, 10) == doing.stamp.seq &&
                doing.stamp.by.n == caller->person.n;
    if (fits)
        caller->seqs[caller->kept++] = doing.stamp.seq;
    else if (doing.refuses && error && error_code(error) == ERROR_REFUSED)
        caller->refused++;
    else
        caller->other++;
}

static void *call_often(void *context)
{
    struct caller *caller = context;
    for (int i = 0; i < ACTS_EACH; i++)
        call_once(caller, i);
    return NULL;
}

static fallible check_entry(void *context, const struct journal_entry *entry)
{
    int64_t *persons = context;
    const char *by = strstr(entry->text, "\"by\":");
    persons[entry->seq] = by ? strtoll(by + strlen("\"by\":"), NULL, 10) : -1;
    return NULL;
}

static void each_of_many_is_told_alone_and_kept(void **state)
{
    struct site *site = *state;
    struct caller callers[THREADS] = {0};
    atomic_int running = 0;
    for (int i = 0; i < THREADS; i++) {
        callers[i].site = site;
        callers[i].person.n = i + 1;
        callers[i].running = &running;
        assert_int_equal(pthread_create(&callers[i].thread, NULL, call_often, &callers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(callers[i].thread, NULL), 0);
    int64_t size = audited_size(site);
    int64_t *persons = ARENA_ARRAY(site->arena, int64_t, (size_t)size + 1);
    OK(journal_walk(registry_db(site->registry), 1, check_entry, persons));
    int kept = 0;
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(callers[i].other, 0);
        assert_int_equal(callers[i].refused, ACTS_EACH / 5);
        for (int k = 0; k < callers[i].kept; k++, kept++)
            assert_int_equal(persons[callers[i].seqs[k]], callers[i].person.n);
    }
    assert_int_equal(kept, THREADS * ACTS_EACH * 4 / 5);
    assert_int_equal(size, 2 * kept);
}

/* Holds the writer up in a group of its own, so that what comes meanwhile makes the next. */
struct gate {
    sem_t reached, open;
    struct writing writing;
};

static fallible wait_at_gate(struct desk *desk, void *context)
{
    (void)desk;
    struct gate *gate = context;
    sem_post(&gate->reached);
    sem_wait(&gate->open);
    return NULL;
}

static void told_gate(struct writing *writing, struct error *error)
{
    (void)writing;
    ASSERT(!error);
}

static void close_gate(struct site *site, struct gate *gate)
{
    *gate = (struct gate){.writing = {.act = wait_at_gate, .context = gate, .told = told_gate}};
    sem_init(&gate->reached, 0, 0);
    sem_init(&gate->open, 0, 0);
    OK(writer_submit(site->writer, &gate->writing));
    sem_wait(&gate->reached);
}

/* An act that is submitted, and what was told of it. */
struct note {
    struct writing writing; /* first, so that told finds the note */
    struct doing doing;
    int told;
    struct error *error;
};

static void told_note(struct writing *writing, struct error *error)
{
    struct note *note = (struct note *)writing;
    note->told++;
    note->error = error;
}

static struct note *submit(struct site *site, writer_act *what, bool refuses)
{
    struct note *note = ARENA_NEW(site->arena, struct note);
    note->doing = (struct doing){.arena = site->arena, .refuses = refuses};
    note->writing = (struct writing){
        .person = {9}, .act = what, .context = &note->doing, .told = told_note};
    OK(writer_submit(site->writer, &note->writing));
    return note;
}

static void one_that_fails_is_undone_alone(void **state)
{
    struct site *site = *state;
    struct gate gate;
    close_gate(site, &gate);
    struct note *before = submit(site, act, false), *refused = submit(site, act, true),
                *after = submit(site, act, false);
    sem_post(&gate.open);
    assert_int_equal(audited_size(site), 4);
    assert_true(before->told == 1 && refused->told == 1 && after->told == 1);
    OK(before->error);
    FAILS(refused->error, ERROR_REFUSED, "a rule says no");
    OK(after->error);
    assert_int_equal(after->doing.stamp.seq, 3); /* where the refused one stood for a moment */
}

static fallible fill_disk(struct desk *desk, void *context)
{
    static const struct statement limit = {"limit", "PRAGMA max_page_count = 1", false};
    static const struct statement fill = {
        "fill", "INSERT INTO setting VALUES ('a', CAST(zeroblob(200000) AS TEXT))", false};
    (void)context;
    int64_t pages;
    TRY(db_integer_of(&pages, desk->db, &limit, DB_NO_VALUES, 0));
    return db_run(desk->db, &fill, DB_NO_VALUES);
}

static void a_transaction_given_up_is_told_to_all_in_it(void **state)
{
    struct site *site = *state;
    struct gate gate;
    close_gate(site, &gate);
    struct note *refused = submit(site, act, true), *fills = submit(site, fill_disk, false),
                *after = submit(site, act, false);
    sem_post(&gate.open);
    assert_int_equal(audited_size(site), 0);
    FAILS(refused->error, ERROR_REFUSED, "a rule says no");
    FAILS(fills->error, ERROR_ENVIRONMENT, "database or disk is full");
    assert_string_equal(error_hint_text(after->error), "free space on the disk, then do it again");
    FAILS(after->error, ERROR_ENVIRONMENT, "database or disk is full");
}

/* From inside an act: from the next call on the disk fails. */
static fallible break_disk(struct desk *desk, void *context)
{
    TRY(act(desk, context));
    fault_vfs_plan(1, FAULT_IO, true);
    return NULL;
}

static void a_commit_that_fails_is_told_to_all_in_it(void **state)
{
    struct site *site = *state;
    struct gate gate;
    close_gate(site, &gate);
    struct note *first = submit(site, act, false), *refused = submit(site, act, true),
                *last = submit(site, break_disk, false);
    sem_post(&gate.open);
    writer_stop(site->writer);
    assert_true(fault_vfs_struck());
    fault_vfs_heal();
    assert_true(first->told == 1 && last->told == 1);
    FAILS(first->error, ERROR_ENVIRONMENT, "'commit'");
    FAILS(refused->error, ERROR_REFUSED, "a rule says no");
    FAILS(last->error, ERROR_ENVIRONMENT, "'commit'");
    assert_int_equal(audited_size(site), 0);
}

static void the_writer_goes_on_after_a_failure(void **state)
{
    struct site *site = *state;
    struct doing doing = {.arena = site->arena};
    FAILS(writer_do(site->writer, (struct person_id){1}, break_disk, &doing), ERROR_ENVIRONMENT,
          "'commit'");
    fault_vfs_heal();
    OK(writer_do(site->writer, (struct person_id){1}, act, &doing));
    assert_int_equal(doing.stamp.seq, 1);
    assert_int_equal(audited_size(site), 2);
}

static void more_than_there_is_room_for_is_refused_and_nothing_is_lost(void **state)
{
    struct site *site = *state;
    struct gate gate;
    struct writing more = {.act = act, .told = told_note};
    close_gate(site, &gate);
    struct error *error = NULL;
    int submitted = 0;
    for (; !error; submitted += !error) {
        struct note *note = ARENA_NEW(site->arena, struct note);
        note->doing.arena = site->arena;
        note->writing = (struct writing){.act = act, .context = &note->doing, .told = told_note};
        error = writer_submit(site->writer, &note->writing);
    }
    FAILS(error, ERROR_ENVIRONMENT, "1024 acts wait for the disk");
    sem_post(&gate.open);
    writer_stop(site->writer); /* does those that wait */
    assert_int_equal(audited_size(site), 2 * submitted);
    assert_int_equal(submitted, WRITER_ROOM);
    FAILS(writer_submit(site->writer, &more), ERROR_ENVIRONMENT, "takes no more acts");
    FAILS(writer_do(site->writer, (struct person_id){1}, act, NULL), ERROR_ENVIRONMENT,
          "takes no more acts");
}

static void readers_see_what_was_told(void **state)
{
    struct site *site = *state;
    struct doing doing = {.arena = site->arena};
    SCOPED_REGISTRY reader = NULL;
    OK(registry_open(&reader, registry_folder(site->registry), DB_READ, &site->clock,
                     &site->random));
    for (int64_t acts = 1; acts <= 3; acts++) {
        struct journal_head head;
        OK(writer_do(site->writer, (struct person_id){1}, act, &doing));
        OK(journal_head_now(&head, registry_db(reader)));
        assert_int_equal(head.size, 2 * acts);
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(each_of_many_is_told_alone_and_kept),
        TEST(one_that_fails_is_undone_alone),
        TEST(a_transaction_given_up_is_told_to_all_in_it),
        TEST(a_commit_that_fails_is_told_to_all_in_it),
        TEST(the_writer_goes_on_after_a_failure),
        TEST(more_than_there_is_room_for_is_refused_and_nothing_is_lost),
        TEST(readers_see_what_was_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
