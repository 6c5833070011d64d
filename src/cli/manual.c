#include "cli/manual.h"

#include "base/text.h"

const char *const manual_exit_codes =
    "Exit codes: 0 done, 1 refused by a rule, 2 wrong call, 3 not found, 4 conflict, "
    "5 environment.";

enum { PAGE_LIMIT = 1024 * 1024 };

/* Backslashes and leading dots mean something to roff; "-" there is a hyphen, "\-" what is typed.
 */
static char *roff_text(const char *text, struct arena *arena)
{
    struct buffer out = buffer_make(arena, PAGE_LIMIT);
    buffer_add_text(&out, *text == '.' || *text == '\'' ? "\\&" : "");
    for (; *text; text++) {
        if (*text == '\\')
            buffer_add_text(&out, "\\e");
        else
            buffer_add_format(&out, *text == '-' ? "\\-" : "%c", *text);
    }
    return buffer_text(&out);
}

static void add_options(struct buffer *page, const struct command_option *options)
{
    for (; options && options->name; options++)
        buffer_add_format(page, ".TP\n\\fB%s\\fR%s\\fI%s\\fR\n%s\n",
                          roff_text(options->name, page->arena), options->value ? " " : "",
                          options->value ? roff_text(options->value, page->arena) : "",
                          roff_text(options->summary, page->arena));
}

static void add_command(struct buffer *page, const struct command *command)
{
    buffer_add_format(page, ".TP\n\\fB%s\\fR%s\\fI%s\\fR\n%s\n",
                      roff_text(command_words(command, page->arena), page->arena),
                      *command->arguments ? " " : "", roff_text(command->arguments, page->arena),
                      roff_text(command->summary, page->arena));
    if (!command->options)
        return;
    buffer_add_text(page, ".RS\n");
    add_options(page, command->options);
    buffer_add_text(page, ".RE\n");
}

static void add_environment(struct buffer *page)
{
    buffer_add_text(
        page, ".SH ENVIRONMENT\n"
              ".TP\n\\fBUSTA_REGISTRY\\fR\nthe registry, when \\-r is not given\n"
              ".TP\n\\fBUSTA_PERSON\\fR\nwho acts, when \\-\\-as is not given\n"
              ".TP\n\\fBUSTA_KEY_PASSPHRASE\\fR\nthe passphrase of the keys, when "
              "\\-\\-passphrase\\-fd is not given; without either it is asked for\n"
              ".TP\n\\fBUSTA_TRUST\\fR\nthe roots that verify trusts, when \\-\\-trust is not "
              "given\n");
}

void manual_say(struct call *call)
{
    struct buffer page = buffer_make(call->arena, PAGE_LIMIT);
    buffer_add_text(&page, ".TH USTA 1\n.SH NAME\nusta \\- competency certification and skills "
                           "testing\n.SH SYNOPSIS\n.B usta\n[\\-r DIR] [\\-\\-as PERSON] "
                           "[\\-\\-json] COMMAND …\n.SH COMMANDS\n");
    for (const struct command *command = call->table; command->noun; command++)
        add_command(&page, command);
    buffer_add_text(&page, ".SH OPTIONS\nEvery command takes these.\n");
    add_options(&page, command_common_options);
    add_environment(&page);
    buffer_add_format(&page, ".SH EXIT STATUS\n%s\n", roff_text(manual_exit_codes, call->arena));
    buffer_add_text(&page, ".SH SEE ALSO\nusta\\-verify(1)");
    value_set_text(call->answer, "man", buffer_text(&page));
    call_say(call, "%s", buffer_text(&page));
}
