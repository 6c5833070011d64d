#include "certify/certificate.h"

#include "assess/erasure.h"
#include "assess/inquiry.h"
#include "assess/institution.h"
#include "assess/machine.h"
#include "assess/publication.h"
#include "assess/role.h"
#include "base/text.h"
#include "certify/certificate_sql.h"
#include "certify/record_make.h"

char *certificate_name(const struct certificate *certificate, struct arena *arena)
{
    return arena_format(arena, "certificate '%s'", code_text(&certificate->code, arena));
}

static fallible certificate_read(struct certificate *out, const struct db_rows *row,
                                 struct arena *arena)
{
    *out = (struct certificate){
        .id = {db_rows_integer(row, 0)},
        .decision = {db_rows_integer(row, 2)},
        .candidate = {db_rows_integer(row, 3)},
        .scheme = db_rows_text(row, 4, arena),
        .issued_day = db_rows_text(row, 5, arena),
        .expires_day = db_rows_text(row, 6, arena),
        .record = db_rows_text(row, 7, arena),
        .supersedes = {db_rows_integer(row, 8)},
        .state = db_rows_text(row, 9, arena),
        .journal_seq = db_rows_integer(row, 10),
    };
    return code_read(&out->code, db_rows_text(row, 1, arena));
}

/* The code itself is sealed: whoever reads the journal must not be able to look certificates up. */
static void certificate_act(struct act *out, const struct certificate *certificate,
                            struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "certificate", certificate->id.n);
    value_set_integer(open, "decision", certificate->decision.n);
    value_set_integer(open, "supersedes", certificate->supersedes.n);
    value_set_text(open, "scheme", certificate->scheme);
    value_set_text(open, "issued", certificate->issued_day);
    value_set_text(open, "expires", certificate->expires_day);
    value_set_integer(sealed, "candidate", certificate->candidate.n);
    value_set_text(sealed, "code", certificate->code.text);
    value_set_text(sealed, "record", certificate->record);
    *out = (struct act){"certificate.intended", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct certificate certificate = {
        .id = {db_rows_integer(row, STAMP_COLUMNS)},
        .decision = {db_rows_integer(row, STAMP_COLUMNS + 2)},
        .candidate = {db_rows_integer(row, STAMP_COLUMNS + 3)},
        .scheme = db_rows_text(row, STAMP_COLUMNS + 4, arena),
        .issued_day = db_rows_text(row, STAMP_COLUMNS + 5, arena),
        .expires_day = db_rows_text(row, STAMP_COLUMNS + 6, arena),
        .record = db_rows_text(row, STAMP_COLUMNS + 7, arena),
        .supersedes = {db_rows_integer(row, STAMP_COLUMNS + 8)},
    };
    TRY(code_read(&certificate.code, db_rows_text(row, STAMP_COLUMNS + 1, arena)));
    struct digest hash = code_digest(&certificate.code);
    if (!bytes_equal(db_rows_blob(row, STAMP_COLUMNS + 9, arena), digest_bytes(&hash)))
        return error_make(ERROR_REFUSED, "nobody would find it by its code: 'code_hash' is not its "
                                         "digest");
    certificate_act(out, &certificate, arena);
    return NULL;
}

const struct audited certificate_audited = {"certificate",
                                            (const char *const[]){"certificate.intended", NULL},
                                            &sql_certificate_audit, audit_act};

static fallible find_one(bool *got, struct certificate *out, struct db *db,
                         const struct statement *statement, struct db_values values,
                         struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, statement, values));
    TRY(db_rows_next(got, rows));
    return *got ? certificate_read(out, rows, arena) : NULL;
}

fallible certificate_of(struct certificate *out, struct db *db, struct certificate_id id,
                        struct arena *arena)
{
    bool got;
    TRY(find_one(&got, out, db, &sql_certificate_by_id, DB_VALUES(db_integer(id.n)), arena));
    return got ? NULL
               : error_make(ERROR_NOT_FOUND, "there is no certificate %lld", (long long)id.n);
}

fallible certificate_find(struct certificate *out, struct db *db, const char *code,
                          struct arena *arena)
{
    bool got;
    struct code read;
    TRY(code_read(&read, code));
    struct digest digest = code_digest(&read);
    TRY(find_one(&got, out, db, &sql_certificate_by_code_hash,
                 DB_VALUES(db_blob(digest_bytes(&digest))), arena));
    if (got)
        return NULL;
    return error_hint(
        error_make(ERROR_NOT_FOUND, "there is no certificate '%s'", code_text(&read, arena)),
        "see: usta certificate list");
}

