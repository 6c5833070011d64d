#include "certify/certificate_file.h"

#include "assess/machine.h"
#include "assess/role.h"
#include "base/text.h"
#include "certify/certificate_revision.h"
#include "certify/photo.h"

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
    TRY(certificate_revision_add(desk, certificate, pdf, arena));
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
    struct certificate_revisions list;
    TRY_AS(certificate_revision_list(&list, db, certificate, arena), "%s",
           certificate_name(certificate, arena));
    *got = list.count > 0;
    if (*got)
        *pdf = list.items[list.count - 1].pdf;
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
