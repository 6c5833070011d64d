/* Settings of the registry: small texts by name, for example 'centre.name'. Who sets one that
 * matters to others also appends an act to the journal. */
#ifndef USTA_STORE_SETTING_H
#define USTA_STORE_SETTING_H

#include "store/db.h"

/* The value, or otherwise (may be NULL) when it was never set. */
fallible setting_get(const char **out, struct db *db, const char *name, const char *otherwise,
                     struct arena *arena);

fallible setting_set(struct db *db, const char *name, const char *value);

#endif
