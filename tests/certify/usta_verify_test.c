/* The program usta-verify from outside: its words, its exit codes, what is linked into it. */
#include "sample.h"

#include "certify/status.h"

#define PROGRAM BUILD_FOLDER "/usta-verify"

static int64_t now_s(void)
{
    struct clock clock = clock_system();
    return clock_now_s(&clock);
}

/* Keys and a certificate of today: the program asks the system for the time. */
static int open_today(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    struct arena *arena = fixture->arena = arena_open();
    fixture->folder = fresh_folder(arena);
    fixture->keys = path_join(arena, fixture->folder, "keys");
    fixture->keyring = test_keyring_at(fixture->keys, SIGNATURE_ES256, now_s() - day_s);
    fixture->signer = keyring_signer(fixture->keyring);
    struct pades_request request = sample_request();
    request.signed_at_s = now_s() - 60;
    struct code code;
    const char *record = arena_format(
        arena,
        "{\"code\":\"%s\",\"issued\":\"2026-11-22\",\"expires\":\"%s\",\"name\":\"A\\u001b[31mB\"}",
        sample_code(&code, arena), date_text(date_of(now_s() + 30 * day_s, 0), arena));
    struct sample_attachment attachment = {"certificate.json", record, false};
    struct bytes file = sign_pdf(make_pdf(&attachment, false, arena), &request, fixture->signer,
                                 arena);
    OK(file_write(path_join(arena, fixture->folder, "good.pdf"), file, 0644));
    uint8_t *altered = (uint8_t *)arena_text_n(arena, file.data, file.size);
    altered[300] ^= 1;
    OK(file_write(path_join(arena, fixture->folder, "altered.pdf"), bytes_of(altered, file.size),
                  0644));
    const char *trust;
    trust = trust_of_keys(fixture->keys, arena);
    OK(file_write(path_join(arena, fixture->folder, "trust.pem"), bytes_of_text(trust), 0644));
    struct status_row row = {code_digest(&code), digest_of(file), STATUS_ISSUED};
    struct status_list list = {
        .made_at_s = now_s() - 60, .until_s = now_s() + day_s, .rows = &row, .row_count = 1};
    struct bytes text;
    OK(status_write(&text, &list, fixture->signer, arena));
    OK(file_write(path_join(arena, fixture->folder, "status"), text, 0644));
    *state = fixture;
    return 0;
}

static void says(const struct fixture *fixture, const char *words, int status, const char *part)
{
    SCOPED_ARENA(arena);
    int ended;
    char *command = arena_format(arena, "cd %s && env -u USTA_TRUST " PROGRAM " %s",
                                 fixture->folder, words);
    const char *said = run_peer(&ended, command, arena);
    if (ended != status || !strstr(said, part))
        fail_msg("'%s' exits %d and says '%s' instead of %d and '%s'", words, ended, said, status,
                 part);
}

static void verdicts_and_exit_codes(void **state)
{
    const struct fixture *fixture = *state;
    says(fixture, "--trust trust.pem good.pdf", 0, "good.pdf: genuine\n");
    says(fixture, "--trust trust.pem --status status good.pdf", 0, "good.pdf: valid\n");
    says(fixture, "good.pdf", 1, "good.pdf: unknown_issuer\n");
    says(fixture, "--trust trust.pem altered.pdf", 1, "altered.pdf: altered\n");
    says(fixture, "--trust trust.pem trust.pem", 1, "trust.pem: unreadable\n");
    says(fixture, "--trust trust.pem missing.pdf", 5, "missing.pdf: could_not_check\n");
    says(fixture, "--trust trust.pem .", 5, ".: could_not_check\n");
    says(fixture, "--trust trust.pem good.pdf altered.pdf good.pdf", 1, "altered.pdf: altered\n");
    says(fixture, "--trust trust.pem good.pdf missing.pdf", 5, "good.pdf: genuine\n");
    says(fixture, "--trust trust.pem missing.pdf altered.pdf", 1, "missing.pdf: could_not_check\n");
    says(fixture, "--trust trust.pem - < good.pdf", 0, "-: genuine\n");
    says(fixture, "--trust trust.pem -- good.pdf", 0, "good.pdf: genuine\n");
}

static void trust_may_come_from_the_environment(void **state)
{
    const struct fixture *fixture = *state;
    PEER_SAYS("genuine", "cd %s && USTA_TRUST=trust.pem " PROGRAM " good.pdf", fixture->folder);
    PEER_SAYS("genuine", "cd %s && USTA_TRUST=none.pem " PROGRAM " --trust trust.pem good.pdf",
              fixture->folder);
}

