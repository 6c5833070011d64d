#include "bench/peer_yaml.h"
#include "bench/trials.h"

#include "assess/rubric_load.h"
#include "base/file.h"
#include "test.h"

#define RUBRICS PROJECT_FOLDER "/rubrics/catering"

struct rubric_files {
    struct rubric_file {
        const char *name;
        struct bytes bytes;
    } * items;
    size_t count;
};

static void *read_files(struct arena *arena)
{
    struct rubric_files *files = ARENA_NEW(arena, struct rubric_files);
    const char *const *names;
    size_t count;
    OK(folder_list(&names, &count, RUBRICS, ".yaml", arena));
    for (size_t i = 0; i < count; i++) {
        if (strstr(names[i], ".scheme."))
            continue;
        struct rubric_file file = {.name = names[i]};
        OK(file_read(&file.bytes, path_join(arena, RUBRICS, names[i]), RUBRIC_FILE_LIMIT, arena));
        *ARENA_PUSH(arena, files->items, files->count) = file;
    }
    return files;
}

static int64_t check_all(void *subject)
{
    const struct rubric_files *files = subject;
    for (size_t i = 0; i < files->count; i++) {
        SCOPED_ARENA(arena);
        struct rubric *rubric;
        struct findings findings = findings_make(arena);
        OK(rubric_load(&rubric, &findings, files->items[i].bytes, files->items[i].name, arena));
        ASSERT(rubric);
    }
    return (int64_t)files->count;
}

static int64_t read_all(void *subject)
{
    const struct rubric_files *files = subject;
    for (size_t i = 0; i < files->count; i++)
        peer_yaml_read(files->items[i].bytes);
    return (int64_t)files->count;
}

const struct trial trial_rubrics = {
    .name = "rubric checks",
    .peer = "libyaml: events of the same file",
    .prepare = read_files,
    .work = check_all,
    .peer_work = read_all,
};
