#include "certify/audit.h"

#include "assess/decision.h"
#include "assess/institution.h"
#include "assess/machine.h"
#include "base/buffer.h"
#include "base/text.h"
#include "certify/audited.h"
#include "certify/certificate_file.h"
#include "certify/erase.h"
#include "certify/key_signer.h"
#include "certify/pickup.h"
#include "certify/record_make.h"
#include "certify/revocation.h"
#include "certify/trust.h"

enum { SIGNERS_LIMIT = 4 * 1024 * 1024 };

static void begin(const struct audit_progress *progress, const char *part)
{
    if (progress && progress->begin)
        progress->begin(progress->context, part);
}

static fallible check_published(struct db *db, const struct journal_head *published)
{
    struct journal_head now;
    if (!published)
        return NULL;
    TRY(journal_head_at(&now, db, published->size));
    if (digest_equal(&now.root, &published->root))
        return NULL;
    return error_make(ERROR_REFUSED,
                      "the journal's first %lld entries are not those of the published head",
                      (long long)published->size);
}

/* The record is frozen when the certificate is intended, so the holder may have been corrected
 * since; everything else must still follow from the decision. */
static fallible check_record(struct db *db, const struct certificate *certificate,
                             struct arena *arena)
{
    struct value *kept, *made;
    struct decision decision;
    static const char *const derived[] = {"scheme", "occupation", "can_do",  "units", "destination",
                                          "centre", "issued",     "expires", "code",  NULL};
    TRY(value_parse(&kept, bytes_of_text(certificate->record), "record", arena));
    TRY(decision_of(&decision, db, certificate->decision, arena));
    const struct value *language = value_get(kept, "destination_language");
    struct record_frame frame = {
        .code = certificate->code,
        .head_note = "?",
        .signer = "?",
        .language = language && value_kind(language) == VALUE_TEXT ? value_text(language) : "none"};
    TRY(record_make(&made, db, &decision, &frame, arena));
    for (size_t i = 0; derived[i]; i++) {
        const struct value *a = value_get(kept, derived[i]), *b = value_get(made, derived[i]);
        if (!a || !b || !value_equal(a, b))
            return error_make(ERROR_REFUSED,
                              "'%s' of the record does not follow from decision %lld", derived[i],
                              (long long)decision.id.n);
    }
    return NULL;
}

/* The registry's own signers, read and checked once instead of with each certificate. Without them
 * the check is as strict, and slower. */
static fallible known_signers(struct trust *out, struct db *db, struct arena *arena)
{
    struct keys keys;
    struct bytes pem;
    struct buffer certificates = buffer_make(arena, SIGNERS_LIMIT);
    TRY(key_list(&keys, db, arena));
    for (size_t i = 0; i < keys.count; i++)
        if (!text_equal(keys.items[i].kind, "head"))
            buffer_add_text(&certificates, keys.items[i].public_text);
    SCOPED_ERROR too_many = buffer_take(&pem, &certificates, "the registry's keys");
    SCOPED_ERROR unread = too_many ? NULL : trust_read(out, pem, "the registry's keys", arena);
    if (too_many || unread)
        *out = trust_none();
    return NULL;
}

/* Who may have signed certificates. */
struct signing_basis {
    struct trust known;
    struct key_signers signers;
};

static fallible check_certificate(int64_t *erased, struct db *db,
                                  const struct certificate *certificate,
                                  const struct signing_basis *basis,
                                  const struct audited_marks *erasable, struct arena *arena)
{
    bool gone;
    struct x509 signer;
    struct bytes pdf;
    TRY(check_record(db, certificate, arena));
    if (text_equal(certificate->state, machine_first(MACHINE_CERTIFICATE)))
        return NULL;
    TRY(certificate_file_erased(&gone, db, certificate));
    if (gone && !audited_is_marked(erasable, certificate->journal_seq))
        return error_make(ERROR_REFUSED, "its file is gone, but nobody erased its holder");
    *erased += gone;
    if (gone)
        return NULL;
    TRY(certificate_file(&pdf, db, certificate, arena));
    TRY(press_check_file(&signer, pdf, certificate->record, &basis->known, arena));
    return key_signer_check_used(db, &basis->signers, &signer, certificate->id);
}

static fallible check_certificates(struct audit_report *report, struct db *db,
                                   const struct audited_marks *erasable)
{
    SCOPED_ARENA(arena);
    struct certificates all;
    struct signing_basis basis;
    TRY(known_signers(&basis.known, db, arena));
    TRY(key_signer_list(&basis.signers, db, arena));
    TRY(certificate_list(&all, db, NULL, arena));
    for (size_t i = 0; i < all.count; i++) {
        SCOPED_ARENA(each);
        TRY_AS(check_certificate(&report->erased, db, &all.items[i], &basis, erasable, each), "%s",
               certificate_name(&all.items[i], each));
    }
    report->certificates = (int64_t)all.count;
    return NULL;
}

fallible audit_registry(struct audit_report *out, struct db *db,
                        const struct journal_head *published, const struct audit_progress *progress)
{
    SCOPED_ARENA(arena);
    struct audited_marks erasable;
    struct audit_report report = {0};
    begin(progress, "journal");
    TRY(db_check(db));
    TRY(journal_audit(&report.head, db));
    TRY(check_published(db, published));
    begin(progress, "rows");
    TRY(erase_scope(&erasable, db, arena));
    struct audited_nouns nouns = audited_nouns(arena);
    TRY(audited_check_erased(&report.erased, db, nouns.items, nouns.count, erasable.entries));
    TRY(erase_audit(&report.erasures, db));
    begin(progress, "states");
    TRY(machine_audit(db));
    begin(progress, "results");
    TRY(assess_rejudge(&report.rejudged, db));
    begin(progress, "certificates");
    TRY(revocation_audit(db));
    TRY(check_certificates(&report, db, &erasable));
    report.erased += report.rejudged.erased;
    *out = report;
    return NULL;
}
