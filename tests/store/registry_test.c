#include "store/registry.h"

#include "base/file.h"
#include "store/setting.h"

#include "child.h"
#include "scratch.h"
#include "test.h"

#include <sys/stat.h>
#include <unistd.h>

static int64_t hurry(const struct clock *clock)
{
    int64_t *now_s = (int64_t *)(uintptr_t)&clock->fixed_s;
    return *now_s += 60;
}

struct fixture {
    struct arena *arena;
    const char *folder;
    struct clock clock;
    struct random random;
};

static int set_up(void **state)
{
    struct arena *arena = arena_open();
    struct fixture *fixture = ARENA_NEW(arena, struct fixture);
    *fixture = (struct fixture){
        arena, path_join(arena, scratch_folder(arena), "registry"), {hurry, 0}, random_seeded(1)};
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    arena_close(fixture->arena);
    return 0;
}

static fallible create(struct registry **out, struct fixture *fixture)
{
    return registry_create(out, fixture->folder, &fixture->clock, &fixture->random);
}

static fallible reopen(struct registry **out, struct fixture *fixture, enum db_mode mode)
{
    return registry_open(out, fixture->folder, mode, &fixture->clock, &fixture->random);
}

static mode_t mode_of(const char *path)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    return status.st_mode & 0777;
}

static void what_was_set_is_there_again(void **state)
{
    struct fixture *fixture = *state;
    SCOPED_REGISTRY made = NULL;
    OK(create(&made, fixture));
    const char *value;
    OK(setting_get(&value, registry_db(made), "centre", "none", fixture->arena));
    assert_string_equal(value, "none");
    OK(setting_set(registry_db(made), "centre", "Bishkek"));
    OK(setting_set(registry_db(made), "centre", "Ош"));
    SCOPED_REGISTRY reader = NULL;
    OK(reopen(&reader, fixture, DB_READ)); /* beside the writer */
    OK(setting_get(&value, registry_db(reader), "centre", NULL, fixture->arena));
    assert_string_equal(value, "Ош");
    OK(setting_get(&value, registry_db(reader), "other", NULL, fixture->arena));
    assert_null(value);
    FAILS(setting_set(registry_db(reader), "centre", "Bishkek"), ERROR_ENVIRONMENT, "readonly");
    struct desk desk = registry_desk(made, (struct person_id){3});
    assert_true(desk.db == registry_db(made) && desk.person.n == 3);
}

static void others_may_not_look_in(void **state)
{
    struct fixture *fixture = *state;
    SCOPED_REGISTRY registry = NULL;
    OK(create(&registry, fixture));
    assert_int_equal(mode_of(fixture->folder), 0700);
    assert_int_equal(mode_of(registry_keys(registry)), 0700);
    char *database = registry_database(fixture->folder, fixture->arena);
    assert_int_equal(mode_of(database), 0600);
    assert_int_equal(mode_of(arena_format(fixture->arena, "%s-wal", database)), 0600);
}

static void a_registry_is_made_once(void **state)
{
    struct fixture *fixture = *state;
    struct registry *registry;
    FAILS(reopen(&registry, fixture, DB_READ), ERROR_NOT_FOUND, "no registry in");
    OK(folder_make(fixture->folder));
    FAILS(reopen(&registry, fixture, DB_WRITE), ERROR_NOT_FOUND, "no registry in");
    /* what an attempt that was cut short leaves */
    char *database = registry_database(fixture->folder, fixture->arena);
    OK(file_write(arena_format(fixture->arena, "%s.new", database), bytes_of_text("half"), 0600));
    OK(create(&registry, fixture));
    registry_close(registry);
    FAILS(create(&registry, fixture), ERROR_CONFLICT, "holds a registry already");
    assert_null(registry);
    OK(reopen(&registry, fixture, DB_WRITE));
    registry_close(registry);
}

