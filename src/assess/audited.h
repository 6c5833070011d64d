/* Every noun of this folder whose rows carry a stamp: the audit's list (store/audited.h). */
#ifndef USTA_ASSESS_AUDITED_H
#define USTA_ASSESS_AUDITED_H

#include "store/audited.h"

extern const struct audited *const assess_audited[];
extern const size_t assess_audited_count;

#endif
