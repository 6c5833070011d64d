#include "assess/sheet_show.h"

#include "assess/standing.h"

static const char *sheet_state(const struct sheet *sheet)
{
    return !sheet->id.n ? "not opened" : sheet->sealed ? "sealed" : "open";
}

static struct value *entry_value(const struct sheet_entry *entry, struct arena *arena)
{
    const struct event *event = &entry->event;
    struct value *value = value_object(arena);
    value_set_text(value, "event", event->id);
    value_set_text(value, "kind", event_kind_name(event->kind));
    value_set_text(value, "at", event->at);
    if (event->criterion)
        value_set_text(value, "criterion", event->criterion);
    if (entry->mark.criterion)
        value_set(value, "says", mark_value(&entry->mark, arena));
    if (event->reason)
        value_set_text(value, "reason", event->reason);
    if (event->text)
        value_set_text(value, "text", event->text);
    if (event->target)
        value_set_text(value, "undoes", event->target);
    if (entry->undone)
        value_set_boolean(value, "undone", true);
    return value;
}

static fallible seals_value(struct value **out, struct db *db, struct sheet_id sheet,
                            struct arena *arena)
{
    struct seals seals;
    struct value *list = value_array(arena);
    TRY(sheet_seal_list(&seals, db, sheet, arena));
    for (size_t i = 0; i < seals.count; i++) {
        struct value *seal = value_object(arena);
        value_set_integer(seal, "revision", seals.items[i].revision);
        value_set_integer(seal, "events", seals.items[i].events);
        value_set_text(seal, "digest", digest_text(&seals.items[i].digest, arena));
        value_set_text(seal, "at", instant_text(seals.items[i].at_s, arena));
        value_append(list, seal);
    }
    *out = list;
    return NULL;
}

static fallible check_viewer(const struct desk *viewer, const struct standing *standing,
                             struct person_id examiner)
{
    if (viewer->person.n == examiner.n)
        return NULL;
    TRY(role_require(viewer, TASK_READ, NULL));
    return standing_require_complete(standing, "another's marks are shown");
}

fallible sheet_show(struct value **out, const struct desk *viewer, const struct attempt *attempt,
                    const char *examiner, struct arena *arena)
{
    struct person person;
    struct standing standing;
    TRY(person_find(&person, viewer->db, examiner, arena));
    TRY(standing_load(&standing, viewer->db, attempt, arena));
    TRY(check_viewer(viewer, &standing, person.id));
    const struct standing_sheet *place = standing_sheet_of(&standing, person.id);
    if (!place || !place->sheet.id.n)
        return error_make(ERROR_NOT_FOUND, "'%s' has opened no sheet of '%s'", examiner,
                          attempt->name);
    struct value *sheet = value_object(arena), *entries = value_array(arena), *seals;
    TRY(seals_value(&seals, viewer->db, place->sheet.id, arena));
    for (size_t i = 0; i < place->marks.entry_count; i++)
        value_append(entries, entry_value(&place->marks.entries[i], arena));
    value_set_text(sheet, "attempt", attempt->name);
    value_set_text(sheet, "examiner", examiner);
    value_set_text(sheet, "duty", duty_name(place->assignment.duty));
    value_set_text(sheet, "state", sheet_state(&place->sheet));
    value_set_text(sheet, "device", place->sheet.device);
    value_set(sheet, "seals", seals);
    value_set(sheet, "entries", entries);
    *out = sheet;
    return NULL;
}

fallible sheet_board(struct value **out, struct db *db, const struct attempt *attempt,
                     struct arena *arena)
{
    struct standing standing;
    struct value *board = value_object(arena), *sheets = value_array(arena);
    TRY(standing_load(&standing, db, attempt, arena));
    for (size_t i = 0; i < standing.sheet_count; i++) {
        const struct standing_sheet *place = &standing.sheets[i];
        struct value *sheet = value_object(arena);
        value_set_text(sheet, "examiner", place->assignment.person_ref);
        value_set_text(sheet, "duty", duty_name(place->assignment.duty));
        value_set_boolean(sheet, "expected", place->expected);
        value_set_text(sheet, "state", sheet_state(&place->sheet));
        value_set_integer(sheet, "events", (int64_t)place->marks.entry_count);
        value_append(sheets, sheet);
    }
    value_set_text(board, "attempt", attempt->name);
    value_set_text(board, "state", attempt->state);
    value_set(board, "sheets", sheets);
    *out = board;
    return NULL;
}
