#include "certify/record_make.h"

#include "assess/attempt.h"
#include "assess/institution.h"
#include "assess/marks.h"
#include "assess/publication.h"
#include "assess/result.h"
#include "assess/score.h"
#include "assess/sitting_rubric.h"
#include "base/encoding.h"
#include "base/text.h"
#include "certify/certificate_record.h"
#include "certify/destination.h"
#include "certify/photo.h"

#include <stdlib.h>

/* A record being made, and what its texts come from. */
struct making {
    struct value *record;
    const struct scheme *scheme;
    const char *language; /* the fourth; NULL for none */
    struct arena *arena;
};

static struct value *texts_value(const struct texts *texts, struct arena *arena)
{
    struct value *object = value_object(arena);
    for (size_t i = 0; i < texts->count; i++)
        value_set_text(object, texts->items[i].language, texts->items[i].text);
    return object;
}

/* Of the languages a scheme or rubric speaks, those that the certificate does. */
static struct value *spoken_value(const struct making *making, const struct texts *texts)
{
    const char *const languages[] = {"ky", "ru", "en", making->language};
    struct value *object = value_object(making->arena);
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        const char *text = languages[i] ? texts_in(texts, languages[i], NULL) : NULL;
        if (text)
            value_set_text(object, languages[i], text);
    }
    return object;
}

static int band_place(const struct measure *measure, const char *profile, int points)
{
    const struct bands *bands = measure_bands(measure, profile);
    for (size_t i = 0; i < bands->count; i++)
        if (bands->items[i].points == points)
            return (int)(bands->count - 1 - i);
    ASSERT(false && "points of a band");
    return 0;
}

static int mark_place(const struct mark *mark, const struct marks *marks, struct arena *arena)
{
    const struct criterion *criterion = mark->criterion;
    if (mark->kind == MARK_CHECK)
        return mark->check;
    if (mark->kind == MARK_LEVEL)
        return (int)(mark->level - criterion->levels);
    return band_place(&criterion->measure, marks->profile,
                      mark_points(mark, marks->profile, marks->extra_time_percent, arena));
}

static int best_place(const struct criterion *criterion, const char *profile)
{
    if (criterion->kind == CRITERION_CHECK)
        return 1;
    if (criterion->kind == CRITERION_LEVELS)
        return (int)criterion->level_count - 1;
    return (int)measure_bands(&criterion->measure, profile)->count - 1;
}

/* What the marks of one line come to. */
struct line_sum {
    int lowest; /* place among the marks it can have */
    struct percent points;
};

static struct line_sum sum_line(const struct criterion *criterion, const struct marks *marks,
                                int best, struct arena *arena)
{
    struct line_sum sum = {best, {0, 0}};
    for (size_t i = 0; i < marks->count; i++) {
        const struct mark *mark = &marks->items[i];
        if (mark->criterion != criterion || mark->kind == MARK_NOT_APPLICABLE)
            continue;
        int place = mark_place(mark, marks, arena);
        sum.lowest = place < sum.lowest ? place : sum.lowest;
        sum.points.numerator += mark_points(mark, marks->profile, marks->extra_time_percent, arena);
        sum.points.denominator++;
    }
    return sum;
}

static struct value *line_value(const struct criterion *criterion, const struct marks *marks,
                                struct arena *arena)
{
    struct value *line = value_object(arena);
    int best = best_place(criterion, marks->profile);
    struct line_sum sum = sum_line(criterion, marks, best, arena);
    bool applies = sum.points.denominator > 0;
    value_set_text(line, "criterion", criterion->id);
    value_set(line, "level", applies ? value_of_integer(sum.lowest, arena) : value_null(arena));
    value_set_integer(line, "of", best);
    value_set_text(line, "shown", percent_text(sum.points, arena));
    return line;
}

static struct value *levels_value(const struct rubric *rubric, const struct marks *marks,
                                  struct arena *arena)
{
    struct value *levels = value_array(arena);
    for (size_t s = 0; s < rubric->section_count; s++)
        for (size_t c = 0; c < rubric->sections[s].criterion_count; c++)
            value_append(levels, line_value(&rubric->sections[s].criteria[c], marks, arena));
    return levels;
}

static fallible set_total(struct value *unit, const struct result *result, struct arena *arena)
{
    struct value *score, *total;
    const char *shown;
    TRY(value_parse(&score, bytes_of_text(result->score), "score", arena));
    TRY(value_need(&total, score, "total", VALUE_OBJECT));
    TRY(value_need_text(&shown, total, "shown"));
    value_set_text(unit, "total_shown", shown);
    return NULL;
}

