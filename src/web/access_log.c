#include "web/access_log.h"

#include "base/clock.h"
#include "base/value.h"
#include "web/address.h"

#include <unistd.h>

/* One write a line, so that lines of several threads do not mix; a log that is full stops nobody.
 */
static void write_line(int descriptor, const struct value *line, struct arena *arena)
{
    char *text = arena_format(arena, "%s\n", value_canonical(line, arena));
    ssize_t written = write(descriptor, text, strlen(text));
    (void)written;
}

void access_log_write(int descriptor, const struct access_line *line)
{
    char network[ADDRESS_SIZE];
    if (descriptor < 0)
        return;
    SCOPED_ARENA(arena);
    struct value *said = value_object(arena);
    address_network(network, line->address, 24, 48);
    value_set_text(said, "at", instant_text(line->at_s, arena));
    value_set_text(said, "from", network);
    value_set_text(said, "method", line->method);
    value_set_text(said, "route", line->route);
    value_set_integer(said, "status", line->status);
    value_set_integer(said, "bytes", (int64_t)line->bytes);
    value_set_integer(said, "us", line->took_us);
    write_line(descriptor, said, arena);
}

void access_log_fault(int descriptor, const char *message)
{
    if (descriptor < 0)
        return;
    SCOPED_ARENA(arena);
    struct value *said = value_object(arena);
    value_set_text(said, "fault", message);
    write_line(descriptor, said, arena);
}
