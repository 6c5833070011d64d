/* Loads a rubric file: read, checked by every rule, and digested. */
#ifndef USTA_ASSESS_RUBRIC_LOAD_H
#define USTA_ASSESS_RUBRIC_LOAD_H

#include "assess/rubric.h"
#include "base/yaml.h"

/* What is read of a file before it is looked at: more than it may have, so that one too large is a
 * finding as others are. */
enum { RUBRIC_FILE_LIMIT = 16 * YAML_SIZE_LIMIT };

/* Adds everything that is wrong or doubtful in file to findings, sorted by place, under name (a
 * path; kept, not copied). *out becomes the rubric, or NULL when there are errors (warnings alone
 * do no harm). The rubric keeps nothing of file. Never fails: the result is that of its kin. */
fallible rubric_load(struct rubric **out, struct findings *findings, struct bytes file,
                     const char *name, struct arena *arena);

/* The same for a file; fails as file_read does. */
fallible rubric_load_path(struct rubric **out, struct findings *findings, const char *path,
                          struct arena *arena);

#endif
