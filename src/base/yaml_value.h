/* YAML (yaml.h) as JSON values and back: maps are objects, lists arrays. A plain whole number,
 * true, false and null become what they are in JSON, every other scalar text; so what was in quotes
 * comes back in quotes. Comments and the way it was written are lost, nothing else. */
#ifndef USTA_BASE_YAML_VALUE_H
#define USTA_BASE_YAML_VALUE_H

#include "base/value.h"
#include "base/yaml.h"

struct value *yaml_to_value(const struct yaml_node *node, struct arena *arena);

/* The same as YAML that yaml_read reads: indented by two spaces, texts in double quotes.
 * ERROR_REFUSED when it is larger than yaml_read reads. */
fallible yaml_from_value(struct bytes *out, const struct value *value, struct arena *arena);

#endif
