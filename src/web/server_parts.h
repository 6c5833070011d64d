/* What the server is made of, for its own files alone (server.c, dispatch.c). */
#ifndef USTA_WEB_SERVER_PARTS_H
#define USTA_WEB_SERVER_PARTS_H

#include "web/http.h"
#include "web/server.h"

#include <pthread.h>

/* A loop, and the connection it reads through: one snapshot for all requests of a round. */
struct reader {
    struct server *server;
    struct http_loop *loop;
    struct random random;
    struct registry *registry;
    struct transaction snapshot;
    pthread_t thread;
    bool is_running;
};

struct server {
    struct arena *arena;
    struct server_setup setup;
    struct random random;
    struct registry *registry;
    struct writer *writer;
    struct shelf shelf; /* in an arena of its own: the writer's */
    struct pool *pool;
    struct tls *tls;
    struct crowd *crowd;
    struct backoff *backoff;
    struct pages *pages;
    struct app *app;
    struct meter meter;
    struct reader *readers;
    size_t reader_count;
};

/* Takes an exchange from its loop, finds its route, judges it, has it answered; context is the
 * reader. */
void dispatch_serve(void *context, struct http_exchange *exchange);
void dispatch_round_ended(void *context);

#endif
