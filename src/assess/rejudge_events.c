#include "assess/rejudge_events.h"

#include "assess/calibration.h"
#include "assess/delivery.h"
#include "assess/erasure.h"
#include "assess/rejudge_sql.h"
#include "assess/sheet_marks.h"
#include "base/text.h"

/* The log of one device, walked along. */
struct walk {
    struct db *db;
    const char *device;
    int64_t erased; /* events */
    int64_t seq;
    char hash[EVENT_HASH_SIZE + 1]; /* of the event before */
};

static fallible check_erased(struct walk *walk, const struct event *event)
{
    bool by_right;
    if (!event->erased)
        return NULL;
    TRY(erasure_of_attempt(&by_right, walk->db, event->attempt));
    if (!by_right)
        return error_make(ERROR_REFUSED,
                          "it was overwritten, but nobody erased the candidate of "
                          "'%s'",
                          event->attempt);
    walk->erased++;
    return NULL;
}

static fallible check_row(struct walk *walk, const struct db_rows *row, struct arena *arena)
{
    struct value *value;
    struct event event;
    struct bytes body = db_rows_blob(row, 4, arena);
    TRY(value_parse(&value, body, "event", arena));
    TRY(event_read_stored(&event, value));
    if (!bytes_equal(body, bytes_of_text(value_canonical(value, arena))))
        return error_make(ERROR_REFUSED, "its text is not canonical");
    if (!text_equal(event.id, db_rows_text(row, 0, arena)) ||
        event.seq != db_rows_integer(row, 1) || !text_equal(event.device, walk->device) ||
        !text_equal(event.prev, db_rows_text(row, 2, arena)) ||
        !text_equal(event.hash, db_rows_text(row, 3, arena)))
        return error_make(ERROR_REFUSED, "its row does not say what the event says");
    if (event.seq != walk->seq + 1)
        return error_make(ERROR_REFUSED, "it stands where seq %lld belongs",
                          (long long)walk->seq + 1);
    if (!text_equal(event.prev, walk->hash))
        return error_make(ERROR_REFUSED, "its 'prev' is not the hash of the event before");
    if (db_rows_null(row, 5) == db_rows_null(row, 6))
        return error_make(ERROR_REFUSED, "it must be on a sheet, or refused");
    TRY(check_erased(walk, &event));
    memcpy(walk->hash, event.hash, EVENT_HASH_SIZE);
    walk->seq = event.seq;
    return NULL;
}

static fallible walk_device(struct walk *walk, struct db *db)
{
    SCOPED_ROWS rows = NULL;
    memset(walk->hash, '0', EVENT_HASH_SIZE);
    TRY(db_rows_open(&rows, db, &sql_rejudge_events, DB_VALUES(db_text(walk->device))));
    for (;;) {
        SCOPED_ARENA(arena);
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return NULL;
        TRY_AS(check_row(walk, rows, arena), "event %lld of device '%s'",
               (long long)db_rows_integer(rows, 1), walk->device);
    }
}

/* The device's deliveries follow each other from its first event to its last. */
static fallible check_deliveries(const struct walk *walk, struct db *db,
                                 const struct deliveries *deliveries)
{
    int64_t next = 1;
    for (size_t i = 0; i < deliveries->count; i++) {
        const struct delivery *delivery = &deliveries->items[i];
        struct digest digest;
        if (!text_equal(delivery->device, walk->device))
            continue;
        if (delivery->first_seq != next || delivery->last_seq < next)
            return error_make(ERROR_REFUSED,
                              "delivery %lld of device '%s' begins at seq %lld "
                              "instead of %lld",
                              (long long)delivery->id, walk->device, (long long)delivery->first_seq,
                              (long long)next);
        TRY(delivery_digest(&digest, db, walk->device, delivery->first_seq, delivery->last_seq));
        if (!digest_equal(&digest, &delivery->digest))
            return error_make(ERROR_REFUSED,
                              "events %lld to %lld of device '%s' are not what "
                              "delivery %lld brought",
                              (long long)delivery->first_seq, (long long)delivery->last_seq,
                              walk->device, (long long)delivery->id);
        next = delivery->last_seq + 1;
    }
    if (next != walk->seq + 1)
        return error_make(ERROR_REFUSED,
                          "device '%s' has events up to seq %lld, its deliveries up "
                          "to %lld",
                          walk->device, (long long)walk->seq, (long long)next - 1);
    return NULL;
}

static fallible check_no_orphans(const struct deliveries *deliveries, const char *const *devices,
                                 size_t count)
{
    for (size_t i = 0; i < deliveries->count; i++) {
        bool found = false;
        for (size_t d = 0; d < count; d++)
            found = found || text_equal(devices[d], deliveries->items[i].device);
        if (!found)
            return error_make(ERROR_REFUSED, "delivery %lld of device '%s' has no events",
                              (long long)deliveries->items[i].id, deliveries->items[i].device);
    }
    return NULL;
}

