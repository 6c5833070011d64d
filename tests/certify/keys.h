/* Fresh keys for each run of a test program, in a folder of their own. */
#ifndef USTA_TESTS_CERTIFY_KEYS_H
#define USTA_TESTS_CERTIFY_KEYS_H

#include "base/file.h"
#include "certify/keyring.h"

#include "peer.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>

#define TEST_PASSPHRASE "correct horse battery"
#define TEST_NOW_S      INT64_C(1795341225) /* 2026-11-22T09:53:45Z */

static const int64_t day_s = 86400, year_s = 366 * INT64_C(86400);

/* A new empty folder below the build folder. */
static inline char *fresh_folder(struct arena *arena)
{
    char *folder = arena_format(arena, "%s/tests/run.XXXXXX", BUILD_FOLDER);
    assert_non_null(mkdtemp(folder));
    return folder;
}

static inline void remove_folder(const char *folder)
{
    SCOPED_ARENA(arena);
    assert_int_equal(system(arena_format(arena, "rm -rf '%s'", folder)), 0);
}

static inline struct keyring_request test_request(enum signature_algorithm algorithm)
{
    return (struct keyring_request){.country = "KG",
                                    .centre = "Training Centre Ош",
                                    .journal = "usta.example/osh",
                                    .algorithm = algorithm,
                                    .signer_years = KEYRING_SIGNER_YEARS};
}

static inline struct secret *test_passphrase(void)
{
    struct secret *secret = NULL;
    OK(secret_of(&secret, bytes_of_text(TEST_PASSPHRASE)));
    return secret;
}

/* Keys made in the folder at an instant, opened. */
static inline struct keyring *test_keyring_at(const char *folder,
                                              enum signature_algorithm algorithm, int64_t made_at_s)
{
    SCOPED_SECRET passphrase = test_passphrase();
    struct keyring_request request = test_request(algorithm);
    struct clock clock = clock_fixed(made_at_s);
    struct random random = random_seeded(7);
    struct keyring *keyring = NULL;
    OK(keyring_create(folder, &request, passphrase, &clock, &random));
    OK(keyring_open(&keyring, folder, passphrase));
    return keyring;
}

static inline struct keyring *test_keyring(const char *folder, enum signature_algorithm algorithm)
{
    return test_keyring_at(folder, algorithm, TEST_NOW_S);
}

/* The root and the first signer of a folder of keys, as PEM: what those who check trust. */
static inline const char *trust_of_keys(const char *folder, struct arena *arena)
{
    struct x509 *chain;
    size_t count;
    OK(keyring_read_chain(&chain, &count, folder, KEYRING_FIRST, arena));
    return arena_format(arena, "%s\n%s\n%s\n%s", chain[count - 1].subject_text,
                        x509_pem(&chain[count - 1], arena), chain[0].subject_text,
                        x509_pem(&chain[0], arena));
}

/* One keyring (ECDSA) for all tests of a program. */
struct fixture {
    struct arena *arena;
    char *folder, *keys;
    struct keyring *keyring;
    const struct signer *signer;
};

static inline int open_fixture(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    fixture->arena = arena_open();
    fixture->folder = fresh_folder(fixture->arena);
    fixture->keys = path_join(fixture->arena, fixture->folder, "keys");
    fixture->keyring = test_keyring(fixture->keys, SIGNATURE_ES256);
    fixture->signer = keyring_signer(fixture->keyring);
    *state = fixture;
    return 0;
}

static inline int close_fixture(void **state)
{
    struct fixture *fixture = *state;
    remove_folder(fixture->folder);
    keyring_close(fixture->keyring);
    arena_close(fixture->arena);
    free(fixture);
    return 0;
}

#endif
