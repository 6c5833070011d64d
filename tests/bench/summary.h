/* What a run of the bench says: a table for people, bench.json for programs. */
#ifndef USTA_TESTS_BENCH_SUMMARY_H
#define USTA_TESTS_BENCH_SUMMARY_H

#include "bench/bench.h"

/* To standard output. */
void summary_head(void);
void summary_row(const struct comparison *comparison);

/* Of those with sizes, what one costs here and there; nothing when there are none. */
void summary_copies(const struct comparison *comparisons, size_t count);

/* {"measures":[{"name","per_second","peer","peer_per_second","ratio"}…]}; a trial with a limit
 * has "seconds" and "limit_seconds" too, one of those who wait "p99_ms" and "peer_p99_ms", one with
 * sizes "bytes" and "peer_bytes"; one whose peer is missing has no numbers but "missing", saying
 * why. Replaces the file at path. */
fallible summary_write(const char *path, const struct comparison *comparisons, size_t count);

#endif
