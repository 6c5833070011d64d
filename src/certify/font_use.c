#include "certify/font_use.h"

#include <stdio.h>

/* Room for one more: twice the array when it is full. */
static void *grown(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    *capacity = *capacity ? 2 * *capacity : 16;
    void *larger = arena_array(arena, *capacity, size);
    if (count)
        memcpy(larger, items, count * size);
    return larger;
}

struct font_use *font_uses_of(struct font_uses *uses, const struct font *font)
{
    for (size_t i = 0; i < uses->count; i++)
        if (uses->items[i]->font == font)
            return uses->items[i];
    uses->items = grown(uses->arena, uses->items, uses->count, &uses->capacity,
                        sizeof *uses->items);
    struct font_use *use = ARENA_NEW(uses->arena, struct font_use);
    *use = (struct font_use){.font = font, .arena = uses->arena};
    uses->items[uses->count++] = use;
    snprintf(use->name, sizeof use->name, "F%u", (unsigned)(uint16_t)uses->count);
    return use;
}

uint16_t font_use_cid(struct font_use *use, uint32_t glyph, struct bytes text)
{
    uint16_t *bucket = &use->buckets[glyph % FONT_USE_BUCKETS];
    for (uint16_t cid = *bucket; cid; cid = use->uses[cid - 1].same_bucket)
        if (use->uses[cid - 1].glyph == glyph && bytes_equal(use->uses[cid - 1].text, text))
            return cid;
    ASSERT(use->count < FONT_USE_LIMIT);
    use->uses = grown(use->arena, use->uses, use->count, &use->capacity, sizeof *use->uses);
    use->uses[use->count++] = (struct glyph_use){glyph, text, *bucket};
    *bucket = (uint16_t)use->count;
    return *bucket;
}
