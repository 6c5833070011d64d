#include "cli/sheet_paper.h"

#include "assess/institution.h"
#include "base/file.h"
#include "certify/mark_sheet.h"
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
