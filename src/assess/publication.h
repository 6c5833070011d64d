/* Published rubrics and schemes: kept as the bytes that were published, never changed. */
#ifndef USTA_ASSESS_PUBLICATION_H
#define USTA_ASSESS_PUBLICATION_H

#include "assess/ids.h"
#include "assess/scheme.h"
#include "store/audited.h"

/* Publishes a file (task TASK_PUBLISH; a rubric's for its unit). What is wrong with the file is in
 * findings, as for `usta rubric check` (warnings do not stop it); the error then only says that
 * there is something. ERROR_REFUSED also when its status is not published, or a unit of a scheme
 * has no published rubric; ERROR_CONFLICT when this version is published with other content, or a
 * later one is. Publishing the same bytes again does nothing and gives the version there is. name,
 * the path, begins the messages. */
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

/* The newest published rubric version that counts for the unit; ERROR_NOT_FOUND naming the range.
 */
fallible publication_newest_rubric(struct rubric_version_id *out, struct db *db,
                                   const struct scheme_unit *unit);

/* The newest published version of "ID", or just that of "ID@VERSION"; ERROR_NOT_FOUND. */
fallible publication_find_rubric(struct rubric_version_id *out, struct db *db, const char *name);
fallible publication_find_scheme(struct scheme_version_id *out, struct db *db, const char *name);

/* Read back from the registry; nothing is kept between calls. ERROR_REFUSED when the bytes kept no
 * longer pass the checker or have another digest. */
fallible publication_rubric(const struct rubric **out, struct db *db, struct rubric_version_id id,
                            struct arena *arena);
fallible publication_scheme(const struct scheme **out, struct db *db, struct scheme_version_id id,
                            struct arena *arena);

extern const struct audited rubric_version_audited, scheme_version_audited;

#endif
