/* Typed ids: the compiler tells a candidate from a sitting. (struct person_id is in store/desk.h,
 * below everything that acts.) */
#ifndef USTA_ASSESS_IDS_H
#define USTA_ASSESS_IDS_H

#include "store/desk.h"

struct centre_id {
    int64_t n;
};
struct candidate_id {
    int64_t n;
};
struct rubric_version_id {
    int64_t n;
};
struct scheme_version_id {
    int64_t n;
};
struct sitting_id {
    int64_t n;
};
struct attempt_id {
    int64_t n;
};
struct sheet_id {
    int64_t n;
};
struct result_id {
    int64_t n;
};
struct decision_id {
    int64_t n;
};
struct appeal_id {
    int64_t n;
};
struct certificate_id {
    int64_t n;
};

#endif