/* What a unit's result leads back to. */
struct unit_trail {
    struct result result;
    struct attempt attempt;
    struct sitting sitting;
    const struct rubric *rubric;
    struct marks *marks;
};

static fallible follow(struct unit_trail *out, struct db *db, struct result_id id,
                       struct arena *arena)
{
    TRY(result_by_id(&out->result, db, id, arena));
    TRY(attempt_of(&out->attempt, db, out->result.attempt, arena));
    TRY(sitting_of(&out->sitting, db, out->attempt.sitting, arena));
    TRY(sitting_rubric(&out->rubric, db, &out->sitting, out->attempt.unit, arena));
    return marks_read(&out->marks, out->rubric, bytes_of_text(out->result.marks), "marks", arena);
}

/* What a unit is called. Its rubric says it in the languages of the tests, its scheme in those of
 * the destinations. */
static fallible title_value(struct value **out, const struct making *making,
                            const struct rubric *rubric, const struct scheme_unit *wanted)
{
    struct value *title = spoken_value(making, &rubric->title);
    const char *language = making->language;
    if (language && !value_get(title, language)) {
        const char *text = wanted ? texts_in(&wanted->title, language, NULL) : NULL;
        if (!text)
            return error_hint(error_make(ERROR_REFUSED, "unit '%s' of %s has no 'title' in '%s'",
                                         rubric->id, scheme_name(making->scheme, making->arena),
                                         language),
                              "give the unit a title in a newer version of the scheme, or issue "
                              "with --language none");
        value_set_text(title, language, text);
    }
    *out = title;
    return NULL;
}

static fallible unit_value(struct value **out, const struct making *making,
                           const struct unit_trail *trail)
{
    struct arena *arena = making->arena;
    struct value *unit = value_object(arena), *title;
    const struct scheme_unit *wanted = scheme_unit(making->scheme, trail->rubric->id);
    TRY(title_value(&title, making, trail->rubric, wanted));
    value_set_text(unit, "rubric", rubric_name(trail->rubric, arena));
    value_set_text(unit, "digest", digest_text(&trail->rubric->structure_digest, arena));
    value_set(unit, "title", title);
    value_set(unit, "can_do", wanted ? spoken_value(making, &wanted->can_do) : title);
    value_set_text(unit, "outcome", outcome_name(trail->result.outcome));
    TRY(set_total(unit, &trail->result, arena));
    value_set_text(unit, "tested", trail->sitting.day);
    value_set_text(unit, "profile", trail->marks->profile);
    value_set(unit, "levels", levels_value(trail->rubric, trail->marks, arena));
    *out = unit;
    return NULL;
}

static void set_issuer(struct value *record, const struct institution *institution, bool test,
                       struct arena *arena)
{
    struct value *issuer = value_object(arena);
    value_set(issuer, "name", texts_value(&institution->names, arena));
    value_set_text(issuer, "host", institution->host);
    value_set_boolean(issuer, "test", test);
    value_set(record, "issuer", issuer);
}

static fallible set_holder(struct value *record, struct db *db, const struct candidate *candidate,
                           struct arena *arena)
{
    struct value *holder = value_object(arena);
    const struct candidate_facts *facts = &candidate->facts;
    struct digest photo;
    bool has_photo;
    value_set_text(holder, "name_latin", facts->name_latin);
    value_set_text(holder, "name_cyrillic", facts->name_cyrillic);
    value_set_integer(holder, "birth_year", strtol(facts->born, NULL, 10));
    TRY(photo_now(&photo, &has_photo, db, candidate->id));
    if (has_photo)
        value_set_text(holder, "photo", digest_text(&photo, arena));
    value_set(record, "holder", holder);
    return NULL;
}

static void set_scheme(const struct making *making)
{
    const struct scheme *scheme = making->scheme;
    struct arena *arena = making->arena;
    struct value *named = value_object(arena), *occupation = value_object(arena);
    value_set_text(named, "id", scheme->id);
    value_set_text(named, "version", version_text(scheme->version, arena));
    value_set(named, "title", spoken_value(making, &scheme->title));
    value_set(making->record, "scheme", named);
    value_set_text(occupation, "isco08", scheme->isco08);
    value_set_text(occupation, "esco", scheme->esco);
    value_set_integer(occupation, "level", scheme->level);
    value_set(occupation, "title", spoken_value(making, &scheme->occupation_title));
    value_set(making->record, "occupation", occupation);
    value_set(making->record, "can_do", spoken_value(making, &scheme->can_do));
}

