/* Jansson alone: the least that reading a file of marks can cost. */
#ifndef USTA_TESTS_BENCH_PEER_JANSSON_H
#define USTA_TESTS_BENCH_PEER_JANSSON_H

#include "base/bytes.h"

/* Makes the tree of a file and gives it up. */
void peer_jansson_read(struct bytes file);

#endif
