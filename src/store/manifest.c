#include "store/manifest.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/text.h"

enum { MANIFEST_LIMIT = 4 * 1024 * 1024 };

static fallible add_line(struct buffer *manifest, const char *folder, const char *name)
{
    struct digest digest;
    TRY(digest_of_file(&digest, path_join(manifest->arena, folder, name)));
    buffer_add_format(manifest, "%s  %s\n", digest_text(&digest, manifest->arena), name);
    return NULL;
}

static fallible add_folder(struct buffer *manifest, const char *folder, const char *inner)
{
    const char *const *names;
    size_t count;
    struct arena *arena = manifest->arena;
    TRY(folder_list(&names, &count, inner ? path_join(arena, folder, inner) : folder, "", arena));
    for (size_t i = 0; i < count; i++)
        if (inner)
            TRY(add_line(manifest, folder, path_join(arena, inner, names[i])));
        else if (!text_equal(names[i], "MANIFEST") && !text_equal(names[i], "keys"))
            TRY(add_line(manifest, folder, names[i]));
    return NULL;
}

/* What MANIFEST must say of the files as they stand. */
static fallible make(struct bytes *out, const char *folder, struct arena *arena)
{
    struct buffer manifest = buffer_make(arena, MANIFEST_LIMIT);
    TRY(add_folder(&manifest, folder, NULL));
    if (file_exists(path_join(arena, folder, "keys")))
        TRY(add_folder(&manifest, folder, "keys"));
    return buffer_take(out, &manifest, "MANIFEST");
}

fallible manifest_write(const char *folder)
{
    SCOPED_ARENA(arena);
    struct bytes manifest;
    TRY(make(&manifest, folder, arena));
    return file_write(path_join(arena, folder, "MANIFEST"), manifest, 0600);
}

fallible manifest_check(const char *folder, const char *manifest_folder)
{
    SCOPED_ARENA(arena);
    struct bytes said, made;
    const char *text;
    TRY(file_read(&said, path_join(arena, manifest_folder, "MANIFEST"), MANIFEST_LIMIT, arena));
    TRY(text_from_bytes(&text, said, "MANIFEST", arena));
    TRY(make(&made, folder, arena));
    char *says = arena_text(arena, text), *is = arena_text_n(arena, made.data, made.size);
    for (;;) {
        const char *wanted = strsep(&says, "\n"), *found = strsep(&is, "\n");
        if (!wanted && !found)
            return NULL;
        if (!wanted || !found || !text_equal(wanted, found))
            return error_hint(error_make(ERROR_REFUSED, "'%s' holds '%s' where MANIFEST says '%s'",
                                         folder, found ? found : "", wanted ? wanted : ""),
                              "use another backup: this one was changed after it was made");
    }
}
