/* A certificate as people meet it: out of a cheap printer that knows black and white only, and on
 * the screen of a phone. Both symbols must still be read, and the text be there to be read. */
#include "base/text.h"
#include "certify/abroad.h"
#include "certify/code.h"
#include "certify/keyring_made.h"
#include "certify/press.h"

#include "rendering.h"

struct shown {
    struct arena *arena;
    struct keyring *keyring;
    struct layout *layout;
};

static int show(void **state)
{
    struct shown *shown = calloc(1, sizeof *shown);
    shown->arena = arena_open();
    shown->keyring = keyring_made(NULL, KEYRING_SIGNER_YEARS, shown->arena);
    OK(layout_open(&shown->layout, CERTIFICATES, "a4", NULL, shown->arena));
    *state = shown;
    return 0;
}

static int put_away(void **state)
{
    struct shown *shown = *state;
    keyring_close(shown->keyring);
    arena_close(shown->arena);
    free(shown);
    return 0;
}

static const char *printed(const struct shown *shown, struct value *record, struct code *code,
                           struct arena *arena)
{
    struct press press = press_of(shown->layout, shown->keyring);
    struct random random = random_seeded(5);
    struct bytes file;
    int64_t now_s;
    OK(code_make(code, &random));
    value_set_text(record, "code", code_text(code, arena));
    OK(instant_parse(&now_s, FIXTURE_NOW, "now"));
    OK(press_print(&file, &press, record, NULL, now_s, arena));
    return written(scratch_folder(arena), "c.pdf", file, arena);
}

/* Drawn with these options, zbarimg reads the link, and the offline check where it is asked for. */
static void expect_read(const char *path, const char *options, const struct code *code,
                        bool offline, struct arena *arena)
{
    int status;
    const char *said = run_peer(
        &status,
        arena_format(arena,
                     "pdftoppm -q %s -singlefile '%s' '%s.page' && zbarimg -q --raw '%s.page.'p?m",
                     options, path, path, path),
        arena);
    const char *link = arena_format(arena, "/C/%.16s\n", code->text);
    const char *check = arena_format(arena, "/C/%.16s#", code->text);
    if (!strstr(said, link))
        fail_msg("%s: the link cannot be read", options);
    if (offline && !strstr(said, check))
        fail_msg("%s: the offline check cannot be read", options);
}

/* The symbols' corner of the page alone: 85 by 50 mm of it, so that the test stays quick. */
#define CORNER "-x 118 -y 2560 -W 1004 -H 590 "

static void both_symbols_survive_paper_and_the_link_a_phone(void **state)
{
    const struct shown *shown = *state;
    for (size_t i = 0; i <= COUNT(abroad); i++) {
        SCOPED_ARENA(arena);
        struct code code;
        struct value *record = i < COUNT(abroad)
                                   ? abroad_record(abroad[i].language, abroad[i].destination, arena)
                                   : cook_record(arena);
        const char *path = printed(shown, record, &code, arena);
        expect_read(path, CORNER "-mono -r 300", &code, true, arena);
        expect_read(path, "-scale-to-x 780 -scale-to-y -1", &code, false, arena); /* 390 points */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_symbols_survive_paper_and_the_link_a_phone),
    };
    return cmocka_run_group_tests_name("certify/paper", tests, show, put_away);
}
