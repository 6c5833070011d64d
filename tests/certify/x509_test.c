#include "certify/x509.h"

#include "keys.h"

/* Certificates of another make than ours, by openssl: NAME.pem issued by ISSUER with extensions. */
static const char make_authority[] =
    "cd %s && make() { name=$1 issuer=$2 days=$3 key=$4; shift 4; "
    "openssl req -new -newkey $key -nodes -keyout $name.key -subj \"/O=Peer/CN=$name\" "
    "-out $name.csr && printf '%%s\\n' \"$@\" > $name.ext && "
    "if [ $issuer = self ]; then openssl x509 -req -in $name.csr -signkey $name.key $DIGEST "
    "-days $days -extfile $name.ext -out $name.pem; else "
    "openssl x509 -req -in $name.csr -CA $issuer.pem -CAkey $issuer.key -CAcreateserial $DIGEST "
    "-days $days -extfile $name.ext -out $name.pem; fi; }; "
    "ec='ec -pkeyopt ec_paramgen_curve:P-256'; "
    "ca='basicConstraints=critical,CA:TRUE'; cu='keyUsage=critical,keyCertSign,cRLSign'; "
    "ski='subjectKeyIdentifier=hash'; aki='authorityKeyIdentifier=keyid'; "
    "ee='basicConstraints=critical,CA:FALSE'; "
    "eu='keyUsage=critical,digitalSignature,nonRepudiation'; %s";

static void openssl(const char *folder, const char *script)
{
    SCOPED_ARENA(arena);
    int status;
    const char *said = run_peer(&status, arena_format(arena, make_authority, folder, script),
                                arena);
    if (status != 0)
        fail_msg("%s: %s", script, said);
}

static int open_peers(void **state)
{
    open_fixture(state);
    const struct fixture *fixture = *state;
    openssl(
        fixture->folder,
        "make root self 7000 \"$ec\" $ca $cu $ski && "
        "make middle root 6000 \"$ec\" $ca $cu $ski $aki && "
        "make good middle 5000 \"$ec\" $ee $eu $ski $aki && "
        "make direct root 5000 \"$ec\" $ee $eu $ski $aki && "
        "make tls middle 5000 \"$ec\" $ee $eu extendedKeyUsage=serverAuth $ski $aki && "
        "make docs middle 5000 \"$ec\" $ee $eu extendedKeyUsage=1.3.6.1.5.5.7.3.36 $ski $aki && "
        "make auth middle 5000 \"$ec\" $ee keyUsage=critical,digitalSignature $ski $aki && "
        "make bare middle 5000 \"$ec\" $ee $ski $aki && "
        "make under good 5000 \"$ec\" $ee $eu $ski $aki && "
        "make weakca root 6000 rsa:2048 $ca $cu $ski $aki && "
        "make weak weakca 5000 \"$ec\" $ee $eu $ski $aki && "
        "make pathroot self 7000 \"$ec\" $ca,pathlen:0 $cu $ski && "
        "make pathca pathroot 6000 \"$ec\" $ca $cu $ski $aki && "
        "make path pathca 5000 \"$ec\" $ee $eu $ski $aki && "
        "make critical middle 5000 \"$ec\" $ee $eu 1.2.3.4=critical,ASN1:NULL $ski $aki && "
        "make nosign root 6000 \"$ec\" $ca keyUsage=critical,cRLSign $ski $aki && "
        "make orphan nosign 5000 \"$ec\" $ee $eu $ski $aki && "
        "DIGEST=-sha1 && make sha1 middle 5000 \"$ec\" $ee $eu $ski $aki");
    return 0;
}

static struct x509 *one(const struct fixture *fixture, const char *name)
{
    struct x509 *list = NULL;
    size_t count = 0;
    struct bytes pem;
    char *path = arena_format(fixture->arena, "%s/%s.pem", fixture->folder, name);
    OK(file_read(&pem, path, 65536, fixture->arena));
    OK(x509_read_pem(&list, &count, 1, pem, name, fixture->arena));
    return list;
}

static int64_t today_s(void)
{
    struct clock clock = clock_system();
    return clock_now_s(&clock) + 60;
}

/* The chain of names, NULL at the end, against the peer's root. */
static struct error *check(const struct fixture *fixture, const char *const *names, int64_t at_s)
{
    struct x509 chain[X509_CHAIN_LIMIT];
    size_t count = 0, root = 99;
    for (; names[count]; count++)
        chain[count] = *one(fixture, names[count]);
    struct x509 roots[] = {fixture->signer->chain[1], *one(fixture, "root"),
                           *one(fixture, "pathroot")};
    TRY(x509_check_chain(&root, chain, count, roots, 3, at_s));
    assert_in_range(root, 1, 2);
    return NULL;
}

