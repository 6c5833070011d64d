#include "web/server.h"

#include "base/file.h"
#include "web/server_parts.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static fallible open_tls(struct server *server)
{
    struct arena *arena = server->arena;
    const struct server_setup *setup = &server->setup;
    static const char *const local[] = {"localhost", "127.0.0.1", "::1", NULL};
    if (setup->is_proxied)
        return NULL;
    if (setup->certificate)
        return tls_open(&server->tls, setup->certificate, setup->key);
    const char *folder = path_join(arena, setup->registry, "tls");
    TRY(tls_make(folder, setup->names ? setup->names : local, setup->clock));
    return tls_open(&server->tls, path_join(arena, folder, "certificate.pem"),
                    path_join(arena, folder, "key.pem"));
}

static fallible open_reader(struct reader *reader, struct server *server, uint16_t port)
{
    const struct server_setup *setup = &server->setup;
    const struct http_setup http = {.address = setup->address,
                                    .port = port,
                                    .tls = server->tls,
                                    .crowd = server->crowd,
                                    .patience_s = setup->patience_s,
                                    .serve = dispatch_serve,
                                    .round_ended = dispatch_round_ended,
                                    .context = reader};
    reader->server = server;
    reader->random = random_system();
    TRY(registry_open(&reader->registry, setup->registry, DB_READ, setup->clock, &reader->random));
    return http_loop_open(&reader->loop, &http);
}

static void *serve(void *context)
{
    struct reader *reader = context;
    http_loop_run(reader->loop);
    return NULL;
}

/* The first takes the port, the others share it; signals are for the threads there were before. */
static fallible start_readers(struct server *server)
{
    sigset_t all, before;
    uint16_t port = server->setup.port;
    for (size_t i = 0; i < server->setup.loops; i++) {
        TRY(open_reader(&server->readers[server->reader_count++], server, port));
        port = http_loop_port(server->readers[0].loop);
    }
    sigfillset(&all);
    ASSERT(pthread_sigmask(SIG_SETMASK, &all, &before) == 0);
    for (size_t i = 0; i < server->reader_count; i++) {
        struct reader *reader = &server->readers[i];
        reader->is_running = pthread_create(&reader->thread, NULL, serve, reader) == 0;
    }
    ASSERT(pthread_sigmask(SIG_SETMASK, &before, NULL) == 0);
    for (size_t i = 0; i < server->reader_count; i++)
        if (!server->readers[i].is_running)
            return error_make(ERROR_ENVIRONMENT, "no thread to serve with");
    return NULL;
}

static fallible open_all(struct server *server)
{
    const struct server_setup *setup = &server->setup;
    TRY(pages_open(&server->pages, setup->pages, server->arena));
    if (setup->app)
        TRY(app_open(&server->app, setup->app, server->arena));
    TRY(registry_open(&server->registry, setup->registry, DB_WRITE, setup->clock, &server->random));
    TRY(open_tls(server));
    TRY(writer_open(&server->writer, server->registry));
    TRY(pool_open(&server->pool, SERVER_POOL, setup->registry, setup->clock));
    return start_readers(server);
}

static void fill_in(struct server_setup *setup)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (!setup->loops)
        setup->loops = cores > 0 ? (size_t)cores : 1;
    if (!setup->each)
        setup->each = setup->is_proxied ? SERVER_ALL : SERVER_EACH;
    if (!setup->patience_s)
        setup->patience_s = SERVER_PATIENCE_S;
}

fallible server_open(struct server **out, const struct server_setup *setup)
{
    struct arena *arena = arena_open();
    SCOPED_SERVER server = ARENA_NEW(arena, struct server);
    server->arena = arena;
    server->setup = *setup;
    server->random = random_system();
    server->shelf = shelf_make(arena_open());
    fill_in(&server->setup);
    server->backoff = backoff_open();
    server->crowd = crowd_open(server->setup.each, SERVER_ALL);
    server->readers = ARENA_ARRAY(arena, struct reader, server->setup.loops);
    signal(SIGPIPE, SIG_IGN); /* whoever hangs up is told by write() */
    TRY(open_all(server));
    *out = server;
    server = NULL;
    return NULL;
}

void server_close(struct server *server)
{
    if (!server)
        return;
    for (size_t i = 0; i < server->reader_count; i++)
        if (server->readers[i].is_running)
            http_loop_stop(server->readers[i].loop);
    for (size_t i = 0; i < server->reader_count; i++)
        if (server->readers[i].is_running)
            ASSERT(pthread_join(server->readers[i].thread, NULL) == 0);
    pool_close(server->pool);
    writer_close(server->writer);
    for (size_t i = 0; i < server->reader_count; i++) {
        http_loop_close(server->readers[i].loop);
        transaction_cleanup(&server->readers[i].snapshot);
        registry_close(server->readers[i].registry);
    }
    backoff_close(server->backoff);
    crowd_close(server->crowd);
    tls_close(server->tls);
    registry_close(server->registry);
    arena_close(server->shelf.arena);
    arena_close(server->arena);
}

void server_cleanup(struct server **server)
{
    server_close(*server);
}

uint16_t server_port(const struct server *server)
{
    return http_loop_port(server->readers[0].loop);
}

struct writer *server_writer(struct server *server)
{
    return server->writer;
}

struct shelf *server_shelf(struct server *server)
{
    return &server->shelf;
}

struct backoff *server_backoff(struct server *server)
{
    return server->backoff;
}

const struct pages *server_pages(const struct server *server)
{
    return server->pages;
}

const struct app *server_app(const struct server *server)
{
    return server->app;
}

struct meter *server_meter(struct server *server)
{
    return &server->meter;
}

size_t server_connections(struct server *server)
{
    return crowd_size(server->crowd);
}

const struct clock *server_clock(struct server *server)
{
    return server->setup.clock;
}

const struct route *server_routes(const struct server *server)
{
    return server->setup.routes;
}
