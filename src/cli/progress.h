/* How far long work has come, on standard error while that is a terminal; nothing otherwise. */
#ifndef USTA_CLI_PROGRESS_H
#define USTA_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress {
    const char *doing; /* "issuing certificates" */
    const char *part;  /* of what is being done; NULL: nothing to tell apart */
    size_t total;      /* 0: not known */
    size_t done;
    bool shown;
};

/* What ends a block also takes the line off the terminal:
 *     SCOPED_PROGRESS progress = progress_begin("issuing certificates", count); */
struct progress progress_begin(const char *doing, size_t total);
void progress_step(struct progress *progress);                   /* one more is done */
void progress_part(struct progress *progress, const char *part); /* what is being done now */
void progress_end(struct progress *progress);                    /* again does nothing */
#define SCOPED_PROGRESS __attribute__((cleanup(progress_end))) struct progress

#endif
