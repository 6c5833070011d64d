/* Rubrics to CASE and back: every shipped one, random ones, and packages that lie. */
#include "assess/case_form.h"

#include "assess/random_rubric.h"
#include "assess/rubric_digest.h"
#include "assess/rubric_load.h"
#include "base/file.h"
#include "base/text.h"
#include "base/uuid.h"
#include "base/yaml_value.h"

#include "test.h"

static const struct case_frame frame = {"Skills Laboratory", 1795143225};

static struct value *tree_of(struct bytes file, const char *name, struct arena *arena)
{
    struct findings findings = findings_make(arena);
    struct yaml_node *root;
    findings_open(&findings, name);
    yaml_read(&root, &findings, file, arena);
    if (!root || findings.errors)
        fail_msg("%s", findings_text(&findings, arena));
    return yaml_to_value(root, arena);
}

static struct rubric *loaded(struct bytes file, const char *name, struct arena *arena)
{
    struct rubric *rubric;
    struct findings findings = findings_make(arena);
    OK(rubric_load(&rubric, &findings, file, name, arena));
    if (!rubric)
        fail_msg("%s", findings_text(&findings, arena));
    return rubric;
}

/* As the package is written to a file, and read from it. */
static struct value *there_and_back(const struct value *tree, struct arena *arena)
{
    struct value *package, *back;
    const char *text = value_pretty(case_export(tree, &frame, arena), arena);
    OK(value_parse(&package, bytes_of_text(text), "case.json", arena));
    OK(case_import(&back, package, arena));
    return back;
}

static struct value *without(const struct value *object, const char *key, struct arena *arena)
{
    struct value *rest = value_object(arena);
    for (size_t i = 0; i < value_size(object); i++)
        if (!text_equal(value_key_at(object, i), key))
            value_set(rest, value_key_at(object, i), value_at(object, i));
    return rest;
}

/* The tree with each scale where it is used. */
static struct value *expanded(const struct value *tree, struct arena *arena)
{
    struct value *whole = without(tree, "scales", arena), *sections = value_array(arena);
    const struct value *list = value_get(tree, "sections");
    for (size_t i = 0; i < value_size(list); i++) {
        struct value *section = without(value_at(list, i), "criteria", arena);
        struct value *criteria = value_array(arena);
        const struct value *old = value_get(value_at(list, i), "criteria");
        for (size_t j = 0; j < value_size(old); j++) {
            const struct value *scale = value_get(value_at(old, j), "scale");
            struct value *criterion = without(value_at(old, j), "scale", arena);
            if (scale)
                value_set(criterion, "levels",
                          value_get(value_get(tree, "scales"), value_text(scale)));
            value_append(criteria, criterion);
        }
        value_set(section, "criteria", criteria);
        value_append(sections, section);
    }
    value_set(whole, "sections", sections);
    return whole;
}

static void expect_same(const struct value *tree, const struct value *back, const char *name,
                        struct arena *arena)
{
    const struct value *expected = expanded(tree, arena);
    if (!value_equal(expected, back))
        fail_msg("%s: %s\nbecomes\n%s", name, value_canonical(expected, arena),
                 value_canonical(back, arena));
}

static void round_trip(struct bytes file, const char *name, struct arena *arena)
{
    struct bytes yaml;
    struct rubric *rubric = loaded(file, name, arena);
    struct value *tree = tree_of(file, name, arena), *back = there_and_back(tree, arena);
    expect_same(tree, back, name, arena); /* every key: x- ones, source, comments, status … */
    OK(yaml_from_value(&yaml, back, arena));
    struct rubric *again = loaded(yaml, name, arena);
    assert_true(digest_equal(&rubric->structure_digest, &again->structure_digest));
    assert_int_equal(rubric->language_count, again->language_count);
    for (size_t i = 0; i < rubric->language_count; i++) {
        struct digest a = rubric_text_digest(rubric, rubric->languages[i].tag, arena);
        struct digest b = rubric_text_digest(again, rubric->languages[i].tag, arena);
        assert_true(digest_equal(&a, &b));
        assert_int_equal(rubric->languages[i].state, again->languages[i].state);
    }
    assert_string_equal(rubric_name(rubric, arena), rubric_name(again, arena));
    assert_int_equal(rubric->status, again->status);
    assert_int_equal(rubric->alignment_count, again->alignment_count);
    assert_string_equal(rubric->pass_method, again->pass_method);
}

