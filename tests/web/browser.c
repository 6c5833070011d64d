#include "web/browser.h"

#include "web/visitor.h"

struct browser browser_open(uint16_t port, struct arena *arena)
{
    return (struct browser){.arena = arena, .port = port, .tablet = "", .session = "", .csrf = ""};
}

/* "name=value; …" */
static void keep_cookie(struct browser *browser)
{
    const char *set = answer_header(&browser->last, "Set-Cookie", browser->arena);
    if (!set)
        return;
    const char *value = strchr(set, '=') + 1;
    value = arena_text_n(browser->arena, value, strcspn(value, ";"));
    if (strncmp(set, COOKIE_TABLET, strlen(COOKIE_TABLET)) == 0)
        browser->tablet = value;
    else
        browser->session = value;
}

static int ask(struct browser *browser, const char *method, const char *target, const char *body)
{
    const char *headers = arena_format(
        browser->arena,
        "Origin: http://127.0.0.1\r\nX-CSRF-Token: %s\r\nCookie: %s=%s; %s=%s\r\n%s", browser->csrf,
        COOKIE_TABLET, browser->tablet, COOKIE_SESSION, browser->session,
        body ? "Content-Type: application/json\r\n" : "");
    browser->last = caller_ask(browser->port, method, target, headers, body, browser->arena);
    keep_cookie(browser);
    struct value *said = NULL;
    SCOPED_ERROR no_json = value_parse(&said, bytes_of_text(browser->last.body), "answer",
                                       browser->arena);
    browser->said = no_json ? NULL : said;
    const char *csrf = browser_says(browser, "csrf");
    browser->csrf = csrf ? csrf : browser->csrf;
    return browser->last.status;
}

int browser_get(struct browser *browser, const char *target)
{
    return ask(browser, "GET", target, NULL);
}

int browser_post(struct browser *browser, const char *target, const struct value *body)
{
    return ask(browser, "POST", target, body ? value_canonical(body, browser->arena) : "{}");
}

const char *browser_says(const struct browser *browser, const char *key)
{
    const struct value *value = browser->said ? value_get(browser->said, key) : NULL;
    return value && value_kind(value) == VALUE_TEXT ? value_text(value) : NULL;
}

int browser_sign_in(struct browser *browser, int64_t number, const char *pin)
{
    struct value *body = value_object(browser->arena);
    value_set_text(body, "number", arena_format(browser->arena, "%lld", (long long)number));
    value_set_text(body, "pin", pin);
    return browser_post(browser, "/api/v1/session", body);
}

int browser_sign_in_staff(struct browser *browser, const char *person, const char *password,
                          const char *code)
{
    struct value *body = value_object(browser->arena);
    value_set_text(body, "person", person);
    value_set_text(body, "password", password);
    value_set_text(body, "code", code);
    return browser_post(browser, "/api/v1/staff/session", body);
}

int browser_enrol(struct browser *browser, const char *code)
{
    struct value *body = value_object(browser->arena);
    value_set_text(body, "code", code);
    return browser_post(browser, "/api/v1/tablets/enrol", body);
}
