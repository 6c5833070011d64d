/* A rubric describes one unit of competence as an examiner marks it: sections of criteria, each
 * with the points its possible marks earn. Trainers write it in YAML (rubrics/README.md); what is
 * here has passed every check of rubric_load.h and is never changed. All of it lives in the arena
 * it was loaded into. */
#ifndef USTA_ASSESS_RUBRIC_H
#define USTA_ASSESS_RUBRIC_H

#include "assess/texts.h"
#include "base/decimal.h"
#include "base/digest.h"
#include "base/findings.h"

enum rubric_status { RUBRIC_DRAFT, RUBRIC_PUBLISHED, RUBRIC_RETIRED };

struct level {
    const char *id;
    int points; /* 0..100 */
    struct texts title;
};

enum band_operator { BAND_AT_LEAST, BAND_MORE_THAN, BAND_AT_MOST, BAND_LESS_THAN };
struct band {
    bool otherwise; /* the last one: no limit */
    struct decimal limit;
    int points; /* 0..100 */
};
struct bands {
    enum band_operator operator;
    const struct band *items;
    size_t count;
};
struct profile {
    const char *destination;
    struct bands bands;
};

enum combine {
    COMBINE_MIN,
    COMBINE_MAX,
    COMBINE_MAX_ABS,
    COMBINE_MEAN,
    COMBINE_MEDIAN,
    COMBINE_COUNT_WITHIN,
};
enum derive { DERIVE_NONE, DERIVE_DEVIATION, DERIVE_DEVIATION_PERCENT, DERIVE_SHARE_PERCENT };

struct measure {
    const char *quantity; /* "duration", "temperature", "length", "mass", "volume", "count" */
    const char *unit;     /* UCUM */
    int decimals;         /* the most a reading may have */
    int samples;          /* exactly so many readings */
    enum combine combine;
    struct decimal low, high; /* of count_within, inclusive */
    enum derive derive;
    struct decimal derive_by;  /* target, or less */
    const char *instrument;    /* NULL when none is named */
    int calibration_max_hours; /* 0 when none is asked for */
    bool draw_random;          /* the tablet says which pieces to measure */
    struct bands bands;        /* the base */
    const struct profile *profiles;
    size_t profile_count;
};

enum criterion_kind { CRITERION_CHECK, CRITERION_LEVELS, CRITERION_MEASURE };

struct criterion {
    const char *id;
    enum criterion_kind kind;
    int weight;         /* 1..100 */
    int pass;           /* points that meet the standard */
    bool critical;      /* below pass = not competent whatever the total */
    bool stops_attempt; /* the attempt ends */
    bool extra_time;    /* an adjustment lengthens its limits */
    int raters;         /* 1..3 independent marks */
    struct texts title, guide;
    const struct texts *comments; /* ready-made notes */
    size_t comment_count;
    const char *const *not_applicable; /* allowed reasons */
    size_t not_applicable_count;
    const char *source;
    const struct level *levels; /* of kind levels, points rising */
    size_t level_count;
    struct measure measure; /* of kind measure */
};

struct section {
    const char *id;
    struct texts title;
    bool has_minimum;
    struct decimal minimum; /* percent */
    const struct criterion *criteria;
    size_t criterion_count;
};

struct alignment {
    const char *framework, *code;
};

struct rubric {
    const char *id;
    struct version version;
    struct place version_at; /* where the file says it */
    enum rubric_status status;
    const char *source_language;
    const struct rubric_language *languages;
    size_t language_count;
    struct texts title;
    const char *isco08, *esco; /* NULL when not given */
    int level;                 /* 0 when not given */
    const struct alignment *alignments;
    size_t alignment_count;
    int setup_min, task_min, hard_stop_min;
    struct decimal pass_total; /* percent */
    const char *pass_method;
    struct decimal near_pass; /* percent points */
    int sample_percent;
    int not_applicable_limit;        /* weight */
    const char *const *destinations; /* sorted */
    size_t destination_count;
    const struct section *sections;
    size_t section_count;
    size_t criterion_count; /* in all sections */
    struct digest structure_digest;
};

/* "ID@MAJOR.MINOR.PATCH" */
char *rubric_name(const struct rubric *rubric, struct arena *arena);

/* NULL when the rubric has none of that id. */
const struct criterion *rubric_criterion(const struct rubric *rubric, const char *id);

/* The level of a criterion of kind levels, NULL for none. */
const struct level *criterion_level(const struct criterion *criterion, const char *id);

bool rubric_has_destination(const struct rubric *rubric, const char *destination);

/* The bands that hold for a destination: its profile's, else the base. NULL means the base. */
const struct bands *measure_bands(const struct measure *measure, const char *destination);

#endif
