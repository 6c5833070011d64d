/* Somebody who calls the server over a plain socket, well-behaved or not. */
#ifndef USTA_TESTS_CALLER_H
#define USTA_TESTS_CALLER_H

#include "base/arena.h"

#include <stdint.h>

enum { CALLER_PATIENCE_MS = 20000 };

int caller_connect(uint16_t port); /* −1 when nobody listens */

/* Sends bytes as they are; false when the other side has closed. */
int caller_send(int socket, struct bytes bytes);

/* All that comes until the other side closes, or patience ends. */
const char *caller_read_all(int socket, struct arena *arena);

/* A reply: its status (0: none came), all its headers as text, its body. */
struct answer {
    int status;
    const char *headers, *body;
};

/* Reads one reply with Content-Length. */
struct answer caller_read(int socket, struct arena *arena);

/* Connects, sends a whole request, reads one reply. headers are lines that end with CRLF; body may
 * be NULL. */
struct answer caller_ask(uint16_t port, const char *method, const char *target, const char *headers,
                         const char *body, struct arena *arena);

/* The value of a header of an answer, NULL when there is none. */
const char *answer_header(const struct answer *answer, const char *name, struct arena *arena);

#endif
