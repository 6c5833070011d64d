#include "base/thread.h"

#include "base/error.h"

#include <signal.h>

int thread_start(pthread_t *out, void *(*run)(void *context), void *context)
{
    sigset_t all, before;
    sigfillset(&all);
    ASSERT(pthread_sigmask(SIG_SETMASK, &all, &before) == 0);
    int result = pthread_create(out, NULL, run, context);
    ASSERT(pthread_sigmask(SIG_SETMASK, &before, NULL) == 0);
    return result;
}
