/* Who asks, as the cookies say: a tablet by its token, a person by the token of a session. A
 * session that was opened on a tablet counts on that tablet alone. */
#ifndef USTA_WEB_VISITOR_H
#define USTA_WEB_VISITOR_H

#include "assess/session.h"
#include "web/visit.h"

#define COOKIE_SESSION "__Host-session"
#define COOKIE_TABLET  "__Host-tablet"

/* Fills in visit->visitor; nobody and no tablet for cookies that are not there or mean nothing.
 * *rests: the session was not noted as used for SESSION_TOUCH_S. */
fallible visitor_read(struct visitor *out, bool *rests, const struct request *request,
                      struct db *db, int64_t now_s, struct arena *arena);

/* SHA-256("usta-csrf-1:" ‖ token of the session), as hex digits: the token its page sends with
 * every act. It is not kept: whoever has the session can make it. */
char *visitor_csrf(const char *session_token, struct arena *arena);

/* Sets a cookie (RFC 6265bis): __Host-, HttpOnly, Secure, SameSite=Strict. days 0: until the
 * browser closes; an empty value takes it back. */
void visitor_set_cookie(struct reply *reply, const char *name, const char *value, int days,
                        struct arena *arena);

#endif
