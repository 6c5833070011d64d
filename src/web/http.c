#include "web/http.h"

#include "base/clock.h"
#include "web/address.h"
#include "web/outbox.h"
#include "web/wire.h"

#include <errno.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/bufferevent_ssl.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/http_struct.h>
#include <event2/keyvalq_struct.h>
#include <event2/listener.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 511, BUCKETS = 4096 };

/* A connection, from its first byte to its last: found by evhttp's own object for it. */
struct connection {
    struct http_loop *loop;
    struct evhttp_connection *key;
    struct connection *next;
    struct bufferevent *wire;
    struct evbuffer_cb_entry *watch; /* of what goes out */
    struct event *deadline;
    char address[ADDRESS_SIZE]; /* as the crowd has it */
    bool is_busy;               /* a request of it is being answered */
    bool is_sending;            /* what goes out now is our reply, not one of evhttp's own */
};

struct http_loop {
    struct http_setup setup;
    struct event_base *base;
    struct evhttp *http;
    struct evhttp_bound_socket *bound;
    struct event *woken, *greet, *round, *cut;
    struct bufferevent **fresh; /* accepted in this round, not yet greeted */
    size_t fresh_count, fresh_room;
    struct outbox answered;
    uint16_t port;
    pthread_t thread;
    atomic_bool is_stopping;
    bool is_draining;
    size_t connections;
    struct connection *buckets[BUCKETS];
};

static struct connection **find_connection(struct http_loop *loop,
                                           const struct evhttp_connection *key)
{
    struct connection **at = &loop->buckets[((uintptr_t)key >> 5) % BUCKETS];
    while (*at && (*at)->key != key)
        at = &(*at)->next;
    return at;
}

static void arm(const struct connection *connection)
{
    struct timeval patience = {connection->loop->setup.patience_s, 0};
    evtimer_add(connection->deadline,
                event_base_init_common_timeout(connection->loop->base, &patience));
}

/* Whatever ends a connection, evhttp tells of it. */
static void on_closed(struct evhttp_connection *key, void *context)
{
    struct http_loop *loop = context;
    struct connection **at = find_connection(loop, key), *connection = *at;
    ASSERT(connection);
    *at = connection->next;
    loop->connections--;
    crowd_leave(loop->setup.crowd, connection->address);
    evbuffer_remove_cb_entry(bufferevent_get_output(connection->wire), connection->watch);
    event_free(connection->deadline);
    free(connection);
    if (loop->is_draining && loop->connections == 0)
        event_base_loopbreak(loop->base);
}

static void on_deadline(evutil_socket_t none, short events, void *context)
{
    (void)none, (void)events;
    struct connection *connection = context;
    if (!connection->is_busy)
        evhttp_connection_free(connection->key);
}

/* evhttp refuses by itself what it cannot read: behind the status line that it writes first, such a
 * reply gets the headers of every reply. An interim one (100) has none. */
static void on_output(struct evbuffer *output, const struct evbuffer_cb_info *info, void *context)
{
    char start[sizeof "HTTP/1.1 1" - 1] = {0};
    struct connection *connection = context;
    if (connection->is_sending || info->orig_size != 0 || info->n_added == 0)
        return;
    evbuffer_copyout(output, start, sizeof start);
    if (start[sizeof start - 1] == '1')
        return;
    connection->is_sending = true;
    for (const struct header *header = reply_everywhere; header->name; header++)
        evbuffer_add_printf(output, "%s: %s\r\n", header->name, header->value);
    connection->is_sending = false;
}

static void add_connection(struct http_loop *loop, struct evhttp_connection *key,
                           const char *address)
{
    struct connection *connection = calloc(1, sizeof *connection);
    if (!connection)
        abort();
    *connection = (struct connection){.loop = loop,
                                      .key = key,
                                      .wire = evhttp_connection_get_bufferevent(key),
                                      .deadline = evtimer_new(loop->base, on_deadline, connection)};
    int size = snprintf(connection->address, ADDRESS_SIZE, "%s", address);
    connection->watch = evbuffer_add_cb(bufferevent_get_output(connection->wire), on_output,
                                        connection);
    if (!connection->deadline || !connection->watch)
        abort();
    ASSERT(size > 0 && size < ADDRESS_SIZE);
    *find_connection(loop, key) = connection;
    loop->connections++;
    evhttp_connection_set_closecb(key, on_closed, loop);
    arm(connection);
}

