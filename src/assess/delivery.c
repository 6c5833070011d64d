#include "assess/delivery.h"

#include "assess/delivery_sql.h"

static fallible delivery_read(struct delivery *out, const struct db_rows *row, int from,
                              struct arena *arena)
{
    struct bytes digest = db_rows_blob(row, from + 4, arena);
    if (digest.size != DIGEST_SIZE)
        return error_make(ERROR_REFUSED, "the digest of a delivery has %zu bytes instead of %d",
                          digest.size, DIGEST_SIZE);
    *out = (struct delivery){.id = db_rows_integer(row, from),
                             .device = db_rows_text(row, from + 1, arena),
                             .first_seq = db_rows_integer(row, from + 2),
                             .last_seq = db_rows_integer(row, from + 3),
                             .journal_seq = db_rows_integer(row, from + 5)};
    memcpy(out->digest.data, digest.data, DIGEST_SIZE);
    return NULL;
}

static void delivery_act(struct act *out, const struct delivery *delivery, struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "delivery", delivery->id);
    value_set_text(open, "device", delivery->device);
    value_set_integer(open, "first", delivery->first_seq);
    value_set_integer(open, "last", delivery->last_seq);
    value_set_text(open, "digest", digest_text(&delivery->digest, arena));
    *out = (struct act){"events.delivered", open, NULL};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct delivery delivery;
    TRY(delivery_read(&delivery, row, STAMP_COLUMNS, arena));
    delivery_act(out, &delivery, arena);
    return NULL;
}

const struct audited delivery_audited = {
    "delivery", (const char *const[]){"events.delivered", NULL}, &sql_delivery_audit, audit_act};

static struct value *event_value(const struct db_rows *row, struct arena *arena)
{
    struct value *event = value_array(arena);
    value_append(event, value_of_text(db_rows_text(row, 0, arena), arena));
    value_append(event, db_rows_null(row, 1) ? value_null(arena)
                                             : value_of_integer(db_rows_integer(row, 1), arena));
    value_append(event, value_of_integer(db_rows_integer(row, 2), arena));
    value_append(event, value_of_text(db_rows_text(row, 3, arena), arena));
    return event;
}

fallible delivery_digest(struct digest *out, struct db *db, const char *device, int64_t first_seq,
                         int64_t last_seq)
{
    SCOPED_ARENA(arena);
    SCOPED_ROWS rows = NULL;
    struct value *list = value_array(arena);
    TRY(db_rows_open(&rows, db, &sql_delivery_events,
                     DB_VALUES(db_text(device), db_integer(first_seq), db_integer(last_seq))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        value_append(list, event_value(rows, arena));
    }
    *out = digest_of(bytes_of_text(value_canonical(list, arena)));
    return NULL;
}

fallible delivery_make(struct delivery *out, struct desk *desk, const char *device,
                       int64_t first_seq, int64_t last_seq)
{
    SCOPED_ARENA(arena);
    struct act act;
    struct stamp stamp;
    struct delivery delivery = {.device = device, .first_seq = first_seq, .last_seq = last_seq};
    TRY(desk_next_id(&delivery.id, desk, &sql_delivery_highest));
    TRY(delivery_digest(&delivery.digest, desk->db, device, first_seq, last_seq));
    delivery_act(&act, &delivery, arena);
    TRY(journal_append(&stamp, desk, &act));
    delivery.journal_seq = stamp.seq;
    TRY(db_run(desk->db, &sql_delivery_insert,
               DB_VALUES(db_integer(delivery.id), db_text(device), db_integer(first_seq),
                         db_integer(last_seq), db_blob(digest_bytes(&delivery.digest)),
                         STAMP_VALUES(stamp))));
    *out = delivery;
    return NULL;
}

fallible delivery_of_event(int64_t *journal_seq, struct db *db, const char *device, int64_t seq)
{
    return db_integer_of(journal_seq, db, &sql_delivery_entry,
                         DB_VALUES(db_text(device), db_integer(seq)), 0);
}

fallible delivery_list(struct deliveries *out, struct db *db, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct deliveries list = {0};
    TRY(db_rows_open(&rows, db, &sql_delivery_all, DB_NO_VALUES));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        TRY(delivery_read(ARENA_PUSH(arena, list.items, list.count), rows, 0, arena));
    }
    *out = list;
    return NULL;
}
