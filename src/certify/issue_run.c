#include "certify/issue_run.h"

#include "assess/refusals.h"
#include "certify/certificate_file.h"
#include "certify/photo.h"
#include "certify/print_run.h"

static void close_arena(void *arena)
{
    arena_close(arena);
}

struct run {
    struct desk *desk;
    const struct press *press;
    struct arena *arena;
};

typedef fallible issue_step(struct issue *issue, const struct print *print, const struct run *run);

/* The intent, and that it may be printed at all: before any key is used. */
static fallible intend(struct issue *issue, const struct print *print, const struct run *run)
{
    (void)print;
    if (issue->intended)
        issue->certificate = *issue->intended;
    else
        TRY(certificate_intend(&issue->certificate, run->desk, issue->decision, run->press,
                               run->arena));
    return certificate_check_issue(run->desk, &issue->certificate, run->press, run->arena);
}

static fallible store(struct issue *issue, const struct print *print, const struct run *run)
{
    TRY(certificate_store(run->desk, &issue->certificate, run->press, print->pdf, run->arena));
    return certificate_of(&issue->certificate, run->desk->db, issue->certificate.id, run->arena);
}

/* A rule's no stays with the item; every other error is passed on. */
static fallible keep_refusal(struct issue *issue, struct error *error)
{
    if (!refusal_is(error))
        return error;
    issue->refused = error;
    return NULL;
}

static fallible step_one(struct issue *issue, const struct print *print, issue_step *step,
                         const struct run *run)
{
    struct db *db = run->desk->db;
    TRY(db_part_begin(db));
    struct error *error = step(issue, print, run);
    if (!error)
        return db_part_keep(db);
    TRY(keep_refusal(issue, error));
    return db_part_undo(db);
}

static fallible step_all(struct issue *issues, const struct print *prints, size_t count,
                         issue_step *step, const struct run *run)
{
    SCOPED_TRANSACTION act = {0};
    TRY(transaction_begin(&act, run->desk->db));
    for (size_t i = 0; i < count; i++)
        if (!issues[i].refused)
            TRY(step_one(&issues[i], &prints[i], step, run));
    return transaction_commit(&act);
}

static fallible prepare(struct print *print, const struct certificate *certificate,
                        const struct run *run)
{
    print->record = certificate->record;
    return photo_of_record(&print->photo, run->desk->db, certificate->candidate,
                           certificate->record, run->arena);
}

static fallible print_all(struct issue *issues, struct print *prints, size_t count,
                          const struct run *run)
{
    struct error *failure = NULL;
    for (size_t i = 0; i < count; i++)
        if (!issues[i].refused && certificate_waits(&issues[i].certificate))
            TRY(prepare(&prints[i], &issues[i].certificate, run));
    print_run(prints, count, run->press, clock_now_s(run->desk->clock));
    for (size_t i = 0; i < count; i++) {
        struct error *error = prints[i].error ? keep_refusal(&issues[i], prints[i].error) : NULL;
        if (failure)
            error_free(error);
        else
            failure = error;
    }
    return failure;
}

static fallible run_all(struct issue *issues, struct print *prints, size_t count,
                        const struct run *run)
{
    TRY(step_all(issues, prints, count, intend, run));
    TRY(print_all(issues, prints, count, run));
    return step_all(issues, prints, count, store, run);
}

fallible issue_group(struct issue *issues, size_t count, struct desk *desk,
                     const struct press *press, struct arena *arena)
{
    struct print prints[ISSUE_GROUP] = {0};
    struct run run = {desk, press, arena};
    ASSERT(count <= ISSUE_GROUP);
    for (size_t i = 0; i < count; i++) {
        prints[i].arena = arena_open();
        arena_defer(arena, close_arena, prints[i].arena);
    }
    struct error *error = run_all(issues, prints, count, &run);
    for (size_t i = 0; error && i < count; i++) {
        error_free(issues[i].refused);
        issues[i].refused = NULL;
    }
    return error;
}
