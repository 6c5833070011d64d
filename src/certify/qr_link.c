#include "certify/qr_link.h"

#include "base/text.h"

#include <ctype.h>
#include <strings.h>

static const char start[] = "HTTPS://", path[] = "/C/";

static size_t span_of_host(const char *text)
{
    size_t length = 0;
    while (isalnum((unsigned char)text[length]) || (text[length] && strchr(".-:", text[length])))
        length++;
    return length;
}

fallible qr_link(char **out, const char *host, const struct code *code, const char *payload,
                 struct arena *arena)
{
    size_t length = strlen(host);
    if (!length || length > QR_HOST_LIMIT || span_of_host(host) != length)
        return error_make(ERROR_REFUSED, "'%s' is not the name of a host of 1 to %d characters",
                          host, QR_HOST_LIMIT);
    char *link = arena_format(arena, "%s%s%s%s", start, host, path, code->text);
    for (char *at = link; *at; at++)
        *at = (char)toupper((unsigned char)*at);
    *out = payload ? arena_format(arena, "%s#%s", link, payload) : link;
    return NULL;
}

/* link ends before end: everything up to the '#'. */
static fallible code_of_link(struct code *out, const char *link, const char *end,
                             struct arena *arena)
{
    size_t host = 0;
    if (strncasecmp(link, start, strlen(start)) == 0)
        host = span_of_host(link + strlen(start));
    const char *at = link + strlen(start) + host;
    if (!host || strncasecmp(at, path, strlen(path)) != 0)
        return error_make(ERROR_REFUSED, "not a link of the form %sHOST%sCODE#…", start, path);
    at += strlen(path);
    return code_read(out, arena_text_n(arena, at, (size_t)(end - at)));
}

fallible qr_link_read(struct qr_payload *out, const char *text, struct arena *arena)
{
    const char *fragment = strchr(text, '#');
    if (!fragment)
        return qr_payload_read(out, text, arena);
    struct qr_payload payload;
    struct code code;
    TRY_AS(code_of_link(&code, text, fragment, arena), "QR code");
    TRY(qr_payload_read(&payload, fragment + 1, arena));
    if (!code_equal(&code, &payload.unverified_facts.code))
        return error_make(ERROR_REFUSED, "QR code: the link is for '%s', the payload for '%s'",
                          code_text(&code, arena),
                          code_text(&payload.unverified_facts.code, arena));
    *out = payload;
    return NULL;
}
