/* The record: every fact of a certificate as one JSON object (certificate.md, "Facts"). The page,
 * the QR symbol, the attached file and the verify page are carriers of it; none adds anything.
 *
 *   {"usta_certificate":1, "code":"9KTM-…",
 *    "issuer":{"name":{"en":…}, "host":"verify.example.kg", "test":true},
 *    "holder":{"name_latin", "name_cyrillic", "birth_year":1998},
 *    "scheme":{"id":"UST-CK-HK", "version":"1.0.0", "title":{…}},
 *    "occupation":{"isco08", "esco", "level":3, "title":{…}},
 *    "can_do":{…},
 *    "units":[{"rubric":"UST-CK-HK-02@2.0.0", "digest":"hex", "title":{…}, "can_do":{…},
 *              "outcome":"competent", "total_shown":"82.50", "tested":"2026-11-20",
 *              "profile":"RU" or null, "levels":[{"criterion":"A1", "level":2, "of":2}…]}…],
 *    "destination":"RU" or null, "centre":{"en":…}, "tested_in":["ky"],
 *    "issued":"2026-11-22", "expires":"2029-11-22",
 *    "journal":{"origin", "size", "root":base64},       the head before the certificate's own entry
 *    "signer":{"name"}}
 *
 * A line's level is its place among the marks it can have, from 0 (lowest) to `of` (best); the
 * lower one where two examiners' marks stand side by side; null where the line was not applicable.
 * Never in a record: document numbers, full birth date, marks of failed attempts, adjustments. */
#ifndef USTA_CERTIFY_RECORD_H
#define USTA_CERTIFY_RECORD_H

#include "assess/decision.h"
#include "certify/code.h"

/* What the record says that is not the centre's decision. */
struct record_frame {
    struct code code;
    struct journal_head head;
    const char *signer; /* name of the signer, as its X.509 subject has it */
    bool test;          /* the signer is of a TEST authority */
};

/* The record of a granted decision; facts of the candidate as they are now. ERROR_REFUSED unless it
 * was granted. */
fallible record_make(struct value **out, struct db *db, const struct decision *decision,
                     const struct record_frame *frame, struct arena *arena);

/* The day a certificate issued on issued_day (YYYY-MM-DD) ends: its last valid day. */
fallible record_expiry(const char **out, const char *issued_day, int validity_months,
                       struct arena *arena);

#endif
