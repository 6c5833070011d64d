/* Issuing to many who wait, a group at a time: their intents are one transaction, then all cores
 * print, then what was printed is stored in a second one. Each group is whole on disk or not begun:
 * who stops the program between two, or pulls the plug, begins again where it stopped, and nothing
 * is issued twice (certificate_file.h). */
#ifndef USTA_CERTIFY_ISSUE_RUN_H
#define USTA_CERTIFY_ISSUE_RUN_H

#include "certify/certificate.h"

/* Somebody who waits for a certificate: by a granted decision, or by an intent that a power cut
 * left behind. */
struct issue {
    const struct decision *decision;    /* NULL: intended already */
    const struct certificate *intended; /* NULL: not yet */
    struct certificate certificate;     /* out: as issued */
    struct error *refused;              /* out, the caller's: a rule's no; NULL when issued */
};

enum { ISSUE_GROUP = 64 };

/* Issues a group of at most ISSUE_GROUP (TASK_ISSUE). What certificate_intend, certificate_issue or
 * the press refuse to one is said in its item, undone, and does not stop the others; every other
 * error ends the group, of which then at most the intents are on disk. The arena holds all PDFs of
 * the group. */
fallible issue_group(struct issue *issues, size_t count, struct desk *desk,
                     const struct press *press, struct arena *arena);

#endif
