/* A passphrase in memory that is never swapped out (mlock), never in a core dump (MADV_DONTDUMP)
 * and wiped before it is given back. Never copy its bytes into an arena. */
#ifndef USTA_BASE_SECRET_H
#define USTA_BASE_SECRET_H

#include "base/bytes.h"
#include "base/error.h"

#include <stdbool.h>

enum { SECRET_LIMIT = 1024 }; /* bytes */

struct secret;

void secret_close(struct secret *secret); /* wipes; NULL does nothing */
void secret_cleanup(struct secret **secret);

/* A secret that is wiped at the end of the block: SCOPED_SECRET passphrase = NULL; */
#define SCOPED_SECRET __attribute__((cleanup(secret_cleanup))) struct secret *

/* Borrowed until the secret closes; not NUL-terminated. */
struct bytes secret_bytes(const struct secret *secret);

/* Compares in constant time for equal lengths. */
bool secret_equal(const struct secret *a, const struct secret *b);

/* A copy of bytes: for tests, and for callers that wipe their own. ERROR_REFUSED when empty or
 * longer than SECRET_LIMIT. */
fallible secret_of(struct secret **out, struct bytes bytes);

/* The first line of an open descriptor, without its line end. ERROR_REFUSED when it is empty or too
 * long, ERROR_ENVIRONMENT when it cannot be read. */
fallible secret_from_descriptor(struct secret **out, int descriptor);

/* The environment variable, which is wiped and removed from the environment. ERROR_NOT_FOUND when
 * it is not set, ERROR_REFUSED when empty or too long. */
fallible secret_from_environment(struct secret **out, const char *name);

/* Asks on the terminal with echo off ("question: "). ERROR_ENVIRONMENT without a terminal,
 * ERROR_REFUSED when nothing is typed or Ctrl-C is pressed. */
fallible secret_from_terminal(struct secret **out, const char *question);

/* Where a command takes a passphrase from: the descriptor when it is not -1, else the environment
 * variable when it is set, else the terminal. again asks a second time on the terminal and refuses
 * when the two differ (for a new passphrase). */
fallible secret_ask(struct secret **out, int descriptor, const char *variable, const char *question,
                    bool again);

#endif
