/* The part of the audit that judges appeals again (rejudge.h). */
#ifndef USTA_ASSESS_REJUDGE_APPEALS_H
#define USTA_ASSESS_REJUDGE_APPEALS_H

#include "assess/rejudge.h"

fallible rejudge_appeals(struct rejudged *found, struct db *db);

#endif
