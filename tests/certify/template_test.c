#include "certify/template.h"

#include "rendering.h"

static const char record_text[] =
    "{\"name\": \"Bek {code} & <b>\", \"year\": 1996, \"none\": null, \"test\": false,"
    " \"title\": {\"ky\": \"Ашпозчу\", \"en\": \"Cook\"}, \"in\": [\"ky\", \"ru\"],"
    " \"units\": [{\"id\": \"A\"}, {\"id\": \"B\"}], \"empty\": []}";

static struct template_scope scope_make(struct arena *arena)
{
    struct value *record;
    struct words *words;
    OK(value_parse(&record, bytes_of_text(record_text), "record", arena));
    OK(words_open(&words, CERTIFICATES "/words", arena));
    return (struct template_scope){
        .record = record, .words = words, .language = "ky", .page = 2, .pages = 3};
}

static void places_are_filled_in(void **state)
{
    (void)state;
    static const struct {
        const char *template, *text;
    } cases[] = {
        {"plain", "plain"},
        {"", ""},
        {"<{name}>", "<Bek {code} & <b>>"}, /* and not filled in again */
        {"{year}", "1996"},
        {"{none?}|{missing?}|", "||"},
        {"{title.en} {title.$language}", "Cook Ашпозчу"},
        {"{in}", "ky, ru"},
        {"{in|language}", "кыргызча, орусча"},
        {"{units[].id/ · }", "A · B"},
        {"{.id}", "x"},
        {"{#page}/{#pages}", "2/3"},
        {"{@issued} {en@issued}", "Берилген күнү Issued"},
    };
    SCOPED_ARENA(arena);
    struct template_scope scope = scope_make(arena);
    struct value *item;
    OK(value_parse(&item, bytes_of_text("{\"id\": \"x\"}"), "item", arena));
    scope.item = item;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *text;
        OK(template_fill(&text, cases[i].template, &scope, arena));
        assert_string_equal(text, cases[i].text);
    }
}

static void mistakes_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *template, *says;
    } cases[] = {
        {"{missing}", "the record has no 'missing'"},
        {"{name.first}", "the record has no 'name.first'"},
        {"{none}", "'none' of the record is neither text nor a number"},
        {"{test}", "'test' of the record is neither text nor a number"},
        {"{title}", "'title' of the record is neither"},
        {"{@nothing}", "there is no word 'nothing' in 'ky'"},
        {"{xx@issued}", "there is no word 'issued' in 'xx'"},
        {"{name|country}", "there is no word 'country.Bek {code} & <b>'"},
        {"{name", "unpaired brace in '{name'"},
        {"name}", "unpaired brace"},
    };
    SCOPED_ARENA(arena);
    struct template_scope scope = scope_make(arena);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *text;
        FAILS(template_fill(&text, cases[i].template, &scope, arena), ERROR_REFUSED, cases[i].says);
    }
}

static void conditions_hold_for_what_is_there(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct template_scope scope = scope_make(arena);
    assert_true(template_holds("name", &scope, arena));
    assert_true(template_holds("year", &scope, arena));
    assert_true(template_holds("in", &scope, arena));
    assert_true(template_holds("title.en", &scope, arena));
    assert_false(template_holds("none", &scope, arena));
    assert_false(template_holds("test", &scope, arena));
    assert_false(template_holds("empty", &scope, arena));
    assert_false(template_holds("missing.deeper", &scope, arena));
}

static void a_words_file_with_mistakes_names_the_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"usta_words: 1\nlanguage: ky\nstate: good\nwords: {}\n", "'state' is 'good'"},
        {"usta_words: 1\nlanguage: ky\nstate: draft\nword: {}\n",
         "ky.yaml:4:7: unknown key 'word'"},
        {"usta_words: 1\nlanguage: ky\nstate: draft\nwords: {a: [b]}\n", "a list stands where"},
        {"usta_words: 1\nlanguage: ky\nstate: draft\nwords: {a: ''}\n", "text is empty"},
        {"usta_words: 1\nstate: draft\nwords: {}\n", "'language' is missing"},
        {"usta_word: 1\n", "'usta_words' is missing"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        const char *folder = scratch_folder(arena);
        written(folder, "ky.yaml", bytes_of_text(cases[i].text), arena);
        struct words *words;
        FAILS(words_open(&words, folder, arena), ERROR_REFUSED, cases[i].says);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_filled_in),
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(conditions_hold_for_what_is_there),
        cmocka_unit_test(a_words_file_with_mistakes_names_the_place),
    };
    return cmocka_run_group_tests_name("certify/template", tests, NULL, NULL);
}
