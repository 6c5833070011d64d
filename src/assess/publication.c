#include "assess/publication.h"

#include "assess/edition.h"
#include "assess/role.h"
#include "assess/rubric_load.h"
#include "assess/rubric_publish.h"
#include "base/text.h"

static never_null struct error *refuse_file(const struct edition_kind *kind, const char *name,
                                            const struct findings *findings)
{
    return error_hint(error_make(ERROR_REFUSED, "%s: %zu mistakes, the %s is not published", name,
                                 findings->errors - findings->errors_before, kind->noun),
                      "see 'usta %s check'", kind->noun);
}

static fallible check_status(const struct edition_kind *kind, const char *name,
                             enum rubric_status status)
{
    if (status == RUBRIC_PUBLISHED)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "%s: the %s is %s", name, kind->noun,
                                 status == RUBRIC_DRAFT ? "a draft" : "retired"),
                      "write 'status: published' when it is to be used");
}

/* The version says how far the rubric goes from the newest published one (rubric_publish.h). */
static fallible check_raised(struct db *db, const struct rubric *rubric, struct arena *arena)
{
    struct editions editions;
    const struct rubric *before;
    TRY(edition_list_of(&editions, db, &rubric_editions, rubric->id, arena));
    const struct edition *newest = edition_newest(&editions);
    if (!newest || version_compare(rubric->version, newest->publication.version) <= 0)
        return NULL; /* edition_add's to judge */
    TRY(publication_rubric(&before, db, (struct rubric_version_id){newest->publication.id}, arena));
    struct version least = version_raised(before->version, rubric_compare(before, rubric, arena));
    if (version_compare(rubric->version, least) >= 0)
        return NULL;
    const char *needed = version_text(least, arena);
    return error_hint(error_make(ERROR_CONFLICT,
                                 "'%s' is not raised as its changes since '%s' ask "
                                 "for",
                                 rubric_name(rubric, arena), version_text(before->version, arena)),
                      "make it %s or higher: MAJOR when scores may change, MINOR for an addition, "
                      "PATCH for wording",
                      needed);
}

fallible publication_add_rubric(struct rubric_version_id *out, struct desk *desk, struct bytes file,
                                const char *name, struct findings *findings, struct arena *arena)
{
    struct rubric *rubric;
    TRY(rubric_load(&rubric, findings, file, name, arena));
    TRY(role_require(desk, TASK_PUBLISH, rubric ? rubric->id : NULL));
    if (!rubric)
        return refuse_file(&rubric_editions, name, findings);
    TRY(check_status(&rubric_editions, name, rubric->status));
    TRY(check_raised(desk->db, rubric, arena));
    struct edition edition = {
        {.subject = rubric->id, .version = rubric->version, .digest = rubric->structure_digest},
        file};
    return edition_add(&out->n, desk, &rubric_editions, &edition, arena);
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
        return refuse_file(&scheme_editions, name, findings);
    TRY(check_status(&scheme_editions, name, scheme->status));
    TRY(check_units(desk->db, scheme));
    struct edition edition = {
        {.subject = scheme->id, .version = scheme->version, .digest = digest_of(file)}, file};
    return edition_add(&out->n, desk, &scheme_editions, &edition, arena);
}

static fallible list(struct publications *out, struct db *db, const struct edition_kind *kind,
                     struct arena *arena)
{
    struct editions editions;
    struct publications publications = {0};
    TRY(edition_list(&editions, db, kind, arena));
    for (size_t i = 0; i < editions.count; i++)
        *ARENA_PUSH(arena, publications.items, publications.count) = editions.items[i].publication;
    *out = publications;
    return NULL;
}

fallible publication_rubrics(struct publications *out, struct db *db, struct arena *arena)
{
    return list(out, db, &rubric_editions, arena);
}

fallible publication_schemes(struct publications *out, struct db *db, struct arena *arena)
{
    return list(out, db, &scheme_editions, arena);
}

fallible publication_newest_rubric(struct rubric_version_id *out, struct db *db,
                                   const struct scheme_unit *unit)
{
    SCOPED_ARENA(arena);
    struct editions all, fitting = {0};
    TRY(edition_list_of(&all, db, &rubric_editions, unit->rubric, arena));
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
static fallible find(int64_t *out, struct db *db, const struct edition_kind *kind, const char *name)
{
    SCOPED_ARENA(arena);
    struct editions editions;
    struct version version;
    const char *at = strchr(name, '@');
    const char *subject = at ? arena_text_n(arena, name, (size_t)(at - name)) : name;
    if (at && !version_read(&version, at + 1))
        return error_hint(
            error_make(ERROR_USAGE, "'%.60s' names no version of a %s", name, kind->noun),
            "write ID or ID@1.0.0");
    TRY(edition_list_of(&editions, db, kind, subject, arena));
    const struct edition *found = at ? edition_of_version(&editions, version)
                                     : edition_newest(&editions);
    if (!found)
        return error_hint(
            error_make(ERROR_NOT_FOUND, "no %s '%.60s' is published", kind->noun, name),
            "see 'usta %s list'", kind->noun);
    *out = found->publication.id;
    return NULL;
}

fallible publication_find_rubric(struct rubric_version_id *out, struct db *db, const char *name)
{
    return find(&out->n, db, &rubric_editions, name);
}

fallible publication_find_scheme(struct scheme_version_id *out, struct db *db, const char *name)
{
    return find(&out->n, db, &scheme_editions, name);
}

static never_null struct error *refuse_kept(const struct edition_kind *kind,
                                            const struct edition *edition)
{
    SCOPED_ARENA(arena);
    return error_hint(error_make(ERROR_REFUSED,
                                 "the %s '%s@%s' in the registry is not what was "
                                 "published",
                                 kind->noun, edition->publication.subject,
                                 version_text(edition->publication.version, arena)),
                      "run 'usta audit', then restore a backup");
}

fallible publication_rubric(const struct rubric **out, struct db *db, struct rubric_version_id id,
                            struct arena *arena)
{
    struct edition edition;
    struct rubric *rubric;
    struct findings findings = findings_make(arena);
    TRY(edition_of(&edition, db, &rubric_editions, id.n, arena));
    TRY(rubric_load(&rubric, &findings, edition.source, edition.publication.subject, arena));
    if (!rubric || !digest_equal(&rubric->structure_digest, &edition.publication.digest))
        return refuse_kept(&rubric_editions, &edition);
    *out = rubric;
    return NULL;
}

fallible publication_scheme(const struct scheme **out, struct db *db, struct scheme_version_id id,
                            struct arena *arena)
{
    struct edition edition;
    struct scheme *scheme;
    struct findings findings = findings_make(arena);
    TRY(edition_of(&edition, db, &scheme_editions, id.n, arena));
    struct digest digest = digest_of(edition.source);
    TRY(scheme_load(&scheme, &findings, edition.source, edition.publication.subject, arena));
    if (!scheme || !digest_equal(&digest, &edition.publication.digest))
        return refuse_kept(&scheme_editions, &edition);
    *out = scheme;
    return NULL;
}
