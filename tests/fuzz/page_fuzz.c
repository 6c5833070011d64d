/* libFuzzer: no file makes the reader of pages stumble, and whatever page it takes, nothing that is
 * filled in leaves its place: no mark of the data comes out as it was. */
#include "base/text.h"
#include "web/page.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Letters that no page of a fuzzer has by chance, beside what must not get through. */
#define HOSTILE "q7z<\"'>&q7z"

static struct value *hostile_data(struct arena *arena)
{
    struct value *data = value_object(arena), *list = value_array(arena),
                 *item = value_object(arena);
    value_set_text(item, "x", HOSTILE);
    value_append(list, item);
    value_append(list, item);
    value_set_text(data, "x", HOSTILE);
    value_set_text(data, "y", "");
    value_set_integer(data, "n", 7);
    value_set(data, "l", list);
    value_set_boolean(data, "t", true);
    value_set_boolean(data, "f", false);
    return data;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena *kept;
    static struct words *words;
    if (!words) {
        kept = arena_open();
        SCOPED_ERROR error = words_open(&words, FUZZ_FOLDER "/../../pages/words", kept);
        ASSERT(!error);
    }
    SCOPED_ARENA(arena);
    struct page *page;
    SCOPED_ERROR refused = page_read(&page, bytes_of(data, size), "fuzz", arena);
    if (refused)
        return 0;
    struct buffer out = buffer_make(arena, 64 * 1024);
    SCOPED_ERROR missing = page_fill(&out, page, hostile_data(arena), words, "en");
    /* what the page itself writes before a place is no value */
    if (missing || out.overfull || memmem(data, size, "q7z", 3) || memmem(data, size, "&{", 2))
        return 0;
    ASSERT(!out.size || !memmem(out.data, out.size, "q7z<\"", 5));
    ASSERT(!out.size || !memmem(out.data, out.size, "&q7z", 4));
    return 0;
}
