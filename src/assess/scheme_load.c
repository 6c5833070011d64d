#include "assess/scheme.h"

#include "assess/rubric_load.h"
#include "assess/rubric_read.h"
#include "assess/translations.h"
#include "base/file.h"

enum { WEIGHTS_TOTAL = 100, MONTHS = 1200, DAYS = 3650 };

static bool settle_unit(struct reader *reader, struct yaml_node *node, void *out)
{
    struct scheme_unit *unit = out;
    unit->place = node->place;
    if (!field_known(node, "from") || !field_known(node, "below") ||
        version_compare(unit->from, unit->below) < 0)
        return true;
    READER_FAULT(reader, RULE_EMPTY_RANGE, field_place(node, "below"),
                 "no version is from %s and below %s", yaml_get(node, "from")->text,
                 yaml_get(node, "below")->text);
    return false;
}

static const struct field occupation_rows[] = {
    {"isco08", true, read_text, FIELD_AT(struct scheme, isco08)},
    {"esco", true, read_text, FIELD_AT(struct scheme, esco)},
    {"level", false, read_whole, FIELD_AT(struct scheme, level), .low = 1, .high = 10},
    {"title", true, read_title, FIELD_AT(struct scheme, occupation_title)},
    {0},
};
static const struct field unit_rows[] = {
    {"rubric", true, read_file_id, FIELD_AT(struct scheme_unit, rubric)},
    {"from", true, read_version, FIELD_AT(struct scheme_unit, from)},
    {"below", true, read_version, FIELD_AT(struct scheme_unit, below)},
    {"weight", true, read_whole, FIELD_AT(struct scheme_unit, weight), .low = 1, .high = 100},
    {"title", false, read_title, FIELD_AT(struct scheme_unit, title)},
    {"can_do", true, read_sentence, FIELD_AT(struct scheme_unit, can_do)},
    {0},
};
static const struct field attempts_rows[] = {
    {"count", true, read_whole, FIELD_AT(struct scheme, attempt_count), .low = 1, .high = 100},
    {"within_months", true, read_whole, FIELD_AT(struct scheme, attempt_within_months), .low = 1,
     .high = MONTHS},
    {0},
};
static const struct field renewal_rows[] = {
    {"within_months", true, read_whole, FIELD_AT(struct scheme, renewal_within_months), .low = 1,
     .high = MONTHS},
    {0},
};
static const struct field test_language_item = {.name = "test_languages", .read = read_language};

static const struct field scheme_rows[] = {
    {"usta_scheme", .required = true, .read = read_format},
    {"id", true, read_file_id, FIELD_AT(struct scheme, id)},
    {"version", true, read_version, FIELD_AT(struct scheme, version)},
    {"status", true, read_choice, FIELD_AT(struct scheme, status), .words = rubric_statuses},
    {"source_language", true, read_language, FIELD_AT(struct scheme, source_language)},
    {"languages", true, read_languages,
     FIELD_LIST(struct scheme, languages, language_count, struct rubric_language)},
    {"title", true, read_title, FIELD_AT(struct scheme, title)},
    {"occupation", .required = true, .read = read_map, .fields = occupation_rows},
    {"can_do", true, read_sentence, FIELD_AT(struct scheme, can_do)},
    {"units", true, read_filled, .fields = unit_rows, .settle = settle_unit,
     FIELD_LIST(struct scheme, units, unit_count, struct scheme_unit)},
    {"validity_months", true, read_whole, FIELD_AT(struct scheme, validity_months), .low = 1,
     .high = MONTHS},
    {"renewal", .read = read_map, .fields = renewal_rows},
    {"attempts", .required = true, .read = read_map, .fields = attempts_rows},
    {"resit_after_days", true, read_whole, FIELD_AT(struct scheme, resit_after_days), .high = DAYS},
    {"bank_months", true, read_whole, FIELD_AT(struct scheme, bank_months), .low = 1,
     .high = MONTHS},
    {"appeal_within_working_days", true, read_whole,
     FIELD_AT(struct scheme, appeal_within_working_days), .low = 1, .high = DAYS},
    {"decision_within_working_days", true, read_whole,
     FIELD_AT(struct scheme, decision_within_working_days), .low = 1, .high = DAYS},
    {"test_languages", true, read_filled, .item = &test_language_item,
     FIELD_LIST(struct scheme, test_languages, test_language_count, const char *)},
    {"destinations", true, read_destinations,
     FIELD_LIST(struct scheme, destinations, destination_count, const char *)},
    {0},
};

static void check_weights(const struct scheme *scheme, struct reader *reader,
                          const struct yaml_node *root)
{
    int total = 0;
    for (size_t i = 0; i < scheme->unit_count; i++) {
        if (!field_known(yaml_get(root, "units")->members[i].value, "weight"))
            return;
        total += scheme->units[i].weight;
    }
    if (scheme->unit_count && total != WEIGHTS_TOTAL)
        READER_FAULT(reader, RULE_WEIGHTS, yaml_member(root, "units")->key->place,
                     "the weights add up to %d instead of %d", total, WEIGHTS_TOTAL);
}

/* A certificate that may be renewed from its first day on would have no term. */
static void check_renewal(const struct scheme *scheme, struct reader *reader,
                          const struct yaml_node *root)
{
    const struct yaml_member *renewal = yaml_member(root, "renewal");
    if (!renewal || !field_known(root, "validity_months"))
        return;
    if (scheme->renewal_within_months >= scheme->validity_months)
        READER_FAULT(reader, RULE_OUT_OF_RANGE, renewal->key->place,
                     "renewal within %d months of the end of %d", scheme->renewal_within_months,
                     scheme->validity_months);
}

static void read_scheme(struct scheme *scheme, struct reader *reader, struct yaml_node *root)
{
    (void)fields_read(reader, root, scheme_rows, scheme);
    languages_check_source(reader, root);
    check_weights(scheme, reader, root);
    check_renewal(scheme, reader, root);
    fields_check_unique(reader, yaml_get(root, "units"), "rubric", "rubric ");
    fields_check_unique(reader, yaml_get(root, "test_languages"), NULL, "language ");
}

fallible scheme_load(struct scheme **out, struct findings *findings, struct bytes file,
                     const char *name, struct arena *arena)
{
    struct reader reader = {.findings = findings, .arena = arena};
    struct scheme *scheme = ARENA_NEW(arena, struct scheme);
    struct yaml_node *root;
    findings_open(findings, name);
    yaml_read(&root, findings, file, arena);
    if (root)
        read_scheme(scheme, &reader, root);
    *out = findings_close(findings) ? scheme : NULL;
    return NULL;
}

fallible scheme_load_path(struct scheme **out, struct findings *findings, const char *path,
                          struct arena *arena)
{
    struct bytes file;
    TRY(file_read(&file, path, RUBRIC_FILE_LIMIT, arena));
    return scheme_load(out, findings, file, path, arena);
}
