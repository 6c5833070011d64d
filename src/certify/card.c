#include "certify/card.h"

#include "base/text.h"
#include "certify/photo.h"
#include "certify/qr.h"
#include "certify/qr_link.h"

static fallible check_holds(const struct certificate *certificate, const char *today,
                            struct arena *arena)
{
    const char *name = certificate_name(certificate, arena);
    static const char hint[] = "a card is for a certificate that holds";
    if (!text_equal(certificate->state, "issued"))
        return error_hint(error_make(ERROR_REFUSED, "%s is %s", name, certificate->state), hint);
    if (strcmp(certificate->expires_day, today) < 0)
        return error_hint(
            error_make(ERROR_REFUSED, "%s expired on %s", name, certificate->expires_day), hint);
    return NULL;
}

static fallible link_make(struct layout_picture *out, const struct certificate *certificate,
                          const struct value *record, struct arena *arena)
{
    const char *host;
    char *link;
    struct qr symbol;
    TRY(value_need_text(&host, value_get(record, "issuer"), "host"));
    TRY(qr_link(&link, host, &certificate->code, NULL, arena));
    TRY(qr_of_link(&symbol, link, arena));
    *out = (struct layout_picture){"link", {symbol.width, symbol.modules}};
    return NULL;
}

static fallible input_make(struct layout_input *out, struct db *db,
                           const struct certificate *certificate, struct arena *arena)
{
    struct value *record;
    const struct jpeg *photo;
    struct layout_picture *picture = ARENA_NEW(arena, struct layout_picture);
    TRY(value_parse(&record, bytes_of_text(certificate->record), "record", arena));
    TRY(photo_of_record(&photo, db, certificate->candidate, certificate->record, arena));
    TRY(link_make(picture, certificate, record, arena));
    *out = (struct layout_input){record, picture, 1, photo};
    return NULL;
}

fallible card_print(struct bytes *pdf, const struct layout *layout, struct db *db,
                    const struct certificates *certificates, const char *today, struct arena *arena)
{
    struct layout_input *inputs = ARENA_ARRAY(arena, struct layout_input, certificates->count);
    for (size_t i = 0; i < certificates->count; i++) {
        const struct certificate *certificate = &certificates->items[i];
        TRY(check_holds(certificate, today, arena));
        TRY_AS(input_make(&inputs[i], db, certificate, arena), "%s",
               certificate_name(certificate, arena));
    }
    return layout_render_all(pdf, layout, inputs, certificates->count, arena);
}
