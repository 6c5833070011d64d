#include "cli/keys.h"

#include "base/file.h"
#include "base/text.h"
#include "certify/key_signer.h"

enum { DESCRIPTOR_LIMIT = 1023, PUBLIC_MODE = 0644 };

fallible keys_passphrase(struct secret **out, const struct call *call, bool again)
{
    int64_t descriptor;
    TRY(call_number(&descriptor, call, "--passphrase-fd", 0, DESCRIPTOR_LIMIT, -1));
    return secret_ask(out, (int)descriptor, "USTA_KEY_PASSPHRASE", "passphrase of the keys", again);
}

fallible keys_pin(struct secret **out, const struct call *call)
{
    int64_t descriptor;
    TRY(call_number(&descriptor, call, "--pin-fd", 0, DESCRIPTOR_LIMIT, -1));
    return secret_ask(out, (int)descriptor, "USTA_KEY_PIN", "PIN of the token", false);
}

static fallible choose(const char **ref, enum signature_algorithm *algorithm,
                       enum key_purpose purpose, const char *option, const struct call *call)
{
    struct key_signer chosen;
    struct x509 *chain;
    size_t count;
    const char *folder = registry_keys(call->registry);
    TRY(key_signer_choose(&chosen, registry_db(call->registry), purpose, call_option(call, option),
                          clock_now_s(call->desk.clock), call->arena));
    TRY(keyring_read_chain(&chain, &count, folder, chosen.ref, call->arena));
    if (!text_equal(digest_text(&chain[0].fingerprint, call->arena), chosen.fingerprint))
        return error_hint(error_make(ERROR_ENVIRONMENT,
                                     "'%s' holds another certificate than was registered",
                                     keyring_file(folder, chosen.ref, ".pem", call->arena)),
                          "put it back from a backup; a new certificate is a new signer: usta key "
                          "import");
    *ref = chosen.ref;
    *algorithm = chosen.algorithm;
    return NULL;
}

static fallible choose_all(struct keyring_choice *out, const struct call *call, enum keys_use use)
{
    enum signature_algorithm algorithm;
    if (use == KEYS_HEAD)
        return NULL;
    TRY(choose(&out->documents, &algorithm, KEY_DOCUMENTS, "--signer", call));
    if (use == KEYS_DOCUMENTS || algorithm == SIGNATURE_ES256)
        return NULL;
    return choose(&out->symbols, &algorithm, KEY_SYMBOLS, "--symbols", call);
}

fallible keys_open(struct keyring **out, const struct call *call, enum keys_use use)
{
    SCOPED_SECRET passphrase = NULL;
    SCOPED_SECRET pin = NULL;
    struct keyring_choice choice = {0};
    const char *folder = registry_keys(call->registry);
    TRY(choose_all(&choice, call, use));
    TRY(keys_passphrase(&passphrase, call, false));
    if (keyring_needs_pin(folder, choice.documents) || keyring_needs_pin(folder, choice.symbols))
        TRY(keys_pin(&pin, call));
    choice.access = (struct keyring_access){passphrase, pin};
    return keyring_open_chosen(out, folder, &choice);
}

fallible keys_published_head(struct journal_head *out, const char *note_path, const char *folder,
                             struct arena *arena)
{
    struct head_key key;
    struct bytes note;
    TRY(keyring_read_head_key(&key, folder, arena));
    TRY(file_read(&note, note_path, HEAD_LIMIT, arena));
    TRY_AS(head_check(out, note, &key, arena), "%s", note_path);
    return NULL;
}

fallible keys_sign_head(const char **note, const struct call *call, const struct journal_head *head)
{
    SCOPED_KEYRING keyring = NULL;
    TRY(journal_check_clock(&call->desk));
    TRY(keys_open(&keyring, call, KEYS_HEAD));
    return head_sign(note, head, keyring_head_key(keyring), keyring_head_signer(keyring),
                     call->arena);
}

fallible keys_write_trust(struct db *db, const char *path, struct arena *arena)
{
    const char *pem;
    TRY(key_signer_trust(&pem, db, arena));
    return file_write(path, bytes_of_text(pem), PUBLIC_MODE);
}

fallible keys_algorithm(enum signature_algorithm *out, const struct call *call)
{
    const char *name = call_option_or(call, "--algorithm", "ES256");
    *out = text_equal(name, "RS256") ? SIGNATURE_RS256 : SIGNATURE_ES256;
    if (*out == SIGNATURE_RS256 || text_equal(name, "ES256"))
        return NULL;
    return call_usage(call, "'%s' is not an algorithm: ES256 or RS256", name);
}
