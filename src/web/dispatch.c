/* The way of a request through its checks to whoever answers it, and of the answer back. */
#include "base/text.h"
#include "web/access_log.h"
#include "web/address.h"
#include "web/front.h"
#include "web/guard.h"
#include "web/input.h"
#include "web/server_parts.h"
#include "web/visitor.h"
#include "web/wire.h"

#include <stdlib.h>

/* A visit under way, with the exchange it is for. */
struct errand {
    struct visit visit;
    struct http_exchange *exchange;
    struct reader *reader;
    struct writing writing; /* of PLACE_WRITER */
    struct work work;       /* of PLACE_POOL */
    size_t bytes_in;
};

#define ERRAND_OF(pointer, member)                                                                 \
    ((struct errand *)(void *)((char *)(pointer)-offsetof(struct errand, member)))

static void set_problem(struct errand *errand, const struct problem *problem)
{
    problem_reply(&errand->visit.reply, problem, errand->visit.arena);
    struct error *error = front_problem(&errand->visit, problem);
    if (error) /* then it is said as programs are told */
        access_log_fault(errand->reader->server->setup.log, error_message(error));
    error_free(error);
}

static void finish(struct errand *errand)
{
    struct http_exchange *exchange = errand->exchange;
    struct server *server = errand->reader->server;
    struct reply *reply = &errand->visit.reply;
    int64_t took_us = clock_stopwatch_us() - exchange->began_us;
    reply->status = reply->status ? reply->status : 200;
    const struct access_line line = {.at_s = clock_now_s(server->setup.clock),
                                     .address = errand->visit.request->address,
                                     .method = exchange->request.method,
                                     .route = errand->visit.route ? errand->visit.route->path : "-",
                                     .status = reply->status,
                                     .bytes = reply->body.size,
                                     .took_us = took_us};
    meter_end(&server->meter, reply->status, took_us, errand->bytes_in, reply->body.size);
    access_log_write(server->setup.log, &line);
    exchange->reply = *reply;
    http_answer(exchange);
}

/* Owns error. What the environment did is said in the log, for the one asking cannot mend it. */
static void finish_with(struct errand *errand, struct error *error)
{
    if (error) {
        struct problem problem = problem_of(error);
        if (error_code(error) == ERROR_ENVIRONMENT)
            access_log_fault(errand->reader->server->setup.log, error_message(error));
        set_problem(errand, &problem);
    }
    error_free(error);
    finish(errand);
}

static fallible act(struct desk *desk, void *context)
{
    struct errand *errand = context;
    errand->visit.desk = *desk;
    return errand->visit.route->run(&errand->visit);
}

static void told(struct writing *writing, struct error *error)
{
    finish_with(ERRAND_OF(writing, writing), error);
}

static void labour(struct work *work, struct db *db)
{
    struct errand *errand = ERRAND_OF(work, work);
    errand->visit.desk.db = db;
    finish_with(errand, errand->visit.route->run(&errand->visit));
}

static fallible hand_over(bool *is_answered, struct errand *errand)
{
    struct server *server = errand->reader->server;
    enum route_place place = errand->visit.route->place;
    *is_answered = place == PLACE_LOOP;
    if (place == PLACE_LOOP)
        return errand->visit.route->run(&errand->visit);
    errand->writing = (struct writing){
        .person = errand->visit.visitor.person, .act = act, .context = errand, .told = told};
    errand->work.run = labour;
    return place == PLACE_WRITER ? writer_submit(server->writer, &errand->writing)
                                 : pool_submit(server->pool, &errand->work);
}

/* Notes that a session is in use; whoever is served does not wait for it. */
struct touch {
    struct writing writing; /* first, so that told finds the touch */
    int64_t session;
};

static fallible touch_session(struct desk *desk, void *context)
{
    return session_touch(desk, ((struct touch *)context)->session);
}

static void touched(struct writing *writing, struct error *error)
{
    error_free(error); /* the next request tries again */
    free(writing);
}

static void touch(struct errand *errand)
{
    struct touch *touch = calloc(1, sizeof *touch);
    if (!touch)
        abort();
    *touch = (struct touch){.writing = {.person = errand->visit.visitor.person,
                                        .act = touch_session,
                                        .context = touch,
                                        .told = touched},
                            .session = errand->visit.visitor.session};
    struct error *error = writer_submit(errand->reader->server->writer, &touch->writing);
    if (error)
        touched(&touch->writing, error);
}

