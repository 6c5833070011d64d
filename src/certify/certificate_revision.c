#include "certify/certificate_revision.h"

#include "base/buffer.h"
#include "certify/certificate_revision_sql.h"
#include "certify/pdf_file.h"

struct file_row {
    int64_t id;
    struct certificate_id certificate;
    int64_t revision; /* 1 as issued */
    int64_t size;
    struct digest digest;
};

static void file_act(struct act *out, const struct file_row *row, struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "certificate", row->certificate.n);
    value_set_integer(open, "revision", row->revision);
    value_set_integer(open, "size", row->size);
    value_set_text(open, "digest", digest_text(&row->digest, arena));
    const char *kind = row->revision == 1 ? "certificate.signed" : "certificate.augmented";
    *out = (struct act){kind, open, NULL};
}

static fallible digest_at(struct digest *out, const struct db_rows *row, int column,
                          struct arena *arena)
{
    struct bytes digest = db_rows_blob(row, column, arena);
    if (digest.size != DIGEST_SIZE)
        return error_make(ERROR_REFUSED, "a certificate_file has a digest of %zu bytes",
                          digest.size);
    memcpy(out->data, digest.data, DIGEST_SIZE);
    return NULL;
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct file_row file = {.id = db_rows_integer(row, STAMP_COLUMNS),
                            .certificate = {db_rows_integer(row, STAMP_COLUMNS + 1)},
                            .revision = db_rows_integer(row, STAMP_COLUMNS + 2),
                            .size = db_rows_integer(row, STAMP_COLUMNS + 3)};
    TRY(digest_at(&file.digest, row, STAMP_COLUMNS + 4, arena));
    file_act(out, &file, arena);
    return NULL;
}

const struct audited certificate_revision_audited = {
    "certificate_file", (const char *const[]){"certificate.signed", "certificate.augmented", NULL},
    &sql_certificate_revision_audit, audit_act};

/* The next revision: its part behind the bytes there are, unless all were erased. */
static fallible read_row(struct certificate_revision *out, struct buffer *whole,
                         const struct db_rows *row, struct arena *arena)
{
    *out = (struct certificate_revision){.number = db_rows_integer(row, 0),
                                         .size = db_rows_integer(row, 1),
                                         .at_s = db_rows_integer(row, 3)};
    struct bytes part = db_rows_blob(row, 4, arena);
    TRY(digest_at(&out->digest, row, 2, arena));
    if (part.size == 0)
        return NULL;
    buffer_add(whole, part);
    TRY(buffer_take(&out->pdf, whole, "certificate's file"));
    struct digest digest = digest_of(out->pdf);
    if (out->pdf.size != (size_t)out->size || !digest_equal(&digest, &out->digest))
        return error_make(ERROR_REFUSED, "revision %lld of its file is not the one that was stored",
                          (long long)out->number);
    return NULL;
}

fallible certificate_revision_list(struct certificate_revisions *out, struct db *db,
                                   const struct certificate *certificate, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct certificate_revisions list = {0};
    struct buffer whole = buffer_make(arena, PDF_FILE_LIMIT);
    TRY(db_rows_open(&rows, db, &sql_certificate_revision_parts,
                     DB_VALUES(db_integer(certificate->id.n))));
    for (bool got;;) {
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        TRY(read_row(ARENA_PUSH(arena, list.items, list.count), &whole, rows, arena));
        if (list.items[list.count - 1].number != (int64_t)list.count)
            return error_make(ERROR_REFUSED, "revision %zu of its file is missing", list.count);
    }
    *out = list;
    return NULL;
}

static bool begins_with(struct bytes longer, struct bytes beginning)
{
    return longer.size > beginning.size &&
           (beginning.size == 0 || memcmp(longer.data, beginning.data, beginning.size) == 0);
}

fallible certificate_revision_add(struct desk *desk, const struct certificate *certificate,
                                  struct bytes pdf, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    struct certificate_revisions list;
    TRY(certificate_revision_list(&list, desk->db, certificate, arena));
    struct bytes before = list.count ? list.items[list.count - 1].pdf : bytes_of(NULL, 0);
    if (!begins_with(pdf, before) || (list.count && !before.size))
        return error_make(ERROR_CONFLICT, "the file of %s changed meanwhile",
                          certificate_name(certificate, arena));
    struct file_row row = {.certificate = certificate->id,
                           .revision = (int64_t)list.count + 1,
                           .size = (int64_t)pdf.size,
                           .digest = digest_of(pdf)};
    struct bytes part = bytes_of(pdf.data + before.size, pdf.size - before.size);
    TRY(desk_next_id(&row.id, desk, &sql_certificate_revision_highest));
    file_act(&act, &row, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_certificate_revision_insert,
                  DB_VALUES(db_integer(row.id), db_integer(row.certificate.n),
                            db_integer(row.revision), db_integer(row.size),
                            db_blob(digest_bytes(&row.digest)), db_blob(part),
                            STAMP_VALUES(stamp)));
}
