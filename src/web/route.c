#include "web/route.h"

#include "base/text.h"

/* A pattern and a path, part by part between slashes; {name} stands for one that is not empty. */
static bool path_fits(struct bytes values[static ROUTE_VALUES], const char *pattern,
                      struct bytes path)
{
    const char *at = (const char *)path.data, *end = at + path.size;
    size_t count = 0;
    while (*pattern) {
        if (*pattern != '{') {
            if (at == end || *at++ != *pattern++)
                return false;
            continue;
        }
        const char *start = at;
        while (at < end && *at != '/')
            at++;
        if (at == start)
            return false;
        ASSERT(count < ROUTE_VALUES);
        values[count++] = bytes_of(start, (size_t)(at - start));
        pattern = strchr(pattern, '}') + 1;
    }
    return at == end;
}

static bool method_fits(const struct route *route, const char *method)
{
    return text_equal(route->method, method) ||
           (text_equal(method, "HEAD") && text_equal(route->method, "GET"));
}

const struct route *route_find(const char **allowed, struct bytes values[static ROUTE_VALUES],
                               const struct route *table, const char *method, struct bytes path,
                               struct arena *arena)
{
    *allowed = NULL;
    for (const struct route *route = table; route->method; route++) {
        struct bytes found[ROUTE_VALUES] = {{0}};
        if (!path_fits(found, route->path, path))
            continue;
        if (method_fits(route, method)) {
            memcpy(values, found, sizeof found);
            return route;
        }
        *allowed = arena_format(arena, "%s%s%s%s", *allowed ? *allowed : "", *allowed ? ", " : "",
                                route->method, text_equal(route->method, "GET") ? ", HEAD" : "");
    }
    return NULL;
}
