#include "peer.h"

#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

enum { SAID_LIMIT = 64 * 1024 * 1024 };

const char *run_peer(int *status, const char *command, struct arena *arena)
{
    struct buffer said = buffer_make(arena, SAID_LIMIT);
    char part[4096];
    FILE *pipe = popen(arena_format(arena, "export LC_ALL=C.UTF-8; ( %s ) 2>&1", command), "r");
    if (!pipe)
        abort();
    for (size_t size; (size = fread(part, 1, sizeof part, pipe)) > 0;)
        buffer_add(&said, bytes_of(part, size));
    int ended = pclose(pipe);
    *status = WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
    return buffer_text(&said);
}
