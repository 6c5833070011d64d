#include "bench/peer_sqlite.h"
#include "bench/trials.h"

#include "assess/story.h"
#include "base/file.h"
#include "scratch.h"
#include "tablet/mark_worth.h"
#include "test.h"

/* More than the fastest disk takes in during all rounds. */
enum { MARKS_READY = 20000, POINTS_LIMIT = 16 };

#define EXAMINER "examiner-a"

/* A registry on the disk of the build folder with an open sheet, and what the tablet will send. */
struct inbox {
    struct fixture *f;
    struct desk desk;
    struct shelf shelf;   /* as a server keeps one */
    const char **batches; /* each of one mark */
    size_t next, peer_next;
    struct peer_sqlite *peer;
};

static void close_registry(void *f)
{
    fixture_close(&(struct fixture *){f});
}

/* The i-th mark: every line in its turn, again and again, with what it can earn in its turn. */
static struct mark mark_at(const struct rubric *rubric, size_t i, struct arena *arena)
{
    size_t lines = 0, place = 0;
    for (size_t s = 0; s < rubric->section_count; s++)
        lines += rubric->sections[s].criterion_count;
    place = i % lines;
    const struct section *section = rubric->sections;
    for (; place >= section->criterion_count; section++)
        place -= section->criterion_count;
    int points[POINTS_LIMIT];
    size_t count = points_possible(points, POINTS_LIMIT, &section->criteria[place], NULL);
    return mark_worth(&section->criteria[place], EXAMINER, points[i / lines % count], NULL, arena);
}

static void write_batches(struct inbox *inbox, struct story *story, struct arena *arena)
{
    struct tablet *tablet = story_tablet(story, EXAMINER);
    const struct rubric *rubric = story_rubric(story, POULTRY);
    inbox->batches = ARENA_ARRAY(arena, const char *, MARKS_READY);
    for (size_t i = 0; i < MARKS_READY; i++) {
        SCOPED_ARENA(brief);
        struct mark mark = mark_at(rubric, i, brief);
        tablet_mark(tablet, POULTRY, &mark);
        inbox->batches[i] = value_canonical(tablet_batch(tablet), arena);
    }
}

static void *open_inbox(struct arena *arena)
{
    struct inbox *inbox = ARENA_NEW(arena, struct inbox);
    const char *folder = scratch_folder_in(BUILD_FOLDER, arena);
    inbox->peer = peer_sqlite_open(path_join(arena, folder, "peer.db"), arena);
    inbox->f = fixture_open_in(folder);
    arena_defer(arena, close_registry, inbox->f);
    struct story *story = story_begin_poultry(inbox->f);
    story_open_sheet(story, EXAMINER, POULTRY);
    story_send(story, EXAMINER);
    fixture_commit(inbox->f);
    write_batches(inbox, story, arena);
    inbox->shelf = shelf_make(arena);
    inbox->desk = *fixture_desk(inbox->f, EXAMINER);
    return inbox;
}

static int64_t receive_one(void *subject)
{
    struct inbox *inbox = subject;
    if (inbox->next == MARKS_READY)
        return 0;
    SCOPED_ARENA(arena);
    struct event_batch batch;
    struct receipts receipts;
    struct bytes text = bytes_of_text(inbox->batches[inbox->next++]);
    OK(event_batch_read(&batch, text, "batch", arena));
    OK(sheet_receive(&receipts, &inbox->desk, &batch, &inbox->shelf, arena));
    fixture_commit(inbox->f);
    ASSERT(receipts.stored == 1);
    return 1;
}

static int64_t insert_one(void *subject)
{
    struct inbox *inbox = subject;
    const char *text = inbox->batches[inbox->peer_next++ % MARKS_READY];
    peer_sqlite_insert(inbox->peer, bytes_of_text(text));
    return 1;
}

const struct trial trial_marks = {
    .name = "marks acknowledged after fsync",
    .peer = "SQLite: the same bytes, WAL and FULL",
    .prepare = open_inbox,
    .work = receive_one,
    .peer_work = insert_one,
    .waits_for_disk = true,
};
