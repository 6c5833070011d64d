#include "store/power_vfs.h"

#include "store/disk_layer.h"

#include "base/file.h"

#include <string.h>
#include <unistd.h>

enum { SECTOR = 512, FILES = 3 };

static const char *const endings[FILES] = {"", "-wal", "-journal"};

/* What was asked of the disk, and at DISK_LOOK, which asks nothing of it, what was told. */
struct step {
    enum disk_act act;
    int file; /* of endings */
    int64_t at;
    struct bytes bytes;
    bool is_synced;
};

/* A layer under SQLite has no other place for what it knows. */
static struct {
    struct arena *arena; /* NULL: nothing is remembered */
    const char *path;
    struct bytes before; /* what was at path when the recording began */
    struct step *steps;
    size_t count;
} disk;

static int file_of(const char *path)
{
    size_t size = strlen(disk.path);
    if (!path || strncmp(path, disk.path, size) != 0)
        return -1;
    for (int i = 0; i < FILES; i++)
        if (strcmp(path + size, endings[i]) == 0)
            return i;
    return -1;
}

static int remember(const struct disk_call *call)
{
    bool changes = call->act == DISK_WRITE || call->act == DISK_TRUNCATE ||
                   call->act == DISK_SYNC || call->act == DISK_DELETE;
    int file = disk.arena && changes ? file_of(call->path) : -1;
    if (file >= 0)
        *ARENA_PUSH(disk.arena, disk.steps, disk.count) = (struct step){
            .act = call->act,
            .file = file,
            .at = call->at,
            .bytes = arena_bytes(disk.arena, bytes_of(call->bytes, (size_t)call->size)),
            .is_synced = call->is_synced};
    return 0;
}

fallible power_record(const char *path, struct arena *arena)
{
    enum { LIMIT = 1 << 24 };
    disk.before = bytes_of(NULL, 0);
    if (file_exists(path))
        TRY(file_read(&disk.before, path, LIMIT, arena));
    disk.arena = arena;
    disk.path = path;
    disk.steps = NULL;
    disk.count = 0;
    disk_layer_install(remember);
    return NULL;
}

void power_acknowledge(void)
{
    *ARENA_PUSH(disk.arena, disk.steps, disk.count) = (struct step){.act = DISK_LOOK};
}

void power_stop(void)
{
    disk.arena = NULL;
}

/* A file as it is known to last, and the steps since that may or may not. */
struct image {
    uint8_t *data; /* room for all that is ever written to it */
    size_t size;
    bool exists;
};
struct file {
    struct image lasting;
    size_t *pending; /* numbers of steps */
    size_t pending_count;
};

/* How a state differs from one in which every pending step has happened. */
struct cut {
    bool without[FILES]; /* nothing pending of these files has happened */
    int64_t only;        /* of the file of this step nothing but it, −1: no such */
    int64_t missing;     /* but this step, −1: none */
    int64_t torn;        /* this step has happened in part, −1: none */
    int64_t from, to;    /* of the bytes of the torn step, those are there; its length is */
};
static const struct cut nothing_missing = {.only = -1, .missing = -1, .torn = -1};

struct replay {
    const struct power_replay *asked;
    struct arena *arena;
    struct file files[FILES];
    struct image scratch;
    int acknowledged;
    int64_t states;
};

static void write_part(struct image *image, const struct step *step, int64_t from, int64_t to)
{
    size_t end = (size_t)step->at + step->bytes.size;
    if (end > image->size) {
        memset(image->data + image->size, 0, end - image->size);
        image->size = end;
    }
    if (to > from)
        memcpy(image->data + step->at + from, step->bytes.data + from, (size_t)(to - from));
    image->exists = true;
}

static void apply(struct image *image, const struct step *step)
{
    if (step->act == DISK_WRITE)
        write_part(image, step, 0, (int64_t)step->bytes.size);
    if (step->act == DISK_TRUNCATE && (size_t)step->at < image->size)
        image->size = (size_t)step->at;
    if (step->act == DISK_DELETE)
        *image = (struct image){.data = image->data};
}

static bool happens(const struct cut *cut, const struct file *file, size_t i)
{
    int64_t number = (int64_t)file->pending[i];
    const struct step *step = &disk.steps[number];
    if (cut->without[step->file] || number == cut->missing)
        return false;
    bool is_only = cut->only >= 0 && disk.steps[cut->only].file == step->file;
    return !is_only || number == cut->only;
}

/* What comes after a deletion is written to another file of that name: it has happened too. */
static size_t first_that_counts(const struct cut *cut, const struct file *file)
{
    size_t first = 0;
    bool later = false;
    for (size_t i = file->pending_count; i-- > 0 && !first;) {
        bool deletes = disk.steps[file->pending[i]].act == DISK_DELETE;
        if (deletes && later)
            first = i;
        later = later || happens(cut, file, i);
    }
    return first;
}

static void build(struct image *out, const struct cut *cut, const struct file *file)
{
    *out = (struct image){out->data, file->lasting.size, file->lasting.exists};
    if (file->lasting.size)
        memcpy(out->data, file->lasting.data, file->lasting.size);
    size_t first = first_that_counts(cut, file);
    if (first)
        apply(out, &(struct step){.act = DISK_DELETE});
    for (size_t i = first; i < file->pending_count; i++) {
        const struct step *step = &disk.steps[file->pending[i]];
        if (!happens(cut, file, i))
            continue;
        if ((int64_t)file->pending[i] == cut->torn)
            write_part(out, step, cut->from, cut->to);
        else
            apply(out, step);
    }
}

