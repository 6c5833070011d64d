#include "web/employer.h"

#include "assess/institution.h"
#include "assess/publication.h"
#include "base/text.h"
#include "certify/lookup.h"
#include "web/front.h"
#include "web/record_view.h"
#include "web/server.h"
#include "web/spoken.h"

enum { NOT_FOUND = 404, NO_CODE = 400 };

static fallible look_up(struct lookup *out, struct visit *visit)
{
    const char *today;
    TRY(institution_today(&today, &visit->desk, visit->arena));
    return lookup_code(out, visit->desk.db, visit_text(visit, "code"), today, visit->arena);
}

static int status_of(const struct lookup *found)
{
    return found->verdict == VERDICT_MALFORMED_CODE ? NO_CODE
           : found->verdict == VERDICT_UNKNOWN_CODE ? NOT_FOUND
                                                    : 200;
}

static void set_suggestions(struct value *data, const struct code *codes, size_t count,
                            struct arena *arena)
{
    struct value *list = value_array(arena);
    for (size_t i = 0; i < count; i++) {
        struct value *suggestion = value_object(arena);
        value_set_text(suggestion, "meant", code_text(&codes[i], arena));
        value_append(list, suggestion);
    }
    value_set(data, "suggestions", list);
    value_set_boolean(data, "has_suggestions", count > 0);
}

fallible employer_home(struct visit *visit)
{
    struct code code, codes[CODE_SUGGESTIONS];
    struct value *data = value_object(visit->arena);
    const char *typed = visit_text(visit, "code");
    SCOPED_ERROR malformed = typed ? code_read(&code, typed) : NULL;
    if (typed && !malformed) {
        visit->reply.status = 303;
        reply_header(&visit->reply, "Location",
                     arena_format(visit->arena, "/c/%s?lang=%s", code_text(&code, visit->arena),
                                  front_language(visit)));
        return NULL;
    }
    value_set_text(data, "typed", typed ? typed : "");
    value_set_boolean(data, "is_slip", malformed != NULL);
    set_suggestions(data, codes, malformed ? code_suggest(codes, typed) : 0, visit->arena);
    return front_show(visit, "home", data, malformed ? NO_CODE : 200);
}

/* The edition is read only for a language that the record has not. */
static fallible set_record(struct value *data, struct visit *visit, const struct lookup *found)
{
    struct reader_of reader = {server_pages(visit->server), front_language(visit), NULL};
    const struct value *title = value_get(value_get(found->record, "scheme"), "title");
    if (!value_get(title, reader.language))
        TRY(publication_scheme(&reader.scheme, visit->desk.db, found->scheme_version,
                               visit->arena));
    return record_view(data, found->record, &reader, visit->arena);
}

static fallible set_checked(struct value *data, struct visit *visit)
{
    const char *checked;
    TRY(spoken_instant(&checked, server_pages(visit->server), front_language(visit),
                       clock_now_s(server_clock(visit->server)), visit->arena));
    value_set_text(data, "checked", checked);
    return NULL;
}

fallible employer_show(struct visit *visit)
{
    struct lookup found;
    struct value *data = value_object(visit->arena);
    TRY(look_up(&found, visit));
    bool is_code = found.verdict != VERDICT_MALFORMED_CODE;
    const char *verdict = verdict_name(found.verdict);
    value_set_boolean(data, arena_format(visit->arena, "is_%s", verdict), true);
    value_set_text(data, "code",
                   is_code ? code_text(&found.code, visit->arena) : visit_text(visit, "code"));
    value_set_text(data, "replaced_by", found.replaced_by);
    value_set_boolean(data, "is_known", found.record != NULL);
    set_suggestions(data, found.suggestions, found.suggestion_count, visit->arena);
    TRY(set_checked(data, visit));
    if (found.record)
        TRY(set_record(data, visit, &found));
    return front_show(visit, "certificate", data, status_of(&found));
}

static const char *suggestions_hint(const struct lookup *found, struct arena *arena)
{
    const char *hint = "codes are sixteen symbols, 0-9 and A-Z without I, L, O and U";
    for (size_t i = 0; i < found->suggestion_count; i++)
        hint = arena_format(arena, "%s%s'%s'", i ? hint : "it may have been ", i ? " or " : "",
                            code_text(&found->suggestions[i], arena));
    return hint;
}

fallible employer_answer(struct visit *visit)
{
    struct lookup found;
    struct value *answer = value_object(visit->arena);
    TRY(look_up(&found, visit));
    const char *verdict = verdict_name(found.verdict);
    if (found.verdict == VERDICT_MALFORMED_CODE) {
        visit_refuse(visit, NO_CODE, verdict, found.fault, suggestions_hint(&found, visit->arena));
        return NULL;
    }
    if (found.verdict == VERDICT_UNKNOWN_CODE) {
        visit_refuse(visit, NOT_FOUND, verdict, "the registry knows no certificate with this code",
                     "check each letter; what is not found is not verified");
        return NULL;
    }
    value_set_text(answer, "code", code_text(&found.code, visit->arena));
    value_set_text(answer, "verdict", verdict);
    value_set_text(answer, "says", verdict_text(found.verdict, "en"));
    value_set_text(answer, "checked_at",
                   instant_text(clock_now_s(server_clock(visit->server)), visit->arena));
    value_set_text(answer, "replaced_by", found.replaced_by);
    value_set(answer, "record", found.record);
    visit_answer(visit, 200, answer);
    return NULL;
}
