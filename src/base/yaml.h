/* YAML as people write it by hand, read strictly into a tree that knows the place of everything.
 *
 * Accepted is one document of maps, lists and scalars (YAML 1.1 as libyaml reads it): UTF-8, at
 * most 1 MiB and 16 levels deep. Refused are anchors and aliases, tags, merge keys, duplicate keys,
 * keys that are not scalars, NUL and other control characters. Scalars stay text: whoever reads the
 * tree decides what a plain 70 means, and can tell it from "70".
 *
 * Mistakes that leave a tree are all reported; size, depth, encoding and syntax end the reading at
 * once, so that a hostile file costs no more than a friendly one. */
#ifndef USTA_BASE_YAML_H
#define USTA_BASE_YAML_H

#include "base/findings.h"

enum { YAML_SIZE_LIMIT = 1024 * 1024, YAML_DEPTH_LIMIT = 16 };

enum yaml_rule {
    YAML_NOT_TEXT,
    YAML_TOO_LARGE,
    YAML_SYNTAX,
    YAML_TOO_DEEP,
    YAML_NOT_ONE_DOCUMENT,
    YAML_ANCHOR,
    YAML_TAG,
    YAML_MERGE_KEY,
    YAML_DUPLICATE_KEY,
    YAML_ODD_KEY,
    YAML_RULE_COUNT
};
extern const struct rule yaml_rules[YAML_RULE_COUNT]; /* E01 … E10 */

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_member {
    struct yaml_node *key; /* a scalar; NULL in a list */
    struct yaml_node *value;
};

struct yaml_node {
    enum yaml_kind kind;
    struct place place;
    const char *text;            /* of a scalar: valid UTF-8, escapes and folding resolved */
    bool plain, quoted;          /* a scalar without quotes; in quotes; neither for | and > */
    bool refused;                /* a finding says why; set here and by whoever reads the tree */
    struct yaml_member *members; /* of a map or list, as written */
    size_t count;
    const struct yaml_member **by_key; /* of a map: sorted */
};

/* *out becomes NULL when no tree could be made; a finding then says why. The tree may be there and
 * have findings, with what was refused left out. */
void yaml_read(struct yaml_node **out, struct findings *findings, struct bytes file,
               struct arena *arena);

/* The member of a map, NULL when it has none or node is no map (or NULL). */
const struct yaml_member *yaml_member(const struct yaml_node *node, const char *key);
struct yaml_node *yaml_get(const struct yaml_node *node, const char *key);

/* "a map", "a list", "text" */
const char *yaml_kind_name(const struct yaml_node *node);

#endif
