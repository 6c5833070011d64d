#include "certify/keyring.h"

#include "keys.h"

#include <sys/stat.h>
#include <unistd.h>

static void signs(const struct keyring *keyring, enum signature_algorithm algorithm)
{
    SCOPED_ARENA(arena);
    const struct signer *signer = keyring_signer(keyring);
    assert_int_equal(signer->algorithm, algorithm);
    assert_int_equal(signer->chain_count, 2);
    struct signature signature;
    struct public_key *key;
    struct bytes message = bytes_of_text("a message");
    OK(signer_sign(&signature, signer, message));
    OK(public_key_read(&key, signer->spki, arena));
    OK(signature_check(key, message, signature_bytes(&signature)));
    FAILS(signature_check(key, bytes_of_text("another"), signature_bytes(&signature)),
          ERROR_REFUSED, "does not belong");
    OK(signer_check(signer, TEST_NOW_S, TEST_NOW_S + 3 * year_s));
}

static void signs_with_ecdsa(void **state)
{
    const struct fixture *fixture = *state;
    signs(fixture->keyring, SIGNATURE_ES256);
}

static void signs_with_rsa(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    char *folder = fresh_folder(arena);
    SCOPED_KEYRING keyring = test_keyring(path_join(arena, folder, "keys"), SIGNATURE_RS256);
    signs(keyring, SIGNATURE_RS256);
    remove_folder(folder);
}

static void certificates_follow_the_profile(void **state)
{
    const struct fixture *fixture = *state;
    const char *keys = fixture->keys;
    const struct x509 *signer = &fixture->signer->chain[0];
    const struct x509 *root = &fixture->signer->chain[1];
    assert_string_equal(signer->common_name, "TEST certificate signer");
    assert_string_equal(signer->subject_text,
                        "CN=TEST certificate signer,O=TEST Training Centre Ош,C=KG");
    assert_true(signer->is_test && root->is_test);
    assert_true(signer->may_sign_documents && !signer->is_authority && !signer->is_root);
    assert_true(root->is_authority && root->is_root && !root->may_sign_documents);
    assert_int_equal(signer->not_before_s, TEST_NOW_S);
    assert_string_equal(instant_text(signer->not_after_s, fixture->arena), "2036-11-22T09:53:45Z");
    assert_string_equal(instant_text(root->not_after_s, fixture->arena), "2046-11-22T09:53:45Z");
    PEER_SAYS("OK",
              "openssl verify -x509_strict -check_ss_sig -attime %lld -CAfile %s/root.pem "
              "%s/signer.pem",
              (long long)TEST_NOW_S, keys, keys);
    static const char *const says[] = {
        "Digital Signature, Non Repudiation",
        "1.3.6.1.5.5.7.3.36",
        "CA:FALSE",
        "Subject Key Identifier",
        "Authority Key Identifier",
        "ecdsa-with-SHA256",
    };
    for (size_t i = 0; i < COUNT(says); i++)
        PEER_SAYS(says[i], "openssl x509 -noout -text -in %s/signer.pem", keys);
    PEER_SAYS("CA:TRUE, pathlen:0", "openssl x509 -noout -text -in %s/root.pem", keys);
    PEER_SAYS("Certificate Sign, CRL Sign", "openssl x509 -noout -text -in %s/root.pem", keys);
}

