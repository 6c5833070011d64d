#include "assess/shelf.h"

#include "assess/publication.h"
#include "assess/sitting_rubric.h"

struct shelf_rubric {
    struct rubric_version_id version;
    const struct rubric *rubric;
};

struct shelf_scheme {
    struct scheme_version_id version;
    const struct scheme *scheme;
};

struct shelf shelf_make(struct arena *arena)
{
    return (struct shelf){.arena = arena};
}

fallible shelf_rubric(const struct rubric **out, struct shelf *shelf, struct db *db,
                      const struct attempt *attempt)
{
    SCOPED_ARENA(arena);
    struct sitting sitting;
    struct rubric_version_id version;
    TRY(sitting_of(&sitting, db, attempt->sitting, arena));
    TRY(sitting_rubric_version(&version, db, &sitting, attempt->unit));
    for (size_t i = 0; i < shelf->rubric_count; i++)
        if (shelf->rubrics[i].version.n == version.n) {
            *out = shelf->rubrics[i].rubric;
            return NULL;
        }
    TRY(publication_rubric(out, db, version, shelf->arena));
    *ARENA_PUSH(shelf->arena, shelf->rubrics, shelf->rubric_count) = (struct shelf_rubric){version,
                                                                                           *out};
    return NULL;
}

fallible shelf_scheme(const struct scheme **out, struct shelf *shelf, struct db *db,
                      struct scheme_version_id version)
{
    for (size_t i = 0; i < shelf->scheme_count; i++)
        if (shelf->schemes[i].version.n == version.n) {
            *out = shelf->schemes[i].scheme;
            return NULL;
        }
    TRY(publication_scheme(out, db, version, shelf->arena));
    *ARENA_PUSH(shelf->arena, shelf->schemes, shelf->scheme_count) = (struct shelf_scheme){version,
                                                                                           *out};
    return NULL;
}
