#include "assess/sheet_receive.h"

#include "assess/session.h"
#include "assess/sheet_effect.h"
#include "assess/sheet_receive_sql.h"
#include "base/text.h"

#include <stdio.h>

const char *receipt_status(const struct receipt *receipt)
{
    return receipt->duplicate ? "duplicate" : receipt->refused ? "rejected" : "stored";
}

/* The end of a device's log as it is stored. */
struct tail {
    int64_t seq; /* 0: nothing yet */
    char hash[EVENT_HASH_SIZE + 1];
};

static void tail_set(struct tail *tail, int64_t seq, const char *hash)
{
    tail->seq = seq;
    snprintf(tail->hash, sizeof tail->hash, "%s", hash);
}

static fallible tail_read(struct tail *out, struct db *db, const char *device)
{
    SCOPED_ARENA(arena);
    SCOPED_ROWS rows = NULL;
    struct tail tail = {0};
    memset(tail.hash, '0', EVENT_HASH_SIZE);
    TRY(db_rows_open(&rows, db, &sql_event_last, DB_VALUES(db_text(device))));
    bool got;
    TRY(db_rows_next(&got, rows));
    if (got)
        tail_set(&tail, db_rows_integer(rows, 0), db_rows_text(rows, 1, arena));
    *out = tail;
    return NULL;
}

fallible sheet_next_seq(int64_t *out, struct db *db, const char *device)
{
    struct tail tail;
    TRY(tail_read(&tail, db, device));
    *out = tail.seq + 1;
    return NULL;
}

/* Takes in one batch. */
struct intake {
    struct desk *desk;
    const char *device;
    struct tail tail;
    struct shelf *shelf;
    struct receipts receipts;
    struct arena *arena;
};

/* The unit of "SITTING/CANDIDATE/UNIT"; NULL when it has no such form. */
static const char *unit_of(const struct event *event)
{
    const char *slash = strrchr(event->attempt, '/');
    return slash ? slash + 1 : NULL;
}

/* Whether somebody else's event may come with what the bearer hands over: on an enrolled tablet, of
 * whoever signed in on it. */
static fallible may_come_along(bool *out, struct db *db, const struct event_batch *batch,
                               const struct event *event)
{
    *out = false;
    return batch->tablet ? session_was_on(out, db, batch->tablet, event->who) : NULL;
}

/* An examiner hands over own events, whoever carries those of others is a registrar. */
static fallible check_bearer(const struct desk *desk, const struct event_batch *batch,
                             struct arena *arena)
{
    struct person bearer;
    const char *unit = NULL, *known = NULL;
    TRY(person_of(&bearer, desk->db, desk->person, arena));
    for (size_t i = 0; i < batch->count; i++) {
        const struct event *event = &batch->events[i];
        bool may;
        if (text_equal(event->who, bearer.ref) || (known && text_equal(event->who, known)))
            continue;
        TRY(may_come_along(&may, desk->db, batch, event));
        if (!may)
            return role_require(desk, TASK_PLAN, NULL);
        known = event->who;
    }
    for (size_t i = 0; i < batch->count; i++) {
        const char *next = unit_of(&batch->events[i]);
        if (!text_equal(batch->events[i].who, bearer.ref) ||
            (unit && next && text_equal(unit, next)))
            continue;
        TRY(role_require(desk, TASK_EXAMINE, next));
        unit = next;
    }
    return NULL;
}

/* *known becomes true for an event that is stored already, whose receipt then stands. */
static fallible look_up(bool *known, struct receipt *receipt, const struct event *event,
                        struct intake *intake)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, intake->desk->db, &sql_event_by_id, DB_VALUES(db_text(event->id))));
    TRY(db_rows_next(known, rows));
    if (!*known)
        return NULL;
    if (!text_equal(db_rows_text(rows, 2, intake->arena), event->hash))
        return error_hint(
            error_make(ERROR_REFUSED,
                       "event '%s' (seq %lld) was received before, with other content", event->id,
                       (long long)event->seq),
            "an event is never changed: a correction is an event of its own");
    receipt->duplicate = true;
    receipt->refused = db_rows_text(rows, 3, intake->arena);
    return delivery_of_event(&receipt->journal_seq, intake->desk->db, event->device, event->seq);
}

