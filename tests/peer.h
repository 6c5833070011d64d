/* Other programs as peers to check against. */
#ifndef USTA_TESTS_PEER_H
#define USTA_TESTS_PEER_H

#include "base/arena.h"

/* What a shell command says on both channels, in UTF-8 and untranslated whatever the locale of the
 * machine; *status its exit code, −1 when it was killed. */
const char *run_peer(int *status, const char *command, struct arena *arena);

/* The command succeeds and says part. */
#define PEER_SAYS(part, ...)                                                                       \
    do {                                                                                           \
        SCOPED_ARENA(peer_arena_);                                                                 \
        int peer_status_;                                                                          \
        const char *peer_command_ = arena_format(peer_arena_, __VA_ARGS__);                        \
        const char *peer_said_ = run_peer(&peer_status_, peer_command_, peer_arena_);              \
        if (peer_status_ != 0 || !strstr(peer_said_, (part)))                                      \
            fail_msg("'%s' exits %d and says '%s' instead of '%s'", peer_command_, peer_status_,   \
                     peer_said_, (part));                                                          \
    } while (0)

#endif
