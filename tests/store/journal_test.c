#include "store/journal.h"

#include "base/file.h"
#include "store/merkle.h"
#include "store/migrate.h"

#include "scratch.h"
#include "test.h"

enum { NOON = 1764000000 }; /* 2025-11-24T16:00:00Z */

struct fixture {
    struct arena *arena;
    struct clock clock;
    struct random random;
    struct desk desk;
};

static int set_up(void **state)
{
    struct arena *arena = arena_open();
    struct fixture *fixture = ARENA_NEW(arena, struct fixture);
    fixture->arena = arena;
    fixture->clock = clock_fixed(NOON);
    fixture->random = random_seeded(1);
    char *path = path_join(arena, scratch_folder(arena), "test.db");
    struct db *db;
    OK(db_open(&db, path, DB_WRITE));
    OK(migrate_database(db, path, migrations_known()));
    fixture->desk = (struct desk){db, {7}, &fixture->clock, &fixture->random};
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    db_close(fixture->desk.db);
    arena_close(fixture->arena);
    return 0;
}

static struct act example(int64_t number, struct arena *arena)
{
    struct act act = {"thing.done", value_object(arena), value_object(arena)};
    value_set_integer(act.open, "number", number);
    value_set_text(act.sealed, "name", "Айзада Өмүралиева");
    return act;
}

static fallible append(struct stamp *out, struct fixture *fixture, const struct act *act)
{
    SCOPED_TRANSACTION transaction = {0};
    TRY(transaction_begin(&transaction, fixture->desk.db));
    TRY(journal_append(out, &fixture->desk, act));
    return transaction_commit(&transaction);
}

static void fill(struct fixture *fixture, int64_t count)
{
    SCOPED_TRANSACTION transaction = {0};
    OK(transaction_begin(&transaction, fixture->desk.db));
    for (int64_t i = 1; i <= count; i++) {
        struct act act = example(i, fixture->arena);
        struct stamp stamp;
        OK(journal_append(&stamp, &fixture->desk, &act));
        assert_int_equal(stamp.seq, i);
    }
    OK(transaction_commit(&transaction));
}

/* Runs text as somebody with the file in hand would. */
static fallible tamper(struct fixture *fixture, const char *text)
{
    const struct statement statement = {"tamper", arena_text(fixture->arena, text), false};
    return db_run(fixture->desk.db, &statement, DB_NO_VALUES);
}

static void drop_triggers(struct fixture *fixture)
{
    OK(tamper(fixture, "DROP TRIGGER journal_unchanged"));
    OK(tamper(fixture, "DROP TRIGGER journal_undeleted"));
    OK(tamper(fixture, "DROP TRIGGER journal_node_unchanged"));
    OK(tamper(fixture, "DROP TRIGGER journal_node_undeleted"));
}

struct texts {
    struct arena *arena;
    const char *items[2];
};

static fallible note_text(void *context, const struct journal_entry *entry)
{
    struct texts *texts = context;
    texts->items[entry->seq - 1] = arena_text(texts->arena, entry->text);
    return entry->seq == 2 ? error_make(ERROR_REFUSED, "enough") : NULL;
}

static void an_entry_says_who_did_what_when(void **state)
{
    struct fixture *fixture = *state;
    struct stamp first, second;
    struct act act = example(5, fixture->arena), bare = {.kind = "thing.seen"};
    OK(append(&first, fixture, &act));
    OK(append(&second, fixture, &bare));
    assert_int_equal(first.seq, 1);
    assert_true(first.at_s == NOON && first.by.n == 7);
    assert_memory_not_equal(first.salt, second.salt, SALT_SIZE);
    struct texts texts = {fixture->arena, {0}};
    FAILS(journal_walk(fixture->desk.db, 1, note_text, &texts), ERROR_REFUSED, "enough");
    const char *facts = "{\"name\":\"Айзада Өмүралиева\"}";
    uint8_t sealed[100];
    memcpy(sealed, first.salt, SALT_SIZE);
    memcpy(sealed + SALT_SIZE, facts, strlen(facts));
    struct digest digest = digest_of(bytes_of(sealed, SALT_SIZE + strlen(facts)));
    assert_string_equal(texts.items[0],
                        arena_format(fixture->arena,
                                     "{\"at\":\"2025-11-24T16:00:00Z\",\"by\":7,"
                                     "\"kind\":\"thing.done\",\"open\":{\"number\":5},"
                                     "\"sealed\":\"%s\",\"seq\":1}",
                                     digest_text(&digest, fixture->arena)));
    assert_string_equal(texts.items[1],
                        "{\"at\":\"2025-11-24T16:00:00Z\",\"by\":7,"
                        "\"kind\":\"thing.seen\",\"open\":{},\"sealed\":null,\"seq\":2}");
}

