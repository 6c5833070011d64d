#include "certify/print_run.h"

#include "base/thread.h"

#include <stdatomic.h>
#include <unistd.h>

enum { THREADS_LIMIT = 64 };

struct run {
    struct print *prints;
    size_t count;
    const struct press *press;
    int64_t signed_at_s;
    atomic_size_t next; /* the first that nobody has taken */
};

static fallible print_one(struct print *print, const struct run *run)
{
    struct value *record;
    TRY(value_parse(&record, bytes_of_text(print->record), "record", print->arena));
    return press_print(&print->pdf, run->press, record, print->photo, run->signed_at_s,
                       print->arena);
}

static void *print_some(void *context)
{
    struct run *run = context;
    for (size_t i; (i = atomic_fetch_add(&run->next, 1)) < run->count;)
        if (run->prints[i].record)
            run->prints[i].error = print_one(&run->prints[i], run);
    return NULL;
}

static size_t threads_for(size_t count)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t most = cores < 1 ? 1 : cores > THREADS_LIMIT ? THREADS_LIMIT : (size_t)cores;
    return count < most ? count : most;
}

void print_run(struct print *prints, size_t count, const struct press *press, int64_t signed_at_s)
{
    pthread_t threads[THREADS_LIMIT];
    struct run run = {prints, count, press, signed_at_s, 0};
    size_t wanted = threads_for(count), started = 1;
    while (started < wanted && thread_start(&threads[started], print_some, &run) == 0)
        started++; /* fewer print as well, only later */
    print_some(&run);
    for (size_t i = 1; i < started; i++)
        ASSERT(pthread_join(threads[i], NULL) == 0);
}
