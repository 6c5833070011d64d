/* Tables that go on over further pages: a small page of 100 by 60 mm whose table has room for a
 * head and four rows. */
#include "certify/layout.h"

#include "rendering.h"

#define STYLE                                                                                      \
    "{face: sans regular, size: 10, leading: 14.1732, most_lines: 1, colour: ink}\n" /* 5 mm */    \
    "  t: {face: sans regular, size: 10, least: 6, leading: 14.1732, most_lines: 1, colour: ink}"
#define TABLE                                                                                      \
    "  - {kind: table, name: rows, box: [5, 10, 90, 25], each: rows, flow: yes, keep: .head, "     \
    "padding: [0, 0], rule: 0.1, colour: ink, columns: [{x: 0, width: 90, head: [{style: s, "      \
    "language: $language, text: HEAD}], cells: [{style: s, language: $language, text: '{.name}'}," \
    " {style: s, language: $language, each: .ticks, frame: [3, 3], text: '-{.say}'}]}]}\n"
#define FOOT                                                                                       \
    "  - {kind: text, name: foot, box: [5, 50, 90, 6], lines: [{style: s, language: $language, "   \
    "text: 'page {#page} of {#pages}.'}]}\n"

static struct error *open_layout(struct layout **out, const char *blocks, const char *language,
                                 struct arena *arena)
{
    return small_layout(out, STYLE, blocks, language, arena);
}

static struct value *record_of(const char *rows, struct arena *arena)
{
    struct value *record;
    const char *json = arena_format(arena, "{\"day\":\"2026-11-20\",\"rows\":[%s]}", rows);
    OK(value_parse(&record, bytes_of_text(json), "record", arena));
    return record;
}

/* rows as JSON: what stands on each page, spaces for line ends, "/" between pages. */
static const char *pages_with(const char *blocks, const char *rows, const char *more,
                              struct arena *arena)
{
    struct layout *layout;
    struct value *record, *second = NULL;
    struct bytes pdf;
    OK(open_layout(&layout, blocks, "en", arena));
    record = record_of(rows, arena);
    if (more)
        second = record_of(more, arena);
    struct layout_input inputs[] = {{record, NULL, 0, NULL}, {second, NULL, 0, NULL}};
    OK(layout_render_all(&pdf, layout, inputs, more ? 2 : 1, arena));
    const char *path = written(scratch_folder(arena), "x.pdf", pdf, arena);
    int status;
    PEER_SAYS("No syntax or stream encoding errors", "qpdf --check '%s'", path);
    return arena_text(arena, run_peer(&status,
                                      arena_format(arena,
                                                   "pdftotext -q '%s' - | tr -s '\\n' ' ' | "
                                                   "tr '\\f' '/'",
                                                   path),
                                      arena));
}

static const char *pages_of(const char *rows, const char *more, struct arena *arena)
{
    return pages_with(TABLE FOOT, rows, more, arena);
}

static void rows_go_on_with_head_and_foot_again(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    assert_string_equal(pages_of("{\"name\":\"a\"},{\"name\":\"b\"}", NULL, arena),
                        "HEAD a b page 1 of 1. /");
    assert_string_equal(
        pages_of("{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"},{\"name\":\"d\"},"
                 "{\"name\":\"e\"}",
                 NULL, arena),
        "HEAD a b c d page 1 of 2. /HEAD e page 2 of 2. /");
}

/* A table that is small enough stays on one page; otherwise it goes on in another place, between
 * blocks of the first page and of the others. */
#define SOMETIMES(next)                                                                            \
    "  - {kind: table, name: rows, box: [5, 10, 90, 25], each: rows, flow: when_full, " next       \
    "padding: [0, 2], rule: 0.1, colour: ink, columns: [{x: 0, width: 90, head: [{style: t, "      \
    "language: en, text: HEAD}], cells: [{style: t, language: en, text: '{.name}'}]}]}\n"          \
    "  - {kind: text, name: top, pages: first, box: [5, 0, 90, 6], lines: [{style: s, language: "  \
    "en, text: 'first'}]}\n"                                                                       \
    "  - {kind: text, name: again, pages: others, box: [5, 0, 90, 6], lines: [{style: s, "         \
    "language: en, text: 'further'}]}\n"
