#include "certify/pdf_value.h"

#include "base/buffer.h"
#include "certify/pdf_text.h"

#include "test.h"

static struct error *read(struct pdf_value *out, const char *text, struct arena *arena)
{
    struct pdf_cursor cursor = {bytes_of_text(text), 0};
    TRY(pdf_value_read(out, &cursor, arena));
    pdf_skip_space(&cursor);
    return cursor.at == strlen(text) ? NULL : error_make(ERROR_REFUSED, "left over");
}

static void reads_each_kind(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum pdf_kind kind;
        int64_t number;
        const char *bytes;
    } cases[] = {
        {"null", PDF_NULL, 0, ""},
        {" true ", PDF_BOOLEAN, 1, ""},
        {"false", PDF_BOOLEAN, 0, ""},
        {"12", PDF_INTEGER, 12, ""},
        {"-7", PDF_INTEGER, -7, ""},
        {"+7", PDF_INTEGER, 7, ""},
        {"4.", PDF_REAL, 4, ""},
        {"-.5", PDF_REAL, 0, ""},
        {"12 0 R", PDF_REFERENCE, 12, ""},
        {"/Name", PDF_NAME, 0, "Name"},
        {"/A#42c", PDF_NAME, 0, "ABc"},
        {"/", PDF_NAME, 0, ""},
        {"(text)", PDF_STRING, 0, "text"},
        {"(a(b)c)", PDF_STRING, 0, "a(b)c"},
        {"(\\(\\n\\101\\7x\\\\)", PDF_STRING, 0, "(\nA\7x\\"},
        {"<48656C6c6f>", PDF_HEX_STRING, 0, "Hello"},
        {"<>", PDF_HEX_STRING, 0, ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct pdf_value value;
        OK(read(&value, cases[i].text, arena));
        assert_int_equal(value.kind, cases[i].kind);
        assert_int_equal(value.number, cases[i].number);
        assert_true(bytes_equal(value.text, bytes_of_text(cases[i].bytes)));
    }
}

static void reads_what_holds_others(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    static const char text[] = "<< /A [ 1 2 0 R (x)[] ]\n/B<</C/D>>/E 5>>";
    struct pdf_value value;
    OK(read(&value, text, arena));
    assert_int_equal(value.kind, PDF_DICTIONARY);
    assert_int_equal(value.count, 3);
    const struct pdf_value *list = pdf_value_get(&value, "A");
    assert_int_equal(list->count, 4);
    assert_int_equal(list->items[1].kind, PDF_REFERENCE);
    assert_true(pdf_value_is_name(pdf_value_get(pdf_value_get(&value, "B"), "C"), "D"));
    assert_true(bytes_equal(pdf_value_bytes(list, bytes_of_text(text)),
                            bytes_of_text("[ 1 2 0 R (x)[] ]")));
    assert_null(pdf_value_get(&value, "F"));
    assert_null(pdf_value_get(list, "A"));
    assert_null(pdf_value_get(NULL, "A"));
}

static void refuses_everything_else(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    char *deep = arena_text(arena, "");
    for (int i = 0; i < 25; i++)
        deep = arena_format(arena, "[%s]", deep);
    char *wide = arena_text(arena, "<<");
    for (int i = 0; i < 1025; i++)
        wide = arena_format(arena, "%s/k%d 0", wide, i);
    const struct {
        const char *text, *says;
    } cases[] = {
        {"", "no value"},
        {"nulls", "no value"},
        {"trueX", "no value"},
        {"% comment\n1", "no value"},
        {")", "no value"},
        {"-", "malformed number"},
        {".", "malformed number"},
        {"1.2.3", "malformed number"},
        {"1a", "malformed number"},
        {"12345678901", "malformed number"},
        {"1 1 R", "left over"}, /* of generation 1 */
        {"/A#4", "malformed name"},
        {"/A#00", "malformed name"},
        {"/A#zz", "malformed name"},
        {"(no end", "without end"},
        {"(a(b)", "without end"},
        {"(\\q)", "unknown escape"},
        {"(\\", "unknown escape"},
        {"<4", "malformed hexadecimal"},
        {"<4>", "malformed hexadecimal"},
        {"<4x>", "malformed hexadecimal"},
        {"<4 1>", "malformed hexadecimal"},
        {"[1", "no value"},
        {"<</A 1", "no value"},
        {"<</A>>", "no value"},
        {"<<1 2>>", "no name"},
        {"<</A 1/A 2>>", "given twice"},
        {"<</A 1/#41 2>>", "given twice"},
        {deep, "too deeply"},
        {wide, "too many keys"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct pdf_value value;
        FAILS(read(&value, cases[i].text, arena), ERROR_REFUSED, cases[i].says);
    }
}

static void texts_come_back(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "", "plain", "a (b) \\ c", "Ош", "Ң ö ş", "naïve", "\xf0\x9d\x84\x9e clef", "line\nbreak"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        SCOPED_ARENA(arena);
        struct buffer out = buffer_make(arena, 4096);
        struct pdf_value value;
        const char *again;
        pdf_text_add(&out, texts[i]);
        OK(read(&value, buffer_text(&out), arena));
        OK(pdf_text_read(&again, &value, "text", arena));
        assert_string_equal(again, texts[i]);
    }
}

static void texts_of_other_forms_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"/Name",      "(\\200)",    "<feff00>",
                                        "<feffd800>", "12",         "<feffd8000041>",
                                        "<feffdc00>", "<feff0000>", "(a\\0b)"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        SCOPED_ARENA(arena);
        struct pdf_value value;
        const char *text;
        OK(read(&value, texts[i], arena));
        FAILS(pdf_text_read(&text, &value, "text", arena), ERROR_REFUSED, "not a text string");
    }
}

static void dates_come_back(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    assert_string_equal(pdf_date(1795341225, arena), "D:20261122095345Z");
    struct pdf_value value;
    int64_t instant_s;
    OK(read(&value, "(D:20261122095345Z)", arena));
    OK(pdf_date_read(&instant_s, &value, "date"));
    assert_int_equal(instant_s, 1795341225);
    static const char *const wrong[] = {"(D:20261122095345)",  "(20261122095345Z00)",
                                        "(D:20261322095345Z)", "(D:20261122095345z)",
                                        "(D:2026112209534+Z)", "()"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        OK(read(&value, wrong[i], arena));
        FAILS(pdf_date_read(&instant_s, &value, "date"), ERROR_REFUSED, "date");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_each_kind),
        cmocka_unit_test(reads_what_holds_others),
        cmocka_unit_test(refuses_everything_else),
        cmocka_unit_test(texts_come_back),
        cmocka_unit_test(texts_of_other_forms_are_refused),
        cmocka_unit_test(dates_come_back),
    };
    return cmocka_run_group_tests_name("certify/pdf_value", tests, NULL, NULL);
}
