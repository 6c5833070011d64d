#include "store/lock.h"

#include "base/file.h"

#include "child.h"
#include "scratch.h"
#include "test.h"

#include <signal.h>
#include <unistd.h>

/* A clock that is never where it was: who waits by it gives up at once. */
static int64_t hurry(const struct clock *clock)
{
    int64_t *now_s = (int64_t *)(uintptr_t)&clock->fixed_s;
    return *now_s += 60;
}

struct holder {
    const char *path;
    int ready[2]; /* a pipe: a byte when the lock is held */
};

static int hold(void *context)
{
    struct holder *holder = context;
    struct clock clock = clock_fixed(0);
    SCOPED_LOCK lock = LOCK_NONE;
    SCOPED_ERROR error = lock_take(&lock, holder->path, &clock, 0);
    if (error || write(holder->ready[1], "", 1) != 1)
        return 1;
    pause();
    return 0;
}

static void one_process_holds_it(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct holder holder = {path_join(arena, scratch_folder(arena), "lock"), {0}};
    assert_int_equal(pipe(holder.ready), 0);
    pid_t child = child_start(hold, &holder);
    char byte;
    assert_int_equal(read(holder.ready[0], &byte, 1), 1);
    struct clock clock = {hurry, 0};
    SCOPED_LOCK lock = LOCK_NONE;
    FAILS(lock_take(&lock, holder.path, &clock, 5), ERROR_ENVIRONMENT,
          arena_format(arena, "in use by process %ld", (long)child));
    assert_in_range(clock.fixed_s, 1, 180); /* it was not asked often */
    clock = clock_fixed(0);                 /* stands still: the pauses are counted */
    FAILS(lock_take(&lock, holder.path, &clock, 0), ERROR_ENVIRONMENT, "in use by process");
    kill(child, SIGKILL);
    assert_int_equal(child_wait(child), -1);
    OK(lock_take(&lock, holder.path, &clock, 0));
    close(holder.ready[0]);
    close(holder.ready[1]);
}

static void who_waits_gets_it(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct holder holder = {path_join(arena, scratch_folder(arena), "lock"), {0}};
    assert_int_equal(pipe(holder.ready), 0);
    pid_t child = child_start(hold, &holder);
    char byte;
    assert_int_equal(read(holder.ready[0], &byte, 1), 1);
    kill(child, SIGKILL);
    struct clock clock = clock_system();
    SCOPED_LOCK lock = LOCK_NONE;
    OK(lock_take(&lock, holder.path, &clock, 5));
    assert_int_equal(child_wait(child), -1);
    lock_release(&lock);
    lock_release(&lock); /* nothing */
    OK(lock_take(&lock, holder.path, &clock, 0));
    close(holder.ready[0]);
    close(holder.ready[1]);
}

static void a_folder_that_is_not_there_is_told(void **state)
{
    (void)state;
    struct clock clock = clock_fixed(0);
    SCOPED_LOCK lock = LOCK_NONE;
    FAILS(lock_take(&lock, "/nowhere/lock", &clock, 0), ERROR_ENVIRONMENT, "'/nowhere/lock'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_process_holds_it),
        cmocka_unit_test(who_waits_gets_it),
        cmocka_unit_test(a_folder_that_is_not_there_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
