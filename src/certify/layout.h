/* The design of a printed form (a certificate, a mark sheet) as data: certificates/NAME.yaml says
 * what stands where, fonts.yaml and words/ say with what letters and words, and the record fills it
 * in. The same record gives the same bytes. The renderer knows nothing of the trade: a layout names
 * the record's members by path (template.h); certificates/README.md describes the file. */
#ifndef USTA_CERTIFY_LAYOUT_H
#define USTA_CERTIFY_LAYOUT_H

#include "base/value.h"
#include "certify/geometry.h"
#include "certify/jpeg.h"
#include "certify/modules.h"

struct layout;

/* Reads folder/NAME.yaml with folder/fonts.yaml, shapes.yaml and words/, and opens the fonts. Do it
 * once: the layout is never changed again and serves any number of certificates, in several
 * threads. language is what the file calls $language; NULL for a layout of fixed languages.
 * ERROR_REFUSED as "file:line:column: …", ERROR_ENVIRONMENT when a font is not installed. */
fallible layout_open(struct layout **out, const char *folder, const char *name,
                     const char *language, struct arena *arena);

/* A picture of modules that the layout names, such as a QR symbol. */
struct layout_picture {
    const char *name; /* "link", "offline" */
    struct modules modules;
};

struct layout_input {
    const struct value *record;            /* certificate_record.h describes it */
    const struct layout_picture *pictures; /* every one the layout names */
    size_t picture_count;
    const struct jpeg *photo; /* NULL: none */
};

/* The form as a PDF without signature, attaching the record as certificate.json (RFC 8785) when the
 * layout describes an attachment: on one page, or on as many as its flowing table takes.
 * ERROR_REFUSED, naming the block of the layout, when a member of the record or a picture is
 * missing, a text has a character no font has or that cannot be seen, or something does not fit
 * even at the smallest size allowed. Nothing is drawn outside what the layout says. */
fallible layout_render(struct bytes *pdf, const struct layout *layout,
                       const struct layout_input *input, struct arena *arena);

/* Refuses a record whose texts layout_render would refuse: lays them all out, and makes no file. */
fallible layout_proof(const struct layout *layout, const struct value *record, struct arena *arena);

/* Several of them, one behind the other, as one PDF, dated and described by the first. count is 1
 * or more; a layout that attaches its record takes one. ERROR_REFUSED as above. */
fallible layout_render_all(struct bytes *pdf, const struct layout *layout,
                           const struct layout_input *inputs, size_t count, struct arena *arena);

/* Where the visible signature belongs and what it looks like. The page leaves the place free; who
 * signs puts a widget there whose appearance stream (a form XObject) has the place as its BBox and
 * these operators as its content: lines and areas only, no resources, the same for every
 * certificate. */
struct signature_place {
    int page; /* from 0 */
    int64_t left, bottom, right,
        top;                 /* mpt from the lower left corner of the page, as PDF has it */
    const char *alternative; /* what it is, for those who cannot see it */
    int64_t struct_parent;   /* the widget's /StructParent, pades.h says which object it must be */
    struct bytes appearance; /* ISO 32000-1 operators, in the page's own coordinates */
    struct bytes deflated;   /* the same, compressed (deflate.h) */
};

/* ERROR_NOT_FOUND when the layout keeps no place. Borrowed from the layout. */
fallible layout_signature_place(struct signature_place *out, const struct layout *layout);

#endif
