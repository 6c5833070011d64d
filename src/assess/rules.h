/* The rules of rubric and scheme files beyond those of YAML itself (base/yaml.h). A number never
 * changes its meaning and is never given to another rule: trainers learn them, and
 * docs/rubric-errors.md explains each (a test keeps the two the same). */
#ifndef USTA_ASSESS_RULES_H
#define USTA_ASSESS_RULES_H

#include "base/findings.h"

enum rule_id {
    /* the shape of a value */
    RULE_UNKNOWN_KEY,
    RULE_MISSING_KEY,
    RULE_WRONG_KIND,
    RULE_NOT_DECIMAL,
    RULE_NOT_WHOLE,
    RULE_OUT_OF_RANGE,
    RULE_NOT_A_CHOICE,
    RULE_NOT_TEXT,
    RULE_WRONG_FORM,
    RULE_REPEATED,

    /* languages */
    RULE_TEXT_MISSING,
    RULE_TEXT_UNDECLARED,
    RULE_SOURCE_LANGUAGE,
    RULE_NUMBERS_DIFFER,

    /* criteria */
    RULE_WEIGHTS,
    RULE_WRONG_FOR_KIND,
    RULE_LEVELS_OR_SCALE,
    RULE_UNKNOWN_SCALE,
    RULE_LEVELS_NOT_RISING,
    RULE_NO_FULL_LEVEL,
    RULE_PASS_NOT_GIVEN,
    RULE_STOPS_NOT_CRITICAL,
    RULE_CRITICAL_ABSENT,
    RULE_EXTRA_TIME,

    /* measures */
    RULE_UNIT,
    RULE_LOW_HIGH,
    RULE_DERIVE,
    RULE_BAND_FORM,
    RULE_BAND_OPERATORS,
    RULE_BAND_ORDER,
    RULE_OTHERWISE,
    RULE_LIMIT_DECIMALS,
    RULE_PROFILE_UNDECLARED,
    RULE_PROFILE_LOOSER,
    RULE_PROFILE_PASS,

    /* the whole rubric */
    RULE_HARD_STOP,
    RULE_PASS_MARK,
    RULE_JUST_MEETS,

    /* any text */
    RULE_HIDDEN,

    /* against what is published */
    RULE_PUBLISHED_CHANGED,
    RULE_VERSION_NOT_RAISED,

    /* schemes */
    RULE_EMPTY_RANGE,

    /* warnings */
    RULE_MANY_CRITERIA,
    RULE_MANY_CRITICAL,
    RULE_HEAVY,
    RULE_JOINED,
    RULE_VAGUE,
    RULE_NO_SOURCE,
    RULE_NOT_REVIEWED,
    RULE_LONG_TITLE,
    RULE_LEVEL_GAP,
    RULE_NO_INSTRUMENT,
    RULE_NOT_ALIGNED,

    RULE_COUNT
};

extern const struct rule rules[RULE_COUNT];

#endif
