#include "certify/shape.h"

#include "base/decimal.h"

static int points_of(char letter)
{
    switch (letter) {
    case 'M':
    case 'L':
        return 1;
    case 'C':
        return 3;
    default:
        return letter == 'Z' ? 0 : -1;
    }
}

/* The next word of a path, cut off in place; NULL at the end. */
static const char *word_next(char **at)
{
    *at += strspn(*at, " \n");
    char *word = *at;
    *at += strcspn(*at, " \n");
    if (**at)
        *(*at)++ = '\0';
    return *word ? word : NULL;
}

static fallible coordinate_next(int64_t *out, char **at)
{
    const char *word = word_next(at);
    struct decimal decimal;
    int decimals;
    if (!word || !decimal_read(&decimal, &decimals, word))
        return error_make(ERROR_REFUSED, "'%s' stands where a coordinate is expected",
                          word ? word : "the end");
    *out = decimal.millionths;
    return NULL;
}

fallible shape_path_parse(struct shape_command **out, const char *text, struct arena *arena)
{
    char *at = arena_text(arena, text);
    struct shape_command *first = NULL, **link = &first;
    for (const char *word; (word = word_next(&at)) != NULL; link = &(*link)->next) {
        int points = word[1] ? -1 : points_of(word[0]);
        if (points < 0 || (!first && word[0] != 'M'))
            return error_make(ERROR_REFUSED, "'%s' stands where M, L, C or Z is expected", word);
        *link = ARENA_NEW(arena, struct shape_command);
        (*link)->letter = word[0];
        for (int i = 0; i < points; i++) {
            TRY(coordinate_next(&(*link)->points[i].x, &at));
            TRY(coordinate_next(&(*link)->points[i].y, &at));
        }
    }
    if (!first)
        return error_make(ERROR_REFUSED, "the path is empty");
    *out = first;
    return NULL;
}

static struct point stretched(const struct shape *shape, struct box box, struct point point)
{
    return (struct point){box.x + point.x * box.width / shape->width,
                          box.y + point.y * box.height / shape->height};
}

static void command_draw(struct content *content, const struct shape_command *command,
                         const struct point points[static 3])
{
    switch (command->letter) {
    case 'M':
        content_move(content, points[0]);
        break;
    case 'L':
        content_line(content, points[0]);
        break;
    case 'C':
        content_curve(content, points[0], points[1], points[2]);
        break;
    default:
        content_close(content);
    }
}

void shape_draw(struct content *content, const struct shape *shape, struct box box,
                struct colour colour)
{
    content_fill_colour(content, colour);
    content_stroke_colour(content, colour);
    for (size_t i = 0; i < shape->count; i++) {
        const struct shape_path *path = &shape->paths[i];
        if (path->stroke)
            content_line_width(content, path->stroke * box.width / shape->width);
        for (const struct shape_command *c = path->commands; c; c = c->next) {
            struct point points[3];
            for (int p = 0; p < 3; p++)
                points[p] = stretched(shape, box, c->points[p]);
            command_draw(content, c, points);
        }
        if (path->stroke)
            content_stroke(content);
        else
            content_fill_even_odd(content);
    }
}
