/* A keyring of its own for a test that issues certificates in a fixture's registry. */
#ifndef USTA_TESTS_CERTIFY_KEYRING_MADE_H
#define USTA_TESTS_CERTIFY_KEYRING_MADE_H

#include "assess/fixture.h"
#include "base/file.h"
#include "certify/keyring.h"

#include "scratch.h"
#include "test.h"

/* Made at FIXTURE_NOW in a folder below the arena's scratch, opened; the caller closes it.
 * *folder (may be NULL) is where its keys are. */
static inline struct keyring *keyring_made(const char **folder, int signer_years,
                                           struct arena *arena)
{
    struct keyring *keyring;
    int64_t now_s;
    OK(instant_parse(&now_s, FIXTURE_NOW, "now"));
    struct clock clock = clock_fixed(now_s);
    struct random random = random_seeded((uint64_t)signer_years);
    SCOPED_SECRET secret = NULL;
    OK(secret_of(&secret, bytes_of_text("correct horse battery")));
    struct keyring_request request = {.country = "KG",
                                      .centre = "Bishkek",
                                      .journal = "usta.example/test",
                                      .algorithm = SIGNATURE_ES256,
                                      .signer_years = signer_years};
    const char *keys = path_join(arena, scratch_folder(arena), "keys");
    OK(keyring_create(keys, &request, secret, &clock, &random));
    OK(keyring_open(&keyring, keys, secret));
    if (folder)
        *folder = keys;
    return keyring;
}

#endif
