#include "store/backup_sealed.h"

#include "base/file.h"
#include "base/text.h"
#include "base/unfinished.h"
#include "store/manifest.h"

#include <errno.h>
#include <stdio.h>

enum { PIECE = 16 * 1024 * 1024, SEALED_LIMIT = PIECE + 64 * 1024, PRIVATE = 0600 };

static const char keys_prefix[] = "keys.", database_prefix[] = "usta.db.", ending[] = ".cms";

static void close_stream(FILE **stream)
{
    if (*stream)
        fclose(*stream);
}
#define SCOPED_STREAM __attribute__((cleanup(close_stream))) FILE *

static fallible stream_error(const char *doing, const char *path)
{
    return error_make(ERROR_ENVIRONMENT, "cannot %s '%s': %s", doing, path, strerror(errno));
}

static fallible seal_bytes(const char *to, struct bytes plain,
                           const struct envelope_recipient *recipient, struct arena *arena)
{
    struct bytes sealed;
    TRY_AS(envelope_seal(&sealed, recipient, plain, arena), "%s", to);
    return file_write(to, sealed, PRIVATE);
}

static fallible seal_file(const char *to, const char *from,
                          const struct envelope_recipient *recipient)
{
    SCOPED_ARENA(arena);
    struct bytes plain;
    TRY(file_read(&plain, from, PIECE, arena));
    return seal_bytes(to, plain, recipient, arena);
}

static fallible seal_database(const char *to, const char *from,
                              const struct envelope_recipient *recipient)
{
    SCOPED_STREAM stream = fopen(from, "rbe");
    if (!stream)
        return stream_error("open", from);
    for (int number = 1;; number++) {
        SCOPED_ARENA(arena);
        uint8_t *piece = arena_alloc(arena, PIECE);
        size_t got = fread(piece, 1, PIECE, stream);
        if (ferror(stream))
            return stream_error("read", from);
        if (got == 0)
            return NULL;
        const char *name = arena_format(arena, "%s%06d%s", database_prefix, number, ending);
        TRY(seal_bytes(path_join(arena, to, name), bytes_of(piece, got), recipient, arena));
    }
}

static fallible seal_keys(const char *to, const char *from,
                          const struct envelope_recipient *recipient)
{
    SCOPED_ARENA(arena);
    const char *const *names;
    size_t count;
    TRY(folder_list(&names, &count, from, "", arena));
    for (size_t i = 0; i < count; i++) {
        const char *name = arena_format(arena, "%s%s%s", keys_prefix, names[i], ending);
        TRY(seal_file(path_join(arena, to, name), path_join(arena, from, names[i]), recipient));
    }
    return NULL;
}

static fallible seal_backup(const char *to, const char *from,
                            const struct envelope_recipient *recipient, struct arena *arena)
{
    TRY(seal_database(to, registry_database(from, arena), recipient));
    TRY(seal_keys(to, path_join(arena, from, "keys"), recipient));
    TRY(seal_file(path_join(arena, to, "MANIFEST.cms"), path_join(arena, from, "MANIFEST"),
                  recipient));
    return manifest_write(to);
}

fallible backup_sealed_write(struct journal_head *out, const char *target,
                             const struct registry *registry,
                             const struct envelope_recipient *recipient)
{
    SCOPED_ARENA(arena);
    struct journal_head head;
    SCOPED_UNFINISHED sealed = {0};
    SCOPED_UNFINISHED open = {0}; /* never finished: it is removed */
    if (file_exists(target))
        return error_hint(error_make(ERROR_CONFLICT, "'%s' exists already", target),
                          "give every backup a name of its own, for example its day");
    TRY(unfinished_begin(&open, path_join(arena, registry_folder(registry), "backup"), arena));
    const char *plain = path_join(arena, open.path, "plain");
    TRY(backup_write(&head, plain, registry));
    TRY(unfinished_begin(&sealed, target, arena));
    TRY(seal_backup(sealed.path, plain, recipient, arena));
    TRY(unfinished_finish(&sealed));
    *out = head;
    return NULL;
}

bool backup_is_sealed(const char *backup)
{
    SCOPED_ARENA(arena);
    return file_exists(path_join(arena, backup, "MANIFEST.cms"));
}

static fallible open_bytes(struct bytes *out, const char *folder, const char *name,
                           const struct envelope_key *key, struct arena *arena)
{
    struct bytes sealed;
    TRY(file_read(&sealed, path_join(arena, folder, name), SEALED_LIMIT, arena));
    TRY_AS(envelope_open(out, key, sealed, arena), "'%s' in '%s'", name, folder);
    return NULL;
}

static fallible open_file(const char *to, const char *folder, const char *name,
                          const struct envelope_key *key)
{
    SCOPED_ARENA(arena);
    struct bytes plain;
    TRY(open_bytes(&plain, folder, name, key, arena));
    return file_write(to, plain, PRIVATE);
}

static fallible open_piece(FILE *to, const char *to_path, const char *folder, const char *name,
                           const struct envelope_key *key)
{
    SCOPED_ARENA(arena);
    struct bytes plain;
    TRY(open_bytes(&plain, folder, name, key, arena));
    if (fwrite(plain.data, 1, plain.size, to) != plain.size)
        return stream_error("write", to_path);
    return NULL;
}

static bool begins_with(const char *name, const char *prefix)
{
    return strncmp(name, prefix, strlen(prefix)) == 0;
}

/* "keys.signer.pem.cms" was keys/signer.pem. */
static const char *key_path(const char *folder, const char *name, struct arena *arena)
{
    size_t length = strlen(name) - strlen(keys_prefix) - strlen(ending);
    const char *file = arena_text_n(arena, name + strlen(keys_prefix), length);
    return path_join(arena, path_join(arena, folder, "keys"), file);
}

static fallible open_files(const char *to, const char *backup, const char *const *names,
                           size_t count, const struct envelope_key *key)
{
    SCOPED_ARENA(arena);
    const char *database = registry_database(to, arena);
    SCOPED_STREAM stream = fopen(database, "wbxe");
    if (!stream)
        return stream_error("write", database);
    for (size_t i = 0; i < count; i++)
        if (begins_with(names[i], database_prefix))
            TRY(open_piece(stream, database, backup, names[i], key));
        else if (begins_with(names[i], keys_prefix))
            TRY(open_file(key_path(to, names[i], arena), backup, names[i], key));
        else if (!text_equal(names[i], "MANIFEST.cms"))
            return error_make(ERROR_REFUSED, "'%s' in '%s' is no part of a backup", names[i],
                              backup);
    if (fflush(stream) != 0)
        return stream_error("write", database);
    return NULL;
}

fallible backup_sealed_open(const char *folder, const char *backup, const struct envelope_key *key)
{
    SCOPED_ARENA(arena);
    const char *const *names;
    size_t count;
    TRY(manifest_check(backup, backup));
    TRY(open_file(path_join(arena, folder, "MANIFEST"), backup, "MANIFEST.cms", key));
    TRY(folder_make_private(path_join(arena, folder, "keys")));
    TRY(folder_list(&names, &count, backup, ending, arena));
    return open_files(folder, backup, names, count, key);
}
