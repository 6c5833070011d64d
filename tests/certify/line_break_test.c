#include "certify/line_break.h"

#include "base/buffer.h"
#include "base/text.h"

#include "test.h"

/* The text with | where a line may end. */
static const char *broken(const char *text, struct arena *arena)
{
    struct buffer out = buffer_make(arena, 4096);
    for (size_t at = 0, next; text[at]; at = next) {
        next = line_break_next(text, at);
        assert_true(next > at);
        buffer_add(&out, bytes_of(text + at, next - at));
        if (text[next])
            buffer_add_text(&out, "|");
    }
    return buffer_text(&out);
}

static void expect(const char *marked)
{
    SCOPED_ARENA(arena);
    char *text = arena_text(arena, marked), *to = text;
    for (const char *from = marked; *from; from++)
        if (*from != '|')
            *to++ = *from;
    *to = '\0';
    if (strcmp(broken(text, arena), marked) != 0)
        fail_msg("'%s' instead of '%s'", broken(text, arena), marked);
}

static void words_end_at_spaces_and_letter_hyphens(void **state)
{
    (void)state;
    expect("one |two | |three");
    expect("Иванова-|Петрова |2026-11-22");
    expect("شهادة |كفاءة");
    expect("Koch/Köchin, |warme |Küche");
}

static void east_asian_lines_end_between_characters(void **state)
{
    (void)state;
    expect("調|理|人");
    expect("요|리|사 |가|금|류");
    expect("だ|し|ABC |def|だ");
}

static void closing_marks_and_small_kana_begin_no_line(void **state)
{
    (void)state;
    expect("だ|し、|スー|プ。");
    expect("キッ|チ|ン）|の");
    expect("シュー");
    expect("요|리, |수|프.");
    expect("人々|の");
}

static void opening_marks_end_no_line(void **state)
{
    (void)state;
    expect("人|（温|か|い）");
    expect("요|리|사|(더|운 |요|리)");
}

static void a_number_stays_with_what_it_counts(void **state)
{
    (void)state;
    expect("約|75分|で");
    expect("90분 |안|에");
    expect("野|菜|1 |kg|を");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_end_at_spaces_and_letter_hyphens),
        cmocka_unit_test(east_asian_lines_end_between_characters),
        cmocka_unit_test(closing_marks_and_small_kana_begin_no_line),
        cmocka_unit_test(opening_marks_end_no_line),
        cmocka_unit_test(a_number_stays_with_what_it_counts),
    };
    return cmocka_run_group_tests_name("certify/line_break", tests, NULL, NULL);
}
