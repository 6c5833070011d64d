/* A rubric as a tablet needs it (docs/tablet-protocol.md, RUBRIC): what is marked and in which
 * words, and no points. */
#ifndef USTA_WEB_PACK_RUBRIC_H
#define USTA_WEB_PACK_RUBRIC_H

#include "assess/rubric.h"
#include "base/value.h"

struct value *pack_rubric(const struct rubric *rubric, struct arena *arena);

/* {tag: text} */
struct value *pack_texts(const struct texts *texts, struct arena *arena);

#endif
