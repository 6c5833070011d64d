#include "assess/sheet_rules.h"

#include "assess/calibration.h"
#include "assess/score.h"
#include "base/buffer.h"
#include "base/text.h"

static bool state_among(const struct attempt *attempt, const char *const *states)
{
    for (; *states; states++)
        if (text_equal(attempt->state, *states))
            return true;
    return false;
}

static fallible check_state(const struct attempt *attempt, const char *const *states,
                            const char *what)
{
    if (state_among(attempt, states))
        return NULL;
    SCOPED_ARENA(arena);
    struct buffer list = buffer_make(arena, 1024);
    for (size_t i = 0; states[i]; i++)
        buffer_add_format(&list, "%s%s", i ? ", " : "", states[i]);
    return error_hint(
        error_make(ERROR_REFUSED, "attempt '%s' is %s", attempt->name, attempt->state),
        "%s while it is %s (workflow, states)", what, buffer_text(&list));
}

static fallible find_examiner(struct sheet_case *about, struct db *db, struct arena *arena)
{
    const struct attempt *attempt = &about->attempt;
    TRY(person_find(&about->person, db, about->event->who, arena));
    TRY(assignment_of(&about->assignment, db, attempt->id, about->person.id, arena));
    if (!about->assignment.id || !duty_has_sheet(about->assignment.duty))
        return error_hint(error_make(ERROR_REFUSED, "'%s' is not an examiner of '%s'",
                                     about->person.ref, attempt->name),
                          "only who is assigned as first, second or third marks it");
    return sheet_of(&about->sheet, db, attempt->id, about->person.id, arena);
}

/* The sheet of a case as it is now. */
static fallible read_marks(struct sheet_marks *out, struct db *db, const struct sheet_case *about,
                           struct arena *arena)
{
    return sheet_marks_read(out, db, &about->sheet, &about->attempt, about->rubric, arena);
}

static fallible check_device(const struct sheet_case *about)
{
    const struct sheet *sheet = &about->sheet;
    if (!sheet->id.n)
        return error_hint(error_make(ERROR_REFUSED, "'%s' has not opened a sheet of '%s'",
                                     about->person.ref, about->attempt.name),
                          "an open event begins a sheet");
    if (!text_equal(sheet->device, about->event->device))
        return error_hint(
            error_make(ERROR_REFUSED, "the sheet was opened on tablet '%s'", sheet->device),
            "a sheet is written on the tablet that opened it");
    return NULL;
}

static fallible check_open_sheet(const struct sheet_case *about)
{
    static const char *const states[] = {"running",        "paused", "finished",
                                         "stopped_unsafe", "marked", NULL};
    TRY(check_device(about));
    if (about->sheet.sealed)
        return error_hint(
            error_make(ERROR_REFUSED, "the sheet of '%s' is sealed", about->person.ref),
            "afterwards only second looks are taken, where they are asked for");
    return check_state(&about->attempt, states, "a sheet is written");
}

static fallible find_criterion(const struct criterion **out, const struct sheet_case *about)
{
    *out = rubric_criterion(about->rubric, about->event->criterion);
    if (!*out)
        return error_make(ERROR_REFUSED, "'%s' has no line '%.60s'", about->rubric->id,
                          about->event->criterion);
    return NULL;
}

/* A called-in third has the lines that the agreement asks a third for. */
static fallible is_third_line(bool *out, struct db *db, const struct sheet_case *about,
                              const struct criterion *criterion, struct arena *arena)
{
    return standing_asks_third(out, db, &about->attempt, about->rubric, about->assignment.duty,
                               criterion, arena);
}

static fallible check_line(struct db *db, const struct sheet_case *about,
                           const struct criterion *criterion, struct arena *arena)
{
    bool third;
    enum duty duty = about->assignment.duty;
    if (standing_own_line(&about->attempt, duty, criterion))
        return NULL;
    TRY(is_third_line(&third, db, about, criterion, arena));
    if (third)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "line '%s' is not on the sheet of the %s examiner",
                                 criterion->id, duty_name(duty)),
                      duty == DUTY_THIRD ? "a third examiner marks lines still far apart"
                                         : "a second examiner marks lines for two, and every line "
                                           "of a sampled attempt");
}

static fallible check_rubric(const struct sheet_case *about, struct arena *arena)
{
    const char *name = rubric_name(about->rubric, arena);
    const char *digest = digest_text(&about->rubric->structure_digest, arena);
    if (text_equal(about->event->rubric, name) && text_equal(about->event->digest, digest))
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "the tablet marks by '%.60s' of digest %.12s…",
                                 about->event->rubric, about->event->digest),
                      "the sitting froze '%s' of digest %.12s…: fetch it (workflow, rule 5)", name,
                      digest);
}

