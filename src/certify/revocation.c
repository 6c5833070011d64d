#include "certify/revocation.h"

#include "assess/decision_make.h"
#include "assess/machine.h"
#include "assess/part.h"
#include "assess/person.h"
#include "assess/role.h"
#include "base/text.h"
#include "certify/revocation_sql.h"

struct proposal {
    int64_t id;
    struct certificate_id certificate;
    const char *reason;
    struct person_id by; /* 0: nobody proposed */
};

static void proposal_act(struct act *out, const struct proposal *proposal, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "certificate", proposal->certificate.n);
    value_set_text(sealed, "reason", proposal->reason);
    *out = (struct act){"certificate.revocation_proposed", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct proposal proposal = {.certificate = {db_rows_integer(row, STAMP_COLUMNS + 1)},
                                .reason = db_rows_text(row, STAMP_COLUMNS + 2, arena)};
    proposal_act(out, &proposal, arena);
    return NULL;
}

const struct audited revocation_audited = {
    "revocation_proposal", (const char *const[]){"certificate.revocation_proposed", NULL},
    &sql_revocation_audit, audit_act};

static fallible check_certifier(const struct desk *desk, const struct certificate *certificate)
{
    TRY(role_require(desk, TASK_DECIDE, NULL));
    TRY(journal_check_clock(desk));
    return decision_check_free(desk, certificate->decision);
}

static fallible move(struct desk *desk, const struct certificate *certificate, const char *to,
                     const char *reason)
{
    SCOPED_ARENA(arena);
    TRY(check_certifier(desk, certificate));
    return machine_go(desk, MACHINE_CERTIFICATE, certificate->id.n,
                      certificate_name(certificate, arena), to, reason);
}

fallible certificate_suspend(struct desk *desk, const struct certificate *certificate,
                             const char *reason)
{
    return move(desk, certificate, "suspended", reason);
}

/* From intended the same state is reached by certificate_issue alone. */
fallible certificate_reinstate(struct desk *desk, const struct certificate *certificate,
                               const char *reason)
{
    SCOPED_ARENA(arena);
    const char *name = certificate_name(certificate, arena);
    if (strcmp(certificate->state, "suspended") != 0)
        return error_hint(
            error_make(ERROR_REFUSED, "%s is %s, not suspended", name, certificate->state),
            "only a suspended certificate can be reinstated");
    return move(desk, certificate, "issued", reason);
}

static fallible newest_proposal(struct proposal *out, struct db *db,
                                struct certificate_id certificate, struct arena *arena)
{
    bool got;
    SCOPED_ROWS rows = NULL;
    *out = (struct proposal){.certificate = certificate};
    TRY(db_rows_open(&rows, db, &sql_revocation_newest, DB_VALUES(db_integer(certificate.n))));
    TRY(db_rows_next(&got, rows));
    if (got) {
        out->by = (struct person_id){db_rows_integer(rows, 0)};
        out->reason = db_rows_text(rows, 1, arena);
    }
    return NULL;
}

static fallible propose(struct desk *desk, const struct certificate *certificate,
                        const char *reason, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    struct proposal proposal = {.certificate = certificate->id, .reason = reason};
    TRY(desk_next_id(&proposal.id, desk, &sql_revocation_highest));
    proposal_act(&act, &proposal, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_revocation_insert,
                  DB_VALUES(db_integer(proposal.id), db_integer(certificate->id.n), db_text(reason),
                            STAMP_VALUES(stamp)));
}

static never_null struct error *same_person(const struct certificate *certificate,
                                            struct arena *arena)
{
    return error_hint(error_make(ERROR_CONFLICT, "you proposed to revoke %s yourself",
                                 certificate_name(certificate, arena)),
                      "another certifier has to confirm it (workflow: a certifier revokes with a "
                      "second certifier)");
}

fallible certificate_revoke(bool *revoked, struct desk *desk, const struct certificate *certificate,
                            const char *reason)
{
    SCOPED_ARENA(arena);
    struct proposal proposal;
    TRY(check_certifier(desk, certificate));
    TRY(machine_check(MACHINE_CERTIFICATE, certificate_name(certificate, arena), certificate->state,
                      "revoked", reason));
    TRY(newest_proposal(&proposal, desk->db, certificate->id, arena));
    if (proposal.by.n == desk->person.n)
        return same_person(certificate, arena);
    *revoked = proposal.by.n != 0;
    if (!*revoked)
        return propose(desk, certificate, reason, arena);
    return move(desk, certificate, "revoked", reason);
}

/* A move of the past. */
struct past {
    struct certificate_id certificate;
    const char *from, *to;
    int64_t seq, at_s;
    struct person_id by;
};

static fallible check_free(struct db *db, const struct past *past)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_revocation_attempts,
                     DB_VALUES(db_integer(past->certificate.n))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return NULL;
        TRY(part_check_then(db, past->by, (struct attempt_id){db_rows_integer(rows, 0)},
                            past->seq));
    }
}

static fallible check_proposed(struct db *db, const struct past *past)
{
    int64_t proposals;
    TRY(db_integer_of(
        &proposals, db, &sql_revocation_proposed_by_another,
        DB_VALUES(db_integer(past->certificate.n), db_integer(past->by.n), db_integer(past->seq)),
        0));
    return proposals ? NULL : error_make(ERROR_REFUSED, "nobody else had proposed it");
}

/* What is issued or superseded goes the way of issuing; only a certifier supersedes what is
 * suspended. */
static fallible check_past(struct db *db, const struct past *past)
{
    bool supersedes = text_equal(past->to, "superseded");
    bool issues = supersedes || text_equal(past->from, machine_first(MACHINE_CERTIFICATE));
    bool decides = !issues || text_equal(past->from, "suspended");
    TRY(role_require_then(db, past->by, decides ? TASK_DECIDE : TASK_ISSUE, NULL, past->at_s));
    if (issues)
        return NULL;
    TRY(check_free(db, past));
    return text_equal(past->to, "revoked") ? check_proposed(db, past) : NULL;
}

fallible revocation_audit(struct db *db)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_revocation_moves, DB_NO_VALUES));
    for (;;) {
        SCOPED_ARENA(arena);
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return NULL;
        struct past past = {.certificate = {db_rows_integer(rows, 0)},
                            .from = db_rows_text(rows, 1, arena),
                            .to = db_rows_text(rows, 2, arena),
                            .seq = db_rows_integer(rows, 3),
                            .at_s = db_rows_integer(rows, 4),
                            .by = {db_rows_integer(rows, 5)}};
        TRY_AS(check_past(db, &past), "certificate %lld, %s", (long long)past.certificate.n,
               past.to);
    }
}
