#include "certify/qr.h"

#include <qrencode.h>

bool qr_is_dark(const struct qr *qr, int x, int y)
{
    ASSERT(x >= 0 && y >= 0 && x < qr->width && y < qr->width);
    return qr->modules[y * qr->width + x] != 0;
}

/* False when text does not fit; the symbol is then of another width than asked for, or none. */
static bool encode(struct qr *out, const char *text, int version, QRecLevel level, int widest,
                   struct arena *arena)
{
    QRcode *code = QRcode_encodeString(text, version, level, QR_MODE_8, 1);
    if (!code || code->width > widest) {
        QRcode_free(code);
        return false;
    }
    size_t count = (size_t)code->width * (size_t)code->width;
    uint8_t *modules = arena_alloc(arena, count);
    for (size_t i = 0; i < count; i++)
        modules[i] = code->data[i] & 1; /* the other bits say what a module is for */
    *out = (struct qr){code->width, modules};
    QRcode_free(code);
    return true;
}

fallible qr_of_link(struct qr *out, const char *link, struct arena *arena)
{
    static const char alphanumeric[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    static const QRecLevel levels[] = {QR_ECLEVEL_H, QR_ECLEVEL_Q, QR_ECLEVEL_M, QR_ECLEVEL_L};
    if (!*link || link[strspn(link, alphanumeric)])
        return error_make(ERROR_REFUSED, "link '%s' has characters that make its QR code large",
                          link);
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (encode(out, link, 0, levels[i], QR_LINK_WIDTH, arena))
            return NULL;
    return error_make(ERROR_REFUSED, "link '%s' is too long for a QR code of %d modules", link,
                      QR_LINK_WIDTH);
}

static fallible encode_or_refuse(struct qr *out, const char *text, int version, QRecLevel level,
                                 struct arena *arena)
{
    int widest = 17 + 4 * QR_PAYLOAD_VERSION_TOP;
    if (!encode(out, text, version, level, widest, arena))
        return error_make(ERROR_REFUSED, "%zu characters are too many for a QR code of version %d",
                          strlen(text), QR_PAYLOAD_VERSION_TOP);
    return NULL;
}

fallible qr_of_text(struct qr *out, const char *text, struct arena *arena)
{
    return encode_or_refuse(out, text, 0, QR_ECLEVEL_Q, arena);
}

fallible qr_of_payload(struct qr *out, const char *text, struct arena *arena)
{
    return encode_or_refuse(out, text, QR_PAYLOAD_VERSION, QR_ECLEVEL_M, arena);
}
