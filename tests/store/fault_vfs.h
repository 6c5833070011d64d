/* A disk that fails: a layer under SQLite in which the n-th call that touches the disk goes wrong.
 * Connections opened after fault_vfs_install stand on it.
 *
 * A sweep runs the same acts for n = 1, 2, 3 … until fault_vfs_struck says that there was no n-th
 * call; after each it heals the disk and looks at what is left. */
#ifndef USTA_TESTS_STORE_FAULT_VFS_H
#define USTA_TESTS_STORE_FAULT_VFS_H

#include <stdbool.h>
#include <stdint.h>

enum fault {
    FAULT_IO,  /* input/output error */
    FAULT_FULL /* no space left; a call that needs none meets an input/output error */
};

void fault_vfs_install(void);

/* From now on the n-th call (from 1) fails, and with for_ever all after it. A write that fails
 * leaves the first half of its bytes. */
void fault_vfs_plan(int64_t n, enum fault fault, bool for_ever);

void fault_vfs_heal(void);     /* nothing fails any more */
bool fault_vfs_struck(void);   /* whether a call has failed since the plan */
int64_t fault_vfs_calls(void); /* how many calls there were since the plan */

#endif