static void the_second_writer_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct registry *second;
    SCOPED_REGISTRY first = NULL;
    OK(create(&first, fixture));
    FAILS(reopen(&second, fixture, DB_WRITE), ERROR_ENVIRONMENT,
          arena_format(fixture->arena, "in use by process %ld", (long)getpid()));
    FAILS(create(&second, fixture), ERROR_ENVIRONMENT, "in use by process");
    registry_close(first);
    first = NULL;
    OK(reopen(&first, fixture, DB_WRITE));
}

static void another_schema_is_refused(void **state)
{
    struct fixture *fixture = *state;
    static const struct statement newer = {"newer", "PRAGMA user_version = 999", false};
    static const struct statement older = {"older", "PRAGMA user_version = 1", false};
    SCOPED_REGISTRY registry = NULL;
    struct registry *other;
    OK(create(&registry, fixture));
    OK(db_run(registry_db(registry), &older, DB_NO_VALUES));
    FAILS(reopen(&other, fixture, DB_READ), ERROR_ENVIRONMENT, "is older than");
    OK(db_run(registry_db(registry), &newer, DB_NO_VALUES));
    FAILS(reopen(&other, fixture, DB_READ), ERROR_ENVIRONMENT, "newer than this program");
    registry_close(registry);
    registry = NULL;
    FAILS(reopen(&other, fixture, DB_WRITE), ERROR_ENVIRONMENT, "newer than this program");
}

/* 0 when every way in says that the folder cannot be written. */
static int open_as_nobody(void *context)
{
    struct fixture *fixture = context;
    child_become_nobody();
    struct registry *registry;
    SCOPED_ERROR written = reopen(&registry, fixture, DB_WRITE);
    SCOPED_ERROR read = reopen(&registry, fixture, DB_READ);
    SCOPED_ERROR made = create(&registry, fixture);
    if (!written || error_code(written) != ERROR_ENVIRONMENT ||
        !strstr(error_message(written), "lock': Permission denied"))
        return 1;
    if (!read || error_code(read) != ERROR_ENVIRONMENT || !error_hint_text(read))
        return 2;
    return made && error_code(made) == ERROR_ENVIRONMENT ? 0 : 3;
}

static void a_folder_that_cannot_be_written_is_told(void **state)
{
    struct fixture *fixture = *state;
    struct registry *registry;
    OK(create(&registry, fixture));
    registry_close(registry);
    char *database = registry_database(fixture->folder, fixture->arena);
    char *outer = path_join(fixture->arena, fixture->folder, "..");
    if (geteuid() == 0) {
        assert_int_equal(chown(database, NOBODY, NOBODY), 0);
        assert_int_equal(chown(fixture->folder, NOBODY, NOBODY), 0);
        assert_int_equal(chown(outer, NOBODY, NOBODY), 0);
    }
    assert_int_equal(unlink(path_join(fixture->arena, fixture->folder, "lock")), 0);
    assert_int_equal(chmod(fixture->folder, 0500), 0);
    assert_int_equal(child_wait(child_start(open_as_nobody, fixture)), 0);
    assert_int_equal(chmod(fixture->folder, 0700), 0);
}

static void a_damaged_database_is_told(void **state)
{
    struct fixture *fixture = *state;
    struct registry *registry;
    OK(create(&registry, fixture));
    registry_close(registry);
    char *database = registry_database(fixture->folder, fixture->arena);
    OK(file_write(database, bytes_of_text("this is no database, and long enough to tell"), 0600));
    FAILS(reopen(&registry, fixture, DB_WRITE), ERROR_ENVIRONMENT, "not a database");
    FAILS(reopen(&registry, fixture, DB_READ), ERROR_ENVIRONMENT, "not a database");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_was_set_is_there_again), TEST(others_may_not_look_in),
        TEST(a_registry_is_made_once),     TEST(the_second_writer_is_refused),
        TEST(another_schema_is_refused),   TEST(a_folder_that_cannot_be_written_is_told),
        TEST(a_damaged_database_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
