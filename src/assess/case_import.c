#include "assess/case_form.h"
#include "assess/case_parts.h"
#include "assess/case_reader.h"
#include "assess/rubric_read.h"
#include "base/text.h"

/* Of the document, what others may say about it and a rubric file has no place for is left out. */
static const char *const document_keys[] = {CASE_ENTITY,
                                            "caseVersion",
                                            "creator",
                                            "title",
                                            "language",
                                            "version",
                                            "adoptionStatus",
                                            "frameworkType",
                                            "officialSourceURL",
                                            "publisher",
                                            "description",
                                            "subject",
                                            "subjectURI",
                                            "statusStartDate",
                                            "statusEndDate",
                                            "licenseURI",
                                            "notes",
                                            "CFPackageURI",
                                            NULL};
static const char *const rubric_keys[] = {CASE_ENTITY, "title", "description", "CFRubricCriteria",
                                          NULL};
static const char *const criterion_keys[] = {
    CASE_ENTITY, "category", "description", "CFItemURI",
    "weight",    "position", "rubricId",    "CFRubricCriterionLevels",
    NULL};
static const char *const level_keys[] = {CASE_ENTITY, "description", "quality",           "score",
                                         "feedback",  "position",    "rubricCriterionId", NULL};

static fallible read_level(struct value **out, struct case_reader *reader,
                           const struct value *object)
{
    int64_t score;
    struct value *extension, *title, *level = value_object(reader->arena);
    TRY(case_extension_find(&extension, object));
    TRY(case_texts_join(&title, reader, object, "quality", extension));
    TRY(value_need_integer(&score, object, "score"));
    if (value_get(extension, "id"))
        value_set(level, "id", value_get(extension, "id"));
    value_set_integer(level, "points", score);
    value_set(level, "title", title);
    case_rest_add(level, extension, (const char *const[]){"title", NULL}, reader->arena);
    *out = level;
    return NULL;
}

/* Of a check or measure nothing is read; but it must not say something else. */
static fallible compare_shown(const struct value *shown, const struct value *object, size_t index)
{
    const struct value *expected = index < value_size(shown) ? value_at(shown, index) : NULL;
    for (size_t i = 0; expected && i < value_size(expected); i++) {
        const struct value *said = value_get(object, value_key_at(expected, i));
        if (!said || !value_equal(said, value_at(expected, i)))
            expected = NULL;
    }
    if (expected)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "the level is not what the criterion's extension "
                                                "says"),
                      "the levels of a check or measure follow from its extension: change 'bands' "
                      "there");
}

static fallible read_levels_of(struct value **out, struct case_reader *reader,
                               const struct value *object, const struct value *criterion)
{
    struct value *list, *levels = value_array(reader->arena);
    const struct value *shown = case_shown_levels(criterion, reader->arena);
    TRY(value_need(&list, object, "CFRubricCriterionLevels", VALUE_ARRAY));
    for (size_t i = 0; i < value_size(list); i++) {
        const struct value *each = value_at(list, i);
        struct value *level = NULL;
        struct error *error = case_entity_check(reader, each, level_keys);
        if (!error)
            error = case_links_check(each, "rubricCriterionId", object, i);
        if (!error)
            error = shown ? compare_shown(shown, each, i) : read_level(&level, reader, each);
        TRY_AS(error, "CFRubricCriterionLevels[%zu]", i);
        if (level)
            value_append(levels, level);
    }
    if (shown && value_size(list) != value_size(shown))
        return error_make(ERROR_REFUSED, "'CFRubricCriterionLevels' has %zu levels instead of %zu",
                          value_size(list), value_size(shown));
    *out = levels;
    return NULL;
}

/* The section with this id, NULL for none. */
static struct value *section_of(const struct value *sections, const char *id)
{
    for (size_t i = 0; i < value_size(sections); i++)
        if (text_equal(case_text_in(value_at(sections, i), "id"), id))
            return value_at(sections, i);
    return NULL;
}

static fallible find_section(struct value **out, const struct case_reader *reader,
                             const struct value *sections, const struct value *object,
                             const struct value *extension)
{
    const char *id;
    TRY(value_need_text(&id, extension, "section"));
    struct value *section = section_of(sections, id);
    if (!section)
        return error_make(ERROR_REFUSED, "there is no section '%.60s'", id);
    const char *title = case_text_in(value_get(section, "title"), reader->source);
    const char *category = case_text_in(object, "category");
    if (value_get(object, "category") && !text_equal(category, title))
        return error_hint(error_make(ERROR_REFUSED,
                                     "'category' is '%.60s', but section '%s' is "
                                     "called '%.60s'",
                                     category, id, title),
                          "change the section's title in the document's extension too");
    *out = section;
    return NULL;
}

static fallible read_criterion(struct case_reader *reader, const struct value *sections,
                               const struct value *object)
{
    static const char *const first[] = {"id", "kind", NULL};
    struct arena *arena = reader->arena;
    int64_t weight;
    struct value *extension, *section, *title, *levels, *criterion = value_object(arena);
    TRY(case_extension_find(&extension, object));
    TRY(find_section(&section, reader, sections, object, extension));
    TRY(case_texts_join(&title, reader, object, "description", extension));
    TRY(value_need_integer(&weight, object, "weight"));
    for (size_t i = 0; first[i]; i++)
        if (value_get(extension, first[i]))
            value_set(criterion, first[i], value_get(extension, first[i]));
    value_set_integer(criterion, "weight", weight);
    value_set(criterion, "title", title);
    case_rest_add(criterion, extension, (const char *const[]){"section", NULL}, arena);
    TRY(read_levels_of(&levels, reader, object, criterion));
    if (value_size(levels) > 0)
        value_set(criterion, "levels", levels);
    value_append(value_get(section, "criteria"), criterion);
    return NULL;
}

