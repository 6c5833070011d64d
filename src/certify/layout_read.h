/* Reading certificates/NAME.yaml into layout_model.h. */
#ifndef USTA_CERTIFY_LAYOUT_READ_H
#define USTA_CERTIFY_LAYOUT_READ_H

#include "certify/datafile.h"
#include "certify/layout_model.h"

/* What the blocks of a file may name. */
struct layout_palette {
    const char *language; /* what $language stands for, or NULL */
    struct data colours;  /* a map of name to "rrggbb" */
    const struct layout_style *styles;
    size_t style_count;
    struct named_shape *shapes;
    size_t shape_count;
    const struct fonts *fonts;
};

struct named_shape {
    const char *name;
    struct shape shape;
};

/* The colour that map's key names; layout files have no colours but those of their palette. */
fallible palette_colour(struct colour *out, const struct layout_palette *palette,
                        const struct data *map, const char *key);
/* The language under the key "language"; $language is the one the layout was opened in. */
fallible palette_language(const char **out, const struct layout_palette *palette,
                          const struct data *map);
fallible palette_style(const struct layout_style **out, const struct layout_palette *palette,
                       const struct data *map, const char *key);
fallible palette_shape(const struct shape **out, const struct layout_palette *palette,
                       const struct data *map, const char *key);

/* Reads "colours", "styles" and "shapes" of a layout file, and the "shapes" that all layouts share,
 * which come second. */
fallible palette_read(struct layout_palette *out, const struct data *file,
                      const struct data *shapes, const char *language, const struct fonts *fonts);

/* Reads the list under a key as paragraphs; tag is what they are unless they say it. */
fallible paragraph_read(struct layout_paragraph *out, const struct data *map,
                        const struct layout_palette *palette, const char *tag);
fallible paragraphs_read(struct layout_paragraphs *out, const struct data *map, const char *key,
                         const struct layout_palette *palette, const char *tag);

/* Reads the list under a key as blocks. */
fallible blocks_read(const struct layout_block **out, size_t *count, const struct data *map,
                     const char *key, const struct layout_palette *palette);

/* Where word stands among names (NULL ends the list); fallback when the map has no such key. */
fallible choice_read(int *out, const struct data *map, const char *key, const char *const *names,
                     int fallback);

#endif
