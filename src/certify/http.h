/* One question to one server over HTTP or HTTPS: a body is sent, a body comes back. Nothing but the
 * address given is ever asked: no redirect is followed, no proxy of the environment used, and no
 * more than a limit is read (https: the server's certificate must lead to one of the system's
 * roots and be its own). */
#ifndef USTA_CERTIFY_HTTP_H
#define USTA_CERTIFY_HTTP_H

#include "base/arena.h"

struct http_request {
    const char *url;          /* http:// or https:// */
    const char *content_type; /* of the body, "application/timestamp-query" */
    const char *accepted;     /* what the answer must be, "application/timestamp-reply" */
    struct bytes body;
    size_t answer_limit;   /* bytes */
    long connect_limit_ms; /* until somebody listens */
    long total_limit_ms;   /* until all is there */
};

/* ERROR_USAGE unless an address is one that can be asked. */
fallible http_check_address(const char *url);

/* ERROR_ENVIRONMENT, naming the address, when no answer comes in time, it is no 200 of the accepted
 * type, or too long; ERROR_USAGE when the address is neither http nor https. */
fallible http_post(struct bytes *answer, const struct http_request *request, struct arena *arena);

#endif