static void every_rubric_comes_back_whole(void **state)
{
    (void)state;
    static const char *const folders[] = {PROJECT_FOLDER "/rubrics/catering",
                                          PROJECT_FOLDER "/tests/vectors/rubrics",
                                          PROJECT_FOLDER "/tests/assess/files"};
    size_t tried = 0;
    for (size_t i = 0; i < COUNT(folders); i++) {
        SCOPED_ARENA(arena);
        const char *const *names;
        size_t count;
        OK(folder_list(&names, &count, folders[i], ".yaml", arena));
        for (size_t j = 0; j < count; j++) {
            SCOPED_ARENA(room);
            struct bytes file;
            if (text_ends(names[j], "scheme.yaml"))
                continue;
            OK(file_read(&file, path_join(room, folders[i], names[j]), RUBRIC_FILE_LIMIT, room));
            if (!strstr(arena_text_n(room, file.data, file.size), "usta_rubric: 1"))
                continue;
            round_trip(file, names[j], room);
            tried++;
        }
    }
    assert_true(tried >= 12);
}

/* --- random rubrics: their structure, with texts that try every escape */

static const char *const odd_texts[] = {"plain",      "Өмүр ё №",        "a \"quote\" \\ back",
                                        "two\nlines", ": # - [",         "true",
                                        "70.00",      "\xf0\x9f\x98\x80"};

static struct value *odd_title(size_t seed, struct arena *arena)
{
    static const char *const tags[] = {"en", "ru", "ky"};
    struct value *texts = value_object(arena);
    for (size_t i = 0; i < COUNT(tags); i++)
        value_set_text(texts, tags[i], odd_texts[(seed + i * 3) % COUNT(odd_texts)]);
    return texts;
}

/* Members that are null in the digest's form are not in a file's. */
static struct value *without_nulls(const struct value *value, struct arena *arena)
{
    bool is_map = value_kind(value) == VALUE_OBJECT;
    struct value *rest = is_map ? value_object(arena) : value_array(arena);
    for (size_t i = 0; i < value_size(value); i++) {
        const struct value *each = value_at(value, i);
        bool is_nested = value_kind(each) == VALUE_OBJECT || value_kind(each) == VALUE_ARRAY;
        const struct value *kept = is_nested ? without_nulls(each, arena) : each;
        if (is_map && value_kind(each) != VALUE_NULL)
            value_set(rest, value_key_at(value, i), kept);
        if (!is_map)
            value_append(rest, kept);
    }
    return rest;
}

static void add_titles(struct value *tree, size_t seed, struct arena *arena)
{
    value_set(tree, "title", odd_title(seed, arena));
    const struct value *sections = value_get(tree, "sections");
    for (size_t i = 0; i < value_size(sections); i++) {
        const struct value *criteria = value_get(value_at(sections, i), "criteria");
        value_set(value_at(sections, i), "title", odd_title(seed + i, arena));
        for (size_t j = 0; j < value_size(criteria); j++) {
            struct value *criterion = value_at(criteria, j), *comments = value_array(arena);
            const struct value *levels = value_get(criterion, "levels");
            value_set(criterion, "title", odd_title(seed + j, arena));
            value_append(comments, odd_title(seed + j + 1, arena));
            value_set(criterion, "comments", comments);
            value_set_text(criterion, "x-note", odd_texts[(seed + j) % COUNT(odd_texts)]);
            for (size_t k = 0; levels && k < value_size(levels); k++)
                value_set(value_at(levels, k), "title", odd_title(seed + k, arena));
        }
    }
}

