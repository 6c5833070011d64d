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

static void run_write(struct writer *writer)
{
    const struct glyphs *glyphs = &writer->run->glyphs;
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

void content_text(struct content *content, const struct content_text *text)
{
    struct point at = text->start;
    buffer_add_text(&content->out, "BT\n");
    tracking_set(content, text->size * text->tracking_per_mille / 1000);
    for (size_t i = 0; i < text->runs.count; i++) {
        const struct text_run *run = &text->runs.items[i];
        struct writer writer = {.content = content,
                                .text = text,
                                .run = run,
                                .use = font_uses_of(content->fonts, run->font)};
        font_set(content, writer.use, text->size);
        origin_set(content, at);
        run_write(&writer);
        int64_t em = font_metrics(run->font)->units_per_em;
        at.x += divide_rounded(writer.wanted * text->size, em) +
                divide_rounded(writer.tracked * text->size, 1000);
    }
    buffer_add_text(&content->out, "ET\n");
}
