/* What an employer sees: every verdict by a code typed into a server over a real socket, in every
 * language, and nothing for who holds no code. */
#include "web/employer.h"

#include "base/text.h"
#include "certify/erase.h"
#include "certify/revocation.h"

#include "certify/shop.h"
#include "web/house.h"

enum { PAGE_BYTES = 30 * 1024 };

/* A server of what a room holds by now. */
static struct house *open_house(struct room *room, int64_t later_s)
{
    struct house *house = house_of(room->f, routes, room->f->arena);
    house->clock.fixed_s += later_s;
    house_open(house);
    return house;
}

static struct answer page(struct house *house, const char *start, const char *code,
                          const char *language)
{
    return house_ask(house, "GET",
                     arena_format(house->arena, "%s%s?lang=%s", start, code, language),
                     "Accept: text/html\r\n", NULL);
}

static void has(const struct answer *answer, const char *text)
{
    if (!strstr(answer->body, text))
        fail_msg("there is no '%s' in\n%s", text, answer->body);
}

static void has_not(const struct answer *answer, const char *text)
{
    if (strstr(answer->body, text))
        fail_msg("there is '%s' in\n%s", text, answer->body);
}

/* How a code stands: on the page in English, and to a program. */
static void stands(struct house *house, const char *code, int status, const char *verdict,
                   const char *heading)
{
    struct answer answer = page(house, "/c/", code, "en");
    assert_int_equal(answer.status, status);
    has(&answer, arena_format(house->arena, "</b> %s</h1>", heading));
    assert_true(strlen(answer.body) <= PAGE_BYTES);
    answer = house_ask(house, "GET", arena_format(house->arena, "/api/v1/certificates/%s", code),
                       "", NULL);
    assert_int_equal(answer.status, status);
    has(&answer, arena_format(house->arena,
                              status == 200 ? "\"verdict\":\"%s\"" : "\"code\":\"%s\"", verdict));
}

static const char *code_of(struct room *room, const struct certificate *certificate)
{
    return code_text(&certificate->code, room->f->arena);
}

static void one_in_force_is_valid_and_says_all(void **state)
{
    SCOPED_ROOM(room);
    struct certificate certificate = issued(&room);
    const char *code = code_of(&room, &certificate);
    struct house *house = open_house(&room, 0);
    stands(house, code, 200, "valid", "Valid");
    struct answer answer = page(house, "/C/", certificate.code.text, "en");
    assert_int_equal(answer.status, 200);
    static const char *const said[] = {
        "Test cook",   "Sets up a station.", "Cooks a dish.", "TST-SOLO@1.0.0", "TST-PAIR@1.0.0",
        "5120",        "ESCO 90f75f67",      "2026",          "SHA-256 ",       "passport",
        "20 November", "TEST ISSUER",        "<b>A1</b>",     "(UTC)"};
    for (size_t i = 0; i < COUNT(said); i++)
        has(&answer, said[i]);
    has(&answer, code);
    has_not(&answer, "<script");
    has_not(&answer, "http://");
    has_not(&answer, "https://");
    has(&answer, "<meta name=\"robots\" content=\"noindex\">");
    assert_string_equal(answer_header(&answer, "X-Robots-Tag", house->arena), "noindex");
    house_close(house);
}

/* Whoever makes a preview of a link reads the head. */
static void the_head_names_nobody(void **state)
{
    SCOPED_ROOM(room);
    struct certificate certificate = issued(&room);
    struct candidate candidate;
    OK(candidate_find(&candidate, room.f->db, "BSK-001", room.f->arena));
    struct house *house = open_house(&room, 0);
    struct answer answer = page(house, "/c/", certificate.code.text, "en");
    const char *body = strstr(answer.body, "<body>");
    has(&answer, candidate.facts.name_latin);
    has(&answer, candidate.facts.name_cyrillic);
    assert_true(body && strstr(answer.body, candidate.facts.name_latin) > body);
    assert_true(strstr(answer.body, code_of(&room, &certificate)) > body);
    assert_null(strstr(house_log(house), certificate.code.text));
    assert_null(strstr(house_log(house), code_of(&room, &certificate)));
    house_close(house);
}

static void one_past_its_date_has_expired(void **state)
{
    SCOPED_ROOM(room);
    struct certificate certificate = issued(&room);
    struct house *house = open_house(&room, 3 * 366 * DAY_S);
    stands(house, certificate.code.text, 200, "expired", "Expired");
    house_close(house);
}

