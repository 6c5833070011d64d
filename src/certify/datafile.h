/* Reading the data files of certificates/ (YAML): every getter names the file, line and column of
 * what it cannot use, as ERROR_REFUSED "file:line:column: …". */
#ifndef USTA_CERTIFY_DATAFILE_H
#define USTA_CERTIFY_DATAFILE_H

#include "base/arena.h"
#include "certify/geometry.h"

#include <stdbool.h>

struct yaml_node;

/* A place in a data file: a map, a list or a scalar. Lives as long as the arena it was read in. */
struct data {
    const char *file;
    const struct yaml_node *node;
    struct arena *arena;
};

/* A file whose top is a map with `marker: 1`. */
fallible datafile_read(struct data *out, const char *path, const char *marker, struct arena *arena);

/* An error at this place: data_fault(&data, "…"). */
never_null struct error *data_fault(const struct data *data, const char *format, ...)
    PRINTF_LIKE(2, 3);

/* Refuses every key of a map that is not among keys (NULL ends the list). */
fallible data_only(const struct data *map, const char *const *keys);

bool data_has(const struct data *map, const char *key);
fallible data_map(struct data *out, const struct data *map, const char *key);
fallible data_list(struct data *out, const struct data *map, const char *key);

/* Members of a map or list, in the order written. */
size_t data_count(const struct data *data);
struct data data_at(const struct data *data, size_t index);
const char *data_key_at(const struct data *map, size_t index);

/* The scalar itself, and as a member of a map. Texts are not empty. */
fallible data_scalar(const char **out, const struct data *data);
fallible data_text(const char **out, const struct data *map, const char *key);

/* Like data_text, but fallback (may be NULL) when the map has no such key. */
fallible data_text_or(const char **out, const struct data *map, const char *key,
                      const char *fallback);

/* A whole number from least to most; fallback when there is none. */
fallible data_whole(int64_t *out, const struct data *map, const char *key, int64_t least,
                    int64_t most);
fallible data_whole_or(int64_t *out, const struct data *map, const char *key, int64_t least,
                       int64_t most, int64_t fallback);

/* A decimal of millimetres or points, in mpt. */
fallible data_millimetres(int64_t *out, const struct data *map, const char *key);
fallible data_points(int64_t *out, const struct data *map, const char *key);

/* A list of exactly count decimals of millimetres, in mpt. */
fallible data_millimetre_list(int64_t *out, size_t count, const struct data *map, const char *key);

/* "c8102e" */
fallible data_colour(struct colour *out, const struct data *scalar);

#endif