static void files_are_private_and_encrypted(void **state)
{
    const struct fixture *fixture = *state;
    const char *keys = fixture->keys;
    struct stat status;
    assert_int_equal(stat(keys, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    static const char *const names[] = {"root.key", "signer.key", "head.key"};
    for (size_t i = 0; i < COUNT(names); i++) {
        char *path = path_join(fixture->arena, keys, names[i]);
        assert_int_equal(stat(path, &status), 0);
        assert_int_equal(status.st_mode & 0777, 0600);
        PEER_SAYS(":scrypt", "openssl asn1parse -in %s", path);
        PEER_SAYS("Key is valid", "openssl pkey -noout -check -in %s -passin 'pass:%s'", path,
                  TEST_PASSPHRASE);
    }
    const char *const *left;
    size_t count;
    OK(folder_list(&left, &count, fixture->folder, "", fixture->arena));
    assert_int_equal(count, 1); /* no temporary folder */
}

#define ENCRYPT "openssl pkcs8 -topk8 -scrypt -passout 'pass:" TEST_PASSPHRASE "'"

/* Copies of one folder of good keys, encrypted anew with less effort to save time. */
static char *good_keys(const char *keys, struct arena *arena)
{
    char *folder = fresh_folder(arena);
    PEER_SAYS("",
              "cp -rp %s %s/good && cd %s/good && for name in root signer head; do " ENCRYPT
              " -in $name.key -passin 'pass:" TEST_PASSPHRASE "' -out cheap && "
              "mv cheap $name.key; done",
              keys, folder, folder);
    return folder;
}

/* Opened with the passphrase after a shell command changed something. */
static void fails_after(const char *folder, const char *change, const char *passphrase,
                        const char *says)
{
    SCOPED_ARENA(arena);
    char *keys = path_join(arena, folder, "keys");
    PEER_SAYS("", "cp -rp %s/good %s && cd %s && %s", folder, keys, keys, change);
    SCOPED_SECRET secret = NULL;
    OK(secret_of(&secret, bytes_of_text(passphrase)));
    struct keyring *keyring = NULL;
    FAILS(keyring_open(&keyring, keys, secret), ERROR_ENVIRONMENT, says);
    assert_null(keyring);
    remove_folder(keys);
}

#define CERTIFY "openssl req -x509 -new -subj /CN=x -days 9 -passin 'pass:" TEST_PASSPHRASE "' "
#define USAGE                                                                                      \
    "-addext keyUsage=critical,digitalSignature,nonRepudiation "                                   \
    "-addext basicConstraints=CA:FALSE "

static void refuses_bad_keys(void **state)
{
    const struct fixture *fixture = *state;
    SCOPED_ARENA(arena);
    char *folder = good_keys(fixture->keys, arena);
    static const struct {
        const char *change, *says;
    } cases[] = {
        {"rm signer.key", "signer.key' is missing"},
        {"rm head.key", "head.key' is missing"},
        {"rm signer.pem", "signer.pem' is missing"},
        {"rm head.pub", "head.pub' is missing"},
        {"chmod 640 signer.key", "others may read"},
        {"chmod 604 head.key", "others may read"},
        {"cp root.key signer.key", "not that of the signer's certificate"},
        {"cp head.key signer.key", "not that of the signer's certificate"},
        {"cp signer.key head.key", "is Ed25519, not ECDSA P-256"},
        {"openssl genpkey -algorithm ed25519 | " ENCRYPT " -out head.key",
         "not that of 'head.pub'"},
        {"openssl pkey -in signer.key -passin 'pass:" TEST_PASSPHRASE "' -out p && mv p signer.key",
         "not an encrypted PKCS#8 key"},
        {"echo > signer.key", "not an encrypted PKCS#8 key"},
        {"cp root.pem signer.pem", "not one for signing documents"},
        {"openssl x509 -in signer.pem -out s && mv s signer.pem", "is no root"},
        {"echo > signer.pem", "holds no certificate"},
        {"cat signer.key >> signer.pem", "holds a block"},
        {"head -c 200 signer.pem > s && mv s signer.pem", "broken PEM block"},
        {"sed -i s/usta/asta/ head.pub", "does not belong"},
        {"echo nonsense > head.pub", "not of the form"},
        {"openssl genrsa 2048 | " ENCRYPT " -out signer.key && " CERTIFY USAGE
         "-key signer.key -out signer.pem",
         "the RSA key has 2048 bits"},
        {"openssl ecparam -genkey -name secp224r1 | " ENCRYPT " -out signer.key && " CERTIFY USAGE
         "-key signer.key -out signer.pem",
         "curve is secp224r1 instead of P-256"},
        {"openssl genpkey -algorithm x25519 | " ENCRYPT " -out head.key",
         "neither ECDSA P-256 nor RSA nor Ed25519"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        fails_after(folder, cases[i].change, TEST_PASSPHRASE, cases[i].says);
    fails_after(folder, "true", "correct horse batterie", "wrong passphrase");
    remove_folder(folder);
}

static void refuses_bad_requests(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    char *folder = fresh_folder(arena), *keys = path_join(arena, folder, "keys");
    static const char long_name[] =
        "a name of more than sixty-four characters does not fit into X.520";
    struct keyring_request good = test_request(SIGNATURE_ES256);
    struct keyring_request cases[] = {good, good, good, good, good, good, good, good};
    static const char *const says[] = {
        "not two capital letters", "not two capital letters", "characters instead of 1 to 64",
        "1 to 20 years",           "1 to 20 years",           "cannot name a journal",
        "cannot name a journal",   "ECDSA P-256 or RSA"};
    cases[0].country = "kg";
    cases[1].country = "KGZ";
    cases[2].centre = long_name;
    cases[3].signer_years = 0;
    cases[4].signer_years = 21;
    cases[5].journal = "a b";
    cases[6].journal = "";
    cases[7].algorithm = SIGNATURE_ED25519;
    SCOPED_SECRET passphrase = test_passphrase();
    struct clock clock = clock_fixed(TEST_NOW_S);
    struct random random = random_seeded(7);
    for (size_t i = 0; i < COUNT(cases); i++) {
        FAILS(keyring_create(keys, &cases[i], passphrase, &clock, &random), ERROR_REFUSED, says[i]);
        assert_false(file_exists(keys));
    }
    SCOPED_SECRET short_one = NULL;
    OK(secret_of(&short_one, bytes_of_text("elevenchars")));
    FAILS(keyring_create(keys, &good, short_one, &clock, &random), ERROR_REFUSED,
          "shorter than 12");
    const char *const *left;
    size_t count;
    OK(folder_list(&left, &count, folder, "", arena));
    assert_int_equal(count, 0);
    remove_folder(folder);
}

static void never_overwrites(void **state)
{
    const struct fixture *fixture = *state;
    SCOPED_ARENA(arena);
    char *folder = fresh_folder(arena), *keys = path_join(arena, folder, "keys");
    PEER_SAYS("", "cp -rp %s %s", fixture->keys, keys);
    struct keyring_request request = test_request(SIGNATURE_ES256);
    SCOPED_SECRET passphrase = test_passphrase();
    struct clock clock = clock_fixed(TEST_NOW_S);
    struct random random = random_seeded(7);
    struct bytes before, after;
    OK(file_read(&before, path_join(arena, keys, "signer.key"), 65536, arena));
    FAILS(keyring_create(keys, &request, passphrase, &clock, &random), ERROR_CONFLICT,
          "holds something already");
    unlink(path_join(arena, keys, "root.key")); /* found at the end, then */
    FAILS(keyring_create(keys, &request, passphrase, &clock, &random), ERROR_CONFLICT,
          "holds something already");
    OK(file_read(&after, path_join(arena, keys, "signer.key"), 65536, arena));
    assert_true(bytes_equal(before, after));
    FAILS(keyring_create("/proc/keys.of.usta", &request, passphrase, &clock, &random),
          ERROR_NOT_FOUND, "/proc/keys.of.usta");
    remove_folder(folder);
}

static void dates_are_judged_before_signing(void **state)
{
    const struct fixture *fixture = *state;
    const struct signer *signer = fixture->signer;
    int64_t ends_s = signer->chain[0].not_after_s;
    OK(signer_check(signer, TEST_NOW_S, ends_s));
    FAILS(signer_check(signer, TEST_NOW_S, ends_s + 1), ERROR_ENVIRONMENT, "ends on 2036-11-22");
    OK(signer_check(signer, ends_s - 1, ends_s));
    FAILS(signer_check(signer, ends_s, ends_s), ERROR_ENVIRONMENT, "ended on 2036-11-22");
    FAILS(signer_check(signer, TEST_NOW_S - 1, ends_s), ERROR_ENVIRONMENT, "not valid before");
    struct x509 wrong_root[2] = {signer->chain[0], signer->chain[0]};
    struct signer other = *signer;
    other.chain = wrong_root;
    FAILS(signer_check(&other, TEST_NOW_S, ends_s), ERROR_ENVIRONMENT, "");
}

static void trust_holds_root_and_signer(void **state)
{
    const struct fixture *fixture = *state;
    const char *keys = fixture->keys;
    const char *pem;
    pem = trust_of_keys(keys, fixture->arena);
    struct x509 *list;
    size_t count;
    OK(x509_read_pem(&list, &count, 8, bytes_of_text(pem), "trust", fixture->arena));
    assert_int_equal(count, 2);
    assert_true(x509_equal(&list[0], &fixture->signer->chain[1]));
    assert_true(x509_equal(&list[1], &fixture->signer->chain[0]));
    FAILS(x509_read_pem(&list, &count, 1, bytes_of_text(pem), "trust", fixture->arena),
          ERROR_REFUSED, "more than 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_with_ecdsa),
        cmocka_unit_test(signs_with_rsa),
        cmocka_unit_test(certificates_follow_the_profile),
        cmocka_unit_test(files_are_private_and_encrypted),
        cmocka_unit_test(refuses_bad_keys),
        cmocka_unit_test(refuses_bad_requests),
        cmocka_unit_test(never_overwrites),
        cmocka_unit_test(dates_are_judged_before_signing),
        cmocka_unit_test(trust_holds_root_and_signer),
    };
    return cmocka_run_group_tests_name("certify/keyring", tests, open_fixture, close_fixture);
}
