#include "certify/report_page.h"

#include "assess/fixture.h"
#include "base/text.h"

#include "rendering.h"
#include "test.h"

#define REST                                                                                       \
    "{\"what\":\"age\",\"withheld\":false,\"cells\":[{\"name\":\"under 18\",\"count\":0},"         \
    "{\"name\":\"18-24\",\"count\":610},{\"name\":\"55 and over\",\"count\":624}]},"               \
    "{\"what\":\"destination\",\"withheld\":false,\"cells\":[{\"name\":\"TR\",\"count\":null},"    \
    "{\"name\":\"JP\",\"count\":731},{\"name\":\"KR\",\"count\":null},{\"name\":\"not known\","    \
    "\"count\":742}]},"                                                                            \
    "{\"what\":\"centre\",\"withheld\":false,\"cells\":[{\"name\":\"bishkek\",\"count\":1234}]},"  \
    "{\"what\":\"departure\",\"withheld\":true,\"cells\":[]},"
#define SEX                                                                                        \
    "{\"what\":\"sex\",\"withheld\":false,\"cells\":[{\"name\":\"f\",\"count\":617},"              \
    "{\"name\":\"m\",\"count\":617}]}"
#define WAITING                                                                                    \
    "{\"waiting\":[{\"step\":\"enrolment to test\",\"decisions\":55,\"median_days\":12,"           \
    "\"nine_in_ten_days\":33},{\"step\":\"test to decision\",\"decisions\":null,"                  \
    "\"median_days\":null,\"nine_in_ten_days\":null},{\"step\":\"enrolment to decision\","         \
    "\"decisions\":56,\"median_days\":21,\"nine_in_ten_days\":44}]}"
#define UNITS                                                                                      \
    "{\"units\":[{\"unit\":\"TST-PAIR\",\"attempts\":88,\"competent\":66,\"not_yet_competent\":"   \
    "22,"                                                                                          \
    "\"rate_percent\":\"75.00\"},{\"unit\":\"TST-SOLO\",\"attempts\":97,\"competent\":null,"       \
    "\"not_yet_competent\":null,\"rate_percent\":null}]}"

static struct value *parsed(const char *json, struct arena *arena)
{
    struct value *value;
    OK(value_parse(&value, bytes_of_text(json), "report", arena));
    return value;
}

/* A page of known reports: regions as JSON cells, units as a report. */
static struct value *record_made(const char *audience, const char *days, const char *certified,
                                 const char *regions, const char *units, const char *language,
                                 struct arena *arena)
{
    static const struct translation names[] = {{"en", "Skills Laboratory"},
                                               {"ru", "Лаборатория навыков"}};
    static const struct translation town[] = {{"en", "Bishkek"}, {"ru", "Бишкек"}};
    static struct centre centre = {.ref = "bishkek", .names = {town, 2}};
    const struct institution institution = {
        .origin = "usta.kg", .names = {names, 2}, .target = 2000, .centres = {&centre, 1}};
    struct value *progress = parsed(
        arena_format(arena,
                     "{\"audience\":\"%s\",\"as_of\":\"2026-11-20\",%s,\"certified\":%s,"
                     "\"target\":2000,\"by\":[" REST
                     "{\"what\":\"region\",\"withheld\":false,\"cells\":[%s]}," SEX "]}",
                     audience, days, certified, regions),
        arena);
    struct value *titles = parsed("{\"TST-PAIR\":\"Two taste\"}", arena);
    struct report_page page = {.progress = progress,
                               .units = parsed(units, arena),
                               .waiting = parsed(WAITING, arena),
                               .institution = &institution,
                               .titles = titles,
                               .head = {4711, digest_of(bytes_of_text("x"))}};
    return report_page_record(&page, language, arena);
}

static struct value *known(const char *language, struct arena *arena)
{
    return record_made("outside", "\"from\":null,\"until\":null", "1234",
                       "{\"name\":\"Osh\",\"count\":700},{\"name\":\"Talas\",\"count\":534}", UNITS,
                       language, arena);
}

/* "Osh 700, unknown –" */
static const char *chart(const struct value *record, const char *what, struct arena *arena)
{
    const struct value *rows = value_get(value_get(value_get(record, "by"), what), "rows");
    const char *text = "";
    for (size_t i = 0; i < value_size(rows); i++) {
        const struct value *row = value_at(rows, i), *name = value_get(row, "name");
        const char *called = value_get(row, "unknown") ? "unknown" : "others";
        if (value_kind(name) == VALUE_TEXT)
            called = value_text(name);
        text = arena_format(arena, "%s%s%s %s", text, *text ? ", " : "", called,
                            value_text(value_get(row, "shown")));
    }
    return text;
}