static void heads_agree_for_every_size(void **state)
{
    struct fixture *fixture = *state;
    struct journal_head heads[66];
    for (int64_t size = 0; size <= 65; size++) {
        OK(journal_head_now(&heads[size], fixture->desk.db));
        assert_int_equal(heads[size].size, size);
        struct journal_head audited;
        OK(journal_audit(&audited, fixture->desk.db));
        assert_true(digest_equal(&audited.root, &heads[size].root));
        struct act act = example(size, fixture->arena);
        struct stamp stamp;
        OK(append(&stamp, fixture, &act));
    }
    for (int64_t size = 0; size <= 65; size++) {
        struct journal_head head;
        OK(journal_head_at(&head, fixture->desk.db, size));
        assert_true(head.size == size && digest_equal(&head.root, &heads[size].root));
    }
    struct journal_head none;
    FAILS(journal_head_at(&none, fixture->desk.db, 67), ERROR_REFUSED, "66 of the first 67");
}

static void an_entry_left_uncommitted_is_gone(void **state)
{
    struct fixture *fixture = *state;
    fill(fixture, 3);
    struct journal_head before, after;
    OK(journal_head_now(&before, fixture->desk.db));
    {
        SCOPED_TRANSACTION left = {0};
        OK(transaction_begin(&left, fixture->desk.db));
        struct act act = example(4, fixture->arena);
        struct stamp stamp;
        OK(journal_append(&stamp, &fixture->desk, &act));
    }
    OK(journal_audit(&after, fixture->desk.db));
    assert_true(after.size == 3 && digest_equal(&before.root, &after.root));
}

static void an_act_is_recognised_and_no_other(void **state)
{
    struct fixture *fixture = *state;
    struct db *db = fixture->desk.db;
    struct act act = example(5, fixture->arena), other = example(6, fixture->arena);
    struct stamp stamp;
    OK(append(&stamp, fixture, &act));
    OK(journal_check_act(db, &stamp, &act));
    FAILS(journal_check_act(db, &stamp, &other), ERROR_REFUSED, "entry 1 does not say");
    other = act;
    other.sealed = value_object(fixture->arena);
    FAILS(journal_check_act(db, &stamp, &other), ERROR_REFUSED, "entry 1 does not say");
    other = act;
    other.kind = "thing.undone";
    FAILS(journal_check_act(db, &stamp, &other), ERROR_REFUSED, "'thing.undone'");
    struct stamp moved = stamp;
    moved.by.n = 8;
    FAILS(journal_check_act(db, &moved, &act), ERROR_REFUSED, "entry 1 does not say");
    moved = stamp;
    moved.at_s--;
    FAILS(journal_check_act(db, &moved, &act), ERROR_REFUSED, "entry 1 does not say");
    moved = stamp;
    moved.salt[15] ^= 1;
    FAILS(journal_check_act(db, &moved, &act), ERROR_REFUSED, "entry 1 does not say");
    moved = stamp;
    moved.seq = 2;
    FAILS(journal_check_act(db, &moved, &act), ERROR_REFUSED, "entry 2 is missing");
}

static void a_clock_that_went_back_is_told(void **state)
{
    struct fixture *fixture = *state;
    OK(journal_check_clock(&fixture->desk));
    fill(fixture, 1);
    OK(journal_check_clock(&fixture->desk));
    fixture->clock = clock_fixed(NOON - 1);
    FAILS(journal_check_clock(&fixture->desk), ERROR_ENVIRONMENT, "15:59:59Z");
    struct act act = example(2, fixture->arena);
    struct stamp stamp;
    OK(append(&stamp, fixture, &act)); /* told, but not a reason to lose an act */
    FAILS(journal_check_clock(&fixture->desk), ERROR_ENVIRONMENT, "16:00:00Z");
    fixture->clock = clock_fixed(NOON);
    OK(journal_check_clock(&fixture->desk));
}

