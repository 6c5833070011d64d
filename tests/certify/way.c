#include "certify/way.h"

#include "assess/audited.h"
#include "assess/decision_make.h"
#include "assess/machine.h"
#include "assess/rejudge.h"
#include "assess/story.h"
#include "base/file.h"
#include "certify/certificate_file.h"
#include "certify/keyring_made.h"
#include "store/migrate.h"

#include "scratch.h"
#include "test.h"

#include <unistd.h>

struct way {
    struct arena *arena;
    char *path;
    struct bytes image; /* the registry on the morning of the sitting */
    struct value *batches[2];
    struct candidate_facts newcomer;
    struct keyring *keyring;
    struct press press;
};

/* One run of the way on its own connection. */
struct run {
    const struct way *way;
    struct arena *arena;
    struct clock clock;
    struct random random;
    struct desk desk;
    struct decision decision;
    struct certificate certificate;
};

static fallible sit(struct run *run, const char *ref)
{
    struct person person;
    TRY(person_find(&person, run->desk.db, ref, run->arena));
    run->desk.person = person.id;
    return NULL;
}

static fallible enrol(struct run *run)
{
    struct candidate_id id;
    TRY(sit(run, "registrar"));
    return candidate_enrol(&id, &run->desk, "NEW-001", &run->way->newcomer, NULL);
}

static fallible mark(struct run *run, size_t which, const char *who)
{
    struct event_batch batch;
    struct receipts receipts;
    char *text = value_canonical(run->way->batches[which], run->arena);
    TRY(event_batch_read(&batch, bytes_of_text(text), "batch", run->arena));
    TRY(sit(run, who));
    struct shelf shelf = shelf_make(run->arena);
    return sheet_receive(&receipts, &run->desk, &batch, &shelf, run->arena);
}

static fallible mark_first(struct run *run)
{
    return mark(run, 0, "examiner-a");
}

static fallible mark_second(struct run *run)
{
    return mark(run, 1, "examiner-b");
}

static fallible compute(struct run *run, const char *name)
{
    struct attempt attempt;
    struct result_report report;
    TRY(sit(run, "lead"));
    TRY(attempt_find(&attempt, run->desk.db, name, run->arena));
    TRY(result_compute(&report, &run->desk, &attempt, run->arena));
    assert_true(report.computed);
    return NULL;
}

static fallible compute_solo(struct run *run)
{
    return compute(run, SOLO);
}

static fallible compute_pair(struct run *run)
{
    return compute(run, PAIR);
}

static fallible decide(struct run *run)
{
    struct candidate candidate;
    TRY(sit(run, "certifier-a"));
    TRY(candidate_find(&candidate, run->desk.db, "BSK-001", run->arena));
    return decision_make(&run->decision, &run->desk, candidate.id, "TST", DECISION_GRANTED, NULL,
                         run->arena);
}

static fallible intend(struct run *run)
{
    TRY(sit(run, "registrar"));
    return certificate_intend(&run->certificate, &run->desk, &run->decision, &run->way->press,
                              run->arena);
}

static fallible issue(struct run *run)
{
    return certificate_issue(&run->desk, &run->certificate, &run->way->press, run->arena);
}

/* The way, and what shows that a step is there. */
static const struct step {
    fallible (*act)(struct run *run);
    struct statement count;
} steps[WAY_STEPS] = {
    {enrol, {"enrol", "SELECT count(*) FROM candidate WHERE ref = 'NEW-001'", true}},
    {mark_first, {"first", "SELECT count(*) FROM event WHERE device = 'tablet-examiner-a'", true}},
    {mark_second,
     {"second", "SELECT count(*) FROM event WHERE device = 'tablet-examiner-b'", true}},
    {compute_solo, {"solo", "SELECT count(*) > 0 FROM result", true}},
    {compute_pair, {"pair", "SELECT count(*) > 1 FROM result", true}},
    {decide, {"decide", "SELECT count(*) FROM decision", true}},
    {intend, {"intend", "SELECT count(*) FROM certificate", true}},
    {issue, {"issue", "SELECT count(*) FROM certificate_file", true}},
};

static fallible take(struct run *run, const struct step *step)
{
    SCOPED_TRANSACTION act = {0};
    TRY(transaction_begin(&act, run->desk.db));
    TRY(step->act(run));
    return transaction_commit(&act);
}

