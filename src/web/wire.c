#include "web/wire.h"

#include "base/text.h"

#include <strings.h>

/* RFC 9110, 5.6.2 */
static bool is_token(const char *text)
{
    size_t size = strspn(text, "!#$%&'*+-.^_`|~0123456789"
                               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return size > 0 && text[size] == '\0';
}

static bool has_control(const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; *at; at++)
        if ((*at < 0x20 && *at != '\t') || *at == 0x7f)
            return true;
    return false;
}

static int fields_fault(const char **why, const struct request *request)
{
    if (request->header_count > WIRE_HEADER_LIMIT) {
        *why = "there are too many header fields";
        return 431;
    }
    *why = "a header field is malformed";
    for (size_t i = 0; i < request->header_count; i++)
        if (!is_token(request->headers[i].name) || has_control(request->headers[i].value))
            return 400;
    return 0;
}

static int host_fault(const char **why, const struct request *request)
{
    size_t hosts = request_header_count(request, "Host");
    *why = "a request names its host once";
    if (hosts > 1 || (hosts == 0 && !request->is_old))
        return 400;
    const char *host = hosts ? request_header(request, "Host") : "localhost";
    bool is_good = *host && strspn(host, "0123456789abcdefghijklmnopqrstuvwxyz"
                                         "ABCDEFGHIJKLMNOPQRSTUVWXYZ.-:[]") == strlen(host);
    return is_good ? 0 : 400;
}

static int target_fault(const char **why, const struct request *request)
{
    const unsigned char *at = (const unsigned char *)request->target;
    *why = "the target is not a path";
    if (*at != '/' || strlen(request->target) > WIRE_TARGET_LIMIT)
        return 400;
    for (; *at; at++)
        if (*at <= 0x20 || *at >= 0x7f || *at == '#' || *at == '\\')
            return 400;
    return 0;
}

static int encoding_fault(const char **why, const struct request *request, const char *encoding)
{
    *why = "the transfer encoding is not known here";
    if (strcasecmp(encoding, "chunked") != 0)
        return 501;
    *why = "two say how long the body is";
    return request->is_old || request_header_count(request, "Transfer-Encoding") > 1 ? 400 : 0;
}

static int length_fault(const char **why, const struct request *request)
{
    const char *length = request_header(request, "Content-Length"),
               *encoding = request_header(request, "Transfer-Encoding");
    *why = "two say how long the body is";
    if (request_header_count(request, "Content-Length") > 1 || (length && encoding))
        return 400;
    *why = "the length of the body is not a number";
    if (length && (!*length || strspn(length, "0123456789") != strlen(length)))
        return 400;
    bool takes_body = text_equal(request->method, "POST") || text_equal(request->method, "PUT") ||
                      text_equal(request->method, "PATCH");
    *why = "a request of this method has no body";
    if (!takes_body && (encoding || (length && strspn(length, "0") != strlen(length))))
        return 400;
    return encoding ? encoding_fault(why, request, encoding) : 0;
}

int wire_fault(const char **why, const struct request *request)
{
    *why = "this method is not known here";
    if (!*request->method)
        return 501;
    int status = fields_fault(why, request);
    if (!status)
        status = target_fault(why, request);
    if (!status)
        status = host_fault(why, request);
    return status ? status : length_fault(why, request);
}
