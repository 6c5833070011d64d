/* The day pack: one's own duties and nothing else, no points, blind until all sheets are sealed. */
#include "web/pack.h"

#include "assess/session.h"
#include "assess/story.h"
#include "base/text.h"
#include "web/browser.h"
#include "web/house.h"
#include "web/visitor.h"

#include "test.h"

#define PATH "/api/v1/packs/" FIXTURE_DAY

struct kitchen {
    struct arena *arena;
    struct house *house;
    struct browser browser;
};

/* Serves what a fixture holds by now, to who is signed in. */
static struct kitchen open_kitchen(struct fixture *f, const char *who, struct arena *arena)
{
    struct kitchen kitchen = {.arena = arena, .browser = browser_open(0, arena)};
    struct token session;
    OK(session_open(&session, fixture_desk(f, who), 0));
    kitchen.browser.session = arena_text(arena, session.text);
    kitchen.browser.csrf = visitor_csrf(session.text, arena);
    kitchen.house = house_of(f, routes, arena);
    house_open(kitchen.house);
    kitchen.browser.port = kitchen.house->port;
    return kitchen;
}

static const struct value *attempt_of_pack(const struct kitchen *kitchen, const char *name)
{
    const struct value *attempts = value_get(kitchen->browser.said, "attempts");
    for (size_t i = 0; i < value_size(attempts); i++)
        if (text_equal(value_text(value_get(value_at(attempts, i), "attempt")), name))
            return value_at(attempts, i);
    fail_msg("'%s' is not in the pack", name);
    return NULL;
}

static void one_has_what_one_marks(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    SCOPED_FIXTURE(f);
    story_begin(f);
    struct kitchen kitchen = open_kitchen(f, "examiner-b", arena);
    assert_int_equal(browser_get(&kitchen.browser, PATH), 200);
    const struct value *pack = kitchen.browser.said;
    assert_string_equal(value_text(value_get(pack, "person")), "examiner-b");
    assert_int_equal(value_size(value_get(pack, "attempts")), 2); /* second of TST-PAIR alone */
    assert_int_equal(value_size(value_get(pack, "rubrics")), 1);
    assert_int_equal(value_size(value_get(pack, "candidates")), 2);
    const struct value *attempt = attempt_of_pack(&kitchen, "bishkek-1/BSK-001/TST-PAIR");
    assert_string_equal(value_canonical(value_get(attempt, "lines"), arena),
                        "[\"B1\",\"B2\",\"B3\"]");
    assert_string_equal(value_text(value_get(attempt, "duty")), "second");
    assert_string_equal(value_text(value_get(attempt, "rubric")), "TST-PAIR@1.0.0");
    assert_int_equal(value_kind(value_get(attempt, "compare")), VALUE_NULL);
    house_close(kitchen.house);
}

static void it_has_no_points_and_the_least_of_people(void **state)
{
    static const char *const never[] = {"\"points\"", "\"weight\"", "born",    "document",
                                        "AN1",        "region",     "consent", "\"pass\""};
    (void)state;
    SCOPED_ARENA(arena);
    SCOPED_FIXTURE(f);
    story_begin(f);
    struct kitchen kitchen = open_kitchen(f, "examiner-a", arena);
    assert_int_equal(browser_get(&kitchen.browser, PATH), 200);
    for (size_t i = 0; i < COUNT(never); i++)
        if (strstr(kitchen.browser.last.body, never[i]))
            fail_msg("the pack says %s", never[i]);
    const struct value *rubric = value_get(value_get(kitchen.browser.said, "rubrics"),
                                           "TST-SOLO@1.0.0");
    const struct value *criteria = value_get(value_at(value_get(rubric, "sections"), 0),
                                             "criteria");
    assert_string_equal(value_canonical(value_get(value_at(criteria, 1), "limits"), arena),
                        "{\"RU\":{\"at_least\":\"85\"},\"base\":{\"at_least\":\"75\"}}");
    assert_string_equal(value_canonical(value_get(value_at(criteria, 1), "measure"), arena),
                        "{\"combine\":\"min\",\"decimals\":1,\"instrument\":\"probe\","
                        "\"quantity\":\"temperature\",\"samples\":2,\"unit\":\"Cel\"}");
    assert_string_equal(value_canonical(value_at(criteria, 0), arena),
                        "{\"comments\":[],\"critical\":true,\"extra_time\":false,\"guide\":null,"
                        "\"id\":\"A1\",\"kind\":\"check\",\"not_applicable\":[],"
                        "\"stops_attempt\":true,\"title\":{\"en\":\"Keeps raw food apart\","
                        "\"ky\":\"Keeps raw food apart\",\"ru\":\"Keeps raw food apart\"}}");
    house_close(kitchen.house);
}

static void sealed_sheets_are_compared_and_second_looks_stay_blind(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    static const char pair[] = "bishkek-1/BSK-001/TST-PAIR";
    story_sheet(story, "examiner-a", pair, "B1 100 B2 100 B3 100");
    story_sheet(story, "examiner-b", pair, "B1 75 B2 0 B3 100");
    struct kitchen kitchen = open_kitchen(f, "examiner-a", arena);
    assert_int_equal(browser_get(&kitchen.browser, PATH), 200);
    const struct value *compare = value_get(attempt_of_pack(&kitchen, pair), "compare");
    const struct value *lines = value_get(compare, "lines");
    for (size_t i = 0; i < value_size(lines); i++) {
        const struct value *line = value_at(lines, i);
        const char *name = value_text(value_get(line, "state"));
        size_t others = value_size(value_get(line, "others"));
        bool is_double = value_text(value_get(line, "criterion"))[0] == 'B';
        if (text_equal(name, "look_again"))
            assert_int_equal(others, 0);
        else
            assert_int_equal(others, is_double);
        assert_int_equal(value_kind(value_get(line, "mine")), VALUE_OBJECT);
    }
    assert_non_null(strstr(kitchen.browser.last.body, "\"look_again\""));
    assert_non_null(strstr(kitchen.browser.last.body, "\"averaged\""));
    house_close(kitchen.house);
}

static void what_the_tablet_has_is_not_sent_again(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    SCOPED_FIXTURE(f);
    story_begin(f);
    struct kitchen kitchen = open_kitchen(f, "newcomer", arena);
    assert_int_equal(browser_get(&kitchen.browser, PATH), 403); /* has no role */
    house_close(kitchen.house);
    kitchen = open_kitchen(f, "certifier-a", arena);
    assert_int_equal(browser_get(&kitchen.browser, "/api/v1/packs/2026-13-20"), 400);
    assert_int_equal(browser_get(&kitchen.browser, PATH), 200);
    assert_int_equal(value_size(value_get(kitchen.browser.said, "attempts")), 0);
    assert_int_equal(value_size(value_get(kitchen.browser.said, "candidates")), 0);
    const char *tag = answer_header(&kitchen.browser.last, "ETag", arena);
    struct answer again = house_ask(kitchen.house, "GET", PATH,
                                    arena_format(arena, "If-None-Match: %s\r\nCookie: %s=%s\r\n",
                                                 tag, COOKIE_SESSION, kitchen.browser.session),
                                    NULL);
    assert_int_equal(again.status, 304);
    assert_string_equal(again.body, "");
    house_close(kitchen.house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_has_what_one_marks),
        cmocka_unit_test(it_has_no_points_and_the_least_of_people),
        cmocka_unit_test(sealed_sheets_are_compared_and_second_looks_stay_blind),
        cmocka_unit_test(what_the_tablet_has_is_not_sent_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
