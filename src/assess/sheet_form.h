/* A sheet before anything stands on it: whose it is, and the lines it has. What is printed for
 * marking on paper, and what a clerk types in afterwards (sheet_typed.h), are made of it. */
#ifndef USTA_ASSESS_SHEET_FORM_H
#define USTA_ASSESS_SHEET_FORM_H

#include "assess/assignment.h"
#include "assess/rubric.h"

struct sheet_line {
    const struct section *section;
    const struct criterion *criterion;
};

struct sheet_form {
    struct attempt attempt;
    const struct rubric *rubric; /* that the sitting froze */
    struct person person;
    enum duty duty;
    const struct sheet_line *lines; /* in the order of the rubric */
    size_t line_count;              /* 0: this duty has nothing to mark */
};

struct sheet_forms {
    struct sheet_form *items;
    size_t count;
};

/* The sheet of an examiner's assignment. A called-in third has the lines that the agreement asks a
 * third for. ERROR_REFUSED while the sitting is only planned. */
fallible sheet_form_make(struct sheet_form *out, struct db *db, const struct attempt *attempt,
                         const struct assignment *assignment, struct arena *arena);

/* Adds the sheets of an attempt that have lines, in the order of duties; of one examiner (a ref)
 * alone when examiner is not NULL. */
fallible sheet_form_list(struct sheet_forms *forms, struct db *db, const struct attempt *attempt,
                         const char *examiner, struct arena *arena);

#endif