static fallible query(struct certificates *out, struct db *db, const struct statement *statement,
                      struct db_values values, const char *state, struct arena *arena)
{
    struct certificates list = {0};
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, statement, values));
    for (bool got;;) {
        struct certificate certificate;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        TRY(certificate_read(&certificate, rows, arena));
        if (!state || text_equal(certificate.state, state))
            *ARENA_PUSH(arena, list.items, list.count) = certificate;
    }
    *out = list;
    return NULL;
}

fallible certificate_list(struct certificates *out, struct db *db, const char *state,
                          struct arena *arena)
{
    return query(out, db, &sql_certificate_all, DB_NO_VALUES, state, arena);
}

fallible certificate_list_resting(struct certificates *out, struct db *db,
                                  struct decision_id decision, struct result_id result,
                                  struct arena *arena)
{
    return query(out, db, &sql_certificate_resting,
                 DB_VALUES(db_integer(decision.n), db_integer(result.n)), NULL, arena);
}

static fallible insert(struct certificate *certificate, struct desk *desk, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    struct digest hash = code_digest(&certificate->code);
    TRY(desk_next_id(&certificate->id.n, desk, &sql_certificate_highest));
    certificate_act(&act, certificate, arena);
    TRY(journal_append(&stamp, desk, &act));
    certificate->journal_seq = stamp.seq;
    certificate->state = machine_first(MACHINE_CERTIFICATE);
    struct db_value supersedes = certificate->supersedes.n ? db_integer(certificate->supersedes.n)
                                                           : db_null();
    return db_run(desk->db, &sql_certificate_insert,
                  DB_VALUES(db_integer(certificate->id.n), db_text(certificate->code.text),
                            db_blob(digest_bytes(&hash)), db_integer(certificate->decision.n),
                            db_integer(certificate->candidate.n), db_text(certificate->scheme),
                            db_text(certificate->issued_day), db_text(certificate->expires_day),
                            db_text(certificate->record), supersedes, db_text(certificate->state),
                            STAMP_VALUES(stamp)));
}

/* Draws a code and freezes the facts under it. */
static fallible freeze(struct certificate *out, struct desk *desk, const struct decision *decision,
                       const struct press *press, const char *language, struct arena *arena)
{
    struct value *record;
    struct record_frame frame = {
        .signer = press_signer_name(press), .test = press_is_test(press), .language = language};
    TRY(erasure_check_none(desk->db, decision->candidate));
    TRY(code_make(&frame.code, desk->random));
    TRY(journal_head_now(&frame.head, desk->db));
    TRY(head_sign(&frame.head_note, &frame.head, press->head_key, press->head_signer, arena));
    TRY(record_make(&record, desk->db, decision, &frame, arena));
    *out = (struct certificate){
        .code = frame.code,
        .decision = decision->id,
        .candidate = decision->candidate,
        .scheme = value_text(value_get(value_get(record, "scheme"), "id")),
        .issued_day = decision->day,
        .expires_day = value_text(value_get(record, "expires")),
        .record = value_canonical(record, arena),
    };
    TRY(press_check(press, clock_now_s(desk->clock), out->expires_day));
    return press_proof(press, record, arena);
}

/* An issued certificate in its time of renewal gives way to that of a later decision. */
static fallible is_renewal(bool *out, const struct desk *desk, const struct certificate *fresh,
                           const struct certificate *old, struct arena *arena)
{
    struct decision decision;
    const struct scheme *scheme;
    struct date expiry, decided;
    TRY(decision_of(&decision, desk->db, fresh->decision, arena));
    TRY(publication_scheme(&scheme, desk->db, decision.scheme_version, arena));
    TRY(date_parse(&expiry, old->expires_day, "expiry"));
    TRY(date_parse(&decided, decision.day, "day of the decision"));
    *out = text_equal(old->state, "issued") && fresh->decision.n > old->decision.n &&
           scheme->renewal_within_months &&
           date_compare(scheme_renewal(scheme, expiry), decided) <= 0;
    return NULL;
}

/* What is renewed is superseded, so that there is neither a gap nor a second one. */
static fallible check_no_other(const struct desk *desk, struct certificate *certificate,
                               struct arena *arena)
{
    bool got, renews;
    struct certificate other;
    TRY(find_one(&got, &other, desk->db, &sql_certificate_live,
                 DB_VALUES(db_integer(certificate->candidate.n), db_text(certificate->scheme),
                           db_integer(certificate->decision.n), db_text(certificate->issued_day)),
                 arena));
    if (!got)
        return NULL;
    TRY(is_renewal(&renews, desk, certificate, &other, arena));
    if (renews) {
        certificate->supersedes = other.id;
        return NULL;
    }
    return error_hint(
        error_make(ERROR_CONFLICT, "%s of the same person and scheme is %s until %s",
                   certificate_name(&other, arena), other.state, other.expires_day),
        "one live certificate per person and scheme (workflow, rule 7): it may be superseded, or "
        "revoked by two certifiers");
}

