#include "store/backup.h"

#include "base/file.h"

#include "scratch.h"
#include "test.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ENTRIES = 5 };

struct fixture {
    struct arena *arena;
    const char *folder, *backup, *restored;
    struct clock clock;
    struct random random;
    struct registry *registry;
};

static void append(struct fixture *fixture)
{
    struct desk desk = registry_desk(fixture->registry, (struct person_id){1});
    SCOPED_TRANSACTION transaction = {0};
    OK(transaction_begin(&transaction, desk.db));
    struct stamp stamp;
    OK(journal_append(&stamp, &desk, &(struct act){.kind = "thing.done"}));
    OK(transaction_commit(&transaction));
}

static int set_up(void **state)
{
    struct arena *arena = arena_open();
    struct fixture *fixture = ARENA_NEW(arena, struct fixture);
    char *folder = scratch_folder(arena);
    *fixture = (struct fixture){arena,
                                path_join(arena, folder, "registry"),
                                path_join(arena, folder, "backup"),
                                path_join(arena, folder, "restored"),
                                clock_fixed(1764000000),
                                random_seeded(1),
                                NULL};
    OK(registry_create(&fixture->registry, fixture->folder, &fixture->clock, &fixture->random));
    for (int i = 0; i < ENTRIES; i++)
        append(fixture);
    OK(file_write(path_join(arena, registry_keys(fixture->registry), "head.pem"),
                  bytes_of_text("head"), 0600));
    OK(file_write(path_join(arena, registry_keys(fixture->registry), "signer.pem"),
                  bytes_of_text("signer"), 0600));
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    registry_close(fixture->registry);
    arena_close(fixture->arena);
    return 0;
}

static size_t count_names(const char *folder, struct arena *arena)
{
    const char *const *names;
    size_t count = 0;
    OK(folder_list(&names, &count, folder, "", arena));
    return count;
}

static void what_is_restored_is_what_was_backed_up(void **state)
{
    struct fixture *fixture = *state;
    struct journal_head head, again;
    OK(backup_write(&head, fixture->backup, fixture->registry));
    assert_int_equal(head.size, ENTRIES);
    append(fixture); /* later than the backup */
    OK(backup_check(&again, fixture->backup));
    assert_true(digest_equal(&head.root, &again.root));
    OK(backup_restore(&again, fixture->restored, fixture->backup, &head));
    assert_true(digest_equal(&head.root, &again.root));
    SCOPED_REGISTRY restored = NULL;
    OK(registry_open(&restored, fixture->restored, DB_WRITE, &fixture->clock, &fixture->random));
    OK(journal_audit(&again, registry_db(restored)));
    assert_true(again.size == ENTRIES && digest_equal(&head.root, &again.root));
    struct bytes key;
    OK(file_read(&key, path_join(fixture->arena, registry_keys(restored), "signer.pem"), 100,
                 fixture->arena));
    assert_true(bytes_equal(key, bytes_of_text("signer")));
    char *outer = path_join(fixture->arena, fixture->folder, "..");
    assert_int_equal(count_names(outer, fixture->arena), 3); /* nothing unfinished is left */
}

