#include "web/route.h"

#include "assess/credential.h"
#include "web/app.h"
#include "web/employer.h"
#include "web/front.h"
#include "web/health.h"
#include "web/office.h"
#include "web/pack.h"
#include "web/sign_in.h"
#include "web/sync.h"

enum { SMALL_BODY = 4096, REF = 40, REASON = 500, TYPED = 64 };

/* The inputs of one route. */
#define INPUTS(...) ((const struct input[]){__VA_ARGS__, {.name = NULL}})

#define PERSON                                                                                     \
    {                                                                                              \
        .name = "person", .in = IN_PATH, .kind = INPUT_REF, .limit = REF,                          \
        .summary = "the short name of a member of staff"                                           \
    }
#define APP_FILE                                                                                   \
    {                                                                                              \
        .name = "file", .in = IN_PATH, .kind = INPUT_TEXT, .limit = 80, .summary = "its name"      \
    }
#define TABLET(where)                                                                              \
    {                                                                                              \
        .name = "tablet", .in = (where), .kind = INPUT_REF, .limit = REF,                          \
        .summary = "the name of a tablet"                                                          \
    }
#define CODE(size, what)                                                                           \
    {                                                                                              \
        .name = "code", .in = IN_BODY, .kind = INPUT_SECRET, .limit = (size), .summary = (what)    \
    }

#define LANGUAGE                                                                                   \
    {                                                                                              \
        .name = "lang", .in = IN_QUERY, .kind = INPUT_REF, .limit = 8, .may_be_missing = true,     \
        .summary = "the language to read in"                                                       \
    }
#define CERTIFICATE(where, is_optional)                                                            \
    {                                                                                              \
        .name = "code", .in = (where), .kind = INPUT_TEXT, .limit = TYPED,                         \
        .may_be_missing = (is_optional), .summary = "the code of a certificate"                    \
    }
#define SHOW_CERTIFICATE(at)                                                                       \
    {                                                                                              \
        .method = "GET", .path = (at), .access = ACCESS_ANYBODY,                                   \
        .inputs = INPUTS(CERTIFICATE(IN_PATH, false), LANGUAGE), .run = employer_show,             \
        .answers = "a page", .summary = "a certificate: how it stands, and what it says"           \
    }

