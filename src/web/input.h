/* What goes into a visit, read strictly by the inputs of its route: each of its kind and within its
 * limit, none missing, none besides. */
#ifndef USTA_WEB_INPUT_H
#define USTA_WEB_INPUT_H

#include "web/route.h"

/* *out is an object with a member for each input that is there. values as route_find gives them,
 * query without its '?', NULL for none. ERROR_USAGE naming the input and what it should be; never
 * the value, which may be a secret. */
fallible input_read(struct value **out, const struct route *route,
                    const struct bytes values[static ROUTE_VALUES], const char *query,
                    struct bytes body, struct arena *arena);

/* Bytes with %41 for A (RFC 3986, 2.1); in a query '+' is a space. ERROR_USAGE for half an escape,
 * and for what then is no text. */
fallible input_unescape(const char **out, struct bytes bytes, bool is_query, struct arena *arena);

/* "a day, YYYY-MM-DD" */
const char *input_kind_words(enum input_kind kind);

#endif
