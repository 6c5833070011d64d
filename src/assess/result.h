/* The result of an attempt: a pure function of rubric, marks, settlements and conditions (workflow,
 * rule 4). What is computed once is kept; computing it again from the events gives the same bytes.
 */
#ifndef USTA_ASSESS_RESULT_H
#define USTA_ASSESS_RESULT_H

#include "assess/ids.h"
#include "assess/score.h"
#include "store/audited.h"

struct attempt;

struct result {
    struct result_id id;
    struct attempt_id attempt;
    enum outcome outcome;
    const char *marks; /* canonical JSON: the marks that count (marks.h) */
    const char *score; /* canonical JSON (score.h) */
    int64_t at_s;
    struct result_id replaces; /* the one before, and */
    struct appeal_id appeal;   /* why; 0: it is the first of its attempt */
};

/* What has to happen before there is a result. */
struct result_open {
    const char *criterion; /* NULL: the attempt as a whole */
    const char *state;     /* "look_again", "third", "lead", "straddle", "doubted", "review" */
    const char *who;       /* "gulnara and bakyt", "another examiner", "the lead" */
    const char *what;      /* a sentence for people: what is to be done, and why */
};

struct result_report {
    bool computed;
    struct result result; /* when computed */
    const struct result_open *open;
    size_t open_count; /* 0 exactly when computed */
};

/* Computes the result of a marked attempt (task TASK_COMPUTE): with nothing open, a row, an entry
 * of the journal and the attempt final; else only the list of what is open. A result that is there
 * already is given back. ERROR_REFUSED when the attempt is not marked, saying what it waits for. */
fallible result_compute(struct result_report *out, struct desk *desk, const struct attempt *attempt,
                        struct arena *arena);

/* The same without effect, for whoever asks what is missing. ERROR_REFUSED likewise. */
fallible result_preview(struct result_report *out, struct db *db, const struct attempt *attempt,
                        struct arena *arena);

/* What the events, settlements and reviews say today, by the rubric that the sitting froze, and
 * with the lines marked again up to an appeal (0: none); for the audit. */
fallible result_recompute(struct result *out, struct db *db, const struct attempt *attempt,
                          const struct rubric *rubric, struct appeal_id appeal,
                          struct arena *arena);

/* For appeals alone: what takes the place of a result with the lines marked again on the appeal, or
 * (without any) when it becomes void; and writing it. */
fallible result_on_appeal(struct result *out, struct db *db, const struct result *old,
                          struct appeal_id appeal, bool is_void, struct arena *arena);
fallible result_replace(struct desk *desk, struct result *fresh, struct arena *arena);

/* The one that stands. ERROR_NOT_FOUND naming the attempt. */
fallible result_of(struct result *out, struct db *db, const struct attempt *attempt,
                   struct arena *arena);

/* The result of an id that came from the registry. */
fallible result_by_id(struct result *out, struct db *db, struct result_id id, struct arena *arena);

struct results {
    struct result *items;
    size_t count;
};

/* Every result of a candidate that stands, oldest sitting first; void ones too, which do not count
 * as attempts.
 */
fallible result_list(struct results *out, struct db *db, struct candidate_id candidate,
                     struct arena *arena);

extern const struct audited result_audited;

#endif
