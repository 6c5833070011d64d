#include "certify/certificate_file.h"

#include "assess/machine.h"
#include "assess/role.h"
#include "base/text.h"
#include "certify/certificate_file_sql.h"
#include "certify/photo.h"

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
    *out = (struct act){"certificate.signed", open, NULL};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct file_row file = {.id = db_rows_integer(row, STAMP_COLUMNS),
                            .certificate = {db_rows_integer(row, STAMP_COLUMNS + 1)},
                            .revision = db_rows_integer(row, STAMP_COLUMNS + 2),
                            .size = db_rows_integer(row, STAMP_COLUMNS + 3)};
    struct bytes digest = db_rows_blob(row, STAMP_COLUMNS + 4, arena);
    if (digest.size != DIGEST_SIZE)
        return error_make(ERROR_REFUSED, "certificate_file %lld has a digest of %zu bytes",
                          (long long)file.id, digest.size);
    memcpy(file.digest.data, digest.data, DIGEST_SIZE);
    file_act(out, &file, arena);
    return NULL;
}

const struct audited certificate_file_audited = {"certificate_file",
                                                 (const char *const[]){"certificate.signed", NULL},
                                                 &sql_certificate_file_audit, audit_act};

static fallible store(struct desk *desk, const struct certificate *certificate, struct bytes pdf,
                      struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    struct file_row row = {.certificate = certificate->id,
                           .revision = 1,
                           .size = (int64_t)pdf.size,
                           .digest = digest_of(pdf)};
    TRY(desk_next_id(&row.id, desk, &sql_certificate_file_highest));
    file_act(&act, &row, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_certificate_file_insert,
                  DB_VALUES(db_integer(row.id), db_integer(row.certificate.n),
                            db_integer(row.revision), db_integer(row.size),
                            db_blob(digest_bytes(&row.digest)), db_blob(pdf), STAMP_VALUES(stamp)));
}

static fallible retire_superseded(struct desk *desk, const struct certificate *certificate,
                                  struct arena *arena)
{
    struct certificate old;
    if (!certificate->supersedes.n)
        return NULL;
    TRY(certificate_of(&old, desk->db, certificate->supersedes, arena));
    bool corrected = old.decision.n == certificate->decision.n;
    return machine_go(desk, MACHINE_CERTIFICATE, old.id.n, certificate_name(&old, arena),
                      "superseded", corrected ? "replaced by a corrected certificate" : "renewed");
}

bool certificate_waits(const struct certificate *certificate)
{
    return text_equal(certificate->state, machine_first(MACHINE_CERTIFICATE));
}

fallible certificate_check_issue(struct desk *desk, const struct certificate *certificate,
                                 const struct press *press, struct arena *arena)
{
    TRY(role_require(desk, TASK_ISSUE, NULL));
    TRY(journal_check_clock(desk));
    if (certificate_waits(certificate))
        TRY_AS(press_check(press, clock_now_s(desk->clock), certificate->expires_day), "%s",
               certificate_name(certificate, arena));
    return NULL;
}

fallible certificate_store(struct desk *desk, const struct certificate *certificate,
                           const struct press *press, struct bytes pdf, struct arena *arena)
{
    const char *name = certificate_name(certificate, arena);
    TRY(certificate_check_issue(desk, certificate, press, arena));
    if (!certificate_waits(certificate))
        return NULL;
    TRY(store(desk, certificate, pdf, arena));
    TRY(machine_go(desk, MACHINE_CERTIFICATE, certificate->id.n, name, "issued", NULL));
    return retire_superseded(desk, certificate, arena);
}

fallible certificate_issue(struct desk *desk, const struct certificate *certificate,
                           const struct press *press, struct arena *arena)
{
    struct bytes pdf;
    struct value *record;
    const struct jpeg *photo;
    TRY(certificate_check_issue(desk, certificate, press, arena));
    if (!certificate_waits(certificate))
        return NULL;
    TRY(value_parse(&record, bytes_of_text(certificate->record), "record", arena));
    TRY(photo_of_record(&photo, desk->db, certificate->candidate, certificate->record, arena));
    TRY_AS(press_print(&pdf, press, record, photo, clock_now_s(desk->clock), arena), "%s",
           certificate_name(certificate, arena));
    return certificate_store(desk, certificate, press, pdf, arena);
}

static fallible read_newest(bool *got, struct bytes *pdf, struct db *db,
                            const struct certificate *certificate, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_certificate_file_newest,
                     DB_VALUES(db_integer(certificate->id.n))));
    TRY(db_rows_next(got, rows));
    if (*got)
        *pdf = db_rows_blob(rows, 0, arena);
    return NULL;
}

fallible certificate_file_erased(bool *out, struct db *db, const struct certificate *certificate)
{
    SCOPED_ARENA(arena);
    bool got;
    struct bytes pdf;
    TRY(read_newest(&got, &pdf, db, certificate, arena));
    *out = got && !pdf.size;
    return NULL;
}

fallible certificate_file(struct bytes *pdf, struct db *db, const struct certificate *certificate,
                          struct arena *arena)
{
    bool got;
    struct bytes newest;
    TRY(read_newest(&got, &newest, db, certificate, arena));
    if (!got)
        return error_hint(error_make(ERROR_NOT_FOUND, "%s is intended, but not issued",
                                     certificate_name(certificate, arena)),
                          "issue it: usta certificate issue");
    if (!newest.size)
        return error_hint(
            error_make(ERROR_NOT_FOUND, "the file of %s was erased",
                       certificate_name(certificate, arena)),
            "it went with its holder's data; see: usta journal list --kind candidate");
    *pdf = newest;
    return NULL;
}
