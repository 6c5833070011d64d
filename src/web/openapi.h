/* The description of the API (OpenAPI 3.1.0), made from the table of routes. */
#ifndef USTA_WEB_OPENAPI_H
#define USTA_WEB_OPENAPI_H

#include "base/value.h"
#include "web/route.h"

struct value *openapi_of(const struct route *table, struct arena *arena);

#endif
