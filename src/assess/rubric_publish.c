#include "assess/rubric_publish.h"

#include "assess/rubric_digest.h"
#include "assess/rubric_load.h"
#include "assess/rules.h"
#include "base/file.h"
#include "base/text.h"

static enum rubric_change larger(enum rubric_change a, enum rubric_change b)
{
    return a > b ? a : b;
}

/* Structure */

/* The criterion with the profiles of the destinations of before only. */
static struct criterion criterion_within(const struct criterion *criterion,
                                         const struct rubric *before, struct arena *arena)
{
    struct criterion within = *criterion;
    struct profile *profiles = ARENA_ARRAY(arena, struct profile, criterion->measure.profile_count);
    within.measure.profiles = profiles;
    within.measure.profile_count = 0;
    for (size_t i = 0; i < criterion->measure.profile_count; i++)
        if (rubric_has_destination(before, criterion->measure.profiles[i].destination))
            profiles[within.measure.profile_count++] = criterion->measure.profiles[i];
    return within;
}

/* What after says for the destinations of before: when those are all its own, nothing else. */
static struct rubric rubric_within(const struct rubric *after, const struct rubric *before,
                                   struct arena *arena)
{
    struct rubric within = *after;
    struct section *sections = ARENA_ARRAY(arena, struct section, after->section_count);
    for (size_t i = 0; i < after->section_count; i++) {
        const struct section *section = &after->sections[i];
        struct criterion *criteria = ARENA_ARRAY(arena, struct criterion, section->criterion_count);
        for (size_t j = 0; j < section->criterion_count; j++)
            criteria[j] = criterion_within(&section->criteria[j], before, arena);
        sections[i] = *section;
        sections[i].criteria = criteria;
    }
    within.sections = sections;
    within.destinations = before->destinations;
    within.destination_count = before->destination_count;
    return within;
}

static bool keeps_destinations(const struct rubric *before, const struct rubric *after)
{
    for (size_t i = 0; i < before->destination_count; i++)
        if (!rubric_has_destination(after, before->destinations[i]))
            return false;
    return true;
}

static enum rubric_change compare_structure(const struct rubric *before, const struct rubric *after,
                                            struct arena *arena)
{
    if (digest_equal(&before->structure_digest, &after->structure_digest))
        return RUBRIC_SAME;
    const struct rubric within = rubric_within(after, before, arena);
    const struct digest digest = rubric_structure_digest(&within, arena);
    bool only_adds = keeps_destinations(before, after) &&
                     digest_equal(&digest, &before->structure_digest);
    return only_adds ? RUBRIC_ADDITION : RUBRIC_SCORES;
}

/* Texts */

static enum rubric_change compare_values(const struct value *before, const struct value *after)
{
    if (value_equal(before, after))
        return RUBRIC_SAME;
    if (value_kind(before) == VALUE_NULL)
        return RUBRIC_ADDITION;
    bool list = value_kind(before) == VALUE_ARRAY, object = value_kind(before) == VALUE_OBJECT;
    if (value_kind(before) != value_kind(after) || (!list && !object))
        return RUBRIC_WORDING;
    size_t old = value_size(before), new = value_size(after);
    enum rubric_change change = new > old ? RUBRIC_ADDITION : RUBRIC_WORDING;
    for (size_t i = 0; i < old && i < new; i++)
        change = larger(change, object ? compare_values(value_at(before, i),
                                                        value_get(after, value_key_at(before, i)))
                                       : compare_values(value_at(before, i), value_at(after, i)));
    return change;
}

static bool has_language(const struct rubric *rubric, const char *tag)
{
    for (size_t i = 0; i < rubric->language_count; i++)
        if (text_equal(rubric->languages[i].tag, tag))
            return true;
    return false;
}