static void says_why_and_what(void **state)
{
    const struct fixture *fixture = *state;
    static const char *const parts[] = {
        "why",
        "rule",
        "ETSI EN 319 142-1",
        "CN=TEST certificate signer,O=TEST Training Centre Ош",
        "TEST ISSUER",
        "code: ",
        "issued: 2026-11-22",
        "expires: ",
        "It says:",
        "name: A\xef\xbf\xbd[31mB", /* an escape sequence does not reach the terminal */
    };
    for (size_t i = 0; i < COUNT(parts); i++)
        says(fixture, "--trust trust.pem good.pdf", 0, parts[i]);
    says(fixture, "good.pdf", 1, "NOT CONFIRMED");
    says(fixture, "good.pdf", 1, "TEST ISSUER");
    says(fixture, "--trust trust.pem --lang ru good.pdf", 0, "Точно в том виде");
    says(fixture, "--trust trust.pem --lang ky good.pdf", 0, "Берилген бойдон");
}

static void answers_programs(void **state)
{
    const struct fixture *fixture = *state;
    SCOPED_ARENA(arena);
    int status;
    const char *said = run_peer(
        &status,
        arena_format(arena, "cd %s && " PROGRAM " --trust trust.pem --json good.pdf altered.pdf",
                     fixture->folder),
        arena);
    assert_int_equal(status, 1);
    struct value *list, *first, *facts;
    OK(value_parse(&list, bytes_of_text(said), "answer", arena));
    assert_int_equal(value_size(list), 2);
    first = value_at(list, 0);
    assert_string_equal(value_text(value_get(first, "verdict")), "genuine");
    assert_int_equal(value_integer(value_get(first, "exit")), 0);
    assert_true(value_boolean(value_get(first, "test")));
    OK(value_need(&facts, first, "facts", VALUE_OBJECT));
    assert_string_equal(value_text(value_get(facts, "issued")), "2026-11-22");
    assert_string_equal(value_text(value_get(value_at(list, 1), "verdict")), "altered");
    assert_int_equal(value_kind(value_get(value_at(list, 1), "facts")), VALUE_NULL);
}

static void wrong_calls(void **state)
{
    const struct fixture *fixture = *state;
    says(fixture, "", 2, "name files to check");
    says(fixture, "--trust", 2, "a value is missing behind '--trust'");
    says(fixture, "--colour good.pdf", 2, "unknown option '--colour'");
    says(fixture, "--lang xx good.pdf", 2, "no words for the language 'xx'");
    says(fixture, "--qr X good.pdf", 2, "name files to check, or --qr");
    says(fixture, "--help", 0, "usage: usta-verify");
    says(fixture, "--trust missing.pem good.pdf", 5, "missing.pem");
    says(fixture, "--trust good.pdf good.pdf", 5, "no certificate in PEM form");
    says(fixture, "--trust keys/signer.key good.pdf", 5, "not only certificates");
    says(fixture, "--trust trust.pem --status trust.pem good.pdf", 5, "status list");
    says(fixture, "--status status good.pdf", 5, "no roots to trust");
}

/* A verdict nobody can read is none, whatever it would have been. */
static void an_answer_that_cannot_be_written_is_said(void **state)
{
    const struct fixture *fixture = *state;
    says(fixture, "--trust trust.pem good.pdf >/dev/full", 5, "cannot write the answer");
    says(fixture, "--trust trust.pem --json good.pdf >/dev/full", 5, "cannot write the answer");
    says(fixture, "--help >/dev/full", 5, "cannot write the answer");
}

/* Static linking takes only what is called: no database, no layout, and nothing that can sign. */
static void links_no_database_and_no_private_key(void **state)
{
    (void)state;
    PEER_SAYS("libcrypto", "readelf -d " PROGRAM " | grep NEEDED");
    PEER_SAYS("",
              "! readelf -d " PROGRAM " | grep NEEDED | grep -E 'sqlite|hpdf|harfbuzz|yaml|curl'");
    PEER_SAYS("EVP_DigestVerify", "nm " PROGRAM);
    PEER_SAYS("", "! nm " PROGRAM " | grep -iE 'sqlite|private_key|pkcs8|digestsign|keygen|keyring|"
                  "secret|db_|hpdf|curl|http_post'");
    PEER_SAYS("private_key_sign", "nm " BUILD_FOLDER "/tests/certify_usta_verify");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts_and_exit_codes),
        cmocka_unit_test(trust_may_come_from_the_environment),
        cmocka_unit_test(says_why_and_what),
        cmocka_unit_test(answers_programs),
        cmocka_unit_test(wrong_calls),
        cmocka_unit_test(an_answer_that_cannot_be_written_is_said),
        cmocka_unit_test(links_no_database_and_no_private_key),
    };
    return cmocka_run_group_tests_name("usta-verify", tests, open_today, close_fixture);
}