/* evhttp 2.1 tells of a connection only when its first request is there whole. So make_wire keeps
 * what it made, and in the same round, before anything is read, its object is asked for: evhttp
 * is its own context of the wire's callbacks. */
static void on_greet(evutil_socket_t none, short events, void *context)
{
    (void)none, (void)events;
    struct http_loop *loop = context;
    for (size_t i = 0; i < loop->fresh_count; i++) {
        void *key;
        char *address;
        ev_uint16_t port;
        bufferevent_getcb(loop->fresh[i], NULL, NULL, NULL, &key);
        evhttp_connection_get_peer(key, &address, &port);
        if (crowd_enter(loop->setup.crowd, address))
            add_connection(loop, key, address);
        else
            evhttp_connection_free(key);
    }
    loop->fresh_count = 0;
}

static const char *method_name(enum evhttp_cmd_type type)
{
    switch (type) {
    case EVHTTP_REQ_GET:
        return "GET";
    case EVHTTP_REQ_HEAD:
        return "HEAD";
    case EVHTTP_REQ_POST:
        return "POST";
    case EVHTTP_REQ_PUT:
        return "PUT";
    case EVHTTP_REQ_DELETE:
        return "DELETE";
    case EVHTTP_REQ_PATCH:
        return "PATCH";
    case EVHTTP_REQ_OPTIONS:
        return "OPTIONS";
    case EVHTTP_REQ_TRACE:
        return "TRACE";
    case EVHTTP_REQ_CONNECT:
        return "CONNECT";
    }
    return "";
}

static void read_headers(struct request *out, struct evhttp_request *from)
{
    struct header *headers = NULL;
    struct evkeyval *field;
    struct evkeyvalq *fields = evhttp_request_get_input_headers(from);
    for (field = fields->tqh_first; field; field = field->next.tqe_next)
        *ARENA_PUSH(out->arena, headers, out->header_count) = (struct header){
            arena_text(out->arena, field->key), arena_text(out->arena, field->value)};
    out->headers = headers;
}

static struct http_exchange *read_exchange(struct http_loop *loop, struct evhttp_request *from,
                                           const struct connection *connection)
{
    struct arena *arena = arena_open();
    struct http_exchange *exchange = ARENA_NEW(arena, struct http_exchange);
    *exchange = (struct http_exchange){
        .loop = loop, .sender = from, .began_us = clock_stopwatch_us()};
    struct request *request = &exchange->request;
    *request = (struct request){.arena = arena,
                                .method = method_name(evhttp_request_get_command(from)),
                                .target = arena_text(arena, evhttp_request_get_uri(from)),
                                .address = arena_text(arena, connection->address),
                                .is_secure = loop->setup.tls != NULL};
    read_headers(request, from);
    struct evbuffer *body = evhttp_request_get_input_buffer(from);
    size_t size = evbuffer_get_length(body);
    uint8_t *bytes = arena_alloc(arena, size + 1);
    evbuffer_remove(body, bytes, size);
    request->body = bytes_of(bytes, size);
    request->is_old = from->major < 1 || (from->major == 1 && from->minor < 1);
    return exchange;
}

static void on_request(struct evhttp_request *from, void *context)
{
    struct http_loop *loop = context;
    struct connection *connection = *find_connection(loop, evhttp_request_get_connection(from));
    ASSERT(connection);
    connection->is_busy = true;
    event_active(loop->round, 0, 0); /* behind all that is active now */
    loop->setup.serve(loop->setup.context, read_exchange(loop, from, connection));
}

static void on_round(evutil_socket_t none, short events, void *context)
{
    (void)none, (void)events;
    struct http_loop *loop = context;
    loop->setup.round_ended(loop->setup.context);
}

