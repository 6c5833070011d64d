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

/* Of an attempt, in the order they were opened. Says nothing of their marks. */
fallible sheet_list(struct sheets *out, struct db *db, struct attempt_id attempt,
                    struct arena *arena);

/* *out->id is 0 when the person has opened none. */
fallible sheet_of(struct sheet *out, struct db *db, struct attempt_id attempt,
                  struct person_id person, struct arena *arena);

/* The newest seal; revision 0 of an open sheet. */
fallible sheet_seal_of(struct seal *out, struct db *db, struct sheet_id sheet);

/* Everything one examiner wrote on a sheet, for people: {"attempt", "examiner", "duty", "state",
 * "seal" (revision, events and digest, or null), "marks":[{"criterion", "says", "at"}],
 * "second_looks":[… and "reason"], "notes":[{"criterion", "text", "at"}], "stopped":{"criterion",
 * "reason"} or null, "refused":[{"id", "kind", "reason"}]}. The examiner sees the own sheet at any
 * time; anybody else needs a role, and all expected sheets sealed (workflow, rule 3): ERROR_REFUSED
 * saying which are not. ERROR_NOT_FOUND when that examiner has opened none. */
fallible sheet_show(struct value **out, struct db *db, struct person_id viewer,
                    const struct attempt *attempt, const char *examiner, struct arena *arena);

extern const struct audited sheet_audited, seal_audited;

#endif
