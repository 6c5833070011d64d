#include "store/backup.h"

#include "base/file.h"
#include "base/text.h"
#include "base/unfinished.h"
#include "store/manifest.h"

static const char use_another[] = "use another backup: this one was changed after it was made";

static fallible copy_keys(const char *to, const char *from, struct arena *arena)
{
    const char *const *names;
    size_t count;
    TRY(folder_make_private(to));
    TRY(folder_list(&names, &count, from, "", arena));
    for (size_t i = 0; i < count; i++)
        TRY(file_copy(path_join(arena, from, names[i]), path_join(arena, to, names[i]), 0600));
    return NULL;
}

/* A log beside the database would be played into it when it is opened. */
static fallible check_names(const char *backup, struct arena *arena)
{
    static const char *const expected[] = {"MANIFEST", "keys", "usta.db"};
    const char *const *names;
    size_t count;
    TRY(folder_list(&names, &count, backup, "", arena));
    for (size_t i = 0; i < count; i++)
        if (i >= 3 || !text_equal(names[i], expected[i]))
            return error_hint(
                error_make(ERROR_REFUSED, "'%s' in '%s' is no part of a backup", names[i], backup),
                "%s", use_another);
    return NULL;
}

fallible backup_check(struct journal_head *out, const char *backup)
{
    SCOPED_ARENA(arena);
    if (!file_exists(path_join(arena, backup, "MANIFEST")))
        return error_hint(error_make(ERROR_NOT_FOUND, "no backup in '%s'", backup),
                          "name the folder that 'usta backup' made");
    TRY(check_names(backup, arena));
    TRY(manifest_check(backup, backup));
    SCOPED_DB db = NULL;
    TRY(db_open(&db, registry_database(backup, arena), DB_READ));
    TRY(db_check(db));
    return journal_audit(out, db);
}

fallible backup_write(struct journal_head *out, const char *target, const struct registry *registry)
{
    SCOPED_ARENA(arena);
    if (file_exists(target))
        return error_hint(error_make(ERROR_CONFLICT, "'%s' exists already", target),
                          "give every backup a name of its own, for example its day");
    SCOPED_UNFINISHED backup = {0};
    TRY(unfinished_begin(&backup, target, arena));
    TRY(db_copy(registry_db(registry), registry_database(backup.path, arena)));
    TRY(copy_keys(path_join(arena, backup.path, "keys"), registry_keys(registry), arena));
    TRY(manifest_write(backup.path));
    struct journal_head head;
    TRY_AS(backup_check(&head, backup.path), "check the new backup");
    TRY(unfinished_finish(&backup));
    *out = head;
    return NULL;
}

static fallible check_published(const char *backup, const struct journal_head *head,
                                const struct journal_head *published, struct arena *arena)
{
    if (!published)
        return NULL;
    if (head->size < published->size)
        return error_hint(error_make(ERROR_REFUSED,
                                     "the journal of '%s' ends at entry %lld, but entry %lld has "
                                     "been published",
                                     backup, (long long)head->size, (long long)published->size),
                          "restore a newer backup");
    SCOPED_DB db = NULL;
    struct journal_head then;
    TRY(db_open(&db, registry_database(backup, arena), DB_READ));
    TRY(journal_head_at(&then, db, published->size));
    if (digest_equal(&then.root, &published->root))
        return NULL;
    return error_hint(error_make(ERROR_REFUSED,
                                 "the first %lld entries of '%s' are not those that have been "
                                 "published",
                                 (long long)published->size, backup),
                      "%s", use_another);
}

fallible backup_restore(struct journal_head *out, const char *folder, const char *backup,
                        const struct journal_head *published)
{
    SCOPED_ARENA(arena);
    struct journal_head head;
    TRY(backup_check(&head, backup));
    TRY(check_published(backup, &head, published, arena));
    SCOPED_UNFINISHED registry = {0};
    TRY(unfinished_begin(&registry, folder, arena));
    TRY(file_copy(registry_database(backup, arena), registry_database(registry.path, arena), 0600));
    TRY(copy_keys(path_join(arena, registry.path, "keys"), path_join(arena, backup, "keys"),
                  arena));
    TRY(manifest_check(registry.path, backup));
    TRY(unfinished_finish(&registry));
    *out = head;
    return NULL;
}
