/* Memory that is given back all at once: one arena per command, per request, per test.
 *
 * Everything taken from an arena lives until the arena is closed; nothing is freed by hand.
 * Out of memory aborts the process: acknowledged writes are safe in their transactions, and no
 * caller could do better. Memory comes zeroed. Never put secrets into an arena. */
#ifndef USTA_BASE_ARENA_H
#define USTA_BASE_ARENA_H

#include "base/bytes.h"
#include "base/error.h"

#include <stdarg.h>

struct arena;

never_null struct arena *arena_open(void);
void arena_close(struct arena *arena); /* NULL does nothing */
void arena_cleanup(struct arena **arena);

/* An arena that closes at the end of the block: SCOPED_ARENA(arena); */
#define SCOPED_ARENA(name) __attribute__((cleanup(arena_cleanup))) struct arena *name = arena_open()

/* size zeroed bytes, aligned for any type. */
never_null void *arena_alloc(struct arena *arena, size_t size);
#define ARENA_NEW(arena, type)          ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_array((arena), (count), sizeof(type)))
never_null void *arena_array(struct arena *arena, size_t count,
                             size_t size); /* aborts on overflow */

/* A list that grows: adds a zeroed item behind items[0 … count−1], counts it and gives its address.
 *     struct level *levels = NULL; size_t count = 0;
 *     *ARENA_PUSH(arena, levels, count) = level;
 * Only this grows the list: its room doubles whenever count reaches a power of two. */
#define ARENA_PUSH(arena, items, count)                                                            \
    ((items) = arena_grow((arena), (items), (count), sizeof *(items)), &(items)[(count)++])
void *arena_grow(struct arena *arena, const void *items, size_t count, size_t size);

char *arena_text(struct arena *arena, const char *text);                /* a copy */
char *arena_text_n(struct arena *arena, const void *text, size_t size); /* a copy, NUL added */
struct bytes arena_bytes(struct arena *arena, struct bytes bytes);      /* a copy */
char *arena_format(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

/* Calls release(object) when the arena closes, latest first: for objects of other libraries. */
void arena_defer(struct arena *arena, void (*release)(void *), void *object);

#endif
