#include "certify/key_crl.h"

#include "assess/role.h"
#include "certify/crl_make.h"
#include "certify/key_crl_sql.h"
#include "certify/key_retirement.h"

static void crl_act(struct act *out, int64_t number, const char *digest, int64_t until_s,
                    struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "number", number);
    value_set_text(open, "digest", digest);
    value_set_integer(open, "until_s", until_s);
    *out = (struct act){"key.crl_made", open, NULL};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    crl_act(out, db_rows_integer(row, STAMP_COLUMNS), db_rows_text(row, STAMP_COLUMNS + 1, arena),
            db_rows_integer(row, STAMP_COLUMNS + 2), arena);
    return NULL;
}

const struct audited key_crl_audited = {"key_crl", (const char *const[]){"key.crl_made", NULL},
                                        &sql_key_crl_audit, audit_act};

static fallible list_revoked(struct crl_content *content, struct db *db, struct arena *arena)
{
    struct key_signers signers;
    struct crl_entry *entries = NULL;
    TRY(key_signer_list(&signers, db, arena));
    for (size_t i = 0; i < signers.count; i++) {
        struct x509 *own;
        size_t count;
        const struct key_signer *signer = &signers.items[i];
        if (!signer->reason || !key_retirement_revokes(signer->reason))
            continue;
        TRY(x509_read_pem(&own, &count, 1, bytes_of_text(signer->certificate), signer->ref, arena));
        if (bytes_equal(own->issuer, content->issuer))
            *ARENA_PUSH(arena, entries, content->count) = (struct crl_entry){
                own->serial, signer->since_s, key_retirement_code(signer->reason)};
    }
    content->entries = entries;
    return NULL;
}

static fallible record(struct desk *desk, const struct crl_content *content, struct bytes der,
                       struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    struct digest digest = digest_of(der);
    const char *text = digest_text(&digest, arena);
    crl_act(&act, content->number, text, content->until_s, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_key_crl_insert,
                  DB_VALUES(db_integer(content->number), db_text(text),
                            db_integer(content->until_s), STAMP_VALUES(stamp)));
}

fallible key_crl_make(struct bytes *der, size_t *count, struct desk *desk, const struct x509 *root,
                      const struct signer *authority, int64_t until_s, struct arena *arena)
{
    struct crl_content content = {
        .issuer = root->subject, .made_at_s = clock_now_s(desk->clock), .until_s = until_s};
    TRY(role_require(desk, TASK_KEEP, NULL));
    TRY(journal_check_clock(desk));
    if (until_s > root->not_after_s)
        return error_hint(error_make(ERROR_REFUSED, "the authority ends on %s, before the list",
                                     instant_text(root->not_after_s, arena)),
                          "give the list fewer --days");
    TRY(list_revoked(&content, desk->db, arena));
    TRY(desk_next_id(&content.number, desk, &sql_key_crl_highest));
    TRY(crl_make(der, &content, authority, arena));
    TRY(record(desk, &content, *der, arena));
    *count = content.count;
    return NULL;
}