static struct value *random_tree(struct random *random, size_t seed, struct arena *arena)
{
    static const char *const statuses[] = {"draft", "published", "retired"};
    struct rubric *rubric = random_rubric(random, arena);
    struct value *tree = without_nulls(rubric_structure(rubric, arena), arena);
    struct value *occupation = value_object(arena);
    value_set_integer(tree, "usta_rubric", 1);
    value_set_text(tree, "version", arena_format(arena, "1.%zu.0", seed));
    value_set_text(tree, "status", statuses[seed % COUNT(statuses)]);
    value_set_text(tree, "source_language", seed % 2 ? "en" : "ky");
    value_set_text(occupation, "isco08", "5120");
    value_set(tree, "occupation", occupation);
    add_titles(tree, seed, arena);
    return tree;
}

static void random_rubrics_come_back_whole(void **state)
{
    (void)state;
    struct random random = random_seeded(20261128);
    for (size_t i = 0; i < 500; i++) {
        SCOPED_ARENA(arena);
        struct bytes yaml;
        struct value *tree = random_tree(&random, i, arena), *back = there_and_back(tree, arena);
        expect_same(tree, back, "random", arena);
        OK(yaml_from_value(&yaml, back, arena));
        expect_same(tree, tree_of(yaml, "random.yaml", arena), "as YAML", arena);
    }
}

/* --- what others may rely on */

static const char *example_text(struct arena *arena)
{
    struct bytes file;
    OK(file_read(&file, PROJECT_FOLDER "/tests/vectors/rubrics/ust-ck-hk-02.yaml",
                 RUBRIC_FILE_LIMIT, arena));
    return value_canonical(case_export(tree_of(file, "example", arena), &frame, arena), arena);
}

static void what_case_requires_is_there(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct value *package;
    OK(value_parse(&package, bytes_of_text(example_text(arena)), "package", arena));
    const struct value *document = value_get(package, "CFDocument");
    const struct value *rubric = value_at(value_get(package, "CFRubrics"), 0);
    const struct value *criteria = value_get(rubric, "CFRubricCriteria");
    assert_string_equal(value_text(value_get(document, "creator")), "Skills Laboratory");
    assert_string_equal(value_text(value_get(document, "lastChangeDateTime")),
                        "2026-11-20T02:53:45Z");
    assert_string_equal(value_text(value_get(document, "adoptionStatus")), "Adopted");
    int64_t weights = 0;
    for (size_t i = 0; i < value_size(criteria); i++) {
        const struct value *criterion = value_at(criteria, i);
        const struct value *levels = value_get(criterion, "CFRubricCriterionLevels");
        assert_true(value_equal(value_get(criterion, "rubricId"), value_get(rubric, "identifier")));
        assert_string_equal(value_text(value_get(criterion, "identifier")),
                            uuid_of_uri(value_text(value_get(criterion, "uri")), arena));
        assert_true(value_size(levels) >= 2);
        weights += value_integer(value_get(criterion, "weight"));
    }
    assert_int_equal(weights, 100);
    assert_string_equal(example_text(arena), example_text(arena));
}