static void one_taken_back_says_so_even_past_its_date(void **state)
{
    SCOPED_ROOM(room);
    bool revoked;
    struct certificate certificate = issued(&room);
    OK(certificate_suspend(desk(&room, "certifier-a"), &certificate, "a complaint"));
    struct house *house = open_house(&room, 0);
    stands(house, certificate.code.text, 200, "suspended", "Suspended");
    house_close(house);
    certificate = again(&room, &certificate);
    OK(certificate_revoke(&revoked, desk(&room, "certifier-a"), &certificate, "forged"));
    OK(certificate_revoke(&revoked, desk(&room, "certifier-b"), &certificate, "forged"));
    house = open_house(&room, 3 * 366 * DAY_S);
    stands(house, certificate.code.text, 200, "revoked", "Revoked");
    house_close(house);
}

static void one_replaced_leads_to_the_newer(void **state)
{
    SCOPED_ROOM(room);
    struct certificate fresh, old = issued(&room);
    struct candidate candidate;
    struct arena *arena = room.f->arena;
    OK(candidate_find(&candidate, room.f->db, "BSK-001", arena));
    struct candidate_facts facts = candidate.facts;
    facts.name_latin = "Aynagül Corrected";
    OK(candidate_correct(desk(&room, "registrar"), candidate.id, &facts, "misspelt", NULL));
    OK(certificate_supersede(&fresh, desk(&room, "certifier-b"), &old, &room.press, arena));
    struct house *house = open_house(&room, 0);
    stands(house, old.code.text, 200, "valid", "Valid");
    stands(house, fresh.code.text, 404, "unknown_code", "Not found");
    house_close(house);
    OK(certificate_issue(desk(&room, "certifier-b"), &fresh, &room.press, arena));
    house = open_house(&room, 0);
    stands(house, old.code.text, 200, "superseded", "Replaced");
    struct answer answer = page(house, "/c/", old.code.text, "de");
    has(&answer, arena_format(arena, "href=\"/c/%s?lang=de\"", code_of(&room, &fresh)));
    stands(house, fresh.code.text, 200, "valid", "Valid");
    house_close(house);
}

/* The bytes of an answer about a code, with that code struck out. */
static const char *struck(struct house *house, const char *start, const struct code *code)
{
    struct answer answer = page(house, start, code->text, "en");
    char *body = arena_text(house->arena, answer.body);
    const char *shown = code_text(code, house->arena);
    assert_int_equal(answer.status, 404);
    for (char *at; (at = strstr(body, shown));)
        memset(at, '#', strlen(shown));
    return body;
}

static void what_is_hidden_is_as_unknown_as_what_never_was(void **state)
{
    SCOPED_ROOM(room);
    struct code none;
    struct candidate candidate;
    struct certificate intended, erased;
    struct fixture *f = room.f;
    OK(code_make(&none, &f->random));
    OK(certificate_intend(&intended, desk(&room, "registrar"), &room.decision, &room.press,
                          f->arena));
    struct house *house = open_house(&room, 0);
    stands(house, none.text, 404, "unknown_code", "Not found");
    assert_string_equal(struck(house, "/c/", &intended.code), struck(house, "/c/", &none));
    house_close(house);
    erased = issued(&room);
    fixture_set_day(f, "2040-01-02");
    OK(candidate_find(&candidate, f->db, "BSK-001", f->arena));
    OK(erase_candidate(desk(&room, "admin"), &candidate, "asked for in letter 12"));
    house = open_house(&room, 0);
    assert_string_equal(struck(house, "/c/", &erased.code), struck(house, "/c/", &none));
    house_close(house);
}

static void a_slip_is_noticed_and_nothing_is_looked_up(void **state)
{
    SCOPED_ROOM(room);
    struct certificate certificate = issued(&room);
    struct arena *arena = room.f->arena;
    const char *right = code_of(&room, &certificate);
    char *slip = arena_text(arena, certificate.code.text);
    size_t at = 0;
    while (slip[at] == slip[at + 1])
        at++;
    slip[at] = certificate.code.text[at + 1];
    slip[at + 1] = certificate.code.text[at];
    struct house *house = open_house(&room, 0);
    stands(house, slip, 400, "malformed_code", "Not a code");
    stands(house, "%D0%96", 400, "malformed_code", "Not a code");
    struct answer answer = page(house, "/c/", slip, "ja");
    has(&answer, arena_format(arena, "href=\"/c/%s?lang=ja\"", right));
    has_not(&answer, "BSK");
    answer = house_ask(house, "GET", arena_format(arena, "/api/v1/certificates/%s", slip), "",
                       NULL);
    has(&answer, right);
    answer = house_ask(house, "GET", arena_format(arena, "/?code=%s&lang=ko", slip), "", NULL);
    assert_int_equal(answer.status, 400);
    has(&answer, arena_format(arena, "href=\"/c/%s?lang=ko\"", right));
    house_close(house);
}

