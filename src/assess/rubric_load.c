#include "assess/rubric_load.h"

#include "assess/rubric_check.h"
#include "assess/rubric_digest.h"
#include "assess/rubric_read.h"
#include "base/file.h"

fallible rubric_load(struct rubric **out, struct findings *findings, struct bytes file,
                     const char *name, struct arena *arena)
{
    struct reader reader = {.findings = findings, .arena = arena};
    struct rubric *rubric = ARENA_NEW(arena, struct rubric);
    struct yaml_node *root;
    findings_open(findings, name);
    yaml_read(&root, findings, file, arena);
    if (root) {
        rubric_read(rubric, &reader, root);
        rubric_check(rubric, &reader, root);
    }
    *out = findings_close(findings) ? rubric : NULL;
    if (*out)
        rubric->structure_digest = rubric_structure_digest(rubric, arena);
    return NULL;
}

fallible rubric_load_path(struct rubric **out, struct findings *findings, const char *path,
                          struct arena *arena)
{
    struct bytes file;
    TRY(file_read(&file, path, RUBRIC_FILE_LIMIT, arena));
    return rubric_load(out, findings, file, path, arena);
}
