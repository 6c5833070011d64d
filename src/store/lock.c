#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

enum { PAUSE_MS = 50 };

/* Whoever holds the lock has written its number into the file. */
static never_null struct error *held(int descriptor, const char *path)
{
    char holder[20] = "";
    ssize_t size = pread(descriptor, holder, sizeof holder - 1, 0);
    return error_hint(error_make(ERROR_ENVIRONMENT, "'%s' is held: in use by process %ld", path,
                                 size > 0 ? strtol(holder, NULL, 10) : 0),
                      "wait for it to end, or end it");
}

/* Both bounds are needed: a clock may be set back, or stand still. */
static fallible wait_for(int descriptor, const char *path, const struct clock *clock,
                         int patience_s)
{
    int64_t until_s = clock_now_s(clock) + patience_s;
    for (int pauses = patience_s * 1000 / PAUSE_MS;; pauses--) {
        if (flock(descriptor, LOCK_EX | LOCK_NB) == 0)
            return NULL;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return error_make(ERROR_ENVIRONMENT, "cannot lock '%s': %s", path, strerror(errno));
        if (pauses <= 0 || clock_now_s(clock) > until_s)
            return held(descriptor, path);
        poll(NULL, 0, PAUSE_MS);
    }
}

static fallible sign(int descriptor, const char *path)
{
    if (ftruncate(descriptor, 0) == 0 && dprintf(descriptor, "%ld\n", (long)getpid()) > 0)
        return NULL;
    return error_make(ERROR_ENVIRONMENT, "cannot write '%s': %s", path, strerror(errno));
}

fallible lock_take(struct lock *out, const char *path, const struct clock *clock, int patience_s)
{
    *out = LOCK_NONE;
    SCOPED_LOCK lock = {open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
    if (lock.descriptor < 0)
        return error_hint(
            error_make(ERROR_ENVIRONMENT, "cannot write '%s': %s", path, strerror(errno)),
            "let this account write the folder");
    TRY(wait_for(lock.descriptor, path, clock, patience_s));
    TRY(sign(lock.descriptor, path));
    *out = lock;
    lock.descriptor = -1; /* now the caller's */
    return NULL;
}

void lock_release(struct lock *lock)
{
    if (lock->descriptor >= 0)
        close(lock->descriptor);
    lock->descriptor = -1;
}
