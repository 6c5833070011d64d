#include "cli/layouts.h"

#include "base/file.h"

#include <stdlib.h>
#include <unistd.h>

enum { PATH_SIZE = 4096 };

/* The folder the program stands in. */
static const char *program_folder(struct arena *arena)
{
    char path[PATH_SIZE];
    ssize_t size = readlink("/proc/self/exe", path, sizeof path);
    if (size <= 0 || size == sizeof path)
        return ".";
    char *folder = arena_text_n(arena, path, (size_t)size);
    *strrchr(folder, '/') = '\0';
    return folder;
}

fallible data_folder(const char **out, const struct call *call, const struct data_folder *data)
{
    const char *environment = getenv(data->variable);
    *out = call_option_or(call, data->option, environment && *environment ? environment : NULL);
    if (*out)
        return NULL;
    static const char *const places[] = {"../share/usta", "../.."};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *place = path_join(call->arena, program_folder(call->arena), places[i]);
        *out = path_join(call->arena, place, data->name);
        if (file_exists(*out))
            return NULL;
    }
    return error_hint(error_make(ERROR_ENVIRONMENT, "%s are not found", data->what),
                      "name their folder with %s, or in %s", data->option, data->variable);
}

static fallible find_folder(const char **out, const struct call *call)
{
    static const struct data_folder certificates = {
        "certificates", "--layouts", "USTA_CERTIFICATES", "the certificates' layouts"};
    return data_folder(out, call, &certificates);
}

fallible layouts_open_in(struct layout **out, struct call *call, const char *name,
                         const char *language)
{
    const char *folder;
    TRY(find_folder(&folder, call));
    return layout_open(out, folder, call_option_or(call, "--layout", name), language, call->arena);
}

fallible layouts_open(struct layout **out, struct call *call)
{
    return layouts_open_in(out, call, "a4", NULL);
}
