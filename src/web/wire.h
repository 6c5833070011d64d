/* What a request must be before anything looks at what it asks for (RFC 9112): where libevent's
 * parser takes more than a server may, so that no proxy in front can read it differently. */
#ifndef USTA_WEB_WIRE_H
#define USTA_WEB_WIRE_H

#include "web/message.h"

enum {
    WIRE_HEADER_LIMIT = 64,           /* fields */
    WIRE_HEADERS_LIMIT = 16 * 1024,   /* bytes of request line and fields together */
    WIRE_TARGET_LIMIT = 2048,         /* bytes */
    WIRE_BODY_LIMIT = 2 * 1024 * 1024 /* bytes: what the largest route may take, photos included */
};

/* 0 when all is well, else the status it is refused with, and *why; the connection must be closed
 * then, for nobody knows where the next request begins:
 *   400  no Host, or two (clause 3.2); a target that is no absolute path; a field whose name is no
 *        token or whose value holds a control character (5.1, 5.5); Content-Length that is no
 *        number, or there twice, or beside Transfer-Encoding (6.3); a body where none may be
 *   431  more fields than above
 *   501  a method that HTTP does not have (method is ""), a Transfer-Encoding other than chunked */
int wire_fault(const char **why, const struct request *request);

#endif
