/* One call of the command line: what was asked, the desk it is done at, and what is answered.
 *
 * A command says its answer twice: as data (call->answer, printed with --json) and in words made
 * from it (listing.h, call_say). Nothing is printed before the command is done and its effect is on
 * disk. */
#ifndef USTA_CLI_CALL_H
#define USTA_CLI_CALL_H

#include "base/buffer.h"
#include "base/value.h"
#include "store/registry.h"

struct command;
struct command_option;

enum { CALL_ARGUMENT_LIMIT = 4096, CALL_OPTION_LIMIT = 256 };

struct call {
    const struct command *command;
    const struct command *table;
    const char *arguments[CALL_ARGUMENT_LIMIT];
    size_t argument_count;
    struct {
        const struct command_option *option;
        const char *value;
    } options[CALL_OPTION_LIMIT];
    size_t option_count;

    const char *registry_folder;
    const char *person_ref; /* --as; NULL when not given */
    bool json, csv, help;

    struct registry *registry; /* as the command needs; NULL otherwise */
    struct desk desk;          /* person 0 when a reading command was called without --as */
    struct arena *arena;

    struct buffer said;       /* the answer in words */
    struct buffer noted;      /* for standard error, also when the command fails */
    struct value *answer;     /* the answer as data, an object */
    struct bytes spreadsheet; /* with --csv: the answer as a table */
    struct value *grounds; /* an object: what stands in "error" besides, when the command fails */
    int exit_code;         /* of a command that succeeded but has bad news (a verdict); else 0 */
};

/* Adds a line to the answer in words. */
void call_say(struct call *call, const char *format, ...) PRINTF_LIKE(2, 3);

/* Adds a line for standard error: what people must see even when the command then fails (findings,
 * refusals), or besides the answer (warnings). */
void call_note(struct call *call, const char *format, ...) PRINTF_LIKE(2, 3);

/* The value of an option, NULL when it was not given; a switch that was given has the value "". */
const char *call_option(const struct call *call, const char *name);

/* The value of an option, otherwise when it was not given. */
const char *call_option_or(const struct call *call, const char *name, const char *otherwise);

/* All values of an option that may be given several times, or once with spaces between ("A B");
 * returns how many. */
size_t call_options(const char *const **out, const struct call *call, const char *name);

/* The value of an option that must be given; ERROR_USAGE naming it. */
fallible call_need_option(const char **out, const struct call *call, const char *name);

/* A whole number from least to most; otherwise when the option was not given. ERROR_USAGE. */
fallible call_number(int64_t *out, const struct call *call, const char *name, int64_t least,
                     int64_t most, int64_t otherwise);

/* The argument at place, NULL when there are fewer. */
const char *call_argument(const struct call *call, size_t place);

/* ERROR_USAGE whose hint names the help of this command: for arguments that parsing cannot judge.
 */
never_null struct error *call_usage(const struct call *call, const char *format, ...)
    PRINTF_LIKE(2, 3);

#endif
