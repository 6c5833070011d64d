#include "store/writer.h"

#include "base/thread.h"

#include <stdlib.h>

struct writer {
    const struct registry *registry;
    pthread_t thread;
    pthread_mutex_t mutex;        /* of all below */
    pthread_cond_t work, room;    /* there is something to do; something was taken */
    struct writing *first, **end; /* those that wait, in order */
    size_t waiting;
    bool is_stopped;
};

/* Some failures make the engine give up the whole transaction; then the others want to hear why,
 * not that it is so. */
static fallible undo(struct db *db, const struct error *cause)
{
    struct error *lost = db_part_undo(db);
    if (!lost || error_code(cause) != ERROR_ENVIRONMENT)
        return lost;
    error_free(lost);
    return error_copy(cause);
}

static fallible write_one(struct writer *writer, struct db *db, struct writing *writing)
{
    struct desk desk = registry_desk(writer->registry, writing->person);
    TRY(db_part_begin(db));
    writing->error = writing->act(&desk, writing->context);
    return writing->error ? undo(db, writing->error) : db_part_keep(db);
}

static fallible write_all(struct writer *writer, struct writing *first)
{
    struct db *db = registry_db(writer->registry);
    SCOPED_TRANSACTION group = {0};
    TRY(transaction_begin(&group, db));
    for (struct writing *writing = first; writing; writing = writing->next)
        TRY(write_one(writer, db, writing));
    return transaction_commit(&group);
}

/* Who is told may reuse what it handed over at once, so nothing of it is read after. */
static void tell(struct writing *first, const struct error *failure)
{
    for (struct writing *writing = first, *next; writing; writing = next) {
        next = writing->next;
        if (failure && !writing->error)
            writing->error = error_copy(failure);
        writing->told(writing, writing->error);
    }
}

/* Waits for acts and takes as many as make a group; NULL when there will be no more. */
static struct writing *take_group(struct writer *writer)
{
    pthread_mutex_lock(&writer->mutex);
    while (!writer->first && !writer->is_stopped)
        pthread_cond_wait(&writer->work, &writer->mutex);
    struct writing *group = writer->first, **last = &writer->first;
    for (int i = 0; i < WRITER_GROUP && *last; i++, writer->waiting--)
        last = &(*last)->next;
    writer->first = *last;
    *last = NULL;
    if (!writer->first)
        writer->end = &writer->first;
    pthread_cond_broadcast(&writer->room);
    pthread_mutex_unlock(&writer->mutex);
    return group;
}

static void *write_for_all(void *context)
{
    struct writer *writer = context;
    for (struct writing *group; (group = take_group(writer));) {
        SCOPED_ERROR failure = write_all(writer, group);
        tell(group, failure);
    }
    return NULL;
}

static void release(struct writer *writer)
{
    pthread_cond_destroy(&writer->room);
    pthread_cond_destroy(&writer->work);
    pthread_mutex_destroy(&writer->mutex);
    free(writer);
}

fallible writer_open(struct writer **out, const struct registry *registry)
{
    ASSERT(!db_in_transaction(registry_db(registry)));
    struct writer *writer = calloc(1, sizeof *writer);
    if (!writer)
        abort();
    *writer = (struct writer){.registry = registry,
                              .mutex = PTHREAD_MUTEX_INITIALIZER,
                              .work = PTHREAD_COND_INITIALIZER,
                              .room = PTHREAD_COND_INITIALIZER,
                              .end = &writer->first};
    int result = thread_start(&writer->thread, write_for_all, writer);
    if (result != 0) {
        release(writer);
        return error_make(ERROR_ENVIRONMENT, "no thread for the writer: %s", strerror(result));
    }
    *out = writer;
    return NULL;
}

void writer_stop(struct writer *writer)
{
    pthread_mutex_lock(&writer->mutex);
    bool is_mine = !writer->is_stopped;
    writer->is_stopped = true;
    pthread_cond_broadcast(&writer->work);
    pthread_cond_broadcast(&writer->room);
    pthread_mutex_unlock(&writer->mutex);
    if (is_mine)
        ASSERT(pthread_join(writer->thread, NULL) == 0);
}

void writer_close(struct writer *writer)
{
    if (!writer)
        return;
    writer_stop(writer);
    release(writer);
}

void writer_cleanup(struct writer **writer)
{
    writer_close(*writer);
}

static fallible stopped(void)
{
    return error_hint(error_make(ERROR_ENVIRONMENT, "the program is ending and takes no more acts"),
                      "do it again once it runs");
}

/* With the mutex held. */
static void enqueue(struct writer *writer, struct writing *writing)
{
    writing->error = NULL;
    writing->next = NULL;
    *writer->end = writing;
    writer->end = &writing->next;
    writer->waiting++;
    pthread_cond_signal(&writer->work);
}

fallible writer_submit(struct writer *writer, struct writing *writing)
{
    struct error *error = NULL;
    pthread_mutex_lock(&writer->mutex);
    if (writer->is_stopped)
        error = stopped();
    else if (writer->waiting == WRITER_ROOM)
        error = error_hint(error_make(ERROR_ENVIRONMENT, "%d acts wait for the disk", WRITER_ROOM),
                           "do it again in a moment");
    else
        enqueue(writer, writing);
    pthread_mutex_unlock(&writer->mutex);
    return error;
}

/* Somebody who waits for one act; is_told and error under the writer's mutex. */
struct waiting {
    struct writing writing;
    struct writer *writer;
    pthread_cond_t cond;
    bool is_told;
    struct error *error;
};

static void wake(struct writing *writing, struct error *error)
{
    struct waiting *waiting = (struct waiting *)writing; /* its first member */
    pthread_mutex_t *mutex = &waiting->writer->mutex;
    pthread_mutex_lock(mutex);
    waiting->error = error;
    waiting->is_told = true;
    pthread_cond_signal(&waiting->cond);
    pthread_mutex_unlock(mutex);
}

/* With the mutex held. */
static fallible enqueue_and_wait(struct writer *writer, struct waiting *waiting)
{
    while (!writer->is_stopped && writer->waiting == WRITER_ROOM)
        pthread_cond_wait(&writer->room, &writer->mutex);
    if (writer->is_stopped)
        return stopped();
    enqueue(writer, &waiting->writing);
    while (!waiting->is_told)
        pthread_cond_wait(&waiting->cond, &writer->mutex);
    return waiting->error;
}

fallible writer_do(struct writer *writer, struct person_id person, writer_act *act, void *context)
{
    ASSERT(!pthread_equal(pthread_self(), writer->thread));
    struct waiting waiting = {
        .writing = {.person = person, .act = act, .context = context, .told = wake},
        .writer = writer,
        .cond = PTHREAD_COND_INITIALIZER};
    pthread_mutex_lock(&writer->mutex);
    struct error *error = enqueue_and_wait(writer, &waiting);
    pthread_mutex_unlock(&writer->mutex);
    pthread_cond_destroy(&waiting.cond);
    return error;
}
