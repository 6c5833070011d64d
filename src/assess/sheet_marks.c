#include "assess/sheet_marks.h"

#include "assess/score.h"
#include "assess/sheet_marks_sql.h"
#include "base/text.h"

/* The sheet being folded. */
struct fold {
    const struct sheet *sheet;
    const struct rubric *rubric;
    const char *profile;
    int extra_time_percent;
    struct sheet_entry *entries;
    size_t entry_count;
    struct mark *marks, *second_looks;
    size_t mark_count, second_look_count;
    struct arena *arena;
};

static fallible fold_mark(struct fold *fold, struct sheet_entry *entry)
{
    const struct criterion *criterion = rubric_criterion(fold->rubric, entry->event.criterion);
    if (!criterion)
        return error_make(ERROR_REFUSED, "there is no line '%s'", entry->event.criterion);
    return mark_read(&entry->mark, criterion, fold->sheet->by, entry->event.body, fold->arena);
}

static fallible fold_undo(struct fold *fold, const struct event *undo)
{
    for (size_t i = 0; i < fold->entry_count; i++)
        if (text_equal(fold->entries[i].event.id, undo->target)) {
            fold->entries[i].undone = true;
            return NULL;
        }
    return error_make(ERROR_REFUSED, "it undoes '%s', which is not on this sheet", undo->target);
}

static fallible fold_event(struct fold *fold, struct bytes body)
{
    struct value *value;
    struct event event;
    TRY(value_parse(&value, body, "event", fold->arena));
    TRY(event_read_stored(&event, value));
    struct sheet_entry *entry = ARENA_PUSH(fold->arena, fold->entries, fold->entry_count);
    entry->event = event;
    if (!text_equal(event.who, fold->sheet->by) || !text_equal(event.device, fold->sheet->device))
        return error_make(ERROR_REFUSED, "event '%s' is not by '%s' from '%s'", event.id,
                          fold->sheet->by, fold->sheet->device);
    if (event.kind == EVENT_MARK || event.kind == EVENT_SECOND_LOOK)
        TRY_AS(fold_mark(fold, entry), "event '%s'", event.id);
    if (event.kind == EVENT_UNDO)
        TRY_AS(fold_undo(fold, &event), "event '%s'", event.id);
    return NULL;
}

static fallible fold_events(struct fold *fold, struct db *db)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_sheet_events, DB_VALUES(db_integer(fold->sheet->id.n))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return NULL;
        TRY(fold_event(fold, db_rows_blob(rows, 0, fold->arena)));
    }
}

static void keep_mark(struct fold *fold, const struct mark *mark)
{
    for (size_t i = 0; i < fold->mark_count; i++)
        if (fold->marks[i].criterion == mark->criterion) {
            fold->marks[i] = *mark;
            return;
        }
    fold->marks[fold->mark_count++] = *mark;
}

static void keep_standing(struct fold *fold)
{
    fold->marks = ARENA_ARRAY(fold->arena, struct mark, fold->entry_count);
    fold->second_looks = ARENA_ARRAY(fold->arena, struct mark, fold->entry_count);
    for (size_t i = 0; i < fold->entry_count; i++) {
        const struct sheet_entry *entry = &fold->entries[i];
        if (entry->event.kind == EVENT_MARK && !entry->undone)
            keep_mark(fold, &entry->mark);
        if (entry->event.kind == EVENT_SECOND_LOOK)
            fold->second_looks[fold->second_look_count++] = entry->mark;
    }
}

static bool below_pass(const struct fold *fold, const struct mark *mark)
{
    return mark && mark->kind != MARK_NOT_APPLICABLE &&
           mark_points(mark, fold->profile, fold->extra_time_percent, fold->arena) <
               mark->criterion->pass;
}

/* The latest stop whose line is still marked below its pass: a stop falls with the mark it rests
 * on. */
static void find_stop(struct sheet_marks *out, const struct fold *fold)
{
    for (size_t i = 0; i < fold->entry_count; i++) {
        const struct event *event = &fold->entries[i].event;
        if (event->kind != EVENT_STOP)
            continue;
        const struct criterion *criterion = rubric_criterion(fold->rubric, event->criterion);
        if (!criterion || !below_pass(fold, sheet_mark_of(out, criterion)))
            continue;
        out->stopped_at = criterion;
        out->stop_reason = event->reason;
    }
}

fallible sheet_marks_read(struct sheet_marks *out, struct db *db, const struct sheet *sheet,
                          const struct attempt *attempt, const struct rubric *rubric,
                          struct arena *arena)
{
    struct fold fold = {.sheet = sheet,
                        .rubric = rubric,
                        .profile = attempt_profile(attempt, rubric),
                        .extra_time_percent = attempt->extra_time_percent,
                        .arena = arena};
    TRY(fold_events(&fold, db));
    keep_standing(&fold);
    struct sheet_marks marks = {.entries = fold.entries,
                                .entry_count = fold.entry_count,
                                .marks = fold.marks,
                                .mark_count = fold.mark_count,
                                .second_looks = fold.second_looks,
                                .second_look_count = fold.second_look_count};
    find_stop(&marks, &fold);
    marks.digest = sheet_marks_digest(&marks, marks.entry_count, arena);
    *out = marks;
    return NULL;
}

struct digest sheet_marks_digest(const struct sheet_marks *marks, size_t count, struct arena *arena)
{
    ASSERT(count <= marks->entry_count);
    struct bytes *hashes = ARENA_ARRAY(arena, struct bytes, count);
    for (size_t i = 0; i < count; i++)
        hashes[i] = bytes_of_text(marks->entries[i].event.hash);
    return digest_of_parts(hashes, count);
}

const struct mark *sheet_mark_of(const struct sheet_marks *marks, const struct criterion *criterion)
{
    for (size_t i = 0; i < marks->mark_count; i++)
        if (marks->marks[i].criterion == criterion)
            return &marks->marks[i];
    return NULL;
}

const struct sheet_entry *sheet_entry_of(const struct sheet_marks *marks, const char *event)
{
    for (size_t i = 0; i < marks->entry_count; i++)
        if (text_equal(marks->entries[i].event.id, event))
            return &marks->entries[i];
    return NULL;
}
