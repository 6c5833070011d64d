#include "web/app.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/text.h"
#include "web/server.h"

enum { APP_FILE_LIMIT = 4 * 1024 * 1024 };

struct app_file {
    const char *name; /* "assets/index-x.js" */
    const char *type;
    const char *tag; /* its ETag */
    struct bytes plain, packed;
};

struct app {
    struct app_file *files;
    size_t count;
};

/* What the app is made of; nothing else is sent. */
static const struct {
    const char *ending, *type;
} kinds[] = {{".html", "text/html; charset=utf-8"},
             {".js", "text/javascript; charset=utf-8"},
             {".css", "text/css; charset=utf-8"},
             {".svg", "image/svg+xml"},
             {".webmanifest", "application/manifest+json"}};

static fallible read_file(struct app_file *out, const char *folder, const char *name,
                          const char *type, struct arena *arena)
{
    struct app_file file = {.name = name, .type = type};
    const char *path = path_join(arena, folder, name), *twin = arena_format(arena, "%s.gz", path);
    TRY(file_read(&file.plain, path, APP_FILE_LIMIT, arena));
    if (file_exists(twin))
        TRY(file_read(&file.packed, twin, APP_FILE_LIMIT, arena));
    struct digest digest = digest_of(file.plain);
    file.tag = arena_format(arena, "\"%s\"", digest_text(&digest, arena));
    *out = file;
    return NULL;
}

/* The files of one folder of the app: "" or "assets/". */
static fallible read_folder(struct app *app, const char *folder, const char *within,
                            struct arena *arena)
{
    for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
        const char *const *names;
        size_t count;
        TRY(folder_list(&names, &count, path_join(arena, folder, within), kinds[kind].ending,
                        arena));
        for (size_t i = 0; i < count; i++)
            TRY(read_file(ARENA_PUSH(arena, app->files, app->count), folder,
                          arena_format(arena, "%s%s", within, names[i]), kinds[kind].type, arena));
    }
    return NULL;
}

static const struct app_file *find_file(const struct app *app, const char *name)
{
    for (size_t i = 0; app && i < app->count; i++)
        if (text_equal(app->files[i].name, name))
            return &app->files[i];
    return NULL;
}

fallible app_open(struct app **out, const char *folder, struct arena *arena)
{
    struct app *app = ARENA_NEW(arena, struct app);
    if (!file_exists(path_join(arena, folder, "index.html")))
        return error_hint(error_make(ERROR_ENVIRONMENT, "there is no app in '%s'", folder),
                          "build it: tests/tools/examiner_ui.sh prepare");
    TRY(read_folder(app, folder, "", arena));
    TRY(read_folder(app, folder, "assets/", arena));
    *out = app;
    return NULL;
}

static bool takes_gzip(const struct request *request)
{
    const char *accept = request_header(request, "Accept-Encoding");
    return accept && strstr(accept, "gzip") && !strstr(accept, "gzip;q=0");
}

static void show(struct visit *visit, const char *name, const char *caching)
{
    const struct app_file *file = find_file(server_app(visit->server), name);
    if (!file) {
        visit_refuse(visit, 404, "not_found", "there is no such page", NULL);
        return;
    }
    const char *known = request_header(visit->request, "If-None-Match");
    reply_header(&visit->reply, "Cache-Control", caching);
    reply_header(&visit->reply, "ETag", file->tag);
    reply_header(&visit->reply, "Vary", "Accept-Encoding");
    if (known && text_equal(known, file->tag)) {
        visit->reply.status = 304;
        return;
    }
    bool is_packed = file->packed.size && takes_gzip(visit->request);
    visit->reply.type = file->type;
    visit->reply.body = is_packed ? file->packed : file->plain;
    if (is_packed)
        reply_header(&visit->reply, "Content-Encoding", "gzip");
}

fallible app_home(struct visit *visit)
{
    show(visit, "index.html", "no-cache");
    return NULL;
}

fallible app_file(struct visit *visit)
{
    show(visit, visit_text(visit, "file"), "no-cache");
    return NULL;
}

fallible app_asset(struct visit *visit)
{
    show(visit, arena_format(visit->arena, "assets/%s", visit_text(visit, "file")),
         "max-age=31536000, immutable");
    return NULL;
}