static void rows_are_never_changed_or_removed(void **state)
{
    struct fixture *fixture = *state;
    fill(fixture, 3);
    static const char *const attempts[] = {
        "UPDATE journal SET at_s = 0",
        "UPDATE journal SET seq = 9 WHERE seq = 3",
        "DELETE FROM journal WHERE seq = 3",
        "REPLACE INTO journal SELECT * FROM journal WHERE seq = 2",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 2",
        ("INSERT INTO journal SELECT * FROM journal WHERE seq = 2"
         " ON CONFLICT (seq) DO UPDATE SET at_s = 0"),
        "UPDATE OR IGNORE journal SET at_s = 0",
        "UPDATE journal_node SET hash = zeroblob(32)",
        "DELETE FROM journal_node",
    };
    for (size_t i = 0; i < COUNT(attempts); i++)
        FAILS(tamper(fixture, attempts[i]), ERROR_REFUSED, "is append-only");
    struct journal_head head;
    OK(journal_audit(&head, fixture->desk.db));
}

/* What somebody may do to a row after dropping the triggers, and what the audit says of row #.
 * 12 entries are there, so every row of 1 to 12 lies under a node. */
static const struct {
    const char *change, *says;
} changes[] = {
    {"UPDATE journal SET at_s = at_s + 1 WHERE seq = $1", "journal entry #: column 'at_s'"},
    {"UPDATE journal SET by_person = 8 WHERE seq = $1", "journal entry #: column 'by_person'"},
    {"UPDATE journal SET kind = 'x' WHERE seq = $1", "journal entry #: column 'kind'"},
    {"UPDATE journal SET kind = kind || char(0) || 'x' WHERE seq = $1",
     "journal entry #: 'kind' holds what cannot be"},
    {"UPDATE journal SET by_person = 9007199254740992 WHERE seq = $1",
     "journal entry #: 'by_person'"},
    {"UPDATE journal SET at_s = 9007199254740991 WHERE seq = $1", "journal entry #: column 'at_s'"},
    {"UPDATE journal SET leaf = zeroblob(32) WHERE seq = $1", "journal entry #: the text"},
    {"UPDATE journal SET entry = replace(entry, '7', '8') WHERE seq = $1",
     "journal entry #: the text"},
    {"UPDATE journal SET entry = entry || char(0) WHERE seq = $1",
     "journal entry #: 'entry' holds"},
    {"DELETE FROM journal WHERE seq = $1", "entry # "},
    {"UPDATE journal SET seq = 20 WHERE seq = $1", "entry # "},
    {"UPDATE journal SET seq = -1 WHERE seq = $1", "journal entry -1 stands where entry 1"},
};

static const char *numbered(const char *text, int64_t number, struct arena *arena)
{
    const char *mark = strchr(text, '#');
    return mark ? arena_format(arena, "%.*s%lld%s", (int)(mark - text), text, (long long)number,
                               mark + 1)
                : text;
}

static void every_change_of_a_row_is_found_and_named(void **state)
{
    struct fixture *fixture = *state;
    fill(fixture, 12);
    drop_triggers(fixture);
    struct journal_head head;
    for (size_t i = 0; i < COUNT(changes); i++)
        for (int64_t seq = 1; seq <= 12; seq++) {
            SCOPED_TRANSACTION left = {0};
            OK(transaction_begin(&left, fixture->desk.db));
            const struct statement change = {"tamper", changes[i].change, false};
            OK(db_run(fixture->desk.db, &change, DB_VALUES(db_integer(seq))));
            FAILS(journal_audit(&head, fixture->desk.db), ERROR_REFUSED,
                  numbered(changes[i].says, seq, fixture->arena));
        }
    OK(journal_audit(&head, fixture->desk.db));
}

/* An entry rewritten with care: text, columns and leaf agree, so only the tree gives it away. */
static void a_careful_change_is_found_by_the_tree(void **state)
{
    struct fixture *fixture = *state;
    fill(fixture, 12);
    drop_triggers(fixture);
    const char *text = "{\"at\":\"2025-11-24T16:00:00Z\",\"by\":7,\"kind\":\"thing.done\","
                       "\"open\":{\"number\":4},\"sealed\":null,\"seq\":5}";
    static const struct statement rewrite = {
        "rewrite", "UPDATE journal SET entry = $1, leaf = $2 WHERE seq = 5", false};
    struct digest leaf = merkle_leaf(bytes_of_text(text));
    OK(db_run(fixture->desk.db, &rewrite, DB_VALUES(db_text(text), db_blob(digest_bytes(&leaf)))));
    struct journal_head head;
    FAILS(journal_audit(&head, fixture->desk.db), ERROR_REFUSED, "journal entries 5 to 6: their");
}

