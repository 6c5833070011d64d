#include "certify/font_cut.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/text.h"
#include "certify/deflate.h"

#include <pthread.h>

enum { MAP_LIMIT = 16 * 1024 * 1024 };

/* A cut that is kept, in an arena of its own. */
struct kept {
    const struct font *font; /* NULL: free */
    struct digest uses;
    struct font_cut cut;
    int64_t asked; /* when it was asked for last, in questions */
    struct arena *arena;
};

struct font_cuts {
    pthread_mutex_t lock; /* of all below */
    struct kept items[FONT_CUTS];
    int64_t questions;
};

static void release(void *object)
{
    struct font_cuts *cuts = object;
    for (size_t i = 0; i < FONT_CUTS; i++)
        arena_close(cuts->items[i].arena);
    pthread_mutex_destroy(&cuts->lock);
}

struct font_cuts *font_cuts_open(struct arena *arena)
{
    struct font_cuts *cuts = ARENA_NEW(arena, struct font_cuts);
    ASSERT(pthread_mutex_init(&cuts->lock, NULL) == 0);
    arena_defer(arena, release, cuts);
    return cuts;
}

/* "ABCDEF+Name" (ISO 32000-1, 9.6.4): six letters that differ when the subset does. */
static char *subset_name(const struct font_use *use, struct bytes subset, struct arena *arena)
{
    struct digest digest = digest_of(subset);
    char tag[7] = {0};
    for (int i = 0; i < 6; i++)
        tag[i] = (char)('A' + digest.data[i] % 26);
    return arena_format(arena, "%s+%s", tag, font_name(use->font));
}

static void add_units(struct buffer *buffer, struct bytes text)
{
    const char *at = (const char *)text.data, *end = at + text.size;
    while (at < end) {
        uint32_t c = utf8_next(&at);
        if (c >= 0x10000)
            buffer_add_format(buffer, "%04X", (unsigned)(0xd7c0 + (c >> 10)));
        buffer_add_format(buffer, "%04X", (unsigned)(c >= 0x10000 ? 0xdc00 + (c & 0x3ff) : c));
    }
}

/* The text of each CID, as a CMap of at most 100 entries a section (ISO 32000-1, 9.10.3). */
static struct bytes to_unicode_of(const struct font_use *use, struct arena *arena)
{
    struct buffer map = buffer_make(arena, MAP_LIMIT);
    buffer_add_text(&map, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                          "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                          "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                          "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for (size_t i = 0; i < use->count; i++) {
        size_t left = use->count - i;
        if (i % 100 == 0)
            buffer_add_format(&map, "%zu beginbfchar\n", left < 100 ? left : 100);
        buffer_add_format(&map, "<%04zX> <", i + 1);
        add_units(&map, use->uses[i].text);
        buffer_add_text(&map, i % 100 == 99 || left == 1 ? ">\nendbfchar\n" : ">\n");
    }
    buffer_add_text(&map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    return deflate_bytes(bytes_of_text(buffer_text(&map)), arena);
}

/* The glyph of each CID in the subset, two bytes each (ISO 32000-1, table 117, CIDToGIDMap). */
static struct bytes glyph_map_of(const uint32_t *glyphs, size_t count, struct arena *arena)
{
    struct buffer map = buffer_make(arena, MAP_LIMIT);
    buffer_add_byte(&map, 0);
    buffer_add_byte(&map, 0);
    for (size_t i = 0; i < count; i++) {
        buffer_add_byte(&map, (uint8_t)(glyphs[i] >> 8));
        buffer_add_byte(&map, (uint8_t)glyphs[i]);
    }
    return deflate_bytes(bytes_of(map.data, map.size), arena);
}

static fallible make(struct font_cut *out, const struct font_use *use, struct arena *arena)
{
    uint32_t *glyphs = ARENA_ARRAY(arena, uint32_t, use->count);
    uint32_t *new_ids = ARENA_ARRAY(arena, uint32_t, use->count);
    for (size_t i = 0; i < use->count; i++)
        glyphs[i] = use->uses[i].glyph;
    struct bytes subset;
    TRY(font_subset(&subset, new_ids, use->font, glyphs, use->count, arena));
    *out = (struct font_cut){.name = subset_name(use, subset, arena),
                             .program = deflate_bytes(subset, arena),
                             .program_size = subset.size,
                             .glyph_map = glyph_map_of(new_ids, use->count, arena),
                             .to_unicode = to_unicode_of(use, arena)};
    return NULL;
}

static struct font_cut copy(const struct font_cut *cut, struct arena *arena)
{
    return (struct font_cut){.name = arena_text(arena, cut->name),
                             .program = arena_bytes(arena, cut->program),
                             .program_size = cut->program_size,
                             .glyph_map = arena_bytes(arena, cut->glyph_map),
                             .to_unicode = arena_bytes(arena, cut->to_unicode)};
}

/* Which glyphs, for which texts, in which order. */
static struct digest digest_uses(const struct font_use *use, struct arena *arena)
{
    struct buffer all = buffer_make(arena, MAP_LIMIT);
    for (size_t i = 0; i < use->count; i++) {
        buffer_add(&all, bytes_of(&use->uses[i].glyph, sizeof use->uses[i].glyph));
        buffer_add(&all, use->uses[i].text);
        buffer_add_byte(&all, 0);
    }
    return digest_of(bytes_of(all.data, all.size));
}

static bool find(struct font_cut *out, struct font_cuts *cuts, const struct font *font,
                 const struct digest *uses, struct arena *arena)
{
    bool found = false;
    pthread_mutex_lock(&cuts->lock);
    cuts->questions++;
    for (size_t i = 0; i < FONT_CUTS && !found; i++) {
        struct kept *kept = &cuts->items[i];
        found = kept->font == font && digest_equal(&kept->uses, uses);
        if (!found)
            continue;
        kept->asked = cuts->questions;
        *out = copy(&kept->cut, arena);
    }
    pthread_mutex_unlock(&cuts->lock);
    return found;
}

/* In the place of the one not asked for the longest. Two threads may keep the same. */
static void keep(struct font_cuts *cuts, const struct font *font, const struct digest *uses,
                 const struct font_cut *cut)
{
    struct arena *own = arena_open();
    struct font_cut copied = copy(cut, own);
    pthread_mutex_lock(&cuts->lock);
    struct kept *place = cuts->items;
    for (size_t i = 1; i < FONT_CUTS; i++)
        if (cuts->items[i].asked < place->asked)
            place = &cuts->items[i];
    struct arena *before = place->arena;
    *place = (struct kept){font, *uses, copied, cuts->questions, own};
    pthread_mutex_unlock(&cuts->lock);
    arena_close(before);
}

fallible font_cut_of(struct font_cut *out, struct font_cuts *cuts, const struct font_use *use,
                     struct arena *arena)
{
    struct digest uses = digest_uses(use, arena);
    if (cuts && find(out, cuts, use->font, &uses, arena))
        return NULL;
    TRY(make(out, use, arena));
    if (cuts)
        keep(cuts, use->font, &uses, out);
    return NULL;
}
