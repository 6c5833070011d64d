#include "cli/spreadsheet.h"

#include "base/csv.h"

#include "test.h"

static const char *sheet_of(const char *json, struct arena *arena)
{
    struct value *answer;
    struct bytes sheet;
    OK(value_parse(&answer, bytes_of_text(json), "answer", arena));
    OK(spreadsheet_of(&sheet, answer, arena));
    assert_memory_equal(sheet.data, "\xef\xbb\xbf", 3);
    return arena_text_n(arena, sheet.data + 3, sheet.size - 3);
}

static void lists_become_rows(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    static const struct {
        const char *json, *sheet;
    } cases[] = {
        {"{\"a\":1,\"list\":[]}", ""},
        {"{\"list\":[{\"k\":\"x\",\"n\":1},{\"n\":2,\"m\":null}]}", "k,n,m\r\nx,1,\r\n,2,\r\n"},
        {"{\"words\":[\"a\"],\"list\":[{\"t\":[\"a\",\"b\"],\"b\":true}]}",
         "t,b\r\n\"[\"\"a\"\",\"\"b\"\"]\",true\r\n"},
        {"{\"by\":[{\"what\":\"sex\",\"cells\":[{\"name\":\"f\",\"n\":1},{\"name\":\"m\"}]},"
         "{\"what\":\"age\",\"cells\":[]}]}",
         "what,name,n\r\nsex,f,1\r\nsex,m,\r\nage,,\r\n"},
        {"{\"list\":[{\"q\":\"a \\\"b\\\", c\"}]}", "q\r\n\"a \"\"b\"\", c\"\r\n"},
        {"{\"list\":[{\"q\":\"=1+1\"},{\"q\":\"@x\"},{\"q\":\"-1\"},{\"q\":-1}]}",
         "q\r\n'=1+1\r\n'@x\r\n'-1\r\n-1\r\n"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(sheet_of(cases[i].json, arena), cases[i].sheet);
}

/* What it writes, the reader of tables reads. */
static void our_own_reader_reads_it(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct csv csv;
    const char *sheet = sheet_of("{\"list\":[{\"имя\":\"Айгүл; \\\"Ө\\\"\",\"n\":\"a\\nb\"}]}",
                                 arena);
    OK(csv_read(&csv, bytes_of_text(sheet), "sheet", arena));
    assert_string_equal(csv.header[0], "имя");
    assert_string_equal(csv.rows[0].cells[0], "Айгүл; \"Ө\"");
    assert_string_equal(csv.rows[0].cells[1], "a\nb");
}

static void without_a_list_there_is_no_table(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct bytes sheet;
    struct value *answer = value_object(arena);
    value_set_integer(answer, "size", 3);
    FAILS(spreadsheet_of(&sheet, answer, arena), ERROR_USAGE, "no list");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_become_rows),
        cmocka_unit_test(our_own_reader_reads_it),
        cmocka_unit_test(without_a_list_there_is_no_table),
    };
    return cmocka_run_group_tests_name("cli/spreadsheet", tests, NULL, NULL);
}
