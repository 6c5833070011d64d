/* A tablet as the server sees it: a device that keeps an append-only, hash-linked log of events and
 * hands it over as a batch (assess/event.h). For tests, the demo and the bench. */
#ifndef USTA_TESTS_TABLET_H
#define USTA_TESTS_TABLET_H

#include "assess/event_log.h"
#include "assess/marks.h"
#include "base/random.h"

struct tablet {
    struct arena *arena;
    const char *centre; /* whose instruments it names: "probe-bishkek" */
    int64_t now_s, mono_ms;
    struct event_log log; /* its randomness is seeded: the same story makes the same file */
};

struct tablet tablet_open(const char *device, int64_t now_s, uint64_t seed, struct arena *arena);

/* Appends an event with this body by who, some seconds later; returns its id. */
const char *tablet_add(struct tablet *tablet, const char *who, const struct value *body);

/* The bodies, all about one attempt (SITTING/CANDIDATE/UNIT). */
void tablet_open_sheet(struct tablet *tablet, const char *who, const char *attempt,
                       const struct rubric *rubric);
const char *tablet_mark(struct tablet *tablet, const char *attempt, const struct mark *mark);
void tablet_look_again(struct tablet *tablet, const char *attempt, const struct mark *mark,
                       const char *reason);
void tablet_note(struct tablet *tablet, const char *who, const char *attempt, const char *criterion,
                 const char *text);
void tablet_undo(struct tablet *tablet, const char *who, const char *attempt, const char *event);
void tablet_stop(struct tablet *tablet, const char *who, const char *attempt, const char *criterion,
                 const char *reason);
void tablet_seal(struct tablet *tablet, const char *who, const char *attempt);

/* All events since the last batch, as the file's object; the next batch goes on from there. */
struct value *tablet_batch(struct tablet *tablet);

#endif