static fallible check_chain(const struct intake *intake, const struct event *event)
{
    int64_t next = intake->tail.seq + 1;
    if (event->seq > next)
        return error_hint(error_make(ERROR_CONFLICT,
                                     "events of '%s' are missing: seq %lld came where %lld was "
                                     "expected",
                                     intake->device, (long long)event->seq, (long long)next),
                          "resend from seq %lld", (long long)next);
    if (event->seq < next)
        return error_hint(error_make(ERROR_CONFLICT, "'%s' sent another event as seq %lld before",
                                     intake->device, (long long)event->seq),
                          "two logs of one device: export both and show them to the lead");
    if (!text_equal(event->prev, intake->tail.hash))
        return error_hint(
            error_make(ERROR_REFUSED,
                       "event %lld of '%s' does not follow its event %lld: 'prev' is "
                       "not its hash",
                       (long long)event->seq, intake->device, (long long)intake->tail.seq),
            "the log was changed after it was sent: export it and show it to the lead");
    return NULL;
}

/* Keeps why an event makes no sense; an error of the environment goes on. */
static fallible keep_refusal(struct receipt *receipt, struct error *error, struct arena *arena)
{
    if (!error || error_code(error) == ERROR_ENVIRONMENT)
        return error;
    receipt->refused = arena_text(arena, error_message(error));
    const char *hint = error_hint_text(error);
    receipt->hint = hint ? arena_text(arena, hint) : NULL;
    error_free(error);
    return NULL;
}

static fallible store(const struct event *event, const struct sheet_case *about,
                      const struct receipt *receipt, struct intake *intake)
{
    SCOPED_ARENA(arena);
    struct db_value sheet = receipt->refused ? db_null() : db_integer(about->sheet.id.n);
    return db_run(intake->desk->db, &sql_event_insert,
                  DB_VALUES(db_text(event->id), db_text(event->device), db_integer(event->seq),
                            db_text(event->prev), db_text(event->hash), sheet,
                            db_text(value_canonical(event->whole, arena)),
                            db_integer(clock_now_s(intake->desk->clock)),
                            db_text(receipt->refused)));
}

static fallible take_new(struct receipt *receipt, const struct event *event, struct intake *intake)
{
    SCOPED_ARENA(arena);
    struct desk *desk = intake->desk;
    struct sheet_case about = {0};
    TRY(check_chain(intake, event));
    TRY(keep_refusal(receipt, sheet_rules_check(&about, desk->db, event, intake->shelf, arena),
                     intake->arena));
    if (!receipt->refused)
        TRY(sheet_effect_before(&about, desk));
    TRY(store(event, &about, receipt, intake));
    if (!receipt->refused)
        TRY(sheet_effect_after(&about, desk, arena));
    tail_set(&intake->tail, event->seq, event->hash);
    return NULL;
}

static fallible take(struct receipt *out, const struct event *event, struct intake *intake)
{
    bool known;
    struct receipt receipt = {.id = event->id, .seq = event->seq};
    TRY(look_up(&known, &receipt, event, intake));
    if (!known)
        TRY_AS(take_new(&receipt, event, intake), "event '%s' (seq %lld)", event->id,
               (long long)event->seq);
    intake->receipts.duplicate += known;
    intake->receipts.refused += !known && receipt.refused;
    intake->receipts.stored += !known && !receipt.refused;
    *out = receipt;
    return NULL;
}

/* What was new is one delivery: the receipts of its events name the entry that binds them. */
static fallible deliver(struct receipt *items, int64_t first_seq, struct intake *intake)
{
    struct delivery delivery;
    if (first_seq > intake->tail.seq)
        return NULL;
    TRY(delivery_make(&delivery, intake->desk, intake->device, first_seq, intake->tail.seq));
    for (size_t i = 0; i < intake->receipts.count; i++)
        if (!items[i].duplicate)
            items[i].journal_seq = delivery.journal_seq;
    return NULL;
}

fallible sheet_receive(struct receipts *out, struct desk *desk, const struct event_batch *batch,
                       struct shelf *shelf, struct arena *arena)
{
    struct intake intake = {.desk = desk, .device = batch->device, .shelf = shelf, .arena = arena};
    TRY(check_bearer(desk, batch, arena));
    TRY(tail_read(&intake.tail, desk->db, batch->device));
    int64_t first_seq = intake.tail.seq + 1;
    struct receipt *items = ARENA_ARRAY(arena, struct receipt, batch->count);
    intake.receipts.items = items;
    intake.receipts.count = batch->count;
    for (size_t i = 0; i < batch->count; i++)
        TRY(take(&items[i], &batch->events[i], &intake));
    TRY(deliver(items, first_seq, &intake));
    *out = intake.receipts;
    return NULL;
}
