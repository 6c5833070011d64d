/* Glyphs as TJ arrays. PDF moves the pen by the widths of the font's W array, in thousandths of the
 * em; where the shaped text wants it elsewhere (kerning, rounding) the difference is
 * written between the glyphs, counted from the start of the run so that nothing adds up. Tracking
 * is PDF's own character spacing. */
#include "certify/content.h"

#include "base/text.h"

struct writer {
    struct content *content;
    const struct content_text *text;
    const struct text_run *run;
    struct font_use *use;
    int64_t pen;     /* where PDF's pen is, in thousandths of the em from the run's start */
    int64_t wanted;  /* where the shaped text wants it, in font units */
    int64_t tracked; /* the tracking so far, in thousandths of the em; part of pen */
    bool in_array, in_string;
};

static void add(struct writer *writer, const char *text)
{
    buffer_add_text(&writer->content->out, text);
}

static void string_end(struct writer *writer)
{
    if (writer->in_string)
        add(writer, ">");
    writer->in_string = false;
}

static void array_end(struct writer *writer)
{
    string_end(writer);
    if (writer->in_array)
        add(writer, "] TJ\n");
    writer->in_array = false;
}

static int64_t divide_rounded(int64_t a, int64_t b)
{
    return (a < 0 ? a - b / 2 : a + b / 2) / b;
}

static int64_t thousandths(const struct writer *writer, int64_t units)
{
    return divide_rounded(units * 1000, font_metrics(writer->use->font)->units_per_em);
}

/* In font units. */
static int64_t run_advance(const struct text_run *run)
{
    int64_t advance = 0;
    for (size_t i = 0; i < run->glyphs.count; i++)
        advance += run->glyphs.items[i].advance;
    return advance;
}

static void move_pen(struct writer *writer, int64_t to)
{
    if (!writer->in_array)
        add(writer, "[");
    writer->in_array = true;
    if (to == writer->pen)
        return;
    string_end(writer);
    buffer_add_format(&writer->content->out, "%lld", (long long)(writer->pen - to));
    writer->pen = to;
}

static void rise(struct writer *writer, int64_t units)
{
    array_end(writer);
    content_number(writer->content, thousandths(writer, units) * writer->text->size / 1000);
    add(writer, "Ts\n");
}

/* Two bytes in hexadecimal: what a page has most of, so not by printf. */
static void unit_write(struct writer *writer, uint32_t unit)
{
    static const char digits[] = "0123456789ABCDEF";
    char text[4];
    for (int i = 3; i >= 0; i--, unit >>= 4)
        text[i] = digits[unit & 15];
    buffer_add(&writer->content->out, bytes_of(text, sizeof text));
}

static void glyph_write(struct writer *writer, const struct glyph *glyph, struct bytes text)
{
    if (glyph->y_offset)
        rise(writer, glyph->y_offset);
    move_pen(writer, thousandths(writer, writer->wanted + glyph->x_offset) + writer->tracked);
    if (!writer->in_string)
        add(writer, "<");
    writer->in_string = true;
    unit_write(writer, font_use_cid(writer->use, glyph->id, text));
    writer->pen += thousandths(writer, font_advance(writer->use->font, glyph->id)) +
                   writer->text->tracking_per_mille;
    writer->wanted += glyph->advance;
    if (glyph->y_offset)
        rise(writer, 0);
}

/* UTF-16BE with its mark, in hexadecimal (ISO 32000-1, 7.9.2.2). */
static void actual_text_begin(struct writer *writer, struct bytes text)
{
    array_end(writer);
    add(writer, "/Span <</ActualText <FEFF");
    const char *at = (const char *)text.data;
    while (at < (const char *)text.data + text.size) {
        uint32_t c = utf8_next(&at);
        if (c >= 0x10000)
            unit_write(writer, 0xd7c0 + (c >> 10));
        unit_write(writer, c >= 0x10000 ? 0xdc00 + (c & 0x3ff) : c);
    }
    add(writer, ">>> BDC\n");
}

static void actual_text_end(struct writer *writer)
{
    array_end(writer);
    add(writer, "EMC\n");
}

/* How many glyphs from index on belong to the same cluster. */
static size_t cluster_size(const struct glyphs *glyphs, size_t index)
{
    size_t size = 1;
    while (index + size < glyphs->count &&
           glyphs->items[index + size].cluster == glyphs->items[index].cluster)
        size++;
    return size;
}

/* The text of the cluster that begins at glyph index and has size glyphs. */
static struct bytes cluster_text(const struct writer *writer, size_t index, size_t size)
{
    const struct glyphs *glyphs = &writer->run->glyphs;
    size_t start = glyphs->items[index].cluster, end = writer->run->end;
    if (!(writer->run->level & 1) && index + size < glyphs->count)
        end = glyphs->items[index + size].cluster;
    if ((writer->run->level & 1) && index > 0)
        end = glyphs->items[index - 1].cluster;
    return bytes_of(writer->text->text + start, end - start);
}

