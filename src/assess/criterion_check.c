#include "assess/criterion_check.h"

#include "assess/bands.h"
#include "assess/criterion_read.h"
#include "assess/measure_read.h"
#include "base/text.h"

enum { HEAVY_WEIGHT = 20 };

/* Keys and kinds */

/* Which keys are of which kind, and must be there. */
static const struct {
    const char *key;
    enum criterion_kind kind;
    bool required;
} kind_keys[] = {
    {"levels", CRITERION_LEVELS, false},    {"scale", CRITERION_LEVELS, false},
    {"measure", CRITERION_MEASURE, true},   {"bands", CRITERION_MEASURE, true},
    {"profiles", CRITERION_MEASURE, false},
};

static void check_kind(const struct criterion *criterion, struct reader *reader,
                       const struct yaml_node *node)
{
    for (size_t i = 0; i < sizeof kind_keys / sizeof *kind_keys; i++) {
        const struct yaml_member *member = yaml_member(node, kind_keys[i].key);
        bool of_kind = kind_keys[i].kind == criterion->kind;
        if (member && !of_kind)
            READER_FAULT(reader, RULE_WRONG_FOR_KIND, member->key->place, "'%s' is not for kind %s",
                         member->key->text, criterion_kinds[criterion->kind]);
        if (!member && of_kind && kind_keys[i].required)
            READER_FAULT(reader, RULE_MISSING_KEY, node->place, "'%s' is missing",
                         kind_keys[i].key);
    }
    if (!yaml_get(node, "pass") && criterion->kind != CRITERION_CHECK)
        READER_FAULT(reader, RULE_MISSING_KEY, node->place, "'pass' is missing");
    bool both = yaml_get(node, "levels") && yaml_get(node, "scale");
    bool none = !yaml_get(node, "levels") && !yaml_get(node, "scale");
    if (criterion->kind == CRITERION_LEVELS && (both || none))
        READER_FAULT(reader, RULE_LEVELS_OR_SCALE, node->place, "'levels' or 'scale' is expected%s",
                     both ? ", not both" : "");
    if (criterion->kind != CRITERION_LEVELS && field_known(node, "raters") &&
        criterion->raters != 1)
        READER_FAULT(reader, RULE_WRONG_FOR_KIND, field_place(node, "raters"),
                     "several raters are only for kind levels");
}

static void check_flags(const struct criterion *criterion, struct reader *reader,
                        const struct yaml_node *node)
{
    bool critical_known = field_known(node, "critical") || !yaml_get(node, "critical");
    if (criterion->stops_attempt && critical_known && !criterion->critical)
        READER_FAULT(reader, RULE_STOPS_NOT_CRITICAL, field_place(node, "stops_attempt"),
                     "a criterion that stops the attempt must be critical");
    if (criterion->critical && criterion->not_applicable_count)
        READER_FAULT(reader, RULE_CRITICAL_ABSENT, field_place(node, "not_applicable"),
                     "a critical criterion can never be not applicable");
    const struct yaml_node *measure = yaml_get(node, "measure");
    bool kind_known = criterion->kind != CRITERION_MEASURE || field_known(measure, "quantity");
    bool timed = criterion->kind == CRITERION_MEASURE && kind_known &&
                 text_equal(criterion->measure.quantity, "duration");
    if (criterion->extra_time && kind_known && !timed)
        READER_FAULT(reader, RULE_EXTRA_TIME, field_place(node, "extra_time"),
                     "only a duration can be given extra time");
}

/* Bands */

static int decimals_of(const struct yaml_node *decimal)
{
    const char *point = strchr(decimal->text, '.');
    return point ? (int)strlen(point + 1) : 0;
}

static void check_limit_decimals(const struct measure *measure, struct reader *reader,
                                 const struct yaml_node *bands)
{
    bool counts = measure->combine == COMBINE_COUNT_WITHIN;
    int allowed = counts ? 0 : measure->decimals;
    for (size_t i = 0; bands && bands->kind == YAML_LIST && i < bands->count; i++)
        for (const char *const *key = band_operators; *key; key++) {
            const struct yaml_node *band = bands->members[i].value;
            if (field_known(band, *key) && decimals_of(yaml_get(band, *key)) > allowed)
                READER_FAULT(reader, RULE_LIMIT_DECIMALS, field_place(band, *key),
                             counts ? "the limit %s of a count is not whole"
                                    : "the limit %s has more decimals than a reading can have",
                             yaml_get(band, *key)->text);
        }
}

static void check_limits(const struct criterion *criterion, struct reader *reader,
                         const struct yaml_node *node)
{
    const struct yaml_node *measure = yaml_get(node, "measure");
    const struct yaml_node *profiles = yaml_get(node, "profiles");
    bool counts = criterion->measure.combine == COMBINE_COUNT_WITHIN;
    bool free = yaml_get(measure, "derive") && !counts; /* derived values have any decimals */
    if (free || !field_known(measure, "combine") || (!counts && !field_known(measure, "decimals")))
        return;
    check_limit_decimals(&criterion->measure, reader, yaml_get(node, "bands"));
    for (size_t i = 0; profiles && profiles->kind == YAML_MAP && i < profiles->count; i++)
        if (!field_is_free(profiles->members[i].key->text))
            check_limit_decimals(&criterion->measure, reader,
                                 yaml_get(profiles->members[i].value, "bands"));
}

/* What decides which values a measure can have is known. */
static bool values_known(const struct yaml_node *measure, const struct criterion *criterion)
{
    return field_known(measure, "combine") &&
           (criterion->measure.combine != COMBINE_COUNT_WITHIN || field_known(measure, "samples"));
}

