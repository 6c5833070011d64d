#include "certify/dossier.h"

#include "assess/erasure.h"
#include "base/encoding.h"
#include "base/file.h"
#include "certify/audited.h"
#include "certify/certificate_revision.h"
#include "certify/dossier_sql.h"

enum { PRIVATE = 0600 };

static fallible row_value(struct value **out, struct db *db, const struct audited *noun,
                          const struct db_rows *row, struct arena *arena)
{
    struct act act;
    const char *entry;
    struct value *value = value_object(arena);
    TRY(noun->act(&act, row, arena));
    TRY(journal_entry_text(&entry, db, db_rows_integer(row, 0), arena));
    value_set_text(value, "noun", noun->noun);
    value_set_text(value, "act", act.kind);
    value_set(value, "facts", act.sealed ? act.sealed : value_null(arena));
    value_set_text(value, "salt",
                   act.sealed ? hex_encode(db_rows_blob(row, 3, arena), arena) : NULL);
    value_set_text(value, "entry", entry);
    *out = value;
    return NULL;
}

static fallible add_noun(struct value *list, struct db *db, const struct audited *noun,
                         const struct audited_marks *about, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, noun->rows, DB_NO_VALUES));
    for (;;) {
        bool got;
        struct value *value;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return NULL;
        if (!audited_is_marked(about, db_rows_integer(rows, 0)))
            continue;
        TRY(row_value(&value, db, noun, rows, arena));
        value_append(list, value);
    }
}

static fallible rows_of(struct value **out, struct db *db, struct candidate_id candidate,
                        struct arena *arena)
{
    struct audited_marks about;
    struct value *list = value_array(arena);
    TRY(audited_marks_read(&about, db, &sql_dossier_scope, DB_VALUES(db_integer(candidate.n)),
                           arena));
    struct audited_nouns nouns = audited_nouns(arena);
    for (size_t i = 0; i < nouns.count; i++)
        TRY(add_noun(list, db, nouns.items[i], &about, arena));
    *out = list;
    return NULL;
}

static fallible set_json(struct value *object, const char *key, struct bytes text,
                         struct arena *arena)
{
    struct value *value;
    TRY(value_parse(&value, text, key, arena));
    value_set(object, key, value);
    return NULL;
}

static fallible result_value(struct value **out, const struct db_rows *row, struct arena *arena)
{
    struct value *value = value_object(arena);
    value_set_integer(value, "result", db_rows_integer(row, 0));
    TRY(set_json(value, "marks", db_rows_blob(row, 1, arena), arena));
    TRY(set_json(value, "score", db_rows_blob(row, 2, arena), arena));
    *out = value;
    return NULL;
}

static fallible event_value(struct value **out, const struct db_rows *row, struct arena *arena)
{
    struct value *value = value_object(arena);
    value_set_text(value, "received", instant_text(db_rows_integer(row, 2), arena));
    value_set_text(value, "refused", db_rows_text(row, 3, arena));
    TRY(set_json(value, "event", db_rows_blob(row, 4, arena), arena));
    *out = value;
    return NULL;
}

/* Every row of a statement as a value. */
static fallible list_of(struct value **out, struct db *db, const struct statement *statement,
                        struct candidate_id candidate,
                        fallible (*make)(struct value **out, const struct db_rows *row,
                                         struct arena *arena),
                        struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct value *list = value_array(arena);
    TRY(db_rows_open(&rows, db, statement, DB_VALUES(db_integer(candidate.n))));
    for (;;) {
        bool got;
        struct value *value;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        TRY(make(&value, rows, arena));
        value_append(list, value);
    }
    *out = list;
    return NULL;
}

static fallible write_file(struct value *list, const char *folder, const char *name,
                           struct bytes bytes, struct arena *arena)
{
    struct digest digest = digest_of(bytes);
    struct value *value = value_object(arena);
    TRY(file_write(path_join(arena, folder, name), bytes, PRIVATE));
    value_set_text(value, "file", name);
    value_set_text(value, "digest", digest_text(&digest, arena));
    value_append(list, value);
    return NULL;
}

static fallible write_certificate(struct value *list, const char *folder, struct db *db,
                                  const struct db_rows *row, struct arena *arena)
{
    struct certificate certificate;
    struct certificate_revisions revisions;
    TRY(certificate_of(&certificate, db, (struct certificate_id){db_rows_integer(row, 0)}, arena));
    TRY(certificate_revision_list(&revisions, db, &certificate, arena));
    const char *code = code_text(&certificate.code, arena);
    for (size_t i = 0; i < revisions.count; i++) {
        const struct certificate_revision *revision = &revisions.items[i];
        const char *name = revision->number == 1 ? arena_format(arena, "%s.pdf", code)
                                                 : arena_format(arena, "%s.%lld.pdf", code,
                                                                (long long)revision->number);
        TRY(write_file(list, folder, name, revision->pdf, arena));
    }
    return NULL;
}

static fallible write_photo(struct value *list, const char *folder, struct db *db,
                            const struct db_rows *row, struct arena *arena)
{
    const char *name = arena_format(arena, "photo-%lld.jpg", (long long)db_rows_integer(row, 0));
    (void)db;
    return write_file(list, folder, name, db_rows_blob(row, 1, arena), arena);
}

typedef fallible write_row(struct value *list, const char *folder, struct db *db,
                           const struct db_rows *row, struct arena *arena);

static fallible write_rows(struct value *list, const char *folder, struct db *db,
                           const struct statement *statement, struct candidate_id candidate,
                           write_row *write, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, statement, DB_VALUES(db_integer(candidate.n))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return NULL;
        TRY(write(list, folder, db, rows, arena));
    }
}

static fallible write_files(struct value **out, const char *folder, struct db *db,
                            struct candidate_id candidate, struct arena *arena)
{
    struct value *list = value_array(arena);
    TRY(write_rows(list, folder, db, &sql_dossier_certificates, candidate, write_certificate,
                   arena));
    TRY(write_rows(list, folder, db, &sql_dossier_photos, candidate, write_photo, arena));
    *out = list;
    return NULL;
}

fallible dossier_write(struct digest *out, const char *folder, struct db *db,
                       const struct candidate *candidate, int64_t at_s)
{
    SCOPED_ARENA(arena);
    struct value *dossier = value_object(arena), *rows, *results, *events, *files;
    TRY(erasure_check_none(db, candidate->id));
    TRY(rows_of(&rows, db, candidate->id, arena));
    TRY(list_of(&results, db, &sql_dossier_results, candidate->id, result_value, arena));
    TRY(list_of(&events, db, &sql_dossier_events, candidate->id, event_value, arena));
    TRY(write_files(&files, folder, db, candidate->id, arena));
    value_set_integer(dossier, "usta_dossier", 1);
    value_set_text(dossier, "candidate", candidate->ref);
    value_set_text(dossier, "at", instant_text(at_s, arena));
    value_set(dossier, "rows", rows);
    value_set(dossier, "results", results);
    value_set(dossier, "events", events);
    value_set(dossier, "files", files);
    const char *text = arena_format(arena, "%s\n", value_pretty(dossier, arena));
    *out = digest_of(bytes_of_text(text));
    return file_write(path_join(arena, folder, "dossier.json"), bytes_of_text(text), PRIVATE);
}
