#include "base/csv.h"

#include "test.h"

#define BYTES(text)                                                                                \
    {                                                                                              \
        (const uint8_t *)(text), sizeof(text) - 1                                                  \
    }

static void check_cells(const struct csv *csv, const char *expected, struct arena *arena)
{
    char *all = arena_text(arena, "");
    for (size_t i = 0; i < csv->column_count; i++)
        all = arena_format(arena, "%s[%s]", all, csv->header[i]);
    for (size_t i = 0; i < csv->row_count; i++) {
        all = arena_format(arena, "%s %zu:", all, csv->rows[i].number);
        for (size_t j = 0; j < csv->rows[i].count; j++)
            all = arena_format(arena, "%s[%s]", all, csv->rows[i].cells[j]);
    }
    assert_string_equal(all, expected);
}

static void reads_what_programs_write(void **state)
{
    (void)state;
    static const struct {
        struct bytes file;
        const char *cells;
        char separator;
    } cases[] = {
        {BYTES("a,b\r\n1,2\r\n3,4\r\n"), "[a][b] 2:[1][2] 3:[3][4]", ','},
        {BYTES("a,b\n1,2\n3,4"), "[a][b] 2:[1][2] 3:[3][4]", ','},
        {BYTES("a;b\r\n1;2,5\r\n"), "[a][b] 2:[1][2,5]", ';'}, /* Excel in Russian */
        {BYTES("\xef\xbb\xbf"
               "a;b\r\n1;2\r\n"),
         "[a][b] 2:[1][2]", ';'},
        {BYTES("имя;туулган\nАйзада;1998\n"), "[имя][туулган] 2:[Айзада][1998]", ';'},
        {BYTES("a,b\n\"x,y\",\"say \"\"yes\"\"\"\n"), "[a][b] 2:[x,y][say \"yes\"]", ','},
        {BYTES("a,b\n\"two\r\nlines\",z\n1,2\n"), "[a][b] 2:[two\r\nlines][z] 3:[1][2]", ','},
        {BYTES("a,b\n\"\",\n,\"\"\n"), "[a][b]", ','}, /* rows of nothing */
        {BYTES("a,b\n1,2\n,\n\n3,4\n\n\n"), "[a][b] 2:[1][2] 5:[3][4]", ','},
        {BYTES("a,b\n1\n1,2,3\n"), "[a][b] 2:[1] 3:[1][2][3]", ','}, /* ragged: the caller's */
        {BYTES("a\n 1 \n"), "[a] 2:[ 1 ]", ','},
        {BYTES("a"), "[a]", ','},
        {BYTES("\"x;y\",b\n1,2\n"), "[x;y][b] 2:[1][2]", ','},
        {BYTES("a,b\n1,\n"), "[a][b] 2:[1][]", ','},
        {BYTES("a\tb\r\n1;2\t3,4\r\n"), "[a][b] 2:[1;2][3,4]", '\t'},
        {BYTES("a;b;;\n1;2;;\n3;;;\n"), "[a][b] 2:[1][2] 3:[3][]", ';'}, /* empty columns */
        {BYTES("a;b;;\n1;2;3;\n"), "[a][b] 2:[1][2][3]", ';'},           /* not empty */
        {BYTES("a,b\n1,2,,,\n"), "[a][b] 2:[1][2]", ','},
        /* Excel's "Unicode text": а ө U+1F600, and the same from a big-endian machine */
        {BYTES("\xff\xfe"
               "a\0\t\0b\0\r\0\n\0\x30\x04\t\0\xe9\x04\x3d\xd8\x00\xde\r\0\n\0"),
         "[a][b] 2:[а][ө\xf0\x9f\x98\x80]", '\t'},
        {BYTES("\xfe\xff\0a\0,\0b\0\n\x04\x30\0,\xd8\x3d\xde\x00"),
         "[a][b] 2:[а][\xf0\x9f\x98\x80]", ','},
        {BYTES("a;b\n\"\"\"\";\"\"\"\"\"\"\n"), "[a][b] 2:[\"][\"\"]", ';'},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct csv csv;
        OK(csv_read(&csv, cases[i].file, "f.csv", arena));
        assert_int_equal(csv.separator, cases[i].separator);
        check_cells(&csv, cases[i].cells, arena);
    }
}

