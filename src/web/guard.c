#include "web/guard.h"

#include "base/digest.h"
#include "base/text.h"
#include "web/address.h"

static const struct problem may_pass = {0, NULL, NULL, NULL};
static const struct problem sign_in = {401, "sign_in", "nobody is signed in",
                                       "sign in; what was marked meanwhile is kept"};
static const struct problem enrol = {401, "enrol", "this is not an enrolled tablet",
                                     "enrol it with a code from the office"};
static const struct problem revoked = {403, "revoked", "this tablet was revoked",
                                       "export what is on it, and give it to the office"};
static const struct problem elsewhere = {403, "origin", "another site's page may have sent this",
                                         "open Usta's own page and do it there"};

static bool is_local(const struct request *request)
{
    return address_is_loopback(request->address) && !request_header(request, "X-Forwarded-For") &&
           !request_header(request, "Forwarded");
}

/* RFC 6454, 7: what a browser adds to every request that changes something. */
static bool is_own_origin(const struct request *request, struct arena *arena)
{
    const char *origin = request_header(request, "Origin"), *host = request_header(request, "Host"),
               *site = request_header(request, "Sec-Fetch-Site");
    if (site && !text_equal(site, "same-origin") && !text_equal(site, "none"))
        return false;
    if (!origin)
        return true;
    const char *own = arena_format(arena, "%s://%s", request->is_secure ? "https" : "http",
                                   host ? host : "");
    return request_header_count(request, "Origin") == 1 && text_equal(origin, own);
}

/* By digest, so that how long it takes tells nothing. */
static bool is_token(const struct visit *visit)
{
    const char *token = request_header(visit->request, "X-CSRF-Token");
    if (!token || !visit->visitor.csrf)
        return false;
    struct digest said = digest_of(bytes_of_text(token)),
                  right = digest_of(bytes_of_text(visit->visitor.csrf));
    return digest_equal(&said, &right);
}

static struct problem check_origin(const struct visit *visit)
{
    enum csrf csrf = visit->route->csrf;
    if (csrf == CSRF_NONE)
        return may_pass;
    if (!is_own_origin(visit->request, visit->arena))
        return elsewhere;
    if (csrf == CSRF_TOKEN && !is_token(visit))
        return (struct problem){401, "token", "the token is not that of the session",
                                "read the session anew and send its 'csrf' as X-CSRF-Token"};
    return may_pass;
}

static fallible check_task(struct problem *out, const struct visit *visit)
{
    struct error *error = role_require(&visit->desk, visit->route->task, NULL);
    *out = may_pass;
    if (!error || error_code(error) == ERROR_ENVIRONMENT)
        return error;
    *out = (struct problem){403, "role", arena_text(visit->arena, error_message(error)),
                            "an administrator grants roles"};
    error_free(error);
    return NULL;
}

fallible guard_access(struct problem *out, const struct visit *visit)
{
    *out = may_pass;
    switch (visit->route->access) {
    case ACCESS_ANYBODY:
        break;
    case ACCESS_LOCAL:
        if (!is_local(visit->request))
            *out = (struct problem){403, "local", "this is for those at the machine itself", NULL};
        break;
    case ACCESS_TABLET:
        if (visit->visitor.is_revoked)
            *out = revoked;
        else if (!visit->visitor.device)
            *out = enrol;
        break;
    case ACCESS_SESSION:
        if (visit->visitor.is_revoked)
            *out = revoked;
        else if (!visit->visitor.person.n)
            *out = sign_in;
        else
            TRY(check_task(out, visit));
        break;
    case ACCESS_NOBODY:
    case ACCESS_COUNT:
        *out = (struct problem){403, "nobody", "nobody may do this", NULL};
        break;
    }
    if (!out->status)
        *out = check_origin(visit);
    return NULL;
}

static fallible owns_person(bool *out, const struct visit *visit)
{
    const char *person = visit_text(visit, "person");
    *out = visit->visitor.person_ref && text_equal(person, visit->visitor.person_ref);
    if (*out)
        return NULL;
    SCOPED_ERROR error = role_require(&visit->desk, TASK_MANAGE_PEOPLE, NULL);
    *out = !error;
    return error && error_code(error) == ERROR_ENVIRONMENT ? error_copy(error) : NULL;
}

fallible guard_owner(struct problem *out, const struct visit *visit)
{
    bool owns = true;
    const char *device = visit->visitor.device;
    if (visit->route->owner == OWNER_TABLET)
        owns = device && text_equal(visit_text(visit, "device"), device);
    if (visit->route->owner == OWNER_SELF)
        TRY(owns_person(&owns, visit));
    *out = owns ? may_pass
                : (struct problem){403, "owner", "this is somebody else's", "do it with your own"};
    return NULL;
}
