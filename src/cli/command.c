#include "cli/command.h"

#include "base/text.h"
#include "cli/suggest.h"

const struct command_option command_common_options[] = {
    {"--registry", "DIR", "the registry (default: $USTA_REGISTRY, else ./registry); short: -r"},
    {"--as", "PERSON", "who acts (default: $USTA_PERSON)"},
    {"--json", NULL, "answer as JSON"},
    {"--csv", NULL, "the answer's list as a table for spreadsheets (of commands that only read)"},
    {"--help", NULL, "what this command does; short: -h"},
    {NULL, NULL, NULL},
};

/* The option that word names ("--reason" or "--reason=why"), NULL for none. */
static const struct command_option *find_option(const struct command_option *options,
                                                const char *word)
{
    size_t length = strcspn(word, "=");
    for (; options && options->name; options++)
        if (strlen(options->name) == length && strncmp(options->name, word, length) == 0)
            return options;
    return NULL;
}

static bool may_repeat(const struct command_option *option)
{
    return option->value && text_ends(option->value, "…");
}

char *command_words(const struct command *command, struct arena *arena)
{
    return arena_format(arena, "%s%s%s", command->noun, command->verb ? " " : "",
                        command->verb ? command->verb : "");
}

static const char *long_form(const char *word)
{
    if (text_equal(word, "-r"))
        return "--registry";
    return text_equal(word, "-h") ? "--help" : word;
}

static fallible keep_own_option(struct call *call, const struct command_option *option,
                                const char *value)
{
    if (!may_repeat(option) && call_option(call, option->name))
        return call_usage(call, "option '%s' is given twice", option->name);
    if (call->option_count == CALL_OPTION_LIMIT)
        return error_hint(error_make(ERROR_USAGE, "more than %d options", CALL_OPTION_LIMIT),
                          "give them in several calls");
    call->options[call->option_count].option = option;
    call->options[call->option_count++].value = value;
    return NULL;
}

static fallible keep_option(struct call *call, const struct command_option *option,
                            const char *value)
{
    if (text_equal(option->name, "--registry"))
        call->registry_folder = value;
    else if (text_equal(option->name, "--as"))
        call->person_ref = value;
    else if (text_equal(option->name, "--json"))
        call->json = true;
    else if (text_equal(option->name, "--csv"))
        call->csv = true;
    else if (text_equal(option->name, "--help"))
        call->help = true;
    else
        return keep_own_option(call, option, value);
    return NULL;
}

static never_null struct error *usage_error(const struct call *call, struct error *error)
{
    if (!call->command)
        return error_hint(error, "see: usta help");
    return error_hint(error, "see: usta help %s", command_words(call->command, call->arena));
}

static never_null struct error *unknown_option(const struct call *call, const char *word)
{
    const struct command_option *lists[] = {command_common_options,
                                            call->command ? call->command->options : NULL};
    const char *nearest = NULL;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (const struct command_option *option = lists[i]; option && option->name; option++)
            nearest = suggest_nearer(word, nearest, option->name);
    return usage_error(
        call, nearest ? error_make(ERROR_USAGE, "unknown option '%s', near to '%s'", word, nearest)
                      : error_make(ERROR_USAGE, "unknown option '%s'", word));
}

/* Reads the option at words[*at] and, when it takes one, its value behind it. */
static fallible read_option(struct call *call, int count, char *const *words, int *at)
{
    const char *word = long_form(words[*at]);
    const struct command_option *option = find_option(command_common_options, word);
    if (!option && call->command)
        option = find_option(call->command->options, word);
    if (!option)
        return unknown_option(call, words[*at]);
    const char *joined = strchr(word, '=');
    if (!option->value && joined)
        return usage_error(call,
                           error_make(ERROR_USAGE, "option '%s' takes no value", option->name));
    if (!option->value)
        return keep_option(call, option, "");
    if (joined)
        return keep_option(call, option, joined + 1);
    if (*at + 1 >= count)
        return usage_error(call, error_make(ERROR_USAGE, "option '%s' needs a value: %s",
                                            option->name, option->value));
    return keep_option(call, option, words[++*at]);
}

static const struct command *find_command(const struct command *table, const char *noun,
                                          const char *verb)
{
    for (; table->noun; table++)
        if (text_equal(table->noun, noun) &&
            (!table->verb || (verb && text_equal(table->verb, verb))))
            return table;
    return NULL;
}

