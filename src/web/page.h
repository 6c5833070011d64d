/* A page: an HTML file with places to fill in, without logic. Every place says by name how what it
 * takes is escaped, and the reader refuses a name that does not fit where it stands:
 *
 *     {{html_text name}}   between tags                     <p>{{html_text name}}</p>
 *     {{html_attr name}}   in an attribute in double quotes <input value="{{html_attr name}}">
 *     {{url_arg name}}     in href, src or action, behind a literal path that begins with '/'
 *                                                           <a href="/c/{{url_arg code}}">
 *     {{word key}}         a word in the reader's language, as html_text or html_attr would
 *     {{#list}} … {{/list}}   once for each object of a list; of an object once; of true once
 *     {{^list}} … {{/list}}   when it is missing, null, false or empty
 *
 * Names are looked up in the object at hand, then in those around it. Nothing can be filled into
 * tags, scripts, styles, comments, event handlers or attributes without quotes. What is filled in
 * is never looked at for further places. */
#ifndef USTA_WEB_PAGE_H
#define USTA_WEB_PAGE_H

#include "base/buffer.h"
#include "base/value.h"
#include "certify/words.h"

struct page;

/* Reads a page; name begins the messages. ERROR_REFUSED as "name:line: …" for a place that is
 * broken, unknown, not closed, or where it must not be, and for a list in the middle of a tag. */
fallible page_read(struct page **out, struct bytes file, const char *name, struct arena *arena);

/* Every word of the page, for the check at start that each language has it. */
size_t page_words(const char *const **out, const struct page *page, struct arena *arena);

/* Fills it in. ERROR_ENVIRONMENT when a name is missing or is neither text nor a whole number, or a
 * word is missing in the language: a fault of the program, told apart from one of the visitor. */
fallible page_fill(struct buffer *out, const struct page *page, const struct value *data,
                   const struct words *words, const char *language);

#endif
