/* The shape of a signed certificate (PAdES, ETSI EN 319 142-1, baselines B to LTA): the PDF as it
 * was rendered, and one incremental update (ISO 32000-1, 7.5.6) with a signature dictionary, a
 * signature field that is its own widget, the widget's appearance, and the catalog and first page
 * changed to name them. pades_sign.h writes it, pades_check.h demands it.
 *
 * Further updates may follow, each one of two kinds and never anything else (pades_augment.h writes
 * them, pades_additions.h reads them):
 *
 *   a document timestamp (5.4.3): a signature dictionary DocTimeStamp and its invisible field, the
 *     form and the first page's annotations each one entry longer;
 *   validation data (5.4.2): a dictionary DSS with the certificates and revocation lists that the
 *     signatures before rest on, one stream each, and its entry in the catalog.
 *
 * A signature that was to be timestamped when it was made has PADES_STAMP_ROOM bytes more of room
 * than it needs, and that room is signed for: so a timestamp cannot be taken away unnoticed. */
#ifndef USTA_CERTIFY_PADES_H
#define USTA_CERTIFY_PADES_H

#define PADES_FILTER           "Adobe.PPKLite"
#define PADES_SUB_FILTER       "ETSI.CAdES.detached"
#define PADES_STAMP_SUB_FILTER "ETSI.RFC3161"

/* Bits of a field's AcroForm and annotation flags. */
enum {
    PADES_FORM_FLAGS = 3,     /* SignaturesExist, AppendOnly: 12.7.2 */
    PADES_WIDGET_FLAGS = 132, /* Print, Locked: 12.5.3 */
    PADES_STAMP_ROOM = 8192, /* bytes; a timestamp with a chain of three RSA keys takes some 6000 */
};

/* The widget is the second object that the update appends, for those that refer to it before. */
enum { PADES_WIDGET_AHEAD = 2 };

#endif
