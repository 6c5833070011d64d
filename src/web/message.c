#include "web/message.h"

#include "base/text.h"

#include <strings.h>

const struct header reply_everywhere[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
     "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
     "base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"X-Frame-Options", "DENY"},
    {"X-Robots-Tag", "noindex"},
    {"Cache-Control", "no-store"},
    {NULL, NULL},
};

const char *request_header(const struct request *request, const char *name)
{
    for (size_t i = 0; i < request->header_count; i++)
        if (strcasecmp(request->headers[i].name, name) == 0)
            return request->headers[i].value;
    return NULL;
}

size_t request_header_count(const struct request *request, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < request->header_count; i++)
        count += strcasecmp(request->headers[i].name, name) == 0;
    return count;
}

/* The value behind "name=" in one header; *seen counts how often it is there. */
static const char *cookie_in(size_t *seen, const char *cookies, const char *name,
                             struct arena *arena)
{
    const char *found = NULL;
    size_t size = strlen(name);
    for (const char *at = cookies; *at; at += *at ? 1 : 0) {
        at += strspn(at, " \t");
        size_t length = strcspn(at, ";");
        if (length > size && strncmp(at, name, size) == 0 && at[size] == '=') {
            found = arena_text_n(arena, at + size + 1, length - size - 1);
            ++*seen;
        }
        at += length;
    }
    return found;
}

const char *request_cookie(const struct request *request, const char *name)
{
    size_t seen = 0;
    const char *value = NULL;
    for (size_t i = 0; i < request->header_count; i++) {
        if (strcasecmp(request->headers[i].name, "Cookie") != 0)
            continue;
        const char *found = cookie_in(&seen, request->headers[i].value, name, request->arena);
        value = found ? found : value;
    }
    return seen == 1 ? value : NULL;
}

void reply_header(struct reply *reply, const char *name, const char *value)
{
    ASSERT(reply->header_count < REPLY_HEADER_LIMIT);
    reply->headers[reply->header_count++] = (struct header){name, value};
}

const char *status_words(int status)
{
    static const struct {
        int status;
        const char *words;
    } known[] = {
        {200, "OK"},
        {201, "Created"},
        {204, "No Content"},
        {303, "See Other"},
        {304, "Not Modified"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {409, "Conflict"},
        {411, "Length Required"},
        {413, "Content Too Large"},
        {415, "Unsupported Media Type"},
        {421, "Misdirected Request"},
        {422, "Unprocessable Content"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {503, "Service Unavailable"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].status == status)
            return known[i].words;
    return "Unknown";
}
