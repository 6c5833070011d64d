#include "assess/rubric_check.h"

#include "assess/criterion_check.h"

enum { CRITERIA_LIMIT = 25, CRITICAL_LIMIT = 7, WEIGHTS_TOTAL = 100 };
static const struct decimal LOWEST_PASS_MARK = {50 * 1000000}, HIGHEST_PASS_MARK = {90 * 1000000};

struct check {
    const struct rubric *rubric;
    struct reader *reader;
    const struct yaml_node *root;
};

static const struct yaml_node *section_node(const struct check *check, size_t section)
{
    return yaml_get(check->root, "sections")->members[section].value;
}

static const struct yaml_node *criterion_node(const struct check *check, size_t section,
                                              size_t criterion)
{
    return yaml_get(section_node(check, section), "criteria")->members[criterion].value;
}

static void each_criterion(const struct check *check,
                           void (*visit)(const struct check *check,
                                         const struct criterion *criterion,
                                         const struct yaml_node *node, void *context),
                           void *context)
{
    for (size_t i = 0; i < check->rubric->section_count; i++)
        for (size_t j = 0; j < check->rubric->sections[i].criterion_count; j++)
            visit(check, &check->rubric->sections[i].criteria[j], criterion_node(check, i, j),
                  context);
}

/* Ids: those of criteria are unique in the file, not only in their section */

struct ids {
    struct named *items;
    size_t count;
};

static void note_id(const struct check *check, const struct criterion *criterion,
                    const struct yaml_node *node, void *context)
{
    struct ids *ids = context;
    (void)check;
    if (field_known(node, "id"))
        ids->items[ids->count++] = (struct named){criterion->id, field_place(node, "id")};
}

static void check_ids(const struct check *check)
{
    struct ids ids = {
        ARENA_ARRAY(check->reader->arena, struct named, check->rubric->criterion_count), 0};
    fields_check_unique(check->reader, yaml_get(check->root, "sections"), "id", "section ");
    each_criterion(check, note_id, &ids);
    findings_add_repeated(check->reader->findings, &rules[RULE_REPEATED], ids.items, ids.count,
                          "criterion ");
}

/* Weights and the candidate who just meets the standard on every line. In a profile a line gives at
 * least as many points to that candidate as in the base (criterion_check refuses a profile in which
 * none can reach 'pass'), so who passes by the base bands passes by every profile's. */

struct sums {
    int weight;   /* Σ weight */
    int standard; /* Σ weight · pass */
    bool weights_known, standards_known;
};

static void add_criterion(struct sums *sums, const struct criterion *criterion,
                          const struct yaml_node *node)
{
    bool pass_known = field_known(node, "pass") ||
                      (!yaml_get(node, "pass") && field_known(node, "kind") &&
                       criterion->kind == CRITERION_CHECK);
    sums->weights_known = sums->weights_known && field_known(node, "weight");
    sums->standards_known = sums->standards_known && sums->weights_known && pass_known;
    if (sums->weights_known)
        sums->weight += criterion->weight;
    if (sums->standards_known)
        sums->standard += criterion->weight * criterion->pass;
}

static bool reaches(const struct sums *sums, struct decimal percent)
{
    return (int64_t)sums->standard * 1000000 >= percent.millionths * sums->weight;
}

static void check_just_meets(const struct check *check, const struct sums *sums,
                             struct decimal needed, struct place place, const char *what)
{
    if (!sums->standards_known || sums->weight == 0 || reaches(sums, needed))
        return;
    int shown_x100 = (int)((int64_t)sums->standard * 100 / sums->weight); /* cut, never rounded */
    READER_FAULT(check->reader, RULE_JUST_MEETS, place,
                 "who just meets the standard on every line gets %d.%02d %%, below %s %s",
                 shown_x100 / 100, shown_x100 % 100, what,
                 decimal_text(needed, check->reader->arena));
}

static struct sums section_sums(const struct check *check, size_t section)
{
    const struct section *of = &check->rubric->sections[section];
    const struct yaml_node *criteria = yaml_get(section_node(check, section), "criteria");
    bool listed = criteria && criteria->kind == YAML_LIST;
    struct sums sums = {.weights_known = listed, .standards_known = listed};
    for (size_t i = 0; i < of->criterion_count; i++)
        add_criterion(&sums, &of->criteria[i], criterion_node(check, section, i));
    return sums;
}

