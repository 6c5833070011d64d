/* What an event that makes sense does to sheets and attempts, at the moment it is taken in. */
#ifndef USTA_ASSESS_SHEET_EFFECT_H
#define USTA_ASSESS_SHEET_EFFECT_H

#include "assess/sheet_rules.h"

/* Before the event is stored: an open event makes the sheet that it will belong to. */
fallible sheet_effect_before(struct sheet_case *about, struct desk *desk);

/* After it is stored: seals, and the moves of sheet and attempt. */
fallible sheet_effect_after(const struct sheet_case *about, struct desk *desk, struct arena *arena);

#endif