static const char *rows_named(const char *names, struct arena *arena)
{
    char *rows = arena_text(arena, "");
    for (; *names; names++)
        rows = arena_format(arena, "%s%s{\"name\":\"%c\"}", rows, *rows ? "," : "", *names);
    return rows;
}

static void a_table_goes_on_only_when_it_is_full(void **state)
{
    (void)state;
    static const struct {
        const char *names, *pages;
    } cases[] = {
        {"abcd", "first HEAD a b c d page 1 of 1. /"},
        {"abcdefg", "first HEAD a b c d e f g page 1 of 1. /"}, /* smaller */
        {"abcdefgh", "first HEAD a b c d page 1 of 2. /further HEAD e f g h page 2 of 2. /"},
        {"abcdefghijklm", "first HEAD a b c d page 1 of 3. /further HEAD e f g h i j k l page 2 of "
                          "3. /further HEAD m page 3 of 3. /"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        assert_string_equal(pages_with(SOMETIMES("next: [5, 5, 90, 45], ") FOOT,
                                       rows_named(cases[i].names, arena), NULL, arena),
                            cases[i].pages);
    }
}

/* Of two tables that flow each form has one. */
#define UNDER(condition)                                                                           \
    "  - {kind: table, name: rows, when: " condition                                               \
    ", box: [5, 10, 90, 25], each: rows, flow: yes, padding: [0, 0], rule: 0.1, colour: ink, "     \
    "columns: [{x: 0, width: 90, head: [{style: s, language: en, text: '" condition                \
    "'}], cells: [{style: s, language: en, text: '{.name}'}]}]}\n"

static void one_of_several_tables_flows(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct layout *layout;
    struct bytes pdf;
    assert_string_equal(
        pages_with(UNDER("not rows") UNDER("day") FOOT, rows_named("abcde", arena), NULL, arena),
        "day a b c d page 1 of 2. /day e page 2 of 2. /");
    OK(open_layout(&layout, UNDER("day") UNDER("rows"), "en", arena));
    struct layout_input input = {record_of("{\"name\":\"a\"}", arena), NULL, 0, NULL};
    FAILS(layout_render(&pdf, layout, &input, arena), ERROR_REFUSED, "a second table flows");
}

static void several_forms_count_their_own_pages(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    assert_string_equal(pages_of("{\"name\":\"a\"}", "{\"name\":\"b\"}", arena),
                        "HEAD a page 1 of 1. /HEAD b page 1 of 1. /");
}

static void a_row_is_never_cut_and_a_heading_stays_with_what_follows(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    assert_string_equal(pages_of("{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"},"
                                 "{\"name\":\"d\",\"ticks\":[{\"say\":\"x\"},{\"say\":\"y\"}]}",
                                 NULL, arena),
                        "HEAD a b c page 1 of 2. /HEAD d -x -y page 2 of 2. /");
    assert_string_equal(pages_of("{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"},"
                                 "{\"name\":\"T\",\"head\":1},{\"name\":\"d\"}",
                                 NULL, arena),
                        "HEAD a b c page 1 of 2. /HEAD T d page 2 of 2. /");
    /* but nothing but headings is cut where it is full */
    assert_string_equal(pages_of("{\"name\":\"a\",\"head\":1},{\"name\":\"b\",\"head\":1},"
                                 "{\"name\":\"c\",\"head\":1},{\"name\":\"d\",\"head\":1},"
                                 "{\"name\":\"e\",\"head\":1}",
                                 NULL, arena),
                        "HEAD a b c d page 1 of 2. /HEAD e page 2 of 2. /");
}

