/* Who guesses waits: after FREE wrong tries each further one costs twice the time of the one
 * before, up to a bound, and QUIET_S without one forgets them. Nobody is locked out: the right
 * answer is always taken at the end of the wait. Kept in memory, in a table of fixed size. Any
 * thread. */
#ifndef USTA_WEB_BACKOFF_H
#define USTA_WEB_BACKOFF_H

#include <stdint.h>

struct backoff;

struct backoff *backoff_open(void);
void backoff_close(struct backoff *backoff); /* NULL does nothing */

/* Whose tries count together, and how hard. */
enum backoff_kind {
    BACKOFF_PAIR,    /* one account from one network: 3 free, then 1 s to 60 s */
    BACKOFF_NETWORK, /* any account from one network: 20 free, then 1 s to 30 s */
    BACKOFF_ACCOUNT, /* one account from anywhere: 10 free, then 1 s to 5 s */
};

/* Seconds to wait before the next try; 0: now. */
int64_t backoff_wait_s(struct backoff *backoff, enum backoff_kind kind, const char *whose,
                       int64_t now_s);

void backoff_failed(struct backoff *backoff, enum backoff_kind kind, const char *whose,
                    int64_t now_s);

/* A right answer forgives. */
void backoff_forget(struct backoff *backoff, enum backoff_kind kind, const char *whose);

enum { BACKOFF_PLACES = 4096, BACKOFF_QUIET_S = 15 * 60 };

#endif
