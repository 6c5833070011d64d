/* The pages for people: every *.html of a folder, read and checked when the server starts, with
 * words/LANGUAGE.yaml (certify/words.h) beside them. */
#ifndef USTA_WEB_PAGES_H
#define USTA_WEB_PAGES_H

#include "web/message.h"
#include "web/page.h"

struct pages;

/* ERROR_REFUSED naming file and line for a page that is broken, and naming page, word and language
 * for a word that one of the languages has not; ERROR_ENVIRONMENT when there are no pages. Lives as
 * long as the arena; any thread may use it then. */
fallible pages_open(struct pages **out, const char *folder, struct arena *arena);

/* A page, without ".html", filled in with data. `language` is a name of the data as well. */
fallible pages_fill(struct bytes *out, const struct pages *pages, const char *name,
                    struct value *data, const char *language, struct arena *arena);

/* A word of the pages; ERROR_ENVIRONMENT when the language has none. */
fallible pages_word(const char **out, const struct pages *pages, const char *language,
                    const char *key);

/* A file of the folder that is sent as it is: "style.css". NULL bytes when there is none. */
struct bytes pages_style(const struct pages *pages);

/* The language of a visitor, of those that pages have: by Accept-Language (RFC 9110, 12.5.4); else
 * English for who reads others alone, and Russian, which most here read, for who says nothing. */
const char *pages_language(const struct request *request);

extern const char *const pages_languages[]; /* NULL ends the list */

#endif
