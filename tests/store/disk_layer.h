/* A layer under SQLite that shows every call that touches the disk to a watcher, who may make it
 * fail. Connections opened after disk_layer_install stand on it. */
#ifndef USTA_TESTS_STORE_DISK_LAYER_H
#define USTA_TESTS_STORE_DISK_LAYER_H

#include <stdbool.h>
#include <stdint.h>

enum disk_act {
    DISK_OPEN,
    DISK_READ,
    DISK_WRITE,
    DISK_TRUNCATE,
    DISK_SYNC,
    DISK_SIZE,
    DISK_SHARE,       /* memory that connections share */
    DISK_GROW_SHARED, /* the same, when it may have to be made */
    DISK_DELETE,
    DISK_LOOK /* whether a file is there */
};

struct disk_call {
    enum disk_act act;
    const char *path;  /* NULL: of a file without a name */
    const void *bytes; /* of a write */
    int size;
    int64_t at;     /* of a write; the size that a truncation leaves */
    bool is_synced; /* a deletion that is on disk when the call returns */
};

/* Before the call: 0 lets it through, a result of SQLite's becomes its result. A write that fails
 * leaves the first half of its bytes. */
typedef int disk_watch(const struct disk_call *call);

/* From now on watch is shown every call; a later one takes its place. */
void disk_layer_install(disk_watch *watch);

#endif
