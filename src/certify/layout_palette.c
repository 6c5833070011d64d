#include "base/text.h"
#include "certify/layout_read.h"

fallible choice_read(int *out, const struct data *map, const char *key, const char *const *names,
                     int fallback)
{
    const char *word;
    TRY(data_text_or(&word, map, key, NULL));
    if (!word) {
        *out = fallback;
        return NULL;
    }
    for (int i = 0; names[i]; i++)
        if (text_equal(names[i], word)) {
            *out = i;
            return NULL;
        }
    return data_fault(map, "'%s' is '%s', which is none of its choices", key, word);
}

fallible palette_colour(struct colour *out, const struct layout_palette *palette,
                        const struct data *map, const char *key)
{
    const char *name;
    TRY(data_text(&name, map, key));
    for (size_t i = 0; i < data_count(&palette->colours); i++)
        if (text_equal(data_key_at(&palette->colours, i), name)) {
            struct data colour = data_at(&palette->colours, i);
            return data_colour(out, &colour);
        }
    return data_fault(map, "there is no colour '%s'", name);
}

fallible palette_language(const char **out, const struct layout_palette *palette,
                          const struct data *map)
{
    const char *language;
    TRY(data_text(&language, map, "language"));
    if (text_equal(language, "$language")) {
        if (!palette->language)
            return data_fault(map, "this layout is printed in a language, and none is asked for");
        language = palette->language;
    }
    *out = language;
    return NULL;
}

fallible palette_style(const struct layout_style **out, const struct layout_palette *palette,
                       const struct data *map, const char *key)
{
    const char *name;
    TRY(data_text(&name, map, key));
    for (size_t i = 0; i < palette->style_count; i++)
        if (text_equal(palette->styles[i].name, name)) {
            *out = &palette->styles[i];
            return NULL;
        }
    return data_fault(map, "there is no style '%s'", name);
}

fallible palette_shape(const struct shape **out, const struct layout_palette *palette,
                       const struct data *map, const char *key)
{
    const char *name;
    TRY(data_text(&name, map, key));
    for (size_t i = 0; i < palette->shape_count; i++)
        if (text_equal(palette->shapes[i].name, name)) {
            *out = &palette->shapes[i].shape;
            return NULL;
        }
    return data_fault(map, "there is no shape '%s'", name);
}

static fallible style_lines_read(struct layout_style *style, const struct data *map)
{
    static const char *const aligns[] = {"start", "left", "centre", "right", NULL};
    int align;
    TRY(choice_read(&align, map, "align", aligns, ALIGN_START));
    style->align = (enum align)align;
    int64_t tracking;
    TRY(data_whole_or(&tracking, map, "tracking", -50, 90, 0));
    style->tracking_per_mille = (int)tracking;
    TRY(data_whole_or(&style->prefer_lines, map, "prefer_lines", 1, 50, 0));
    return data_whole_or(&style->most_lines, map, "most_lines", 1, 50, 50);
}

/* Codes and numbers differ on every certificate: with all their characters in it, the font is the
 * same on all, and cut once (font_cut.h). */
static fallible style_always_read(struct layout_style *style, const struct data *map)
{
    const char *always;
    TRY(data_text_or(&always, map, "always", ""));
    SCOPED_ERROR fault = typeface_shape(&style->always, style->typeface, always, "en", map->arena);
    return fault ? data_fault(map, "%s", error_message(fault)) : NULL;
}

