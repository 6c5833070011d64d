#include "certify/layout_draw.h"

#include "base/buffer.h"
#include "base/decimal.h"

enum { MILLION = 1000000, ALTERNATIVE_LIMIT = 16 * 1024 };

/* A bar that is not there: null in the record, for what was not applicable. */
enum { NO_BAR = -1 };

static fallible bar_height(int64_t *out, const struct layout_bars *bars, const char *number)
{
    struct decimal decimal;
    int decimals;
    if (!decimal_read(&decimal, &decimals, number) || decimal.millionths < 0 ||
        decimal.millionths > bars->most * MILLION)
        return error_make(ERROR_REFUSED, "'%s' is no number from 0 to %lld", number,
                          (long long)bars->most);
    *out = decimal.millionths * bars->height / (bars->most * MILLION);
    return NULL;
}

static fallible bar_read(int64_t *height, struct buffer *alternative,
                         const struct layout_bars *bars, const struct value *item)
{
    const char *label, *number = "–";
    const struct value *value = value_get(item, bars->value);
    *height = NO_BAR;
    TRY(value_need_text(&label, item, bars->label));
    if (!value || value_kind(value) != VALUE_NULL) {
        TRY(value_need_text(&number, item, bars->value));
        TRY(bar_height(height, bars, number));
    }
    buffer_add_format(alternative, "%s%s %s", alternative->size ? ", " : "", label, number);
    return NULL;
}

/* Many bars stand closer than designed. */
static int64_t pitch_of(const struct layout_bars *bars, size_t count, int64_t width)
{
    int64_t most = count ? width / (int64_t)count : width;
    return most < bars->pitch ? most : bars->pitch;
}

fallible laid_bars_make(struct laid_bars *out, struct canvas *canvas,
                        const struct layout_column *column, const struct value *item)
{
    const struct layout_bars *bars = &column->bars;
    const struct value *list = value_get(item, bars->each);
    if (!list || value_kind(list) != VALUE_ARRAY)
        return error_make(ERROR_REFUSED, "the record has no list '%s'", bars->each);
    size_t count = value_size(list);
    int64_t pitch = pitch_of(bars, count, column->width);
    if (2 * pitch < bars->pitch)
        return error_make(ERROR_REFUSED, "%zu bars do not fit in one column", count);
    int64_t *heights = ARENA_ARRAY(canvas->arena, int64_t, count);
    struct buffer alternative = buffer_make(canvas->arena, ALTERNATIVE_LIMIT);
    for (size_t i = 0; i < count; i++)
        TRY(bar_read(&heights[i], &alternative, bars, value_at(list, i)));
    struct bytes text;
    buffer_add_byte(&alternative, 0);
    TRY(buffer_take(&text, &alternative, "the list of levels"));
    *out = (struct laid_bars){.source = bars,
                              .heights = heights,
                              .count = count,
                              .pitch = pitch,
                              .width = bars->width * pitch / bars->pitch,
                              .alternative = (const char *)text.data};
    return NULL;
}

static void bars_fill(struct content *content, const struct laid_bars *bars, struct point at,
                      struct colour colour, bool full)
{
    const struct layout_bars *source = bars->source;
    content_fill_colour(content, colour);
    for (size_t i = 0; i < bars->count; i++) {
        if (bars->heights[i] == NO_BAR)
            continue;
        int64_t height = full ? source->height : bars->heights[i];
        content_rectangle(content,
                          (struct box){at.x + (int64_t)i * bars->pitch,
                                       at.y + source->height - height, bars->width, height});
    }
    content_fill(content);
}

void laid_bars_draw(struct canvas *canvas, const struct laid_bars *bars, struct point at,
                    struct structure_element *parent)
{
    if (!bars->count)
        return;
    int64_t width = (int64_t)(bars->count - 1) * bars->pitch + bars->width;
    struct structure_element *figure = structure_add(canvas->structure, parent, "Figure",
                                                     bars->source->language);
    structure_set_alternative(figure, bars->alternative);
    structure_set_box(figure, (struct box){at.x, at.y, width, bars->source->height},
                      canvas->layout->height);
    structure_mark(canvas->structure, figure, &canvas->content);
    bars_fill(&canvas->content, bars, at, bars->source->track, true);
    bars_fill(&canvas->content, bars, at, bars->source->colour, false);
    content_mark_end(&canvas->content);
}
