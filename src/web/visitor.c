#include "web/visitor.h"

#include "assess/tablet.h"

enum { SECONDS_A_DAY = 86400 };

char *visitor_csrf(const char *session_token, struct arena *arena)
{
    struct digest digest = token_digest("csrf", session_token);
    return digest_text(&digest, arena);
}

static fallible read_tablet(struct visitor *out, int64_t *id, const struct request *request,
                            struct db *db, struct arena *arena)
{
    struct tablet_row row;
    bool got;
    const char *token = request_cookie(request, COOKIE_TABLET);
    *id = 0;
    if (!token)
        return NULL;
    TRY(tablet_of_token(&got, &row, db, token, arena));
    if (!got)
        return NULL;
    *id = row.id;
    out->tablet = row.id;
    out->device = row.device;
    out->is_revoked = row.is_revoked;
    return NULL;
}

fallible visitor_read(struct visitor *out, bool *rests, const struct request *request,
                      struct db *db, int64_t now_s, struct arena *arena)
{
    struct visitor visitor = {0};
    struct session session;
    int64_t tablet;
    bool got;
    const char *token = request_cookie(request, COOKIE_SESSION);
    *rests = false;
    TRY(read_tablet(&visitor, &tablet, request, db, arena));
    *out = visitor;
    if (!token)
        return NULL;
    TRY(session_of_token(&got, &session, db, token, now_s, arena));
    if (!got || (session.tablet && session.tablet != tablet))
        return NULL;
    out->session = session.id;
    out->person = session.person;
    out->person_ref = session.person_ref;
    out->person_name = session.person_name;
    out->csrf = visitor_csrf(token, arena);
    *rests = now_s - session.seen_s >= SESSION_TOUCH_S;
    return NULL;
}

void visitor_set_cookie(struct reply *reply, const char *name, const char *value, int days,
                        struct arena *arena)
{
    const char *age = "";
    if (days || !*value)
        age = arena_format(arena, "; Max-Age=%d", *value ? days * SECONDS_A_DAY : 0);
    reply_header(reply, "Set-Cookie",
                 arena_format(arena, "%s=%s; Path=/; Secure; HttpOnly; SameSite=Strict%s", name,
                              value, age));
}
