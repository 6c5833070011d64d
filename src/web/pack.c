#include "web/pack.h"

#include "assess/calibration.h"
#include "assess/candidate.h"
#include "assess/shelf.h"
#include "assess/standing.h"
#include "base/text.h"
#include "web/pack_rubric.h"

/* What is gathered: each candidate, instrument and rubric once. */
struct packing {
    struct db *db;
    struct person_id person;
    struct value *candidates, *instruments, *attempts, *rubrics;
    struct centre_id centres[64];
    size_t centre_count;
    struct shelf shelf;
    struct arena *arena;
};

/* "ky ru" as a list. */
static struct value *words_value(const char *words, struct arena *arena)
{
    struct value *list = value_array(arena);
    for (const char *at = words; *at;) {
        size_t size = strcspn(at, " ");
        if (size)
            value_append(list, value_of_text(arena_text_n(arena, at, size), arena));
        at += size + (at[size] == ' ');
    }
    return list;
}

static fallible pack_candidate(struct packing *packing, const struct attempt *attempt)
{
    struct candidate candidate;
    struct value *object = value_object(packing->arena);
    if (value_get(packing->candidates, attempt->candidate_ref))
        return NULL;
    TRY(candidate_of(&candidate, packing->db, attempt->candidate, packing->arena));
    value_set_text(object, "name", candidate.facts.name_latin);
    value_set_text(object, "name_cyrillic", candidate.facts.name_cyrillic);
    value_set(object, "languages", words_value(candidate.facts.languages, packing->arena));
    value_set(object, "photo", value_null(packing->arena));
    value_set(packing->candidates, candidate.ref, object);
    return NULL;
}

static fallible pack_instrument(struct packing *packing, const struct instrument *instrument)
{
    struct calibrations calibrations;
    struct value *object = value_object(packing->arena);
    if (instrument->retired_s)
        return NULL;
    TRY(calibration_list(&calibrations, packing->db, instrument, packing->arena));
    value_set_text(object, "ref", instrument->ref);
    value_set_text(object, "centre", instrument->centre_ref);
    value_set_text(object, "kind", instrument->kind);
    value_set_text(object, "unit", instrument->unit);
    value_set_text(object, "calibrated_at",
                   calibrations.count ? instant_text(calibrations.items[0].done_s, packing->arena)
                                      : NULL);
    value_append(packing->instruments, object);
    return NULL;
}

static fallible pack_instruments(struct packing *packing, struct centre_id centre)
{
    struct instruments instruments;
    for (size_t i = 0; i < packing->centre_count; i++)
        if (packing->centres[i].n == centre.n)
            return NULL;
    if (packing->centre_count == sizeof packing->centres / sizeof *packing->centres)
        return error_make(ERROR_REFUSED, "too many centres on one day");
    packing->centres[packing->centre_count++] = centre;
    TRY(instrument_list(&instruments, packing->db, centre, packing->arena));
    for (size_t i = 0; i < instruments.count; i++)
        TRY(pack_instrument(packing, &instruments.items[i]));
    return NULL;
}

/* The lines that an examiner marks: those of the duty, and of a third those asked for. */
static fallible lines_value(struct value **out, const struct packing *packing,
                            const struct standing *standing, enum duty duty)
{
    struct value *lines = value_array(packing->arena);
    const struct rubric *rubric = standing->rubric;
    for (size_t i = 0; i < rubric->section_count; i++)
        for (size_t j = 0; j < rubric->sections[i].criterion_count; j++) {
            const struct criterion *criterion = &rubric->sections[i].criteria[j];
            bool marks = standing_own_line(&standing->attempt, duty, criterion);
            if (!marks && duty == DUTY_THIRD)
                TRY(standing_asks_third(&marks, packing->db, &standing->attempt, rubric, duty,
                                        criterion, packing->arena));
            if (marks)
                value_append(lines, value_of_text(criterion->id, packing->arena));
        }
    *out = lines;
    return NULL;
}

/* What stands of a line on a sheet: the second look where there is one. */
static const struct mark *mark_of(const struct standing_sheet *sheet,
                                  const struct criterion *criterion)
{
    for (size_t i = sheet->marks.second_look_count; i > 0; i--)
        if (sheet->marks.second_looks[i - 1].criterion == criterion)
            return &sheet->marks.second_looks[i - 1];
    return sheet_mark_of(&sheet->marks, criterion);
}

static struct value *compared_line(const struct packing *packing, const struct standing *standing,
                                   const struct agreement_line *line)
{
    struct value *object = value_object(packing->arena), *others = value_array(packing->arena),
                 *mine = value_null(packing->arena);
    for (size_t i = 0; i < standing->sheet_count; i++) {
        const struct standing_sheet *sheet = &standing->sheets[i];
        const struct mark *mark = sheet->sheet.id.n ? mark_of(sheet, line->criterion) : NULL;
        if (!mark)
            continue;
        if (sheet->assignment.person.n == packing->person.n)
            mine = mark_value(mark, packing->arena);
        else if (line->state != LINE_LOOK_AGAIN)
            value_append(others, mark_value(mark, packing->arena));
    }
    value_set_text(object, "criterion", line->criterion->id);
    value_set_text(object, "state", line_state_name(line->state));
    value_set(object, "mine", mine);
    value_set(object, "others", others);
    return object;
}

