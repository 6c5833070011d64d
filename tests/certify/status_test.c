#include "certify/status.h"

#include "base/encoding.h"

#include "sample.h"

static struct trust trusting(const struct fixture *fixture)
{
    const char *pem;
    struct trust trust = trust_none();
    pem = trust_of_keys(fixture->keys, fixture->arena);
    OK(trust_read(&trust, bytes_of_text(pem), "trust.pem", fixture->arena));
    return trust;
}

enum { CODES = 40 };
struct rows {
    struct code codes[CODES];
    struct status_row rows[CODES];
    struct status_key key;
    struct status_list list;
};

static struct digest file_digest(size_t i)
{
    return digest_of(bytes_of(&i, sizeof i));
}

/* A list of all states, in no order. */
static struct rows *make_rows(const struct fixture *fixture)
{
    struct rows *rows = ARENA_NEW(fixture->arena, struct rows);
    struct random random = random_seeded(3);
    for (size_t i = 0; i < CODES; i++) {
        OK(code_make(&rows->codes[i], &random));
        rows->rows[i] = (struct status_row){code_digest(&rows->codes[i]), file_digest(i),
                                            (enum status_state)(i % 4)};
    }
    rows->list = (struct status_list){.made_at_s = TEST_NOW_S,
                                      .until_s = TEST_NOW_S + 7 * day_s,
                                      .rows = rows->rows,
                                      .row_count = CODES};
    return rows;
}

static struct bytes written(const struct fixture *fixture, const struct status_list *list)
{
    struct bytes text = {0};
    OK(status_write(&text, list, fixture->signer, fixture->arena));
    return text;
}

static struct status_list reread(const struct fixture *fixture, const struct status_list *list)
{
    struct trust trust = trusting(fixture);
    struct status_list again = {0};
    OK(status_read(&again, written(fixture, list), &trust, TEST_NOW_S, fixture->arena));
    return again;
}

static enum verdict judged(const struct fixture *fixture, const struct status_list *list,
                           const struct code *code, const struct digest *file, int64_t now_s)
{
    return status_judge(list, code, file, &fixture->signer->chain[0], now_s, fixture->arena)
        .verdict;
}

static void says_every_state(void **state)
{
    const struct fixture *fixture = *state;
    static const enum verdict expected[] = {VERDICT_VALID, VERDICT_SUSPENDED, VERDICT_SUPERSEDED,
                                            VERDICT_REVOKED};
    struct rows *rows = make_rows(fixture);
    struct status_list list = reread(fixture, &rows->list);
    assert_int_equal(list.row_count, CODES);
    for (size_t i = 0; i < CODES; i++) {
        struct digest file = file_digest(i), other = file_digest(i + 1);
        const struct code *code = &rows->codes[i];
        assert_int_equal(judged(fixture, &list, code, &file, TEST_NOW_S), expected[i % 4]);
        assert_int_equal(judged(fixture, &list, code, NULL, TEST_NOW_S), expected[i % 4]);
        assert_int_equal(judged(fixture, &list, code, &other, TEST_NOW_S), VERDICT_UNKNOWN_CODE);
    }
    struct random random = random_seeded(99);
    struct code unknown;
    OK(code_make(&unknown, &random));
    assert_int_equal(judged(fixture, &list, &unknown, NULL, TEST_NOW_S), VERDICT_UNKNOWN_CODE);
}

static void grows_old(void **state)
{
    const struct fixture *fixture = *state;
    struct rows *rows = make_rows(fixture);
    struct status_list list = reread(fixture, &rows->list);
    const struct code *code = &rows->codes[0];
    int64_t until_s = rows->list.until_s;
    assert_int_equal(judged(fixture, &list, code, NULL, until_s - 1), VERDICT_VALID);
    assert_int_equal(judged(fixture, &list, code, NULL, until_s), VERDICT_STATUS_OUT_OF_DATE);
    assert_int_equal(judged(fixture, &list, code, NULL, TEST_NOW_S - day_s - 1),
                     VERDICT_COULD_NOT_CHECK);
}

static void a_revoked_key_counts_only_for_files_the_list_knows(void **state)
{
    const struct fixture *fixture = *state;
    struct rows *rows = make_rows(fixture);
    rows->key = (struct status_key){fixture->signer->chain[0].fingerprint, TEST_NOW_S};
    rows->list.keys = &rows->key;
    rows->list.key_count = 1;
    struct status_list list = reread(fixture, &rows->list);
    struct digest known = file_digest(0), unknown = file_digest(1);
    const struct code *code = &rows->codes[0];
    assert_int_equal(judged(fixture, &list, code, &known, TEST_NOW_S), VERDICT_VALID);
    assert_int_equal(judged(fixture, &list, code, &unknown, TEST_NOW_S), VERDICT_KEY_REVOKED);
    assert_int_equal(judged(fixture, &list, code, NULL, TEST_NOW_S), VERDICT_KEY_REVOKED);
}

