#include "web/caller.h"

#include "base/buffer.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ANSWER_LIMIT = 4 * 1024 * 1024 };

int caller_connect(uint16_t port)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor >= 0 && connect(descriptor, (struct sockaddr *)&address, sizeof address) == 0)
        return descriptor;
    close(descriptor);
    return -1;
}

int caller_send(int descriptor, struct bytes bytes)
{
    for (size_t sent = 0; sent < bytes.size;) {
        ssize_t some = send(descriptor, bytes.data + sent, bytes.size - sent, MSG_NOSIGNAL);
        if (some <= 0)
            return 0;
        sent += (size_t)some;
    }
    return 1;
}

/* More bytes at the end of buffer; 0 when no more will come. */
static int read_more(int descriptor, struct buffer *buffer)
{
    uint8_t bytes[16 * 1024];
    struct pollfd waiting = {descriptor, POLLIN, 0};
    if (poll(&waiting, 1, CALLER_PATIENCE_MS) <= 0)
        return 0;
    ssize_t got = read(descriptor, bytes, sizeof bytes);
    if (got <= 0)
        return 0;
    buffer_add(buffer, bytes_of(bytes, (size_t)got));
    return 1;
}

const char *caller_read_all(int descriptor, struct arena *arena)
{
    struct buffer buffer = buffer_make(arena, ANSWER_LIMIT);
    while (read_more(descriptor, &buffer))
        ;
    return buffer.size ? buffer_text(&buffer) : "";
}

static struct answer answer_of(const char *text, size_t head, struct arena *arena)
{
    const char *space = strchr(text, ' ');
    return (struct answer){space ? (int)strtol(space + 1, NULL, 10) : 0,
                           arena_text_n(arena, text, head), arena_text(arena, text + head)};
}

/* The bytes the head says that follow it. */
static size_t body_size(const struct answer *answer, struct arena *arena)
{
    const char *length = answer_header(answer, "Content-Length", arena);
    return length ? strtoul(length, NULL, 10) : 0;
}

struct answer caller_read(int descriptor, struct arena *arena)
{
    struct buffer buffer = buffer_make(arena, ANSWER_LIMIT);
    for (;;) {
        const char *text = buffer.size ? buffer_text(&buffer) : "", *end = strstr(text, "\r\n\r\n");
        if (end) {
            size_t head = (size_t)(end - text) + 4;
            struct answer answer = answer_of(text, head, arena);
            if (buffer.size >= head + body_size(&answer, arena))
                return answer;
        }
        if (!read_more(descriptor, &buffer))
            return (struct answer){0, "", ""};
    }
}

struct answer caller_ask(uint16_t port, const char *method, const char *target, const char *headers,
                         const char *body, struct arena *arena)
{
    char *length = body ? arena_format(arena, "Content-Length: %zu\r\n", strlen(body)) : "";
    char *request = arena_format(arena, "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s%s\r\n%s", method,
                                 target, length, headers, body ? body : "");
    int descriptor = caller_connect(port);
    struct answer answer = {0, "", ""};
    if (descriptor < 0)
        return answer;
    if (caller_send(descriptor, bytes_of_text(request)))
        answer = caller_read(descriptor, arena);
    close(descriptor);
    return answer;
}

const char *answer_header(const struct answer *answer, const char *name, struct arena *arena)
{
    size_t size = strlen(name);
    for (const char *line = answer->headers; (line = strstr(line, "\r\n"));) {
        line += 2;
        if (strncasecmp(line, name, size) == 0 && line[size] == ':') {
            const char *value = line + size + 1 + strspn(line + size + 1, " ");
            return arena_text_n(arena, value, strcspn(value, "\r"));
        }
    }
    return NULL;
}
