/* JPEG files for tests, and segments to put into them. */
#ifndef USTA_TESTS_CERTIFY_PICTURES_H
#define USTA_TESTS_CERTIFY_PICTURES_H

#include "base/buffer.h"

#include "rendering.h"

/* tests/fuzz/jpeg: grey, colour, progressive, restarts, cmyk; 240 by 300 pixels. */
static inline struct bytes stored_picture(const char *name, struct arena *arena)
{
    struct bytes bytes;
    OK(file_read(&bytes, arena_format(arena, PROJECT_FOLDER "/tests/fuzz/jpeg/%s.jpg", name),
                 1 << 20, arena));
    return bytes;
}

/* The file with bytes put in behind its first two, where segments of metadata stand. */
static inline struct bytes with_segment(struct bytes file, uint8_t marker, struct bytes content,
                                        struct arena *arena)
{
    struct buffer out = buffer_make(arena, 1 << 24);
    buffer_add(&out, bytes_of(file.data, 2));
    buffer_add_byte(&out, 0xff);
    buffer_add_byte(&out, marker);
    buffer_add_byte(&out, (uint8_t)((content.size + 2) >> 8));
    buffer_add_byte(&out, (uint8_t)(content.size + 2));
    buffer_add(&out, content);
    buffer_add(&out, bytes_of(file.data + 2, file.size - 2));
    return bytes_of(out.data, out.size);
}

#endif