static void packages_that_cannot_be_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *search, *replacement, *says;
    } cases[] = {
        {"\"CFDocument\":", "\"CFDokument\":", "'CFDokument'"},
        {"\"CFRubrics\":[", "\"CFRubrics\":[1,", "'CFRubrics' has 2 rubrics instead of one"},
        {"\"CFRubrics\":[", "\"CFItems\":[{}],\"CFRubrics\":[", "'CFItems' is not empty"},
        {"\"caseVersion\":\"1.1\"", "\"caseVersion\":\"1.0\"",
         "CFDocument: 'caseVersion' is not 1.1"},
        {"\"creator\":\"Skills Laboratory\",", "", "CFDocument: 'creator'"},
        {"\"adoptionStatus\":\"Adopted\"", "\"adoptionStatus\":\"Private Draft\"",
         "'adoptionStatus' is 'Private Draft'"},
        {"\"extensions\":{\"usta\":{", "\"extensions\":{\"osalt\":{", "says nothing of 'usta'"},
        {"\"identifier\":\"", "\"identifier\":\"X", "CFDocument: 'identifier' 'X"},
        {"\"lastChangeDateTime\":\"2026", "\"lastChangeDateTime\":\"yesterday 2026",
         "'lastChangeDateTime'"},
        {"\"category\":\"", "\"category\":\"My ", "CFRubricCriteria[0]: 'category' is 'My "},
        {"\"position\":1,\"rubricId\":\"", "\"position\":2,\"rubricId\":\"", "'position' is not 1"},
        {"\"rubricId\":\"", "\"rubricId\":\"0", "'rubricId' is not the identifier of what"},
        {"\"quality\":\"at_least 20\"", "\"quality\":\"at_least 10\"",
         "CFRubricCriterionLevels[0]: the level is not what"},
        {"\"quality\":\"at_least 20\",", "", "the level is not what"},
        {"\"weight\":6", "\"weight\":\"6\"", "CFRubricCriteria[0]: 'weight'"},
        {"\"section\":\"A\"", "\"section\":\"Q\"", "there is no section 'Q'"},
        {"\"CFRubricCriteria\":[{", "\"CFRubricCriteria\":[{\"hidden\":1,", "'hidden'"},
        {"\"description\":\"Hand washing time\",", "", "'description'"},
        {"\"CFRubricCriterionLevels\":[", "\"CFRubricCriterionLevels\":[null,",
         "CFRubricCriterionLevels[0]"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct value *package, *rubric;
        const char *text = example_text(arena), *at = strstr(text, cases[i].search);
        if (!at)
            fail_msg("'%s' is not in the package", cases[i].search);
        const char *changed = arena_format(arena, "%.*s%s%s", (int)(at - text), text,
                                           cases[i].replacement, at + strlen(cases[i].search));
        OK(value_parse(&package, bytes_of_text(changed), "package", arena));
        FAILS(case_import(&rubric, package, arena), ERROR_REFUSED, cases[i].says);
    }
}

static void an_identifier_is_one_objects(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct value *package, *rubric;
    OK(value_parse(&package, bytes_of_text(example_text(arena)), "package", arena));
    struct value *document = value_get(package, "CFDocument");
    value_set(document, "identifier",
              value_get(value_at(value_get(package, "CFRubrics"), 0), "identifier"));
    FAILS(case_import(&rubric, package, arena), ERROR_REFUSED, "two objects have the identifier");
}

static void what_others_change_comes_into_the_rubric(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct value *package, *tree;
    OK(value_parse(&package, bytes_of_text(example_text(arena)), "package", arena));
    const struct value *rubric = value_at(value_get(package, "CFRubrics"), 0);
    struct value *criterion = value_at(value_get(rubric, "CFRubricCriteria"), 0);
    value_set_text(criterion, "description", "Washing time of hands");
    value_set_integer(criterion, "weight", 5);
    OK(case_import(&tree, package, arena));
    const struct value *first = value_at(
        value_get(value_at(value_get(tree, "sections"), 0), "criteria"), 0);
    assert_int_equal(value_integer(value_get(first, "weight")), 5);
    assert_string_equal(value_text(value_get(value_get(first, "title"), "en")),
                        "Washing time of hands");
    assert_string_equal(value_text(value_get(value_get(first, "title"), "ru")), "Время мытья рук");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rubric_comes_back_whole),
        cmocka_unit_test(random_rubrics_come_back_whole),
        cmocka_unit_test(what_case_requires_is_there),
        cmocka_unit_test(packages_that_cannot_be_are_refused),
        cmocka_unit_test(an_identifier_is_one_objects),
        cmocka_unit_test(what_others_change_comes_into_the_rubric),
    };
    return cmocka_run_group_tests_name("assess/case_form", tests, NULL, NULL);
}
