#include "certify/head.h"

#include "base/encoding.h"

#include "keys.h"

static const char *sign(const struct fixture *fixture, int64_t size)
{
    struct journal_head head = {size, digest_of(bytes_of_text("leaves"))};
    const char *note = NULL;
    OK(head_sign(&note, &head, keyring_head_key(fixture->keyring),
                 keyring_head_signer(fixture->keyring), fixture->arena));
    return note;
}

static void signs_and_checks(void **state)
{
    const struct fixture *fixture = *state;
    const char *note = sign(fixture, 1203);
    struct journal_head head;
    OK(head_check(&head, bytes_of_text(note), keyring_head_key(fixture->keyring), fixture->arena));
    assert_int_equal(head.size, 1203);
    struct digest root = digest_of(bytes_of_text("leaves"));
    assert_true(digest_equal(&head.root, &root));
    const char *start = "usta.example/osh\n1203\n";
    assert_memory_equal(note, start, strlen(start));
}

/* The example of C2SP signed-note: key, text and signature as published there. */
static void agrees_with_the_published_example(void **state)
{
    const struct fixture *fixture = *state;
    static const char text[] = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    struct head_key key;
    OK(head_key_read(&key, text, fixture->arena));
    assert_string_equal(key.name, "PeterNeumann");
    assert_string_equal(head_key_text(&key, fixture->arena), text);
    static const char body[] = "If you think cryptography is the answer to your problem,\n"
                               "then you don't know what your problem is.\n";
    static const char value[] =
        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvq"
        "fqdngotpRZb6KE6RyyBwJnAM=";
    struct bytes signature;
    OK(base64_decode(&signature, value, "example", fixture->arena));
    struct public_key *parsed;
    OK(public_key_of_ed25519(&parsed, bytes_of(key.raw, HEAD_KEY_SIZE), fixture->arena));
    assert_memory_equal(signature.data, key.id, HEAD_ID_SIZE);
    OK(signature_check(parsed, bytes_of_text(body),
                       bytes_of(signature.data + HEAD_ID_SIZE, signature.size - HEAD_ID_SIZE)));
}

static void every_changed_byte_is_refused(void **state)
{
    const struct fixture *fixture = *state;
    const char *note = sign(fixture, 1203);
    size_t size = strlen(note);
    for (size_t at = 0; at < size; at++)
        for (int bit = 0; bit < 8; bit++) {
            SCOPED_ARENA(arena);
            uint8_t *changed = (uint8_t *)arena_text(arena, note);
            changed[at] ^= (uint8_t)(1 << bit);
            struct journal_head head;
            SCOPED_ERROR error = head_check(&head, bytes_of(changed, size),
                                            keyring_head_key(fixture->keyring), arena);
            if (!error)
                fail_msg("bit %d of byte %zu does not matter", bit, at);
        }
    for (size_t cut = 0; cut < size; cut++) {
        SCOPED_ARENA(arena);
        struct journal_head head;
        SCOPED_ERROR error = head_check(&head, bytes_of(note, cut),
                                        keyring_head_key(fixture->keyring), arena);
        if (!error)
            fail_msg("%zu bytes are enough", cut);
    }
}

static void others_may_sign_too(void **state)
{
    const struct fixture *fixture = *state;
    struct arena *arena = fixture->arena;
    const struct head_key *key = keyring_head_key(fixture->keyring);
    const char *note = sign(fixture, 5);
    const char *witness = "\xe2\x80\x94 witness.example AAAAAAAAAAAA\n";
    struct journal_head head;
    OK(head_check(&head, bytes_of_text(arena_format(arena, "%s%s", note, witness)), key, arena));
    const char *gap = strstr(note, "\n\n") + 2;
    const char *alone = arena_format(arena, "%.*s%s", (int)(gap - note), note, witness);
    FAILS(head_check(&head, bytes_of_text(alone), key, arena), ERROR_REFUSED, "not signed by");
    char *many = arena_text(arena, note);
    for (int i = 0; i < 16; i++)
        many = arena_format(arena, "%s%s", many, witness);
    FAILS(head_check(&head, bytes_of_text(many), key, arena), ERROR_REFUSED, "too many");
}

static void refuses_malformed_heads(void **state)
{
    const struct fixture *fixture = *state;
    static const struct {
        const char *note, *says;
    } cases[] = {
        {"", "no empty line"},
        {"usta.example/osh\n1\n\n", "not three lines"},
        {"usta.example/osh\n1\nAAAA\nmore\n\n", "not three lines"},
        {"else.example\n1\nAAAA\n\n", "head of the journal 'else.example'"},
        {"usta.example/osh\n01\nAAAA\n\n", "not a size"},
        {"usta.example/osh\n-1\nAAAA\n\n", "not a size"},
        {"usta.example/osh\n1000000000000000000\nAAAA\n\n", "not a size"},
        {"usta.example/osh\n1\nAAAA\n\n", "not 32 bytes"},
        {"usta.example/osh\n1\nAAA\n\n", "base64"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct journal_head head;
        FAILS(head_check(&head, bytes_of_text(cases[i].note), keyring_head_key(fixture->keyring),
                         fixture->arena),
              ERROR_REFUSED, cases[i].says);
    }
    char *huge = arena_alloc(fixture->arena, HEAD_LIMIT + 1);
    struct journal_head head;
    FAILS(head_check(&head, bytes_of(huge, HEAD_LIMIT + 1), keyring_head_key(fixture->keyring),
                     fixture->arena),
          ERROR_REFUSED, "too long");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_and_checks),
        cmocka_unit_test(agrees_with_the_published_example),
        cmocka_unit_test(every_changed_byte_is_refused),
        cmocka_unit_test(others_may_sign_too),
        cmocka_unit_test(refuses_malformed_heads),
    };
    return cmocka_run_group_tests_name("certify/head", tests, open_fixture, close_fixture);
}
