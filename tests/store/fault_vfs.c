#include "store/fault_vfs.h"

#include "store/disk_layer.h"

#include <sqlite3.h>

/* A layer under SQLite has no other place for what it knows. */
static struct {
    int64_t n, calls;
    enum fault fault;
    bool for_ever, struck;
} disk;

/* What a call that fails gives back; where room is wanted, a full disk says so. */
static int failure_of(enum disk_act act)
{
    static const struct {
        int otherwise, full;
    } failures[] = {
        [DISK_OPEN] = {SQLITE_CANTOPEN, SQLITE_CANTOPEN},
        [DISK_READ] = {SQLITE_IOERR_READ, SQLITE_IOERR_READ},
        [DISK_WRITE] = {SQLITE_IOERR_WRITE, SQLITE_FULL},
        [DISK_TRUNCATE] = {SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_TRUNCATE},
        [DISK_SYNC] = {SQLITE_IOERR_FSYNC, SQLITE_IOERR_FSYNC},
        [DISK_SIZE] = {SQLITE_IOERR_FSTAT, SQLITE_IOERR_FSTAT},
        [DISK_SHARE] = {SQLITE_IOERR_SHMMAP, SQLITE_IOERR_SHMMAP},
        [DISK_GROW_SHARED] = {SQLITE_IOERR_SHMMAP, SQLITE_FULL},
        [DISK_DELETE] = {SQLITE_IOERR_DELETE, SQLITE_IOERR_DELETE},
        [DISK_LOOK] = {SQLITE_IOERR_ACCESS, SQLITE_IOERR_ACCESS},
    };
    return disk.fault == FAULT_FULL ? failures[act].full : failures[act].otherwise;
}

static int strike(const struct disk_call *call)
{
    disk.calls++;
    if (!disk.n || (disk.calls != disk.n && !(disk.for_ever && disk.calls > disk.n)))
        return SQLITE_OK;
    disk.struck = true;
    return failure_of(call->act);
}

void fault_vfs_install(void)
{
    disk_layer_install(strike);
}

void fault_vfs_plan(int64_t n, enum fault fault, bool for_ever)
{
    disk.n = n;
    disk.fault = fault;
    disk.for_ever = for_ever;
    disk.calls = 0;
    disk.struck = false;
}

void fault_vfs_heal(void)
{
    disk.n = 0;
}

bool fault_vfs_struck(void)
{
    return disk.struck;
}

int64_t fault_vfs_calls(void)
{
    return disk.calls;
}
