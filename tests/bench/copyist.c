#include "bench/copyist.h"

#include "certify/rendering.h"

#include <unistd.h>

#define SCRIPTS   PROJECT_FOLDER "/tests/bench/peers/"
#define INSTALLED PROJECT_FOLDER "/build/peers/"

enum { REASON_LIMIT = 4096 };

static const char *line_of(const char *text, struct arena *arena)
{
    return arena_format(arena, "%.*s", (int)strcspn(text, "\n"), text);
}

static const char *why_not_installed(const char *name, struct arena *arena)
{
    struct bytes text;
    SCOPED_ERROR error = file_read(&text, arena_format(arena, INSTALLED "%s.missing", name),
                                   REASON_LIMIT, arena);
    if (error)
        return "./run bench has not tried to install it";
    const char *whole = arena_format(arena, "%.*s", (int)text.size, (const char *)text.data);
    return arena_format(arena, "%s (all of it: build/peers/%s.log)", line_of(whole, arena), name);
}

/* The page as a list of what stands on it, and keys. */
static const char *prepare(const struct press_room *room, struct arena *arena)
{
    const char *folder = scratch_folder(arena);
    const char *ours = written(folder, "ours.pdf", room->printed, arena);
    PEER_SAYS("", SCRIPTS "prepare.sh '%s' '%s' '" CERTIFICATES "/fonts.yaml'", folder, ours);
    return folder;
}

static const char *why_not_the_same(const struct copyist *copyist, const char *folder, bool signs,
                                    struct arena *arena)
{
    int status;
    const char *copy = path_join(arena, folder, "copy.pdf");
    const char *code = value_text(value_get(copyist->room->record, "code"));
    if (!peer_program_order(copyist->program, "make 1") ||
        !peer_program_order(copyist->program, arena_format(arena, "write %s", copy)))
        return "it ends without an answer";
    const char *said = run_peer(&status,
                                arena_format(arena, SCRIPTS "check.sh '%s' '%s' '%s' %s", folder,
                                             copy, code, signs ? "signed" : "unsigned"),
                                arena);
    return status == 0 ? NULL : line_of(said, arena);
}

struct copyist *copyist_open(const char *name, enum signature_algorithm algorithm, bool signs,
                             int copies_before, struct arena *arena)
{
    struct copyist *copyist = ARENA_NEW(arena, struct copyist);
    const char *command = arena_format(arena, INSTALLED "%s", name);
    copyist->room = press_room_open(algorithm, arena);
    if (access(command, X_OK) != 0) {
        copyist->missing = why_not_installed(name, arena);
        return copyist;
    }
    const char *folder = prepare(copyist->room, arena);
    const char *key = algorithm == SIGNATURE_RS256 ? "rsa.p12" : "ecdsa.p12";
    command = arena_format(arena, "exec '%s' '%s/page.json' %s 2>>'" INSTALLED "%s.log'", command,
                           folder, signs ? path_join(arena, folder, key) : "", name);
    copyist->program = peer_program_start(command, arena);
    copyist->missing = why_not_the_same(copyist, folder, signs, arena);
    const char *warm_up = arena_format(arena, "make %d", copies_before);
    if (!copyist->missing && !peer_program_order(copyist->program, warm_up))
        copyist->missing = "it ends without an answer";
    return copyist;
}
