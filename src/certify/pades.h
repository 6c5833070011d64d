/* The shape of a signed certificate (PAdES, ETSI EN 319 142-1, baseline B): the PDF as it was
 * rendered, and one incremental update (ISO 32000-1, 7.5.6) with a signature dictionary, a
 * signature field that is its own widget, the widget's appearance, and the catalog and first page
 * changed to name them. pades_sign.h writes it, pades_check.h demands it. */
#ifndef USTA_CERTIFY_PADES_H
#define USTA_CERTIFY_PADES_H

#define PADES_FILTER     "Adobe.PPKLite"
#define PADES_SUB_FILTER "ETSI.CAdES.detached"

/* Bits of a field's AcroForm and annotation flags. */
enum {
    PADES_FORM_FLAGS = 3,     /* SignaturesExist, AppendOnly: 12.7.2 */
    PADES_WIDGET_FLAGS = 132, /* Print, Locked: 12.5.3 */
};

/* The widget is the second object that the update appends, for those that refer to it before. */
enum { PADES_WIDGET_AHEAD = 2 };

#endif
