#include "base/yaml_value.h"

#include "test.h"

static struct value *value_of_yaml(struct bytes file, struct arena *arena)
{
    struct findings findings = findings_make(arena);
    struct yaml_node *root;
    findings_open(&findings, "f.yaml");
    yaml_read(&root, &findings, file, arena);
    if (!root || findings.errors)
        fail_msg("%s in:\n%.*s", findings_text(&findings, arena), (int)file.size, file.data);
    return yaml_to_value(root, arena);
}

static void scalars_become_what_they_are(void **state)
{
    (void)state;
    static const struct {
        const char *yaml, *json;
    } cases[] = {
        {"a: 70\n", "{\"a\":70}"},
        {"a: \"70\"\n", "{\"a\":\"70\"}"},
        {"a: -3\n", "{\"a\":-3}"},
        {"a: 0\n", "{\"a\":0}"},
        {"a: -0\n", "{\"a\":\"-0\"}"},
        {"a: 007\n", "{\"a\":\"007\"}"},
        {"a: 1.0.0\n", "{\"a\":\"1.0.0\"}"},
        {"a: 9999999999999999\n", "{\"a\":\"9999999999999999\"}"},
        {"a: true\nb: 'true'\n", "{\"a\":true,\"b\":\"true\"}"},
        {"a: yes\n", "{\"a\":\"yes\"}"},
        {"a: ~\nb: null\nc: 'null'\nd:\n", "{\"a\":null,\"b\":null,\"c\":\"null\",\"d\":null}"},
        {"a: [x, {b: 1}, []]\n", "{\"a\":[\"x\",{\"b\":1},[]]}"},
        {"a: {}\n", "{\"a\":{}}"},
    };
    SCOPED_ARENA(arena);
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(
            value_canonical(value_of_yaml(bytes_of_text(cases[i].yaml), arena), arena),
            cases[i].json);
}

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    static const char *const values[] = {
        "{\"a\":70,\"b\":\"70\",\"c\":[1,[2,[\"x\"]],{\"d\":{\"e\":[]}}],\"f\":{},\"g\":null}",
        "{\"a\":\"two\\nlines\\ttab\\\\ \\\"quoted\\\" \\u0001 \\u0085 \\u2028 \\ufeff\"}",
        "{\"a\":\"Өмүр 😀: # - [x] {y} & * ! | > % @ `\"}",
        "{\"null\":1,\"a b\":2,\"x: y\":3,\"\":4,\"#\":5,\"-\":6,\"Ключ\":7,\"true\":8,\"1\":9}",
        "{\"a\":[{\"b\":1,\"c\":[{\"d\":\"\"}]},{\"b\":2}]}",
        "{\"a\":\"true\",\"b\":true,\"c\":\"~\",\"d\":\" space \",\"e\":false}",
        "[1,\"x\",[[2]]]",
        "\"text\"",
    };
    SCOPED_ARENA(arena);
    for (size_t i = 0; i < COUNT(values); i++) {
        struct value *value;
        struct bytes yaml;
        OK(value_parse(&value, bytes_of_text(values[i]), "value", arena));
        OK(yaml_from_value(&yaml, value, arena));
        if (!value_equal(value, value_of_yaml(yaml, arena)))
            fail_msg("%s becomes\n%.*s", values[i], (int)yaml.size, yaml.data);
    }
}

static void what_would_not_be_read_is_not_written(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct bytes yaml;
    char *text = arena_alloc(arena, YAML_SIZE_LIMIT + 1);
    memset(text, 'x', YAML_SIZE_LIMIT);
    FAILS(yaml_from_value(&yaml, value_of_text(text, arena), arena), ERROR_REFUSED, "YAML");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scalars_become_what_they_are),
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(what_would_not_be_read_is_not_written),
    };
    return cmocka_run_group_tests_name("base/yaml_value", tests, NULL, NULL);
}
