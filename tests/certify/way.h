/* The way from enrolment to the certificate, in steps that each are a transaction: what harnesses
 * walk that break something on it. */
#ifndef USTA_TESTS_CERTIFY_WAY_H
#define USTA_TESTS_CERTIFY_WAY_H

#include "store/db.h"

/* enrol, mark (two examiners), compute (two results), decide, intend, issue */
enum { WAY_STEPS = 8 };

struct way;

struct way *way_open(void);
void way_close(struct way *way);
const char *way_path(const struct way *way); /* of its database */

/* Makes the registry as it was on the morning of the sitting. */
void way_restore(const struct way *way);

/* Walks it on a connection of its own; *done counts the steps that were acknowledged. */
fallible way_walk(const struct way *way, volatile size_t *done);

/* Everything acknowledged is there, at most one step more, and all of it passes the audit; else
 * ERROR_REFUSED. */
fallible way_look(const struct way *way, size_t done);

#endif
