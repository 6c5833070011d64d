#include "certify/key_signer.h"

#include "assess/ref.h"
#include "assess/role.h"
#include "base/buffer.h"
#include "base/text.h"
#include "certify/key_retirement.h"
#include "certify/key_signer_sql.h"

enum { TRUST_TEXT_LIMIT = 1024 * 1024 };

static const char *const purposes[] = {[KEY_DOCUMENTS] = "documents", [KEY_SYMBOLS] = "symbols"};

const char *key_purpose_name(enum key_purpose purpose)
{
    return purposes[purpose];
}

fallible key_purpose_read(enum key_purpose *out, const char *name)
{
    for (size_t i = 0; i < sizeof purposes / sizeof *purposes; i++)
        if (text_equal(purposes[i], name)) {
            *out = (enum key_purpose)i;
            return NULL;
        }
    return error_make(ERROR_USAGE, "'%s' is nothing a signer signs: documents or symbols", name);
}

const char *key_state_name(enum key_state state)
{
    static const char *const names[] = {[KEY_VALID] = "valid",
                                        [KEY_NOT_YET] = "not_yet_valid",
                                        [KEY_ENDED] = "ended",
                                        [KEY_RETIRED] = "retired",
                                        [KEY_REVOKED] = "revoked"};
    return names[state];
}

enum key_state key_signer_state(const struct key_signer *signer, int64_t now_s)
{
    if (signer->reason)
        return key_retirement_revokes(signer->reason) ? KEY_REVOKED : KEY_RETIRED;
    if (now_s < signer->from_s)
        return KEY_NOT_YET;
    return now_s < signer->until_s ? KEY_VALID : KEY_ENDED;
}

static fallible read_algorithm(struct key_signer *signer, struct arena *arena)
{
    struct x509 *list;
    size_t count;
    TRY(x509_read_pem(&list, &count, 1, bytes_of_text(signer->certificate), "signer", arena));
    signer->algorithm = list->key ? public_key_algorithm(list->key) : SIGNATURE_ED25519;
    return NULL;
}

static fallible read_row(struct key_signer *out, const struct db_rows *row, struct arena *arena)
{
    *out = (struct key_signer){.fingerprint = db_rows_text(row, 0, arena),
                               .ref = db_rows_text(row, 1, arena),
                               .certificate = db_rows_text(row, 3, arena),
                               .from_s = db_rows_integer(row, 4),
                               .until_s = db_rows_integer(row, 5),
                               .registered_seq = db_rows_integer(row, 6),
                               .reason = db_rows_text(row, 7, arena),
                               .since_s = db_rows_integer(row, 8),
                               .retired_seq = db_rows_integer(row, 9)};
    TRY(key_purpose_read(&out->purpose, db_rows_text(row, 2, arena)));
    return read_algorithm(out, arena);
}

fallible key_signer_list(struct key_signers *out, struct db *db, struct arena *arena)
{
    struct key_signers signers = {0};
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_key_signer_all, DB_NO_VALUES));
    for (bool got;;) {
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        TRY(read_row(ARENA_PUSH(arena, signers.items, signers.count), rows, arena));
    }
    *out = signers;
    return NULL;
}

static const struct key_signer *find(const struct key_signers *signers, const char *ref)
{
    for (size_t i = 0; i < signers->count; i++)
        if (text_equal(signers->items[i].ref, ref))
            return &signers->items[i];
    return NULL;
}

fallible key_signer_find(struct key_signer *out, struct db *db, const char *ref,
                         struct arena *arena)
{
    struct key_signers signers;
    TRY(key_signer_list(&signers, db, arena));
    const struct key_signer *found = find(&signers, ref);
    if (!found)
        return error_hint(error_make(ERROR_NOT_FOUND, "there is no signer '%s'", ref),
                          "see: usta key list");
    *out = *found;
    return NULL;
}

