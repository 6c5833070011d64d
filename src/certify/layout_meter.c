#include "certify/layout_draw.h"

#include "base/decimal.h"

/* So that a length in mpt times a number in millionths stays within 64 bits. */
enum { MILLION = 1000000, NUMBER_LIMIT = 1000000 };

/* A bar that is not there: null in the record, for a number that is hidden. */
enum { NO_BAR = -1 };

static fallible number_read(int64_t *millionths, const char *text)
{
    struct decimal decimal;
    int decimals;
    if (!decimal_read(&decimal, &decimals, text) || decimal.millionths < 0 ||
        decimal.millionths > (int64_t)NUMBER_LIMIT * MILLION)
        return error_make(ERROR_REFUSED, "'%s' is no number from 0 to %d", text, NUMBER_LIMIT);
    *millionths = decimal.millionths;
    return NULL;
}

static fallible number_at(int64_t *millionths, struct canvas *canvas, const char *path,
                          const struct value *item)
{
    struct template_scope scope = canvas_scope(canvas, item, canvas->layout->language);
    const struct value *value = template_value(path, &scope, canvas->arena);
    if (value && value_kind(value) == VALUE_TEXT)
        return number_read(millionths, value_text(value));
    if (!value || value_kind(value) != VALUE_INTEGER)
        return error_make(ERROR_REFUSED, "the record has no number '%s'", path);
    return number_read(millionths,
                       arena_format(canvas->arena, "%lld", (long long)value_integer(value)));
}

static fallible most_of(int64_t *millionths, struct canvas *canvas,
                        const struct layout_meter *meter, const struct value *item)
{
    if (*meter->most >= '0' && *meter->most <= '9')
        return number_read(millionths, meter->most);
    return number_at(millionths, canvas, meter->most, item);
}

static bool is_hidden(struct canvas *canvas, const char *path, const struct value *item)
{
    struct template_scope scope = canvas_scope(canvas, item, canvas->layout->language);
    const struct value *value = template_value(path, &scope, canvas->arena);
    return value && value_kind(value) == VALUE_NULL;
}

fallible laid_meter_make(struct laid_meter *out, struct canvas *canvas,
                         const struct layout_column *column, const struct value *item)
{
    const struct layout_meter *meter = &column->meter;
    int64_t number, most;
    *out = (struct laid_meter){meter, NO_BAR, column->width};
    if (is_hidden(canvas, meter->value, item))
        return NULL;
    TRY(number_at(&number, canvas, meter->value, item));
    TRY(most_of(&most, canvas, meter, item));
    if (number > most)
        return error_make(ERROR_REFUSED, "'%s' is more than '%s'", meter->value, meter->most);
    out->length = most ? number * column->width / most : 0;
    return NULL;
}

static void bar_fill(struct content *content, struct point at, int64_t width, int64_t height,
                     struct colour colour)
{
    content_fill_colour(content, colour);
    content_rectangle(content, (struct box){at.x, at.y, width, height});
    content_fill(content);
}

void laid_meter_draw(struct canvas *canvas, const struct laid_meter *meter, struct point at)
{
    const struct layout_meter *source = meter->source;
    if (meter->length == NO_BAR)
        return;
    content_mark_artifact(&canvas->content);
    bar_fill(&canvas->content, at, meter->width, source->height, source->track);
    if (meter->length)
        bar_fill(&canvas->content, at, meter->length, source->height, source->colour);
    content_mark_end(&canvas->content);
}
