/* One call of the command line: what was asked, the desk it is done at, and what is answered.
 *
 * A command says its answer twice: in words (call_say) and as data (call->answer, printed with
 * --json). Nothing is printed before the command is done and its effect is on disk. */
#ifndef USTA_CLI_CALL_H
#define USTA_CLI_CALL_H

#include "base/buffer.h"
#include "base/value.h"
#include "store/desk.h"

struct command;
struct command_option;
struct registry;

enum { CALL_OPTION_LIMIT = 16 };

struct call {
    const struct command *command;
    const struct command *table;
    const char *arguments[4096];
    size_t argument_count;
    struct {
        const struct command_option *option;
        const char *value;
    } options[CALL_OPTION_LIMIT];
    size_t option_count;

    const char *registry_folder;
    const char *person_ref; /* --as; NULL when not given */
    bool json, help;

    struct registry *registry; /* as the command needs; NULL otherwise */
    struct desk desk;
    struct arena *arena;

    struct buffer said;   /* the answer in words */
    struct value *answer; /* the answer as data, an object */
    int exit_code;        /* of a command that succeeded but has bad news (a verdict); else 0 */
};

/* Adds a line to the answer in words. */
void call_say(struct call *call, const char *format, ...) PRINTF_LIKE(2, 3);

/* The value of an option, NULL when it was not given; a switch that was given has the value "". */
const char *call_option(const struct call *call, const char *name);

/* The value of an option that must be given; ERROR_USAGE naming it. */
fallible call_need_option(const char **out, const struct call *call, const char *name);

/* The argument at place, NULL when there are fewer. */
const char *call_argument(const struct call *call, size_t place);

#endif