const struct route routes[] = {
    {.method = "GET",
     .path = "/",
     .access = ACCESS_ANYBODY,
     .inputs = INPUTS(CERTIFICATE(IN_QUERY, true), LANGUAGE),
     .run = employer_home,
     .answers = "a page, or the way to a certificate",
     .summary = "where the code of a certificate is typed"},
    SHOW_CERTIFICATE("/c/{code}"),
    SHOW_CERTIFICATE("/C/{code}"), /* as QR codes have it */
    {.method = "GET",
     .path = "/api/v1/certificates/{code}",
     .access = ACCESS_ANYBODY,
     .inputs = INPUTS(CERTIFICATE(IN_PATH, false)),
     .run = employer_answer,
     .answers = "{\"code\", \"verdict\", \"says\", \"checked_at\", \"replaced_by\", \"record\"}; "
                "the verdicts are valid, expired, suspended, revoked and superseded",
     .summary = "how a certificate stands, and its record"},
    {.method = "GET",
     .path = "/style.css",
     .access = ACCESS_ANYBODY,
     .run = front_style,
     .answers = "CSS",
     .summary = "how pages look"},
    {.method = "GET",
     .path = "/healthz",
     .access = ACCESS_LOCAL,
     .run = health_show,
     .answers = "it reads its registry: {\"healthy\": true}",
     .summary = "whether the server serves"},
    {.method = "GET",
     .path = "/metrics",
     .access = ACCESS_LOCAL,
     .run = health_metrics,
     .answers = "counters in the text format of Prometheus",
     .summary = "what the server counts about itself"},
    {.method = "GET",
     .path = "/api/openapi.json",
     .access = ACCESS_ANYBODY,
     .run = health_document,
     .answers = "OpenAPI 3.1",
     .summary = "this description"},

    {.method = "POST",
     .path = "/api/v1/tablets/enrol",
     .access = ACCESS_ANYBODY,
     .csrf = CSRF_ORIGIN,
     .place = PLACE_WRITER,
     .body_limit = SMALL_BODY,
     .inputs = INPUTS(CODE(20, "the code that the office made")),
     .run = enrol_tablet,
     .answers = "{\"device\"}, and the cookie __Host-tablet",
     .summary = "make this browser an enrolled tablet"},
    {.method = "POST",
     .path = "/api/v1/session",
     .access = ACCESS_TABLET,
     .csrf = CSRF_ORIGIN,
     .place = PLACE_POOL,
     .body_limit = SMALL_BODY,
     .inputs = INPUTS({.name = "number",
                       .in = IN_BODY,
                       .kind = INPUT_SECRET,
                       .limit = 9,
                       .summary = "the examiner's number"},
                      {.name = "pin",
                       .in = IN_BODY,
                       .kind = INPUT_SECRET,
                       .limit = 12,
                       .summary = "the examiner's PIN"}),
     .run = sign_in_examiner,
     .answers = "{\"person\", \"name\", \"csrf\"}, and the cookie __Host-session",
     .summary = "sign in on a tablet"},
    {.method = "POST",
     .path = "/api/v1/staff/session",
     .access = ACCESS_ANYBODY,
     .csrf = CSRF_ORIGIN,
     .place = PLACE_POOL,
     .body_limit = SMALL_BODY,
     .inputs = INPUTS({.name = "person",
                       .in = IN_BODY,
                       .kind = INPUT_SECRET,
                       .limit = REF,
                       .summary = "the short name of who signs in"},
                      {.name = "password",
                       .in = IN_BODY,
                       .kind = INPUT_SECRET,
                       .limit = 60,
                       .summary = "the password"},
                      CODE(12, "the changing code of six digits")),
     .run = sign_in_staff,
     .answers = "{\"person\", \"name\", \"csrf\"}, and the cookie __Host-session",
     .summary = "sign in to the office"},
    {.method = "GET",
     .path = "/api/v1/session",
     .access = ACCESS_SESSION,
     .task = TASK_READ,
     .run = sign_in_show,
     .answers = "{\"person\", \"name\", \"csrf\", \"device\", \"roles\": [{\"role\", \"unit\"}]}",
     .summary = "who is signed in"},
    {.method = "POST",
     .path = "/api/v1/session/end",
     .access = ACCESS_SESSION,
     .task = TASK_READ,
     .csrf = CSRF_TOKEN,
     .place = PLACE_WRITER,
     .body_limit = SMALL_BODY,
     .run = sign_out,
     .answers = "{}",
     .summary = "sign out"},
    {.method = "POST",
     .path = "/api/v1/people/{person}/sessions/end",
     .access = ACCESS_SESSION,
     .task = TASK_READ,
     .owner = OWNER_SELF,
     .csrf = CSRF_TOKEN,
     .place = PLACE_WRITER,
     .body_limit = SMALL_BODY,
     .inputs = INPUTS(PERSON),
     .run = sign_out_everywhere,
     .answers = "{\"ended\": how many}",
     .summary = "sign a person out everywhere"},
    {.method = "POST",
     .path = "/api/v1/people/{person}/password",
     .access = ACCESS_SESSION,
     .task = TASK_MANAGE_PEOPLE,
     .csrf = CSRF_TOKEN,
     .place = PLACE_POOL,
     .body_limit = SMALL_BODY,
     .inputs = INPUTS(PERSON),
     .run = office_issue_password,
     .answers = "{\"person\", \"password\", \"totp\": otpauth address}, shown once",
     .summary = "draw a new password and changing code for a person"},
    {.method = "POST",
     .path = "/api/v1/people/{person}/pin",
     .access = ACCESS_SESSION,
     .task = TASK_MANAGE_PEOPLE,
     .csrf = CSRF_TOKEN,
     .place = PLACE_POOL,
     .body_limit = SMALL_BODY,
     .inputs = INPUTS(PERSON),
     .run = office_issue_pin,
     .answers = "{\"person\", \"number\", \"pin\"}, shown once",
     .summary = "draw a new PIN for a person"},

    {.method = "GET",
     .path = "/api/v1/tablets",
     .access = ACCESS_SESSION,
     .task = TASK_MANAGE_PEOPLE,
     .run = office_tablets,
     .answers = "{\"tablets\": [{\"device\", \"enrolled_at\", \"revoked\"}]}",
     .summary = "list tablets"},
    {.method = "POST",
     .path = "/api/v1/tablets/codes",
     .access = ACCESS_SESSION,
     .task = TASK_MANAGE_PEOPLE,
     .csrf = CSRF_TOKEN,
     .place = PLACE_WRITER,
     .body_limit = SMALL_BODY,
     .inputs = INPUTS(TABLET(IN_BODY)),
     .run = office_tablet_code,
     .answers = "{\"device\", \"code\", \"seconds\": how long it is good}, shown once",
     .summary = "make a code that enrols a tablet"},
    {.method = "POST",
     .path = "/api/v1/tablets/{tablet}/revoke",
     .access = ACCESS_SESSION,
     .task = TASK_MANAGE_PEOPLE,
     .csrf = CSRF_TOKEN,
     .place = PLACE_WRITER,
     .body_limit = SMALL_BODY,
     .inputs = INPUTS(TABLET(IN_PATH), {.name = "reason",
                                        .in = IN_BODY,
                                        .kind = INPUT_TEXT,
                                        .limit = REASON,
                                        .summary = "why; kept for ever"}),
     .run = office_revoke_tablet,
     .answers = "{}",
     .summary = "revoke a tablet for good"},

    {.method = "GET",
     .path = "/api/v1/packs/{day}",
     .access = ACCESS_SESSION,
     .task = TASK_READ, /* there is nothing in it but one's own duties */
     .place = PLACE_POOL,
     .inputs = INPUTS({.name = "day",
                       .in = IN_PATH,
                       .kind = INPUT_DAY,
                       .limit = 10,
                       .summary = "the day of the sittings"}),
     .run = pack_show,
     .answers = "the day pack of who is signed in (docs/tablet-protocol.md), with an ETag",
     .summary = "all that a tablet needs for a day without network"},
    {.method = "POST",
     .path = "/api/v1/sync/events",
     .access = ACCESS_SESSION,
     .task = TASK_READ, /* each event asks for TASK_EXAMINE in its unit (sheet_receive.h) */
     .owner = OWNER_TABLET,
     .csrf = CSRF_TOKEN,
     .place = PLACE_WRITER,
     .body_limit = SYNC_BODY,
     .inputs = INPUTS({.name = "device",
                       .in = IN_BODY,
                       .kind = INPUT_REF,
                       .limit = REF,
                       .summary = "the tablet that sends"},
                      {.name = "sent_at",
                       .in = IN_BODY,
                       .kind = INPUT_INSTANT,
                       .limit = 20,
                       .summary = "by the tablet's clock"},
                      {.name = "events",
                       .in = IN_BODY,
                       .kind = INPUT_LIST,
                       .limit = SYNC_EVENTS,
                       .summary = "in the order of seq"}),
     .prepare = sync_read,
     .run = sync_take,
     .answers = "{\"now\", \"results\": [{\"id\", \"status\", \"code\", \"hint\"}]}: on disk",
     .summary = "hand over what was marked; every event once, however often it is sent"},

    {.method = "GET",
     .path = "/examiner/",
     .access = ACCESS_ANYBODY,
     .run = app_home,
     .answers = "HTML",
     .summary = "the examiners' app"},
    {.method = "GET",
     .path = "/examiner/{file}",
     .access = ACCESS_ANYBODY,
     .inputs = INPUTS(APP_FILE),
     .run = app_file,
     .answers = "a file as it was built",
     .summary = "a file of the examiners' app"},
    {.method = "GET",
     .path = "/examiner/assets/{file}",
     .access = ACCESS_ANYBODY,
     .inputs = INPUTS(APP_FILE),
     .run = app_asset,
     .answers = "a file as it was built, to be kept for good",
     .summary = "a file of the examiners' app whose name tells what is in it"},
    {.method = NULL},
};
