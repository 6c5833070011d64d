#include "assess/example.h"

#include "base/file.h"
#include "base/yaml.h"

#include "test.h"

#define VECTORS PROJECT_FOLDER "/tests/vectors"

static char *patched(const char *path, const struct patch *patches, size_t count,
                     struct arena *arena)
{
    struct bytes file;
    OK(file_read(&file, path, YAML_SIZE_LIMIT, arena));
    char *text = arena_text_n(arena, file.data, file.size);
    for (size_t i = 0; i < count && patches[i].search; i++) {
        const char *at = strstr(text, patches[i].search);
        if (!at || strstr(at + 1, patches[i].search))
            fail_msg("'%s' is not in the file, or more than once", patches[i].search);
        text = arena_format(arena, "%.*s%s%s", (int)(at - text), text, patches[i].replacement,
                            at + strlen(patches[i].search));
    }
    return text;
}

char *example_rubric(const struct patch *patches, size_t count, struct arena *arena)
{
    return patched(VECTORS "/rubrics/ust-ck-hk-02.yaml", patches, count, arena);
}

char *example_scheme(const struct patch *patches, size_t count, struct arena *arena)
{
    return patched(VECTORS "/schemes/ust-ck-hk.scheme.yaml", patches, count, arena);
}

char *example_findings(const struct findings *findings, const char *number, struct arena *arena)
{
    char *said = arena_text(arena, "");
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        const char *own = finding->rule->number;
        if (number ? strcmp(number, own) == 0 : rule_is_error(finding->rule))
            said = arena_format(arena, "%s%s%d:%d %s", said, *said ? ", " : "", finding->place.line,
                                finding->place.column, own);
    }
    return said;
}

struct rubric *example_load(struct findings *findings, const char *text, struct arena *arena)
{
    struct rubric *rubric;
    OK(rubric_load(&rubric, findings, bytes_of_text(text), "new", arena));
    if (!rubric)
        fail_msg("%s", findings_text(findings, arena));
    return rubric;
}
