/* Reading a package of CASE (case_form.h): what all of its objects have in common. */
#ifndef USTA_ASSESS_CASE_READER_H
#define USTA_ASSESS_CASE_READER_H

#include "base/value.h"

struct case_reader {
    struct arena *arena;
    const char *source; /* language */
    const char **identifiers;
    size_t identifier_count;
};

#define CASE_ENTITY "identifier", "uri", "lastChangeDateTime", "extensions"

/* What every object must have, and no key but keys (NULL ends the list). Its identifier is noted.
 */
fallible case_entity_check(struct case_reader *reader, const struct value *object,
                           const char *const *keys);

/* No identifier was noted twice. */
fallible case_unique_check(struct case_reader *reader);

/* "extensions"."usta"; of a level, the one in its list. */
fallible case_extension_find(struct value **out, const struct value *object);

/* The link under parent_key to parent and "position", where they are given; index from 0. */
fallible case_links_check(const struct value *object, const char *parent_key,
                          const struct value *parent, size_t index);

/* The text under a key, in the source language, with those of the extension's "title". */
fallible case_texts_join(struct value **out, const struct case_reader *reader,
                         const struct value *object, const char *key,
                         const struct value *extension);

/* Sets what the extension says besides, but for some keys. */
void case_rest_add(struct value *object, const struct value *extension, const char *const *but_keys,
                   struct arena *arena);

#endif