fallible rejudge_events(struct rejudged *found, struct db *db)
{
    SCOPED_ARENA(arena);
    SCOPED_ROWS rows = NULL;
    struct deliveries deliveries;
    const char **devices = NULL;
    size_t count = 0;
    TRY(delivery_list(&deliveries, db, arena));
    TRY(db_rows_open(&rows, db, &sql_rejudge_devices, DB_NO_VALUES));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        struct walk walk = {.db = db, .device = db_rows_text(rows, 0, arena)};
        *ARENA_PUSH(arena, devices, count) = walk.device;
        TRY(walk_device(&walk, db));
        TRY(check_deliveries(&walk, db, &deliveries));
        found->events += walk.seq;
        found->devices++;
        found->erased += walk.erased;
    }
    return check_no_orphans(&deliveries, devices, count);
}

static fallible check_seals(struct rejudged *found, struct db *db, const struct sheet *sheet,
                            const struct sheet_marks *marks, struct arena *arena)
{
    struct seals seals;
    TRY(sheet_seal_list(&seals, db, sheet->id, arena));
    if (sheet->sealed != (seals.count > 0))
        return error_make(ERROR_REFUSED, "it is %s, with %zu seals",
                          sheet->sealed ? "sealed" : "open", seals.count);
    for (size_t i = 0; i < seals.count; i++) {
        const struct seal *seal = &seals.items[i];
        size_t events = (size_t)seal->events;
        if (seal->revision != (int)i + 1 || seal->events < 1 || events > marks->entry_count)
            return error_make(ERROR_REFUSED, "seal %d stands as number %zu over %lld events",
                              seal->revision, i + 1, (long long)seal->events);
        struct digest digest = sheet_marks_digest(marks, events, arena);
        if (!digest_equal(&digest, &seal->digest))
            return error_make(ERROR_REFUSED, "seal %d is not that of its events", seal->revision);
        found->seals++;
    }
    if (seals.count && (size_t)seals.items[seals.count - 1].events != marks->entry_count)
        return error_make(ERROR_REFUSED, "it has events after its last seal");
    return NULL;
}

static fallible check_attempt_of_events(const struct sheet_marks *marks, const char *attempt)
{
    for (size_t i = 0; i < marks->entry_count; i++)
        if (!text_equal(marks->entries[i].event.attempt, attempt))
            return error_make(ERROR_REFUSED, "event '%s' is of '%s'", marks->entries[i].event.id,
                              marks->entries[i].event.attempt);
    if (!marks->entry_count || marks->entries[0].event.kind != EVENT_OPEN)
        return error_make(ERROR_REFUSED, "it does not begin by being opened");
    return NULL;
}

static fallible check_readings(struct db *db, const struct attempt *attempt,
                               const struct sheet_marks *marks)
{
    for (size_t i = 0; i < marks->entry_count; i++) {
        const struct sheet_entry *entry = &marks->entries[i];
        if (entry->event.kind == EVENT_MARK || entry->event.kind == EVENT_SECOND_LOOK)
            TRY_AS(calibration_check_event(db, attempt, entry->mark.criterion, &entry->event),
                   "event '%s'", entry->event.id);
    }
    return NULL;
}

static fallible check_sheet(struct rejudged *found, struct db *db, const struct sheet *sheet,
                            const struct attempt *attempt, struct shelf *shelf, struct arena *arena)
{
    const struct rubric *rubric;
    struct sheet_marks marks;
    TRY(shelf_rubric(&rubric, shelf, db, attempt));
    TRY(sheet_marks_read(&marks, db, sheet, attempt, rubric, arena));
    TRY(check_attempt_of_events(&marks, attempt->name));
    TRY(check_readings(db, attempt, &marks));
    return check_seals(found, db, sheet, &marks, arena);
}

fallible rejudge_sheets(struct rejudged *found, struct db *db, struct shelf *shelf)
{
    SCOPED_ARENA(arena);
    struct sheets sheets;
    TRY(sheet_list_all(&sheets, db, arena));
    for (size_t i = 0; i < sheets.count; i++) {
        SCOPED_ARENA(own);
        struct attempt attempt;
        const struct sheet *sheet = &sheets.items[i];
        TRY(attempt_of(&attempt, db, sheet->attempt, own));
        TRY_AS(check_sheet(found, db, sheet, &attempt, shelf, own), "sheet of '%s' of attempt '%s'",
               sheet->by, attempt.name);
        found->sheets++;
    }
    return NULL;
}
