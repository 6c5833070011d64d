#include "assess/candidate_import.h"

#include "assess/candidate_column.h"
#include "assess/fixture.h"
#include "base/file.h"

#include "test.h"

#define HEADER                                                                                     \
    "ref,name_latin,name_cyrillic,born,sex,document_kind,document_number,region,languages,"        \
    "destination,departure,consent_day,extra_time_percent\n"
#define ONE                                                                                              \
    "BSK-001,Aizada Omurbekova,Айзада Өмүрбекова,1998-04-23,f,passport,AC1000001,Chüy," \
    "ky,TR,first,2026-10-05,25\n"
#define TWO                                                                                           \
    "BSK-002,Ermek Toktogulov,Эрмек Токтогулов,1991-11-02,m,passport,AC1000002,Naryn," \
    "ky ru,,returning,2026-10-05,\n"

static struct error *import(size_t *count, struct fixture *f, const char *text,
                            struct findings *findings)
{
    *findings = findings_make(f->arena);
    return candidate_import(count, fixture_desk(f, "registrar"), bytes_of_text(text), "c.csv",
                            findings, f->arena);
}

static void every_row_is_enrolled(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    size_t count;
    struct findings findings;
    OK(import(&count, f, HEADER ONE TWO, &findings));
    assert_int_equal(count, 2);
    struct candidate one, two;
    OK(candidate_find(&one, f->db, "BSK-001", f->arena));
    assert_string_equal(one.facts.name_cyrillic, "Айзада Өмүрбекова");
    assert_string_equal(one.facts.destination, "TR");
    assert_int_equal(one.facts.extra_time_percent, 25);
    OK(candidate_find(&two, f->db, "BSK-002", f->arena));
    assert_null(two.facts.destination);
    assert_int_equal(two.facts.extra_time_percent, 0);
    assert_string_equal(two.facts.languages, "ky ru");
    fixture_audit(f);
}

static void the_demo_file_is_enrolled(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    size_t count;
    struct bytes file;
    struct findings findings = findings_make(f->arena);
    OK(file_read(&file, PROJECT_FOLDER "/tests/demo/candidates.csv", CANDIDATE_IMPORT_SIZE_LIMIT,
                 f->arena));
    SCOPED_ERROR error = candidate_import(&count, fixture_desk(f, "registrar"), file, "c.csv",
                                          &findings, f->arena);
    if (error)
        fail_msg("%s\n%s", error_message(error), findings_text(&findings, f->arena));
    assert_int_equal(count, 24);
}

/* What Excel in Russian saves, with spaces somebody typed and the columns in another order. */
static void the_spreadsheet_of_a_registrar_is_understood(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    size_t count;
    struct findings findings;
    OK(import(&count, f,
              "\xef\xbb\xbfname_cyrillic;ref;name_latin;born;sex;document_kind;document_number;"
              "region;languages;departure;consent_day\r\n"
              "\" Айзада \xc2\xa0\"; BSK-001 ;Aizada\xc2\xa0;23.04.1998;f;passport;AC1000001;"
              "\"Chüy; Kemin\";ky;first;10/25/2026\r\n;;;;;;;;;;\r\n",
              &findings));
    struct candidate one;
    assert_int_equal(count, 1);
    OK(candidate_find(&one, f->db, "BSK-001", f->arena));
    assert_string_equal(one.facts.name_latin, "Aizada");
    assert_string_equal(one.facts.name_cyrillic, "Айзада");
    assert_string_equal(one.facts.born, "1998-04-23");
    assert_string_equal(one.facts.consent_day, "2026-10-25");
    assert_string_equal(one.facts.region, "Chüy; Kemin");
}

static void days_that_can_be_read_in_two_ways_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *written, *day; /* NULL: two ways */
    } cases[] = {
        {"1998-04-23", "1998-04-23"},
        {"23.04.1998", "1998-04-23"},
        {"4/23/1998", "1998-04-23"},
        {"23-4-1998", "1998-04-23"},
        {"05.05.1998", "1998-05-05"},
        {"5/5/1998", "1998-05-05"},
        {"13.12.1998", "1998-12-13"},
        {"12.13.1998", "1998-12-13"},
        {"03.04.1998", NULL},
        {"3/4/1998", NULL},
        {"12.11.1998", NULL},
        {"31.31.1998", "1998-31-31"},
        {"35908", NULL}, /* a spreadsheet's number of a day */
        {"1998", "1998"},
        {"135908", "135908"},
        {"3590x", "3590x"},
        /* not in local order, or not a day: as it stands */
        {"23.04.98", "23.04.98"},
        {"23.04", "23.04"},
        {"", ""},
        {"23.04/1998", "23.04/1998"},
        {"23.04.1998.", "23.04.1998."},
        {"1998.04.23", "1998.04.23"},
        {"0.4.1998", "0.4.1998"},
        {"a.b.c", "a.b.c"},
        {"123.4.1998", "123.4.1998"},
        {"23. 4.1998", "23. 4.1998"},
        {"..", ".."},
    };
    SCOPED_ARENA(arena);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *day = import_day(cases[i].written, arena);
        if (!day != !cases[i].day || (day && strcmp(day, cases[i].day) != 0))
            fail_msg("'%s' is read as '%s' instead of '%s'", cases[i].written, day, cases[i].day);
    }
}

