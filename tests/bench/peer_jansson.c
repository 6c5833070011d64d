#include "bench/peer_jansson.h"

#include "base/error.h"

#include <jansson.h>

void peer_jansson_read(struct bytes file)
{
    json_error_t error;
    json_t *root = json_loadb((const char *)file.data, file.size, 0, &error);
    ASSERT(root);
    json_decref(root);
}
