#include "web/house.h"

#include "base/file.h"
#include "store/registry.h"

#include "scratch.h"
#include "test.h"

#include <fcntl.h>
#include <unistd.h>

enum { LOG_LIMIT = 16 * 1024 * 1024 };

static struct house *make(int64_t now_s, const struct route *table, struct arena *arena)
{
    struct house *house = ARENA_NEW(arena, struct house);
    const char *scratch = scratch_folder(arena);
    house->arena = arena;
    house->clock = clock_fixed(now_s);
    house->random = random_system();
    house->folder = path_join(arena, scratch, "registry");
    house->log = path_join(arena, scratch, "log");
    house->setup = (struct server_setup){.registry = house->folder,
                                         .address = "127.0.0.1",
                                         .is_proxied = true,
                                         .loops = 2,
                                         .log = -1,
                                         .pages = PROJECT_FOLDER "/pages",
                                         .routes = table,
                                         .clock = &house->clock};
    return house;
}

struct house *house_make(const struct route *table, struct arena *arena)
{
    struct house *house = make(HOUSE_NOW_S, table, arena);
    struct registry *registry;
    OK(registry_create(&registry, house->folder, &house->clock, &house->random));
    registry_close(registry);
    return house;
}

struct house *house_of(struct fixture *fixture, const struct route *table, struct arena *arena)
{
    struct house *house = make(clock_now_s(&fixture->clock), table, arena);
    OK(folder_make_private(house->folder));
    OK(transaction_commit(&fixture->transaction));
    OK(db_copy(fixture->db, registry_database(house->folder, arena)));
    OK(transaction_begin(&fixture->transaction, fixture->db));
    return house;
}

void house_open(struct house *house)
{
    house->setup.log = open(house->log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    SCOPED_ERROR error = server_open(&house->server, &house->setup);
    if (error)
        fail_msg("%s", error_message(error));
    house->port = server_port(house->server);
}

void house_close(struct house *house)
{
    server_close(house->server);
    house->server = NULL;
    if (house->setup.log >= 0)
        close(house->setup.log);
    house->setup.log = -1;
}

struct answer house_ask(struct house *house, const char *method, const char *target,
                        const char *headers, const char *body)
{
    return caller_ask(house->port, method, target, headers, body, house->arena);
}

const char *house_log(struct house *house)
{
    struct bytes bytes;
    OK(file_read(&bytes, house->log, LOG_LIMIT, house->arena));
    return arena_text_n(house->arena, bytes.data, bytes.size);
}
