#include "bench/peer_sha256.h"
#include "bench/trials.h"

#include "assess/fixture.h"
#include "scratch.h"
#include "store/journal.h"
#include "test.h"

enum { ENTRIES = 100000 };

/* A registry on the disk of the build folder, and the texts of its journal. */
struct history {
    struct fixture *f;
    struct bytes *texts;
    size_t count;
    struct peer_sha256 *peer;
    struct arena *arena;
};

static void close_registry(void *f)
{
    fixture_close(&(struct fixture *){f});
}

/* Like what a delivery of marks leaves. */
static void append_one(struct fixture *f, int64_t number)
{
    SCOPED_ARENA(arena);
    struct stamp stamp;
    struct act act = {"bench.noted", value_object(arena), value_object(arena)};
    value_set_text(act.open, "device", "tablet-examiner-a");
    value_set_integer(act.open, "from", number);
    value_set_integer(act.open, "to", number);
    value_set_integer(act.sealed, "number", number);
    OK(journal_append(&stamp, &f->desk, &act));
}

static fallible keep_text(void *context, const struct journal_entry *entry)
{
    struct history *history = context;
    *ARENA_PUSH(history->arena, history->texts,
                history->count) = bytes_of_text(arena_text(history->arena, entry->text));
    return NULL;
}

static void *write_history(struct arena *arena)
{
    struct history *history = ARENA_NEW(arena, struct history);
    history->arena = arena;
    history->peer = peer_sha256_open(arena);
    history->f = fixture_open_in(scratch_folder_in(BUILD_FOLDER, arena));
    arena_defer(arena, close_registry, history->f);
    fixture_desk(history->f, "examiner-a");
    for (int64_t i = fixture_acts(history->f); i < ENTRIES; i++)
        append_one(history->f, i);
    fixture_commit(history->f);
    OK(journal_walk(history->f->db, 1, keep_text, history));
    return history;
}

static int64_t audit_all(void *subject)
{
    struct history *history = subject;
    struct journal_head head;
    OK(journal_audit(&head, history->f->db));
    ASSERT(head.size == ENTRIES);
    return head.size;
}

static int64_t digest_all(void *subject)
{
    struct history *history = subject;
    for (size_t i = 0; i < history->count; i++)
        peer_sha256_digest(history->peer, history->texts[i]);
    return (int64_t)history->count;
}

const struct trial trial_audit = {
    .name = "journal entries audited",
    .peer = "OpenSSL: SHA-256 of the same entries",
    .prepare = write_history,
    .work = audit_all,
    .peer_work = digest_all,
    .limit_s = 60,
};
