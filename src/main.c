/* The command line. All there is stands in one table: parsing, help, the man page and completion
 * are made from it. */
#include "cli/call_run.h"
#include "cli/help.h"
#include "cli/rubric.h"

#include <signal.h>

/* The options of one command, where the table needs any. */
#define OPTIONS(...) ((const struct command_option[]){__VA_ARGS__, {NULL, NULL, NULL}})

static const struct command commands[] = {
    {"rubric", "check", "FILE…", cli_rubric_check, NEEDS_NOTHING,
     "say everything that is wrong or doubtful in rubric files", NULL},
    {"rubric", "score", "RUBRIC.yaml MARKS.json", cli_rubric_score, NEEDS_NOTHING,
     "score marks by a rubric", NULL},
    {"help", NULL, "[NOUN] [VERB]", cli_help, NEEDS_NOTHING,
     "say what there is and how it is called",
     OPTIONS({"--man", NULL, "the man page, for man -l -"},
             {"--completion", NULL, "completion for bash, to be loaded with eval"})},
    {NULL, NULL, NULL, NULL, NEEDS_NOTHING, NULL, NULL},
};

int main(int count, char **words)
{
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error, not an end */
    return call_run(commands, count - 1, words + 1);
}
