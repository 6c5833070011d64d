#include "certify/certificate_augment.h"

#include "assess/role.h"
#include "base/text.h"
#include "certify/certificate_file.h"
#include "certify/pades_augment.h"
#include "certify/pades_check.h"

/* A file on its way up. */
struct climb {
    const struct augment_request *request;
    struct augmented_files *files;
    struct bytes pdf;
    struct pades_seal seal;
    struct arena *arena;
};

static fallible look(struct climb *climb)
{
    struct judgement judgement;
    pades_check(&judgement, &climb->seal, climb->pdf, NULL, climb->arena);
    if (judgement.verdict != VERDICT_GENUINE)
        return error_make(ERROR_REFUSED, "the file is not genuine: %s (%s)", judgement.why,
                          judgement.rule);
    return NULL;
}

/* What was appended is judged as strictly as the world will, before anything is kept. */
static fallible keep(struct climb *climb, struct bytes pdf)
{
    climb->pdf = pdf;
    TRY_AS(look(climb), "after what was appended");
    climb->files->items[climb->files->count++] = pdf;
    climb->files->after = climb->seal.level;
    return NULL;
}

static fallible add_timestamp(struct climb *climb)
{
    struct bytes pdf;
    if (!climb->request->stamper)
        return error_hint(error_make(ERROR_USAGE, "a timestamp is needed, and no authority named"),
                          "--tsa URL --tsa-trust FILE, or $USTA_TSA and $USTA_TSA_TRUST");
    TRY(pades_stamp(&pdf, &climb->seal.file, climb->request->stamper, climb->arena));
    return keep(climb, pdf);
}

static bool is_needed(const struct crl *crl, const struct x509 *const *certificates, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!certificates[i]->is_root && bytes_equal(certificates[i]->issuer, crl->issuer))
            return true;
    return false;
}

/* Of the lists given, those that the signatures need. */
static fallible add_validation(struct climb *climb)
{
    const struct augment_request *request = climb->request;
    const struct x509 *needed[VALIDATION_LIMIT];
    struct bytes certificates[VALIDATION_LIMIT], pdf;
    struct bytes *crls = ARENA_ARRAY(climb->arena, struct bytes, request->crl_count);
    struct crl *chosen = ARENA_ARRAY(climb->arena, struct crl, request->crl_count);
    size_t count = validation_certificates(needed, &climb->seal.validation), crl_count = 0;
    for (size_t i = 0; i < count; i++)
        certificates[i] = needed[i]->der;
    for (size_t i = 0; i < request->crl_count; i++) {
        if (!is_needed(&request->crls[i], needed, count))
            continue;
        chosen[crl_count] = request->crls[i];
        crls[crl_count++] = request->crls[i].der;
    }
    struct validation validation = climb->seal.validation;
    validation.crls = chosen;
    validation.crl_count = crl_count;
    TRY(validation_check(&validation, climb->arena));
    const struct pades_validation data = {certificates, crls, count, crl_count};
    TRY(pades_validation_add(&pdf, &climb->seal.file, &data, climb->arena));
    return keep(climb, pdf);
}

fallible certificate_augment_file(struct augmented_files *out, struct bytes pdf,
                                  const struct augment_request *request, struct arena *arena)
{
    struct augmented_files files = {.count = 0};
    struct climb climb = {.request = request, .files = &files, .pdf = pdf, .arena = arena};
    TRY(look(&climb));
    files.before = files.after = climb.seal.level;
    if (files.after < PADES_T && request->level >= PADES_T)
        TRY(add_timestamp(&climb));
    if (files.after < PADES_LT && request->level >= PADES_LT)
        TRY(add_validation(&climb));
    if (files.after < PADES_LTA && request->level >= PADES_LTA)
        TRY(add_timestamp(&climb));
    *out = files;
    return NULL;
}

static fallible store(struct desk *desk, const struct certificate *certificate,
                      const struct augmented_files *files, struct arena *arena)
{
    SCOPED_TRANSACTION act = {0};
    TRY(transaction_begin(&act, desk->db));
    TRY(role_require(desk, TASK_ISSUE, NULL));
    TRY(journal_check_clock(desk));
    for (size_t i = 0; i < files->count; i++)
        TRY(certificate_revision_add(desk, certificate, files->items[i], arena));
    return transaction_commit(&act);
}

fallible certificate_augment(struct augmented *out, struct desk *desk,
                             const struct certificate *certificate,
                             const struct augment_request *request, struct arena *arena)
{
    struct bytes pdf;
    struct augmented_files files;
    const char *name = certificate_name(certificate, arena);
    TRY(role_require(desk, TASK_ISSUE, NULL));
    if (text_equal(certificate->state, "revoked"))
        return error_hint(error_make(ERROR_REFUSED, "%s was revoked", name),
                          "what is taken back need not last");
    TRY(certificate_file(&pdf, desk->db, certificate, arena));
    TRY_AS(certificate_augment_file(&files, pdf, request, arena), "%s", name);
    if (files.count)
        TRY(store(desk, certificate, &files, arena));
    *out = (struct augmented){files.before, files.after, files.count};
    return NULL;
}
