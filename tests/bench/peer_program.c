#include "bench/peer_program.h"

#include "child.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

enum { ANSWER_LIMIT = 200 };

struct wires {
    const char *command;
    int orders[2], answers[2];
};

static int run(void *context)
{
    const struct wires *wires = context;
    ASSERT(dup2(wires->orders[0], STDIN_FILENO) >= 0);
    ASSERT(dup2(wires->answers[1], STDOUT_FILENO) >= 0);
    execl("/bin/sh", "sh", "-c", wires->command, (char *)NULL);
    return 1;
}

static void stop(void *object)
{
    struct peer_program *peer = object;
    fclose(peer->orders);
    fclose(peer->answers);
    child_wait(peer->process);
}

struct peer_program *peer_program_start(const char *command, struct arena *arena)
{
    struct peer_program *peer = ARENA_NEW(arena, struct peer_program);
    struct wires wires = {.command = command};
    ASSERT(pipe2(wires.orders, O_CLOEXEC) == 0 && pipe2(wires.answers, O_CLOEXEC) == 0);
    ASSERT(signal(SIGPIPE, SIG_IGN) != SIG_ERR); /* one that has ended is found by its silence */
    peer->process = child_start(run, &wires);
    close(wires.orders[0]);
    close(wires.answers[1]);
    peer->orders = fdopen(wires.orders[1], "w");
    peer->answers = fdopen(wires.answers[0], "r");
    ASSERT(peer->orders && peer->answers);
    arena_defer(arena, stop, peer);
    return peer;
}

bool peer_program_order(struct peer_program *peer, const char *order)
{
    char answer[ANSWER_LIMIT];
    if (fprintf(peer->orders, "%s\n", order) < 0 || fflush(peer->orders) != 0)
        return false;
    if (!fgets(answer, sizeof answer, peer->answers))
        return false;
    return sscanf(answer, "%lf %lld", &peer->used_s, &peer->size) == 2;
}
