/* The offline check of a certificate: what its larger QR symbol says, signed, so that a phone
 * without a network can believe it.
 *
 * Crockford base32 of a tagged COSE_Sign1 (RFC 9052, 4.2; tag 18; ES256 of RFC 9053, 2.1):
 *   protected   {1: -7, 4: kid of 8 bytes}          unprotected {}
 *   payload     CWT claims (RFC 8392): {4: expires, 6: issued (seconds since 1970), 7: code as 10
 *               bytes, -65537: [name, birth year, scheme, [unit…]]}     (-65537: for private use)
 *   unit        bytes of four-bit numbers, the high one first: outcome (1 competent, 0 not yet),
 *               then a level for each criterion in the rubric's order; 15 fills up the last byte
 *   signature   r‖s, 64 bytes, over the Sig_structure (4.4) with empty external data
 * There is exactly one text for the same facts, kid and signature: reading writes it again and
 * refuses anything else. No private key is needed here: the signer gets bytes and gives bytes. */
#ifndef USTA_CERTIFY_QR_PAYLOAD_H
#define USTA_CERTIFY_QR_PAYLOAD_H

#include "certify/code.h"
#include "certify/x509.h"

enum {
    QR_PAYLOAD_LIMIT = 250, /* bytes of the COSE_Sign1 */
    QR_SIGNATURE_SIZE = 64,
    QR_UNITS = 16,        /* at most so many units */
    QR_UNIT_LEVELS = 100, /* at most so many criteria of a unit */
    QR_LEVEL_TOP = 13,    /* levels are 0 (the lowest) to 13 */
    QR_LEVEL_NOT_APPLICABLE = 14,
};

struct qr_unit {
    bool competent;
    const uint8_t *levels; /* one for each criterion: 0…13, or QR_LEVEL_NOT_APPLICABLE */
    size_t level_count;
};

struct qr_facts {
    struct code code;
    int64_t issued_at_s, expires_at_s;
    const char *name; /* of the holder, in Latin letters as in the passport */
    int birth_year;
    const char *scheme;          /* "UST-CK-HK@1.0.0" */
    const struct qr_unit *units; /* in the scheme's order */
    size_t unit_count;
};

/* A long name can make more than QR_PAYLOAD_LIMIT bytes: it is cut, visibly ("ABDYKADYR…"), to what
 * there is room for. With six units of twenty lines that is 40 bytes. ERROR_REFUSED when not even
 * the shortest name fits. */
fallible qr_facts_fit(struct qr_facts *facts, struct arena *arena);

/* The bytes to be signed with the key that kid names (key_id). ERROR_REFUSED when the facts are not
 * possible (empty or unprintable text, a year not in 1900…2100, an end before the start, a level
 * above 14) or would make more than QR_PAYLOAD_LIMIT bytes. kid has KID_SIZE bytes (asserted).
 */
fallible qr_payload_to_sign(struct bytes *out, const struct qr_facts *facts, struct bytes kid,
                            struct arena *arena);

/* The text of the payload, with the signature over those bytes. Refuses likewise; signature has
 * QR_SIGNATURE_SIZE bytes (asserted). */
fallible qr_payload_finish(char **out, const struct qr_facts *facts, struct bytes kid,
                           struct bytes signature, struct arena *arena);

struct qr_payload {
    struct qr_facts unverified_facts; /* until signature held over to_sign, by the key of kid */
    struct bytes kid;
    struct bytes signature;
    struct bytes to_sign;
};

/* ERROR_REFUSED for every text that qr_payload_finish does not make, saying what is wrong. */
fallible qr_payload_read(struct qr_payload *out, const char *text, struct arena *arena);

#endif
