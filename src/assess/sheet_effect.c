#include "assess/sheet_effect.h"

#include "assess/machine.h"
#include "base/text.h"

fallible sheet_effect_before(struct sheet_case *about, struct desk *desk)
{
    if (about->event->kind != EVENT_OPEN)
        return NULL;
    TRY(sheet_open(&about->sheet, desk, about->attempt.id, about->person.id, about->event->device));
    about->sheet.by = about->person.ref;
    return NULL;
}

static fallible move_attempt(struct desk *desk, const struct attempt *attempt, const char *to,
                             const char *reason, struct arena *arena)
{
    return machine_go(desk, MACHINE_ATTEMPT, attempt->id.n,
                      arena_format(arena, "attempt '%s'", attempt->name), to, reason);
}

/* Whoever opens a sheet has the candidate before them: identity seen, and work begun. */
static fallible begin(const struct sheet_case *about, struct desk *desk, struct arena *arena)
{
    const struct attempt *attempt = &about->attempt;
    bool assigned = text_equal(attempt->state, "assigned");
    if (assigned)
        TRY(move_attempt(desk, attempt, "checked_in",
                         arena_format(arena, "seen by '%s'", about->person.ref), arena));
    if (assigned || text_equal(attempt->state, "checked_in"))
        TRY(move_attempt(desk, attempt, "running", NULL, arena));
    return NULL;
}

static fallible put_seal(const struct sheet_case *about, struct desk *desk,
                         struct sheet_marks *marks, struct arena *arena)
{
    TRY(sheet_marks_read(marks, desk->db, &about->sheet, &about->attempt, about->rubric, arena));
    return sheet_seal(desk, about->sheet.id, &marks->digest, marks->entry_count);
}

/* The first examiner saw the whole of it, and says how it ended. */
static fallible end(const struct sheet_case *about, struct desk *desk,
                    const struct sheet_marks *marks, struct arena *arena)
{
    const struct attempt *attempt = &about->attempt;
    bool going = text_equal(attempt->state, "running") || text_equal(attempt->state, "paused");
    if (!going || about->assignment.duty != DUTY_FIRST)
        return NULL;
    if (!marks->stopped_at)
        return move_attempt(desk, attempt, "finished", NULL, arena);
    return move_attempt(desk, attempt, "stopped_unsafe",
                        arena_format(arena, "%s: %s", marks->stopped_at->id, marks->stop_reason),
                        arena);
}

static fallible mark_attempt(const struct sheet_case *about, struct desk *desk, struct arena *arena)
{
    struct attempt attempt;
    struct standing standing;
    TRY(attempt_of(&attempt, desk->db, about->attempt.id, arena));
    if (!text_equal(attempt.state, "finished") && !text_equal(attempt.state, "stopped_unsafe"))
        return NULL;
    TRY(standing_load_by(&standing, desk->db, &attempt, about->rubric, arena));
    return standing.complete ? move_attempt(desk, &attempt, "marked", NULL, arena) : NULL;
}

static fallible seal(const struct sheet_case *about, struct desk *desk, struct arena *arena)
{
    struct sheet_marks marks;
    TRY(put_seal(about, desk, &marks, arena));
    TRY(machine_go(desk, MACHINE_SHEET, about->sheet.id.n,
                   arena_format(arena, "the sheet of '%s'", about->person.ref), "sealed", NULL));
    TRY(end(about, desk, &marks, arena));
    return mark_attempt(about, desk, arena);
}

fallible sheet_effect_after(const struct sheet_case *about, struct desk *desk, struct arena *arena)
{
    struct sheet_marks marks;
    switch (about->event->kind) {
    case EVENT_OPEN:
        return begin(about, desk, arena);
    case EVENT_SEAL:
        return seal(about, desk, arena);
    case EVENT_SECOND_LOOK:
        return put_seal(about, desk, &marks, arena);
    case EVENT_MARK:
    case EVENT_UNDO:
    case EVENT_NOTE:
    case EVENT_STOP:
        break;
    }
    return NULL;
}
