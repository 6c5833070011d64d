/* Threads of a program that also waits for signals. */
#ifndef USTA_BASE_THREAD_H
#define USTA_BASE_THREAD_H

#include <pthread.h>

/* Starts a thread in which no signal arrives: they are for those that were there before. 0, or the
 * system's error number when it gives no thread. */
int thread_start(pthread_t *out, void *(*run)(void *context), void *context);

#endif
