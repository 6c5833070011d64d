#include "assess/rubric_read.h"

#include "assess/criterion_read.h"
#include "assess/translations.h"
#include "base/text.h"

#include <stdlib.h>

const char *const rubric_statuses[] = {
    [RUBRIC_DRAFT] = "draft",
    [RUBRIC_PUBLISHED] = "published",
    [RUBRIC_RETIRED] = "retired",
    NULL,
};

const char *const rubric_destinations[] = {"TR", "KR", "JP", "GULF", "UK", "EU", "RU", "KZ", NULL};

bool read_format(struct reader *reader, struct yaml_node *node, const struct field *field,
                 void *out)
{
    const struct field number = {.name = field->name};
    int format = 0;
    (void)out;
    if (!read_whole(reader, node, &number, &format))
        return false;
    if (format != 1)
        READER_FAULT(reader, RULE_NOT_A_CHOICE, node->place, "format %d is not known, only 1",
                     format);
    return format == 1;
}

bool read_file_id(struct reader *reader, struct yaml_node *node, const struct field *field,
                  void *out)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    if (!read_text(reader, node, field, out))
        return false;
    size_t size = strlen(node->text);
    bool fits = size >= 3 && size <= 32 && node->text[0] >= 'A' &&
                strspn(node->text, letters) == size;
    if (!fits)
        READER_FAULT(reader, RULE_WRONG_FORM, node->place,
                     "'%s' is not 3 to 32 capitals, digits and hyphens, a capital first",
                     node->text);
    return fits;
}

bool read_version(struct reader *reader, struct yaml_node *node, const struct field *field,
                  void *out)
{
    struct version version;
    if (node->kind == YAML_SCALAR && version_read(&version, node->text)) {
        memcpy((char *)out + field->offset, &version, sizeof version);
        return true;
    }
    READER_FAULT(reader, RULE_WRONG_FORM, node->place, "'%s' is no version such as 1.0.0",
                 node->text);
    return false;
}

/* By name; what could not be read (NULL) at the end. */
static int compare_destinations(const void *left, const void *right)
{
    const char *a = *(const char *const *)left, *b = *(const char *const *)right;
    return a && b ? strcmp(a, b) : (a == NULL) - (b == NULL);
}

/* Only what is known stays, each once, so that there are never more than there are. */
bool read_destinations(struct reader *reader, struct yaml_node *node, const struct field *field,
                       void *out)
{
    static const struct field item = {
        .name = "destinations", .read = read_word, .words = rubric_destinations};
    struct list {
        const char **items;
        size_t count;
    } list = {0};
    const struct field words = {.item = &item, FIELD_LIST(struct list, items, count, const char *)};
    bool known = read_list(reader, node, &words, &list);
    size_t count = 0;
    fields_check_unique(reader, node, NULL, "destination ");
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, compare_destinations);
    for (size_t i = 0; i < list.count && list.items[i]; i++)
        if (count == 0 || list.items[i] != list.items[count - 1])
            list.items[count++] = list.items[i];
    memcpy((char *)out + field->offset, &list.items, sizeof list.items);
    memcpy((char *)out + field->count_offset, &count, sizeof count);
    return known;
}

static const struct field occupation_rows[] = {
    {"isco08", false, read_text, FIELD_AT(struct rubric, isco08)},
    {"esco", false, read_text, FIELD_AT(struct rubric, esco)},
    {"level", false, read_whole, FIELD_AT(struct rubric, level), .low = 1, .high = 10},
    {0},
};
static const struct field alignment_rows[] = {
    {"framework", true, read_text, FIELD_AT(struct alignment, framework)},
    {"code", true, read_text, FIELD_AT(struct alignment, code)},
    {0},
};
static const struct field time_rows[] = {
    {"setup_min", true, read_whole, FIELD_AT(struct rubric, setup_min), .high = 10000},
    {"task_min", true, read_whole, FIELD_AT(struct rubric, task_min), .low = 1, .high = 10000},
    {"hard_stop_min", true, read_whole, FIELD_AT(struct rubric, hard_stop_min), .low = 1,
     .high = 10000},
    {0},
};
static const struct field pass_rows[] = {
    {"total", true, read_decimal, FIELD_AT(struct rubric, pass_total)},
    {"method", true, read_text, FIELD_AT(struct rubric, pass_method)},
    {0},
};
static const struct field second_marking_rows[] = {
    {"near_pass", true, read_decimal, FIELD_AT(struct rubric, near_pass), .high = 100},
    {"sample_percent", true, read_whole, FIELD_AT(struct rubric, sample_percent), .high = 100},
    {0},
};

/* languages stand before every text, scales before the criteria that use them */
static const struct field rubric_rows[] = {
    {"usta_rubric", .required = true, .read = read_format},
    {"id", true, read_file_id, FIELD_AT(struct rubric, id)},
    {"version", true, read_version, FIELD_AT(struct rubric, version)},
    {"status", true, read_choice, FIELD_AT(struct rubric, status), .words = rubric_statuses},
    {"source_language", true, read_language, FIELD_AT(struct rubric, source_language)},
    {"languages", true, read_languages,
     FIELD_LIST(struct rubric, languages, language_count, struct rubric_language)},
    {"title", true, read_title, FIELD_AT(struct rubric, title)},
    {"occupation", true, read_map, .fields = occupation_rows},
    {"alignment", false, read_list, .fields = alignment_rows,
     FIELD_LIST(struct rubric, alignments, alignment_count, struct alignment)},
    {"time", true, read_map, .fields = time_rows},
    {"pass", true, read_map, .fields = pass_rows},
    {"second_marking", true, read_map, .fields = second_marking_rows},
    {"not_applicable_limit", true, read_whole, FIELD_AT(struct rubric, not_applicable_limit),
     .high = 100},
    {"destinations", true, read_destinations,
     FIELD_LIST(struct rubric, destinations, destination_count, const char *)},
    {"scales", .read = read_scales},
    {"sections", true, read_sections,
     FIELD_LIST(struct rubric, sections, section_count, struct section)},
    {0},
};

void rubric_read(struct rubric *rubric, struct reader *reader, struct yaml_node *root)
{
    struct rubric_reader rubric_reader = {.reader = *reader};
    (void)fields_read(&rubric_reader.reader, root, rubric_rows, rubric);
    *reader = rubric_reader.reader;
    rubric->version_at = field_place(root, "version");
    for (size_t i = 0; i < rubric->section_count; i++)
        rubric->criterion_count += rubric->sections[i].criterion_count;
    languages_check_source(reader, root);
}
