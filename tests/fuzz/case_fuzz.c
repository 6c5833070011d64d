/* libFuzzer: no package of CASE makes the import stumble, and a rubric that came of one survives
 * going there and back. */
#include "assess/case_form.h"
#include "assess/rubric_load.h"
#include "base/yaml_value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct error *import(struct value **out, struct bytes file, struct arena *arena)
{
    struct value *package;
    TRY(value_parse(&package, file, "fuzz", arena));
    return case_import(out, package, arena);
}

/* Whether a rubric file of this content passes every check. */
static bool is_good(const struct value *tree, struct arena *arena)
{
    struct bytes yaml;
    struct rubric *rubric = NULL;
    struct findings findings = findings_make(arena);
    SCOPED_ERROR error = yaml_from_value(&yaml, tree, arena);
    if (error)
        return false;
    SCOPED_ERROR unread = rubric_load(&rubric, &findings, yaml, "fuzz", arena);
    ASSERT(!unread);
    return rubric != NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED_ARENA(arena);
    struct value *tree, *again;
    SCOPED_ERROR error = import(&tree, bytes_of(data, size), arena);
    if (error || !is_good(tree, arena))
        return 0;
    const struct value *package = case_export(tree, &(struct case_frame){"fuzz", 0}, arena);
    const char *text = value_canonical(package, arena);
    SCOPED_ERROR unread = import(&again, bytes_of_text(text), arena);
    ASSERT(!unread && value_equal(tree, again));
    return 0;
}
