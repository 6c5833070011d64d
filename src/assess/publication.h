/* Published rubrics and schemes: kept as the bytes that were published, never changed. */
#ifndef USTA_ASSESS_PUBLICATION_H
#define USTA_ASSESS_PUBLICATION_H

#include "assess/ids.h"
#include "assess/rubric.h"

#include "store/audited.h"

struct findings;    /* base/findings.h */
struct scheme;      /* scheme.h */
struct scheme_unit; /* scheme.h */

/* Publishes a file (task TASK_PUBLISH, of the unit for a rubric). What is wrong with the file is in
 * findings, as for `usta rubric check` (warnings do not stop it); the error then only says that
 * there is something. ERROR_REFUSED also when its status is not published, ERROR_CONFLICT when this
 * version is published with other bytes, or a later one is; publishing the same bytes again does
 * nothing and gives the version there is. name begins the messages: the path. */
fallible publication_add_rubric(struct rubric_version_id *out, struct desk *desk, struct bytes file,
                                const char *name, struct findings *findings, struct arena *arena);
fallible publication_add_scheme(struct scheme_version_id *out, struct desk *desk, struct bytes file,
                                const char *name, struct findings *findings, struct arena *arena);

/* One published version. */
struct publication {
    int64_t id;
    const char *subject; /* "UST-CK-HK-02" */
    struct version version;
    struct digest digest; /* of a rubric: its structure digest; of a scheme: of its bytes */
};
struct publications {
    struct publication *items;
    size_t count;
};

/* All, by subject and version. */
fallible publication_rubrics(struct publications *out, struct db *db, struct arena *arena);
fallible publication_schemes(struct publications *out, struct db *db, struct arena *arena);

/* The newest published rubric version from (inclusive) below (exclusive); ERROR_NOT_FOUND naming
 * the range. */
fallible publication_newest_rubric(struct rubric_version_id *out, struct db *db,
                                   const struct scheme_unit *unit);

/* The newest published version of a scheme, or with "ID@VERSION" just that one; ERROR_NOT_FOUND. */
fallible publication_find_scheme(struct scheme_version_id *out, struct db *db, const char *name);

/* The same for a rubric. */
fallible publication_find_rubric(struct rubric_version_id *out, struct db *db, const char *name);

/* Read back from the registry; ERROR_REFUSED when the bytes kept no longer pass the checker or have
 * another digest. Nothing is kept between calls. */
fallible publication_rubric(const struct rubric **out, struct db *db, struct rubric_version_id id,
                            struct arena *arena);
fallible publication_scheme(const struct scheme **out, struct db *db, struct scheme_version_id id,
                            struct arena *arena);

extern const struct audited rubric_version_audited, scheme_version_audited;

#endif
