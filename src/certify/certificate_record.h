/* The record of a certificate: every fact it states, as one JSON object. It is what is printed
 * (certificates/a4.yaml names its members), attached to the PDF, stored and verified; there is no
 * fact anywhere else. Whoever issues builds it like this:
 *
 *     { "usta_certificate": 1,
 *       "code": "7K3M-Q2XD-9TZP-4C8W",
 *       "issuer": { "name": TEXTS, "host": "verify.example.kg", "test": true },
 *       "holder": { "name_latin": "…", "name_cyrillic": "…", "birth_year": 1996,
 *                   "photo": "64 hexadecimal digits" },     SHA-256; not there without a photo
 *       "scheme": { "id": "UST-CK-HK", "version": "1.0.0", "title": TEXTS },
 *       "occupation": { "isco08": "5120", "esco": "90f75f67-…", "level": 3, "title": TEXTS },
 *       "can_do": TEXTS,
 *       "units": [ { "rubric": "UST-CK-HK-01@1.0.0",
 *                    "digest": "64 hexadecimal digits",      the rubric's structure digest
 *                    "title": TEXTS, "can_do": TEXTS,
 *                    "tested": "2026-11-20", "profile": null or "RU",
 *                    "outcome": "competent",
 *                    "total_shown": "84.25",                 percent, as results show it
 *                    "levels": [ { "criterion": "A1",
 *                                  "level": 2, "of": 3,          place among its marks, 0 lowest
 *                                  "shown": "70.00" }, … ] }, … ],   points, 0 to 100
 *       "destination": null or "TR",
 *       "destination_language": "tr",                       not there when there is no fourth
 *       "centre": TEXTS,
 *       "tested_in": ["ky"],
 *       "issued": "2026-11-22", "expires": "2029-11-22",
 *       "journal": { "origin": "verify.example.kg/journal", "size": 18234, "root": "base64",
 *                    "note": "the same head, signed (head.h)" },
 *       "signer": { "name": "…" } }
 *
 * A line's level is the lower one where two examiners' marks stand side by side; level and shown
 * are null where the line was not applicable. TEXTS is an object of texts with "ky", "ru" and "en"
 * at least; those of scheme, occupation and units and what the holder can do have one more, in the
 * language of the destination (destination.h), when there is one. Never in it: passport number,
 * full birth date, marks of failed attempts, health, ethnicity. */
#ifndef USTA_CERTIFY_CERTIFICATE_RECORD_H
#define USTA_CERTIFY_CERTIFICATE_RECORD_H

#include "base/value.h"

/* ERROR_REFUSED naming the first member that is missing, of another kind, or too much; so nothing
 * that is not listed above ever leaves with a certificate. */
fallible certificate_record_check(const struct value *record);

#endif
