/* Why a command was refused, in full: what stands on standard error before the error itself, and
 * with --json in it. */
#ifndef USTA_CLI_GROUNDS_H
#define USTA_CLI_GROUNDS_H

#include "assess/refusals.h"
#include "base/findings.h"
#include "cli/call.h"

/* Notes findings and keeps them as "findings" of the error (base/findings.h). */
void grounds_add_findings(struct call *call, const struct findings *findings);

/* The same, and ERROR_REFUSED naming path and how many errors there are: for a command whose file
 * must be without. */
never_null struct error *grounds_findings(struct call *call, const struct findings *findings,
                                          const char *path);

/* Notes refusals and their hints and keeps them as "refusals" of the error: [{"what", "message",
 * "hint" or null}]. One refusal alone says itself: the error names it. */
void grounds_refusals(struct call *call, const struct refusals *refusals);

/* Of many things that were each done or refused by itself: notes those refused with their hints,
 * adds them to the answer as "refused" ([{"what", "message", "hint" or null}]), and makes the exit
 * code 1 when there are any. */
void grounds_refused_some(struct call *call, const struct refusals *refusals);

/* Notes warnings, and adds them to the answer as "warnings": ["…"]. */
void grounds_warnings(struct call *call, const struct refusals *warnings);

#endif
