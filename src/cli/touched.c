#include "cli/touched.h"

#include "cli/listing.h"

void touched_say(struct call *call, const char *name, const struct touched_list *touched)
{
    static const struct shown columns[] = {
        {"what", "TOUCHED"}, {"name", "WHICH"}, {"state", "STATE"}, {NULL, NULL}};
    struct value *rows = value_array(call->arena);
    for (size_t i = 0; i < touched->count; i++) {
        struct value *row = value_object(call->arena);
        value_set_text(row, "what", touched->items[i].what);
        value_set_text(row, "name", touched->items[i].name);
        value_set_text(row, "state", touched->items[i].state);
        value_append(rows, row);
    }
    value_set(call->answer, name, rows);
    listing_say_part(call, name, columns);
}
