#include "serve.h"

#include "base/text.h"
#include "cli/command.h"
#include "cli/layouts.h"
#include "web/address.h"
#include "web/server.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    PORT = 8443,
    PORT_LIMIT = 65535,
    LOOPS_LIMIT = 64,
    EACH_LIMIT = 10000,
    PATIENCE_LIMIT = 600
};

static fallible read_certificate(struct server_setup *setup, const struct call *call)
{
    setup->certificate = call_option(call, "--certificate");
    setup->key = call_option(call, "--key");
    setup->is_proxied = call_option(call, "--behind-proxy") != NULL;
    if (!setup->certificate != !setup->key)
        return call_usage(call, "--certificate and --key go together");
    if (setup->is_proxied && (setup->certificate || !address_is_loopback(setup->address)))
        return call_usage(call, "--behind-proxy is plain HTTP: on this machine alone, and without "
                                "a certificate");
    return NULL;
}

/* NULL ends the list; NULL when none is given. */
static const char *const *read_names(const struct call *call)
{
    const char *const *given;
    const char **names = NULL;
    size_t count = call_options(&given, call, "--name"), kept = 0;
    for (size_t i = 0; i < count; i++)
        *ARENA_PUSH(call->arena, names, kept) = given[i];
    if (count)
        *ARENA_PUSH(call->arena, names, kept) = NULL;
    return names;
}

static fallible read_setup(struct server_setup *setup, const struct call *call)
{
    int64_t port, loops, each, patience_s;
    static const struct data_folder pages = {"pages", "--pages", "USTA_PAGES", "the pages"};
    const char *folder;
    TRY(data_folder(&folder, call, &pages));
    TRY(call_number(&port, call, "--port", 0, PORT_LIMIT, PORT));
    TRY(call_number(&loops, call, "--loops", 1, LOOPS_LIMIT, 0));
    TRY(call_number(&each, call, "--connections", 1, EACH_LIMIT, 0));
    TRY(call_number(&patience_s, call, "--patience", 1, PATIENCE_LIMIT, 0));
    const char *const *names = read_names(call);
    *setup = (struct server_setup){.registry = call->registry_folder,
                                   .address = call_option_or(call, "--listen", "127.0.0.1"),
                                   .port = (uint16_t)port,
                                   .names = names,
                                   .loops = (size_t)loops,
                                   .each = (size_t)each,
                                   .patience_s = (int)patience_s,
                                   .log = STDERR_FILENO,
                                   .pages = folder,
                                   .app = call_option_or(call, "--app", getenv("USTA_APP")),
                                   .routes = routes,
                                   .clock = call->desk.clock};
    return read_certificate(setup, call);
}

fallible serve_run(struct call *call)
{
    struct server_setup setup;
    SCOPED_SERVER server = NULL;
    sigset_t ending;
    int signal_number;
    TRY(read_setup(&setup, call));
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    ASSERT(pthread_sigmask(SIG_BLOCK, &ending, NULL) == 0);
    TRY(server_open(&server, &setup));
    bool is_v6 = strchr(setup.address, ':');
    dprintf(STDOUT_FILENO, is_v6 ? "serving %s://[%s]:%u\n" : "serving %s://%s:%u\n",
            setup.is_proxied ? "http" : "https", setup.address, server_port(server));
    ASSERT(sigwait(&ending, &signal_number) == 0);
    server_close(server);
    server = NULL;
    call_say(call, "ended: all that was acknowledged is on disk");
    return NULL;
}
