/* A sheet is one examiner's marks of one attempt: opened, written and sealed by the events of one
 * tablet (event.h), and never by anything else. sheet_receive.h takes events in, sheet_marks.h
 * folds them, standing.h puts the sheets of an attempt side by side. */
#ifndef USTA_ASSESS_SHEET_H
#define USTA_ASSESS_SHEET_H

#include "assess/ids.h"
#include "base/value.h"
#include "store/audited.h"

struct attempt;

struct sheet {
    struct sheet_id id;
    struct attempt_id attempt;
    struct person_id person;
    const char *by;     /* the examiner's ref */
    const char *device; /* the tablet it was opened on; no other writes to it */
    bool sealed;
};

struct sheets {
    struct sheet *items;
    size_t count;
};

/* A seal binds every event of a sheet: at sealing (revision 1) and again after each second look. */
struct seal {
    int64_t id;
    struct sheet_id sheet;
    struct digest digest; /* SHA-256 over the hashes (hexadecimal) of its events, in order */
    int64_t events;       /* how many: those with effect */
    int revision;
    int64_t at_s;
};

struct seals {
    struct seal *items;
    size_t count;
};

/* Of an attempt, in the order they were opened. Says nothing of their marks. */
fallible sheet_list(struct sheets *out, struct db *db, struct attempt_id attempt,
                    struct arena *arena);

/* Every sheet there is: for the audit. */
fallible sheet_list_all(struct sheets *out, struct db *db, struct arena *arena);

/* *out->id is 0 when the person has opened none. */
fallible sheet_of(struct sheet *out, struct db *db, struct attempt_id attempt,
                  struct person_id person, struct arena *arena);

/* Of a sheet, in order; none of an open one. */
fallible sheet_seal_list(struct seals *out, struct db *db, struct sheet_id sheet,
                         struct arena *arena);

/* For sheet_receive alone: a sheet (without ref) is opened; a further seal is put on it. */
fallible sheet_open(struct sheet *out, struct desk *desk, struct attempt_id attempt,
                    struct person_id person, const char *device);
fallible sheet_seal(struct desk *desk, struct sheet_id sheet, const struct digest *digest,
                    size_t events);

extern const struct audited sheet_audited, seal_audited;

#endif
