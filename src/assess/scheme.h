/* A scheme says what a certificate needs: the units, all of which must be passed (none makes up for
 * another), and the periods and counts by which results, appeals and certificates live. Written in
 * YAML beside its rubrics (rubrics/README.md); what is here has passed every check. */
#ifndef USTA_ASSESS_SCHEME_H
#define USTA_ASSESS_SCHEME_H

#include "assess/rubric.h"
#include "base/clock.h"

struct scheme_unit {
    const char *rubric;         /* its id: "UST-CK-HK-02" */
    struct version from, below; /* the versions that count: from included, below not */
    int weight;                 /* percent; information only, no decision uses it */
    struct texts title; /* in the scheme's languages; empty: the rubric's own is all there is */
    struct texts can_do;
    struct place place; /* in the file */
};

struct scheme {
    const char *id;
    struct version version;
    enum rubric_status status;
    const char *source_language;
    const struct rubric_language *languages;
    size_t language_count;
    struct texts title, can_do;
    const char *isco08, *esco; /* a certificate names both */
    int level;                 /* 0 when not given */
    struct texts occupation_title;
    const struct scheme_unit *units;
    size_t unit_count;
    int validity_months;       /* of a certificate */
    int renewal_within_months; /* before its end it is renewed; 0: only certified again after it */
    int attempt_count, attempt_within_months; /* at one unit */
    int resit_after_days;                     /* of a failed unit */
    int bank_months;                          /* a passed unit counts */
    int appeal_within_working_days, decision_within_working_days;
    const char *const *test_languages;
    size_t test_language_count;
    const char *const *destinations; /* sorted */
    size_t destination_count;
};

/* As rubric_load: findings under name, *out NULL when there are errors. */
fallible scheme_load(struct scheme **out, struct findings *findings, struct bytes file,
                     const char *name, struct arena *arena);
fallible scheme_load_path(struct scheme **out, struct findings *findings, const char *path,
                          struct arena *arena);

/* "ID@MAJOR.MINOR.PATCH" */
char *scheme_name(const struct scheme *scheme, struct arena *arena);

/* The unit of that rubric id, NULL for none. */
const struct scheme_unit *scheme_unit(const struct scheme *scheme, const char *rubric);

/* A version of the unit's rubric counts. */
bool scheme_unit_takes(const struct scheme_unit *unit, struct version version);

/* The last valid day of a certificate that is decided on a day. */
struct date scheme_expiry(const struct scheme *scheme, struct date decided);

/* The first day on which a certificate that ends on a day may be renewed: within the last months
 * that the scheme says, or on the day after its end. */
struct date scheme_renewal(const struct scheme *scheme, struct date expiry);

/* It says everything in a language. */
bool scheme_speaks(const struct scheme *scheme, const char *language);

bool scheme_has_destination(const struct scheme *scheme, const char *destination);

#endif