static void exchanged_entries_are_found(void **state)
{
    struct fixture *fixture = *state;
    fill(fixture, 12);
    drop_triggers(fixture);
    OK(tamper(fixture, "UPDATE journal SET (entry, leaf) = (SELECT entry, leaf FROM journal o"
                       " WHERE o.seq = 12 - journal.seq) WHERE seq IN (5, 7)"));
    struct journal_head head;
    FAILS(journal_audit(&head, fixture->desk.db), ERROR_REFUSED, "journal entry 5: column 'seq'");
}

static void every_node_is_watched(void **state)
{
    struct fixture *fixture = *state;
    fill(fixture, 12);
    drop_triggers(fixture);
    struct journal_head head;
    for (int level = 1; level <= 3; level++)
        for (int place = 0; place < 12 >> level; place++) {
            SCOPED_TRANSACTION left = {0};
            OK(transaction_begin(&left, fixture->desk.db));
            OK(tamper(fixture, arena_format(fixture->arena,
                                            "UPDATE journal_node SET hash = zeroblob(32)"
                                            " WHERE level = %d AND place = %d",
                                            level, place)));
            FAILS(journal_audit(&head, fixture->desk.db), ERROR_REFUSED,
                  arena_format(fixture->arena, "journal entries %d to %d: their node",
                               (place << level) + 1, (place + 1) << level));
        }
    OK(tamper(fixture, "DELETE FROM journal_node WHERE level = 2 AND place = 1"));
    FAILS(journal_audit(&head, fixture->desk.db), ERROR_REFUSED,
          "5 to 8: their node of the tree is");
}

static void an_entry_that_is_not_canonical_is_found(void **state)
{
    struct fixture *fixture = *state;
    static const char *const texts[] = {
        "{\"by\":7,\"at\":\"2025-11-24T16:00:00Z\",\"kind\":\"k\",\"open\":{},\"sealed\":null,"
        "\"seq\":1}",
        "{\"at\":\"2025-11-24T16:00:00Z\",\"by\":7,\"kind\":\"k\",\"more\":1,\"open\":{},"
        "\"sealed\":null,\"seq\":1}",
        "{\"at\":\"2025-11-24T16:00:00Z\",\"by\":7,\"kind\":\"k\",\"open\":{},\"seq\":1}",
        "{\"at\":\"2025-11-24T16:00:00Z\",\"by\":7,\"kind\":\"k\",\"open\":{},"
        "\"sealed\":\"ab\",\"seq\":1}",
        "{\"at\":\"2025-11-24\",\"by\":7,\"kind\":\"k\",\"open\":{},\"sealed\":null,\"seq\":1}",
        "{\"at\":\"2025-11-24T16:00:00Z\",\"by\":7,\"kind\":\"k\",\"open\":null,"
        "\"sealed\":null,\"seq\":1}",
        "[]",
        "",
    };
    static const struct statement insert = {
        "insert", "INSERT INTO journal VALUES (1, 1764000000, 7, 'k', $1, $2)", false};
    for (size_t i = 0; i < COUNT(texts); i++) {
        SCOPED_TRANSACTION left = {0};
        OK(transaction_begin(&left, fixture->desk.db));
        struct digest leaf = merkle_leaf(bytes_of_text(texts[i]));
        OK(db_run(fixture->desk.db, &insert,
                  DB_VALUES(db_text(texts[i]), db_blob(digest_bytes(&leaf)))));
        struct journal_head head;
        FAILS(journal_audit(&head, fixture->desk.db), ERROR_REFUSED, "journal entry 1: ");
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(an_entry_says_who_did_what_when),
        TEST(heads_agree_for_every_size),
        TEST(an_entry_left_uncommitted_is_gone),
        TEST(an_act_is_recognised_and_no_other),
        TEST(a_clock_that_went_back_is_told),
        TEST(rows_are_never_changed_or_removed),
        TEST(every_change_of_a_row_is_found_and_named),
        TEST(a_careful_change_is_found_by_the_tree),
        TEST(exchanged_entries_are_found),
        TEST(every_node_is_watched),
        TEST(an_entry_that_is_not_canonical_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