static fallible style_read(struct layout_style *out, const struct data *map, const char *name,
                           const struct layout_palette *palette)
{
    TRY(data_only(map, (const char *const[]){"face", "size", "least", "leading", "tracking",
                                             "prefer_lines", "most_lines", "colour", "align",
                                             "always", NULL}));
    struct layout_style style = {.name = name};
    const char *face;
    TRY(data_text(&face, map, "face"));
    style.typeface = fonts_typeface(palette->fonts, face);
    if (!style.typeface)
        return data_fault(map, "there is no face '%s' in fonts.yaml", face);
    TRY(data_points(&style.size, map, "size"));
    TRY(data_points(&style.leading, map, "leading"));
    style.least = style.size;
    if (data_has(map, "least"))
        TRY(data_points(&style.least, map, "least"));
    if (style.least < 1000 || style.least > style.size || style.size > 400000 ||
        style.leading < style.size / 2)
        return data_fault(map, "'least', 'size' and 'leading' do not fit one another");
    TRY(palette_colour(&style.colour, palette, map, "colour"));
    TRY(style_lines_read(&style, map));
    TRY(style_always_read(&style, map));
    *out = style;
    return NULL;
}

static fallible styles_read(struct layout_palette *palette, const struct data *file)
{
    struct data map;
    TRY(data_map(&map, file, "styles"));
    struct layout_style *styles = ARENA_ARRAY(file->arena, struct layout_style, data_count(&map));
    for (size_t i = 0; i < data_count(&map); i++) {
        struct data style = data_at(&map, i);
        TRY(style_read(&styles[i], &style, data_key_at(&map, i), palette));
    }
    palette->styles = styles;
    palette->style_count = data_count(&map);
    return NULL;
}

static fallible path_read(struct shape_path *out, const struct data *map)
{
    TRY(data_only(map, (const char *const[]){"fill", "stroke", "width", NULL}));
    const char *fill, *stroke;
    struct shape_path path = {0};
    TRY(data_text_or(&fill, map, "fill", NULL));
    TRY(data_text_or(&stroke, map, "stroke", NULL));
    if (!fill == !stroke)
        return data_fault(map, "a path has either 'fill' or 'stroke'");
    if (stroke)
        TRY(data_points(&path.stroke, map, "width"));
    path.stroke *= 1000; /* of thousandths, millionths */
    SCOPED_ERROR fault = shape_path_parse(&path.commands, fill ? fill : stroke, map->arena);
    if (fault)
        return data_fault(map, "%s", error_message(fault));
    *out = path;
    return NULL;
}

static fallible shape_read(struct shape *out, const struct data *map)
{
    struct data list;
    int64_t size[2];
    TRY(data_only(map, (const char *const[]){"width", "height", "paths", NULL}));
    TRY(data_whole(&size[0], map, "width", 1, 10000));
    TRY(data_whole(&size[1], map, "height", 1, 10000));
    TRY(data_list(&list, map, "paths"));
    struct shape_path *paths = ARENA_ARRAY(map->arena, struct shape_path, data_count(&list));
    for (size_t i = 0; i < data_count(&list); i++) {
        struct data path = data_at(&list, i);
        TRY(path_read(&paths[i], &path));
    }
    *out = (struct shape){size[0] * 1000000, size[1] * 1000000, paths, data_count(&list)};
    return NULL;
}

static fallible shapes_read(struct layout_palette *palette, const struct data *file)
{
    if (!data_has(file, "shapes"))
        return NULL;
    struct data map;
    TRY(data_map(&map, file, "shapes"));
    for (size_t i = 0; i < data_count(&map); i++) {
        struct data shape = data_at(&map, i);
        struct named_shape named = {.name = data_key_at(&map, i)};
        TRY(shape_read(&named.shape, &shape));
        *ARENA_PUSH(file->arena, palette->shapes, palette->shape_count) = named;
    }
    return NULL;
}

fallible palette_read(struct layout_palette *out, const struct data *file,
                      const struct data *shapes, const char *language, const struct fonts *fonts)
{
    struct layout_palette palette = {.language = language, .fonts = fonts};
    TRY(data_map(&palette.colours, file, "colours"));
    TRY(styles_read(&palette, file));
    TRY(shapes_read(&palette, file));
    TRY(shapes_read(&palette, shapes));
    *out = palette;
    return NULL;
}