static never_null struct error *not_valid(const struct key_signer *signer, enum key_state state,
                                          struct arena *arena)
{
    static const char rule[] =
        "only a valid signer signs (security.md, keys); leave --signer out to "
        "take the newest valid one, or make one: usta key make";
    const char *name = signer->ref;
    switch (state) {
    case KEY_NOT_YET:
        return error_hint(error_make(ERROR_ENVIRONMENT, "signer '%s' is not valid before %s", name,
                                     instant_text(signer->from_s, arena)),
                          "%s", rule);
    case KEY_ENDED:
        return error_hint(error_make(ERROR_ENVIRONMENT, "signer '%s' ended on %s", name,
                                     instant_text(signer->until_s, arena)),
                          "%s", rule);
    default:
        return error_hint(error_make(ERROR_ENVIRONMENT, "signer '%s' was %s: %s", name,
                                     key_state_name(state), signer->reason),
                          "%s", rule);
    }
}

static fallible check_named(const struct key_signer *signer, enum key_purpose purpose,
                            int64_t now_s, struct arena *arena)
{
    enum key_state state = key_signer_state(signer, now_s);
    if (state != KEY_VALID)
        return not_valid(signer, state, arena);
    if (signer->purpose == purpose)
        return NULL;
    return error_hint(error_make(ERROR_ENVIRONMENT, "signer '%s' is for %s, not for %s",
                                 signer->ref, key_purpose_name(signer->purpose),
                                 key_purpose_name(purpose)),
                      "name another one, see: usta key list");
}

static fallible choose_newest(struct key_signer *out, const struct key_signers *signers,
                              enum key_purpose purpose, int64_t now_s)
{
    for (size_t i = 0; i < signers->count; i++) {
        const struct key_signer *signer = &signers->items[i];
        if (signer->purpose == purpose && key_signer_state(signer, now_s) == KEY_VALID) {
            *out = *signer;
            return NULL;
        }
    }
    return error_hint(
        error_make(ERROR_ENVIRONMENT, "no signer for %s is valid now", key_purpose_name(purpose)),
        "make one: usta key make REF%s; see: usta key list",
        purpose == KEY_SYMBOLS ? " --for symbols" : "");
}

fallible key_signer_choose(struct key_signer *out, struct db *db, enum key_purpose purpose,
                           const char *ref, int64_t now_s, struct arena *arena)
{
    struct key_signers signers;
    if (ref) {
        struct key_signer named;
        TRY(key_signer_find(&named, db, ref, arena));
        TRY(check_named(&named, purpose, now_s, arena));
        *out = named;
        return NULL;
    }
    TRY(key_signer_list(&signers, db, arena));
    return choose_newest(out, &signers, purpose, now_s);
}

fallible key_signer_check_free(struct db *db, const char *ref, struct arena *arena)
{
    struct key_signers signers;
    TRY(ref_check(ref, "signer"));
    if (text_equal(ref, "root") || text_equal(ref, "head"))
        return error_hint(error_make(ERROR_REFUSED, "'%s' is the name of another key", ref),
                          "give the signer a name of its own, for example its year");
    TRY(key_signer_list(&signers, db, arena));
    if (!find(&signers, ref))
        return NULL;
    return error_hint(error_make(ERROR_CONFLICT, "there is a signer '%s' already", ref),
                      "give every signer a name of its own, for example its year");
}

static void signer_act(struct act *out, const char *fingerprint, const char *ref,
                       const char *purpose, struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_text(open, "fingerprint", fingerprint);
    value_set_text(open, "ref", ref);
    value_set_text(open, "purpose", purpose);
    *out = (struct act){"key.registered", open, NULL};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    signer_act(out, db_rows_text(row, STAMP_COLUMNS, arena),
               db_rows_text(row, STAMP_COLUMNS + 1, arena),
               db_rows_text(row, STAMP_COLUMNS + 2, arena), arena);
    return NULL;
}

const struct audited key_signer_audited = {
    "key_signer", (const char *const[]){"key.registered", NULL}, &sql_key_signer_audit, audit_act};

