#include "cli/settle.h"

#include "assess/attempt.h"
#include "assess/settlement.h"
#include "base/text.h"
#include "cli/result.h"

static fallible add_attempts(struct attempts *all, struct call *call, const struct sitting *sitting)
{
    struct attempts some;
    TRY(attempt_list(&some, call->desk.db, sitting->id, NULL, NULL, call->arena));
    for (size_t i = 0; i < some.count; i++)
        *ARENA_PUSH(call->arena, all->items, all->count) = some.items[i];
    return NULL;
}

fallible cli_settle_list(struct call *call)
{
    const char *ref = call_argument(call, 0);
    struct sittings sittings;
    struct sitting only;
    struct attempts attempts = {0};
    if (ref) {
        TRY(sitting_find(&only, call->desk.db, ref, call->arena));
        sittings = (struct sittings){&only, 1};
    } else
        TRY(sitting_list(&sittings, call->desk.db, call->arena));
    for (size_t i = 0; i < sittings.count; i++)
        TRY(add_attempts(&attempts, call, &sittings.items[i]));
    return result_say_open(call, &attempts);
}

/* "82.1 83.0" or, for shares, "120/300 110/290". */
static struct value *readings_value(const char *text, struct arena *arena)
{
    struct value *array = value_array(arena);
    char *rest = arena_text(arena, text);
    for (char *word; (word = strsep(&rest, " ,"));) {
        if (!*word)
            continue;
        char *whole = strchr(word, '/');
        if (!whole) {
            value_append(array, value_of_text(word, arena));
            continue;
        }
        *whole++ = '\0';
        struct value *pair = value_array(arena);
        value_append(pair, value_of_text(word, arena));
        value_append(pair, value_of_text(whole, arena));
        value_append(array, pair);
    }
    return array;
}

static fallible read_check(struct value **out, const struct call *call, const char *text)
{
    if (!text_equal(text, "yes") && !text_equal(text, "no"))
        return call_usage(call, "'%s' is neither yes nor no: option '--check'", text);
    *out = value_of_boolean(text_equal(text, "yes"), call->arena);
    return NULL;
}

static fallible read_mark(struct value **out, const struct call *call)
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
            said = readings_value(text, call->arena);
        value_set(mark, options[i] + 2, said);
    }
    if (value_size(mark) != 1)
        return call_usage(call, "%s mark is given", value_size(mark) == 0 ? "no" : "more than one");
    *out = mark;
    return NULL;
}

fallible cli_settle_line(struct call *call)
{
    const char *criterion = call_argument(call, 1), *reason;
    struct attempt attempt;
    struct value *mark;
    TRY(call_need_option(&reason, call, "--reason"));
    TRY(read_mark(&mark, call));
    TRY(attempt_find(&attempt, call->desk.db, call_argument(call, 0), call->arena));
    TRY(settlement_make(&call->desk, &attempt, criterion, mark, reason));
    value_set_text(call->answer, "attempt", attempt.name);
    value_set_text(call->answer, "criterion", criterion);
    value_set(call->answer, "mark", mark);
    value_set_text(call->answer, "reason", reason);
    call_say(call, "settled %s of %s: %s", criterion, attempt.name,
             value_canonical(mark, call->arena));
    return NULL;
}
