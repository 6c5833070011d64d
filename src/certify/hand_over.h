/* A paper copy of a certificate was given to its holder, whose identity was seen. */
#ifndef USTA_CERTIFY_HAND_OVER_H
#define USTA_CERTIFY_HAND_OVER_H

#include "certify/certificate.h"

struct hand_over {
    int64_t id;
    struct certificate_id certificate;
    const char *document_kind; /* that was seen: "passport" or "id_card" */
    int64_t at_s;
    const char *by; /* ref of the registrar */
};

struct hand_overs {
    struct hand_over *items;
    size_t count;
};

/* Records it (task TASK_HAND_OVER); each copy for itself. ERROR_REFUSED, saying what would be
 * legal, unless the certificate is issued and not past its end, and for a document of another kind.
 */
fallible hand_over_record(struct desk *desk, const struct certificate *certificate,
                          const char *document_kind);

/* Those of a certificate, oldest first. */
fallible hand_over_list(struct hand_overs *out, struct db *db, struct certificate_id certificate,
                        struct arena *arena);

extern const struct audited hand_over_audited;

#endif
