/* libyaml alone: the least that reading a rubric file can cost. */
#ifndef USTA_TESTS_BENCH_PEER_YAML_H
#define USTA_TESTS_BENCH_PEER_YAML_H

#include "base/bytes.h"

/* Walks all events of a file, doing nothing with them. */
void peer_yaml_read(struct bytes file);

#endif
