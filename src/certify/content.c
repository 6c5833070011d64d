#include "certify/content.h"

#include "certify/wave.h"

enum { CONTENT_LIMIT = 8 * 1024 * 1024 };

struct content content_of(int64_t page_height, struct font_uses *fonts, struct arena *arena)
{
    return (struct content){.out = buffer_make(arena, CONTENT_LIMIT),
                            .page_height = page_height,
                            .whole_height = page_height,
                            .fonts = fonts,
                            .line_width = 1000}; /* what PDF starts with */
}

fallible content_take(struct bytes *out, const struct content *content)
{
    return buffer_take(out, &content->out, "page content");
}

static size_t put_whole(char *out, uint64_t number)
{
    size_t digits = 1;
    for (uint64_t left = number / 10; left; left /= 10)
        digits++;
    for (size_t i = digits; i > 0; number /= 10)
        out[--i] = (char)('0' + number % 10);
    return digits;
}

/* value / one, where one is a power of ten; and a space. */
static void add_number(struct content *content, int64_t value, uint64_t one)
{
    char text[40];
    size_t size = 0;
    uint64_t left = value < 0 ? (uint64_t)-value : (uint64_t)value;
    if (value < 0)
        text[size++] = '-';
    size += put_whole(text + size, left / one);
    uint64_t fraction = left % one;
    if (fraction)
        text[size++] = '.';
    for (uint64_t place = one / 10; fraction; place /= 10) {
        text[size++] = (char)('0' + fraction / place);
        fraction %= place;
    }
    text[size++] = ' ';
    buffer_add(&content->out, bytes_of(text, size));
}

void content_number(struct content *content, int64_t milli)
{
    add_number(content, milli, 1000);
}

static void add_point(struct content *content, struct point point)
{
    content_number(content, point.x);
    content_number(content, content->page_height - point.y);
}

static void add_text(struct content *content, const char *text)
{
    buffer_add_text(&content->out, text);
}

static void add_colour(struct content *content, struct colour colour, const char *operator)
{
    content_number(content, colour.red * 1000 / 255);
    content_number(content, colour.green * 1000 / 255);
    content_number(content, colour.blue * 1000 / 255);
    add_text(content, operator);
}

static bool colour_equal(struct colour a, struct colour b)
{
    return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

void content_fill_colour(struct content *content, struct colour colour)
{
    if (content->fill_known && colour_equal(content->fill, colour))
        return;
    add_colour(content, colour, "rg\n");
    content->fill = colour;
    content->fill_known = true;
}

void content_stroke_colour(struct content *content, struct colour colour)
{
    if (content->stroke_known && colour_equal(content->stroke, colour))
        return;
    add_colour(content, colour, "RG\n");
    content->stroke = colour;
    content->stroke_known = true;
}

void content_line_width(struct content *content, int64_t width)
{
    if (content->line_width == width)
        return;
    content_number(content, width);
    add_text(content, "w\n");
    content->line_width = width;
}

void content_move(struct content *content, struct point to)
{
    add_point(content, to);
    add_text(content, "m\n");
}

void content_line(struct content *content, struct point to)
{
    add_point(content, to);
    add_text(content, "l\n");
}

void content_curve(struct content *content, struct point control1, struct point control2,
                   struct point to)
{
    add_point(content, control1);
    add_point(content, control2);
    add_point(content, to);
    add_text(content, "c\n");
}

void content_close(struct content *content)
{
    add_text(content, "h\n");
}

void content_rectangle(struct content *content, struct box box)
{
    add_point(content, (struct point){box.x, box.y + box.height});
    content_number(content, box.width);
    content_number(content, box.height);
    add_text(content, "re\n");
}

void content_stroke(struct content *content)
{
    add_text(content, "S\n");
}

void content_fill(struct content *content)
{
    add_text(content, "f\n");
}

void content_fill_even_odd(struct content *content)
{
    add_text(content, "f*\n");
}

void content_image(struct content *content, const char *name, struct box box)
{
    add_text(content, "q ");
    content_number(content, box.width);
    add_text(content, "0 0 ");
    content_number(content, box.height);
    add_point(content, (struct point){box.x, box.y + box.height});
    buffer_add_format(&content->out, "cm /%s Do Q\n", name);
}

void content_place(struct content *content, struct point origin, int64_t angle, int64_t scale)
{
    ASSERT(content->page_height == content->whole_height);
    int64_t sine = wave_sine(angle) * scale / 1000000;
    int64_t cosine = wave_cosine(angle) * scale / 1000000;
    add_text(content, "q ");
    add_number(content, cosine, 1000000);
    add_number(content, -sine, 1000000);
    add_number(content, sine, 1000000);
    add_number(content, cosine, 1000000);
    add_point(content, origin);
    add_text(content, "cm\n");
    content->page_height = 0;
}

/* What was set since content_place is undone, so nothing is known any more. */
void content_leave(struct content *content)
{
    add_text(content, "Q\n");
    content->page_height = content->whole_height;
    content->fill_known = content->stroke_known = false;
    content->font = NULL;
    content->line_width = content->tracking = -1;
}

void content_round_ends(struct content *content)
{
    add_text(content, "1 J\n");
}

void content_mark_artifact(struct content *content)
{
    if (!content->unmarked)
        add_text(content, "/Artifact BMC\n");
}

void content_mark(struct content *content, const char *tag, int number)
{
    buffer_add_format(&content->out, "/%s <</MCID %d>> BDC\n", tag, number);
}

void content_mark_end(struct content *content)
{
    if (!content->unmarked)
        add_text(content, "EMC\n");
}
