#include "base/unfinished.h"

#include "base/file.h"
#include "base/text.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
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

/* "backup.4711.tmp" of "backup", made by a process that was killed: nobody will finish it. */
static bool is_left_behind(const char *name, const char *target)
{
    size_t length = strlen(target);
    char *end;
    if (strncmp(name, target, length) != 0 || name[length] != '.')
        return false;
    long process = strtol(name + length + 1, &end, 10);
    if (process <= 0 || !text_equal(end, ".tmp"))
        return false;
    return process == getpid() || (kill((pid_t)process, 0) != 0 && errno == ESRCH);
}

static void remove_left_behind(const char *target, struct arena *arena)
{
    const char *slash = strrchr(target, '/'), *name = slash ? slash + 1 : target;
    const char *folder = !slash            ? "."
                         : slash == target ? "/"
                                           : arena_text_n(arena, target, (size_t)(slash - target));
    const char *const *names;
    size_t count = 0;
    error_free(folder_list(&names, &count, folder, ".tmp", arena));
    for (size_t i = 0; i < count; i++)
        if (is_left_behind(names[i], name))
            remove_tree(path_join(arena, folder, names[i]), arena);
}

fallible unfinished_begin(struct unfinished *out, const char *target, struct arena *arena)
{
    TRY(check_free(target, arena));
    size_t length = strlen(target); /* "demo/" is made beside demo, not in it */
    while (length > 1 && target[length - 1] == '/')
        length--;
    const char *place = arena_text_n(arena, target, length);
    const char *path = arena_format(arena, "%s.%ld.tmp", place, (long)getpid());
    remove_left_behind(place, arena);
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