/* Whether the duty has anything to mark. */
static fallible check_called(struct db *db, const struct sheet_case *about, struct arena *arena)
{
    static const char *const marked[] = {"marked", NULL};
    static const char *const going[] = {"assigned", "checked_in",     "running", "paused",
                                        "finished", "stopped_unsafe", NULL};
    bool third;
    enum duty duty = about->assignment.duty;
    if (standing_has_lines(&about->attempt, duty, about->rubric))
        return check_state(&about->attempt, going, "a sheet is opened");
    if (duty != DUTY_THIRD)
        return error_hint(
            error_make(ERROR_REFUSED, "'%s' has no line for two examiners", about->rubric->id),
            "its attempts need a second examiner only when they are sampled");
    TRY(check_state(&about->attempt, marked, "a third sheet is opened"));
    TRY(is_third_line(&third, db, about, NULL, arena));
    if (third)
        return NULL;
    return error_hint(
        error_make(ERROR_REFUSED, "no line of '%s' asks for a third examiner", about->attempt.name),
        "a third is called in when two are still far apart after looking again");
}

static fallible check_open(struct sheet_case *about, struct db *db, struct arena *arena)
{
    if (about->sheet.id.n)
        return error_hint(error_make(ERROR_REFUSED, "'%s' has opened this sheet already, on '%s'",
                                     about->person.ref, about->sheet.device),
                          "there is one sheet for each examiner of an attempt");
    TRY(check_rubric(about, arena));
    TRY(check_called(db, about, arena));
    return assignment_check(db, &about->attempt, &about->assignment, arena);
}

static fallible check_mark(struct sheet_case *about, struct db *db, struct arena *arena)
{
    struct mark mark;
    const struct criterion *criterion;
    TRY(check_open_sheet(about));
    TRY(find_criterion(&criterion, about));
    TRY(check_line(db, about, criterion, arena));
    TRY(mark_read(&mark, criterion, about->person.ref, about->event->body, arena));
    return calibration_check_event(db, &about->attempt, criterion, about->event);
}

static fallible check_undo(struct sheet_case *about, struct db *db, struct arena *arena)
{
    struct sheet_marks marks;
    const char *target = about->event->target;
    TRY(check_open_sheet(about));
    TRY(read_marks(&marks, db, about, arena));
    const struct sheet_entry *entry = sheet_entry_of(&marks, target);
    if (!entry)
        return error_make(ERROR_REFUSED, "'%.60s' is no event with effect on this sheet", target);
    if (entry->event.kind != EVENT_MARK && entry->event.kind != EVENT_NOTE)
        return error_hint(error_make(ERROR_REFUSED, "'%s' is of kind %s", target,
                                     event_kind_name(entry->event.kind)),
                          "only marks and notes are undone");
    if (entry->undone)
        return error_make(ERROR_REFUSED, "'%s' is undone already", target);
    return NULL;
}

static fallible check_note(struct sheet_case *about, struct db *db, struct arena *arena)
{
    (void)db, (void)arena;
    const struct criterion *criterion;
    TRY(check_open_sheet(about));
    return about->event->criterion ? find_criterion(&criterion, about) : NULL;
}

static fallible check_stop(struct sheet_case *about, struct db *db, struct arena *arena)
{
    struct sheet_marks marks;
    const struct criterion *criterion;
    TRY(check_open_sheet(about));
    TRY(find_criterion(&criterion, about));
    if (!criterion->stops_attempt)
        return error_hint(
            error_make(ERROR_REFUSED, "line '%s' does not stop an attempt", criterion->id),
            "lines that do say stops_attempt in the rubric");
    TRY(read_marks(&marks, db, about, arena));
    const struct mark *mark = sheet_mark_of(&marks, criterion);
    if (mark && mark->kind != MARK_NOT_APPLICABLE &&
        mark_points(mark, attempt_profile(&about->attempt, about->rubric),
                    about->attempt.extra_time_percent, arena) < criterion->pass)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "line '%s' is %s", criterion->id,
                                 mark ? "not marked below its pass" : "not marked"),
                      "mark what was seen first; an attempt is stopped by a line that failed");
}

/* A stopped attempt may have unmarked lines: by the first examiner's own stop, which the others
 * follow once it is sealed. */
static fallible is_stopped(bool *out, struct db *db, const struct sheet_case *about,
                           const struct sheet_marks *own, struct arena *arena)
{
    struct standing standing;
    *out = about->assignment.duty == DUTY_FIRST && own->stopped_at;
    if (about->assignment.duty == DUTY_FIRST)
        return NULL;
    TRY(standing_load_by(&standing, db, &about->attempt, about->rubric, arena));
    for (size_t i = 0; i < standing.sheet_count; i++)
        if (standing.sheets[i].assignment.duty == DUTY_FIRST && standing.sheets[i].sheet.sealed &&
            standing.sheets[i].marks.stopped_at)
            *out = true;
    return NULL;
}

