/* The audit of a whole registry: nothing that is stored is believed. It rebuilds the journal's
 * tree, holds every row against the entry that remembers it, replays every state, derives every
 * result and decision again, and checks every certificate as strictly as the world does. */
#ifndef USTA_CERTIFY_AUDIT_H
#define USTA_CERTIFY_AUDIT_H

#include "assess/rejudge.h"
#include "store/journal.h"

struct audit_report {
    struct journal_head head;
    struct rejudged rejudged;
    int64_t certificates; /* files that are genuine and say what was decided */
    int64_t erasures;     /* of candidates */
    int64_t erased;       /* rows, events and files of theirs that were overwritten by right */
};

/* Called before each part, for progress: "journal", "rows", "states", "results", "certificates". */
struct audit_progress {
    void (*begin)(void *context, const char *part);
    void *context;
};

/* ERROR_REFUSED naming the first row that does not fit, and why. published is a head the world has
 * seen (NULL: none): the registry must hold just that history up to it. */
fallible audit_registry(struct audit_report *out, struct db *db,
                        const struct journal_head *published,
                        const struct audit_progress *progress);

#endif
