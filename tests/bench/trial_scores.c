#include "bench/peer_jansson.h"
#include "bench/trials.h"

#include "assess/rubric_load.h"
#include "assess/score.h"
#include "base/file.h"
#include "test.h"

#define VECTORS PROJECT_FOLDER "/tests/vectors/"

enum { MARKS_FILE_LIMIT = 1024 * 1024 };

struct marks_files {
    struct rubric *rubric;
    struct bytes *items;
    size_t count;
};

/* The marks of NAME.expected.json: those that can be scored. */
static void *read_files(struct arena *arena)
{
    struct marks_files *files = ARENA_NEW(arena, struct marks_files);
    struct findings findings = findings_make(arena);
    const char *const *names;
    size_t count;
    OK(rubric_load_path(&files->rubric, &findings, VECTORS "rubrics/ust-ck-hk-02.yaml", arena));
    ASSERT(files->rubric);
    OK(folder_list(&names, &count, VECTORS "marks", ".expected.json", arena));
    for (size_t i = 0; i < count; i++) {
        int stem = (int)(strlen(names[i]) - strlen(".expected.json"));
        const char *path = arena_format(arena, VECTORS "marks/%.*s.marks.json", stem, names[i]);
        struct bytes file;
        OK(file_read(&file, path, MARKS_FILE_LIMIT, arena));
        *ARENA_PUSH(arena, files->items, files->count) = file;
    }
    return files;
}

static int64_t score_all(void *subject)
{
    const struct marks_files *files = subject;
    for (size_t i = 0; i < files->count; i++) {
        SCOPED_ARENA(arena);
        struct marks *marks;
        struct score *score;
        OK(marks_read(&marks, files->rubric, files->items[i], "marks", arena));
        OK(score_compute(&score, files->rubric, marks, arena));
    }
    return (int64_t)files->count;
}

static int64_t read_all(void *subject)
{
    const struct marks_files *files = subject;
    for (size_t i = 0; i < files->count; i++)
        peer_jansson_read(files->items[i]);
    return (int64_t)files->count;
}

const struct trial trial_scores = {
    .name = "scores",
    .peer = "Jansson: tree of the same file",
    .prepare = read_files,
    .work = score_all,
    .peer_work = read_all,
};
