/* What the two QR symbols of a certificate say, as text:
 *   the link            HTTPS://HOST/C/CODE16            opens the certificate's page
 *   the offline check   HTTPS://HOST/C/CODE16#PAYLOAD    the same; PAYLOAD (qr_payload.h) stays in
 *                                                        the reader's browser
 * All but the '#' is in the alphanumeric set of QR codes, so that the symbols stay small. */
#ifndef USTA_CERTIFY_QR_LINK_H
#define USTA_CERTIFY_QR_LINK_H

#include "certify/qr_payload.h"

enum { QR_HOST_LIMIT = 50 };

/* payload: NULL for the link alone. ERROR_REFUSED when host is not a name of letters, digits, '.'
 * and '-' with an optional ":port", or too long. */
fallible qr_link(char **out, const char *host, const struct code *code, const char *payload,
                 struct arena *arena);

/* Reads what a scanner made of the larger symbol: the whole text, or only what follows the '#'. In
 * the link, case does not matter (browsers change it). ERROR_REFUSED when it is no such link, its
 * code is malformed or not the payload's, and as qr_payload_read. */
fallible qr_link_read(struct qr_payload *out, const char *text, struct arena *arena);

#endif
