/* A verification as people read it, and as programs do. */
#ifndef USTA_CERTIFY_VERIFY_TEXT_H
#define USTA_CERTIFY_VERIFY_TEXT_H

#include "certify/verify.h"

/* Whether there are words for a language (BCP 47): en, ru, ky. */
bool verify_language(const char *language);

/* Several lines, each with its line end: the verdict, why and by which rule, who signed and when,
 * and every fact of the record, one a line. name is the file's. Control characters, and those that
 * turn the direction of writing, are shown as ␀ and the like, never passed on. */
const char *verify_text(const struct verification *verification, const char *name,
                        const char *language, struct arena *arena);

/* {"file", "verdict", "exit", "why", "rule", "test", "signer", "issuer", "signed", "level",
 * "timestamp", "facts"}; null where there is none. A timestamp is {"at", "authority", "trusted",
 * "why_not"}. */
struct value *verify_value(const struct verification *verification, const char *name,
                           struct arena *arena);

#endif