static void the_manifest_is_read_by_sha256sum(void **state)
{
    struct fixture *fixture = *state;
    struct journal_head head;
    OK(backup_write(&head, fixture->backup, fixture->registry));
    assert_int_equal(system(arena_format(fixture->arena,
                                         "cd '%s' && test $(wc -l < MANIFEST) = 3"
                                         " && sha256sum --quiet --strict -c MANIFEST",
                                         fixture->backup)),
                     0);
    struct stat status;
    assert_int_equal(stat(fixture->backup, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
}

static void nothing_is_written_over(void **state)
{
    struct fixture *fixture = *state;
    struct journal_head head;
    OK(backup_write(&head, fixture->backup, fixture->registry));
    FAILS(backup_write(&head, fixture->backup, fixture->registry), ERROR_CONFLICT,
          "exists already");
    FAILS(backup_restore(&head, fixture->folder, fixture->backup, NULL), ERROR_CONFLICT,
          "is not empty");
    OK(folder_make(fixture->restored));
    OK(backup_restore(&head, fixture->restored, fixture->backup, NULL));
}

static void a_failed_backup_leaves_nothing(void **state)
{
    struct fixture *fixture = *state;
    char *odd = path_join(fixture->arena, registry_keys(fixture->registry), "folder");
    OK(folder_make(odd)); /* keys are files */
    struct journal_head head;
    FAILS(backup_write(&head, fixture->backup, fixture->registry), ERROR_ENVIRONMENT,
          "keys/folder");
    char *outer = path_join(fixture->arena, fixture->folder, "..");
    assert_int_equal(count_names(outer, fixture->arena), 1);
    FAILS(backup_check(&head, fixture->backup), ERROR_NOT_FOUND, "no backup in");
    FAILS(backup_restore(&head, fixture->restored, fixture->backup, NULL), ERROR_NOT_FOUND,
          "no backup in");
}

static void an_older_state_or_another_history_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct journal_head early, head, published;
    OK(journal_head_at(&early, registry_db(fixture->registry), 2));
    OK(backup_write(&head, fixture->backup, fixture->registry));
    append(fixture);
    OK(journal_head_now(&published, registry_db(fixture->registry)));
    FAILS(backup_restore(&head, fixture->restored, fixture->backup, &published), ERROR_REFUSED,
          "ends at entry 5, but entry 6 has been published");
    early.root.data[0] ^= 1;
    FAILS(backup_restore(&head, fixture->restored, fixture->backup, &early), ERROR_REFUSED,
          "the first 2 entries");
    assert_false(file_exists(fixture->restored));
    early.root.data[0] ^= 1;
    OK(backup_restore(&head, fixture->restored, fixture->backup, &early));
}

/* What may happen to a backup on its shelf. */
static void a_changed_backup_is_refused(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *change, *says;
    } cases[] = {
        {"printf x >> keys/head.pem", "keys/head.pem'"},
        {"rm keys/head.pem", "keys/head.pem'"},
        {"cp keys/head.pem keys/zz.pem", "keys/zz.pem"},
        {"printf x | dd of=usta.db bs=1 seek=5000 conv=notrunc 2>/dev/null", "usta.db'"},
        {"touch usta.db-journal", "'usta.db-journal' in"},
        {"touch usta.db-wal", "'usta.db-wal' in"},
        {"sed -i 2d MANIFEST", "where MANIFEST says"},
        {"printf x > MANIFEST", "where MANIFEST says 'x'"},
        {"printf '\\0' > MANIFEST", "MANIFEST"},
    };
    struct journal_head head;
    OK(backup_write(&head, fixture->backup, fixture->registry));
    char *copy = arena_format(fixture->arena, "%s-changed", fixture->backup);
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(
            system(arena_format(fixture->arena, "rm -rf '%s' && cp -r '%s' '%s' && cd '%s' && %s",
                                copy, fixture->backup, copy, copy, cases[i].change)),
            0);
        FAILS(backup_check(&head, copy), ERROR_REFUSED, cases[i].says);
        FAILS(backup_restore(&head, fixture->restored, copy, NULL), ERROR_REFUSED, cases[i].says);
        assert_false(file_exists(fixture->restored));
    }
}

/* Whoever changes a backup can write its MANIFEST anew; the journal still tells. */
static void a_changed_journal_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct journal_head head;
    OK(backup_write(&head, fixture->backup, fixture->registry));
    {
        SCOPED_DB db = NULL;
        OK(db_open(&db, registry_database(fixture->backup, fixture->arena), DB_WRITE));
        static const struct statement steps[] = {
            {"step", "DROP TRIGGER journal_unchanged", false},
            {"step", "UPDATE journal SET by_person = 2 WHERE seq = 3", false},
        };
        for (size_t i = 0; i < COUNT(steps); i++)
            OK(db_run(db, &steps[i], DB_NO_VALUES));
    }
    assert_int_equal(
        system(arena_format(fixture->arena, "cd '%s' && sha256sum usta.db keys/* > MANIFEST",
                            fixture->backup)),
        0);
    FAILS(backup_check(&head, fixture->backup), ERROR_REFUSED, "journal entry 3");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_is_restored_is_what_was_backed_up),
        TEST(the_manifest_is_read_by_sha256sum),
        TEST(nothing_is_written_over),
        TEST(a_failed_backup_leaves_nothing),
        TEST(an_older_state_or_another_history_is_refused),
        TEST(a_changed_backup_is_refused),
        TEST(a_changed_journal_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