/* Blind until every sheet is sealed. */
static struct value *compare_value(const struct packing *packing, const struct standing *standing)
{
    struct value *compare = value_object(packing->arena), *lines = value_array(packing->arena);
    if (!standing->complete)
        return value_null(packing->arena);
    for (size_t i = 0; i < standing->agreement.line_count; i++)
        value_append(lines, compared_line(packing, standing, &standing->agreement.lines[i]));
    value_set(compare, "lines", lines);
    return compare;
}

static fallible attempt_value(struct value **out, const struct packing *packing,
                              const struct standing *standing, const struct sitting *sitting,
                              enum duty duty)
{
    const struct attempt *attempt = &standing->attempt;
    struct value *object = value_object(packing->arena), *lines;
    TRY(lines_value(&lines, packing, standing, duty));
    value_set_text(object, "attempt", attempt->name);
    value_set_text(object, "centre", sitting->centre_ref);
    value_set_text(object, "candidate", attempt->candidate_ref);
    value_set_text(object, "rubric", rubric_name(standing->rubric, packing->arena));
    value_set_text(object, "digest",
                   digest_text(&standing->rubric->structure_digest, packing->arena));
    value_set_text(object, "profile", attempt_profile(attempt, standing->rubric));
    value_set_integer(object, "extra_time_percent", attempt->extra_time_percent);
    value_set_text(object, "state", attempt->state);
    value_set_text(object, "duty", duty_name(duty));
    value_set(object, "station", value_null(packing->arena));
    value_set(object, "lines", lines);
    value_set(object, "compare", compare_value(packing, standing));
    *out = object;
    return NULL;
}

static fallible pack_attempt(struct packing *packing, const struct sitting *sitting,
                             const struct attempt *attempt)
{
    struct assignment assignment;
    struct standing standing;
    const struct rubric *rubric;
    struct value *object;
    TRY(assignment_of(&assignment, packing->db, attempt->id, packing->person, packing->arena));
    if (!assignment.id || !duty_has_sheet(assignment.duty))
        return NULL;
    TRY(shelf_rubric(&rubric, &packing->shelf, packing->db, attempt));
    TRY(standing_load_by(&standing, packing->db, attempt, rubric, packing->arena));
    TRY(attempt_value(&object, packing, &standing, sitting, assignment.duty));
    value_append(packing->attempts, object);
    const char *name = rubric_name(rubric, packing->arena);
    if (!value_get(packing->rubrics, name))
        value_set(packing->rubrics, name, pack_rubric(rubric, packing->arena));
    TRY(pack_candidate(packing, attempt));
    return pack_instruments(packing, sitting->centre);
}

static fallible pack_day(struct packing *packing, const char *day)
{
    struct sittings sittings;
    struct attempts attempts;
    TRY(sitting_list(&sittings, packing->db, packing->arena));
    for (size_t i = 0; i < sittings.count; i++) {
        const struct sitting *sitting = &sittings.items[i];
        if (!text_equal(sitting->day, day) ||
            !(text_equal(sitting->state, "open") || text_equal(sitting->state, "closed")))
            continue;
        TRY(attempt_list(&attempts, packing->db, sitting->id, NULL, NULL, packing->arena));
        for (size_t j = 0; j < attempts.count; j++)
            TRY(pack_attempt(packing, sitting, &attempts.items[j]));
    }
    return NULL;
}

static void answer(struct visit *visit, const struct value *pack)
{
    visit_answer(visit, 200, pack);
    struct digest digest = digest_of(visit->reply.body);
    const char *tag = arena_format(visit->arena, "\"%s\"", digest_text(&digest, visit->arena)),
               *known = request_header(visit->request, "If-None-Match");
    if (known && text_equal(known, tag))
        visit->reply = (struct reply){.status = 304};
    reply_header(&visit->reply, "ETag", tag);
}

fallible pack_show(struct visit *visit)
{
    struct arena *arena = visit->arena;
    struct packing packing = {.db = visit->desk.db,
                              .person = visit->visitor.person,
                              .candidates = value_object(arena),
                              .instruments = value_array(arena),
                              .attempts = value_array(arena),
                              .rubrics = value_object(arena),
                              .shelf = shelf_make(arena),
                              .arena = arena};
    struct value *pack = value_object(arena);
    SCOPED_TRANSACTION snapshot = {0};
    TRY(transaction_begin(&snapshot, packing.db));
    TRY(pack_day(&packing, visit_text(visit, "day")));
    value_set_integer(pack, "usta_pack", 1);
    value_set_text(pack, "day", visit_text(visit, "day"));
    value_set_text(pack, "person", visit->visitor.person_ref);
    value_set(pack, "candidates", packing.candidates);
    value_set(pack, "instruments", packing.instruments);
    value_set(pack, "attempts", packing.attempts);
    value_set(pack, "rubrics", packing.rubrics);
    answer(visit, pack);
    return NULL;
}
