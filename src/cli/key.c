#include "cli/key.h"

#include "base/file.h"
#include "base/text.h"
#include "certify/key_crl.h"
#include "certify/key_request.h"
#include "certify/key_retirement.h"
#include "certify/keyring_add.h"
#include "certify/pem.h"
#include "cli/keys.h"
#include "cli/listing.h"

enum { PUBLIC_MODE = 0644, DAY_S = 24 * 3600 };

static struct value *signer_value(const struct key_signer *signer, const char *signs,
                                  struct call *call)
{
    struct value *row = value_object(call->arena);
    enum key_state state = key_signer_state(signer, clock_now_s(call->desk.clock));
    value_set_text(row, "ref", signer->ref);
    value_set_text(row, "state", key_state_name(state));
    value_set_boolean(row, "signs", signs && text_equal(signs, signer->ref));
    value_set_text(row, "purpose", key_purpose_name(signer->purpose));
    value_set_text(row, "algorithm", signature_algorithm_name(signer->algorithm));
    value_set_text(row, "from", instant_text(signer->from_s, call->arena));
    value_set_text(row, "until", instant_text(signer->until_s, call->arena));
    value_set_text(row, "reason", signer->reason);
    value_set_text(row, "since",
                   signer->reason ? instant_text(signer->since_s, call->arena) : NULL);
    value_set_text(row, "fingerprint", signer->fingerprint);
    return row;
}

/* NULL when nobody would sign. */
static const char *who_signs(struct call *call, enum key_purpose purpose)
{
    struct key_signer chosen;
    struct error *error = key_signer_choose(&chosen, call->desk.db, purpose, NULL,
                                            clock_now_s(call->desk.clock), call->arena);
    bool nobody = error;
    error_free(error);
    return nobody ? NULL : chosen.ref;
}

static fallible add_waiting(struct value *rows, struct call *call)
{
    struct key_requests requests;
    TRY(key_request_list(&requests, call->desk.db, call->arena));
    for (size_t i = 0; i < requests.count; i++) {
        struct value *row = value_object(call->arena);
        value_set_text(row, "ref", requests.items[i].ref);
        value_set_text(row, "state", "waiting");
        value_set_boolean(row, "signs", false);
        value_set_text(row, "purpose", key_purpose_name(requests.items[i].purpose));
        value_append(rows, row);
    }
    return NULL;
}

fallible cli_key_list(struct call *call)
{
    static const struct shown columns[] = {
        {"ref", "SIGNER"},    {"state", "STATE"}, {"signs", "SIGNS NOW"}, {"purpose", "FOR"},
        {"algorithm", "KEY"}, {"from", "FROM"},   {"until", "UNTIL"},     {"reason", "REASON"},
        {"since", "SINCE"},   {NULL, NULL}};
    struct key_signers signers;
    struct value *rows = value_array(call->arena);
    const char *signing[] = {who_signs(call, KEY_DOCUMENTS), who_signs(call, KEY_SYMBOLS)};
    TRY(key_signer_list(&signers, call->desk.db, call->arena));
    for (size_t i = 0; i < signers.count; i++)
        value_append(rows,
                     signer_value(&signers.items[i], signing[signers.items[i].purpose], call));
    TRY(add_waiting(rows, call));
    listing_say(call, "signers", rows, columns, "no signers yet", "usta key make REF");
    return NULL;
}

static fallible read_certificate(struct x509 **out, const struct key_signer *signer,
                                 struct arena *arena)
{
    size_t count;
    return x509_read_pem(out, &count, 1, bytes_of_text(signer->certificate), signer->ref, arena);
}

fallible cli_key_show(struct call *call)
{
    static const struct shown lines[] = {
        {"ref", "signer"},     {"state", "state"},   {"signs", "signs now"},
        {"purpose", "for"},    {"algorithm", "key"}, {"subject", "subject"},
        {"test", "TEST"},      {"from", "from"},     {"until", "until"},
        {"reason", "retired"}, {"since", "since"},   {"fingerprint", "fingerprint"},
        {NULL, NULL}};
    struct key_signer signer;
    struct x509 *own;
    TRY(key_signer_find(&signer, call->desk.db, call_argument(call, 0), call->arena));
    TRY(read_certificate(&own, &signer, call->arena));
    call->answer = signer_value(&signer, who_signs(call, signer.purpose), call);
    value_set_text(call->answer, "subject", own->subject_text);
    value_set_boolean(call->answer, "test", own->is_test);
    listing_say_card(call, call->answer, lines);
    return NULL;
}

