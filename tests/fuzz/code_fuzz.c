/* libFuzzer: whatever is typed as a code, what is accepted has one printed form that reads back,
 * and every suggestion for what is not is a code. */
#include "base/text.h"
#include "certify/code.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect_one_form(const struct code *code, struct arena *arena)
{
    struct code again;
    uint8_t packed[CODE_PACKED_SIZE];
    SCOPED_ERROR unread = code_read(&again, code_text(code, arena));
    ASSERT(!unread && code_equal(code, &again));
    code_pack(packed, code);
    SCOPED_ERROR unpacked = code_unpack(&again, bytes_of(packed, sizeof packed));
    ASSERT(!unpacked && code_equal(code, &again));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED_ARENA(arena);
    struct code code, suggestions[CODE_SUGGESTIONS];
    const char *input = arena_text_n(arena, data, size);
    SCOPED_ERROR error = code_read(&code, input);
    size_t count = code_suggest(suggestions, input);
    ASSERT(error || count == 0);
    if (!error)
        expect_one_form(&code, arena);
    for (size_t i = 0; i < count; i++)
        expect_one_form(&suggestions[i], arena);
    if (error)
        ASSERT(utf8_fault_at(bytes_of_text(error_message(error))) == strlen(error_message(error)));
    return 0;
}