static enum rubric_change compare_texts(const struct rubric *before, const struct rubric *after,
                                        struct arena *arena)
{
    enum rubric_change change = RUBRIC_SAME;
    for (size_t i = 0; i < before->language_count; i++) {
        const char *tag = before->languages[i].tag;
        change = larger(change, has_language(after, tag)
                                    ? compare_values(rubric_text(before, tag, arena),
                                                     rubric_text(after, tag, arena))
                                    : RUBRIC_ADDITION);
    }
    for (size_t i = 0; i < after->language_count; i++)
        if (!has_language(before, after->languages[i].tag))
            change = larger(change, RUBRIC_ADDITION);
    return change;
}

enum rubric_change rubric_compare(const struct rubric *before, const struct rubric *after,
                                  struct arena *arena)
{
    enum rubric_change structure = compare_structure(before, after, arena);
    if (structure == RUBRIC_SCORES)
        return structure;
    return larger(structure, compare_texts(before, after, arena));
}

struct version version_raised(struct version version, enum rubric_change change)
{
    if (change == RUBRIC_SCORES)
        return (struct version){version.major + 1, 0, 0};
    if (change == RUBRIC_ADDITION)
        return (struct version){version.major, version.minor + 1, 0};
    return (struct version){version.major, version.minor, version.patch + 1};
}

/* Against what is published */

static const char *const change_words[] = {
    [RUBRIC_SAME] = "it follows the published",
    [RUBRIC_WORDING] = "texts differ from the published",
    [RUBRIC_ADDITION] = "something is added to the published",
    [RUBRIC_SCORES] = "scores may differ from the published",
};

static void check_against(struct findings *findings, const struct rubric *published,
                          const struct rubric *rubric, struct arena *arena)
{
    enum rubric_change change = rubric_compare(published, rubric, arena);
    const char *before = version_text(published->version, arena);
    int order = version_compare(rubric->version, published->version);
    if (order == 0 && change != RUBRIC_SAME)
        findings_add(findings, &rules[RULE_PUBLISHED_CHANGED], rubric->version_at,
                     "version %s is published with another content: %s one", before,
                     change_words[change]);
    struct version least = version_raised(published->version, change);
    if (order != 0 && version_compare(rubric->version, least) < 0)
        findings_add(findings, &rules[RULE_VERSION_NOT_RAISED], rubric->version_at,
                     "the version must be at least %s: %s %s", version_text(least, arena),
                     change_words[change], before);
}

static struct error *refuse_broken(const struct findings *findings)
{
    size_t i = 0;
    while (i + 1 < findings->count && !rule_is_error(findings->items[i].rule))
        i++;
    return error_hint(error_make(ERROR_REFUSED, "published rubric has errors: %s",
                                 finding_text(&findings->items[i], findings->arena)),
                      "put back the file as it was published");
}

/* *published becomes NULL for a file that does not matter to rubric. */
static fallible load_published(const struct rubric **published, const struct rubric *rubric,
                               const char *path, struct arena *arena)
{
    struct findings findings = findings_make(arena);
    struct rubric *other;
    TRY(rubric_load_path(&other, &findings, path, arena));
    if (!other)
        return refuse_broken(&findings);
    bool matters = text_equal(other->id, rubric->id) && other->status != RUBRIC_DRAFT;
    *published = matters ? other : NULL;
    return NULL;
}

fallible rubric_publish_check(struct findings *findings, const struct rubric *rubric,
                              const char *folder, struct arena *arena)
{
    const struct rubric *same = NULL, *latest = NULL, *published = NULL;
    const char *const *names;
    size_t count;
    TRY(folder_list(&names, &count, folder, ".yaml", arena));
    for (size_t i = 0; i < count; i++) {
        if (text_ends(names[i], ".scheme.yaml"))
            continue;
        TRY(load_published(&published, rubric, path_join(arena, folder, names[i]), arena));
        if (!published)
            continue;
        if (version_compare(published->version, rubric->version) == 0)
            same = published;
        if (!latest || version_compare(published->version, latest->version) > 0)
            latest = published;
    }
    if (same || latest)
        check_against(findings, same ? same : latest, rubric, arena);
    findings_close(findings);
    return NULL;
}
