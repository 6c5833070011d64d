/* Memory that runs out at any allocation, all the way from enrolment to the certificate: the
 * process ends by an abort or with an error, never by a crash or a sanitizer's report; then the
 * registry opens, what was acknowledged is there, what was not is whole or absent, and everything
 * left passes the audit.
 *
 * The way makes some twenty-five thousand allocations; by default RUNS of them fail, evenly spread from
 * an offset drawn anew and printed. USTA_RUNS=N makes N, USTA_FULL=1 makes every one fail. */
#include "certify/way.h"

#include "base/file.h"
#include "base/random.h"
#include "certify/scarce/scarce_memory.h"

#include "child.h"
#include "scratch.h"
#include "test.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RUNS = 100 };

/* How a child ends; a sanitizer that finds something ends it with another code. */
enum { ALL_DONE = 40, TOLD_ERROR = 41 };

/* What a child leaves for its parent, in memory of both. */
struct left {
    volatile size_t done;
    volatile int64_t asked;
};

struct site {
    struct arena *arena;
    struct way *way;
    struct left *left;
    const char *said; /* a file: what the child says of itself */
    int64_t n;        /* the allocation that fails */
    fallible (*walk)(struct site *site);
};

static fallible walk_the_way(struct site *site)
{
    return way_walk(site->way, &site->left->done);
}

/* The planted fault. */
static fallible walk_without_looking(struct site *site)
{
    struct left *unchecked = malloc(sizeof *unchecked);
    unchecked->done = 1;
    site->left->done = unchecked->done;
    free(unchecked);
    return NULL;
}

static int walk_in_child(void *context)
{
    struct site *site = context;
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    int said = open(site->said, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    dup2(said, STDERR_FILENO);
    scarce_memory_plan(site->n);
    struct error *error = site->walk(site);
    site->left->asked = scarce_memory_asked();
    scarce_memory_plan(0);
    if (error)
        fprintf(stderr, "%s\n", error_message(error));
    return error ? TOLD_ERROR : ALL_DONE;
}

/* The child's last words. */
static const char *said(const struct site *site, struct arena *arena)
{
    struct bytes bytes;
    OK(file_read(&bytes, site->said, 1 << 20, arena));
    return arena_text_n(arena, bytes.data, bytes.size);
}

static fallible check_end(const struct site *site, int status, struct arena *arena)
{
    bool is_good = WIFEXITED(status)
                       ? WEXITSTATUS(status) == ALL_DONE || WEXITSTATUS(status) == TOLD_ERROR
                       : WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
    if (is_good)
        return NULL;
    return error_make(ERROR_REFUSED, "it crashed, status %d: %s", status, said(site, arena));
}

/* Walks with the n-th allocation failing; 0: with none. */
static fallible run(int *status, struct site *site, int64_t n, struct arena *arena)
{
    way_restore(site->way);
    site->n = n;
    site->left->done = 0;
    pid_t child = child_start(walk_in_child, site);
    assert_int_equal(waitpid(child, status, 0), child);
    return check_end(site, *status, arena);
}

static int64_t runs_wanted(int64_t allocations)
{
    const char *wanted = getenv("USTA_RUNS");
    if (getenv("USTA_FULL"))
        return allocations;
    return wanted ? strtoll(wanted, NULL, 10) : RUNS;
}

static void no_allocation_that_fails_does_harm(void **state)
{
    struct site *site = *state;
    struct random random = random_system();
    uint32_t offset;
    int status, ends[3] = {0}; /* done all the same, with an error, by an abort */
    site->walk = walk_the_way;
    OK(run(&status, site, 0, site->arena));
    assert_int_equal(WEXITSTATUS(status), ALL_DONE);
    int64_t allocations = site->left->asked, stride = allocations / runs_wanted(allocations);
    OK(random_below(&offset, &random, (uint32_t)stride));
    print_message("%lld allocations, every %lld-th from %lld fails\n", (long long)allocations,
                  (long long)stride, (long long)offset + 1);
    for (int64_t n = 1 + (int64_t)offset; n <= allocations; n += stride) {
        SCOPED_ARENA(arena);
        SCOPED_ERROR crash = run(&status, site, n, arena);
        SCOPED_ERROR wrong = crash ? NULL : way_look(site->way, site->left->done);
        if (crash || wrong)
            fail_msg("allocation %lld of %lld: %s", (long long)n, (long long)allocations,
                     error_message(crash ? crash : wrong));
        ends[WIFSIGNALED(status) ? 2 : WEXITSTATUS(status) == TOLD_ERROR]++;
    }
    print_message("%d done all the same, %d ended with an error, %d by an abort\n", ends[0],
                  ends[1], ends[2]);
    assert_true(ends[1] + ends[2] > 10);
}

static void an_allocation_that_nobody_checks_is_found(void **state)
{
    struct site *site = *state;
    int status;
    site->walk = walk_without_looking;
    OK(run(&status, site, 0, site->arena));
    FAILS(run(&status, site, 1, site->arena), ERROR_REFUSED, "it crashed");
}

static int open_site(void **state)
{
    struct arena *arena = arena_open();
    struct site *site = ARENA_NEW(arena, struct site);
    site->arena = arena;
    site->said = path_join(arena, scratch_folder(arena), "said");
    site->left = mmap(NULL, sizeof *site->left, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                      -1, 0);
    assert_true(site->left != MAP_FAILED);
    site->way = way_open();
    *state = site;
    return 0;
}

static int close_site(void **state)
{
    struct site *site = *state;
    munmap(site->left, sizeof *site->left);
    way_close(site->way);
    arena_close(site->arena);
    return 0;
}

int main(void)
{
    scarce_memory_install();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_allocation_that_nobody_checks_is_found),
        cmocka_unit_test(no_allocation_that_fails_does_harm),
    };
    return cmocka_run_group_tests_name("certify/memory", tests, open_site, close_site);
}
