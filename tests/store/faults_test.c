/* A disk that fails at every call in turn, under acts that append to the journal: what was
 * acknowledged is there, what was not is whole or absent, and nobody is told that all is well. */
#include "store/fault_vfs.h"

#include "base/file.h"
#include "store/journal.h"
#include "store/migrate.h"

#include "scratch.h"
#include "test.h"

#include <unistd.h>

enum { BEFORE = 5, ACTS = 2, ENTRIES_AN_ACT = 2 };

static fallible begin_act(struct transaction *transaction, struct desk *desk)
{
    TRY(transaction_begin(transaction, desk->db));
    for (int i = 0; i < ENTRIES_AN_ACT; i++) {
        struct stamp stamp;
        TRY(journal_append(&stamp, desk, &(struct act){.kind = "thing.done"}));
    }
    return NULL;
}

static fallible act(struct desk *desk)
{
    SCOPED_TRANSACTION transaction = {0};
    TRY(begin_act(&transaction, desk));
    return transaction_commit(&transaction);
}

/* The planted fault: acknowledged before it is committed. */
static fallible act_too_early(struct desk *desk)
{
    SCOPED_TRANSACTION transaction = {0};
    TRY(begin_act(&transaction, desk));
    return NULL;
}

/* Opens the database and does acts on it, each in its way; *done counts those acknowledged. */
static fallible work(const char *path, fallible (*each)(struct desk *desk), int acts, int *done)
{
    struct clock clock = clock_fixed(1764000000);
    struct random random = random_seeded(1);
    SCOPED_DB db = NULL;
    TRY(db_open(&db, path, DB_WRITE));
    TRY(migrate_database(db, path, migrations_known()));
    struct desk desk = {db, {1}, &clock, &random};
    for (; *done < acts; ++*done)
        TRY(each(&desk));
    return NULL;
}

static void restore(const char *path, struct bytes image, struct arena *arena)
{
    static const char *const beside[] = {"-wal", "-shm", "-journal"};
    for (size_t i = 0; i < COUNT(beside); i++)
        unlink(arena_format(arena, "%s%s", path, beside[i]));
    OK(file_write(path, image, 0600));
}

/* The journal holds all acknowledged acts, whole, and at most one more: the one whose commit was
 * told to have failed. */
static fallible look(const char *path, int done)
{
    SCOPED_DB db = NULL;
    TRY(db_open(&db, path, DB_WRITE));
    TRY(db_check(db));
    struct journal_head head;
    TRY(journal_audit(&head, db));
    int64_t acts = (head.size - BEFORE * ENTRIES_AN_ACT) / ENTRIES_AN_ACT;
    if (head.size % ENTRIES_AN_ACT != 0 || acts < done || acts > done + 1)
        return error_make(ERROR_REFUSED, "%d acts were acknowledged, the journal has %lld", done,
                          (long long)acts);
    return NULL;
}

static void sweep(enum fault fault, bool for_ever)
{
    SCOPED_ARENA(arena);
    char *path = path_join(arena, scratch_folder(arena), "test.db");
    struct bytes image;
    int done = 0;
    fault_vfs_install();
    fault_vfs_heal();
    OK(work(path, act, BEFORE, &done));
    OK(file_read(&image, path, 1 << 24, arena));
    for (int64_t n = 1;; n++) {
        restore(path, image, arena);
        fault_vfs_plan(n, fault, for_ever);
        done = 0;
        SCOPED_ERROR error = work(path, act, ACTS, &done);
        bool struck = fault_vfs_struck();
        fault_vfs_heal();
        if (error && error_code(error) != ERROR_ENVIRONMENT)
            fail_msg("call %lld failed: %s", (long long)n, error_message(error));
        assert_true(error ? done < ACTS : done == ACTS);
        SCOPED_ERROR wrong = look(path, done);
        if (wrong)
            fail_msg("after a fault in call %lld: %s", (long long)n, error_message(wrong));
        if (!struck) {
            assert_true(!error && n > 40);
            return;
        }
    }
}

static void an_error_once(void **state)
{
    (void)state;
    sweep(FAULT_IO, false);
}

static void an_error_for_ever(void **state)
{
    (void)state;
    sweep(FAULT_IO, true);
}

static void a_full_disk_once(void **state)
{
    (void)state;
    sweep(FAULT_FULL, false);
}

static void a_full_disk_for_ever(void **state)
{
    (void)state;
    sweep(FAULT_FULL, true);
}

static void the_harness_finds_a_planted_fault(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    char *path = path_join(arena, scratch_folder(arena), "test.db");
    fault_vfs_install();
    fault_vfs_plan(1, FAULT_IO, false);
    struct db *db;
    FAILS(db_open(&db, path, DB_WRITE), ERROR_ENVIRONMENT, "unable to open");
    assert_true(fault_vfs_struck());
    fault_vfs_heal();
    int done = 0;
    OK(work(path, act, BEFORE, &done));
    OK(look(path, 0));
    done = 0;
    OK(work(path, act_too_early, ACTS, &done));
    FAILS(look(path, done), ERROR_REFUSED, "2 acts were acknowledged, the journal has 0");
}

/* On this disk nobody waits, so that the second writer gives up at once. */
static void a_second_writer_is_stopped_at_the_beginning(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    char *path = path_join(arena, scratch_folder(arena), "test.db");
    fault_vfs_install();
    fault_vfs_heal();
    SCOPED_DB first = NULL;
    SCOPED_DB second = NULL;
    OK(db_open(&first, path, DB_WRITE));
    OK(db_open(&second, path, DB_WRITE));
    SCOPED_TRANSACTION one = {0};
    OK(transaction_begin(&one, first));
    SCOPED_TRANSACTION two = {0};
    FAILS(transaction_begin(&two, second), ERROR_ENVIRONMENT, "database is locked");
    assert_false(db_in_transaction(second));
    OK(transaction_commit(&one));
    OK(transaction_begin(&two, second));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_once),
        cmocka_unit_test(an_error_for_ever),
        cmocka_unit_test(a_full_disk_once),
        cmocka_unit_test(a_full_disk_for_ever),
        cmocka_unit_test(a_second_writer_is_stopped_at_the_beginning),
        cmocka_unit_test(the_harness_finds_a_planted_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
