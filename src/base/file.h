/* Whole files, read with a limit and written whole or not at all. */
#ifndef USTA_BASE_FILE_H
#define USTA_BASE_FILE_H

#include "base/arena.h"

#include <stdbool.h>
#include <sys/types.h>

/* All bytes of a file of at most limit bytes. ERROR_NOT_FOUND, ERROR_REFUSED (too large, a folder)
 * or ERROR_ENVIRONMENT (no permission, I/O), each naming the path. "-" reads standard input. */
fallible file_read(struct bytes *out, const char *path, size_t limit, struct arena *arena);

/* Writes the file under a temporary name in the same folder, syncs it, renames it into place and
 * syncs the folder: after a power cut there is the old file or the new one, never a part.
 * ERROR_ENVIRONMENT naming the path. mode for example 0644; 0600 for keys. */
fallible file_write(const char *path, struct bytes bytes, mode_t mode);

bool file_exists(const char *path);

/* Copies a file of any size to a path where there is none yet, and syncs it, but not the folder it
 * stands in. Errors as file_read, ERROR_CONFLICT when the path exists. */
fallible file_copy(const char *from, const char *to, mode_t mode);

/* Renames a file or folder and syncs the folder it stands in. What stands at to is replaced, but a
 * folder that is not empty is not: ERROR_CONFLICT. */
fallible file_rename(const char *from, const char *to);

/* Makes a folder (and its parents) when missing; the private one only its owner may enter. */
fallible folder_make(const char *path);
fallible folder_make_private(const char *path);

/* Makes what was added to a folder or taken from it last. */
fallible folder_sync(const char *path);

/* The names in a folder that end with ending, sorted bytewise. */
fallible folder_list(const char *const **names, size_t *count, const char *path, const char *ending,
                     struct arena *arena);

/* "folder/name" in the arena. */
char *path_join(struct arena *arena, const char *folder, const char *name);

#endif
