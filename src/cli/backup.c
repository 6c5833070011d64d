#include "cli/backup.h"

#include "assess/role.h"
#include "base/file.h"
#include "cli/keys.h"
#include "store/backup.h"

static void answer_head(struct call *call, const char *backup, const struct journal_head *head)
{
    value_set_text(call->answer, "backup", backup);
    value_set_integer(call->answer, "journal_size", head->size);
    value_set_text(call->answer, "journal_root", digest_text(&head->root, call->arena));
}

fallible cli_backup(struct call *call)
{
    const char *folder = call_argument(call, 0);
    struct journal_head head;
    TRY(role_require(&call->desk, TASK_KEEP, NULL));
    TRY(backup_write(&head, folder, call->registry));
    answer_head(call, folder, &head);
    call_say(call, "backed up to %s, checked: %lld journal entries", folder, (long long)head.size);
    call_say(call, "  keep it on another machine, and the passphrase of the keys elsewhere still");
    return NULL;
}

fallible cli_restore(struct call *call)
{
    const char *folder = call_argument(call, 0), *note = call_option(call, "--published");
    struct journal_head head, published;
    if (note)
        TRY(keys_published_head(&published, note, path_join(call->arena, folder, "keys"),
                                call->arena));
    TRY(backup_restore(&head, call->registry_folder, folder, note ? &published : NULL));
    answer_head(call, folder, &head);
    call_say(call, "restored %s from %s: %lld journal entries", call->registry_folder, folder,
             (long long)head.size);
    call_say(call, "  next: usta -r %s audit", call->registry_folder);
    return NULL;
}