/* The character a glyph of a cluster of several stands for: the one in its place, or the last. */
static struct bytes character_text(struct bytes text, size_t index)
{
    const char *at = (const char *)text.data, *end = at + text.size, *start = at;
    for (size_t i = 0; i <= index && at < end; i++) {
        start = at;
        utf8_next(&at);
    }
    return bytes_of(start, (size_t)(at - start));
}

/* Several glyphs for one cluster: only ActualText can say what they mean together (ISO 32000-1,
 * 14.9.4). */
static void cluster_write(struct writer *writer, size_t index, size_t size)
{
    const struct glyph *glyphs = writer->run->glyphs.items + index;
    struct bytes text = cluster_text(writer, index, size);
    if (size == 1) {
        glyph_write(writer, glyphs, text);
        return;
    }
    actual_text_begin(writer, text);
    for (size_t i = 0; i < size; i++)
        glyph_write(writer, &glyphs[i], character_text(text, i));
    actual_text_end(writer);
}

/* How many glyphs before end belong to the same cluster. */
static size_t cluster_size_before(const struct glyphs *glyphs, size_t end)
{
    size_t size = 1;
    while (size < end && glyphs->items[end - size - 1].cluster == glyphs->items[end - 1].cluster)
        size++;
    return size;
}

/* A glyph without a width of its own that stands on the one before it is moved by a unit: programs
 * that sort letters by their places (poppler) then keep the order of lam and alef. */
static bool is_on_another(const struct glyph *glyph)
{
    return glyph->advance == 0 && glyph->x_offset == 0;
}

/* From right to left, in the order in which it is read, for whoever reads the file and not the page
 * (ISO 32000-1, 14.8.2.3.3). */
static void run_write_leftwards(struct writer *writer)
{
    const struct glyphs *glyphs = &writer->run->glyphs;
    int64_t behind = run_advance(writer->run);
    for (size_t end = glyphs->count, size; end > 0; end -= size) {
        size = cluster_size_before(glyphs, end);
        for (size_t i = end - size; i < end; i++)
            behind -= glyphs->items[i].advance;
        writer->wanted = behind - is_on_another(&glyphs->items[end - size]);
        cluster_write(writer, end - size, size);
    }
    array_end(writer);
}

static void run_write(struct writer *writer)
{
    const struct glyphs *glyphs = &writer->run->glyphs;
    if (writer->run->level & 1) {
        run_write_leftwards(writer);
        return;
    }
    for (size_t i = 0, size; i < glyphs->count; i += size) {
        size = cluster_size(glyphs, i);
        cluster_write(writer, i, size);
        writer->tracked += writer->text->tracking_per_mille;
    }
    array_end(writer);
}

static void tracking_set(struct content *content, int64_t tracking)
{
    if (content->tracking == tracking)
        return;
    content_number(content, tracking);
    buffer_add_text(&content->out, "Tc\n");
    content->tracking = tracking;
}

static void font_set(struct content *content, const struct font_use *use, int64_t size)
{
    if (content->font == use && content->font_size == size)
        return;
    buffer_add_format(&content->out, "/%s ", use->name);
    content_number(content, size);
    buffer_add_text(&content->out, "Tf\n");
    content->font = use;
    content->font_size = size;
}

static void origin_set(struct content *content, struct point at)
{
    buffer_add_text(&content->out, "1 0 0 1 ");
    content_number(content, at.x);
    content_number(content, content->page_height - at.y);
    buffer_add_text(&content->out, "Tm\n");
}

/* How many characters, as tracking counts them. */
static int64_t run_clusters(const struct text_run *run)
{
    int64_t count = 0;
    for (size_t i = 0; i < run->glyphs.count; i += cluster_size(&run->glyphs, i))
        count++;
    return count;
}

static int64_t run_width(const struct text_run *run, const struct content_text *text)
{
    int64_t em = font_metrics(run->font)->units_per_em;
    return divide_rounded(run_advance(run) * text->size, em) +
           divide_rounded(run_clusters(run) * text->tracking_per_mille * text->size, 1000);
}

static void run_draw(struct content *content, const struct content_text *text,
                     const struct text_run *run, struct point at)
{
    struct writer writer = {.content = content,
                            .text = text,
                            .run = run,
                            .use = font_uses_of(content->fonts, run->font)};
    font_set(content, writer.use, text->size);
    origin_set(content, at);
    run_write(&writer);
}

/* The run that is read after one that starts at a byte; NULL behind the last. */
static const struct text_run *run_after(const struct text_runs *runs, int64_t start)
{
    const struct text_run *next = NULL;
    for (size_t i = 0; i < runs->count; i++)
        if ((int64_t)runs->items[i].start > start && (!next || runs->items[i].start < next->start))
            next = &runs->items[i];
    return next;
}

void content_text(struct content *content, const struct content_text *text)
{
    buffer_add_text(&content->out, "BT\n");
    tracking_set(content, text->size * text->tracking_per_mille / 1000);
    const struct text_run *run = run_after(&text->runs, -1);
    for (; run; run = run_after(&text->runs, (int64_t)run->start)) {
        struct point at = text->start;
        for (const struct text_run *left = text->runs.items; left < run; left++)
            at.x += run_width(left, text);
        run_draw(content, text, run, at);
    }
    buffer_add_text(&content->out, "ET\n");
}
