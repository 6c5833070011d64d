/* A photograph as JPEG (ITU-T T.81, ISO/IEC 10918-1), read just far enough to know that a PDF can
 * carry it, and written again with nothing but what decoding needs: no EXIF, XMP, colour profile,
 * comment or thumbnail, and nothing behind its end. What it shows is never decoded here. */
#ifndef USTA_CERTIFY_JPEG_H
#define USTA_CERTIFY_JPEG_H

#include "base/arena.h"

enum {
    JPEG_FILE_LIMIT = 8 * 1024 * 1024, /* of the file as it comes, metadata and all */
    JPEG_SIZE_LIMIT = 300 * 1024,      /* of what is kept */
    JPEG_SIDE_LEAST = 240,             /* pixels */
    JPEG_SIDE_LIMIT = 2000,
};

struct jpeg {
    int width, height;  /* pixels */
    int components;     /* 1 grey, 3 colour */
    struct bytes bytes; /* a JPEG file */
};

/* The same file gives the same bytes, and so do those bytes again. ERROR_REFUSED, naming the byte,
 * for what is malformed; and for what no certificate carries: other than baseline or progressive
 * with eight bits and Huffman codes, other than one or three components (CMYK), too large or small,
 * or stored lying on its side (the EXIF orientation, which goes with the rest). */
fallible jpeg_clean(struct jpeg *out, struct bytes file, struct arena *arena);

#endif
