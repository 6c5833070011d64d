/* The log of requests: one line of JSON each (server.h). Any thread; descriptor −1 writes nothing.
 */
#ifndef USTA_WEB_ACCESS_LOG_H
#define USTA_WEB_ACCESS_LOG_H

#include <stddef.h>
#include <stdint.h>

struct access_line {
    int64_t at_s;
    const char *address; /* shortened to /24 or /48 when it is written */
    const char *method, *route;
    int status;
    size_t bytes; /* of the body that is sent */
    int64_t took_us;
};

void access_log_write(int descriptor, const struct access_line *line);

/* What the environment did to a request, whoever sent it. */
void access_log_fault(int descriptor, const char *message);

#endif
