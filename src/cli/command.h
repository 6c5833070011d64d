/* The command line is one table (src/main.c) of commands: noun, verb, what stands behind them, the
 * function that does it, one line about it. Parsing, help, the man page and shell completion are
 * made from that table, so they cannot differ from what is done. */
#ifndef USTA_CLI_COMMAND_H
#define USTA_CLI_COMMAND_H

#include "cli/call.h"

/* An option of one command. value is what it takes ("TEXT"), NULL for a switch; "UNIT…" may be
 * given several times. */
struct command_option {
    const char *name; /* "--reason" */
    const char *value;
    const char *summary;
};

/* What a command needs of the registry before it runs. Those that read know who asks only when --as
 * says so. */
enum command_needs {
    NEEDS_NOTHING,
    NEEDS_READ,  /* a reading connection, one snapshot around the command */
    NEEDS_OPEN,  /* a reading connection; the command takes its own snapshots */
    NEEDS_WRITE, /* the writing connection, one transaction around the command, and --as */
    NEEDS_DESK,  /* the writing connection and --as; the command makes its own transactions, and
                  * says only what is on disk */
};

struct command {
    const char *noun;
    const char *verb;      /* NULL when the noun stands alone: usta init */
    const char *arguments; /* "FILE…", "CANDIDATE [UNIT]"; upper-case words, … for one or more */
    fallible (*run)(struct call *call);
    enum command_needs needs;
    const char *summary;
    const struct command_option *options; /* the last has no name; NULL for none */
};

/* The options every command takes. */
extern const struct command_option command_common_options[];

/* Finds the command that the first words name and reads the rest into call. ERROR_USAGE, with what
 * would be right in the hint, for unknown nouns, verbs and options, values that are missing and
 * arguments too many or too few. table ends with an entry without noun. */
fallible command_read(struct call *call, const struct command *table, int count,
                      char *const *words);

/* "certificate revoke": how a command is called. */
char *command_words(const struct command *command, struct arena *arena);

#endif
