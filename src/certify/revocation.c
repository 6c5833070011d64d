#include "certify/revocation.h"

#include "assess/decision_make.h"
#include "assess/machine.h"
#include "assess/person.h"
#include "assess/role.h"
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
