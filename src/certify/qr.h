/* QR symbols (ISO/IEC 18004) as modules, for a page to draw. */
#ifndef USTA_CERTIFY_QR_H
#define USTA_CERTIFY_QR_H

#include "base/arena.h"

#include <stdbool.h>

enum {
    QR_QUIET_ZONE = 4,       /* modules of white that must surround a symbol */
    QR_LINK_WIDTH = 29,      /* at most: version 3, for any phone in poor light */
    QR_PAYLOAD_VERSION = 10, /* at least, and at most 13, at level M */
    QR_PAYLOAD_VERSION_TOP = 13,
};

struct qr {
    int width;              /* modules of a side, without the quiet zone */
    const uint8_t *modules; /* row by row from the top left, 1 is dark */
};

bool qr_is_dark(const struct qr *qr, int x, int y);

/* The symbol of a link: with the strongest error correction that still fits QR_LINK_WIDTH.
 * ERROR_REFUSED when none does, or link has other characters than 0-9 A-Z $ % * + - . / : and
 * space. */
fallible qr_of_link(struct qr *out, const char *link, struct arena *arena);

/* The symbol of any short text, as small as it can be with a quarter of it readable when damaged
 * (level Q). ERROR_REFUSED when text is longer than version 13 holds. */
fallible qr_of_text(struct qr *out, const char *text, struct arena *arena);

/* The symbol of the offline check. ERROR_REFUSED when text is longer than version 13 holds. */
fallible qr_of_payload(struct qr *out, const char *text, struct arena *arena);

#endif
