/* Certificates drawn for tests: a record, pictures, what other programs read in the file, and its
 * pixels. */
#ifndef USTA_TESTS_CERTIFY_RENDERING_H
#define USTA_TESTS_CERTIFY_RENDERING_H

#include "base/file.h"
#include "certify/layout.h"

#include "peer.h"
#include "scratch.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>

#define CERTIFICATES PROJECT_FOLDER "/certificates"

/* tests/certify/records/cook.json */
static inline struct value *cook_record(struct arena *arena)
{
    struct bytes bytes;
    struct value *record;
    OK(file_read(&bytes, PROJECT_FOLDER "/tests/certify/records/cook.json", 1 << 20, arena));
    OK(value_parse(&record, bytes, "cook.json", arena));
    return record;
}

/* Modules that look like nothing, the same for the same seed. */
static inline struct modules some_modules(int size, unsigned seed, struct arena *arena)
{
    uint8_t *dark = arena_alloc(arena, (size_t)(size * size));
    for (int i = 0; i < size * size; i++) {
        seed = seed * 1103515245u + 12345u;
        dark[i] = seed >> 16 & 1;
    }
    return (struct modules){size, dark};
}

/* The record with the two pictures of a4.yaml. */
static inline struct layout_input input_of(const struct value *record, struct arena *arena)
{
    struct layout_picture *pictures = ARENA_ARRAY(arena, struct layout_picture, 2);
    pictures[0] = (struct layout_picture){"link", some_modules(29, 1, arena)};
    pictures[1] = (struct layout_picture){"offline", some_modules(69, 2, arena)};
    return (struct layout_input){record, pictures, 2, NULL};
}

/* bytes as a file of that name in folder; its path. */
static inline const char *written(const char *folder, const char *name, struct bytes bytes,
                                  struct arena *arena)
{
    const char *path = path_join(arena, folder, name);
    OK(file_write(path, bytes, 0644));
    return path;
}

/* A layout of 100 by 60 mm with one style, s, the colours ink (black), red, pale and these blocks;
 * the record's day dates it. */
static inline struct error *small_layout(struct layout **out, const char *style, const char *blocks,
                                         const char *language, struct arena *arena)
{
    const char *folder = scratch_folder(arena);
    PEER_SAYS("",
              "cp -r " CERTIFICATES "/fonts.yaml " CERTIFICATES "/shapes.yaml " CERTIFICATES
              "/words '%s'",
              folder);
    const char *text = arena_format(
        arena,
        "usta_layout: 1\npage: {width: 100, height: 60}\n"
        "document: {language: $language, title: t, subject: s, author: a, date: day}\n"
        "colours: {ink: '000000', red: 'ff0000', pale: 'cccccc'}\nstyles:\n  s: %s\nblocks:\n%s",
        style, blocks);
    written(folder, "x.yaml", bytes_of_text(text), arena);
    return layout_open(out, folder, "x", language, arena);
}

/* The text of a PDF, spaces, line and page ends made one space. */
static inline const char *pdf_words(const char *path, struct arena *arena)
{
    int status;
    char *text = arena_text(
        arena, run_peer(&status, arena_format(arena, "pdftotext -q '%s' -", path), arena));
    assert_int_equal(status, 0);
    char *to = text;
    for (const char *from = text; *from; from++)
        if (!strchr(" \n\f", *from))
            *to++ = *from;
        else if (to > text && to[-1] != ' ')
            *to++ = ' ';
    *to = '\0';
    return text;
}

/* A picture in shades of grey: 0 black, 255 white. */
struct pixels {
    int width, height;
    const uint8_t *data;
};

/* The first page of a PDF, at so many dots per inch, by poppler. */
static inline struct pixels page_pixels(const char *path, double dpi, struct arena *arena)
{
    int status;
    run_peer(&status,
             arena_format(arena, "pdftoppm -q -r %.9g -gray -singlefile '%s' '%s.page'", dpi, path,
                          path),
             arena);
    assert_int_equal(status, 0);
    struct bytes bytes;
    OK(file_read(&bytes, arena_format(arena, "%s.page.pgm", path), 1 << 28, arena));
    struct pixels pixels;
    int head = 0;
    assert_int_equal(
        sscanf((const char *)bytes.data, "P5 %d %d 255%n", &pixels.width, &pixels.height, &head),
        2);
    pixels.data = bytes.data + head + 1;
    assert_true(bytes.data + bytes.size >= pixels.data + pixels.width * pixels.height);
    return pixels;
}

#endif
