#include "cli/manual.h"

#include "base/text.h"

const char *const manual_exit_codes =
    "Exit codes: 0 done, 1 refused by a rule, 2 wrong call, 3 not found, 4 conflict, "
    "5 environment.";

enum { PAGE_LIMIT = 1024 * 1024 };

/* Backslashes and leading dots mean something to roff; "-" there is a hyphen, "\\-" what is typed;
 * and whatever is not ASCII is named, whichever encoding the reader expects. */
static char *roff_text(const char *text, struct arena *arena)
{
    struct buffer out = buffer_make(arena, PAGE_LIMIT);
    buffer_add_text(&out, *text == '.' || *text == '\'' ? "\\&" : "");
    for (uint32_t c; (c = utf8_next(&text)) != 0;) {
        if (c == '\\')
            buffer_add_text(&out, "\\e");
        else if (c == '-')
            buffer_add_text(&out, "\\-");
        else if (c >= 0x80)
            buffer_add_format(&out, "\\[u%04X]", (unsigned)c);
        else
            buffer_add_byte(&out, (uint8_t)c);
    }
    return buffer_text(&out);
}

/* A tagged paragraph: what is typed, what stands behind it in italics, and what it does. */
static void add_entry(struct buffer *page, const char *typed, const char *value,
                      const char *summary)
{
    buffer_add_format(page, ".TP\n\\fB%s\\fR", roff_text(typed, page->arena));
    if (value && *value)
        buffer_add_format(page, " \\fI%s\\fR", roff_text(value, page->arena));
    buffer_add_format(page, "\n%s\n", roff_text(summary, page->arena));
}

static void add_options(struct buffer *page, const struct command_option *options)
{
    for (; options && options->name; options++)
        add_entry(page, options->name, options->value, options->summary);
}

static void add_command(struct buffer *page, const struct command *command)
{
    add_entry(page, command_words(command, page->arena), command->arguments, command->summary);
    if (!command->options)
        return;
    buffer_add_text(page, ".RS\n");
    add_options(page, command->options);
    buffer_add_text(page, ".RE\n");
}

static void add_environment(struct buffer *page)
{
    static const struct command_option variables[] = {
        {"USTA_REGISTRY", NULL, "the registry, when -r is not given"},
        {"USTA_PERSON", NULL, "who acts, when --as is not given"},
        {"USTA_KEY_PASSPHRASE", NULL,
         "the passphrase of the keys, when --passphrase-fd is not given; without either it is "
         "asked "
         "for"},
        {"USTA_CERTIFICATES", NULL, "the certificates' layouts, when --layouts is not given"},
        {"USTA_TRUST", NULL, "the roots that verify trusts, when --trust is not given"},
        {NULL, NULL, NULL},
    };
    buffer_add_text(page, ".SH ENVIRONMENT\n");
    add_options(page, variables);
}

void manual_say(struct call *call)
{
    struct buffer page = buffer_make(call->arena, PAGE_LIMIT);
    buffer_add_text(&page,
                    ".TH USTA 1 2026-11-22\n.SH NAME\nusta \\- competency certification and skills "
                    "testing\n.SH SYNOPSIS\n.B usta\n[\\-r DIR] [\\-\\-as PERSON] "
                    "[\\-\\-json | \\-\\-csv] COMMAND \\[u2026]\n.SH COMMANDS\n");
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
