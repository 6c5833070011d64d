#include "certify/print_run.h"

#include "certify/code.h"
#include "certify/keyring_made.h"
#include "certify/rendering.h"

#include "test.h"

enum { PRINTS = 24, BROKEN = 7, LEFT_OUT = 11 };

static void close_keyring(void *keyring)
{
    keyring_close(keyring);
}

static void close_arena(void *arena)
{
    arena_close(arena);
}

/* tests/certify/records/cook.json under a code of its own. */
static const char *record_of(size_t i, struct arena *arena)
{
    struct code code;
    struct random random = random_seeded(i);
    struct value *record = cook_record(arena);
    OK(code_make(&code, &random));
    value_set_text(record, "code", code_text(&code, arena));
    return value_canonical(record, arena);
}

static void fill(struct print prints[static PRINTS], struct arena *arena)
{
    for (size_t i = 0; i < PRINTS; i++) {
        prints[i] = (struct print){.record = record_of(i, arena), .arena = arena_open()};
        arena_defer(arena, close_arena, prints[i].arena);
    }
    prints[BROKEN].record = "{}";
    prints[LEFT_OUT].record = NULL;
}

static void each_gets_its_own_and_the_broken_one_its_error(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    int64_t now_s;
    struct layout *layout;
    struct print prints[PRINTS];
    struct keyring *keyring = keyring_made(NULL, KEYRING_SIGNER_YEARS, arena);
    arena_defer(arena, close_keyring, keyring);
    OK(layout_open(&layout, CERTIFICATES, "a4", NULL, arena));
    struct press press = press_of(layout, keyring);
    OK(instant_parse(&now_s, FIXTURE_NOW, "now"));
    fill(prints, arena);
    print_run(prints, PRINTS, &press, now_s);
    for (size_t i = 0; i < PRINTS; i++) {
        if (i == BROKEN) {
            assert_int_equal(error_code(prints[i].error), ERROR_REFUSED);
            error_free(prints[i].error);
            continue;
        }
        assert_null(prints[i].error);
        assert_int_equal(prints[i].pdf.size > 0, i != LEFT_OUT);
        if (i != LEFT_OUT)
            OK(press_check_file(NULL, prints[i].pdf, prints[i].record, NULL, arena));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_gets_its_own_and_the_broken_one_its_error),
    };
    return cmocka_run_group_tests_name("certify/print_run", tests, NULL, NULL);
}
