/* Alarms of the quality report: figures beyond a bound, on enough candidates or marks not to be
 * chance. An alarm asks for a look (concern.h); it never changes a result. */
#ifndef USTA_ASSESS_ALARM_H
#define USTA_ASSESS_ALARM_H

#include "base/rational.h"
#include "store/desk.h"

enum alarm_kind {
    ALARM_KAPPA,          /* a pair agrees too little */
    ALARM_SEVERITY,       /* an examiner marks far above or below the others */
    ALARM_DRIFT,          /* the same, and it was not so before */
    ALARM_ALPHA,          /* the lines of a rubric do not go together */
    ALARM_DISCRIMINATION, /* a line does not tell strong candidates from weak ones */
    ALARM_PASS_RATE,      /* a group passes far less often than another */
    ALARM_KINDS,
};

struct alarm_rule {
    const char *kind;       /* "kappa" */
    int bound_hundredths;   /* 40 is 0.40 */
    int64_t least;          /* a figure from fewer candidates or marks rings nothing */
    const char *counted_in; /* what n counts: "marks", "attempts" */
    const char *means;      /* for people */
};

const struct alarm_rule *alarm_rule(enum alarm_kind kind);

struct alarm {
    enum alarm_kind kind;
    const char *name; /* "kappa/UST-CK-HK-02@2.0.0/bakyt+gulnara/4 levels" */
    int64_t n;
    const char *figure, *bound;    /* "0.2371", "0.40" */
    struct person_id examiners[2]; /* whom it is about; 0 for none */
};

struct alarms {
    struct alarm *items;
    size_t count;
    struct arena *arena;
};

/* What an alarm would be about. */
struct alarm_subject {
    const char *name; /* behind the kind */
    int64_t n;
    struct person_id examiners[2];
};

/* Rings when figure is below the bound: kappa, alpha, discrimination. NULL rings nothing. */
void alarm_below(struct alarms *alarms, enum alarm_kind kind, const struct alarm_subject *subject,
                 const struct rational *figure);

/* Rings when figure is as far from 0 as the bound or further, and its interval of 95 % leaves 0
 * out: severity, drift. */
void alarm_apart(struct alarms *alarms, enum alarm_kind kind, const struct alarm_subject *subject,
                 const struct rational *figure, const struct rational *variance);

/* For a group under four fifths of the best: rings when, unit by unit, that is not chance, which is
 * when chi-square is beyond z². figure is its rate over the best group's. */
void alarm_pass_rate(struct alarms *alarms, const struct alarm_subject *subject,
                     const struct rational *figure, const struct rational *chi_square);

/* NULL when none of that name rings. */
const struct alarm *alarm_named(const struct alarms *alarms, const char *name);

#endif