static fallible look(struct errand *errand)
{
    struct reader *reader = errand->reader;
    struct visit *visit = &errand->visit;
    struct db *db = registry_db(reader->registry);
    bool rests;
    if (!db_in_transaction(db))
        TRY(transaction_begin(&reader->snapshot, db));
    TRY(visitor_read(&visit->visitor, &rests, visit->request, db,
                     clock_now_s(reader->server->setup.clock), visit->arena));
    if (rests)
        touch(errand);
    errand->visit.desk = registry_desk(reader->registry, errand->visit.visitor.person);
    return NULL;
}

/* In parts, so that each says with one word what is wrong: the path, the size and kind of the body.
 */
static bool find(struct errand *errand, struct bytes values[static ROUTE_VALUES], size_t path_size)
{
    const struct request *request = errand->visit.request;
    const char *allowed, *type = request_header(request, "Content-Type");
    const struct route *route = route_find(&allowed, values, errand->reader->server->setup.routes,
                                           request->method, bytes_of(request->target, path_size),
                                           errand->visit.arena);
    struct problem problem = {0};
    errand->visit.route = route;
    if (!route && !allowed)
        problem = (struct problem){404, "not_found", "there is no such page", NULL};
    else if (!route)
        problem = (struct problem){405, "method", "this cannot be done here", NULL};
    else if (request->body.size > route->body_limit)
        problem = (struct problem){413, "too_large", "the body is too large", "send less at once"};
    else if (route->body_limit && (!type || strncmp(type, "application/json", 16) != 0 ||
                                   (type[16] && !strchr("; ", type[16]))))
        problem = (struct problem){415, "media_type", "the body is not JSON",
                                   "Content-Type: application/json"};
    if (problem.status)
        set_problem(errand, &problem);
    if (!route && allowed)
        reply_header(&errand->visit.reply, "Allow", allowed);
    return !problem.status;
}

static bool refuse(struct errand *errand, const struct problem *problem)
{
    if (problem->status)
        set_problem(errand, problem);
    return problem->status != 0;
}

/* *is_answered: nobody else will. */
static fallible judge(bool *is_answered, struct errand *errand)
{
    struct bytes values[ROUTE_VALUES];
    struct problem problem;
    struct visit *visit = &errand->visit;
    size_t path_size = strcspn(visit->request->target, "?");
    const char *query = visit->request->target + path_size;
    *is_answered = true;
    if (!find(errand, values, path_size))
        return NULL;
    TRY(look(errand));
    TRY(guard_access(&problem, visit));
    if (refuse(errand, &problem))
        return NULL;
    TRY(input_read(&visit->inputs, visit->route, values, *query ? query + 1 : NULL,
                   visit->request->body, visit->arena));
    TRY(guard_owner(&problem, visit));
    if (refuse(errand, &problem))
        return NULL;
    if (visit->route->prepare)
        TRY(visit->route->prepare(visit));
    return hand_over(is_answered, errand);
}

/* The proxy on this machine says who asks: the last it names is whom it saw itself. */
static void believe_proxy(struct request *request)
{
    const char *chain = request_header(request, "X-Forwarded-For"),
               *scheme = request_header(request, "X-Forwarded-Proto");
    const char *last = chain ? strrchr(chain, ',') : NULL;
    if (chain)
        request->address = last ? last + 1 + strspn(last + 1, " ") : chain;
    request->is_secure = scheme && text_equal(scheme, "https");
}

void dispatch_serve(void *context, struct http_exchange *exchange)
{
    struct reader *reader = context;
    struct request *request = &exchange->request;
    struct errand *errand = ARENA_NEW(request->arena, struct errand);
    const char *why;
    *errand = (struct errand){
        .exchange = exchange,
        .reader = reader,
        .visit = {.request = request, .server = reader->server, .arena = request->arena},
        .bytes_in = request->body.size};
    meter_begin(&reader->server->meter);
    if (reader->server->setup.is_proxied)
        believe_proxy(request);
    int status = wire_fault(&why, request);
    if (status) {
        set_problem(errand, &(struct problem){status, "malformed", why, NULL});
        errand->visit.reply.closes = true;
        finish(errand);
        return;
    }
    bool is_answered = true;
    struct error *error = judge(&is_answered, errand);
    if (error || is_answered)
        finish_with(errand, error);
}

void dispatch_round_ended(void *context)
{
    struct reader *reader = context;
    transaction_cleanup(&reader->snapshot);
}
