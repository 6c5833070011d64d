/* What transaction_commit has acknowledged is there again after the disk has filled up. */
#include "base/file.h"
#include "store/journal.h"
#include "store/registry.h"

#include "child.h"
#include "scratch.h"
#include "test.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

enum { ROOM = 200 * 1024 };

struct site {
    const char *folder;
    int pipe[2]; /* from the child: the head of the journal after each act that was acknowledged */
    struct clock clock;
    struct random random;
};

static fallible append_and_tell(struct site *site, struct registry *registry)
{
    struct desk desk = registry_desk(registry, (struct person_id){1});
    SCOPED_TRANSACTION transaction = {0};
    struct stamp stamp;
    struct journal_head head;
    TRY(transaction_begin(&transaction, desk.db));
    TRY(journal_append(&stamp, &desk, &(struct act){.kind = "thing.done"}));
    TRY(journal_append(&stamp, &desk, &(struct act){.kind = "thing.seen"}));
    TRY(transaction_commit(&transaction));
    TRY(journal_head_now(&head, desk.db));
    if (write(site->pipe[1], &head, sizeof head) != sizeof head)
        return error_make(ERROR_ENVIRONMENT, "nobody listens");
    return NULL;
}

static fallible append_for_ever(struct site *site)
{
    SCOPED_REGISTRY registry = NULL;
    TRY(registry_open(&registry, site->folder, DB_WRITE, &site->clock, &site->random));
    for (;;)
        TRY(append_and_tell(site, registry));
}

static struct site make_site(struct arena *arena)
{
    struct site site = {
        path_join(arena, scratch_folder(arena), "registry"), {0}, clock_system(), random_seeded(7)};
    struct registry *registry;
    OK(registry_create(&registry, site.folder, &site.clock, &site.random));
    registry_close(registry);
    return site;
}

/* The latest head told, past the first count of them; size 0 when there was none. */
static void listen(struct journal_head *last, const struct site *site, uint32_t count)
{
    struct journal_head head;
    for (uint32_t i = 0; i < count; i++) {
        ssize_t got = read(site->pipe[0], &head, sizeof head);
        if (got <= 0)
            return;
        assert_int_equal(got, sizeof head);
        *last = head;
    }
}

/* What was told is there, the rest is whole. */
static void look(struct site *site, const struct journal_head *told)
{
    SCOPED_REGISTRY registry = NULL;
    OK(registry_open(&registry, site->folder, DB_WRITE, &site->clock, &site->random));
    struct journal_head now, then;
    OK(db_check(registry_db(registry)));
    OK(journal_audit(&now, registry_db(registry)));
    assert_int_equal(now.size % 2, 0);
    OK(journal_head_at(&then, registry_db(registry), told->size));
    assert_true(told->size == 0 || digest_equal(&then.root, &told->root));
}

/* 0 when the disk filled up and that was told as it should be. */
static int write_until_full(void *context)
{
    struct site *site = context;
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit room = {ROOM, ROOM};
    if (setrlimit(RLIMIT_FSIZE, &room) != 0)
        return 1;
    SCOPED_ERROR error = append_for_ever(site);
    return error_code(error) == ERROR_ENVIRONMENT && error_hint_text(error) &&
                   (strstr(error_message(error), "disk I/O error") ||
                    strstr(error_message(error), "full"))
               ? 0
               : 2;
}

static void what_was_acknowledged_survives_a_full_disk(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct site site = make_site(arena);
    struct journal_head told = {0};
    assert_int_equal(pipe(site.pipe), 0);
    pid_t child = child_start(write_until_full, &site);
    close(site.pipe[1]);
    listen(&told, &site, UINT32_MAX);
    close(site.pipe[0]);
    assert_int_equal(child_wait(child), 0);
    assert_true(told.size > 0);
    look(&site, &told);
}

static void a_full_database_is_told(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct site site = make_site(arena);
    static const struct statement limit = {"limit", "PRAGMA max_page_count = 1", false};
    SCOPED_REGISTRY registry = NULL;
    OK(registry_open(&registry, site.folder, DB_WRITE, &site.clock, &site.random));
    int64_t pages;
    OK(db_integer_of(&pages, registry_db(registry), &limit, DB_NO_VALUES, 0));
    assert_int_equal(pipe(site.pipe), 0);
    struct error *error = NULL;
    while (!error)
        error = append_and_tell(&site, registry);
    FAILS(error, ERROR_ENVIRONMENT, "database or disk is full");
    assert_false(db_in_transaction(registry_db(registry)));
    close(site.pipe[1]);
    struct journal_head told = {0}, now;
    listen(&told, &site, UINT32_MAX);
    close(site.pipe[0]);
    OK(journal_audit(&now, registry_db(registry)));
    assert_true(now.size == told.size && digest_equal(&now.root, &told.root));
}

static fallible go_on_after_rollback(struct db *db)
{
    static const struct statement rollback = {"rollback now", "ROLLBACK", false};
    static const struct statement insert = {"insert", "INSERT INTO setting VALUES ('a', 'b')",
                                            false};
    SCOPED_TRANSACTION transaction = {0};
    TRY(transaction_begin(&transaction, db));
    TRY(db_run(db, &rollback, DB_NO_VALUES)); /* as the engine does by itself on some faults */
    error_free(db_run(db, &insert, DB_NO_VALUES));
    return transaction_commit(&transaction);
}

static void nothing_of_an_act_is_kept_after_it_was_rolled_back(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct site site = make_site(arena);
    SCOPED_REGISTRY registry = NULL;
    OK(registry_open(&registry, site.folder, DB_WRITE, &site.clock, &site.random));
    FAILS(go_on_after_rollback(registry_db(registry)), ERROR_ENVIRONMENT, "was rolled back");
    static const struct statement count = {"count", "SELECT count(*) FROM setting", true};
    int64_t settings;
    OK(db_integer_of(&settings, registry_db(registry), &count, DB_NO_VALUES, -1));
    assert_int_equal(settings, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_acknowledged_survives_a_full_disk),
        cmocka_unit_test(a_full_database_is_told),
        cmocka_unit_test(nothing_of_an_act_is_kept_after_it_was_rolled_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
