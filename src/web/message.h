/* A request as it came over the wire and the reply to it, as HTTP (RFC 9110) has them, without any
 * library's types. What they point to lives in the request's arena. */
#ifndef USTA_WEB_MESSAGE_H
#define USTA_WEB_MESSAGE_H

#include "base/arena.h"

#include <stdbool.h>

struct header {
    const char *name, *value;
};

struct request {
    struct arena *arena;
    const char *method; /* "GET" */
    const char *target; /* as in the request line: "/api/v1/session?x=1" */
    bool is_old;        /* HTTP/1.0 */
    const struct header *headers;
    size_t header_count;
    struct bytes body;
    const char *address; /* who asks: "192.168.1.20" */
    bool is_secure;      /* over TLS, our own or that of the proxy in front */
};

enum { REPLY_HEADER_LIMIT = 8 };

struct reply {
    int status;
    const char *type; /* of the body: "application/json"; NULL for none */
    struct bytes body;
    struct header headers[REPLY_HEADER_LIMIT];
    size_t header_count;
    bool closes; /* the connection, behind this reply */
};

/* The value of a header, by its name in any case; NULL when there is none, the first of several. */
const char *request_header(const struct request *request, const char *name);

/* How many headers have this name. */
size_t request_header_count(const struct request *request, const char *name);

/* The value of a cookie (RFC 6265, 5.4), NULL when there is none or more than one. */
const char *request_cookie(const struct request *request, const char *name);

/* Adds a header; there are never more than REPLY_HEADER_LIMIT (asserted). */
void reply_header(struct reply *reply, const char *name, const char *value);

/* "Not Found": the words of RFC 9110, 15 for a status. */
const char *status_words(int status);

/* The headers that stand on every reply (screens.md, "Everywhere"); the last has no name. */
extern const struct header reply_everywhere[];

#endif