static void every_changed_byte_is_refused(void **state)
{
    const struct fixture *fixture = *state;
    struct rows *rows = make_rows(fixture);
    rows->list.row_count = 3;
    struct bytes text = written(fixture, &rows->list);
    struct trust trust = trusting(fixture);
    uint8_t *copy = (uint8_t *)arena_text_n(fixture->arena, text.data, text.size);
    for (size_t at = 0; at < text.size; at++) {
        SCOPED_ARENA(arena);
        struct status_list list;
        copy[at] ^= (uint8_t)(1 << at % 7);
        SCOPED_ERROR error = status_read(&list, bytes_of(copy, text.size), &trust, TEST_NOW_S,
                                         arena);
        if (!error)
            fail_msg("byte %zu does not matter", at);
        copy[at] = text.data[at];
    }
    for (size_t size = 0; size < text.size; size++) {
        SCOPED_ARENA(arena);
        struct status_list list;
        SCOPED_ERROR error = status_read(&list, bytes_of(copy, size), &trust, TEST_NOW_S, arena);
        if (!error)
            fail_msg("%zu bytes are enough", size);
    }
}

static void only_trusted_signers_count(void **state)
{
    const struct fixture *fixture = *state;
    struct rows *rows = make_rows(fixture);
    struct bytes text = written(fixture, &rows->list);
    struct trust none = trust_none(), trust = trusting(fixture);
    struct status_list list;
    FAILS(status_read(&list, text, &none, TEST_NOW_S, fixture->arena), ERROR_REFUSED,
          "no roots to trust");
    FAILS(status_read(&list, text, &trust, TEST_NOW_S + 11 * year_s, fixture->arena), ERROR_REFUSED,
          "not in force");
}

/* Signed by the right key, but not written as status_write does. */
static void refuses_lists_of_another_form(void **state)
{
    const struct fixture *fixture = *state;
    struct arena *arena = fixture->arena;
    static const char head[] = "usta-status 1\nmade 2026-11-22T09:53:45Z\n"
                               "until 2026-11-29T09:53:45Z\n";
    static const char low[] = "0000000000000000000000000000000000000000000000000000000000000000";
    static const char high[] = "f000000000000000000000000000000000000000000000000000000000000000";
    const char *const cases[] = {
        "",
        "usta-status 2\nmade 2026-11-22T09:53:45Z\nuntil 2026-11-29T09:53:45Z\n",
        "usta-status 1\nuntil 2026-11-29T09:53:45Z\nmade 2026-11-22T09:53:45Z\n",
        "usta-status 1\nmade 2026-11-22\nuntil 2026-11-29T09:53:45Z\n",
        arena_format(arena, "%scode %s lost %s\n", head, low, high),
        arena_format(arena, "%scode %s issued %s x\n", head, low, high),
        arena_format(arena, "%scode %s issued\n", head, low),
        arena_format(arena, "%scoda %s issued %s\n", head, low, high),
        arena_format(arena, "%scode %s issued %s\ncode %s issued %s\n", head, high, low, low, low),
        arena_format(arena, "%scode %s issued %s\ncode %s issued %s\n", head, low, low, low, low),
        arena_format(arena, "%scode %s issued %s\nkey %s 2026-11-29T09:53:45Z\n", head, low, low,
                     low),
        arena_format(arena, "%skey %s 2026-11-29T09:53:45Z\nkey %s 2026-11-29T09:53:45Z\n", head,
                     high, low),
        arena_format(arena, "%skey %s yesterday, or the day before\n", head, low),
        arena_format(arena, "%s\n", head),
    };
    struct trust trust = trusting(fixture);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct bytes der;
        struct digest digest = digest_of(bytes_of_text(cases[i]));
        OK(cms_sign(&der, &digest, fixture->signer, arena));
        char *text = arena_format(arena, "%ssignature\n%s\n", cases[i], base64_encode(der, arena));
        struct status_list list;
        FAILS(status_read(&list, bytes_of_text(text), &trust, TEST_NOW_S, arena), ERROR_REFUSED,
              "status list");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_every_state),
        cmocka_unit_test(grows_old),
        cmocka_unit_test(a_revoked_key_counts_only_for_files_the_list_knows),
        cmocka_unit_test(every_changed_byte_is_refused),
        cmocka_unit_test(only_trusted_signers_count),
        cmocka_unit_test(refuses_lists_of_another_form),
    };
    return cmocka_run_group_tests_name("certify/status", tests, open_fixture, close_fixture);
}
