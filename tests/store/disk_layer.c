#include "store/disk_layer.h"

#include "base/error.h"

#include <sqlite3.h>
#include <string.h>

/* The one place of the tests with state of its own: SQLite gives a layer no other. */
static struct {
    sqlite3_vfs *real;
    disk_watch *watch;
} disk;

struct file {
    sqlite3_file head; /* SQLite's view */
    sqlite3_file *real;
    const char *path; /* SQLite keeps it until the file is closed; NULL: it has none */
};

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((struct file *)file)->real;
}

/* What the watcher makes of a call: SQLITE_OK lets it through. */
static int shown(struct disk_call call)
{
    return disk.watch ? disk.watch(&call) : SQLITE_OK;
}

static int shown_of(sqlite3_file *file, enum disk_act act)
{
    return shown((struct disk_call){.act = act, .path = ((struct file *)file)->path});
}

static int file_close(sqlite3_file *file)
{
    return real_of(file)->pMethods->xClose(real_of(file));
}

static int file_read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 at)
{
    int result = shown_of(file, DISK_READ);
    return result ? result : real_of(file)->pMethods->xRead(real_of(file), bytes, size, at);
}

static int file_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
    int result = shown(
        (struct disk_call){DISK_WRITE, ((struct file *)file)->path, bytes, size, at, false});
    int whole = real_of(file)->pMethods->xWrite(real_of(file), bytes, result ? size / 2 : size, at);
    return result ? result : whole;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    int result = shown(
        (struct disk_call){.act = DISK_TRUNCATE, .path = ((struct file *)file)->path, .at = size});
    return result ? result : real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int file_sync(sqlite3_file *file, int flags)
{
    int result = shown_of(file, DISK_SYNC);
    return result ? result : real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    int result = shown_of(file, DISK_SIZE);
    return result ? result : real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int file_lock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int file_unlock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int file_check_lock(sqlite3_file *file, int *held)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), held);
}

static int file_control(sqlite3_file *file, int operation, void *value)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), operation, value);
}

static int file_sector_size(sqlite3_file *file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int file_characteristics(sqlite3_file *file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int file_shm_map(sqlite3_file *file, int region, int size, int extend, void volatile **out)
{
    int result = shown_of(file, extend ? DISK_GROW_SHARED : DISK_SHARE);
    return result ? result
                  : real_of(file)->pMethods->xShmMap(real_of(file), region, size, extend, out);
}

static int file_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}

static void file_shm_barrier(sqlite3_file *file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int file_shm_unmap(sqlite3_file *file, int remove)
{
    return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_characteristics,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
};

static int disk_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *out, int flags, int *given)
{
    (void)vfs;
    struct file *file = (struct file *)out;
    file->head.pMethods = NULL;
    file->real = (sqlite3_file *)(file + 1);
    file->path = path;
    int result = shown((struct disk_call){.act = DISK_OPEN, .path = path});
    if (result)
        return result;
    result = disk.real->xOpen(disk.real, path, file->real, flags, given);
    if (file->real->pMethods)
        file->head.pMethods = &methods;
    return result;
}

static int disk_delete(sqlite3_vfs *vfs, const char *path, int sync)
{
    (void)vfs;
    int result = shown((struct disk_call){.act = DISK_DELETE, .path = path, .is_synced = sync});
    return result ? result : disk.real->xDelete(disk.real, path, sync);
}

static int disk_access(sqlite3_vfs *vfs, const char *path, int flags, int *out)
{
    (void)vfs;
    int result = shown((struct disk_call){.act = DISK_LOOK, .path = path});
    return result ? result : disk.real->xAccess(disk.real, path, flags, out);
}

static int disk_full_name(sqlite3_vfs *vfs, const char *path, int size, char *out)
{
    (void)vfs;
    return disk.real->xFullPathname(disk.real, path, size, out);
}

/* SQLite waits a while before it tries again: not worth a test's time. */
static int disk_sleep(sqlite3_vfs *vfs, int microseconds)
{
    (void)vfs;
    return microseconds;
}

void disk_layer_install(disk_watch *watch)
{
    static sqlite3_vfs layer;
    disk.watch = watch;
    if (disk.real)
        return;
    disk.real = sqlite3_vfs_find(NULL);
    layer = *disk.real; /* the rest does not mind which of the two it is called with */
    layer.zName = "watched";
    layer.pNext = NULL;
    layer.szOsFile = (int)sizeof(struct file) + disk.real->szOsFile;
    layer.xOpen = disk_open;
    layer.xDelete = disk_delete;
    layer.xAccess = disk_access;
    layer.xFullPathname = disk_full_name;
    layer.xSleep = disk_sleep;
    ASSERT(sqlite3_vfs_register(&layer, 1) == SQLITE_OK);
}
