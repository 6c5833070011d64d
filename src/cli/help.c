#include "cli/help.h"

#include "base/text.h"

static const char *const exit_codes =
    "Exit codes: 0 done, 1 refused by a rule, 2 wrong call, 3 not found, 4 conflict, "
    "5 environment.";

static char *command_name(const struct command *command, struct arena *arena)
{
    return arena_format(arena, "%s%s%s%s%s", command->noun, command->verb ? " " : "",
                        command->verb ? command->verb : "", *command->arguments ? " " : "",
                        command->arguments);
}

/* Columns by code points: "…" is three bytes and one column. */
static void say_columns(struct call *call, const char *left, const char *right, size_t width)
{
    size_t length = utf8_length(left);
    if (length > width)
        call_say(call, "  %s\n  %*s  %s", left, (int)width, "", right);
    else
        call_say(call, "  %s%*s  %s", left, (int)(width - length), "", right);
}

static void say_options(struct call *call, const struct command_option *options)
{
    for (; options && options->name; options++) {
        char *left = arena_format(call->arena, "%s%s%s", options->name, options->value ? " " : "",
                                  options->value ? options->value : "");
        say_columns(call, left, options->summary, 22);
    }
}

static void say_command(struct call *call, const struct command *command)
{
    call_say(call, "usage: usta %s", command_name(command, call->arena));
    call_say(call, "\n%s\n", command->summary);
    if (command->options) {
        call_say(call, "Options:");
        say_options(call, command->options);
    }
    call_say(call, "Always:");
    say_options(call, command_common_options);
}

static bool is_asked(const struct command *command, const char *noun, const char *verb)
{
    return (!noun || text_equal(command->noun, noun)) &&
           (!verb || (command->verb && text_equal(command->verb, verb)));
}

static size_t count_asked(const struct command *table, const char *noun, const char *verb)
{
    size_t count = 0;
    for (; table->noun; table++)
        count += is_asked(table, noun, verb);
    return count;
}

static void say_table(struct call *call, const char *noun)
{
    for (const struct command *command = call->table; command->noun; command++)
        if (is_asked(command, noun, NULL))
            say_columns(call, command_name(command, call->arena), command->summary, 42);
}

fallible help_say(struct call *call, const char *noun, const char *verb)
{
    size_t count = count_asked(call->table, noun, verb);
    if (count == 0)
        return error_hint(
            error_make(ERROR_USAGE, "no command '%s%s%s'", noun, verb ? " " : "", verb ? verb : ""),
            "see: usta help");
    if (count == 1) {
        for (const struct command *command = call->table; command->noun; command++)
            if (is_asked(command, noun, verb))
                say_command(call, command);
        return NULL;
    }
    call_say(call, "usage: usta [-r DIR] [--as PERSON] [--json] COMMAND …\n");
    if (!noun)
        call_say(call, "Usta certifies what people can do: rubrics, assessments, decisions, "
                       "certificates.\n");
    say_table(call, noun);
    call_say(call, "\nMore about one: usta help %s VERB", noun ? noun : "NOUN");
    call_say(call, "%s", exit_codes);
    return NULL;
}

/* Backslashes and leading dots mean something to roff. */
static char *roff_text(const char *text, struct arena *arena)
{
    struct buffer out = buffer_make(arena, 64 * 1024);
    buffer_add_text(&out, *text == '.' || *text == '\'' ? "\\&" : "");
    for (; *text; text++) {
        if (*text == '\\' || *text == '-')
            buffer_add_byte(&out, '\\');
        buffer_add_byte(&out, (uint8_t)*text);
    }
    return buffer_text(&out);
}

static void say_roff_options(struct call *call, const struct command_option *options)
{
    for (; options && options->name; options++)
        call_say(call, ".RS\n.TP\n\\fB%s\\fR %s\n%s\n.RE", roff_text(options->name, call->arena),
                 options->value ? options->value : "", roff_text(options->summary, call->arena));
}

static void say_man(struct call *call)
{
    call_say(call, ".TH USTA 1\n.SH NAME\nusta \\- competency certification and skills testing");
    call_say(call, ".SH SYNOPSIS\n.B usta\n[\\-r DIR] [\\-\\-as PERSON] [\\-\\-json] COMMAND …");
    call_say(call, ".SH COMMANDS");
    for (const struct command *command = call->table; command->noun; command++) {
        call_say(call, ".TP\n.B %s\n%s", roff_text(command_name(command, call->arena), call->arena),
                 roff_text(command->summary, call->arena));
        say_roff_options(call, command->options);
    }
    call_say(call, ".SH OPTIONS OF EVERY COMMAND");
    say_roff_options(call, command_common_options);
    call_say(call, ".SH EXIT STATUS\n%s", roff_text(exit_codes, call->arena));
}

/* The words that may follow noun (nouns themselves when NULL), each once, separated by spaces. */
static char *words_after(const struct call *call, const char *noun)
{
    struct buffer out = buffer_make(call->arena, 64 * 1024);
    const char *last = "";
    for (const struct command *command = call->table; command->noun; command++) {
        const char *word = noun ? command->verb : command->noun;
        if (!word || (noun && !text_equal(command->noun, noun)) || text_equal(word, last))
            continue;
        buffer_add_format(&out, "%s%s", out.size ? " " : "", word);
        last = word;
    }
    return buffer_text(&out);
}

static void say_completion(struct call *call)
{
    call_say(call, "# bash completion for usta; load with: eval \"$(usta help --completion)\"");
    call_say(call,
             "_usta() {\n    local word=${COMP_WORDS[COMP_CWORD]} words=\n"
             "    case $COMP_CWORD in\n    1) words='%s' ;;\n    2)\n"
             "        case ${COMP_WORDS[1]} in",
             words_after(call, NULL));
    const char *last = "";
    for (const struct command *command = call->table; command->noun; command++) {
        if (!command->verb || text_equal(command->noun, last))
            continue;
        call_say(call, "        %s) words='%s' ;;", command->noun,
                 words_after(call, command->noun));
        last = command->noun;
    }
    call_say(call, "        esac ;;\n    esac\n"
                   "    [ \"${word#-}\" = \"$word\" ] || words='--registry --as --json --help'\n"
                   "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
                   "    [ -n \"$words\" ] || mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n}\n"
                   "complete -F _usta usta");
}

fallible cli_help(struct call *call)
{
    if (call_option(call, "--man"))
        say_man(call);
    else if (call_option(call, "--completion"))
        say_completion(call);
    else
        return help_say(call, call_argument(call, 0), call_argument(call, 1));
    return NULL;
}
