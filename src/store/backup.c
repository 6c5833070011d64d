#include "store/backup.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"
#include "base/unfinished.h"

static const char use_another[] = "use another backup: this one was changed after it was made";

enum { MANIFEST_LIMIT = 1024 * 1024 };

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

static fallible add_line(struct buffer *manifest, const char *folder, const char *name)
{
    struct digest digest;
    TRY(digest_of_file(&digest, path_join(manifest->arena, folder, name)));
    buffer_add_format(manifest, "%s  %s\n", digest_text(&digest, manifest->arena), name);
    return NULL;
}

/* What MANIFEST must say of the files as they stand. */
static fallible make_manifest(struct bytes *out, const char *folder, struct arena *arena)
{
    struct buffer manifest = buffer_make(arena, MANIFEST_LIMIT);
    const char *const *names;
    size_t count;
    TRY(add_line(&manifest, folder, "usta.db"));
    TRY(folder_list(&names, &count, path_join(arena, folder, "keys"), "", arena));
    for (size_t i = 0; i < count; i++)
        TRY(add_line(&manifest, folder, path_join(arena, "keys", names[i])));
    return buffer_take(out, &manifest, "MANIFEST");
}

static fallible check_manifest(const char *folder, const char *manifest_folder, struct arena *arena)
{
    struct bytes said, made;
    const char *text;
    TRY(file_read(&said, path_join(arena, manifest_folder, "MANIFEST"), MANIFEST_LIMIT, arena));
    TRY(text_from_bytes(&text, said, "MANIFEST", arena));
    TRY(make_manifest(&made, folder, arena));
    char *says = arena_text(arena, text), *is = arena_text_n(arena, made.data, made.size);
    for (;;) {
        const char *wanted = strsep(&says, "\n"), *found = strsep(&is, "\n");
        if (!wanted && !found)
            return NULL;
        if (!wanted || !found || !text_equal(wanted, found))
            return error_hint(error_make(ERROR_REFUSED, "'%s' holds '%s' where MANIFEST says '%s'",
                                         folder, found ? found : "", wanted ? wanted : ""),
                              "%s", use_another);
    }
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
    TRY(check_manifest(backup, backup, arena));
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
    struct bytes manifest;
    TRY(make_manifest(&manifest, backup.path, arena));
    TRY(file_write(path_join(arena, backup.path, "MANIFEST"), manifest, 0600));
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
    TRY(check_manifest(registry.path, backup, arena));
    TRY(unfinished_finish(&registry));
    *out = head;
    return NULL;
}
