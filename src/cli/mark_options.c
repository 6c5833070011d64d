#include "cli/mark_options.h"

#include "assess/mark.h"
#include "base/text.h"

static fallible read_check(struct value **out, const struct call *call, const char *text)
{
    if (!text_equal(text, "yes") && !text_equal(text, "no"))
        return call_usage(call, "'%s' is neither yes nor no: option '--check'", text);
    *out = value_of_boolean(text_equal(text, "yes"), call->arena);
    return NULL;
}

fallible mark_options_read(struct value **out, const struct call *call)
{
    static const char *const options[] = {"--check", "--level", "--readings", "--na"};
    struct value *mark = value_object(call->arena);
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        const char *text = call_option(call, options[i]);
        struct value *said = value_of_text(text, call->arena);
        if (!text)
            continue;
        if (text_equal(options[i], "--check"))
            TRY(read_check(&said, call, text));
        if (text_equal(options[i], "--readings"))
            said = mark_readings_value(text, call->arena);
        value_set(mark, options[i] + 2, said);
    }
    if (value_size(mark) != 1)
        return call_usage(call, "%s mark is given", value_size(mark) == 0 ? "no" : "more than one");
    *out = mark;
    return NULL;
}
