/* How many connections each address has open, so that none takes the room of all. Any thread. */
#ifndef USTA_WEB_CROWD_H
#define USTA_WEB_CROWD_H

#include <stdbool.h>
#include <stddef.h>

struct crowd;

/* At most each connections of one address, and at most all together. */
struct crowd *crowd_open(size_t each, size_t all);
void crowd_close(struct crowd *crowd); /* NULL does nothing */

/* False, and nothing is counted, when there would be too many. An address is text as the system
 * writes it; the addresses of one IPv6 network of 64 bits count as one. */
bool crowd_enter(struct crowd *crowd, const char *address);
void crowd_leave(struct crowd *crowd, const char *address); /* once for each that entered */

size_t crowd_size(struct crowd *crowd);

#endif