static fallible put(const char *path, const struct image *image)
{
    unlink(path);
    return image->exists ? file_write(path, bytes_of(image->data, image->size), 0600) : NULL;
}

static fallible try(struct replay *replay, const struct cut *cut)
{
    SCOPED_ARENA(arena);
    const char *path = replay->asked->path;
    unlink(arena_format(arena, "%s-shm", path));
    for (int i = 0; i < FILES; i++) {
        build(&replay->scratch, cut, &replay->files[i]);
        TRY(put(arena_format(arena, "%s%s", path, endings[i]), &replay->scratch));
    }
    replay->states++;
    return replay->asked->look(replay->asked, replay->acknowledged);
}

/* Its length alone is there, or its beginning or its end up to each sector. */
static fallible try_torn(struct replay *replay, size_t number)
{
    const struct step *step = &disk.steps[number];
    int64_t size = (int64_t)step->bytes.size, sector = SECTOR - step->at % SECTOR;
    struct cut cut = nothing_missing;
    cut.torn = (int64_t)number;
    TRY(try(replay, &cut));
    for (int64_t at = sector; at < size; at += SECTOR) {
        cut.from = 0;
        cut.to = at;
        TRY(try(replay, &cut));
        cut.from = at;
        cut.to = size;
        TRY(try(replay, &cut));
    }
    return NULL;
}

/* After a step that may or may not last. What is still pending of earlier steps has been left out
 * alone when they came, so here it is the new step alone, all with it, and all but the one before.
 */
static fallible try_after(struct replay *replay, size_t number)
{
    const struct step *step = &disk.steps[number];
    const struct file *file = &replay->files[step->file];
    struct cut cut = nothing_missing;
    TRY(try(replay, &cut));
    if (file->pending_count > 1) {
        cut.only = (int64_t)number;
        TRY(try(replay, &cut));
        cut.only = -1;
        cut.missing = (int64_t)file->pending[file->pending_count - 2];
        TRY(try(replay, &cut));
    }
    return step->act == DISK_WRITE ? try_torn(replay, number) : NULL;
}

/* Where somebody was told, or something is about to last: each file with what is pending and
 * without. */
static fallible try_files(struct replay *replay)
{
    for (unsigned set = 0; set < 1U << FILES; set++) {
        struct cut cut = nothing_missing;
        bool differs = true;
        for (int i = 0; i < FILES; i++) {
            cut.without[i] = set >> i & 1;
            differs = differs && (!cut.without[i] || replay->files[i].pending_count > 0);
        }
        if (differs)
            TRY(try(replay, &cut));
    }
    return NULL;
}

/* Before a sync: each pending step left out on its own, too. */
static fallible try_without_each(struct replay *replay)
{
    struct cut cut = nothing_missing;
    for (int i = 0; i < FILES; i++)
        for (size_t k = 0; k < replay->files[i].pending_count; k++) {
            cut.missing = (int64_t)replay->files[i].pending[k];
            TRY(try(replay, &cut));
        }
    return NULL;
}

static void make_last(struct file *file)
{
    for (size_t i = 0; i < file->pending_count; i++)
        apply(&file->lasting, &disk.steps[file->pending[i]]);
    file->pending_count = 0;
}

static fallible take(struct replay *replay, size_t number)
{
    const struct step *step = &disk.steps[number];
    struct file *file = &replay->files[step->file];
    if (step->act == DISK_LOOK) {
        replay->acknowledged++;
        return try_files(replay);
    }
    if (step->act == DISK_SYNC) {
        TRY(try_files(replay));
        TRY(try_without_each(replay));
        make_last(file);
        return NULL;
    }
    file->pending[file->pending_count++] = number;
    TRY(try_after(replay, number));
    if (step->act == DISK_DELETE && step->is_synced)
        make_last(file);
    return NULL;
}

static size_t longest(void)
{
    size_t longest = disk.before.size + 1;
    for (size_t i = 0; i < disk.count; i++) {
        size_t end = (size_t)disk.steps[i].at + disk.steps[i].bytes.size;
        longest = end > longest ? end : longest;
    }
    return longest;
}

static void begin(struct replay *replay)
{
    replay->scratch.data = arena_alloc(replay->arena, longest());
    for (int i = 0; i < FILES; i++) {
        replay->files[i].lasting.data = arena_alloc(replay->arena, longest());
        replay->files[i].pending = ARENA_ARRAY(replay->arena, size_t, disk.count);
    }
    const struct step before = {.act = DISK_WRITE, .bytes = disk.before};
    if (disk.before.size)
        apply(&replay->files[0].lasting, &before);
}

fallible power_try_all(int64_t *states, const struct power_replay *asked)
{
    SCOPED_ARENA(arena);
    struct replay replay = {.asked = asked, .arena = arena};
    begin(&replay);
    struct error *error = NULL;
    size_t number = 0;
    while (!error && number < disk.count)
        error = take(&replay, number++);
    *states = replay.states;
    return error ? error_wrap(error, "power cut at call %zu of %zu", number, disk.count) : NULL;
}
