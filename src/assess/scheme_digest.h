/* The digest of what a scheme says in one language (SHA-256 over canonical JSON, RFC 8785), null
 * where there is nothing in it:
 *
 *   {"language", "title", "can_do", "occupation", "units": [{"rubric", "can_do", "title"}]}
 *
 * A unit to which the scheme gives no title has none there, not null.
 * What a scheme demands is bound by the digest of its bytes (publication.h). */
#ifndef USTA_ASSESS_SCHEME_DIGEST_H
#define USTA_ASSESS_SCHEME_DIGEST_H

#include "assess/scheme.h"
#include "base/value.h"

struct value *scheme_text(const struct scheme *scheme, const char *language, struct arena *arena);
struct digest scheme_text_digest(const struct scheme *scheme, const char *language,
                                 struct arena *arena);

#endif
