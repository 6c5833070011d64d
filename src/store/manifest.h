/* The MANIFEST of a folder: the SHA-256 of every file in it, as `sha256sum -c MANIFEST` reads it.
 */
#ifndef USTA_STORE_MANIFEST_H
#define USTA_STORE_MANIFEST_H

#include "base/arena.h"

/* Writes MANIFEST into folder, over its files and those of its folder keys. */
fallible manifest_write(const char *folder);

/* ERROR_REFUSED naming the first line in which the files of folder are not what MANIFEST in
 * manifest_folder says: one changed, added or missing. */
fallible manifest_check(const char *folder, const char *manifest_folder);

#endif
