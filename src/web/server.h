/* The server: event loops that read, one thread that writes for all with shared commits
 * (store/writer.h), a small pool for what is slow. Every request goes through the table of routes
 * (route.h); each leaves one line of JSON in the log, without personal data:
 *   {"at":"2026-11-28T09:53:45Z","bytes":312,"from":"192.168.1.0/24","method":"GET",
 *    "route":"/api/v1/packs/{day}","status":200,"us":840}
 * `route` is the pattern, never the path; "-" where there is none. */
#ifndef USTA_WEB_SERVER_H
#define USTA_WEB_SERVER_H

#include "assess/shelf.h"
#include "base/clock.h"
#include "base/random.h"
#include "store/writer.h"
#include "web/app.h"
#include "web/backoff.h"
#include "web/crowd.h"
#include "web/meter.h"
#include "web/pages.h"
#include "web/pool.h"
#include "web/route.h"

struct server_setup {
    const char *registry;          /* its folder */
    const char *address;           /* to listen on: "0.0.0.0" */
    uint16_t port;                 /* 0: one that is free */
    const char *certificate, *key; /* PEM files; NULL: made once, in the registry's folder tls */
    const char *const *names;      /* in the certificate that is made; NULL ends the list */
    bool is_proxied;               /* plain HTTP for a proxy on this machine, which says who asks
                                    * (X-Forwarded-For) and how (X-Forwarded-Proto) */
    size_t loops;                  /* 0: one for each core */
    size_t each;                   /* connections of one address at most; 0: SERVER_EACH */
    int patience_s;                /* http.h; 0: SERVER_PATIENCE_S */
    int log;                       /* the descriptor of the log; −1: none */
    const char *pages;             /* the folder of pages (pages.h) */
    const char *app;               /* the folder of the examiners' app (app.h); NULL: none */
    const struct route *routes;
    const struct clock *clock; /* one that any thread may read */
};

enum { SERVER_EACH = 64, SERVER_ALL = 16 * 1024, SERVER_PATIENCE_S = 60, SERVER_POOL = 2 };

/* Opens the registry for writing, listens, and starts to serve. Signals are blocked in its threads.
 * ERROR_ENVIRONMENT also when another process writes. */
fallible server_open(struct server **out, const struct server_setup *setup);

uint16_t server_port(const struct server *server);

/* Finishes what is under way, answers it, and ends all threads. */
void server_close(struct server *server); /* NULL does nothing */
void server_cleanup(struct server **server);
#define SCOPED_SERVER __attribute__((cleanup(server_cleanup))) struct server *

/* For those who answer. Borrowed until the server closes. */
struct writer *server_writer(struct server *server);
/* Rubrics at hand, for acts alone: on the writer's thread. */
struct shelf *server_shelf(struct server *server);

struct backoff *server_backoff(struct server *server);
const struct pages *server_pages(const struct server *server);
const struct app *server_app(const struct server *server); /* NULL: none */
struct meter *server_meter(struct server *server);
size_t server_connections(struct server *server);
const struct clock *server_clock(struct server *server);
const struct route *server_routes(const struct server *server);

#endif
