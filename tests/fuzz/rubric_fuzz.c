/* libFuzzer: any bytes as a rubric and as a scheme file: an answer without a crash, a leak or a
 * hang, and what is accepted can be worked with. */
#include "assess/rubric_digest.h"
#include "assess/rubric_load.h"
#include "assess/rubric_publish.h"
#include "assess/scheme.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_rubric(struct bytes file, struct arena *arena)
{
    struct findings findings = findings_make(arena);
    struct rubric *rubric;
    struct error *error = rubric_load(&rubric, &findings, file, "fuzz", arena);
    ASSERT(!error);
    ASSERT((rubric == NULL) == (findings.errors > 0));
    findings_text(&findings, arena);
    if (!rubric)
        return;
    for (size_t i = 0; i < rubric->language_count; i++)
        rubric_text_digest(rubric, rubric->languages[i].tag, arena);
    ASSERT(rubric_compare(rubric, rubric, arena) == RUBRIC_SAME);
}

static void check_scheme(struct bytes file, struct arena *arena)
{
    struct findings findings = findings_make(arena);
    struct scheme *scheme;
    struct error *error = scheme_load(&scheme, &findings, file, "fuzz", arena);
    ASSERT(!error);
    ASSERT((scheme == NULL) == (findings.errors > 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED_ARENA(arena);
    check_rubric(bytes_of(data, size), arena);
    check_scheme(bytes_of(data, size), arena);
    return 0;
}