static fallible read_criteria(struct case_reader *reader, const struct value *sections,
                              const struct value *rubric)
{
    struct value *list;
    TRY(value_need(&list, rubric, "CFRubricCriteria", VALUE_ARRAY));
    for (size_t i = 0; i < value_size(list); i++) {
        const struct value *each = value_at(list, i);
        struct error *error = case_entity_check(reader, each, criterion_keys);
        if (!error)
            error = case_links_check(each, "rubricId", rubric, i);
        if (!error)
            error = read_criterion(reader, sections, each);
        TRY_AS(error, "CFRubricCriteria[%zu]", i);
    }
    return NULL;
}

/* Copies of the extension's sections, each with an empty list of criteria. */
static fallible copy_sections(struct value **out, const struct case_reader *reader,
                              const struct value *extension)
{
    struct value *list, *sections = value_array(reader->arena);
    TRY(value_need(&list, extension, "sections", VALUE_ARRAY));
    for (size_t i = 0; i < value_size(list); i++) {
        if (value_kind(value_at(list, i)) != VALUE_OBJECT)
            return error_make(ERROR_REFUSED, "'sections' has something that is no object");
        struct value *section = case_without(
            value_at(list, i), (const char *const[]){"criteria", NULL}, reader->arena);
        value_set(section, "criteria", value_array(reader->arena));
        value_append(sections, section);
    }
    *out = sections;
    return NULL;
}

static fallible read_status(struct value *rubric, const struct value *document)
{
    const char *status;
    TRY(value_need_text(&status, document, "adoptionStatus"));
    for (size_t i = 0; case_statuses[i]; i++)
        if (text_equal(status, case_statuses[i])) {
            value_set_text(rubric, "status", rubric_statuses[i]);
            return NULL;
        }
    return error_hint(error_make(ERROR_REFUSED, "'adoptionStatus' is '%.60s'", status),
                      "a rubric is Draft, Adopted or Deprecated");
}

static fallible read_document(struct value *rubric, struct value **extension,
                              struct case_reader *reader, const struct value *document)
{
    static const char *const first[] = {"usta_rubric", "id", NULL};
    const char *creator, *version;
    struct value *title;
    TRY(case_entity_check(reader, document, document_keys));
    TRY(value_need_text(&creator, document, "creator"));
    if (value_get(document, "caseVersion") &&
        !text_equal(case_text_in(document, "caseVersion"), "1.1"))
        return error_make(ERROR_REFUSED, "'caseVersion' is not 1.1");
    TRY(case_extension_find(extension, document));
    TRY(value_need_text(&reader->source, document, "language"));
    TRY(value_need_text(&version, document, "version"));
    TRY(case_texts_join(&title, reader, document, "title", *extension));
    for (size_t i = 0; first[i]; i++)
        if (value_get(*extension, first[i]))
            value_set(rubric, first[i], value_get(*extension, first[i]));
    value_set_text(rubric, "version", version);
    TRY(read_status(rubric, document));
    value_set_text(rubric, "source_language", reader->source);
    value_set(rubric, "title", title);
    case_rest_add(rubric, *extension, (const char *const[]){"sections", "scales", NULL},
                  reader->arena);
    return NULL;
}

/* A package may hold more than a rubric file has a place for. */
static fallible check_package(const struct value *package)
{
    static const char *const keys[] = {
        "CFDocument", "CFItems", "CFAssociations", "CFDefinitions", "CFRubrics",
        "extensions", NULL};
    TRY(value_only(package, keys));
    for (size_t i = 1; i < 4; i++) {
        const struct value *more = value_get(package, keys[i]);
        bool is_list = more &&
                       (value_kind(more) == VALUE_ARRAY || value_kind(more) == VALUE_OBJECT);
        if (more && value_kind(more) != VALUE_NULL && (!is_list || value_size(more) > 0))
            return error_hint(error_make(ERROR_REFUSED, "'%s' is not empty", keys[i]),
                              "a rubric file has no place for it: take it out");
    }
    return NULL;
}

static fallible check_title(const struct value *rubric, const struct value *document)
{
    const struct value *title = value_get(rubric, "title");
    if (!title || value_equal(title, value_get(document, "title")))
        return NULL;
    return error_make(ERROR_REFUSED, "'title' is not that of the document");
}

fallible case_import(struct value **out, const struct value *package, struct arena *arena)
{
    struct case_reader reader = {.arena = arena};
    struct value *document, *rubrics, *extension, *sections, *rubric = value_object(arena);
    TRY(check_package(package));
    TRY(value_need(&document, package, "CFDocument", VALUE_OBJECT));
    TRY(value_need(&rubrics, package, "CFRubrics", VALUE_ARRAY));
    if (value_size(rubrics) != 1)
        return error_hint(error_make(ERROR_REFUSED, "'CFRubrics' has %zu rubrics instead of one",
                                     value_size(rubrics)),
                          "a file of Usta is one rubric: split the package");
    TRY_AS(read_document(rubric, &extension, &reader, document), "CFDocument");
    TRY_AS(copy_sections(&sections, &reader, extension), "CFDocument");
    TRY_AS(case_entity_check(&reader, value_at(rubrics, 0), rubric_keys), "CFRubrics[0]");
    TRY_AS(check_title(value_at(rubrics, 0), document), "CFRubrics[0]");
    TRY_AS(read_criteria(&reader, sections, value_at(rubrics, 0)), "CFRubrics[0]");
    TRY(case_unique_check(&reader));
    value_set(rubric, "sections", sections);
    *out = rubric;
    return NULL;
}
