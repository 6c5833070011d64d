#include "bench/peer_yaml.h"

#include "base/error.h"

#include <stdbool.h>
#include <yaml.h>

void peer_yaml_read(struct bytes file)
{
    yaml_parser_t parser;
    ASSERT(yaml_parser_initialize(&parser));
    yaml_parser_set_input_string(&parser, file.data, file.size);
    for (bool ended = false; !ended;) {
        yaml_event_t event;
        ASSERT(yaml_parser_parse(&parser, &event));
        ended = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}