fallible certificate_intend(struct certificate *out, struct desk *desk,
                            const struct decision *decision, const struct press *press,
                            struct arena *arena)
{
    bool got;
    struct certificate certificate;
    TRY(role_require(desk, TASK_ISSUE, NULL));
    TRY(journal_check_clock(desk));
    TRY(find_one(&got, &certificate, desk->db, &sql_certificate_by_decision,
                 DB_VALUES(db_integer(decision->id.n)), arena));
    TRY(inquiry_check_decision(desk->db, decision->id));
    if (!got) {
        TRY(freeze(&certificate, desk, decision, press, press->language, arena));
        TRY(check_no_other(desk, &certificate, arena));
        TRY(insert(&certificate, desk, arena));
    }
    *out = certificate;
    return NULL;
}

/* The names and year that both records give the holder. */
static fallible same_holder(bool *out, const struct certificate *a, const struct certificate *b,
                            struct arena *arena)
{
    struct value *left, *right;
    TRY(value_parse(&left, bytes_of_text(a->record), "record", arena));
    TRY(value_parse(&right, bytes_of_text(b->record), "record", arena));
    *out = value_equal(value_get(left, "holder"), value_get(right, "holder"));
    return NULL;
}

/* A certificate is issued anew in the languages it was in, unless others are asked for. */
static fallible successor_language(const char **out, const struct certificate *old,
                                   const struct press *press, struct arena *arena)
{
    struct value *record;
    TRY(value_parse(&record, bytes_of_text(old->record), "record", arena));
    const struct value *language = value_get(record, "destination_language");
    *out = press->language ? press->language : language ? value_text(language) : "none";
    return NULL;
}

/* Nobody alone gives a certificate another holder, or lifts a suspension by a new paper. */
static fallible check_superseder(const struct desk *desk, const struct certificate *old,
                                 struct arena *arena)
{
    int64_t corrector;
    const char *today, *name = certificate_name(old, arena);
    TRY(role_require(desk, TASK_ISSUE, NULL));
    if (text_equal(old->state, "suspended"))
        TRY_AS(role_require(desk, TASK_DECIDE, NULL), "%s is suspended", name);
    TRY(db_integer_of(&corrector, desk->db, &sql_certificate_corrector,
                      DB_VALUES(db_integer(old->candidate.n)), 0));
    if (corrector == desk->person.n)
        return error_hint(
            error_make(ERROR_REFUSED, "you corrected the holder of %s yourself", name),
            "another person issues it anew (workflow, states of a decision)");
    TRY(institution_today(&today, desk, arena));
    if (strcmp(today, old->expires_day) <= 0)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "%s ended on %s", name, old->expires_day),
                      "what has run out is not issued anew; certification is, on new results");
}

static fallible check_supersedes(const struct certificate *old, const struct certificate *fresh,
                                 struct arena *arena)
{
    bool same;
    TRY(machine_check(MACHINE_CERTIFICATE, certificate_name(old, arena), old->state, "superseded",
                      "corrected"));
    TRY(same_holder(&same, old, fresh, arena));
    if (!same)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "nothing printed on %s would change",
                                 certificate_name(old, arena)),
                      "correct the candidate first: usta candidate correct");
}

fallible certificate_supersede(struct certificate *out, struct desk *desk,
                               const struct certificate *old, const struct press *press,
                               struct arena *arena)
{
    bool got;
    const char *language;
    struct decision decision;
    struct certificate fresh;
    TRY(role_require(desk, TASK_ISSUE, NULL));
    TRY(journal_check_clock(desk));
    TRY(find_one(&got, &fresh, desk->db, &sql_certificate_superseding,
                 DB_VALUES(db_integer(old->id.n)), arena));
    if (!got) {
        TRY(decision_of(&decision, desk->db, old->decision, arena));
        TRY(successor_language(&language, old, press, arena));
        TRY(freeze(&fresh, desk, &decision, press, language, arena));
        TRY(check_supersedes(old, &fresh, arena));
        TRY(check_superseder(desk, old, arena));
        fresh.supersedes = old->id;
        TRY(insert(&fresh, desk, arena));
    }
    *out = fresh;
    return NULL;
}
