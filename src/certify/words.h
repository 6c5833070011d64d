/* What is printed on every certificate, in each language: certificates/words/LANGUAGE.yaml. */
#ifndef USTA_CERTIFY_WORDS_H
#define USTA_CERTIFY_WORDS_H

#include "base/arena.h"

#include <stdbool.h>

struct words;

/* Reads every *.yaml of a folder; each names its language and is source, draft or reviewed:
 *
 *     usta_words: 1
 *     language: ky
 *     state: draft
 *     words:
 *       issued: Берилген күнү
 *       outcome: {competent: компетенттүү}     # found as outcome.competent
 *
 * ERROR_REFUSED as "file:line:column: …". Lives as long as the arena. */
fallible words_open(struct words **out, const char *folder, struct arena *arena);

/* NULL when the language has no such word. */
const char *words_find(const struct words *words, const char *language, const char *key);

#endif
