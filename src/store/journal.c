#include "store/journal.h"

#include "base/text.h"
#include "store/entry.h"
#include "store/journal_sql.h"
#include "store/merkle.h"

static fallible read_hash(struct digest *out, struct db *db, const struct statement *statement,
                          struct db_values values)
{
    SCOPED_ARENA(arena);
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, statement, values));
    bool got;
    TRY(db_rows_next(&got, rows));
    struct bytes hash = got ? db_rows_blob(rows, 0, arena) : bytes_of(NULL, 0);
    if (hash.size != DIGEST_SIZE)
        return error_hint(error_make(ERROR_REFUSED, "the journal has lost a hash of its tree"),
                          "run 'usta audit'");
    memcpy(out->data, hash.data, DIGEST_SIZE);
    return NULL;
}

/* The root at this level of a tree of that many leaves (merkle.h): the last complete node. */
static fallible read_root(struct merkle *tree, struct db *db, int level)
{
    int64_t place = (tree->size >> level) - 1;
    if (level == 0)
        return read_hash(&tree->roots[0], db, &sql_journal_leaf, DB_VALUES(db_integer(tree->size)));
    return read_hash(&tree->roots[level], db, &sql_journal_node_hash,
                     DB_VALUES(db_integer(level), db_integer(place)));
}

/* Puts the leaf on the tree: reads what it completes, writes what it completed. */
static fallible grow(struct db *db, int64_t size, const struct digest *leaf)
{
    struct merkle tree = {.size = size};
    int levels = merkle_completes(size);
    for (int level = 0; level < levels; level++)
        TRY(read_root(&tree, db, level));
    struct digest completed[MERKLE_LEVELS];
    merkle_add(&tree, leaf, completed);
    for (int level = 1; level <= levels; level++)
        TRY(db_run(db, &sql_journal_node_insert,
                   DB_VALUES(db_integer(level), db_integer((tree.size >> level) - 1),
                             db_blob(digest_bytes(&completed[level - 1])))));
    return NULL;
}

fallible journal_append(struct stamp *out, struct desk *desk, const struct act *act)
{
    ASSERT(db_in_transaction(desk->db));
    SCOPED_ARENA(arena);
    int64_t size;
    TRY(db_integer_of(&size, desk->db, &sql_journal_size, DB_NO_VALUES, 0));
    struct stamp stamp = {
        .seq = size + 1, .at_s = clock_now_s(desk->clock), .by = desk->person, .salt = {0}};
    if (act->sealed)
        TRY(random_fill(desk->random, stamp.salt, SALT_SIZE));
    const struct entry entry = entry_of_act(&stamp, act, arena);
    const char *text = entry_text(&entry, arena);
    struct digest leaf = merkle_leaf(bytes_of_text(text));
    TRY(grow(desk->db, size, &leaf));
    TRY(db_run(desk->db, &sql_journal_insert,
               DB_VALUES(db_integer(stamp.seq), db_integer(stamp.at_s), db_integer(stamp.by.n),
                         db_text(act->kind), db_text(text), db_blob(digest_bytes(&leaf)))));
    *out = stamp;
    return NULL;
}

fallible journal_check_clock(const struct desk *desk)
{
    int64_t latest_s, now_s = clock_now_s(desk->clock);
    TRY(db_integer_of(&latest_s, desk->db, &sql_journal_latest, DB_NO_VALUES, INT64_MIN));
    if (now_s >= latest_s)
        return NULL;
    SCOPED_ARENA(arena);
    return error_hint(error_make(ERROR_ENVIRONMENT, "the clock says '%s', but the journal has '%s'",
                                 instant_text(now_s, arena), instant_text(latest_s, arena)),
                      "set the computer's clock; until then nothing is decided or signed");
}

fallible journal_entry_text(const char **out, struct db *db, int64_t seq, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_journal_text, DB_VALUES(db_integer(seq))));
    bool got;
    TRY(db_rows_next(&got, rows));
    if (!got)
        return error_make(ERROR_REFUSED, "journal entry %lld is missing", (long long)seq);
    *out = db_rows_text(rows, 0, arena);
    return NULL;
}

static fallible check_text(const char *text, const struct entry *entry, struct arena *arena)
{
    if (text_equal(text, entry_text(entry, arena)))
        return NULL;
    return error_make(ERROR_REFUSED, "journal entry %lld does not say this '%s'",
                      (long long)entry->seq, entry->kind);
}

fallible journal_check_act(struct db *db, const struct stamp *stamp, const struct act *act)
{
    SCOPED_ARENA(arena);
    const char *text;
    static const uint8_t zeros[SALT_SIZE];
    TRY_AS(journal_entry_text(&text, db, stamp->seq, arena), "'%s'", act->kind);
    if (!act->sealed && memcmp(stamp->salt, zeros, SALT_SIZE) != 0)
        return error_make(ERROR_REFUSED, "journal entry %lld seals nothing, but its row has a salt",
                          (long long)stamp->seq);
    const struct entry entry = entry_of_act(stamp, act, arena);
    return check_text(text, &entry, arena);
}

fallible journal_check_erased(struct db *db, const struct stamp *stamp, const struct act *act)
{
    SCOPED_ARENA(arena);
    const char *text;
    struct entry kept, entry = entry_of_act(stamp, act, arena);
    TRY_AS(journal_entry_text(&text, db, stamp->seq, arena), "'%s'", act->kind);
    TRY_AS(entry_read(&kept, bytes_of_text(text), arena), "journal entry %lld",
           (long long)stamp->seq);
    if (!kept.sealed)
        return error_make(ERROR_REFUSED, "journal entry %lld seals nothing that could be erased",
                          (long long)stamp->seq);
    entry.sealed = kept.sealed;
    return check_text(text, &entry, arena);
}

fallible journal_head_now(struct journal_head *out, struct db *db)
{
    struct merkle tree = {0};
    TRY(db_integer_of(&tree.size, db, &sql_journal_size, DB_NO_VALUES, 0));
    for (int level = 0; level < MERKLE_LEVELS; level++)
        if (tree.size >> level & 1)
            TRY(read_root(&tree, db, level));
    *out = (struct journal_head){tree.size, merkle_root(&tree)};
    return NULL;
}

fallible journal_head_at(struct journal_head *out, struct db *db, int64_t size)
{
    struct merkle tree = {0};
    struct digest completed[MERKLE_LEVELS];
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_journal_first, DB_VALUES(db_integer(size))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        SCOPED_ARENA(arena);
        struct digest leaf = merkle_leaf(db_rows_blob(rows, 0, arena));
        merkle_add(&tree, &leaf, completed);
    }
    if (tree.size != size)
        return error_make(ERROR_REFUSED, "the journal has %lld of the first %lld entries",
                          (long long)tree.size, (long long)size);
    *out = (struct journal_head){size, merkle_root(&tree)};
    return NULL;
}

fallible journal_walk(struct db *db, int64_t from_seq,
                      fallible (*each)(void *context, const struct journal_entry *entry),
                      void *context)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_journal_from, DB_VALUES(db_integer(from_seq))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return NULL;
        SCOPED_ARENA(arena);
        const struct journal_entry entry = {.seq = db_rows_integer(rows, 0),
                                            .at_s = db_rows_integer(rows, 1),
                                            .kind = db_rows_text(rows, 2, arena),
                                            .text = db_rows_text(rows, 3, arena)};
        TRY(each(context, &entry));
    }
}
