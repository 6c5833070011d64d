/* The journal: an append-only table whose rows are the leaves of a Merkle tree (RFC 6962, 2.1:
 * leaf SHA-256(0x00‖entry), node SHA-256(0x01‖left‖right)). Every act of a person appends one
 * entry in the transaction of its effect; nothing is ever changed or removed.
 *
 * An entry is canonical JSON (RFC 8785):
 *   {"at":"2026-11-22T09:53:45Z","by":7,"kind":"candidate.enrolled","open":{…},"sealed":"9f…","seq":3}
 * `open` is what everybody may read: ids, states, digests, never personal data; {} for none.
 * `sealed` is SHA-256(salt ‖ canonical JSON of the facts of the row), or null: it binds the row
 * without telling what it says, and erasing row and salt leaves nothing to guess from. */
#ifndef USTA_STORE_JOURNAL_H
#define USTA_STORE_JOURNAL_H

#include "base/digest.h"
#include "base/value.h"
#include "store/desk.h"

enum { SALT_SIZE = 16 };

/* What somebody did. Each noun builds it in one function from its row, so that writing the row and
 * auditing it years later cannot differ. */
struct act {
    const char *kind;     /* "noun.done", for example "candidate.enrolled" */
    struct value *open;   /* an object; NULL for none */
    struct value *sealed; /* an object with the row's facts; NULL for none */
};

/* Where an act stands in the journal: its row keeps all of these. */
struct stamp {
    int64_t seq; /* from 1 */
    int64_t at_s;
    struct person_id by;     /* 0: the program itself */
    uint8_t salt[SALT_SIZE]; /* zeros when nothing is sealed */
};

/* Appends the act of the person at the desk, inside the open transaction (asserted).
 * Never fails for a clock that went back: the entry's time is the desk's. */
fallible journal_append(struct stamp *out, struct desk *desk, const struct act *act);

/* ERROR_ENVIRONMENT when the desk's clock stands before the latest time in the journal: no decision
 * is made and nothing is signed then (workflow, rule 9). */
fallible journal_check_clock(const struct desk *desk);

/* ERROR_REFUSED, naming the entry, unless entry stamp.seq says exactly this act by this person at
 * this time, sealed with this salt. For the audit. */
fallible journal_check_act(struct db *db, const struct stamp *stamp, const struct act *act);

/* The same of a row whose sealed facts were erased, and its salt with them: everything but the
 * facts. ERROR_REFUSED also for an entry that seals nothing. */
fallible journal_check_erased(struct db *db, const struct stamp *stamp, const struct act *act);

/* The text of an entry; ERROR_REFUSED when it is missing. */
fallible journal_entry_text(const char **out, struct db *db, int64_t seq, struct arena *arena);

/* The tree of the first size entries; size 0 is the empty tree, SHA-256 of nothing. */
struct journal_head {
    int64_t size;
    struct digest root;
};
fallible journal_head_now(struct journal_head *out, struct db *db);

/* Recomputes every leaf and node from the entries; ERROR_REFUSED naming the first entry that does
 * not fit (a gap, text that is not canonical or not what its row says, a changed leaf, a node that
 * is not what the leaves say). Run db_check first: it finds what is no longer a database.
 * Whoever rewrites the newest entries and all above them is found by a head published before:
 * journal_head_at of its size must equal it. */
fallible journal_audit(struct journal_head *out, struct db *db);

/* The same tree from the entries alone: what an outside head of that size must equal. ERROR_REFUSED
 * when the journal is shorter or has a gap. */
fallible journal_head_at(struct journal_head *out, struct db *db, int64_t size);

/* Entries in order, for `usta journal` and for the audit's second half; an error of each ends it.
 * The texts are borrowed until each returns. */
struct journal_entry {
    int64_t seq, at_s;
    const char *kind, *text;
};
fallible journal_walk(struct db *db, int64_t from_seq,
                      fallible (*each)(void *context, const struct journal_entry *entry),
                      void *context);

#endif