/* Whoever asked may be gone by now: evhttp drops the reply then. */
static void send_reply(struct http_exchange *exchange)
{
    struct http_loop *loop = exchange->loop;
    struct evhttp_request *to = exchange->sender;
    const struct reply *reply = &exchange->reply;
    struct evkeyvalq *headers = evhttp_request_get_output_headers(to);
    struct evhttp_connection *key = evhttp_request_get_connection(to);
    struct connection *connection = key ? *find_connection(loop, key) : NULL;
    if (connection) {
        connection->is_busy = false;
        connection->is_sending = true;
        arm(connection);
    }
    if (reply->type)
        evhttp_add_header(headers, "Content-Type", reply->type);
    for (const struct header *header = reply_everywhere; header->name; header++)
        evhttp_add_header(headers, header->name, header->value);
    for (size_t i = 0; i < reply->header_count; i++) {
        evhttp_remove_header(headers, reply->headers[i].name);
        evhttp_add_header(headers, reply->headers[i].name, reply->headers[i].value);
    }
    if (reply->closes || loop->is_draining)
        evhttp_add_header(headers, "Connection", "close");
    struct evbuffer *body = evbuffer_new();
    if (!body || evbuffer_add(body, reply->body.data, reply->body.size) != 0)
        abort();
    evhttp_send_reply(to, reply->status, status_words(reply->status), body);
    evbuffer_free(body);
    connection = key ? *find_connection(loop, key) : NULL;
    if (connection)
        connection->is_sending = false;
    arena_close(exchange->request.arena);
}

void http_answer(struct http_exchange *exchange)
{
    struct http_loop *loop = exchange->loop;
    if (pthread_equal(pthread_self(), loop->thread)) {
        send_reply(exchange);
        return;
    }
    outbox_put(&loop->answered, exchange);
}

static void on_cut(evutil_socket_t none, short events, void *context)
{
    (void)none, (void)events;
    event_base_loopbreak(((struct http_loop *)context)->base);
}

static void drain(struct http_loop *loop)
{
    struct timeval patience = {loop->setup.patience_s, 0};
    loop->is_draining = true;
    evhttp_del_accept_socket(loop->http, loop->bound);
    loop->bound = NULL;
    evtimer_add(loop->cut, &patience);
    for (size_t i = 0; i < BUCKETS; i++)
        for (struct connection *at = loop->buckets[i], *next; at; at = next) {
            next = at->next;
            struct bufferevent *wire = evhttp_connection_get_bufferevent(at->key);
            if (!at->is_busy && evbuffer_get_length(bufferevent_get_output(wire)) == 0)
                evhttp_connection_free(at->key);
        }
    if (loop->connections == 0)
        event_base_loopbreak(loop->base);
}

static void send_answered(struct http_loop *loop)
{
    struct http_exchange *answered = outbox_take(&loop->answered);
    for (struct http_exchange *next; answered; answered = next) {
        next = answered->next;
        send_reply(answered);
    }
}

static void on_woken(evutil_socket_t none, short events, void *context)
{
    (void)none, (void)events;
    struct http_loop *loop = context;
    send_answered(loop);
    if (atomic_load(&loop->is_stopping) && !loop->is_draining)
        drain(loop);
}

static struct bufferevent *new_wire(const struct http_loop *loop)
{
    if (!loop->setup.tls)
        return bufferevent_socket_new(loop->base, -1, BEV_OPT_CLOSE_ON_FREE);
    struct bufferevent *wire = bufferevent_openssl_socket_new(
        loop->base, -1, tls_session(loop->setup.tls), BUFFEREVENT_SSL_ACCEPTING,
        BEV_OPT_CLOSE_ON_FREE);
    if (wire)
        bufferevent_openssl_set_allow_dirty_shutdown(wire, 1); /* HTTP says itself where it ends */
    return wire;
}

