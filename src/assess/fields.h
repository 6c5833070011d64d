/* Reads the maps of a YAML file into structs by tables: one row a key, saying its name, how its
 * value is read and where it goes. What does not fit is a finding, and reading goes on, so that one
 * pass finds everything. Whoever checks further asks field_known before relying on a value. */
#ifndef USTA_ASSESS_FIELDS_H
#define USTA_ASSESS_FIELDS_H

#include "assess/rules.h"
#include "assess/texts.h"
#include "base/decimal.h"
#include "base/yaml.h"

#include <stddef.h>

/* More languages than this are refused: every text costs one finding for each that it lacks. */
enum { LANGUAGES_LIMIT = 40 };

struct reader {
    struct findings *findings;
    struct arena *arena;
    const struct rubric_language *languages; /* those declared; none as long as they are unknown */
    size_t language_count;
};

struct field;

/* Reads the value node of field into out (which points at the struct, not at the member). False,
 * with a finding, when the value could not be read and must not be reasoned with. */
typedef bool field_reader(struct reader *reader, struct yaml_node *node, const struct field *field,
                          void *out);

struct field {
    const char *name; /* NULL ends a table */
    bool required;
    field_reader *read;
    size_t offset;              /* of the member */
    int low, high;              /* of whole numbers and decimals, both allowed; 0, 0: any */
    const char *const *words;   /* of read_choice: NULL ends them */
    const struct field *fields; /* of read_map and the items of read_list: rows of each map */
    const struct field *item;   /* of read_list without fields: how each item is read */
    size_t count_offset, size;  /* of read_list: the member for the count, the size of an item */
    /* Of a map, or each item of a list of maps: called when its members are read; finds what they
     * say about each other. False as a field_reader. */
    bool (*settle)(struct reader *reader, struct yaml_node *node, void *out);
};

#define FIELD_AT(type, member) .offset = offsetof(type, member)
#define FIELD_LIST(type, member, count, item_type)                                                 \
    .offset = offsetof(type, member), .count_offset = offsetof(type, count),                       \
    .size = sizeof(item_type)

/* Reads every member of node by rows, in the order of the rows: a row may rely on those above it.
 * Unknown keys are findings, but for those that begin with "x-". False only when node is no map or
 * a value in it could not be read. */
bool fields_read(struct reader *reader, struct yaml_node *node, const struct field *rows,
                 void *out);

/* The value of key is there and could be read. */
bool field_known(const struct yaml_node *map, const char *key);

/* Where the value of key stands, or the map itself when it has none. */
struct place field_place(const struct yaml_node *map, const char *key);

/* True when key is one that trainers may add at will: "x-…". */
bool field_is_free(const char *key);

/* Finds fault with every item of list (any node, or NULL) whose text, or that of its key when key
 * is not NULL, an item before it has already. what is as for findings_add_repeated. */
void fields_check_unique(struct reader *reader, const struct yaml_node *list, const char *key,
                         const char *what);

#define READER_FAULT(reader, rule, place, ...)                                                     \
    findings_add((reader)->findings, &rules[rule], place, __VA_ARGS__)

field_reader read_text;    /* const char *: not empty, not null */
field_reader read_name;    /* const char *: a text without white space, such as an id */
field_reader read_whole;   /* int: plain digits */
field_reader read_decimal; /* struct decimal: in quotes */
field_reader read_flag;    /* bool: true or false */
field_reader read_choice;  /* int or enum: the index of the word in words */
field_reader read_word;    /* const char *: the word in words */
field_reader read_map;     /* rows in fields, for the struct at offset */
field_reader read_list;    /* an array in the arena and its count */
field_reader read_filled;  /* the same, of at least one item */

#endif
