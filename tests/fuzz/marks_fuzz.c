/* libFuzzer: no file of marks makes reading, scoring or explaining stumble; what was read, written
 * out and read again, has the same form and the same score. */
#include "assess/score_explain.h"
#include "assess/small_rubric.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The score as text, or the refusal's. */
static const char *judged(const struct marks *marks, struct arena *arena)
{
    struct score *score;
    SCOPED_ERROR error = score_compute(&score, &small_rubric, marks, arena);
    if (error)
        return arena_text(arena, error_message(error));
    ASSERT(*score_explain(score, "en", arena) != '\0');
    ASSERT(score->total.numerator <= 100 * score->total.denominator);
    return value_canonical(score_value(score, arena), arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED_ARENA(arena);
    struct marks *marks, *again;
    SCOPED_ERROR error = marks_read(&marks, &small_rubric, bytes_of(data, size), "fuzz", arena);
    if (error)
        return 0;
    const char *text = value_canonical(marks_value(&small_rubric, marks, arena), arena);
    SCOPED_ERROR unread = marks_read(&again, &small_rubric, bytes_of_text(text), "again", arena);
    ASSERT(!unread);
    ASSERT(text_equal(text, value_canonical(marks_value(&small_rubric, again, arena), arena)));
    ASSERT(text_equal(judged(marks, arena), judged(again, arena)));
    return 0;
}