#define CHAIN(...) ((const char *const[]){__VA_ARGS__, NULL})

static void accepts_good_chains(void **state)
{
    const struct fixture *fixture = *state;
    OK(check(fixture, CHAIN("good", "middle"), today_s()));
    OK(check(fixture, CHAIN("good", "middle", "root"), today_s()));
    OK(check(fixture, CHAIN("good", "root", "middle"), today_s()));
    OK(check(fixture, CHAIN("docs", "middle"), today_s()));
    OK(check(fixture, CHAIN("direct"), today_s()));
}

static void refuses_bad_chains(void **state)
{
    const struct fixture *fixture = *state;
    FAILS(check(fixture, CHAIN("good"), today_s()), ERROR_NOT_FOUND, "no trusted root");
    FAILS(check(fixture, CHAIN("tls", "middle"), today_s()), ERROR_REFUSED,
          "not one for documents");
    FAILS(check(fixture, CHAIN("auth", "middle"), today_s()), ERROR_REFUSED,
          "not one for documents");
    FAILS(check(fixture, CHAIN("bare", "middle"), today_s()), ERROR_REFUSED,
          "not one for documents");
    FAILS(check(fixture, CHAIN("middle", "root"), today_s()), ERROR_REFUSED,
          "not one for documents");
    FAILS(check(fixture, CHAIN("under", "good", "middle"), today_s()), ERROR_REFUSED, "invalid CA");
    FAILS(check(fixture, CHAIN("weak", "weakca"), today_s()), ERROR_REFUSED, "CA certificate key");
    FAILS(check(fixture, CHAIN("path", "pathca"), today_s()), ERROR_REFUSED, "path length");
    FAILS(check(fixture, CHAIN("orphan", "nosign"), today_s()), ERROR_REFUSED, "");
    FAILS(check(fixture, CHAIN("sha1", "middle"), today_s()), ERROR_REFUSED, "digest");
    FAILS(check(fixture, CHAIN("good", "middle"), today_s() - 2 * day_s), ERROR_REFUSED,
          "not yet valid");
    FAILS(check(fixture, CHAIN("good", "middle"), today_s() + 5001 * day_s), ERROR_REFUSED,
          "expired");
}

static void reads_strictly(void **state)
{
    const struct fixture *fixture = *state;
    struct arena *arena = fixture->arena;
    struct x509 *list, x509;
    size_t count;
    struct bytes pem, good = one(fixture, "good")->der;
    char *path = arena_format(arena, "%s/critical.pem", fixture->folder);
    OK(file_read(&pem, path, 65536, arena));
    FAILS(x509_read_pem(&list, &count, 1, pem, "critical", arena), ERROR_REFUSED,
          "critical and unknown");
    FAILS(x509_read(&x509, bytes_of(good.data, good.size - 1), arena), ERROR_REFUSED,
          "cannot be read");
    char *longer = arena_text_n(arena, good.data, good.size + 1);
    FAILS(x509_read(&x509, bytes_of(longer, good.size + 1), arena), ERROR_REFUSED, "one DER form");
    FAILS(x509_read(&x509, bytes_of("", 0), arena), ERROR_REFUSED, "cannot be read");
}

static void tells_test_from_real(void **state)
{
    const struct fixture *fixture = *state;
    assert_true(fixture->signer->chain[0].is_test);
    assert_false(one(fixture, "good")->is_test);
    assert_string_equal(one(fixture, "good")->common_name, "good");
    openssl(fixture->folder, "make LATEST self 10 \"$ec\" $ca $cu $ski && "
                             "make a-TEST-b self 10 \"$ec\" $ca $cu $ski");
    assert_false(one(fixture, "LATEST")->is_test);
    assert_true(one(fixture, "a-TEST-b")->is_test);
}

static void ids_of_keys_are_those_of_openssl(void **state)
{
    const struct fixture *fixture = *state;
    uint8_t kid[KID_SIZE];
    char text[2 * KID_SIZE + 1] = "";
    key_id(kid, one(fixture, "good")->spki);
    for (size_t i = 0; i < KID_SIZE; i++)
        snprintf(text + 2 * i, 3, "%02x", kid[i]);
    PEER_SAYS(text,
              "openssl x509 -in %s/good.pem -noout -pubkey | openssl pkey -pubin -outform der "
              "| openssl sha256",
              fixture->folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts_good_chains),
        cmocka_unit_test(refuses_bad_chains),
        cmocka_unit_test(reads_strictly),
        cmocka_unit_test(tells_test_from_real),
        cmocka_unit_test(ids_of_keys_are_those_of_openssl),
    };
    return cmocka_run_group_tests_name("certify/x509", tests, open_peers, close_fixture);
}
