#include "certify/modules.h"

/* A module is one unit of PDF, counted upwards from the lower left corner: the shortest numbers. */
enum { UNIT = 1000 };

static void row_draw(struct content *content, const struct modules *modules, int row)
{
    const uint8_t *dark = modules->dark + row * modules->size;
    for (int start = 0; start < modules->size; start++) {
        int end = start;
        while (end < modules->size && dark[end])
            end++;
        if (end > start)
            content_rectangle(content, (struct box){(int64_t)start * UNIT,
                                                    -(int64_t)(modules->size - row) * UNIT,
                                                    (int64_t)(end - start) * UNIT, UNIT});
        start = end;
    }
}

void modules_draw(struct content *content, const struct modules *modules, struct point at,
                  int64_t module_width, struct colour colour)
{
    struct point origin = {at.x, at.y + modules->size * module_width};
    content_place(content, origin, 0, module_width * (CONTENT_UNSCALED / UNIT));
    content_fill_colour(content, colour);
    for (int row = 0; row < modules->size; row++)
        row_draw(content, modules, row);
    content_fill(content);
    content_leave(content);
}
