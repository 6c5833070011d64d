#include "cli/completion.h"

#include "base/text.h"

enum { SCRIPT_LIMIT = 1024 * 1024 };

/* The words that may follow noun (nouns themselves when NULL), each once, with spaces between. */
static char *words_after(const struct call *call, const char *noun)
{
    struct buffer out = buffer_make(call->arena, SCRIPT_LIMIT);
    const char *last = "";
    for (const struct command *command = call->table; command->noun; command++) {
        const char *word = noun ? command->verb : command->noun;
        if (!word || (noun && !text_equal(command->noun, noun)) || text_equal(word, last))
            continue;
        buffer_add_format(&out, "%s%s", out.size > 0 ? " " : "", word);
        last = word;
    }
    return buffer_text(&out);
}

static void add_names(struct buffer *out, const struct command_option *options)
{
    for (; options && options->name; options++)
        buffer_add_format(out, " %s", options->name);
}

static void add_verbs(struct buffer *out, const struct call *call)
{
    const char *last = "";
    for (const struct command *command = call->table; command->noun; command++) {
        if (command->verb && !text_equal(command->noun, last))
            buffer_add_format(out, "        %s) words='%s' ;;\n", command->noun,
                              words_after(call, command->noun));
        last = command->noun;
    }
}

static void add_options(struct buffer *out, const struct call *call)
{
    for (const struct command *command = call->table; command->noun; command++) {
        if (!command->options)
            continue;
        buffer_add_format(out, "        '%s '%s) words+='", command->noun,
                          command->verb ? command->verb : "*");
        add_names(out, command->options);
        buffer_add_text(out, "' ;;\n");
    }
}

void completion_say(struct call *call)
{
    struct buffer out = buffer_make(call->arena, SCRIPT_LIMIT);
    buffer_add_text(&out, "# bash completion for usta; load: eval \"$(usta help --completion)\"\n"
                          "_usta() {\n"
                          "    local word=${COMP_WORDS[COMP_CWORD]} noun='' verb='' words='' i\n"
                          "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                          "        case ${COMP_WORDS[i]} in\n"
                          "        -r | --registry | --as) ((i++)) ;;\n"
                          "        -*) ;;\n"
                          "        *) if [ -z \"$noun\" ]; then noun=${COMP_WORDS[i]}\n"
                          "           elif [ -z \"$verb\" ]; then verb=${COMP_WORDS[i]}; fi ;;\n"
                          "        esac\n"
                          "    done\n");
    buffer_add_text(&out, "    if [[ $word == -* ]]; then\n        words='");
    add_names(&out, command_common_options);
    buffer_add_text(&out, "'\n        case \"$noun $verb\" in\n");
    add_options(&out, call);
    buffer_add_format(&out,
                      "        esac\n    elif [ -z \"$noun\" ]; then\n        words='%s'\n"
                      "    elif [ -z \"$verb\" ]; then\n        case $noun in\n",
                      words_after(call, NULL));
    add_verbs(&out, call);
    buffer_add_text(&out, "        esac\n    fi\n"
                          "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
                          "    [ -n \"$words\" ] || mapfile -t COMPREPLY < <(compgen -f -- "
                          "\"$word\")\n}\ncomplete -o filenames -F _usta usta");
    value_set_text(call->answer, "completion", buffer_text(&out));
    call_say(call, "%s", buffer_text(&out));
}