static void refuses_everything_else_with_its_place(void **state)
{
    (void)state;
    static const struct {
        struct bytes file;
        const char *says;
    } cases[] = {
        {BYTES(""), "f.csv:1:1: there is no header"},
        {BYTES("\n1,2\n"), "f.csv:1:1: there is no header"},
        {BYTES(",,\n1,2,3\n"), "f.csv:1:3: there is no header"},
        {BYTES("a,,c\n"), "f.csv:1:2: the column has no name"},
        {BYTES("a,b,a\n"), "f.csv:1:3: the column has the name of another one"},
        {BYTES("a,b;c\n"), "f.csv:1:1: several of comma, semicolon and tab"},
        {BYTES("a,b\n1,2\n3,x\"y\n"), "f.csv:3:2: a quote stands inside"},
        {BYTES("a,b\n1,\"x\n3,4\n"), "f.csv:2:2: a quote opens here and never closes"},
        {BYTES("a,b\n\"x\" ,2\n"), "f.csv:2:1: something follows the closing quote"},
        {BYTES("a,b\n1,2\r3,4\n"), "f.csv:2:2: a carriage return"},
        {BYTES("a,b\n1,\0\n"), "f.csv holds a NUL at byte 7"},
        {BYTES("a,b\n1,\xcf\xf0\n"),
         "f.csv is not UTF-8 at byte 7, line 2: it looks like Windows-1251"},
        {BYTES("a,b\n1,\xaf\xa0\n"), "f.csv is not UTF-8 at byte 7, line 2"}, /* code page 866 */
        {BYTES("a\tb;c\n"), "f.csv:1:1: several of comma, semicolon and tab"},
        {BYTES("\xff\xfe"
               "a\0,"),
         "f.csv is not UTF-16 at byte 3"}, /* half a unit */
        {BYTES("\xff\xfe\x3d\xd8"), "f.csv is not UTF-16 at byte 1"},
        {BYTES("\xfe\xff\xd8\x3d\0a"), "f.csv is not UTF-16 at byte 1"},
        {BYTES("\xfe\xff\xde\x00\0a"), "f.csv is not UTF-16 at byte 1"},
        {BYTES("\xfe\xff\0a\0\0"), "f.csv is not UTF-16 at byte 3"},
        {BYTES("\xff\xfe"), "f.csv:1:1: there is no header"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct csv csv;
        FAILS(csv_read(&csv, cases[i].file, "f.csv", arena), ERROR_REFUSED, cases[i].says);
    }
}

static void a_cell_is_written_as_it_is_read(void **state)
{
    (void)state;
    static const char *const cells[] = {"",   "plain",      "a,b", "a;b", "a\tb", "say \"yes\"",
                                        "\"", "two\nlines", " x ", "Өмүр"};
    for (size_t i = 0; i < COUNT(cells); i++) {
        SCOPED_ARENA(arena);
        struct csv csv;
        struct buffer out = buffer_make(arena, 1000);
        buffer_add_text(&out, "a,b\n");
        csv_add_cell(&out, cells[i]);
        buffer_add_text(&out, ",x\n");
        OK(csv_read(&csv, bytes_of_text(buffer_text(&out)), "f.csv", arena));
        assert_string_equal(csv.rows[0].cells[0], cells[i]);
    }
}

static void space_around_a_cell_is_dropped(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    assert_string_equal(csv_trimmed(" \xc2\xa0 a b\t\xc2\xa0\r\n", arena), "a b");
    assert_string_equal(csv_trimmed(" \xc2\xa0", arena), "");
    assert_string_equal(csv_trimmed("а", arena), "а");
    assert_string_equal(csv_trimmed("", arena), "");
}

static void an_old_code_page_is_told_from_a_slip(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct csv csv;
    struct bytes file = BYTES("a\n\xc0\xe9\xe7\xe0\xe4\xe0\n");
    SCOPED_ERROR error = csv_read(&csv, file, "f.csv", arena);
    assert_non_null(error);
    assert_non_null(strstr(error_message(error), "looks like Windows-1251"));
    assert_non_null(strstr(error_hint_text(error), "'CSV UTF-8 (comma delimited)' in Excel"));
    struct bytes cut = BYTES("a\nxyz\x80\n");
    SCOPED_ERROR slip = csv_read(&csv, cut, "f.csv", arena);
    assert_non_null(slip);
    assert_null(strstr(error_message(slip), "1251"));
}

static struct bytes repeated(const char *text, size_t times, const char *end, struct arena *arena)
{
    size_t size = strlen(text);
    char *all = arena_alloc(arena, times * size + strlen(end) + 1);
    for (size_t i = 0; i < times; i++)
        memcpy(all + i * size, text, size);
    memcpy(all + times * size, end, strlen(end));
    return bytes_of_text(all);
}

static void limits_hold_on_their_edge(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct csv csv;
    struct bytes row = repeated(",", CSV_COLUMN_LIMIT - 1, "x\n", arena);
    struct bytes file = bytes_of_text(arena_format(arena, "a\n%s", (const char *)row.data));
    OK(csv_read(&csv, file, "f.csv", arena));
    assert_int_equal(csv.rows[0].count, CSV_COLUMN_LIMIT);
    file = bytes_of_text(arena_format(arena, "a\n,%s", (const char *)row.data));
    FAILS(csv_read(&csv, file, "f.csv", arena), ERROR_REFUSED, "f.csv:2:201: there are too many");
    struct bytes cell = repeated("x", CSV_CELL_LIMIT, "", arena);
    file = bytes_of_text(arena_format(arena, "a\n%s\n", (const char *)cell.data));
    OK(csv_read(&csv, file, "f.csv", arena));
    assert_int_equal(strlen(csv.rows[0].cells[0]), CSV_CELL_LIMIT);
    file = bytes_of_text(arena_format(arena, "a\nx%s\n", (const char *)cell.data));
    FAILS(csv_read(&csv, file, "f.csv", arena), ERROR_REFUSED, "f.csv:2:1: the cell is too long");
    file = bytes_of_text(arena_format(arena, "a\n\"x%s\"\n", (const char *)cell.data));
    FAILS(csv_read(&csv, file, "f.csv", arena), ERROR_REFUSED, "f.csv:2:1: the cell is too long");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_programs_write),
        cmocka_unit_test(refuses_everything_else_with_its_place),
        cmocka_unit_test(a_cell_is_written_as_it_is_read),
        cmocka_unit_test(space_around_a_cell_is_dropped),
        cmocka_unit_test(an_old_code_page_is_told_from_a_slip),
        cmocka_unit_test(limits_hold_on_their_edge),
    };
    return cmocka_run_group_tests_name("base/csv", tests, NULL, NULL);
}