static void groups_stand_by_number_and_hidden_ones_by_name(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct value *record = known("ru", arena);
    assert_string_equal(chart(record, "age", arena), "under 18 0, 18-24 610, 55 and over 624");
    assert_string_equal(chart(record, "destination", arena), "JP 731, KR –, TR –, unknown 742");
    assert_string_equal(chart(record, "centre", arena), "Бишкек 1234");
    assert_string_equal(chart(record, "departure", arena), "");
    const struct value *by = value_get(record, "by");
    assert_string_equal(value_text(value_get(value_get(by, "departure"), "note")), "withheld");
    assert_int_equal(value_kind(value_get(value_get(by, "sex"), "note")), VALUE_NULL);
    assert_string_equal(value_text(value_get(record, "institution")), "Лаборатория навыков");
    assert_string_equal(value_text(value_get(known("ky", arena), "institution")),
                        "Skills Laboratory");
}

static void the_smallest_of_many_become_one_row(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const char *cells = "";
    for (int i = 0; i < 20; i++)
        cells = arena_format(arena, "%s%s{\"name\":\"R%02d\",\"count\":%d}", cells, i ? "," : "", i,
                             10 + i);
    struct value *record = record_made("inside", "\"from\":null,\"until\":null", "390", cells,
                                       UNITS, "en", arena);
    const struct value *rows = value_get(value_get(value_get(record, "by"), "region"), "rows");
    assert_int_equal(value_size(rows), 14);
    assert_string_equal(value_text(value_get(value_at(rows, 0), "name")), "R19");
    assert_int_equal(value_integer(value_get(value_at(rows, 13), "others")), 7);
    assert_int_equal(value_integer(value_get(value_at(rows, 13), "count")), 91); /* 10 to 16 */
    cells = arena_format(arena, "%s,{\"name\":\"R20\",\"count\":null}", cells);
    record = record_made("outside", "\"from\":null,\"until\":null", "390", cells, UNITS, "en",
                         arena);
    rows = value_get(value_get(value_get(record, "by"), "region"), "rows");
    assert_int_equal(value_kind(value_get(value_at(rows, 13), "count")), VALUE_NULL);
    assert_string_equal(value_text(value_get(value_at(rows, 13), "shown")), "–");
}

static const struct value *progress_of(const char *certified, struct arena *arena)
{
    struct value *record = record_made("outside", "\"from\":null,\"until\":null", certified, "",
                                       UNITS, "en", arena);
    return value_at(value_get(record, "progress"), 0);
}

static void progress_is_cut_and_no_bar_goes_beyond_the_target(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const struct value *progress = progress_of("1999", arena);
    assert_string_equal(value_text(value_get(progress, "percent")), "99 %");
    assert_int_equal(value_integer(value_get(progress, "reached")), 1999);
    progress = progress_of("2500", arena);
    assert_string_equal(value_text(value_get(progress, "percent")), "125 %");
    assert_int_equal(value_integer(value_get(progress, "reached")), 2000);
    progress = progress_of("null", arena);
    assert_string_equal(value_text(value_get(progress, "certified")), "–");
    assert_string_equal(value_text(value_get(progress, "percent")), "–");
    assert_int_equal(value_kind(value_get(progress, "reached")), VALUE_NULL);
}

static const char *page_of(const struct value *record, const char *language, struct arena *arena)
{
    struct layout *layout;
    struct bytes pdf;
    OK(layout_open(&layout, CERTIFICATES, "report", language, arena));
    struct layout_input input = {record, NULL, 0, NULL};
    OK(layout_render(&pdf, layout, &input, arena));
    const char *path = written(scratch_folder(arena), "report.pdf", pdf, arena);
    PEER_SAYS("No syntax or stream encoding errors", "qpdf --check '%s'", path);
    PEER_SAYS("Pages:           1\n", "pdfinfo '%s'", path);
    return path;
}

static void expect_all(const char *text, const char *const *parts)
{
    for (; *parts; parts++)
        if (!strstr(text, *parts))
            fail_msg("'%s' is not in '%s'", *parts, text);
}

static void the_page_has_every_number_and_says_what_is_hidden(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const char *text = pdf_words(page_of(known("en", arena), "en", arena), arena);
    expect_all(text, (const char *const[]){"Skills Laboratory",
                                           "1234",
                                           "2000",
                                           "61 %",
                                           "women",
                                           "617",
                                           "18–24",
                                           "610",
                                           "55 and over",
                                           "624",
                                           "Japan",
                                           "731",
                                           "not known",
                                           "742",
                                           "Osh",
                                           "700",
                                           "Talas",
                                           "534",
                                           "Bishkek",
                                           "withheld: too few persons",
                                           "55",
                                           "12",
                                           "33",
                                           "56",
                                           "21",
                                           "44",
                                           "Two taste",
                                           "88",
                                           "75.00",
                                           "TST-SOLO",
                                           "97",
                                           "under 5",
                                           "4711",
                                           "from the beginning –",
                                           NULL});
    assert_null(strstr(text, "staff"));
}