static bool has_noun(const struct command *table, const char *noun)
{
    for (; table->noun; table++)
        if (text_equal(table->noun, noun))
            return true;
    return false;
}

static never_null struct error *unknown_noun(const struct command *table, const char *noun)
{
    const char *nearest = NULL;
    for (; table->noun; table++)
        nearest = suggest_nearer(noun, nearest, table->noun);
    struct error *error = error_make(ERROR_USAGE, "unknown command '%s'", noun);
    return nearest ? error_hint(error, "is it '%s'? all there are: usta help", nearest)
                   : error_hint(error, "all there are: usta help");
}

static never_null struct error *unknown_verb(const struct command *table, const char *noun,
                                             const char *verb)
{
    const char *nearest = NULL;
    for (; table->noun; table++)
        if (table->verb && text_equal(table->noun, noun))
            nearest = suggest_nearer(verb, nearest, table->verb);
    struct error *error = error_make(ERROR_USAGE, "'%s' cannot '%s'", noun, verb);
    return nearest ? error_hint(error, "is it '%s %s'? see: usta help %s", noun, nearest, noun)
                   : error_hint(error, "see: usta help %s", noun);
}

static never_null struct error *unknown_command(const struct command *table, const char *noun,
                                                const char *verb)
{
    if (!has_noun(table, noun))
        return unknown_noun(table, noun);
    if (verb)
        return unknown_verb(table, noun, verb);
    return error_hint(error_make(ERROR_USAGE, "'%s' needs a word behind it", noun),
                      "see: usta help %s", noun);
}

/* How many arguments "FILE…", "CANDIDATE [UNIT]" ask for. */
static void count_arguments(const char *arguments, size_t *least, size_t *most)
{
    *least = *most = 0;
    for (const char *at = arguments; *at;) {
        size_t length = strcspn(at, " ");
        if (*at != '[')
            ++*least;
        ++*most;
        if (length >= 3 && strstr(at, "…") && strstr(at, "…") < at + length)
            *most = SIZE_MAX;
        at += length + (at[length] == ' ');
    }
}

static fallible check_arguments(const struct call *call)
{
    size_t least, most;
    count_arguments(call->command->arguments, &least, &most);
    if (call->argument_count >= least && call->argument_count <= most)
        return NULL;
    return error_hint(
        error_make(ERROR_USAGE, "too %s arguments", call->argument_count < least ? "few" : "many"),
        "usage: usta %s %s", command_words(call->command, call->arena), call->command->arguments);
}

static fallible keep_argument(struct call *call, const char *word)
{
    if (call->argument_count == CALL_ARGUMENT_LIMIT)
        return error_hint(error_make(ERROR_USAGE, "more than %d arguments", CALL_ARGUMENT_LIMIT),
                          "give them in several calls");
    call->arguments[call->argument_count++] = word;
    return NULL;
}

/* Takes the noun and verb off the front of the words that are no options. */
static fallible name_command(struct call *call, const char *word, const char **noun)
{
    const char *verb = *noun ? word : NULL;
    *noun = *noun ? *noun : word;
    call->command = find_command(call->table, *noun, verb);
    if (!call->command && (verb || !has_noun(call->table, *noun)))
        return unknown_command(call->table, *noun, verb);
    return NULL;
}

/* A word of the command line as the command line's own text, for messages that quote it. */
static fallible check_word(const char *word, int at)
{
    if (utf8_fault_at(bytes_of_text(word)) == strlen(word))
        return NULL;
    return error_hint(error_make(ERROR_USAGE, "word %d is not UTF-8", at + 1),
                      "does the terminal write UTF-8? rename files whose names do not");
}

fallible command_read(struct call *call, const struct command *table, int count, char *const *words)
{
    const char *noun = NULL;
    bool only_arguments = false;
    call->table = table;
    for (int at = 0; at < count; at++)
        TRY(check_word(words[at], at));
    for (int at = 0; at < count; at++) {
        const char *word = words[at];
        if (!only_arguments && text_equal(word, "--"))
            only_arguments = true;
        else if (!only_arguments && word[0] == '-' && word[1])
            TRY(read_option(call, count, words, &at));
        else if (!call->command)
            TRY(name_command(call, word, &noun));
        else
            TRY(keep_argument(call, word));
    }
    if (call->help)
        return NULL;
    if (!call->command && noun)
        return unknown_command(table, noun, NULL);
    return call->command ? check_arguments(call) : NULL;
}