static void set_languages(struct value *record, const char *languages, struct arena *arena)
{
    struct value *list = value_array(arena);
    char *rest = NULL, *word = strtok_r(arena_text(arena, languages), " ", &rest);
    for (; word; word = strtok_r(NULL, " ", &rest))
        value_append(list, value_of_text(word, arena));
    value_set(record, "tested_in", list);
}

static void set_head(struct value *record, const struct record_frame *frame, const char *origin,
                     struct arena *arena)
{
    const struct journal_head *head = &frame->head;
    struct value *journal = value_object(arena);
    value_set_text(journal, "origin", origin);
    value_set_integer(journal, "size", head->size);
    value_set_text(journal, "root", base64_encode(digest_bytes(&head->root), arena));
    value_set_text(journal, "note", frame->head_note);
    value_set(record, "journal", journal);
}

fallible record_expiry(const char **out, const char *issued_day, const struct scheme *scheme,
                       struct arena *arena)
{
    struct date issued;
    TRY(date_parse(&issued, issued_day, "issue date"));
    *out = date_text(scheme_expiry(scheme, issued), arena);
    return NULL;
}

/* The fourth language. A scheme that does not speak that of a destination is no reason to keep a
 * certificate back: the employer has the English (docs/decisions/0020). */
static fallible choose_language(struct making *making, const char *asked, const char *destination)
{
    making->language = asked ? asked : destination_language(destination);
    if (making->language && text_equal(making->language, "none"))
        making->language = NULL;
    if (!making->language)
        return NULL;
    if (!destination_has_language(making->language))
        return error_hint(error_make(ERROR_REFUSED, "'%s' is no language of a destination", asked),
                          "one of %s, or none", destination_languages());
    bool speaks = scheme_speaks(making->scheme, making->language);
    if (!speaks && asked)
        return error_hint(error_make(ERROR_REFUSED, "%s says nothing in '%s'",
                                     scheme_name(making->scheme, making->arena), asked),
                          "publish a version of it whose 'languages' have '%s'", asked);
    making->language = speaks ? making->language : NULL;
    if (speaks)
        value_set_text(making->record, "destination_language", making->language);
    return NULL;
}

/* The last unit says where the candidate goes and where the certificate is from. */
static fallible set_last(struct making *making, struct db *db, const struct unit_trail *last,
                         const char *asked)
{
    struct centre centre;
    value_set_text(making->record, "destination", last->attempt.destination);
    TRY(centre_of(&centre, db, last->sitting.centre, making->arena));
    value_set(making->record, "centre", texts_value(&centre.names, making->arena));
    return choose_language(making, asked, last->attempt.destination);
}

static fallible set_units(struct making *making, struct db *db, const struct decision *decision,
                          const char *asked)
{
    struct value *units = value_array(making->arena);
    size_t count = decision->result_count;
    struct unit_trail *trails = ARENA_ARRAY(making->arena, struct unit_trail, count);
    for (size_t i = 0; i < count; i++)
        TRY(follow(&trails[i], db, decision->results[i], making->arena));
    TRY(set_last(making, db, &trails[count - 1], asked));
    for (size_t i = 0; i < count; i++) {
        struct value *unit;
        TRY(unit_value(&unit, making, &trails[i]));
        value_append(units, unit);
    }
    value_set(making->record, "units", units);
    return NULL;
}

fallible record_make(struct value **out, struct db *db, const struct decision *decision,
                     const struct record_frame *frame, struct arena *arena)
{
    if (decision->outcome != DECISION_GRANTED || decision->result_count == 0)
        return error_make(ERROR_REFUSED, "decision %lld was not granted",
                          (long long)decision->id.n);
    struct institution institution;
    struct candidate candidate;
    struct making making = {.record = value_object(arena), .arena = arena};
    struct value *record = making.record;
    const char *expires;
    TRY(institution_get(&institution, db, arena));
    TRY(candidate_of(&candidate, db, decision->candidate, arena));
    TRY(publication_scheme(&making.scheme, db, decision->scheme_version, arena));
    TRY(record_expiry(&expires, decision->day, making.scheme, arena));
    value_set_integer(record, "usta_certificate", 1);
    value_set_text(record, "code", code_text(&frame->code, arena));
    set_issuer(record, &institution, frame->test, arena);
    TRY(set_holder(record, db, &candidate, arena));
    TRY(set_units(&making, db, decision, frame->language));
    set_scheme(&making);
    set_languages(record, candidate.facts.languages, arena);
    value_set_text(record, "issued", decision->day);
    value_set_text(record, "expires", expires);
    set_head(record, frame, institution.origin, arena);
    struct value *signer = value_object(arena);
    value_set_text(signer, "name", frame->signer);
    value_set(record, "signer", signer);
    TRY(certificate_record_check(record));
    *out = record;
    return NULL;
}
