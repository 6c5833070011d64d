/* The part of assess_rejudge (rejudge.h) that looks at events and sheets. */
#ifndef USTA_ASSESS_REJUDGE_EVENTS_H
#define USTA_ASSESS_REJUDGE_EVENTS_H

#include "assess/rejudge.h"
#include "assess/shelf.h"

fallible rejudge_events(struct rejudged *found, struct db *db);
fallible rejudge_sheets(struct rejudged *found, struct db *db, struct shelf *shelf);

#endif
