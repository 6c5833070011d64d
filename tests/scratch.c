#include "scratch.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *at)
{
    (void)status, (void)kind, (void)at;
    return remove(path);
}

static void remove_folder(void *path)
{
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

char *scratch_folder_in(const char *place, struct arena *arena)
{
    char *path = arena_format(arena, "%s/usta-test-XXXXXX", place);
    ASSERT(mkdtemp(path));
    arena_defer(arena, remove_folder, path);
    return path;
}

char *scratch_folder(struct arena *arena)
{
    /* a test waits for no disk */
    return scratch_folder_in(access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp", arena);
}
