/* Bars across a column of a table, as long as a number of its row. The column is 50 mm wide. */
#include "certify/layout.h"

#include "rendering.h"

#define STYLE "{face: sans regular, size: 10, leading: 14, most_lines: 1, colour: ink}"
#define TABLE(column)                                                                              \
    "  - {kind: table, name: rows, box: [5, 10, 90, 40], each: rows, padding: [0, 0], rule: 0.1, " \
    "colour: ink, columns: [{x: 0, width: 30, head: [], cells: [{style: s, language: en, text: "   \
    "'{.name}'}]}, {x: 40, width: 50, head: [], " column "}]}\n"
#define METER(most)                                                                                \
    TABLE("meter: {value: .number, most: " most ", height: 2, colour: red, track: pale}")
#define FULL "141.732 " /* 50 mm in points */

static struct error *render(struct bytes *pdf, const char *blocks, const char *number,
                            struct arena *arena)
{
    struct layout *layout;
    struct value *record;
    OK(small_layout(&layout, STYLE, blocks, "en", arena));
    OK(value_parse(
        &record,
        bytes_of_text(arena_format(arena,
                                   "{\"day\":\"2026-11-20\",\"whole\":40,\"word\":\"x\",\"rows\":["
                                   "{\"name\":\"a\"%s%s}]}",
                                   *number ? ",\"number\":" : "", number)),
        "record", arena));
    struct layout_input input = {record, NULL, 0, NULL};
    return layout_render(pdf, layout, &input, arena);
}

/* The widths of the rectangles drawn for a number, the track's first. */
static const char *widths(const char *blocks, const char *number, struct arena *arena)
{
    struct bytes pdf;
    int status;
    OK(render(&pdf, blocks, number, arena));
    const char *path = written(scratch_folder(arena), "x.pdf", pdf, arena);
    PEER_SAYS("No syntax or stream encoding errors", "qpdf --check '%s'", path);
    return arena_text(arena, run_peer(&status,
                                      arena_format(arena,
                                                   "qpdf --qdf --object-streams=disable '%s' - | "
                                                   "grep -a ' re$' | cut -d' ' -f3 | tr '\\n' ' '",
                                                   path),
                                      arena));
}

static void a_bar_is_as_long_as_its_number(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    assert_string_equal(widths(METER("100"), "50", arena), FULL "70.866 ");
    assert_string_equal(widths(METER("100"), "\"82.50\"", arena), FULL "116.928 ");
    assert_string_equal(widths(METER("whole"), "10", arena), FULL "35.433 ");
    assert_string_equal(widths(METER(".number"), "7", arena), FULL FULL);
    assert_string_equal(widths(METER("1000000"), "1000000", arena), FULL FULL);
}

static void nothing_is_an_empty_track_and_a_hidden_number_is_not_even_that(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    assert_string_equal(widths(METER("100"), "0", arena), FULL);
    assert_string_equal(widths(METER("0"), "0", arena), FULL);
    assert_string_equal(widths(METER("100"), "null", arena), "");
}

/* It is decoration: what reads the page aloud finds the cell of the name and an empty one. */
static void a_bar_is_no_figure(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct bytes pdf;
    OK(render(&pdf, METER("100"), "50", arena));
    const char *path = written(scratch_folder(arena), "x.pdf", pdf, arena);
    PEER_SAYS("cells 2, figures 0",
              "pdfinfo -struct '%s' | awk '/^ *TD/ { d++ } /^ *Figure/ { f++ } "
              "END { print \"cells \" d \", figures \" f + 0 }'",
              path);
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *blocks, *number, *says;
    } wrong[] = {
        {METER("100"), "101", "is more than '100'"},
        {METER("whole"), "41", "is more than 'whole'"},
        {METER("0"), "1", "is more than '0'"},
        {METER("100"), "-1", "'-1' is no number from 0 to 1000000"},
        {METER("1000001"), "1", "'1000001' is no number from 0"},
        {METER("100"), "\"many\"", "'many' is no number"},
        {METER("100"), "true", "the record has no number '.number'"},
        {METER("100"), "", "the record has no number '.number'"},
        {METER("word"), "1", "'x' is no number"},
        {METER("nothing"), "1", "the record has no number 'nothing'"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        SCOPED_ARENA(arena);
        struct bytes pdf;
        FAILS(render(&pdf, wrong[i].blocks, wrong[i].number, arena), ERROR_REFUSED, wrong[i].says);
    }
}

static void a_column_with_a_meter_has_nothing_else(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct layout *layout;
    FAILS(small_layout(&layout, STYLE,
                       TABLE("cells: [{style: s, language: en, text: x}], meter: {value: .number, "
                             "most: 1, height: 2, colour: red, track: pale}"),
                       "en", arena),
          ERROR_REFUSED, "has nothing else below its head");
    FAILS(small_layout(&layout, STYLE, TABLE("meter: {value: .number, height: 2}"), "en", arena),
          ERROR_REFUSED, "'most'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bar_is_as_long_as_its_number),
        cmocka_unit_test(nothing_is_an_empty_track_and_a_hidden_number_is_not_even_that),
        cmocka_unit_test(a_bar_is_no_figure),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(a_column_with_a_meter_has_nothing_else),
    };
    return cmocka_run_group_tests_name("certify/layout_meter", tests, NULL, NULL);
}
