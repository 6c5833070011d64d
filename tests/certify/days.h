/* Days of a registry that leave rows behind, for whoever looks at all of them (tampering_test.c).
 */
#ifndef USTA_TESTS_CERTIFY_DAYS_H
#define USTA_TESTS_CERTIFY_DAYS_H

#include "assess/fixture.h"

/* A day on which nearly everything happens that leaves a row; what does not has a day of its own:
 * a concern about an alarm, attempts drawn for second marking, a candidate erased. What is made for
 * it lives as long as the arena. */
void days_fill(struct fixture *f, struct arena *arena);
void days_fill_concern(struct fixture *f, struct arena *arena);
void days_fill_draw(struct fixture *f, struct arena *arena);
void days_fill_erasure(struct fixture *f, struct arena *arena);

#endif
