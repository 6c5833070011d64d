/* institution.yaml: what `usta init` is given. For example:
 *
 *   usta_institution: 1
 *   origin: usta.example.kg           # names the journal; never changes
 *   host: verify.usta.example.kg      # where the world checks certificates
 *   languages: {en: source, ky: draft}
 *   names: {en: Skills Laboratory, ky: Көндүм лабораториясы}
 *   target: 200                       # certified persons in the first plan
 *   centres:
 *     - {ref: bishkek, utc_offset_min: 360, names: {en: Bishkek, ky: Бишкек}}
 *   administrator: {ref: admin, name: Nurlan Abdykadyrov} */
#ifndef USTA_ASSESS_INSTITUTION_FILE_H
#define USTA_ASSESS_INSTITUTION_FILE_H

#include "assess/institution.h"
#include "base/findings.h"

/* A link of 29 by 29 modules holds no longer host (certificate.md, "QR"). */
enum { HOST_LIMIT = 34 };

struct institution_file {
    struct institution institution;
    const char *administrator_ref, *administrator_name; /* who begins */
};

/* Reads such a file strictly. *out becomes NULL when findings has errors of it. */
fallible institution_load(struct institution_file **out, struct findings *findings,
                          struct bytes file, const char *name, struct arena *arena);

#endif
