/* What is wrong with a file that a person wrote: every mistake of it, each at its place, under a
 * number that never changes its meaning (docs/rubric-errors.md). A finding is not an error of the
 * program: reading goes on, and the caller asks at the end whether there was any.
 *
 * A person can read ten thousand findings no better than one, and a hostile file may hold a billion
 * mistakes: beyond FINDINGS_LIMIT they are counted, not kept. */
#ifndef USTA_BASE_FINDINGS_H
#define USTA_BASE_FINDINGS_H

#include "base/arena.h"
#include "base/value.h"

enum { FINDINGS_LIMIT = 10000 };

/* Where in a file: both from 1, the column in code points. */
struct place {
    int line, column;
};

struct rule {
    const char
        *number;      /* "E05", or "W03" when it is only a warning; never used again for another */
    const char *says; /* what is wrong, in general, for docs/rubric-errors.md */
    const char *remedy; /* what to do about it */
};

struct finding {
    const char *file;
    struct place place;
    const struct rule *rule;
    const char *message; /* what is wrong here */
};

struct findings {
    struct arena *arena;
    const char *file;      /* what is added next is in this file */
    size_t first;          /* its first finding */
    size_t errors_before;  /* the errors of the files before it */
    struct finding *items; /* sorted by place within each file, once that file is closed */
    size_t count, capacity;
    size_t errors, warnings; /* all that were added, kept or not */
};

/* Without any. Messages are made in arena, which outlives it. */
struct findings findings_make(struct arena *arena);

/* What is added from here on is in the file of this name (kept, not copied). */
void findings_open(struct findings *findings, const char *file);

/* The message is cut after 300 bytes, and control characters in it become U+FFFD: it may quote what
 * the file says. */
void findings_add(struct findings *findings, const struct rule *rule, struct place place,
                  const char *format, ...) PRINTF_LIKE(4, 5);

/* Sorts the findings of the open file by place and number; true when none of them is an error. Who
 * adds to them later closes again. */
bool findings_close(struct findings *findings);
bool rule_is_error(const struct rule *rule);

/* "file:3:5: error E05: anchors are refused" */
char *finding_text(const struct finding *finding, struct arena *arena);

/* A line for each, with how many more were not kept. */
char *findings_text(const struct findings *findings, struct arena *arena);

/* [{"file", "line", "column", "severity": "error" | "warning", "number", "message"}] */
struct value *findings_value(const struct findings *findings, struct arena *arena);

/* Something that has a name and stands at a place: a key, an id, a word of a list. */
struct named {
    const char *name;
    struct place place;
};

/* Adds a finding for each of items whose name stands before it already: "'A1' is used twice, first
 * on line 7". what begins the message (for example "criterion "); it may be empty. Sorts items. */
void findings_add_repeated(struct findings *findings, const struct rule *rule, struct named *items,
                           size_t count, const char *what);

#endif