static void everything_wrong_is_told_and_nobody_enrolled(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    size_t count;
    struct findings findings;
    fixture_commit(f);
    int64_t acts = fixture_acts(f);
    FAILS(import(&count, f,
                 HEADER ONE
                 "BSK-002,Эрмек,Эрмек,03.04.1991,x,passport,AC1000002,Naryn,ky,,returning,"
                 "2026-10-05,101\n" /* row 3 */
                 "BSK-003,Ermek,Эрмек,1991-11-02,m\n"
                 "BSK-001,Svetlana,Светлана,1979-03-17,f,passport,AC1000007,Osh,ru,,first,"
                 "2026-10-07,0\n"
                 "BSK-005,Omurbekova Aizada,Өмүрбекова Айзада,1998-04-23,f,passport,AC1000009,"
                 "Osh,ru,,first,2026-10-07,0\n"
                 "BSK-006,Ermek,Эрмек,35908,m,passport,AC1000010,Osh,ru,,first,2026-10-07\n",
                 &findings),
          ERROR_REFUSED, "c.csv: 8 mistakes, nobody is enrolled");
    assert_string_equal(
        findings_text(&findings, f->arena),
        "c.csv:3:2: error E74: name_latin: 'Эрмек' is not a name in Latin letters\n"
        "c.csv:3:4: error E75: born: '03.04.1991' can be read in two ways: write it as "
        "year-month-day\n"
        "c.csv:3:5: error E74: sex: 'x' is none of: f m\n"
        "c.csv:3:13: error E74: extra_time_percent: '101' is not a whole number from 0 to 100\n"
        "c.csv:4:5: error E73: the row has 5 cells, the header 13\n"
        "c.csv:5:1: error E77: candidate 'BSK-001' stands in row 2 already\n"
        "c.csv:6:1: error E76: candidate 'BSK-005': seems to be enrolled already as 'BSK-001': the "
        "same document, or the same birth date and a similar name; BSK-001 is Aizada Omurbekova, "
        "born 1998-04-23, row 2\n"
        "c.csv:7:4: error E75: born: '35908' is how a spreadsheet counts days: 1998-04-23, or "
        "2002-04-24 when it counts from 1904: write it as year-month-day\n");
    fixture_rollback(f); /* as a caller does who sees an error */
    assert_int_equal(fixture_acts(f), acts);
    struct candidates all;
    OK(candidate_list(&all, f->db, f->arena));
    assert_int_equal(all.count, 0);
}

static void people_who_were_compared_are_enrolled(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    size_t count;
    struct findings findings;
    OK(import(&count, f,
              "ref,name_latin,name_cyrillic,born,sex,document_kind,document_number,region,"
              "languages,departure,consent_day,compared_with\n"
              "A-1,Aizada,Айзада,1998-04-23,f,passport,AC1000001,Osh,ky,first,2026-10-05,\n"
              "A-2,Aizada,Айзада,1998-04-23,f,passport,AC1000002,Osh,ky,first,2026-10-05,A-1\n",
              &findings));
    assert_int_equal(count, 2);
}

static void headers_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    size_t count;
    struct findings findings;
    FAILS(import(&count, f, "ref,name_latin,Bern\nBSK-001,A,1998-04-23\n", &findings),
          ERROR_REFUSED, "10 mistakes");
    const char *text = findings_text(&findings, f->arena);
    assert_non_null(strstr(text, "c.csv:1:3: error E71: 'Bern' is not a column of candidates"));
    assert_non_null(strstr(text, "c.csv:1:1: error E72: the column 'born' is missing"));
    assert_null(strstr(text, "'destination' is missing"));
    FAILS(import(&count, f, "ref,Number\nBSK-001,1\n", &findings), ERROR_REFUSED, "mistakes");
    assert_non_null(
        strstr(findings_text(&findings, f->arena),
               "c.csv:1:2: error E77: 'Number' is the column 'ref', which stands at 1"));
    FAILS(import(&count, f, "a,b\n\"", &findings), ERROR_REFUSED, "c.csv:2:1: a quote opens here");
    FAILS(candidate_import(&count, fixture_desk(f, "lead"), bytes_of_text(HEADER ONE), "c.csv",
                           &findings, f->arena),
          ERROR_REFUSED, "'lead' may not enrol");
    OK(import(&count, f, HEADER, &findings));
    assert_int_equal(count, 0);
}