static char *value_near(int64_t halves, struct arena *arena)
{
    struct decimal limit = {halves >= 0 ? halves / 2 : (halves - 1) / 2};
    bool exact = halves % 2 == 0;
    return arena_format(arena, "%s%s", exact ? "" : "just above ", decimal_text(limit, arena));
}

static void check_tightening(const struct criterion *criterion, const struct profile *profile,
                             struct reader *reader, const struct yaml_node *bands)
{
    int64_t at;
    const struct bands *base = &criterion->measure.bands;
    if (profile->bands.operator!= base->operator)
        READER_FAULT(reader, RULE_BAND_OPERATORS, bands->place,
                     "profile '%s' has '%s' where the base bands have '%s'", profile->destination,
                     band_operators[profile->bands.operator], band_operators[base->operator]);
    else if (bands_loosen(&at, &profile->bands, &criterion->measure))
        READER_FAULT(reader, RULE_PROFILE_LOOSER, bands->place,
                     "profile '%s' earns more points than the base bands at %s",
                     profile->destination, value_near(at, reader->arena));
}

static void check_profile(const struct criterion *criterion, const struct profile *profile,
                          struct reader *reader, const struct yaml_node *node)
{
    const struct yaml_node *profiles = yaml_get(node, "profiles");
    const struct yaml_node *bands = yaml_get(yaml_get(profiles, profile->destination), "bands");
    if (!bands || bands->refused)
        return;
    if (field_known(node, "bands"))
        check_tightening(criterion, profile, reader, bands);
    bool reachable[POINTS_LIMIT + 1];
    bands_reach(reachable, &profile->bands, &criterion->measure);
    for (int points = criterion->pass; points <= POINTS_LIMIT; points++)
        if (reachable[points])
            return;
    if (field_known(node, "pass"))
        READER_FAULT(reader, RULE_PROFILE_PASS, bands->place,
                     "in profile '%s' no value earns the %d points of 'pass'", profile->destination,
                     criterion->pass);
}

static void check_profiles(const struct criterion *criterion, const struct rubric *rubric,
                           struct reader *reader, const struct yaml_node *node, bool top_known)
{
    const struct yaml_node *profiles = yaml_get(node, "profiles");
    for (size_t i = 0; i < criterion->measure.profile_count; i++) {
        const struct profile *profile = &criterion->measure.profiles[i];
        const struct yaml_member *member = yaml_member(profiles, profile->destination);
        if (top_known && !rubric_has_destination(rubric, profile->destination))
            READER_FAULT(reader, RULE_PROFILE_UNDECLARED, member->key->place,
                         "destination '%s' is not declared at the top", profile->destination);
        if (values_known(yaml_get(node, "measure"), criterion))
            check_profile(criterion, profile, reader, node);
    }
}

/* Pass */

static bool can_give(bool gives[static POINTS_LIMIT + 1], const struct criterion *criterion,
                     const struct yaml_node *node)
{
    memset(gives, 0, POINTS_LIMIT + 1);
    if (criterion->kind == CRITERION_CHECK)
        gives[POINTS_LIMIT] = true;
    for (size_t i = 0; criterion->kind == CRITERION_LEVELS && i < criterion->level_count; i++)
        gives[criterion->levels[i].points] = true;
    bool levels_known = field_known(node, "levels") || field_known(node, "scale");
    if (criterion->kind != CRITERION_MEASURE)
        return criterion->kind == CRITERION_CHECK || levels_known;
    bool known = field_known(node, "bands") && values_known(yaml_get(node, "measure"), criterion);
    if (known)
        bands_reach(gives, &criterion->measure.bands, &criterion->measure);
    return known;
}

static void check_pass(const struct criterion *criterion, struct reader *reader,
                       const struct yaml_node *node)
{
    bool gives[POINTS_LIMIT + 1];
    if (!field_known(node, "pass") || !can_give(gives, criterion, node) || gives[criterion->pass])
        return;
    READER_FAULT(reader, RULE_PASS_NOT_GIVEN, field_place(node, "pass"),
                 criterion->kind == CRITERION_CHECK ? "a check is passed with 100 points, not %d"
                                                    : "no mark of this criterion earns %d points",
                 criterion->pass);
}

static void check_habits(const struct criterion *criterion, struct reader *reader,
                         const struct yaml_node *node)
{
    if (field_known(node, "weight") && criterion->weight > HEAVY_WEIGHT)
        READER_FAULT(reader, RULE_HEAVY, field_place(node, "weight"),
                     "this criterion alone is %d %% of the total", criterion->weight);
    if (criterion->kind == CRITERION_MEASURE && !yaml_get(node, "source"))
        READER_FAULT(reader, RULE_NO_SOURCE, node->place, "the limits have no 'source'");
}

void criterion_check(const struct criterion *criterion, const struct rubric *rubric,
                     struct reader *reader, const struct yaml_node *node, bool destinations_known)
{
    fields_check_unique(reader, yaml_get(node, "not_applicable"), NULL, "reason ");
    if (!field_known(node, "kind"))
        return;
    check_kind(criterion, reader, node);
    check_flags(criterion, reader, node);
    check_habits(criterion, reader, node);
    check_pass(criterion, reader, node);
    if (criterion->kind != CRITERION_MEASURE)
        return;
    check_limits(criterion, reader, node);
    check_profiles(criterion, rubric, reader, node, destinations_known);
}
