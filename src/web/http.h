/* One event loop of the server: listens, reads requests, hands each whole one over and sends what
 * it is answered. Several loops, each on a thread of its own, listen on one address and share its
 * connections (SO_REUSEPORT). The only part of the program that knows libevent.
 *
 * A connection has patience_s from its last answer (or from its beginning) until its next request
 * is there whole: headers or bodies that trickle do not keep it. So much has its reader, too, for
 * what it is sent. The body is at most WIRE_BODY_LIMIT bytes (wire.h). */
#ifndef USTA_WEB_HTTP_H
#define USTA_WEB_HTTP_H

#include "web/crowd.h"
#include "web/message.h"
#include "web/tls.h"

struct http_loop;

/* A request under way. It and its arena are gone once it is answered. */
struct http_exchange {
    struct request request;
    struct reply reply;
    struct http_loop *loop;
    int64_t began_us; /* of clock_stopwatch_us */
    void *sender;     /* http.c's own, like next */
    struct http_exchange *next;
};

struct http_setup {
    const char *address; /* "0.0.0.0", "::1" */
    uint16_t port;       /* 0: one that is free */
    struct tls *tls;     /* borrowed, like the crowd; NULL: without */
    struct crowd *crowd;
    int patience_s;
    /* On the loop's thread: whoever takes the exchange answers it once, now or later, from any
     * thread. Nothing of the request was judged before (wire_fault). */
    void (*serve)(void *context, struct http_exchange *exchange);
    /* On the loop's thread: all that came in together has been handed over. */
    void (*round_ended)(void *context);
    void *context;
};

/* ERROR_ENVIRONMENT when the address cannot be listened on. */
fallible http_loop_open(struct http_loop **out, const struct http_setup *setup);
void http_loop_close(struct http_loop *loop); /* NULL does nothing */

uint16_t http_loop_port(const struct http_loop *loop);

/* Serves until it is stopped, and all that was under way then has been answered and sent. */
void http_loop_run(struct http_loop *loop);

/* From any thread or signal handler: takes no more connections or requests, answers those under way
 * and closes each connection behind its answer; those that do not take it in patience_s are cut. */
void http_loop_stop(struct http_loop *loop);

void http_answer(struct http_exchange *exchange);

#endif
