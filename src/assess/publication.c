#include "assess/publication.h"

#include "assess/edition.h"
#include "assess/role.h"
#include "assess/rubric_load.h"
#include "base/text.h"

static struct error *refuse_file(const struct shelf *shelf, const char *name,
                                 const struct findings *findings)
{
    return error_hint(error_make(ERROR_REFUSED, "%s: %zu mistakes, the %s is not published", name,
                                 findings->errors - findings->errors_before, shelf->noun),
                      "see 'usta %s check'", shelf->noun);
}

static fallible check_status(const struct shelf *shelf, const char *name, enum rubric_status status)
{
    if (status == RUBRIC_PUBLISHED)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "%s: the %s is %s", name, shelf->noun,
                                 status == RUBRIC_DRAFT ? "a draft" : "retired"),
                      "write 'status: published' when it is to be used");
}

fallible publication_add_rubric(struct rubric_version_id *out, struct desk *desk, struct bytes file,
                                const char *name, struct findings *findings, struct arena *arena)
{
    struct rubric *rubric;
    TRY(rubric_load(&rubric, findings, file, name, arena));
    TRY(role_require(desk, TASK_PUBLISH, rubric ? rubric->id : NULL));
    if (!rubric)
        return refuse_file(&rubric_shelf, name, findings);
    TRY(check_status(&rubric_shelf, name, rubric->status));
    struct edition edition = {
        {.subject = rubric->id, .version = rubric->version, .digest = rubric->structure_digest},
        file};
    return edition_add(&out->n, desk, &rubric_shelf, &edition, arena);
}

static fallible check_units(struct db *db, const struct scheme *scheme)
{
    for (size_t i = 0; i < scheme->unit_count; i++) {
        struct rubric_version_id id;
        TRY_AS(publication_newest_rubric(&id, db, &scheme->units[i]), "scheme '%s'", scheme->id);
    }
    return NULL;
}

fallible publication_add_scheme(struct scheme_version_id *out, struct desk *desk, struct bytes file,
                                const char *name, struct findings *findings, struct arena *arena)
{
    struct scheme *scheme;
    TRY(role_require(desk, TASK_PUBLISH, NULL));
    TRY(scheme_load(&scheme, findings, file, name, arena));
    if (!scheme)
        return refuse_file(&scheme_shelf, name, findings);
    TRY(check_status(&scheme_shelf, name, scheme->status));
    TRY(check_units(desk->db, scheme));
    struct edition edition = {
        {.subject = scheme->id, .version = scheme->version, .digest = digest_of(file)}, file};
    return edition_add(&out->n, desk, &scheme_shelf, &edition, arena);
}

static fallible list(struct publications *out, struct db *db, const struct shelf *shelf,
                     struct arena *arena)
{
    struct editions editions;
    struct publications publications = {0};
    TRY(edition_list(&editions, db, shelf, arena));
    for (size_t i = 0; i < editions.count; i++)
        *ARENA_PUSH(arena, publications.items, publications.count) = editions.items[i].publication;
    *out = publications;
    return NULL;
}

fallible publication_rubrics(struct publications *out, struct db *db, struct arena *arena)
{
    return list(out, db, &rubric_shelf, arena);
}

fallible publication_schemes(struct publications *out, struct db *db, struct arena *arena)
{
    return list(out, db, &scheme_shelf, arena);
}

fallible publication_newest_rubric(struct rubric_version_id *out, struct db *db,
                                   const struct scheme_unit *unit)
{
    SCOPED_ARENA(arena);
    struct editions all, fitting = {0};
    TRY(edition_list_of(&all, db, &rubric_shelf, unit->rubric, arena));
    for (size_t i = 0; i < all.count; i++)
        if (scheme_unit_takes(unit, all.items[i].publication.version))
            *ARENA_PUSH(arena, fitting.items, fitting.count) = all.items[i];
    const struct edition *newest = edition_newest(&fitting);
    if (!newest)
        return error_hint(error_make(ERROR_NOT_FOUND,
                                     "no rubric '%s' from %s below %s is published", unit->rubric,
                                     version_text(unit->from, arena),
                                     version_text(unit->below, arena)),
                          "publish it first");
    out->n = newest->publication.id;
    return NULL;
}

/* The newest edition of "ID", or that of "ID@VERSION". */
static fallible find(int64_t *out, struct db *db, const struct shelf *shelf, const char *name)
{
    SCOPED_ARENA(arena);
    struct editions editions;
    struct version version;
    const char *at = strchr(name, '@');
    const char *subject = at ? arena_text_n(arena, name, (size_t)(at - name)) : name;
    if (at && !version_read(&version, at + 1))
        return error_hint(
            error_make(ERROR_USAGE, "'%.60s' names no version of a %s", name, shelf->noun),
            "write ID or ID@1.0.0");
    TRY(edition_list_of(&editions, db, shelf, subject, arena));
    const struct edition *found = at ? edition_of_version(&editions, version)
                                     : edition_newest(&editions);
    if (!found)
        return error_hint(
            error_make(ERROR_NOT_FOUND, "no %s '%.60s' is published", shelf->noun, name),
            "see 'usta %s list'", shelf->noun);
    *out = found->publication.id;
    return NULL;
}

fallible publication_find_rubric(struct rubric_version_id *out, struct db *db, const char *name)
{
    return find(&out->n, db, &rubric_shelf, name);
}

fallible publication_find_scheme(struct scheme_version_id *out, struct db *db, const char *name)
{
    return find(&out->n, db, &scheme_shelf, name);
}

static struct error *refuse_kept(const struct shelf *shelf, const struct edition *edition)
{
    SCOPED_ARENA(arena);
    return error_hint(error_make(ERROR_REFUSED,
                                 "the %s '%s@%s' in the registry is not what was "
                                 "published",
                                 shelf->noun, edition->publication.subject,
                                 version_text(edition->publication.version, arena)),
                      "run 'usta audit', then restore a backup");
}

fallible publication_rubric(const struct rubric **out, struct db *db, struct rubric_version_id id,
                            struct arena *arena)
{
    struct edition edition;
    struct rubric *rubric;
    struct findings findings = findings_make(arena);
    TRY(edition_of(&edition, db, &rubric_shelf, id.n, arena));
    TRY(rubric_load(&rubric, &findings, edition.source, edition.publication.subject, arena));
    if (!rubric || !digest_equal(&rubric->structure_digest, &edition.publication.digest))
        return refuse_kept(&rubric_shelf, &edition);
    *out = rubric;
    return NULL;
}

fallible publication_scheme(const struct scheme **out, struct db *db, struct scheme_version_id id,
                            struct arena *arena)
{
    struct edition edition;
    struct scheme *scheme;
    struct findings findings = findings_make(arena);
    TRY(edition_of(&edition, db, &scheme_shelf, id.n, arena));
    struct digest digest = digest_of(edition.source);
    TRY(scheme_load(&scheme, &findings, edition.source, edition.publication.subject, arena));
    if (!scheme || !digest_equal(&digest, &edition.publication.digest))
        return refuse_kept(&scheme_shelf, &edition);
    *out = scheme;
    return NULL;
}
