#include "store/entry.h"
#include "store/journal_sql.h"
#include "store/merkle.h"

/* A row of the journal, as it stands. */
struct row {
    int64_t seq, at_s, by;
    struct bytes kind, text, leaf;
};

static struct row row_of(const struct db_rows *rows, struct arena *arena)
{
    return (struct row){.seq = db_rows_integer(rows, 0),
                        .at_s = db_rows_integer(rows, 1),
                        .by = db_rows_integer(rows, 2),
                        .kind = db_rows_blob(rows, 3, arena),
                        .text = db_rows_blob(rows, 4, arena),
                        .leaf = db_rows_blob(rows, 5, arena)};
}

static fallible differs(const char *column)
{
    return error_make(ERROR_REFUSED, "column '%s' is not what the entry says", column);
}

static fallible check_row(const struct row *row, const struct digest *leaf, struct arena *arena)
{
    if (!bytes_equal(row->leaf, digest_bytes(leaf)))
        return error_make(ERROR_REFUSED, "the text is not what its hash says");
    struct entry entry;
    TRY(entry_read(&entry, row->text, arena));
    if (entry.seq != row->seq)
        return differs("seq");
    if (entry.at_s != row->at_s)
        return differs("at_s");
    if (entry.by != row->by)
        return differs("by_person");
    if (!bytes_equal(bytes_of_text(entry.kind), row->kind))
        return differs("kind");
    return NULL;
}

static fallible check_node(struct db *db, int level, int64_t place, const struct digest *hash)
{
    SCOPED_ARENA(arena);
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_journal_node_hash,
                     DB_VALUES(db_integer(level), db_integer(place))));
    bool got;
    TRY(db_rows_next(&got, rows));
    if (got && bytes_equal(db_rows_blob(rows, 0, arena), digest_bytes(hash)))
        return NULL;
    return error_make(ERROR_REFUSED, "journal entries %lld to %lld: their node of the tree %s",
                      (long long)(place << level) + 1, (long long)(place + 1) << level,
                      got ? "has another hash" : "is missing");
}

static fallible check_entry(struct merkle *tree, struct db *db, const struct db_rows *rows)
{
    SCOPED_ARENA(arena);
    const struct row row = row_of(rows, arena);
    if (row.seq != tree->size + 1)
        return error_make(ERROR_REFUSED, "journal entry %lld stands where entry %lld belongs",
                          (long long)row.seq, (long long)tree->size + 1);
    struct digest leaf = merkle_leaf(row.text), completed[MERKLE_LEVELS];
    TRY_AS(check_row(&row, &leaf, arena), "journal entry %lld", (long long)row.seq);
    int levels = merkle_completes(tree->size);
    merkle_add(tree, &leaf, completed);
    for (int level = 1; level <= levels; level++)
        TRY(check_node(db, level, (tree->size >> level) - 1, &completed[level - 1]));
    return NULL;
}

static fallible check_entries(struct merkle *tree, struct db *db)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_journal_all, DB_NO_VALUES));
    for (;;) {
        bool got;
        TRY_AS(db_rows_next(&got, rows), "journal entry %lld", (long long)tree->size + 1);
        if (!got)
            return NULL;
        TRY(check_entry(tree, db, rows));
    }
}

/* Every node that belongs has been found, so one too many belongs to entries that are gone. */
static fallible check_node_count(const struct merkle *tree, struct db *db)
{
    int64_t count;
    TRY(db_integer_of(&count, db, &sql_journal_node_count, DB_NO_VALUES, 0));
    if (count == tree->size - __builtin_popcountll((unsigned long long)tree->size))
        return NULL;
    return error_make(ERROR_REFUSED, "journal entry %lld is missing: the tree has nodes over it",
                      (long long)tree->size + 1);
}

fallible journal_audit(struct journal_head *out, struct db *db)
{
    SCOPED_TRANSACTION snapshot = {0};
    if (!db_in_transaction(db))
        TRY(transaction_begin(&snapshot, db));
    struct merkle tree = {0};
    TRY(check_entries(&tree, db));
    TRY(check_node_count(&tree, db));
    *out = (struct journal_head){tree.size, merkle_root(&tree)};
    return NULL;
}
