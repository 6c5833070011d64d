#include "cli/rubric_case.h"

#include "assess/case_form.h"
#include "assess/rubric_load.h"
#include "base/file.h"
#include "base/yaml_value.h"
#include "cli/grounds.h"

enum { PUBLIC_MODE = 0644 };

static fallible load(struct rubric **out, struct call *call, struct bytes file, const char *name)
{
    struct findings findings = findings_make(call->arena);
    TRY(rubric_load(out, &findings, file, name, call->arena));
    return *out ? NULL : grounds_findings(call, &findings, name);
}

static void say(struct call *call, const struct rubric *rubric, const char *path)
{
    const char *name = rubric_name(rubric, call->arena);
    const char *digest = digest_text(&rubric->structure_digest, call->arena);
    value_set_text(call->answer, "rubric", name);
    value_set_text(call->answer, "digest", digest);
    value_set_text(call->answer, "file", path);
    call_say(call, "%s is in %s\n  structure %s", name, path, digest);
}

fallible cli_rubric_export(struct call *call)
{
    const char *from = call_argument(call, 0), *to = call_argument(call, 1);
    struct case_frame frame = {call_option_or(call, "--creator", "Usta"),
                               clock_now_s(call->desk.clock)};
    struct findings unread = findings_make(call->arena);
    struct rubric *rubric;
    struct yaml_node *root;
    struct bytes file;
    TRY(file_read(&file, from, RUBRIC_FILE_LIMIT, call->arena));
    TRY(load(&rubric, call, file, from));
    yaml_read(&root, &unread, file, call->arena);
    const struct value *package = case_export(yaml_to_value(root, call->arena), &frame,
                                              call->arena);
    const char *text = arena_format(call->arena, "%s\n", value_pretty(package, call->arena));
    TRY(file_write(to, bytes_of_text(text), PUBLIC_MODE));
    say(call, rubric, to);
    return NULL;
}

fallible cli_rubric_import(struct call *call)
{
    const char *from = call_argument(call, 0), *to = call_argument(call, 1);
    struct value *package, *value;
    struct rubric *rubric;
    struct bytes file, yaml;
    if (file_exists(to))
        return error_hint(error_make(ERROR_CONFLICT, "'%s' exists already", to),
                          "its comments would be lost: choose another name");
    TRY(file_read(&file, from, CASE_FILE_LIMIT, call->arena));
    TRY(value_parse(&package, file, from, call->arena));
    TRY_AS(case_import(&value, package, call->arena), "%s", from);
    TRY_AS(yaml_from_value(&yaml, value, call->arena), "%s", from);
    TRY(load(&rubric, call, yaml, to));
    TRY(file_write(to, yaml, PUBLIC_MODE));
    say(call, rubric, to);
    return NULL;
}
