#include "base/arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK_SIZE = 16 * 1024, ALIGNMENT = alignof(max_align_t) };

struct block {
    struct block *next;
    size_t used, size;
    alignas(max_align_t) uint8_t data[];
};

struct deferred {
    struct deferred *next;
    void (*release)(void *);
    void *object;
};

struct arena {
    struct block *blocks;
    struct deferred *deferred;
};

static struct block *block_make(size_t size)
{
    struct block *block = calloc(1, sizeof *block + size);
    if (!block)
        abort();
    block->size = size;
    return block;
}

struct arena *arena_open(void)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        abort();
    return arena;
}

void arena_close(struct arena *arena)
{
    if (!arena)
        return;
    for (struct deferred *d = arena->deferred; d; d = d->next)
        d->release(d->object);
    for (struct block *block = arena->blocks, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    free(arena);
}

void arena_cleanup(struct arena **arena)
{
    arena_close(*arena);
}

static void *block_take(struct block *block, size_t size)
{
    void *taken = block->data + block->used;
    block->used += size;
    return taken;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        abort();
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct block *first = arena->blocks;
    if (first && first->size - first->used >= size)
        return block_take(first, size);
    if (first && size > BLOCK_SIZE / 4) { /* a large piece must not end the block in use */
        struct block *large = block_make(size);
        large->next = first->next;
        first->next = large;
        return block_take(large, size);
    }
    struct block *fresh = block_make(size > BLOCK_SIZE ? size : BLOCK_SIZE);
    fresh->next = first;
    arena->blocks = fresh;
    return block_take(fresh, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    size_t total;
    if (__builtin_mul_overflow(count, size, &total))
        abort();
    return arena_alloc(arena, total);
}

char *arena_text_n(struct arena *arena, const void *text, size_t size)
{
    char *copy = arena_alloc(arena, size + 1);
    if (size)
        memcpy(copy, text, size);
    return copy;
}

void *arena_grow(struct arena *arena, const void *items, size_t count, size_t size)
{
    if (count & (count - 1))
        return (void *)(uintptr_t)items; /* there is room: it was made by this function */
    void *grown = arena_array(arena, count ? count * 2 : 1, size);
    if (count)
        memcpy(grown, items, count * size);
    return grown;
}

char *arena_text(struct arena *arena, const char *text)
{
    return arena_text_n(arena, text, strlen(text));
}

struct bytes arena_bytes(struct arena *arena, struct bytes bytes)
{
    return bytes_of(arena_text_n(arena, bytes.data, bytes.size), bytes.size);
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list values, again;
    va_start(values, format);
    va_copy(again, values);
    int size = vsnprintf(NULL, 0, format, values);
    va_end(values);
    if (size < 0)
        abort();
    char *text = arena_alloc(arena, (size_t)size + 1);
    vsnprintf(text, (size_t)size + 1, format, again);
    va_end(again);
    return text;
}

void arena_defer(struct arena *arena, void (*release)(void *), void *object)
{
    struct deferred *deferred = ARENA_NEW(arena, struct deferred);
    *deferred = (struct deferred){arena->deferred, release, object};
    arena->deferred = deferred;
}