static void every_page_owns_its_marks(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct layout *layout;
    struct value *record;
    struct bytes pdf;
    OK(open_layout(&layout, TABLE FOOT, "ky", arena));
    OK(value_parse(&record,
                   bytes_of_text("{\"day\":\"2026-11-20\",\"rows\":[{\"name\":\"a\"},{\"name\":"
                                 "\"b\"},{\"name\":\"c\"},{\"name\":\"d\"},{\"name\":\"e\"}]}"),
                   "record", arena));
    struct layout_input input = {record, NULL, 0, NULL};
    OK(layout_render(&pdf, layout, &input, arena));
    const char *path = written(scratch_folder(arena), "x.pdf", pdf, arena);
    PEER_SAYS("2", "qpdf --qdf --object-streams=disable '%s' - | grep -ac '/StructParents'", path);
    PEER_SAYS("tables 2, heads 2, cells 5",
              "pdfinfo -struct '%s' | awk '/^ *Table/ { t++ } /^ *TH/ { h++ } /^ *TD/ { d++ } "
              "END { print \"tables \" t \", heads \" h \", cells \" d }'",
              path);
    PEER_SAYS("ky", "qpdf --qdf --object-streams=disable '%s' - | grep -a '/Lang'", path);
}

static void what_cannot_be_is_refused(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct layout *layout;
    struct value *record;
    struct bytes pdf;
    FAILS(open_layout(&layout, TABLE, NULL, arena), ERROR_REFUSED, "and none is asked for");
    FAILS(open_layout(&layout, TABLE TABLE, "en", arena), ERROR_REFUSED, "is not the only one");
    FAILS(open_layout(&layout, SOMETIMES("next: [5, 5, 80, 45], "), "en", arena), ERROR_REFUSED,
          "as wide as 'box'");
    FAILS(open_layout(&layout, SOMETIMES("pages: first, "), "en", arena), ERROR_REFUSED,
          "is not the only one");
    FAILS(open_layout(&layout,
                      "  - {kind: text, name: t, box: [0, 0, 9, 9], lines: [{style: s, language: "
                      "en, text: x, frame: [0, 3]}]}\n",
                      "en", arena),
          ERROR_REFUSED, "the frame is empty");
    OK(open_layout(&layout, TABLE, "en", arena));
    OK(value_parse(&record,
                   bytes_of_text("{\"day\":\"2026-11-20\",\"rows\":[{\"name\":\"a\",\"ticks\":"
                                 "[{\"say\":\"1\"},{\"say\":\"2\"},{\"say\":\"3\"},{\"say\":\"4\"},"
                                 "{\"say\":\"5\"}]}]}"),
                   "record", arena));
    struct layout_input input = {record, NULL, 0, NULL};
    FAILS(layout_render(&pdf, layout, &input, arena), ERROR_REFUSED, "the block is full");
    input.record = record_of("{\"name\":\"a\",\"ticks\":\"x\"}", arena);
    FAILS(layout_render(&pdf, layout, &input, arena), ERROR_REFUSED, "'.ticks' of the record");
    OK(value_parse(&record, bytes_of_text("{\"day\":\"2026-11-20\",\"rows\":[]}"), "r", arena));
    input.record = record;
    FAILS(layout_render(&pdf, layout, &input, arena), ERROR_REFUSED, "no list 'rows'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_go_on_with_head_and_foot_again),
        cmocka_unit_test(a_table_goes_on_only_when_it_is_full),
        cmocka_unit_test(one_of_several_tables_flows),
        cmocka_unit_test(several_forms_count_their_own_pages),
        cmocka_unit_test(a_row_is_never_cut_and_a_heading_stays_with_what_follows),
        cmocka_unit_test(every_page_owns_its_marks),
        cmocka_unit_test(what_cannot_be_is_refused),
    };
    return cmocka_run_group_tests_name("certify/layout_flow", tests, NULL, NULL);
}