fallible key_signer_register(struct desk *desk, const char *ref, enum key_purpose purpose,
                             const struct x509 *chain, size_t count, struct arena *arena)
{
    size_t recorded;
    struct act act;
    struct stamp stamp;
    const char *fingerprint = digest_text(&chain[0].fingerprint, arena);
    TRY(role_require(desk, TASK_KEEP, NULL));
    TRY(key_signer_check_free(desk->db, ref, arena));
    TRY(key_check_new(desk->db, fingerprint));
    TRY(key_record_chain(&recorded, desk, chain, count, arena));
    signer_act(&act, fingerprint, ref, key_purpose_name(purpose), arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_key_signer_insert,
                  DB_VALUES(db_text(fingerprint), db_text(ref), db_text(key_purpose_name(purpose)),
                            STAMP_VALUES(stamp)));
}

static void add_certificate(struct buffer *text, const struct x509 *x509, struct arena *arena)
{
    buffer_add_format(text, "%s\n%s", x509->subject_text, x509_pem(x509, arena));
}

static fallible add_authorities(struct buffer *text, struct db *db, struct arena *arena)
{
    struct keys keys;
    TRY(key_list(&keys, db, arena));
    for (size_t i = 0; i < keys.count; i++) {
        struct x509 *list;
        size_t count;
        const struct key *key = &keys.items[i];
        if (!text_equal(key->kind, "root") && !text_equal(key->kind, "authority"))
            continue;
        TRY(x509_read_pem(&list, &count, 1, bytes_of_text(key->public_text), key->kind, arena));
        add_certificate(text, list, arena);
    }
    return NULL;
}

fallible key_signer_trust(const char **pem, struct db *db, struct arena *arena)
{
    struct bytes bytes;
    struct key_signers signers;
    struct buffer text = buffer_make(arena, TRUST_TEXT_LIMIT);
    TRY(add_authorities(&text, db, arena));
    TRY(key_signer_list(&signers, db, arena));
    for (size_t i = 0; i < signers.count; i++) {
        struct x509 *list;
        size_t count;
        const struct key_signer *signer = &signers.items[i];
        if (signer->reason && key_retirement_revokes(signer->reason))
            continue;
        TRY(x509_read_pem(&list, &count, 1, bytes_of_text(signer->certificate), signer->ref,
                          arena));
        add_certificate(&text, list, arena);
    }
    TRY(buffer_take(&bytes, &text, "what to trust"));
    *pem = arena_text_n(arena, bytes.data, bytes.size);
    return NULL;
}

static const struct key_signer *find_certificate(const struct key_signers *signers,
                                                 const char *fingerprint)
{
    for (size_t i = 0; i < signers->count; i++)
        if (text_equal(signers->items[i].fingerprint, fingerprint))
            return &signers->items[i];
    return NULL;
}

/* In which entry of the journal it was issued, and when. */
static fallible read_issuing(int64_t *seq, int64_t *at_s, struct db *db,
                             struct certificate_id issued)
{
    bool got;
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_key_signer_issuing, DB_VALUES(db_integer(issued.n))));
    TRY(db_rows_next(&got, rows));
    if (!got)
        return error_make(ERROR_REFUSED, "it has no file");
    *seq = db_rows_integer(rows, 0);
    *at_s = db_rows_integer(rows, 1);
    return NULL;
}

fallible key_signer_check_used(struct db *db, const struct key_signers *signers,
                               const struct x509 *own, struct certificate_id issued)
{
    SCOPED_ARENA(arena);
    int64_t seq, at_s;
    TRY(read_issuing(&seq, &at_s, db, issued));
    const struct key_signer *signer = find_certificate(signers,
                                                       digest_text(&own->fingerprint, arena));
    if (!signer || signer->registered_seq > seq)
        return error_make(ERROR_REFUSED, "its signer '%s' was not registered then",
                          own->subject_text);
    if (at_s < signer->from_s || at_s >= signer->until_s)
        return error_make(ERROR_REFUSED, "its signer '%s' was not valid then", signer->ref);
    if (signer->retired_seq && signer->retired_seq < seq)
        return error_make(ERROR_REFUSED, "its signer '%s' had been retired then", signer->ref);
    return NULL;
}