static void every_language_has_its_words(void **state)
{
    (void)state;
    static const char *const languages[] = {"en", "ru", "ky"};
    for (size_t i = 0; i < 3; i++) {
        SCOPED_ARENA(arena);
        page_of(known(languages[i], arena), languages[i], arena);
        page_of(record_made("inside", "\"from\":\"2026-01-01\",\"until\":\"2026-06-30\"", "1234",
                            "", "{\"units\":[]}", languages[i], arena),
                languages[i], arena);
    }
}

static void an_inside_page_says_so_and_names_its_days(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct value *record = record_made("inside", "\"from\":\"2026-01-01\",\"until\":\"2026-06-30\"",
                                       "1234", "", "{\"units\":[]}", "en", arena);
    const char *text = pdf_words(page_of(record, "en", arena), arena);
    expect_all(text, (const char *const[]){"For staff only", "2026-01-01 – 2026-06-30",
                                           "As of 2026-11-20", "none so far", NULL});
    assert_null(strstr(text, "under 5,"));
}

/* Twenty-five units with long titles and nine regions with long names stay on one page, each
 * number on it. */
static void a_full_page_is_still_one(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const char *units = "", *regions = "";
    for (int i = 0; i < 25; i++)
        units = arena_format(
            arena,
            "%s%s{\"unit\":\"UST-LONG-NAME-%02d\",\"attempts\":%d,\"rate_percent\":"
            "\"%d.25\"}",
            units, i ? "," : "", i, 3000 + i, 60 + i);
    for (int i = 0; i < 9; i++)
        regions = arena_format(arena,
                               "%s%s{\"name\":\"Ысык-Көл облусу, Жети-Өгүз %d\",\"count\":%d}",
                               regions, i ? "," : "", i, 131 + i);
    struct value *record = record_made("outside", "\"from\":null,\"until\":null", "1234", regions,
                                       arena_format(arena, "{\"units\":[%s]}", units), "ky", arena);
    struct value *list = value_get(record, "units");
    for (size_t i = 0; i < value_size(list); i++)
        value_set_text(
            value_at(list, i), "title",
            "Жашылчаларды, эттерди, балыктарды кабыл алуу, сактоо, белгилөө жана муздатуу");
    const char *text = pdf_words(page_of(record, "ky", arena), arena);
    for (int i = 0; i < 25; i++)
        expect_all(text, (const char *const[]){arena_format(arena, "UST-LONG-NAME-%02d", i),
                                               arena_format(arena, " %d ", 3000 + i),
                                               arena_format(arena, " %d.25 ", 60 + i), NULL});
    for (int i = 0; i < 9; i++)
        expect_all(text, (const char *const[]){arena_format(arena, " %d ", 131 + i), NULL});
}

static void a_registry_answers_whoever_may_read(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct layout *layout;
    struct bytes pdf;
    const struct report_question outside = {.audience = REPORT_OUTSIDE};
    const struct report_question wrong = {.audience = REPORT_OUTSIDE, .from_day = "2026-13-01"};
    fixture_open_sitting(f);
    OK(layout_open(&layout, CERTIFICATES, "report", "en", f->arena));
    OK(report_page_print(&pdf, layout, fixture_desk(f, "auditor"), &outside, "en", f->arena));
    const char *path = written(scratch_folder(f->arena), "report.pdf", pdf, f->arena);
    struct journal_head head;
    OK(journal_head_now(&head, f->db));
    expect_all(pdf_words(path, f->arena),
               (const char *const[]){digest_text(&head.root, f->arena), "none so far", NULL});
    FAILS(report_page_print(&pdf, layout, fixture_desk(f, "auditor"), &wrong, "en", f->arena),
          ERROR_USAGE, "2026-13-01");
    FAILS(report_page_print(&pdf, layout, fixture_desk(f, "newcomer"), &outside, "en", f->arena),
          ERROR_REFUSED, "may not read the registry");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_stand_by_number_and_hidden_ones_by_name),
        cmocka_unit_test(the_smallest_of_many_become_one_row),
        cmocka_unit_test(progress_is_cut_and_no_bar_goes_beyond_the_target),
        cmocka_unit_test(the_page_has_every_number_and_says_what_is_hidden),
        cmocka_unit_test(every_language_has_its_words),
        cmocka_unit_test(an_inside_page_says_so_and_names_its_days),
        cmocka_unit_test(a_full_page_is_still_one),
        cmocka_unit_test(a_registry_answers_whoever_may_read),
    };
    return cmocka_run_group_tests_name("certify/report_page", tests, NULL, NULL);
}
