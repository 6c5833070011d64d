#include "cli/help.h"

#include "base/text.h"
#include "cli/completion.h"
#include "cli/manual.h"

enum { NOUN_WIDTH = 11, WORDS_WIDTH = 34, OPTION_WIDTH = 24 };

/* left, filled up to width code points: "…" is three bytes and one column. A left that is longer
 * has right on a line of its own. */
static void say_columns(struct call *call, const char *indent, const char *left, size_t width,
                        const char *right)
{
    size_t length = utf8_length(left);
    if (length > width)
        call_say(call, "%s%s\n%*s%s", indent, left, (int)(utf8_length(indent) + width + 2), "",
                 right);
    else
        call_say(call, "%s%s%*s  %s", indent, left, (int)(width - length), "", right);
}

static void say_options(struct call *call, const struct command_option *options)
{
    for (; options && options->name; options++)
        say_columns(call, "  ",
                    arena_format(call->arena, "%s%s%s", options->name, options->value ? " " : "",
                                 options->value ? options->value : ""),
                    OPTION_WIDTH, options->summary);
}

static void say_command(struct call *call, const struct command *command)
{
    call_say(call, "usage: usta %s%s%s%s\n", command_words(command, call->arena),
             *command->arguments ? " " : "", command->arguments,
             command->options ? " [OPTION…]" : "");
    call_say(call, "%s\n", command->summary);
    if (command->options) {
        call_say(call, "Options:");
        say_options(call, command->options);
        call_say(call, "\nAlways:");
    } else
        call_say(call, "Options:");
    say_options(call, command_common_options);
}

/* The noun stands before the first of its verbs alone. */
static void say_line(struct call *call, const struct command *command, bool is_first)
{
    const char *words = command->verb
                            ? arena_format(call->arena, "%s%s%s", command->verb,
                                           *command->arguments ? " " : "", command->arguments)
                            : command->arguments;
    char *indent = arena_format(call->arena, "  %-*s ", NOUN_WIDTH, is_first ? command->noun : "");
    say_columns(call, indent, words, WORDS_WIDTH, command->summary);
}

static void say_list(struct call *call, const struct command *const *asked, size_t count)
{
    const char *noun = "";
    for (size_t i = 0; i < count; i++) {
        say_line(call, asked[i], !text_equal(asked[i]->noun, noun));
        noun = asked[i]->noun;
    }
}

static bool is_asked(const struct command *command, const char *noun, const char *verb)
{
    return (!noun || text_equal(command->noun, noun)) &&
           (!verb || (command->verb && text_equal(command->verb, verb)));
}

static size_t find_asked(const struct command *const **out, const struct call *call,
                         const char *noun, const char *verb)
{
    size_t size = 0, count = 0;
    while (call->table[size].noun)
        size++;
    const struct command **asked = ARENA_ARRAY(call->arena, const struct command *, size);
    for (size_t i = 0; i < size; i++)
        if (is_asked(&call->table[i], noun, verb))
            asked[count++] = &call->table[i];
    *out = asked;
    return count;
}

static struct value *options_value(const struct command_option *options, struct arena *arena)
{
    struct value *array = value_array(arena);
    for (; options && options->name; options++) {
        struct value *option = value_object(arena);
        value_set_text(option, "name", options->name);
        value_set_text(option, "value", options->value);
        value_set_text(option, "summary", options->summary);
        value_append(array, option);
    }
    return array;
}

static void answer_commands(struct call *call, const struct command *const *asked, size_t count)
{
    struct value *commands = value_array(call->arena);
    for (size_t i = 0; i < count; i++) {
        struct value *command = value_object(call->arena);
        value_set_text(command, "noun", asked[i]->noun);
        value_set_text(command, "verb", asked[i]->verb);
        value_set_text(command, "arguments", asked[i]->arguments);
        value_set_text(command, "summary", asked[i]->summary);
        value_set(command, "options", options_value(asked[i]->options, call->arena));
        value_append(commands, command);
    }
    value_set(call->answer, "commands", commands);
}

fallible help_say(struct call *call, const char *noun, const char *verb)
{
    const struct command *const *asked;
    size_t count = find_asked(&asked, call, noun, verb);
    if (count == 0)
        return error_hint(
            error_make(ERROR_USAGE, "no command '%s%s%s'", noun, verb ? " " : "", verb ? verb : ""),
            "see: usta help");
    answer_commands(call, asked, count);
    if (count == 1) {
        say_command(call, asked[0]);
        return NULL;
    }
    if (!noun)
        call_say(call,
                 "usage: usta [-r DIR] [--as PERSON] [--json | --csv] COMMAND …\n\nUsta certifies "
                 "what people can do: rubrics, assessments, decisions, certificates.\n");
    say_list(call, asked, count);
    call_say(call, "\nMore about one: usta help %s VERB", noun ? noun : "NOUN");
    if (!noun)
        call_say(call, "%s", manual_exit_codes);
    return NULL;
}

fallible cli_help(struct call *call)
{
    if (call_option(call, "--man"))
        manual_say(call);
    else if (call_option(call, "--completion"))
        completion_say(call);
    else
        return help_say(call, call_argument(call, 0), call_argument(call, 1));
    return NULL;
}
