#include "assess/edition.h"

#include "assess/edition_sql.h"

const struct edition_kind rubric_editions = {
    "rubric",
    "rubric.published",
    "rubric_version",
    &sql_rubric_version_highest,
    &sql_rubric_version_insert,
    &sql_rubric_version_by_id,
    &sql_rubric_versions_of,
    &sql_rubric_version_all,
};
const struct edition_kind scheme_editions = {
    "scheme",
    "scheme.published",
    "scheme_version",
    &sql_scheme_version_highest,
    &sql_scheme_version_insert,
    &sql_scheme_version_by_id,
    &sql_scheme_versions_of,
    &sql_scheme_version_all,
};

/* Columns: id, subject, version, digest, source. */
static fallible edition_read(struct edition *out, const struct edition_kind *kind,
                             const struct db_rows *row, int from, struct arena *arena)
{
    struct edition edition = {.source = db_rows_blob(row, from + 4, arena)};
    edition.publication.id = db_rows_integer(row, from);
    edition.publication.subject = db_rows_text(row, from + 1, arena);
    struct bytes digest = db_rows_blob(row, from + 3, arena);
    if (!version_read(&edition.publication.version, db_rows_text(row, from + 2, arena)) ||
        digest.size != DIGEST_SIZE)
        return error_make(ERROR_REFUSED, "%s %lld is kept with an odd version or digest",
                          kind->noun, (long long)edition.publication.id);
    memcpy(edition.publication.digest.data, digest.data, DIGEST_SIZE);
    *out = edition;
    return NULL;
}

static void edition_act(struct act *out, const struct edition_kind *kind,
                        const struct edition *edition, struct arena *arena)
{
    struct digest source = digest_of(edition->source);
    struct value *open = value_object(arena);
    value_set_integer(open, kind->key, edition->publication.id);
    value_set_text(open, "id", edition->publication.subject);
    value_set_text(open, "version", version_text(edition->publication.version, arena));
    value_set_text(open, "digest", digest_text(&edition->publication.digest, arena));
    value_set_text(open, "source", digest_text(&source, arena));
    *out = (struct act){kind->act, open, NULL};
}

static fallible audit_rubric(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct edition edition;
    TRY(edition_read(&edition, &rubric_editions, row, STAMP_COLUMNS, arena));
    edition_act(out, &rubric_editions, &edition, arena);
    return NULL;
}

static fallible audit_scheme(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct edition edition;
    TRY(edition_read(&edition, &scheme_editions, row, STAMP_COLUMNS, arena));
    edition_act(out, &scheme_editions, &edition, arena);
    return NULL;
}

const struct audited rubric_version_audited = {"rubric_version",
                                               (const char *const[]){"rubric.published", NULL},
                                               &sql_rubric_version_audit, audit_rubric};
const struct audited scheme_version_audited = {"scheme_version",
                                               (const char *const[]){"scheme.published", NULL},
                                               &sql_scheme_version_audit, audit_scheme};

static fallible query(struct editions *out, struct db *db, const struct edition_kind *kind,
                      const struct statement *statement, struct db_values values,
                      struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct editions list = {0};
    TRY(db_rows_open(&rows, db, statement, values));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        TRY(edition_read(ARENA_PUSH(arena, list.items, list.count), kind, rows, 0, arena));
    }
    *out = list;
    return NULL;
}

fallible edition_list(struct editions *out, struct db *db, const struct edition_kind *kind,
                      struct arena *arena)
{
    return query(out, db, kind, kind->all, DB_NO_VALUES, arena);
}

fallible edition_list_of(struct editions *out, struct db *db, const struct edition_kind *kind,
                         const char *subject, struct arena *arena)
{
    return query(out, db, kind, kind->of_subject, DB_VALUES(db_text(subject)), arena);
}

fallible edition_of(struct edition *out, struct db *db, const struct edition_kind *kind, int64_t id,
                    struct arena *arena)
{
    struct editions found;
    TRY(query(&found, db, kind, kind->by_id, DB_VALUES(db_integer(id)), arena));
    if (!found.count)
        return error_make(ERROR_NOT_FOUND, "there is no published %s %lld", kind->noun,
                          (long long)id);
    *out = found.items[0];
    return NULL;
}

const struct edition *edition_newest(const struct editions *editions)
{
    const struct edition *newest = NULL;
    for (size_t i = 0; i < editions->count; i++)
        if (!newest || version_compare(editions->items[i].publication.version,
                                       newest->publication.version) > 0)
            newest = &editions->items[i];
    return newest;
}

const struct edition *edition_of_version(const struct editions *editions, struct version version)
{
    for (size_t i = 0; i < editions->count; i++)
        if (version_compare(editions->items[i].publication.version, version) == 0)
            return &editions->items[i];
    return NULL;
}

static never_null struct error *refuse_changed(const struct edition *edition, const char *version)
{
    return error_hint(error_make(ERROR_CONFLICT, "'%s@%s' is published with other content",
                                 edition->publication.subject, version),
                      "a published version never changes: raise the version of the file");
}

static never_null struct error *refuse_not_raised(const struct edition *edition,
                                                  const char *version, const char *newest)
{
    return error_hint(error_make(ERROR_CONFLICT, "'%s@%s' comes after '%s', which is published",
                                 edition->publication.subject, version, newest),
                      "raise the version above %s", newest);
}

/* *there is the id of the same bytes, published before, or 0. */
static fallible check_new(int64_t *there, struct db *db, const struct edition_kind *kind,
                          const struct edition *new, struct arena *arena)
{
    struct editions editions;
    const char *version = version_text(new->publication.version, arena);
    TRY(edition_list_of(&editions, db, kind, new->publication.subject, arena));
    const struct edition *same = edition_of_version(&editions, new->publication.version);
    const struct edition *newest = edition_newest(&editions);
    if (same && !bytes_equal(same->source, new->source))
        return refuse_changed(new, version);
    if (!same && newest &&
        version_compare(newest->publication.version, new->publication.version) > 0)
        return refuse_not_raised(new, version, version_text(newest->publication.version, arena));
    *there = same ? same->publication.id : 0;
    return NULL;
}

static fallible insert(struct desk *desk, const struct edition_kind *kind, struct edition *edition,
                       struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    struct publication *publication = &edition->publication;
    TRY(desk_next_id(&publication->id, desk, kind->highest));
    edition_act(&act, kind, edition, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, kind->insert,
                  DB_VALUES(db_integer(publication->id), db_text(publication->subject),
                            db_text(version_text(publication->version, arena)),
                            db_blob(digest_bytes(&publication->digest)),
                            (struct db_value){.kind = DB_TEXT, .bytes = edition->source},
                            STAMP_VALUES(stamp)));
}

fallible edition_add(int64_t *out, struct desk *desk, const struct edition_kind *kind,
                     struct edition *edition, struct arena *arena)
{
    int64_t there = 0;
    TRY(check_new(&there, desk->db, kind, edition, arena));
    if (!there)
        TRY(insert(desk, kind, edition, arena));
    *out = there ? there : edition->publication.id;
    return NULL;
}
