/* A delivery: the events that were new when a tablet handed over a batch. Its digest binds them,
 * and what became of each, to the journal. */
#ifndef USTA_ASSESS_DELIVERY_H
#define USTA_ASSESS_DELIVERY_H

#include "base/digest.h"
#include "store/audited.h"

struct delivery {
    int64_t id;
    const char *device;
    int64_t first_seq, last_seq;
    struct digest digest;
    int64_t journal_seq;
};

struct deliveries {
    struct delivery *items;
    size_t count;
};

/* SHA-256 of the canonical JSON of a list, for each stored event from first to last: [hash, sheet
 * or null, received_s, why it was refused or null]. */
fallible delivery_digest(struct digest *out, struct db *db, const char *device, int64_t first_seq,
                         int64_t last_seq);

/* Writes the delivery of events that are stored. */
fallible delivery_make(struct delivery *out, struct desk *desk, const char *device,
                       int64_t first_seq, int64_t last_seq);

/* The journal entry of the delivery that an event came with. */
fallible delivery_of_event(int64_t *journal_seq, struct db *db, const char *device, int64_t seq);

/* All, by device and seq: for the audit. */
fallible delivery_list(struct deliveries *out, struct db *db, struct arena *arena);

extern const struct audited delivery_audited;

#endif
