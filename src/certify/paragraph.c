#include "certify/paragraph.h"

#include "base/text.h"
#include "certify/bidi.h"
#include "certify/line_break.h"

enum { EM = 1000000 };

static int64_t em_of(const struct font *font, int64_t units)
{
    return units * EM / font_metrics(font)->units_per_em;
}

/* Letters that run from right to left join: there is nothing to be put between them. */
static bool is_joined(const struct shaped_text *shaped)
{
    for (size_t r = 0; r < shaped->count; r++)
        if (shaped->runs[r].level & 1)
            return true;
    return false;
}

struct paragraph paragraph_of(const struct shaped_text *shaped, int tracking_per_mille,
                              struct arena *arena)
{
    if (is_joined(shaped))
        tracking_per_mille = 0;
    int64_t *before = ARENA_ARRAY(arena, int64_t, shaped->size + 1);
    for (size_t r = 0; r < shaped->count; r++) {
        const struct text_run *run = &shaped->runs[r];
        uint32_t last = UINT32_MAX;
        for (size_t i = 0; i < run->glyphs.count; i++) {
            const struct glyph *glyph = &run->glyphs.items[i];
            before[glyph->cluster + 1] += em_of(run->font, glyph->advance);
            if (glyph->cluster != last)
                before[glyph->cluster + 1] += (int64_t)tracking_per_mille * EM / 1000;
            last = glyph->cluster;
        }
    }
    for (size_t i = 1; i <= shaped->size; i++)
        before[i] += before[i - 1];
    return (struct paragraph){*shaped, tracking_per_mille, before};
}

static int64_t width_of(const struct paragraph *paragraph, size_t start, size_t end,
                        int64_t size_mpt)
{
    if (start == end)
        return 0;
    int64_t em = paragraph->em_before[end] - paragraph->em_before[start] -
                 (int64_t)paragraph->tracking_per_mille * EM / 1000; /* none behind the last */
    return em * size_mpt / EM;
}

static size_t without_spaces(const char *text, size_t start, size_t end)
{
    while (end > start && text[end - 1] == ' ')
        end--;
    return end;
}

/* The longest line from start that fits; its end equals start when not even one word does. */
static struct text_line line_from(const struct paragraph *paragraph, size_t start, size_t *next,
                                  int64_t size_mpt, int64_t width_mpt)
{
    const char *text = paragraph->shaped.text;
    struct text_line line = {start, start, 0};
    for (size_t at = start; at < paragraph->shaped.size;) {
        at = line_break_next(text, at);
        size_t end = without_spaces(text, start, at);
        int64_t width = width_of(paragraph, start, end, size_mpt);
        if (width > width_mpt)
            break;
        line = (struct text_line){start, end, width};
        *next = at;
    }
    return line;
}

size_t paragraph_break(struct text_line *lines, size_t most, const struct paragraph *paragraph,
                       int64_t size_mpt, int64_t width_mpt)
{
    size_t count = 0, at = 0;
    do {
        size_t next = at;
        struct text_line line = line_from(paragraph, at, &next, size_mpt, width_mpt);
        if (count == most || (next == at && paragraph->shaped.size > 0))
            return 0;
        lines[count++] = line;
        at = next;
    } while (at < paragraph->shaped.size);
    return count;
}

size_t paragraph_balance(struct text_line *lines, size_t most, const struct paragraph *paragraph,
                         int64_t size_mpt, int64_t width_mpt)
{
    size_t count = paragraph_break(lines, most, paragraph, size_mpt, width_mpt);
    int64_t narrow = 0, wide = width_mpt;
    while (count > 1 && wide - narrow > 1000) {
        int64_t middle = (narrow + wide) / 2;
        size_t found = paragraph_break(lines, count, paragraph, size_mpt, middle);
        *(found ? &wide : &narrow) = middle;
    }
    return paragraph_break(lines, most, paragraph, size_mpt, count > 1 ? wide : width_mpt);
}

/* The part of run inside the line; glyphs of one line stand together in a run. */
static struct text_run run_cut(const struct text_run *run, const struct text_line *line)
{
    struct text_run cut = *run;
    cut.start = run->start > line->start ? run->start : line->start;
    cut.end = run->end < line->end ? run->end : line->end;
    size_t first = 0, behind = run->glyphs.count;
    while (first < behind && (run->glyphs.items[first].cluster < cut.start ||
                              run->glyphs.items[first].cluster >= cut.end))
        first++;
    while (behind > first && (run->glyphs.items[behind - 1].cluster < cut.start ||
                              run->glyphs.items[behind - 1].cluster >= cut.end))
        behind--;
    cut.glyphs = (struct glyphs){run->glyphs.items + first, behind - first};
    return cut;
}

struct text_runs line_runs(const struct text_line *line, const struct paragraph *paragraph,
                           struct arena *arena)
{
    const struct shaped_text *shaped = &paragraph->shaped;
    struct text_run *logical = ARENA_ARRAY(arena, struct text_run, shaped->count);
    uint8_t *levels = arena_alloc(arena, shaped->count);
    size_t *order = ARENA_ARRAY(arena, size_t, shaped->count), count = 0;
    for (size_t i = 0; i < shaped->count; i++) {
        if (shaped->runs[i].end <= line->start || shaped->runs[i].start >= line->end)
            continue;
        logical[count] = run_cut(&shaped->runs[i], line);
        levels[count] = logical[count].level;
        count++;
    }
    bidi_order(order, levels, count);
    struct text_run *visual = ARENA_ARRAY(arena, struct text_run, count);
    for (size_t i = 0; i < count; i++)
        visual[i] = logical[order[i]];
    return (struct text_runs){visual, count};
}
