/* libFuzzer: no typed sheet makes reading stumble; what was read is canonical, every mark in it is
 * one that its line can have, and an instrument has a name and stands with readings. */
#include "assess/mark.h"
#include "assess/ref.h"
#include "assess/small_form.h"
#include "assess/typing_read.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED_ARENA(arena);
    struct sheet_line lines[SMALL_LINES];
    struct sheet_form form = small_form(lines);
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
        ASSERT(!unread);
        struct value *again = mark_value(&mark, arena);
        const struct value *instrument = value_get(value_at(marks, i), "instrument");
        if (instrument) {
            ASSERT(mark.kind == MARK_READINGS && ref_good(value_text(instrument)));
            value_set_text(again, "instrument", value_text(instrument));
        }
        ASSERT(value_equal(value_at(marks, i), again));
    }
    return 0;
}