fallible way_walk(const struct way *way, volatile size_t *done)
{
    SCOPED_ARENA(arena);
    SCOPED_DB db = NULL;
    struct run run = {.way = way, .arena = arena, .random = random_seeded(5)};
    int64_t now_s;
    OK(instant_parse(&now_s, "2026-11-20T12:00:00Z", "now"));
    run.clock = clock_fixed(now_s);
    TRY(db_open(&db, way->path, DB_WRITE));
    run.desk = (struct desk){.db = db, .clock = &run.clock, .random = &run.random};
    for (*done = 0; *done < WAY_STEPS; ++*done)
        TRY(take(&run, &steps[*done]));
    return NULL;
}

fallible way_look(const struct way *way, size_t done)
{
    SCOPED_DB db = NULL;
    struct journal_head head;
    struct rejudged rejudged;
    TRY(db_open(&db, way->path, DB_WRITE));
    TRY(db_check(db));
    TRY(journal_audit(&head, db));
    TRY(audited_check(db, assess_audited, assess_audited_count));
    TRY(machine_audit(db));
    TRY(assess_rejudge(&rejudged, db));
    for (size_t i = 0; i < COUNT(steps); i++) {
        int64_t there;
        TRY(db_integer_of(&there, db, &steps[i].count, DB_NO_VALUES, 0));
        if ((i < done && !there) || (i > done && there))
            return error_make(ERROR_REFUSED, "%zu steps were acknowledged, '%s' is %s", done,
                              steps[i].count.name, there ? "there" : "not there");
    }
    return NULL;
}

void way_restore(const struct way *way)
{
    static const char *const beside[] = {"-wal", "-shm", "-journal"};
    SCOPED_ARENA(arena);
    for (size_t i = 0; i < COUNT(beside); i++)
        unlink(arena_format(arena, "%s%s", way->path, beside[i]));
    OK(file_write(way->path, way->image, 0600));
}

static struct value *events_of(struct fixture *f, const char *device)
{
    static const struct statement bodies = {
        "bodies", "SELECT body FROM event WHERE device = $1 ORDER BY seq", true};
    struct value *batch = value_object(f->arena), *events = value_array(f->arena), *event;
    SCOPED_ROWS rows = NULL;
    OK(db_rows_open(&rows, f->db, &bodies, DB_VALUES(db_text(device))));
    for (bool got;;) {
        OK(db_rows_next(&got, rows));
        if (!got)
            break;
        char *body = db_rows_text(rows, 0, f->arena);
        OK(value_parse(&event, bytes_of_text(body), "event", f->arena));
        value_append(events, event);
    }
    value_set_integer(batch, "usta_events", 1);
    value_set_text(batch, "device", device);
    value_set(batch, "events", events);
    return batch;
}

static void open_press(struct way *way)
{
    struct layout *layout;
    way->keyring = keyring_made(NULL, KEYRING_SIGNER_YEARS, way->arena);
    OK(layout_open(&layout, PROJECT_FOLDER "/certificates", "a4", way->arena));
    way->press = press_of(layout, way->keyring);
}

/* The morning's registry, and the batches that a whole day made of it elsewhere. */
struct way *way_open(void)
{
    struct arena *arena = arena_open();
    struct way *way = ARENA_NEW(arena, struct way);
    way->arena = arena;
    way->path = path_join(way->arena, scratch_folder(way->arena), "way.db");
    struct fixture *f = fixture_open();
    open_press(way);
    struct story *story = story_begin(f);
    OK(transaction_commit(&f->transaction));
    OK(db_copy(f->db, way->path));
    OK(file_read(&way->image, way->path, 1 << 26, way->arena));
    OK(transaction_begin(&f->transaction, f->db));
    story_pass(story, "BSK-001");
    struct value *copies[] = {events_of(f, "tablet-examiner-a"), events_of(f, "tablet-examiner-b")};
    for (size_t i = 0; i < COUNT(copies); i++)
        OK(value_parse(&way->batches[i], bytes_of_text(value_canonical(copies[i], way->arena)),
                       "batch", way->arena));
    static const struct candidate_facts newcomer = {.name_latin = "Nurgul Newcomer",
                                                    .name_cyrillic = "Нургүл Жаңы",
                                                    .born = "1990-01-02",
                                                    .sex = "f",
                                                    .document_kind = "passport",
                                                    .document_number = "AC9999999",
                                                    .region = "Osh",
                                                    .languages = "ky",
                                                    .departure = "first",
                                                    .consent_day = "2026-11-01"};
    way->newcomer = newcomer;
    fixture_close(&f);
    return way;
}

void way_close(struct way *way)
{
    keyring_close(way->keyring);
    arena_close(way->arena);
}

const char *way_path(const struct way *way)
{
    return way->path;
}
