#include "base/file.h"

#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void close_file(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
}

#define SCOPED_DESCRIPTOR __attribute__((cleanup(close_file))) int

/* What may be done about a failure. */
static const char *remedy(int cause)
{
    switch (cause) {
    case ENOENT:
    case ENOTDIR:
        return "is the path right? it begins where the program was started";
    case EACCES:
    case EPERM:
        return "let this account have it, or choose another place";
    case EROFS:
        return "this place cannot be written; choose another";
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return "free some room there, then do it again; nothing was changed";
    case EEXIST:
    case ENOTEMPTY:
        return "choose another name, or put away what is there";
    default:
        return "is the disk in order? nothing was changed";
    }
}

static never_null struct error *file_error(const char *doing, const char *path)
{
    int cause = errno;
    enum error_code code = cause == ENOENT                         ? ERROR_NOT_FOUND
                           : cause == EEXIST || cause == ENOTEMPTY ? ERROR_CONFLICT
                                                                   : ERROR_ENVIRONMENT;
    return error_hint(error_make(code, "cannot %s '%s': %s", doing, path, strerror(cause)), "%s",
                      remedy(cause));
}

static fallible read_all(struct bytes *out, int descriptor, const char *path, size_t limit,
                         struct arena *arena)
{
    size_t size = 0, capacity = 64 * 1024;
    uint8_t *data = arena_alloc(arena, capacity);
    for (;;) {
        if (size == capacity) {
            uint8_t *larger = arena_alloc(arena, capacity * 2);
            memcpy(larger, data, size);
            data = larger;
            capacity *= 2;
        }
        ssize_t got = read(descriptor, data + size, capacity - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return file_error("read", path);
        size += (size_t)got;
        if (size > limit)
            return error_make(ERROR_REFUSED, "'%s' is larger than the limit of %zu bytes", path,
                              limit);
        if (got == 0)
            break;
    }
    *out = bytes_of(data, size);
    return NULL;
}

fallible file_read(struct bytes *out, const char *path, size_t limit, struct arena *arena)
{
    if (text_equal(path, "-"))
        return read_all(out, STDIN_FILENO, "standard input", limit, arena);
    SCOPED_DESCRIPTOR descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return file_error("open", path);
    struct stat status;
    if (fstat(descriptor, &status) != 0)
        return file_error("read", path);
    if (S_ISDIR(status.st_mode))
        return error_make(ERROR_REFUSED, "'%s' is a folder, not a file", path);
    return read_all(out, descriptor, path, limit, arena);
}

static fallible write_all(int descriptor, struct bytes bytes, const char *path)
{
    for (size_t done = 0; done < bytes.size;) {
        ssize_t put = write(descriptor, bytes.data + done, bytes.size - done);
        if (put < 0 && errno != EINTR)
            return file_error("write", path);
        done += put > 0 ? (size_t)put : 0;
    }
    return NULL;
}

static fallible sync_file(int descriptor, const char *path)
{
    return fsync(descriptor) == 0 ? NULL : file_error("sync", path);
}

static char *folder_of(const char *path, struct arena *arena)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return arena_text(arena, ".");
    return slash == path ? arena_text(arena, "/")
                         : arena_text_n(arena, path, (size_t)(slash - path));
}

fallible folder_sync(const char *path)
{
    SCOPED_DESCRIPTOR descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0 || fsync(descriptor) != 0)
        return file_error("sync folder", path);
    return NULL;
}

static fallible write_temporary(const char *temporary, struct bytes bytes, mode_t mode)
{
    SCOPED_DESCRIPTOR descriptor = open(temporary,
                                        O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    if (descriptor < 0)
        return file_error("write", temporary);
    struct error *error = write_all(descriptor, bytes, temporary);
    if (!error)
        error = sync_file(descriptor, temporary);
    if (error)
        unlink(temporary);
    return error;
}

fallible file_write(const char *path, struct bytes bytes, mode_t mode)
{
    SCOPED_ARENA(arena);
    char *temporary = arena_format(arena, "%s.%ld.tmp", path, (long)getpid());
    TRY(write_temporary(temporary, bytes, mode));
    if (rename(temporary, path) != 0) {
        struct error *error = file_error("write", path);
        unlink(temporary);
        return error;
    }
    return folder_sync(folder_of(path, arena));
}

bool file_exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

static fallible copy_bytes(int from, const char *from_path, int to, const char *to_path)
{
    enum { PIECE = 64 * 1024 };
    SCOPED_ARENA(arena);
    uint8_t *piece = arena_alloc(arena, PIECE);
    for (;;) {
        ssize_t got = read(from, piece, PIECE);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return file_error("read", from_path);
        if (got == 0)
            return sync_file(to, to_path);
        TRY(write_all(to, bytes_of(piece, (size_t)got), to_path));
    }
}

fallible file_copy(const char *from, const char *to, mode_t mode)
{
    SCOPED_DESCRIPTOR source = open(from, O_RDONLY | O_CLOEXEC);
    if (source < 0)
        return file_error("open", from);
    SCOPED_DESCRIPTOR target = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    if (target < 0)
        return file_error("write", to);
    struct error *error = copy_bytes(source, from, target, to);
    if (error)
        unlink(to);
    return error;
}

fallible file_rename(const char *from, const char *to)
{
    SCOPED_ARENA(arena);
    if (rename(from, to) != 0)
        return file_error("write", to);
    return folder_sync(folder_of(to, arena));
}

static fallible make_folder(const char *path, mode_t mode)
{
    SCOPED_ARENA(arena);
    struct stat status;
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        return NULL;
    char *parent = folder_of(path, arena);
    if (!text_equal(parent, path) && !text_equal(parent, "."))
        TRY(make_folder(parent, 0755));
    if (mkdir(path, mode) != 0 && errno != EEXIST)
        return file_error("make folder", path);
    return NULL;
}

fallible folder_make(const char *path)
{
    return make_folder(path, 0755);
}

fallible folder_make_private(const char *path)
{
    return make_folder(path, 0700);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void close_folder(DIR **folder)
{
    if (*folder)
        closedir(*folder);
}

fallible folder_list(const char *const **names, size_t *count, const char *path, const char *ending,
                     struct arena *arena)
{
    __attribute__((cleanup(close_folder))) DIR *folder = opendir(path);
    if (!folder)
        return file_error("open folder", path);
    size_t size = 0, capacity = 16;
    const char **found = ARENA_ARRAY(arena, const char *, capacity);
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.' || !text_ends(entry->d_name, ending))
            continue;
        if (size == capacity) {
            const char **larger = ARENA_ARRAY(arena, const char *, capacity * 2);
            memcpy(larger, found, size * sizeof *found);
            found = larger;
            capacity *= 2;
        }
        found[size++] = arena_text(arena, entry->d_name);
    }
    qsort(found, size, sizeof *found, compare_names);
    *names = found;
    *count = size;
    return NULL;
}

char *path_join(struct arena *arena, const char *folder, const char *name)
{
    return arena_format(arena, "%s/%s", folder, name);
}
