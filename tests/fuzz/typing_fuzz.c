/* libFuzzer: no typed sheet makes reading stumble; what was read is canonical, and every mark in it
 * is one that its line can have. */
#include "assess/mark.h"
#include "assess/small_rubric.h"
#include "assess/typing_read.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LINES = 6 };

static struct sheet_form form_of(struct sheet_line lines[static LINES])
{
    size_t count = 0;
    for (size_t i = 0; i < small_rubric.section_count; i++)
        for (size_t j = 0; j < small_rubric.sections[i].criterion_count; j++)
            lines[count++] = (struct sheet_line){&small_rubric.sections[i],
                                                 &small_rubric.sections[i].criteria[j]};
    return (struct sheet_form){.attempt = {.name = "s/c/u"},
                               .rubric = &small_rubric,
                               .person = {.ref = "examiner"},
                               .duty = DUTY_FIRST,
                               .lines = lines,
                               .line_count = count};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED_ARENA(arena);
    struct sheet_line lines[LINES];
    struct sheet_form form = form_of(lines);
    struct findings findings = findings_make(arena);
    struct value *content;
    SCOPED_ERROR error = typing_read(&content, &form, bytes_of(data, size), "fuzz", &findings,
                                     arena);
    if (error)
        return 0;
    const struct value *marks = value_get(content, "marks");
    for (size_t i = 0; i < value_size(marks); i++) {
        struct mark mark;
        const struct criterion *criterion = rubric_criterion(&small_rubric, value_key_at(marks, i));
        SCOPED_ERROR unread = mark_read(&mark, criterion, "examiner", value_at(marks, i), arena);
        ASSERT(!unread && value_equal(value_at(marks, i), mark_value(&mark, arena)));
    }
    return 0;
}