static struct bufferevent *make_wire(struct event_base *base, void *context)
{
    (void)base;
    struct http_loop *loop = context;
    struct bufferevent *wire = new_wire(loop);
    if (loop->fresh_count == loop->fresh_room) {
        loop->fresh_room = 2 * loop->fresh_room + 16;
        loop->fresh = realloc(loop->fresh, loop->fresh_room * sizeof(struct bufferevent *));
    }
    if (!wire || !loop->fresh)
        abort();
    loop->fresh[loop->fresh_count++] = wire;
    event_active(loop->greet, 0, 0);
    return wire;
}

static fallible listen_at(struct http_loop *loop)
{
    struct sockaddr_storage address;
    const struct http_setup *setup = &loop->setup;
    int size = address_socket(&address, setup->address, setup->port);
    if (!size)
        return error_hint(error_make(ERROR_USAGE, "'%s' is no address", setup->address),
                          "for example 0.0.0.0, or ::1");
    struct evconnlistener *listener = evconnlistener_new_bind(
        loop->base, NULL, NULL,
        LEV_OPT_REUSEABLE | LEV_OPT_REUSEABLE_PORT | LEV_OPT_CLOSE_ON_EXEC | LEV_OPT_CLOSE_ON_FREE,
        BACKLOG, (struct sockaddr *)&address, size);
    if (!listener)
        return error_hint(error_make(ERROR_ENVIRONMENT, "cannot listen on %s, port %u: %s",
                                     setup->address, setup->port, strerror(errno)),
                          "another program may do so: choose another port");
    loop->bound = evhttp_bind_listener(loop->http, listener);
    ASSERT(loop->bound);
    loop->port = address_port(evconnlistener_get_fd(listener));
    return NULL;
}

static void set_up_http(struct http_loop *loop)
{
    evhttp_set_max_headers_size(loop->http, WIRE_HEADERS_LIMIT);
    evhttp_set_max_body_size(loop->http, WIRE_BODY_LIMIT);
    evhttp_set_timeout(loop->http, loop->setup.patience_s);
    evhttp_set_default_content_type(loop->http, NULL);
    evhttp_set_allowed_methods(loop->http, UINT16_MAX); /* the routes say which */
    evhttp_set_bevcb(loop->http, make_wire, loop);
    evhttp_set_gencb(loop->http, on_request, loop);
}

fallible http_loop_open(struct http_loop **out, const struct http_setup *setup)
{
    struct http_loop *loop = calloc(1, sizeof *loop);
    if (!loop)
        abort();
    loop->setup = *setup;
    loop->base = event_base_new();
    loop->http = evhttp_new(loop->base);
    outbox_open(&loop->answered);
    ASSERT(loop->base && loop->http);
    loop->woken = event_new(loop->base, loop->answered.descriptor, EV_READ | EV_PERSIST, on_woken,
                            loop);
    loop->greet = event_new(loop->base, -1, 0, on_greet, loop);
    loop->round = event_new(loop->base, -1, 0, on_round, loop);
    loop->cut = evtimer_new(loop->base, on_cut, loop);
    ASSERT(loop->woken && loop->greet && loop->round && loop->cut &&
           event_add(loop->woken, NULL) == 0);
    loop->thread = pthread_self();
    set_up_http(loop);
    struct error *error = listen_at(loop);
    if (error) {
        http_loop_close(loop);
        return error;
    }
    *out = loop;
    return NULL;
}

void http_loop_close(struct http_loop *loop)
{
    if (!loop)
        return;
    send_answered(loop);
    evhttp_free(loop->http); /* closes connections, which is told */
    event_free(loop->woken);
    event_free(loop->greet);
    event_free(loop->round);
    event_free(loop->cut);
    event_base_free(loop->base);
    outbox_close(&loop->answered);
    free(loop->fresh);
    free(loop);
}

uint16_t http_loop_port(const struct http_loop *loop)
{
    return loop->port;
}

void http_loop_run(struct http_loop *loop)
{
    loop->thread = pthread_self();
    event_base_dispatch(loop->base);
}

void http_loop_stop(struct http_loop *loop)
{
    atomic_store(&loop->is_stopping, true);
    outbox_wake(&loop->answered);
}
