#include "base/unfinished.h"

#include "base/file.h"

#include <sys/stat.h>
#include <unistd.h>

static bool is_folder(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* As much as can be removed; what cannot stays. */
static void remove_tree(const char *path, struct arena *arena)
{
    const char *const *names;
    size_t count = 0;
    error_free(folder_list(&names, &count, path, "", arena));
    for (size_t i = 0; i < count; i++) {
        const char *inner = path_join(arena, path, names[i]);
        if (is_folder(inner))
            remove_tree(inner, arena);
        else
            unlink(inner);
    }
    rmdir(path);
}

void unfinished_discard(struct unfinished *unfinished)
{
    if (unfinished->path)
        remove_tree(unfinished->path, unfinished->arena);
    unfinished->path = NULL;
}

static fallible check_free(const char *target, struct arena *arena)
{
    const char *const *names;
    size_t count;
    if (!file_exists(target))
        return NULL;
    if (!is_folder(target))
        return error_hint(error_make(ERROR_CONFLICT, "'%s' exists and is no folder", target),
                          "choose another name");
    TRY(folder_list(&names, &count, target, "", arena));
    if (count == 0)
        return NULL;
    return error_hint(error_make(ERROR_CONFLICT, "'%s' is not empty", target),
                      "choose another folder, or put away what is there");
}

fallible unfinished_begin(struct unfinished *out, const char *target, struct arena *arena)
{
    TRY(check_free(target, arena));
    size_t length = strlen(target); /* "demo/" is made beside demo, not in it */
    while (length > 1 && target[length - 1] == '/')
        length--;
    const char *path = arena_format(arena, "%.*s.%ld.tmp", (int)length, target, (long)getpid());
    if (file_exists(path))
        remove_tree(path, arena); /* of a process of the same number, killed */
    TRY(folder_make_private(path));
    *out = (struct unfinished){arena, target, path};
    return NULL;
}

static fallible sync_tree(const char *path, struct arena *arena)
{
    const char *const *names;
    size_t count;
    TRY(folder_list(&names, &count, path, "", arena));
    for (size_t i = 0; i < count; i++) {
        const char *inner = path_join(arena, path, names[i]);
        if (is_folder(inner))
            TRY(sync_tree(inner, arena));
    }
    return folder_sync(path);
}

fallible unfinished_finish(struct unfinished *unfinished)
{
    TRY(sync_tree(unfinished->path, unfinished->arena));
    TRY(file_rename(unfinished->path, unfinished->target));
    unfinished->path = NULL;
    return NULL;
}
