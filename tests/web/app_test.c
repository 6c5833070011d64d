/* The examiners' app: its files as they are, and nothing beside them. */
#include "web/app.h"

#include "base/file.h"
#include "web/house.h"
#include "web/route.h"

#include "scratch.h"
#include "test.h"

static void put(const char *folder, const char *name, const char *text, struct arena *arena)
{
    OK(file_write(path_join(arena, folder, name), bytes_of_text(text), 0644));
}

static const char *make_app(struct arena *arena)
{
    const char *folder = scratch_folder(arena);
    OK(folder_make(path_join(arena, folder, "assets")));
    put(folder, "index.html", "<html>", arena);
    put(folder, "worker.js", "work", arena);
    put(folder, "worker.js.gz", "packed", arena);
    put(folder, "notes.txt", "private", arena);
    put(folder, "assets/index-1.js", "code", arena);
    return folder;
}

static void every_file_is_sent_as_it_was_built(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    static const struct {
        const char *path, *headers;
        int status;
        const char *body, *header;
    } cases[] = {
        {"/examiner/", "", 200, "<html>", "Content-Type: text/html; charset=utf-8"},
        {"/examiner/", "", 200, "<html>", "Cache-Control: no-cache"},
        {"/examiner/worker.js", "", 200, "work", "Vary: Accept-Encoding"},
        {"/examiner/worker.js", "Accept-Encoding: br, gzip\r\n", 200, "packed",
         "Content-Encoding: gzip"},
        {"/examiner/worker.js", "Accept-Encoding: gzip;q=0\r\n", 200, "work", NULL},
        {"/examiner/assets/index-1.js", "", 200, "code", "immutable"},
        {"/examiner/notes.txt", "", 404, NULL, NULL},
        {"/examiner/worker.js.gz", "", 404, NULL, NULL},
        {"/examiner/assets/none.js", "", 404, NULL, NULL},
        {"/examiner/..%2findex.html", "", 404, NULL, NULL},
    };
    struct house *house = house_make(routes, arena);
    house->setup.app = make_app(arena);
    house_open(house);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct answer answer = house_ask(house, "GET", cases[i].path, cases[i].headers, NULL);
        assert_int_equal(answer.status, cases[i].status);
        if (cases[i].body)
            assert_string_equal(answer.body, cases[i].body);
        if (cases[i].header)
            assert_non_null(strstr(answer.headers, cases[i].header));
    }
    house_close(house);
}

static void what_a_browser_has_is_not_sent_again(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct house *house = house_make(routes, arena);
    house->setup.app = make_app(arena);
    house_open(house);
    struct answer first = house_ask(house, "GET", "/examiner/worker.js", "", NULL);
    const char *tag = answer_header(&first, "ETag", arena);
    assert_non_null(tag);
    char *known = arena_format(arena, "If-None-Match: %s\r\n", tag);
    struct answer again = house_ask(house, "GET", "/examiner/worker.js", known, NULL);
    assert_int_equal(again.status, 304);
    again = house_ask(house, "GET", "/examiner/", known, NULL);
    assert_int_equal(again.status, 200);
    house_close(house);
}

static void a_server_without_the_app_has_none(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct app *app;
    struct house *house = house_make(routes, arena);
    house_open(house);
    assert_int_equal(house_ask(house, "GET", "/examiner/", "", NULL).status, 404);
    house_close(house);
    FAILS(app_open(&app, scratch_folder(arena), arena), ERROR_ENVIRONMENT, "there is no app in");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_is_sent_as_it_was_built),
        cmocka_unit_test(what_a_browser_has_is_not_sent_again),
        cmocka_unit_test(a_server_without_the_app_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