static void check_totals(const struct check *check)
{
    const struct rubric *rubric = check->rubric;
    struct sums all = {.weights_known = true, .standards_known = true};
    for (size_t i = 0; i < rubric->section_count; i++) {
        const struct yaml_node *node = section_node(check, i);
        struct sums sums = section_sums(check, i);
        if (field_known(node, "minimum"))
            check_just_meets(check, &sums, rubric->sections[i].minimum,
                             field_place(node, "minimum"), "the minimum of its section");
        all.weight += sums.weight;
        all.standard += sums.standard;
        all.weights_known = all.weights_known && sums.weights_known;
        all.standards_known = all.standards_known && sums.standards_known;
    }
    const struct yaml_node *pass = yaml_get(check->root, "pass");
    if (rubric->section_count && all.weights_known && all.weight != WEIGHTS_TOTAL)
        READER_FAULT(check->reader, RULE_WEIGHTS, yaml_member(check->root, "sections")->key->place,
                     "the weights add up to %d instead of %d", all.weight, WEIGHTS_TOTAL);
    if (rubric->section_count && field_known(pass, "total"))
        check_just_meets(check, &all, rubric->pass_total, field_place(pass, "total"),
                         "the pass mark");
}

/* The top */

static void check_top(const struct check *check)
{
    const struct rubric *rubric = check->rubric;
    const struct yaml_node *time = yaml_get(check->root, "time");
    const struct yaml_node *pass = yaml_get(check->root, "pass");
    if (field_known(time, "task_min") && field_known(time, "hard_stop_min") &&
        rubric->hard_stop_min < rubric->task_min)
        READER_FAULT(check->reader, RULE_HARD_STOP, field_place(time, "hard_stop_min"),
                     "the hard stop (%d) is before the task time (%d)", rubric->hard_stop_min,
                     rubric->task_min);
    bool within = rubric->pass_total.millionths >= LOWEST_PASS_MARK.millionths &&
                  rubric->pass_total.millionths <= HIGHEST_PASS_MARK.millionths;
    if (field_known(pass, "total") && !within)
        READER_FAULT(check->reader, RULE_PASS_MARK, field_place(pass, "total"),
                     "the pass mark %s is not within 50..90", yaml_get(pass, "total")->text);
    const struct yaml_node *alignment = yaml_get(check->root, "alignment");
    if (!alignment || (alignment->kind == YAML_LIST && alignment->count == 0))
        READER_FAULT(check->reader, RULE_NOT_ALIGNED,
                     alignment ? alignment->place : check->root->place,
                     "the rubric is aligned with no framework");
}

static void count_critical(const struct check *check, const struct criterion *criterion,
                           const struct yaml_node *node, void *context)
{
    (void)check;
    (void)node;
    *(size_t *)context += criterion->critical;
}

static void check_counts(const struct check *check)
{
    size_t criteria = check->rubric->criterion_count, critical = 0;
    each_criterion(check, count_critical, &critical);
    if (criteria > CRITERIA_LIMIT)
        READER_FAULT(check->reader, RULE_MANY_CRITERIA,
                     yaml_member(check->root, "sections")->key->place,
                     "%zu criteria are more than an examiner can watch", criteria);
    if (critical > CRITICAL_LIMIT)
        READER_FAULT(check->reader, RULE_MANY_CRITICAL,
                     yaml_member(check->root, "sections")->key->place,
                     "%zu critical criteria are too many", critical);
}

static void check_criterion(const struct check *check, const struct criterion *criterion,
                            const struct yaml_node *node, void *context)
{
    const bool *destinations_known = context;
    criterion_check(criterion, check->rubric, check->reader, node, *destinations_known);
}

void rubric_check(const struct rubric *rubric, struct reader *reader, const struct yaml_node *root)
{
    const struct check check = {rubric, reader, root};
    bool destinations_known = field_known(root, "destinations");
    check_top(&check);
    check_ids(&check);
    check_counts(&check);
    check_totals(&check);
    each_criterion(&check, check_criterion, &destinations_known);
}
