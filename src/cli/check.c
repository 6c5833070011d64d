#include "cli/check.h"

#include "assess/rubric_load.h"
#include "assess/rubric_publish.h"
#include "assess/scheme.h"
#include "base/text.h"

/* How a file is checked; against is a folder of published files, or NULL. */
typedef fallible check_file(struct findings *findings, const char *path, const char *against,
                            struct arena *arena);

static fallible check_rubric(struct findings *findings, const char *path, const char *against,
                             struct arena *arena)
{
    struct rubric *rubric;
    TRY(rubric_load_path(&rubric, findings, path, arena));
    return rubric && against ? rubric_publish_check(findings, rubric, against, arena) : NULL;
}

static fallible check_scheme(struct findings *findings, const char *path, const char *against,
                             struct arena *arena)
{
    (void)against;
    struct scheme *scheme;
    return scheme_load_path(&scheme, findings, path, arena);
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void say_findings(struct call *call, const struct findings *findings)
{
    size_t files = call->argument_count;
    bool is_quiet = call_option(call, "--quiet");
    if (!is_quiet)
        buffer_add_text(&call->said, findings_text(findings, call->arena));
    for (size_t i = 0; is_quiet && i < findings->count; i++)
        if (rule_is_error(findings->items[i].rule))
            call_say(call, "%s", finding_text(&findings->items[i], call->arena));
    call_say(call, "%zu file%s: %zu error%s, %zu warning%s", files, plural(files), findings->errors,
             plural(findings->errors), findings->warnings, plural(findings->warnings));
    value_set_integer(call->answer, "files", (int64_t)files);
    value_set_integer(call->answer, "errors", (int64_t)findings->errors);
    value_set_integer(call->answer, "warnings", (int64_t)findings->warnings);
    value_set(call->answer, "findings", findings_value(findings, call->arena));
}

static fallible check_files(struct call *call, check_file *check)
{
    struct findings findings = findings_make(call->arena);
    for (size_t i = 0; i < call->argument_count; i++) {
        const char *path = call->arguments[i];
        check_file *check_this = text_ends(path, ".scheme.yaml") ? check_scheme : check;
        TRY(check_this(&findings, path, call_option(call, "--against"), call->arena));
    }
    say_findings(call, &findings);
    call->exit_code = findings.errors > 0 ? ERROR_REFUSED : 0;
    return NULL;
}

fallible cli_rubric_check(struct call *call)
{
    return check_files(call, check_rubric);
}

fallible cli_scheme_check(struct call *call)
{
    return check_files(call, check_scheme);
}
