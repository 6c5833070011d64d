/* Another process for a test: what it does is a function that returns its exit code, 0 for all is
 * well. Checks of cmocka do not work in it; it returns, or is killed, and nothing runs after. */
#ifndef USTA_TESTS_CHILD_H
#define USTA_TESTS_CHILD_H

#include <sys/types.h>

pid_t child_start(int (*run)(void *context), void *context);
int child_wait(pid_t child); /* its exit code; −1 when it was killed */

/* In a child: gives up what root may do, so that permissions count. */
void child_become_nobody(void);

enum { NOBODY = 65534 };

#endif
