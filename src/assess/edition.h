/* Rubrics and schemes are kept alike, as editions: subject, version, digest and the bytes that were
 * published, each kind in a table of its own. Behind publication.h. */
#ifndef USTA_ASSESS_EDITION_H
#define USTA_ASSESS_EDITION_H

#include "assess/publication.h"

struct edition_kind {
    const char *noun, *act, *key; /* "rubric", kind of its acts, key of its id in them */
    const struct statement *highest, *insert, *by_id, *of_subject, *all;
};
extern const struct edition_kind rubric_editions, scheme_editions;

struct edition {
    struct publication publication;
    struct bytes source;
};
struct editions {
    struct edition *items;
    size_t count;
};

fallible edition_list(struct editions *out, struct db *db, const struct edition_kind *kind,
                      struct arena *arena);
fallible edition_list_of(struct editions *out, struct db *db, const struct edition_kind *kind,
                         const char *subject, struct arena *arena);

/* ERROR_NOT_FOUND naming the id. */
fallible edition_of(struct edition *out, struct db *db, const struct edition_kind *kind, int64_t id,
                    struct arena *arena);

/* NULL when there is none among them. */
const struct edition *edition_newest(const struct editions *editions);
const struct edition *edition_of_version(const struct editions *editions, struct version version);

/* Adds the edition, whose id is set; the same bytes again only give the id there is. ERROR_CONFLICT
 * when the version is there with other bytes, or a later one is. */
fallible edition_add(int64_t *out, struct desk *desk, const struct edition_kind *kind,
                     struct edition *edition, struct arena *arena);

#endif
