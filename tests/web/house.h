/* A server for tests: on a registry of its own, over plain HTTP on a port of its own. */
#ifndef USTA_TESTS_HOUSE_H
#define USTA_TESTS_HOUSE_H

#include "assess/fixture.h"
#include "web/caller.h"
#include "web/server.h"

struct house {
    struct arena *arena;
    const char *folder; /* the registry's */
    const char *log;    /* the file of the log */
    struct clock clock;
    struct random random;
    struct server_setup setup;
    struct server *server;
    uint16_t port;
};

enum { HOUSE_NOW_S = 1795860000 }; /* 2026-11-28T10:00:00Z */

/* A registry without anything in it, and what a server of it is set up with. */
struct house *house_make(const struct route *routes, struct arena *arena);

/* The same of what a fixture holds, by its clock. */
struct house *house_of(struct fixture *fixture, const struct route *routes, struct arena *arena);

/* Opens the server, as the setup says by now. */
void house_open(struct house *house);
void house_close(struct house *house);

struct answer house_ask(struct house *house, const char *method, const char *target,
                        const char *headers, const char *body);

/* What the log says by now. */
const char *house_log(struct house *house);

#endif
