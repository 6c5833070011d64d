/* A value is a piece of JSON (RFC 8259): read strictly, written in one canonical form (RFC 8785) or
 * indented for people.
 *
 * Numbers are whole: Usta keeps decimals as text, so that nothing is ever rounded; a number with a
 * point or exponent is refused. Duplicate keys, NUL, invalid UTF-8 and more than 64 levels are
 * refused. A value lives as long as the arena it was made in. (The noun is not "json" because
 * Jansson, which does the work, owns those names.) */
#ifndef USTA_BASE_VALUE_H
#define USTA_BASE_VALUE_H

#include "base/arena.h"

#include <stdbool.h>

struct value;

enum value_kind {
    VALUE_NULL,
    VALUE_BOOLEAN,
    VALUE_INTEGER, /* −2^53+1 … 2^53−1, so that every reader of JSON understands it */
    VALUE_TEXT,
    VALUE_ARRAY,
    VALUE_OBJECT,
};

/* Reads one value that is all of bytes (white space around it allowed). name (a path, or "request")
 * begins every message; ERROR_REFUSED as "name:line:column: …". */
fallible value_parse(struct value **out, struct bytes bytes, const char *name, struct arena *arena);

enum value_kind value_kind(const struct value *value);

/* Of a value of the right kind (asserted). Text is borrowed from the value. */
bool value_boolean(const struct value *value);
int64_t value_integer(const struct value *value);
const char *value_text(const struct value *value);

/* Of arrays and objects: how many members, and each in the order read or set. */
size_t value_size(const struct value *value);
struct value *value_at(const struct value *value, size_t index);
const char *value_key_at(const struct value *object, size_t index);

/* The member of an object, NULL when there is none or object is no object. */
struct value *value_get(const struct value *object, const char *key);

/* The member of an object, of the kind wanted; ERROR_REFUSED naming the key when it is missing or
 * of another kind. value_need_text also refuses text that is empty. */
fallible value_need(struct value **out, const struct value *object, const char *key,
                    enum value_kind kind);
fallible value_need_text(const char **out, const struct value *object, const char *key);
fallible value_need_integer(int64_t *out, const struct value *object, const char *key);

/* ERROR_REFUSED naming the first key of object that is not among keys (NULL ends the list), or
 * when value is no object. */
fallible value_only(const struct value *object, const char *const *keys);

struct value *value_null(struct arena *arena);
struct value *value_of_boolean(bool truth, struct arena *arena);
struct value *value_of_integer(int64_t number, struct arena *arena);
struct value *value_of_text(const char *text, struct arena *arena); /* NULL makes null */
struct value *value_array(struct arena *arena);
struct value *value_object(struct arena *arena);

/* The container keeps its own hold on the member; setting a key again replaces it. */
void value_append(struct value *array, const struct value *member);
void value_set(struct value *object, const char *key, const struct value *member);
void value_set_text(struct value *object, const char *key, const char *text); /* NULL: null */
void value_set_integer(struct value *object, const char *key, int64_t number);
void value_set_boolean(struct value *object, const char *key, bool truth);

bool value_equal(const struct value *a, const struct value *b);

/* RFC 8785: no white space, keys sorted by UTF-16 code units, one way to escape. */
char *value_canonical(const struct value *value, struct arena *arena);

/* Indented by two spaces, members in the order they were set or read, no newline at the end. */
char *value_pretty(const struct value *value, struct arena *arena);

#endif
