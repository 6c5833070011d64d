#include "certify/http.h"

#include "base/buffer.h"
#include "base/text.h"

#include <curl/curl.h>
#include <pthread.h>

enum { OK_STATUS = 200 };

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void begin_library(void)
{
    ASSERT(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK);
}

struct exchange {
    CURL *handle;
    struct curl_slist *headers;
    struct buffer answer;
    char fault[CURL_ERROR_SIZE];
};

static void exchange_close(struct exchange *exchange)
{
    curl_easy_cleanup(exchange->handle);
    curl_slist_free_all(exchange->headers);
}

/* Returning another number than it was given ends the transfer. */
static size_t take(char *data, size_t size, size_t count, void *context)
{
    struct buffer *answer = context;
    buffer_add(answer, bytes_of(data, size * count));
    return answer->overfull ? 0 : size * count;
}

#define SET(option, value) ASSERT(curl_easy_setopt(exchange->handle, (option), (value)) == CURLE_OK)

static void set_headers(struct exchange *exchange, const struct http_request *request,
                        struct arena *arena)
{
    const char *lines[] = {arena_format(arena, "Content-Type: %s", request->content_type),
                           arena_format(arena, "Accept: %s", request->accepted), "Expect:"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct curl_slist *longer = curl_slist_append(exchange->headers, lines[i]);
        ASSERT(longer);
        exchange->headers = longer;
    }
    SET(CURLOPT_HTTPHEADER, exchange->headers);
}

static void set_limits(struct exchange *exchange, const struct http_request *request)
{
    SET(CURLOPT_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_FOLLOWLOCATION, 0L);
    SET(CURLOPT_PROXY, "");
    SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    SET(CURLOPT_CONNECTTIMEOUT_MS, request->connect_limit_ms);
    SET(CURLOPT_TIMEOUT_MS, request->total_limit_ms);
    SET(CURLOPT_NOSIGNAL, 1L);
}

static void set_up(struct exchange *exchange, const struct http_request *request,
                   struct arena *arena)
{
    pthread_once(&once, begin_library);
    exchange->handle = curl_easy_init();
    ASSERT(exchange->handle);
    exchange->answer = buffer_make(arena, request->answer_limit);
    set_headers(exchange, request, arena);
    set_limits(exchange, request);
    SET(CURLOPT_URL, request->url);
    SET(CURLOPT_POSTFIELDSIZE, (long)request->body.size);
    SET(CURLOPT_POSTFIELDS, request->body.data);
    SET(CURLOPT_WRITEFUNCTION, take);
    SET(CURLOPT_WRITEDATA, &exchange->answer);
    SET(CURLOPT_ERRORBUFFER, exchange->fault);
}

static fallible check_answer(const struct exchange *exchange, const struct http_request *request)
{
    long status = 0;
    const char *type = NULL;
    curl_easy_getinfo(exchange->handle, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(exchange->handle, CURLINFO_CONTENT_TYPE, &type);
    if (status != OK_STATUS)
        return error_make(ERROR_ENVIRONMENT, "'%s' answers with status %ld instead of %d",
                          request->url, status, OK_STATUS);
    size_t size = type ? strcspn(type, "; ") : 0;
    if (!type || size != strlen(request->accepted) || strncmp(type, request->accepted, size) != 0)
        return error_make(ERROR_ENVIRONMENT, "'%s' answers with '%.80s' instead of '%s'",
                          request->url, type ? type : "", request->accepted);
    return NULL;
}

fallible http_check_address(const char *url)
{
    if (text_starts(url, "http://") || text_starts(url, "https://"))
        return NULL;
    return error_hint(error_make(ERROR_USAGE, "'%s' is no address", url),
                      "it begins with http:// or https://");
}

fallible http_post(struct bytes *answer, const struct http_request *request, struct arena *arena)
{
    __attribute__((cleanup(exchange_close))) struct exchange exchange = {0};
    TRY(http_check_address(request->url));
    set_up(&exchange, request, arena);
    CURLcode code = curl_easy_perform(exchange.handle);
    if (exchange.answer.overfull)
        return error_make(ERROR_ENVIRONMENT, "'%s' answers with more than %zu bytes", request->url,
                          request->answer_limit);
    if (code != CURLE_OK)
        return error_make(ERROR_ENVIRONMENT, "'%s' cannot be asked: %s", request->url,
                          *exchange.fault ? exchange.fault : curl_easy_strerror(code));
    TRY(check_answer(&exchange, request));
    return buffer_take(answer, &exchange.answer, request->url);
}
