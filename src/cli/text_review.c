#include "cli/text_review.h"

#include "assess/text_review.h"
#include "cli/listing.h"

static fallible review(struct call *call, const char *noun, const struct wordings *wordings)
{
    const char *language = call_argument(call, 1), *reviewer, *note;
    int64_t id;
    TRY(call_need_option(&reviewer, call, "--by"));
    TRY(call_need_option(&note, call, "--note"));
    TRY(text_review_add(&id, &call->desk, wordings, language, reviewer, note));
    value_set_text(call->answer, noun, wordings->name);
    value_set_text(call->answer, "language", language);
    value_set_text(call->answer, "reviewer", reviewer);
    value_set_text(call->answer, "note", note);
    call_say(call, "recorded: %s in '%s' was reviewed by %s", wordings->name, language, reviewer);
    return NULL;
}

fallible cli_rubric_review(struct call *call)
{
    struct rubric_version_id id;
    const struct rubric *rubric;
    TRY(publication_find_rubric(&id, call->desk.db, call_argument(call, 0)));
    TRY(publication_rubric(&rubric, call->desk.db, id, call->arena));
    const struct wordings wordings = wordings_of_rubric(rubric, id, call->arena);
    return review(call, "rubric", &wordings);
}

fallible cli_scheme_review(struct call *call)
{
    struct scheme_version_id id;
    const struct scheme *scheme;
    TRY(publication_find_scheme(&id, call->desk.db, call_argument(call, 0)));
    TRY(publication_scheme(&scheme, call->desk.db, id, call->arena));
    const struct wordings wordings = wordings_of_scheme(scheme, id, call->arena);
    return review(call, "scheme", &wordings);
}

static struct value *standing_value(const struct text_standing *standing, struct arena *arena)
{
    struct value *row = value_object(arena);
    value_set_text(row, "language", standing->language);
    value_set_text(row, "state", text_state_name(standing->state));
    value_set_text(row, "reviewer", standing->reviewer);
    value_set_text(row, "day", standing->day);
    value_set_text(row, "recorded_by", standing->recorded_by);
    value_set_text(row, "note", standing->note);
    return row;
}

fallible text_review_answer(struct call *call, const struct wordings *wordings)
{
    struct text_standings standings;
    struct value *rows = value_array(call->arena);
    TRY(text_review_standings(&standings, call->desk.db, wordings, call->arena));
    for (size_t i = 0; i < standings.count; i++)
        value_append(rows, standing_value(&standings.items[i], call->arena));
    value_set(call->answer, "texts", rows);
    return NULL;
}

void text_review_say(struct call *call)
{
    static const struct shown columns[] = {{"language", "LANGUAGE"},
                                           {"state", "TEXTS"},
                                           {"reviewer", "REVIEWED BY"},
                                           {"day", "DAY"},
                                           {"recorded_by", "RECORDED BY"},
                                           {"note", "NOTE"},
                                           {NULL, NULL}};
    listing_say_part(call, "texts", columns);
}
