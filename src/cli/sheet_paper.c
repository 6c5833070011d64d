#include "cli/sheet_paper.h"

#include "assess/institution.h"
#include "assess/typing.h"
#include "assess/typing_read.h"
#include "base/file.h"
#include "certify/mark_sheet.h"
#include "cli/grounds.h"
#include "cli/layouts.h"
#include "cli/listing.h"

#include <string.h>

enum { PRIVATE_MODE = 0600 }; /* names of people are in it */

/* A sitting has no slash in its name, an attempt has. */
static fallible add_forms(struct sheet_forms *forms, struct call *call, const char *name)
{
    struct sitting sitting;
    struct attempt attempt;
    struct attempts attempts = {&attempt, 1};
    if (strchr(name, '/'))
        TRY(attempt_find(&attempt, call->desk.db, name, call->arena));
    else {
        TRY(sitting_find(&sitting, call->desk.db, name, call->arena));
        TRY(attempt_list(&attempts, call->desk.db, sitting.id, NULL, NULL, call->arena));
    }
    for (size_t i = 0; i < attempts.count; i++)
        TRY(sheet_form_list(forms, call->desk.db, &attempts.items[i],
                            call_option(call, "--examiner"), call->arena));
    return NULL;
}

static void say_forms(struct call *call, const struct sheet_forms *forms)
{
    static const struct shown columns[] = {{"attempt", "ATTEMPT"},
                                           {"examiner", "EXAMINER"},
                                           {"duty", "DUTY"},
                                           {"lines", "LINES"},
                                           {NULL, NULL}};
    struct value *rows = value_array(call->arena);
    for (size_t i = 0; i < forms->count; i++) {
        const struct sheet_form *form = &forms->items[i];
        struct value *row = value_object(call->arena);
        value_set_text(row, "attempt", form->attempt.name);
        value_set_text(row, "examiner", form->person.ref);
        value_set_text(row, "duty", duty_name(form->duty));
        value_set_integer(row, "lines", (int64_t)form->line_count);
        value_append(rows, row);
    }
    listing_say(call, "sheets", rows, columns, "", NULL);
}

fallible cli_sheet_print(struct call *call)
{
    const char *today, *language = call_option_or(call, "--language", "en");
    const char *path = call_argument(call, call->argument_count - 1);
    struct sheet_forms forms = {0};
    struct layout *layout;
    struct bytes pdf;
    for (size_t i = 0; i + 1 < call->argument_count; i++)
        TRY(add_forms(&forms, call, call->arguments[i]));
    if (forms.count == 0)
        return error_hint(error_make(ERROR_NOT_FOUND, "there is no sheet to print"),
                          "examiners are assigned with 'usta assign'");
    TRY(institution_today(&today, &call->desk, call->arena));
    TRY(layouts_open_in(&layout, call, "sheet", language));
    TRY(mark_sheet_print(&pdf, layout, call->desk.db, &forms, language, today, call->arena));
    TRY(file_write(path, pdf, PRIVATE_MODE));
    value_set_text(call->answer, "file", path);
    value_set_text(call->answer, "language", language);
    say_forms(call, &forms);
    call_say(call, "printed %zu sheets to %s", forms.count, path);
    return NULL;
}

/* The sheet that the first two arguments name. */
static fallible find_form(struct sheet_form *out, struct call *call)
{
    const char *examiner = call_argument(call, 1);
    struct attempt attempt;
    struct sheet_forms forms = {0};
    struct person person;
    TRY(attempt_find(&attempt, call->desk.db, call_argument(call, 0), call->arena));
    TRY(person_find(&person, call->desk.db, examiner, call->arena));
    TRY(sheet_form_list(&forms, call->desk.db, &attempt, examiner, call->arena));
    if (forms.count == 0)
        return error_hint(
            error_make(ERROR_REFUSED, "'%s' has no lines to mark in '%s'", examiner, attempt.name),
            "who marks what: usta sheet list %s", attempt.sitting_ref);
    *out = forms.items[0];
    return NULL;
}

fallible cli_sheet_form(struct call *call)
{
    const char *path = call_argument(call, 2);
    struct sheet_form form;
    struct bytes table;
    TRY(find_form(&form, call));
    TRY(typing_form(&table, &form, call_option_or(call, "--language", "en"), call->arena));
    TRY(file_write(path, table, PRIVATE_MODE));
    value_set_text(call->answer, "file", path);
    value_set_integer(call->answer, "lines", (int64_t)form.line_count);
    call_say(call, "an empty form of %zu lines is in %s\n  next: usta sheet type %s %s %s",
             form.line_count, path, form.attempt.name, form.person.ref, path);
    return NULL;
}

static fallible read_typed(struct value **out, struct call *call, const struct sheet_form *form)
{
    const char *path = call_argument(call, 2);
    struct findings findings = findings_make(call->arena);
    struct bytes file;
    TRY(file_read(&file, path, TYPING_SIZE_LIMIT, call->arena));
    struct error *error = typing_read(out, form, file, path, &findings, call->arena);
    if (error && findings.errors > 0)
        grounds_add_findings(call, &findings);
    return error;
}

/* Which lines differ, and nothing of what the other typed. */
static void say_typed(struct call *call, const struct sheet_form *form,
                      const struct typing_outcome *outcome)
{
    struct value *differences = value_array(call->arena);
    for (size_t i = 0; i < outcome->difference_count; i++) {
        value_append(differences, value_of_text(outcome->differences[i], call->arena));
        call_note(call, "%s differs from what another person typed", outcome->differences[i]);
    }
    value_set_text(call->answer, "attempt", form->attempt.name);
    value_set_text(call->answer, "examiner", form->person.ref);
    value_set_boolean(call->answer, "entered", outcome->entered);
    value_set_text(call->answer, "device", outcome->device);
    value_set_text(call->answer, "typed_first_by", outcome->first);
    value_set(call->answer, "differences", differences);
    if (outcome->entered)
        call_say(call, "the sheet is in, sealed: '%s' typed the same", outcome->first);
    else if (outcome->difference_count == 0)
        call_say(call,
                 "kept; the sheet goes in when another person has typed the same\n"
                 "  next: usta --as SOMEBODY sheet type %s %s FILE.csv",
                 form->attempt.name, form->person.ref);
    else
        call_note(call, "  both look at the paper again; who was wrong types it again");
}

fallible cli_sheet_type(struct call *call)
{
    struct sheet_form form;
    struct value *content;
    struct typing_outcome outcome;
    TRY(find_form(&form, call));
    TRY(typing_check(&call->desk, &form));
    TRY(read_typed(&content, call, &form));
    TRY(typing_enter(&outcome, &call->desk, &form, content, call->arena));
    say_typed(call, &form, &outcome);
    if (outcome.difference_count > 0)
        call->exit_code = ERROR_REFUSED;
    return NULL;
}