static void rows_may_end_before_what_may_be_empty(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    size_t count;
    struct findings findings;
    OK(import(&count, f,
              HEADER "BSK-001,Aizada,Айзада,1998-04-23,f,passport,AC1000001,Osh,ky,TR,first,"
                     "2026-10-05\n",
              &findings));
    assert_int_equal(count, 1);
    FAILS(import(&count, f,
                 HEADER "BSK-002,Ermek,Эрмек,1991-11-02,m,passport,AC1000002,Osh,ky,TR,first\n",
                 &findings),
          ERROR_REFUSED, "1 mistakes");
}

/* The empty table of every language, filled in: with commas or semicolons as that spreadsheet
 * writes them, and as Excel's "Unicode text". */
static void the_template_is_what_the_import_reads(void **state)
{
    (void)state;
    static const struct {
        const char *language, *row;
    } cases[] = {
        {"en",
         "E-1,Aizada,Айзада,1998-04-23,f,passport,AC1000001,Osh,ky,TR,first,2026-10-05,,\r\n"},
        {"ru", "R-1;Ermek;Эрмек;23.04.1991;m;passport;AC1000002;Ош;ky;;first;2026-10-05;25;\r\n"},
        {"ky", "K-1;Özgön;Өзгөн;23.04.1990;m;id_card;AC1000003;Ош;ky;;first;2026-10-05;;\r\n"},
    };
    SCOPED_FIXTURE(f);
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t count;
        struct bytes table;
        struct findings findings;
        OK(candidate_template(&table, cases[i].language, f->arena));
        const char *text = arena_text_n(f->arena, table.data, table.size);
        SCOPED_ERROR error = import(&count, f, arena_format(f->arena, "%s%s", text, cases[i].row),
                                    &findings);
        if (error)
            fail_msg("%s\n%s", error_message(error), findings_text(&findings, f->arena));
        assert_int_equal(count, 1);
    }
    struct bytes table;
    FAILS(candidate_template(&table, "de", f->arena), ERROR_USAGE, "no names in 'de'");
}

static void columns_are_known_by_their_names_however_typed(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    static const struct {
        const char *header;
        size_t column;
    } cases[] = {
        {"name_latin", 0},      {"NAME LATIN", 0},      {"имя  латинскими\nбуквами ", 0},
        {"Туулган күнү", 2},    {"туулган куну", 2},    {"Birth-date:", 2},
        {"номер", COLUMN_REF},  {"Номер документа", 5}, {"", COLUMN_COUNT},
        {"Иной", COLUMN_COUNT}, {"...", COLUMN_COUNT},  {"extra time", COLUMN_EXTRA_TIME},
        {"фото", COLUMN_COUNT}, {"Дата согласия", 10},  {"COMPARED-WITH", COLUMN_COMPARED},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(candidate_column_of(cases[i].header, arena), cases[i].column);
    for (size_t column = 0; column < COLUMN_COUNT; column++)
        for (const char *const *tag = (const char *const[]){"en", "ru", "ky", NULL}; *tag; tag++) {
            const char *title = NULL;
            OK(candidate_column_title(&title, column, *tag));
            assert_int_equal(candidate_column_of(title, arena), column);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_enrolled),
        cmocka_unit_test(the_demo_file_is_enrolled),
        cmocka_unit_test(the_spreadsheet_of_a_registrar_is_understood),
        cmocka_unit_test(days_that_can_be_read_in_two_ways_are_refused),
        cmocka_unit_test(everything_wrong_is_told_and_nobody_enrolled),
        cmocka_unit_test(people_who_were_compared_are_enrolled),
        cmocka_unit_test(headers_that_do_not_fit_are_refused),
        cmocka_unit_test(rows_may_end_before_what_may_be_empty),
        cmocka_unit_test(the_template_is_what_the_import_reads),
        cmocka_unit_test(columns_are_known_by_their_names_however_typed),
    };
    return cmocka_run_group_tests_name("assess/candidate_import", tests, NULL, NULL);
}
