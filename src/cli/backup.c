#include "cli/backup.h"

#include "assess/role.h"
#include "base/file.h"
#include "base/unfinished.h"
#include "cli/keys.h"
#include "store/backup_sealed.h"

enum { CERTIFICATE_LIMIT = 64 * 1024 };

static void answer_head(struct call *call, const char *backup, const struct journal_head *head)
{
    value_set_text(call->answer, "backup", backup);
    value_set_integer(call->answer, "journal_size", head->size);
    value_set_text(call->answer, "journal_root", digest_text(&head->root, call->arena));
}

static fallible backup_to(struct journal_head *out, struct call *call, const char *folder,
                          const char *certificate)
{
    struct bytes pem;
    SCOPED_RECIPIENT recipient = NULL;
    TRY(file_read(&pem, certificate, CERTIFICATE_LIMIT, call->arena));
    TRY(envelope_recipient_read(&recipient, pem, certificate));
    return backup_sealed_write(out, folder, call->registry, recipient);
}

fallible cli_backup(struct call *call)
{
    const char *folder = call_argument(call, 0), *certificate = call_option(call, "--to");
    struct journal_head head;
    TRY(role_require(&call->desk, TASK_KEEP, NULL));
    if (certificate)
        TRY(backup_to(&head, call, folder, certificate));
    else
        TRY(backup_write(&head, folder, call->registry));
    answer_head(call, folder, &head);
    value_set_boolean(call->answer, "sealed", certificate != NULL);
    call_say(call, "backed up to %s, checked: %lld journal entries, root %s", folder,
             (long long)head.size, digest_text(&head.root, call->arena));
    if (certificate)
        call_say(call, "  only the key of %s opens it: keep that key elsewhere", certificate);
    else
        call_say(call, "  it is not encrypted (--to): keep it as safe as the registry");
    call_say(call, "  publish the head: usta journal head --sign");
    return NULL;
}

/* Until a registry has been made of it, what is opened stands beside the registry's place. */
static fallible open_sealed(struct unfinished *out, struct call *call, const char *backup)
{
    struct bytes pem;
    SCOPED_SECRET passphrase = NULL;
    SCOPED_ENVELOPE_KEY key = NULL;
    const char *path = call_option(call, "--key");
    if (!path)
        return error_hint(error_make(ERROR_USAGE, "'%s' is sealed", backup),
                          "name the recovery key: --key FILE");
    TRY(file_read(&pem, path, CERTIFICATE_LIMIT, call->arena));
    TRY(keys_passphrase(&passphrase, call, false));
    TRY(envelope_key_read(&key, pem, passphrase, path));
    TRY(unfinished_begin(out, arena_format(call->arena, "%s.opened", call->registry_folder),
                         call->arena));
    return backup_sealed_open(out->path, backup, key);
}

static void say_restored(struct call *call, const char *backup, const struct journal_head *head,
                         bool published)
{
    answer_head(call, backup, head);
    call_say(call, "restored %s from %s: %lld journal entries, root %s", call->registry_folder,
             backup, (long long)head->size, digest_text(&head->root, call->arena));
    if (!published)
        call_say(call,
                 "  not held against a published head (--published): acts after entry %lld, if "
                 "there were any, are lost",
                 (long long)head->size);
    call_say(call, "  next: usta -r %s audit", call->registry_folder);
}

fallible cli_restore(struct call *call)
{
    const char *backup = call_argument(call, 0), *note = call_option(call, "--published");
    const char *folder = backup;
    struct journal_head head, published;
    SCOPED_UNFINISHED opened = {0}; /* never finished: it is removed */
    if (backup_is_sealed(backup)) {
        TRY(open_sealed(&opened, call, backup));
        folder = opened.path;
    }
    if (note)
        TRY(keys_published_head(&published, note, path_join(call->arena, folder, "keys"),
                                call->arena));
    TRY_AS(backup_restore(&head, call->registry_folder, folder, note ? &published : NULL), "%s",
           backup);
    say_restored(call, backup, &head, note != NULL);
    return NULL;
}
