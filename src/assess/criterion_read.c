#include "assess/criterion_read.h"

#include "assess/levels.h"
#include "assess/measure_read.h"
#include "assess/translations.h"
#include "base/text.h"

enum { FULL_POINTS = 100 };

const char *const criterion_kinds[] = {
    [CRITERION_CHECK] = "check",
    [CRITERION_LEVELS] = "levels",
    [CRITERION_MEASURE] = "measure",
    NULL,
};

static struct rubric_reader *rubric_reader_of(struct reader *reader)
{
    return (struct rubric_reader *)reader;
}

/* Scales */

bool read_scales(struct reader *reader, struct yaml_node *node, const struct field *field,
                 void *out)
{
    static const struct field levels = {
        FIELD_LIST(struct scale, levels, level_count, struct level)};
    struct rubric_reader *rubric_reader = rubric_reader_of(reader);
    (void)field;
    (void)out;
    if (node->kind != YAML_MAP) {
        READER_FAULT(reader, RULE_WRONG_KIND, node->place,
                     "%s stands where a map of scales is expected", yaml_kind_name(node));
        return false;
    }
    struct scale *scales = ARENA_ARRAY(reader->arena, struct scale, node->count);
    for (size_t i = 0; i < node->count; i++) {
        const struct yaml_member *member = &node->members[i];
        if (!field_is_free(member->key->text) && !member->value->refused)
            scales[i].known = read_levels(reader, member->value, &levels, &scales[i]);
    }
    rubric_reader->node = node;
    rubric_reader->scales = scales;
    return true;
}

static bool read_scale(struct reader *reader, struct yaml_node *node, const struct field *field,
                       void *out)
{
    const struct rubric_reader *rubric_reader = rubric_reader_of(reader);
    struct criterion *criterion = out;
    const char *id;
    const struct field name = {.name = field->name};
    if (!read_text(reader, node, &name, &id))
        return false;
    const struct yaml_member *member = yaml_member(rubric_reader->node, id);
    if (!member || field_is_free(id)) {
        READER_FAULT(reader, RULE_UNKNOWN_SCALE, node->place, "there is no scale '%s' in scales",
                     id);
        return false;
    }
    const struct scale *scale = &rubric_reader->scales[member - rubric_reader->node->members];
    criterion->levels = scale->levels;
    criterion->level_count = scale->level_count;
    return scale->known;
}

/* Criteria */

/* [A-Z][A-Z0-9]{0,7} */
static bool read_criterion_id(struct reader *reader, struct yaml_node *node,
                              const struct field *field, void *out)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    if (!read_text(reader, node, field, out))
        return false;
    size_t size = strlen(node->text);
    bool fits = size <= 8 && node->text[0] >= 'A' && strspn(node->text, letters) == size;
    if (!fits)
        READER_FAULT(reader, RULE_WRONG_FORM, node->place,
                     "'%s' is not a capital letter with up to 7 capitals or digits behind it",
                     node->text);
    return fits;
}

static bool settle_criterion(struct reader *reader, struct yaml_node *node, void *out)
{
    struct criterion *criterion = out;
    (void)reader;
    if (!yaml_get(node, "raters"))
        criterion->raters = 1;
    if (!yaml_get(node, "pass") && criterion->kind == CRITERION_CHECK)
        criterion->pass = FULL_POINTS;
    return true;
}

static const struct field texts_item = {.name = "comments", .read = read_texts};
static const struct field reason_item = {.name = "not_applicable", .read = read_name};

static const struct field criterion_rows[] = {
    {"id", true, read_criterion_id, FIELD_AT(struct criterion, id)},
    {"kind", true, read_choice, FIELD_AT(struct criterion, kind), .words = criterion_kinds},
    {"weight", true, read_whole, FIELD_AT(struct criterion, weight), .low = 1, .high = 100},
    {"pass", false, read_whole, FIELD_AT(struct criterion, pass), .high = FULL_POINTS},
    {"critical", false, read_flag, FIELD_AT(struct criterion, critical)},
    {"stops_attempt", false, read_flag, FIELD_AT(struct criterion, stops_attempt)},
    {"extra_time", false, read_flag, FIELD_AT(struct criterion, extra_time)},
    {"raters", false, read_whole, FIELD_AT(struct criterion, raters), .low = 1, .high = 3},
    {"title", true, read_criterion_title, FIELD_AT(struct criterion, title)},
    {"guide", false, read_texts, FIELD_AT(struct criterion, guide)},
    {"comments", false, read_list, .item = &texts_item,
     FIELD_LIST(struct criterion, comments, comment_count, struct texts)},
    {"not_applicable", false, read_list, .item = &reason_item,
     FIELD_LIST(struct criterion, not_applicable, not_applicable_count, const char *)},
    {"source", false, read_text, FIELD_AT(struct criterion, source)},
    {"levels", false, read_levels, FIELD_LIST(struct criterion, levels, level_count, struct level)},
    {"scale", .read = read_scale},
    {"measure", false, read_measure, FIELD_AT(struct criterion, measure)},
    {"bands", false, read_bands, FIELD_AT(struct criterion, measure.bands)},
    {"profiles", .read = read_profiles},
    {0},
};

/* Sections */

static const struct field section_rows[] = {
    {"id", true, read_name, FIELD_AT(struct section, id)},
    {"title", true, read_title, FIELD_AT(struct section, title)},
    {"minimum", false, read_decimal, FIELD_AT(struct section, minimum), .high = 100},
    {"criteria", true, read_filled, .fields = criterion_rows, .settle = settle_criterion,
     FIELD_LIST(struct section, criteria, criterion_count, struct criterion)},
    {0},
};

static bool settle_section(struct reader *reader, struct yaml_node *node, void *out)
{
    (void)reader;
    ((struct section *)out)->has_minimum = yaml_get(node, "minimum");
    return true;
}

bool read_sections(struct reader *reader, struct yaml_node *node, const struct field *field,
                   void *out)
{
    struct field list = *field;
    list.fields = section_rows;
    list.settle = settle_section;
    return read_filled(reader, node, &list, out);
}