fallible cli_key_retire(struct call *call)
{
    struct key_signer signer;
    const char *reason, *since = call_option(call, "--since");
    int64_t since_s = clock_now_s(call->desk.clock);
    TRY(call_need_option(&reason, call, "--reason"));
    if (since)
        TRY(instant_parse(&since_s, since, "--since"));
    TRY(key_signer_find(&signer, call->desk.db, call_argument(call, 0), call->arena));
    TRY(key_retire(&call->desk, &signer, reason, since_s, call->arena));
    TRY(key_signer_find(&signer, call->desk.db, signer.ref, call->arena));
    call->answer = signer_value(&signer, NULL, call);
    call_say(call, "signer '%s' signs nothing more: %s", signer.ref, reason);
    if (key_retirement_revokes(reason))
        call_say(call, "  next: tell the world: usta key crl FILE, usta certificate status FILE");
    const char *next = who_signs(call, signer.purpose);
    if (next)
        call_say(call, "  from now on '%s' signs", next);
    else
        call_say(call, "  nobody signs now: usta key make REF");
    return NULL;
}

static fallible chain_text(const char **out, const struct x509 *chain, size_t count,
                           const char *part, const struct call *call)
{
    size_t from = text_equal(part, "root") ? count - 1 : 0;
    size_t until = text_equal(part, "certificate") ? 1 : count;
    const char *text = "";
    if (until == count && from == 0 && !text_equal(part, "chain"))
        return call_usage(call, "'%s' is no part: certificate, chain or root", part);
    for (size_t i = from; i < until; i++)
        text = arena_format(call->arena, "%s%s", text, x509_pem(&chain[i], call->arena));
    *out = text;
    return NULL;
}

/* Public parts alone: whoever wants the key too copies the folder of keys, or makes a backup. */
fallible cli_key_export(struct call *call)
{
    struct key_signer signer;
    struct x509 *chain;
    size_t count;
    const char *text, *path = call_argument(call, 1);
    TRY(key_signer_find(&signer, call->desk.db, call_argument(call, 0), call->arena));
    TRY(keyring_read_chain(&chain, &count, registry_keys(call->registry), signer.ref, call->arena));
    TRY(chain_text(&text, chain, count, call_option_or(call, "--part", "chain"), call));
    TRY(file_write(path, bytes_of_text(text), PUBLIC_MODE));
    value_set_text(call->answer, "ref", signer.ref);
    value_set_text(call->answer, "file", path);
    call_say(call, "%s is public: give it to whoever asks", path);
    return NULL;
}

static fallible make_list(struct bytes *der, size_t *count, struct call *call, int64_t days)
{
    SCOPED_SECRET passphrase = NULL;
    SCOPED_KEY_OWNER root = {0};
    TRY(keys_passphrase(&passphrase, call, false));
    TRY(keyring_open_authority(&root, registry_keys(call->registry), passphrase, call->arena));
    int64_t until_s = clock_now_s(call->desk.clock) + days * DAY_S;
    return key_crl_make(der, count, &call->desk, &root.x509, &root.signer, until_s, call->arena);
}

fallible cli_key_crl(struct call *call)
{
    enum { DAYS_DEFAULT = 30, DAYS_MOST = 366 };
    const char *path = call_argument(call, 0);
    int64_t days;
    struct bytes der;
    size_t count;
    TRY(call_number(&days, call, "--days", 1, DAYS_MOST, DAYS_DEFAULT));
    TRY(make_list(&der, &count, call, days));
    TRY(file_write(path, bytes_of_text(pem_text("X509 CRL", der, call->arena)), PUBLIC_MODE));
    value_set_text(call->answer, "file", path);
    value_set_integer(call->answer, "revoked", (int64_t)count);
    value_set_integer(call->answer, "days", days);
    call_say(call, "%s lists %zu revoked signer%s, and is good for %lld days", path, count,
             count == 1 ? "" : "s", (long long)days);
    return NULL;
}
