/* Bytes that grow, up to a limit set at birth. Adding never fails on the spot: a buffer that would
 * pass its limit becomes overfull and stays so, and buffer_take says it once, at the end. */
#ifndef USTA_BASE_BUFFER_H
#define USTA_BASE_BUFFER_H

#include "base/arena.h"

#include <stdbool.h>

struct buffer {
    struct arena *arena; /* where the bytes live */
    uint8_t *data;
    size_t size, capacity, limit;
    bool overfull;
};

/* An empty buffer of at most limit bytes. */
struct buffer buffer_make(struct arena *arena, size_t limit);

void buffer_add(struct buffer *buffer, struct bytes bytes);
void buffer_add_byte(struct buffer *buffer, uint8_t byte);
void buffer_add_text(struct buffer *buffer, const char *text);
void buffer_add_format(struct buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);

/* All that was added; lives as long as the arena. Refuses (ERROR_REFUSED) when overfull, naming
 * what (for example "certificate PDF") and the limit. */
fallible buffer_take(struct bytes *out, const struct buffer *buffer, const char *what);

/* The same as a C string; the caller knows it holds no NUL and asserts that it is not overfull. */
char *buffer_text(struct buffer *buffer);

#endif
