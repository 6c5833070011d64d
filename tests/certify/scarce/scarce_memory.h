/* Memory that runs out: the n-th allocation fails, whether our own code, SQLite, OpenSSL or libharu
 * (through our own functions) asks. Programs that link this wrap the C library's functions
 * (tests/CMakeLists.txt). */
#ifndef USTA_TESTS_CERTIFY_SCARCE_MEMORY_H
#define USTA_TESTS_CERTIFY_SCARCE_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

/* First of all in a program: later the libraries take no other functions. */
void scarce_memory_install(void);

/* From now on the n-th allocation (from 1) fails; 0: none does. It counts from the plan on. */
void scarce_memory_plan(int64_t n);
int64_t scarce_memory_asked(void);

#endif
