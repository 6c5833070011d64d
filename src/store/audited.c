#include "store/audited.h"

#include "base/text.h"

/* Which entries of the journal have been met by a row. */
struct seen {
    bool *entries; /* by seq, 0 unused */
    int64_t size;
};

static fallible note_seen(struct seen *seen, const struct audited *audited, int64_t seq)
{
    if (seq < 1 || seq > seen->size)
        return error_make(ERROR_REFUSED, "a row of '%s' names journal entry %lld of %lld",
                          audited->noun, (long long)seq, (long long)seen->size);
    if (seen->entries[seq])
        return error_make(ERROR_REFUSED, "journal entry %lld has two rows, one in '%s'",
                          (long long)seq, audited->noun);
    seen->entries[seq] = true;
    return NULL;
}

static fallible read_stamp(struct stamp *out, const struct db_rows *row, struct arena *arena)
{
    struct bytes salt = db_rows_blob(row, 3, arena);
    if (salt.size != SALT_SIZE)
        return error_make(ERROR_REFUSED, "its salt has %zu bytes instead of %d", salt.size,
                          SALT_SIZE);
    *out = (struct stamp){.seq = db_rows_integer(row, 0),
                          .at_s = db_rows_integer(row, 1),
                          .by = {db_rows_integer(row, 2)}};
    memcpy(out->salt, salt.data, SALT_SIZE);
    return NULL;
}

/* What nobody could have asked for is, in a row, not a wrong call but a wrong row. */
static fallible act_of_row(struct act *out, const struct audited *audited,
                           const struct db_rows *row, struct arena *arena)
{
    struct error *error = audited->act(out, row, arena);
    if (!error || error_code(error) == ERROR_ENVIRONMENT)
        return error;
    struct error *refused = error_make(ERROR_REFUSED, "%s", error_message(error));
    error_free(error);
    return refused;
}

static fallible check_row(struct db *db, const struct audited *audited, const struct db_rows *row)
{
    SCOPED_ARENA(arena);
    struct stamp stamp;
    struct act act;
    TRY(read_stamp(&stamp, row, arena));
    TRY(act_of_row(&act, audited, row, arena));
    return journal_check_act(db, &stamp, &act);
}

static fallible check_noun(struct db *db, const struct audited *audited, struct seen *seen)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, audited->rows, DB_NO_VALUES));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return NULL;
        int64_t seq = db_rows_integer(rows, 0);
        TRY(note_seen(seen, audited, seq));
        TRY_AS(check_row(db, audited, rows), "row of '%s' with journal entry %lld", audited->noun,
               (long long)seq);
    }
}

struct orphans {
    const struct audited *const *all;
    size_t count;
    const struct seen *seen;
};

static const struct audited *noun_of_kind(const struct orphans *orphans, const char *kind)
{
    for (size_t i = 0; i < orphans->count; i++)
        for (const char *const *own = orphans->all[i]->kinds; *own; own++)
            if (text_equal(*own, kind))
                return orphans->all[i];
    return NULL;
}

static fallible check_entry(void *context, const struct journal_entry *entry)
{
    const struct orphans *orphans = context;
    const struct audited *noun = noun_of_kind(orphans, entry->kind);
    if (noun && !orphans->seen->entries[entry->seq])
        return error_make(ERROR_REFUSED, "journal entry %lld ('%s') has no row in '%s'",
                          (long long)entry->seq, entry->kind, noun->noun);
    return NULL;
}

fallible audited_check(struct db *db, const struct audited *const *all, size_t count)
{
    SCOPED_ARENA(arena);
    struct journal_head head;
    TRY(journal_head_now(&head, db));
    struct seen seen = {ARENA_ARRAY(arena, bool, (size_t)head.size + 1), head.size};
    for (size_t i = 0; i < count; i++)
        TRY(check_noun(db, all[i], &seen));
    return journal_walk(db, 1, check_entry, &(struct orphans){all, count, &seen});
}
