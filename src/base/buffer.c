#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>

struct buffer buffer_make(struct arena *arena, size_t limit)
{
    return (struct buffer){.arena = arena, .limit = limit};
}

static bool buffer_reserve(struct buffer *buffer, size_t more)
{
    if (buffer->overfull || more > buffer->limit - buffer->size) {
        buffer->overfull = true;
        return false;
    }
    size_t needed = buffer->size + more + 1; /* room for a NUL, so text costs no copy */
    if (needed <= buffer->capacity)
        return true;
    size_t capacity = buffer->capacity ? buffer->capacity : 64;
    while (capacity < needed)
        capacity *= 2;
    uint8_t *data = arena_alloc(buffer->arena, capacity);
    if (buffer->size)
        memcpy(data, buffer->data, buffer->size);
    buffer->data = data;
    buffer->capacity = capacity;
    return true;
}

void buffer_add(struct buffer *buffer, struct bytes bytes)
{
    if (!bytes.size || !buffer_reserve(buffer, bytes.size))
        return;
    memcpy(buffer->data + buffer->size, bytes.data, bytes.size);
    buffer->size += bytes.size;
}

void buffer_add_byte(struct buffer *buffer, uint8_t byte)
{
    buffer_add(buffer, bytes_of(&byte, 1));
}

void buffer_add_text(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, bytes_of_text(text));
}

void buffer_add_format(struct buffer *buffer, const char *format, ...)
{
    va_list values, again;
    va_start(values, format);
    va_copy(again, values);
    int size = vsnprintf(NULL, 0, format, values);
    va_end(values);
    if (size < 0)
        abort();
    if (buffer_reserve(buffer, (size_t)size)) {
        vsnprintf((char *)buffer->data + buffer->size, (size_t)size + 1, format, again);
        buffer->size += (size_t)size;
    }
    va_end(again);
}

fallible buffer_take(struct bytes *out, const struct buffer *buffer, const char *what)
{
    if (buffer->overfull)
        return error_make(ERROR_REFUSED, "%s is longer than the limit of %zu bytes", what,
                          buffer->limit);
    *out = bytes_of(buffer->data, buffer->size);
    return NULL;
}

char *buffer_text(struct buffer *buffer)
{
    ASSERT(!buffer->overfull);
    if (!buffer_reserve(buffer, 0))
        return NULL;
    buffer->data[buffer->size] = '\0';
    return (char *)buffer->data;
}
