#include "cli/rubric.h"

#include "assess/rubric_load.h"
#include "assess/scheme.h"
#include "assess/score.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/grounds.h"

enum { MARKS_FILE_LIMIT = 16 * 1024 * 1024 };

static fallible check_file(struct findings *findings, const char *path, struct arena *arena)
{
    struct rubric *rubric;
    struct scheme *scheme;
    return text_ends(path, ".scheme.yaml") ? scheme_load_path(&scheme, findings, path, arena)
                                           : rubric_load_path(&rubric, findings, path, arena);
}

static void say_check(struct call *call, const struct findings *findings)
{
    buffer_add_text(&call->said, findings_text(findings, call->arena));
    call_say(call, "%zu file%s: %zu error%s, %zu warning%s", call->argument_count,
             call->argument_count == 1 ? "" : "s", findings->errors,
             findings->errors == 1 ? "" : "s", findings->warnings,
             findings->warnings == 1 ? "" : "s");
    value_set_integer(call->answer, "files", (int64_t)call->argument_count);
    value_set_integer(call->answer, "errors", (int64_t)findings->errors);
    value_set_integer(call->answer, "warnings", (int64_t)findings->warnings);
    value_set(call->answer, "findings", findings_value(findings, call->arena));
}

fallible cli_rubric_check(struct call *call)
{
    struct findings findings = findings_make(call->arena);
    for (size_t i = 0; i < call->argument_count; i++)
        TRY(check_file(&findings, call->arguments[i], call->arena));
    say_check(call, &findings);
    call->exit_code = findings.errors > 0 ? ERROR_REFUSED : 0;
    return NULL;
}

static fallible load_rubric(struct rubric **out, struct call *call, const char *path)
{
    struct findings findings = findings_make(call->arena);
    TRY(rubric_load_path(out, &findings, path, call->arena));
    return *out ? NULL : grounds_findings(call, &findings, path);
}

fallible cli_rubric_score(struct call *call)
{
    const char *rubric_path = call_argument(call, 0), *marks_path = call_argument(call, 1);
    struct rubric *rubric;
    struct marks *marks;
    struct score *score;
    struct bytes file;
    TRY(load_rubric(&rubric, call, rubric_path));
    TRY(file_read(&file, marks_path, MARKS_FILE_LIMIT, call->arena));
    TRY(marks_read(&marks, rubric, file, marks_path, call->arena));
    TRY_AS(score_compute(&score, rubric, marks, call->arena), "%s", marks_path);
    call->answer = score_value(score, call->arena);
    call_say(call, "%s", value_pretty(call->answer, call->arena));
    return NULL;
}
