/* The only ways by which text gets into HTML (HTML Living Standard, 13.1.2): what each escapes is
 * in its name. Text is valid UTF-8; what HTML cannot carry becomes U+FFFD. */
#ifndef USTA_WEB_HTML_H
#define USTA_WEB_HTML_H

#include "base/buffer.h"

void html_text(struct buffer *out, const char *text); /* between tags */
void html_attr(struct buffer *out, const char *text); /* in an attribute in double quotes */
void url_arg(struct buffer *out, const char *text);   /* a part of a path or query (RFC 3986, 2.1),
                                                       * in such an attribute */

#endif
