#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

/* Back to the beginning of the line, and all of it away (ECMA-48, 8.3.41). */
static const char *const fresh_line = "\r\033[K";

static void show(struct progress *progress)
{
    if (!progress->shown)
        return;
    if (progress->total > 0)
        fprintf(stderr, "%s%s: %zu of %zu", fresh_line, progress->doing, progress->done,
                progress->total);
    else
        fprintf(stderr, "%s%s%s%s …", fresh_line, progress->doing, progress->part ? ": " : "",
                progress->part ? progress->part : "");
    fflush(stderr);
}

struct progress progress_begin(const char *doing, size_t total)
{
    struct progress progress = {.doing = doing, .total = total, .shown = isatty(STDERR_FILENO)};
    show(&progress);
    return progress;
}

void progress_step(struct progress *progress)
{
    progress->done++;
    show(progress);
}

void progress_part(struct progress *progress, const char *part)
{
    progress->part = part;
    show(progress);
}

void progress_end(struct progress *progress)
{
    if (progress->shown)
        fputs(fresh_line, stderr);
    progress->shown = false;
}
