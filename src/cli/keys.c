#include "cli/keys.h"

#include "base/file.h"

enum { DESCRIPTOR_LIMIT = 1023 };

fallible keys_passphrase(struct secret **out, const struct call *call, bool again)
{
    int64_t descriptor;
    TRY(call_number(&descriptor, call, "--passphrase-fd", 0, DESCRIPTOR_LIMIT, -1));
    return secret_ask(out, (int)descriptor, "USTA_KEY_PASSPHRASE", "passphrase of the keys", again);
}

fallible keys_open(struct keyring **out, const struct call *call)
{
    SCOPED_SECRET passphrase = NULL;
    TRY(keys_passphrase(&passphrase, call, false));
    return keyring_open(out, registry_keys(call->registry), passphrase);
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
    TRY(keys_open(&keyring, call));
    return head_sign(note, head, keyring_head_key(keyring), keyring_head_signer(keyring),
                     call->arena);
}
