#include "certify/layout_read.h"

static fallible frame_read(struct layout_frame *out, const struct data *map)
{
    int64_t numbers[2];
    TRY(data_millimetre_list(numbers, 2, map, "frame"));
    if (numbers[0] <= 0 || numbers[1] <= 0)
        return data_fault(map, "the frame is empty");
    *out = (struct layout_frame){numbers[0], numbers[1]};
    return NULL;
}

/* A language, or the "{path}" of one in the record. */
static fallible language_read(struct layout_paragraph *paragraph, const struct data *map,
                              const struct layout_palette *palette)
{
    const char *text;
    TRY(data_text(&text, map, "language"));
    size_t size = strlen(text);
    if (*text != '{' || text[size - 1] != '}')
        return palette_language(&paragraph->language, palette, map);
    paragraph->language_path = arena_text_n(map->arena, text + 1, size - 2);
    return NULL;
}

fallible paragraph_read(struct layout_paragraph *out, const struct data *map,
                        const struct layout_palette *palette, const char *tag)
{
    TRY(data_only(map, (const char *const[]){"style", "language", "text", "tag", "when", "each",
                                             "frame", "after", NULL}));
    struct layout_paragraph paragraph = {0};
    TRY(palette_style(&paragraph.style, palette, map, "style"));
    TRY(language_read(&paragraph, map, palette));
    TRY(data_text(&paragraph.text, map, "text"));
    TRY(data_text_or(&paragraph.tag, map, "tag", tag));
    TRY(data_text_or(&paragraph.when, map, "when", NULL));
    TRY(data_text_or(&paragraph.each, map, "each", NULL));
    if (data_has(map, "frame"))
        TRY(frame_read(&paragraph.frame, map));
    if (data_has(map, "after"))
        TRY(data_millimetres(&paragraph.after, map, "after"));
    *out = paragraph;
    return NULL;
}

fallible paragraphs_read(struct layout_paragraphs *out, const struct data *map, const char *key,
                         const struct layout_palette *palette, const char *tag)
{
    struct data list;
    TRY(data_list(&list, map, key));
    struct layout_paragraph *items = ARENA_ARRAY(map->arena, struct layout_paragraph,
                                                 data_count(&list));
    for (size_t i = 0; i < data_count(&list); i++) {
        struct data item = data_at(&list, i);
        TRY(paragraph_read(&items[i], &item, palette, tag));
    }
    *out = (struct layout_paragraphs){items, data_count(&list)};
    return NULL;
}
