/* One thread writes for all. Acts of any thread that wait at the same time share a transaction and
 * its one fsync (group commit), and each is told alone what became of it: sixty people who press
 * a button together wait for one turn of the disk, not for sixty.
 *
 * Each act is a part of its own (db_part_begin): one that fails is undone alone and gets its own
 * error, and the others go on. When the commit fails, or the engine gives the transaction up, every
 * act of that group gets that error and nothing of them is kept. An act that got NULL is on disk.
 *
 * While a writer is open, the registry's writing connection and its random source are the writer's
 * alone; the clock is read by it and must be one that any thread may read (clock.h's are). Other
 * threads read through connections of their own (registry_open with DB_READ).
 *
 * Whose memory is what: from the moment an act is handed over until its caller has been told, the
 * context and all it leads to, arenas too, belong to the writer's thread; then they are the
 * caller's again. So an act may take its answer from the caller's arena. What it has written there
 * counts only when it was told NULL: it may have been undone since. Errors go over to who is told.
 */
#ifndef USTA_STORE_WRITER_H
#define USTA_STORE_WRITER_H

#include "store/registry.h"

struct writer;

/* Starts the thread. The registry is open for writing, in no transaction, and borrowed until the
 * writer is closed. ERROR_ENVIRONMENT when the system gives no thread. */
fallible writer_open(struct writer **out, const struct registry *registry);

/* Takes no more acts, does those that wait, and ends the thread. A second call does nothing. */
void writer_stop(struct writer *writer);

/* Stops, and gives the registry's connection back. No other thread may still use the writer. */
void writer_close(struct writer *writer); /* NULL does nothing */
void writer_cleanup(struct writer **writer);
#define SCOPED_WRITER __attribute__((cleanup(writer_cleanup))) struct writer *

/* An act: runs on the writer's thread, at the desk of its person, inside a transaction that it
 * neither begins nor commits. */
typedef fallible writer_act(struct desk *desk, void *context);

/* Does an act and waits until it is on disk or undone; any thread but the writer's own (asserted).
 * Waits for room when WRITER_ROOM acts wait. The act's own error, or that of its commit;
 * ERROR_ENVIRONMENT when the writer has been stopped. */
fallible writer_do(struct writer *writer, struct person_id person, writer_act *act, void *context);

/* The same for who must not wait: told, once, on the writer's thread, which it must not keep.
 * Lives until then. */
struct writing {
    struct person_id person;
    writer_act *act;
    void *context;
    void (*told)(struct writing *writing, struct error *error); /* owns error; NULL: on disk */
    struct error *error;                                        /* the writer's, like next */
    struct writing *next;
};

/* Never waits: ERROR_ENVIRONMENT when there is no room, or the writer has been stopped; nobody is
 * told then. */
fallible writer_submit(struct writer *writer, struct writing *writing);

enum {
    WRITER_ROOM = 1024, /* acts that wait */
    WRITER_GROUP = 64   /* acts of a transaction */
};

#endif