static void a_code_is_typed_as_people_type(void **state)
{
    SCOPED_ROOM(room);
    struct certificate certificate = issued(&room);
    struct arena *arena = room.f->arena;
    struct house *house = open_house(&room, 0);
    char *typed = arena_format(arena, "/?code=+%.8s+-%s&lang=tr", certificate.code.text,
                               certificate.code.text + 8);
    struct answer answer = house_ask(house, "GET", typed, "", NULL);
    assert_int_equal(answer.status, 303);
    assert_string_equal(answer_header(&answer, "Location", arena),
                        arena_format(arena, "/c/%s?lang=tr", code_of(&room, &certificate)));
    answer = house_ask(house, "GET", "/?code=&lang=xx", "Accept-Language: ar\r\n", NULL);
    assert_int_equal(answer.status, 200);
    has(&answer, "<html lang=\"ar\" dir=\"rtl\">");
    answer = house_ask(house, "GET", "/?code=%22%3E%3Cscript%3E&lang=en", "", NULL);
    assert_int_equal(answer.status, 400);
    has(&answer, "value=\"&quot;&gt;&lt;script&gt;\"");
    has_not(&answer, "<script");
    house_close(house);
}

static void every_language_says_everything(void **state)
{
    SCOPED_ROOM(room);
    struct certificate certificate = issued(&room);
    struct arena *arena = room.f->arena;
    struct house *house = open_house(&room, 0);
    for (const char *const *language = pages_languages; *language; language++) {
        const char *codes[] = {certificate.code.text, "0000000000000001", "XXXX"};
        const char *direction = text_equal(*language, "ar") ? "rtl" : "ltr";
        for (size_t i = 0; i < COUNT(codes); i++) {
            struct answer answer = page(house, "/c/", codes[i], *language);
            assert_true(answer.status == 200 || i > 0);
            assert_true(strlen(answer.body) <= PAGE_BYTES);
            has(&answer,
                arena_format(arena, "<html lang=\"%s\" dir=\"%s\">", *language, direction));
            assert_string_equal(answer_header(&answer, "Content-Language", arena), *language);
            has_not(&answer, "{{");
            has(&answer, "lang=ar\" lang=\"ar\"");
        }
        struct answer home = page(house, "/", "", *language);
        assert_int_equal(home.status, 200);
        has(&home, arena_format(arena, "<html lang=\"%s\" dir=\"%s\">", *language, direction));
    }
    struct answer answer = page(house, "/c/", certificate.code.text, "tr");
    has(&answer, "<bdi lang=\"tr\">Bir tezgâh kurar.</bdi>");
    answer = page(house, "/c/", certificate.code.text, "de");
    has(&answer, "<bdi lang=\"en\">Sets up a station.</bdi>");
    house_close(house);
}

static void a_name_is_never_markup(void **state)
{
    SCOPED_ROOM(room);
    struct certificate certificate = issued(&room);
    struct fixture *f = room.f;
    fixture_unprotect(f);
    fixture_run(f, "UPDATE certificate SET record = replace(record, '\"name_latin\":\"', "
                   "'\"name_latin\":\"<b>O''Neil & {{word tongue}} ')");
    struct house *house = open_house(&room, 0);
    struct answer answer = page(house, "/c/", certificate.code.text, "en");
    assert_int_equal(answer.status, 200);
    has(&answer, "&lt;b&gt;O&#39;Neil &amp; {{word tongue}} ");
    has_not(&answer, "<b>O");
    house_close(house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_in_force_is_valid_and_says_all),
        cmocka_unit_test(the_head_names_nobody),
        cmocka_unit_test(one_past_its_date_has_expired),
        cmocka_unit_test(one_taken_back_says_so_even_past_its_date),
        cmocka_unit_test(one_replaced_leads_to_the_newer),
        cmocka_unit_test(what_is_hidden_is_as_unknown_as_what_never_was),
        cmocka_unit_test(a_slip_is_noticed_and_nothing_is_looked_up),
        cmocka_unit_test(a_code_is_typed_as_people_type),
        cmocka_unit_test(every_language_says_everything),
        cmocka_unit_test(a_name_is_never_markup),
    };
    return cmocka_run_group_tests(tests, open_shop, close_shop);
}
