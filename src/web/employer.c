#include "web/employer.h"

#include "assess/institution.h"
#include "assess/publication.h"
#include "base/text.h"
#include "certify/standing.h"
#include "web/front.h"
#include "web/record_view.h"
#include "web/server.h"
#include "web/spoken.h"

enum { NOT_FOUND = 404, NO_CODE = 400 };

static fallible look_up(struct standing *out, struct visit *visit)
{
    const char *today;
    TRY(institution_today(&today, &visit->desk, visit->arena));
    return standing_of(out, visit->desk.db, visit_text(visit, "code"), today, visit->arena);
}

static int status_of(const struct standing *standing)
{
    return standing->verdict == VERDICT_MALFORMED_CODE ? NO_CODE
           : standing->verdict == VERDICT_UNKNOWN_CODE ? NOT_FOUND
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
static fallible set_record(struct value *data, struct visit *visit, const struct standing *standing)
{
    struct reader_of reader = {server_pages(visit->server), front_language(visit), NULL};
    const struct value *title = value_get(value_get(standing->record, "scheme"), "title");
    if (!value_get(title, reader.language))
        TRY(publication_scheme(&reader.scheme, visit->desk.db, standing->scheme_version,
                               visit->arena));
    return record_view(data, standing->record, &reader, visit->arena);
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
    struct standing standing;
    struct value *data = value_object(visit->arena);
    TRY(look_up(&standing, visit));
    bool is_code = standing.verdict != VERDICT_MALFORMED_CODE;
    const char *verdict = verdict_name(standing.verdict);
    value_set_boolean(data, arena_format(visit->arena, "is_%s", verdict), true);
    value_set_text(data, "code",
                   is_code ? code_text(&standing.code, visit->arena) : visit_text(visit, "code"));
    value_set_text(data, "replaced_by", standing.replaced_by);
    value_set_boolean(data, "is_known", standing.record != NULL);
    set_suggestions(data, standing.suggestions, standing.suggestion_count, visit->arena);
    TRY(set_checked(data, visit));
    if (standing.record)
        TRY(set_record(data, visit, &standing));
    return front_show(visit, "certificate", data, status_of(&standing));
}

static const char *suggestions_hint(const struct standing *standing, struct arena *arena)
{
    const char *hint = "codes are sixteen symbols, 0-9 and A-Z without I, L, O and U";
    for (size_t i = 0; i < standing->suggestion_count; i++)
        hint = arena_format(arena, "%s%s'%s'", i ? hint : "it may have been ", i ? " or " : "",
                            code_text(&standing->suggestions[i], arena));
    return hint;
}

fallible employer_answer(struct visit *visit)
{
    struct standing standing;
    struct value *answer = value_object(visit->arena);
    TRY(look_up(&standing, visit));
    const char *verdict = verdict_name(standing.verdict);
    if (standing.verdict == VERDICT_MALFORMED_CODE) {
        visit_refuse(visit, NO_CODE, verdict, standing.fault,
                     suggestions_hint(&standing, visit->arena));
        return NULL;
    }
    if (standing.verdict == VERDICT_UNKNOWN_CODE) {
        visit_refuse(visit, NOT_FOUND, verdict, "the registry knows no certificate with this code",
                     "check each letter; what is not found is not verified");
        return NULL;
    }
    value_set_text(answer, "code", code_text(&standing.code, visit->arena));
    value_set_text(answer, "verdict", verdict);
    value_set_text(answer, "says", verdict_text(standing.verdict, "en"));
    value_set_text(answer, "checked_at",
                   instant_text(clock_now_s(server_clock(visit->server)), visit->arena));
    value_set_text(answer, "replaced_by", standing.replaced_by);
    value_set(answer, "record", standing.record);
    visit_answer(visit, 200, answer);
    return NULL;
}
