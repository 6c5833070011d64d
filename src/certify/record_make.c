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

#include <stdlib.h>

static struct value *texts_value(const struct texts *texts, struct arena *arena)
{
    struct value *object = value_object(arena);
    for (size_t i = 0; i < texts->count; i++)
        value_set_text(object, texts->items[i].language, texts->items[i].text);
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

static fallible unit_value(struct value **out, const struct unit_trail *trail,
                           const struct scheme *scheme, struct arena *arena)
{
    struct value *unit = value_object(arena);
    const struct scheme_unit *wanted = scheme_unit(scheme, trail->rubric->id);
    value_set_text(unit, "rubric", rubric_name(trail->rubric, arena));
    value_set_text(unit, "digest", digest_text(&trail->rubric->structure_digest, arena));
    value_set(unit, "title", texts_value(&trail->rubric->title, arena));
    value_set(unit, "can_do", texts_value(wanted ? &wanted->can_do : &trail->rubric->title, arena));
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

static void set_holder(struct value *record, const struct candidate_facts *facts,
                       struct arena *arena)
{
    struct value *holder = value_object(arena);
    value_set_text(holder, "name_latin", facts->name_latin);
    value_set_text(holder, "name_cyrillic", facts->name_cyrillic);
    value_set_integer(holder, "birth_year", strtol(facts->born, NULL, 10));
    value_set(record, "holder", holder);
}

static void set_scheme(struct value *record, const struct scheme *scheme, struct arena *arena)
{
    struct value *named = value_object(arena), *occupation = value_object(arena);
    value_set_text(named, "id", scheme->id);
    value_set_text(named, "version", version_text(scheme->version, arena));
    value_set(named, "title", texts_value(&scheme->title, arena));
    value_set(record, "scheme", named);
    value_set_text(occupation, "isco08", scheme->isco08);
    value_set_text(occupation, "esco", scheme->esco);
    value_set_integer(occupation, "level", scheme->level);
    value_set(occupation, "title", texts_value(&scheme->occupation_title, arena));
    value_set(record, "occupation", occupation);
    value_set(record, "can_do", texts_value(&scheme->can_do, arena));
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

static fallible set_units(struct value *record, struct db *db, const struct decision *decision,
                          const struct scheme *scheme, struct arena *arena)
{
    struct value *units = value_array(arena);
    struct unit_trail trail;
    struct centre centre;
    for (size_t i = 0; i < decision->result_count; i++) {
        struct value *unit;
        TRY(follow(&trail, db, decision->results[i], arena));
        TRY(unit_value(&unit, &trail, scheme, arena));
        value_append(units, unit);
    }
    value_set(record, "units", units);
    value_set_text(record, "destination", trail.attempt.destination);
    TRY(centre_of(&centre, db, trail.sitting.centre, arena));
    value_set(record, "centre", texts_value(&centre.names, arena));
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
    const struct scheme *scheme;
    const char *expires;
    TRY(institution_get(&institution, db, arena));
    TRY(candidate_of(&candidate, db, decision->candidate, arena));
    TRY(publication_scheme(&scheme, db, decision->scheme_version, arena));
    TRY(record_expiry(&expires, decision->day, scheme, arena));
    struct value *record = value_object(arena);
    value_set_integer(record, "usta_certificate", 1);
    value_set_text(record, "code", code_text(&frame->code, arena));
    set_issuer(record, &institution, frame->test, arena);
    set_holder(record, &candidate.facts, arena);
    set_scheme(record, scheme, arena);
    TRY(set_units(record, db, decision, scheme, arena));
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