/* "B3, C2": lines of the sheet without a mark. */
static fallible unmarked_lines(const char **out, struct db *db, const struct sheet_case *about,
                               const struct sheet_marks *marks, struct arena *arena)
{
    struct buffer list = buffer_make(arena, 4096);
    for (size_t s = 0; s < about->rubric->section_count; s++) {
        const struct section *section = &about->rubric->sections[s];
        for (size_t c = 0; c < section->criterion_count; c++) {
            const struct criterion *criterion = &section->criteria[c];
            bool on_sheet = standing_own_line(&about->attempt, about->assignment.duty, criterion);
            if (sheet_mark_of(marks, criterion))
                continue;
            if (!on_sheet)
                TRY(is_third_line(&on_sheet, db, about, criterion, arena));
            if (on_sheet)
                buffer_add_format(&list, "%s%s", list.size ? ", " : "", criterion->id);
        }
    }
    *out = buffer_text(&list);
    return NULL;
}

static fallible check_seal(struct sheet_case *about, struct db *db, struct arena *arena)
{
    bool stopped;
    const char *unmarked;
    struct sheet_marks marks;
    TRY(check_open_sheet(about));
    TRY(read_marks(&marks, db, about, arena));
    TRY(is_stopped(&stopped, db, about, &marks, arena));
    if (stopped)
        return NULL;
    TRY(unmarked_lines(&unmarked, db, about, &marks, arena));
    if (!*unmarked)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "lines without a mark: %s", unmarked),
                      "mark every line; only a stopped attempt may leave some, by the first "
                      "examiner's sealed stop (workflow, rule 2)");
}

static bool looked_again(const struct sheet_marks *marks, const struct criterion *criterion)
{
    for (size_t i = 0; i < marks->second_look_count; i++)
        if (marks->second_looks[i].criterion == criterion)
            return true;
    return false;
}

static fallible check_second_look_line(const struct standing *standing,
                                       const struct sheet_case *about,
                                       const struct criterion *criterion)
{
    const struct standing_sheet *own = standing_sheet_of(standing, about->person.id);
    const struct agreement_line *line = standing_line(standing, criterion->id);
    bool marked = sheet_mark_of(&own->marks, criterion) != NULL;
    if (looked_again(&own->marks, criterion))
        return error_hint(error_make(ERROR_REFUSED, "'%s' has looked at line '%s' again already",
                                     about->person.ref, criterion->id),
                          "each examiner looks again once, without knowing the other's");
    if ((line->state == LINE_LOOK_AGAIN && marked) ||
        (line->state == LINE_THIRD && about->assignment.duty == DUTY_THIRD))
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "line '%s' does not ask '%s' for a second look",
                                 criterion->id, about->person.ref),
                      "it is %s; second looks are for lines two or more levels apart, by those who "
                      "marked them",
                      line_state_name(line->state));
}

static fallible check_second_look(struct sheet_case *about, struct db *db, struct arena *arena)
{
    static const char *const states[] = {"marked", NULL};
    struct mark mark;
    struct standing standing;
    const struct criterion *criterion;
    TRY(check_device(about));
    if (!about->sheet.sealed)
        return error_hint(
            error_make(ERROR_REFUSED, "the sheet of '%s' is not sealed", about->person.ref),
            "mark the line instead");
    TRY(find_criterion(&criterion, about));
    TRY(standing_load_by(&standing, db, &about->attempt, about->rubric, arena));
    TRY(standing_require_complete(&standing, "lines are looked at again"));
    TRY(check_state(&about->attempt, states, "lines are looked at again"));
    TRY(check_second_look_line(&standing, about, criterion));
    TRY(mark_read(&mark, criterion, about->person.ref, about->event->body, arena));
    return calibration_check_event(db, &about->attempt, criterion, about->event);
}

typedef struct error *rule(struct sheet_case *about, struct db *db, struct arena *arena);
static rule *const rules_of_kinds[] = {
    [EVENT_OPEN] = check_open,
    [EVENT_MARK] = check_mark,
    [EVENT_UNDO] = check_undo,
    [EVENT_NOTE] = check_note,
    [EVENT_STOP] = check_stop,
    [EVENT_SEAL] = check_seal,
    [EVENT_SECOND_LOOK] = check_second_look,
};

fallible sheet_rules_check(struct sheet_case *out, struct db *db, const struct event *event,
                           struct shelf *shelf, struct arena *arena)
{
    struct sheet_case about = {.event = event};
    TRY(attempt_find(&about.attempt, db, event->attempt, arena));
    TRY(find_examiner(&about, db, arena));
    TRY(shelf_rubric(&about.rubric, shelf, db, &about.attempt));
    TRY(rules_of_kinds[event->kind](&about, db, arena));
    *out = about;
    return NULL;
}
