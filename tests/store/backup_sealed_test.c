#include "store/backup_sealed.h"

#include "base/file.h"
#include "store/setting.h"

#include "child.h"
#include "peer.h"
#include "scratch.h"
#include "test.h"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LARGE = 17 * 1024 * 1024, KILLS = 12, PEM_LIMIT = 64 * 1024 };

struct fixture {
    struct arena *arena;
    const char *outer, *folder, *backup, *opened;
    struct clock clock;
    struct random random;
    struct registry *registry;
};

/* A recovery key as docs/operations.md tells to make it. */
static void make_key(const struct fixture *fixture, const char *name, const char *kind)
{
    PEER_SAYS("",
              "cd '%s' && openssl req -x509 -newkey %s -sha256 -days 36500 -subj '/CN=Recovery' "
              "-passout 'pass:four words' -keyout %s.key -out %s.pem 2>&1",
              fixture->outer, kind, name, name);
}

static void seal_large_setting(struct fixture *fixture)
{
    struct desk desk = registry_desk(fixture->registry, (struct person_id){1});
    SCOPED_TRANSACTION transaction = {0};
    SCOPED_ARENA(arena);
    char *text = arena_alloc(arena, LARGE + 1);
    for (size_t i = 0; i < LARGE; i++)
        text[i] = (char)('a' + i % 23);
    text[LARGE] = '\0';
    struct stamp stamp;
    OK(transaction_begin(&transaction, desk.db));
    OK(journal_append(&stamp, &desk, &(struct act){.kind = "thing.done"}));
    OK(setting_set(desk.db, "large", text));
    OK(transaction_commit(&transaction));
}

static int set_up(void **state)
{
    struct arena *arena = arena_open();
    struct fixture *fixture = ARENA_NEW(arena, struct fixture);
    char *outer = scratch_folder(arena);
    *fixture = (struct fixture){arena,
                                outer,
                                path_join(arena, outer, "registry"),
                                path_join(arena, outer, "backup"),
                                path_join(arena, outer, "opened"),
                                clock_fixed(1764000000),
                                random_seeded(1),
                                NULL};
    OK(registry_create(&fixture->registry, fixture->folder, &fixture->clock, &fixture->random));
    OK(file_write(path_join(arena, registry_keys(fixture->registry), "signer.pem"),
                  bytes_of_text("signer"), 0600));
    seal_large_setting(fixture);
    make_key(fixture, "ec", "ec -pkeyopt ec_paramgen_curve:P-256");
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    registry_close(fixture->registry);
    arena_close(fixture->arena);
    return 0;
}

static fallible seal(struct journal_head *head, struct fixture *fixture, const char *name)
{
    SCOPED_RECIPIENT recipient = NULL;
    struct bytes pem;
    const char *path = arena_format(fixture->arena, "%s/%s.pem", fixture->outer, name);
    TRY(file_read(&pem, path, PEM_LIMIT, fixture->arena));
    TRY(envelope_recipient_read(&recipient, pem, path));
    return backup_sealed_write(head, fixture->backup, fixture->registry, recipient);
}

static fallible read_key(struct envelope_key **out, struct fixture *fixture, const char *name,
                         const char *passphrase)
{
    SCOPED_SECRET secret = NULL;
    struct bytes pem;
    const char *path = arena_format(fixture->arena, "%s/%s", fixture->outer, name);
    TRY(file_read(&pem, path, PEM_LIMIT, fixture->arena));
    TRY(secret_of(&secret, bytes_of_text(passphrase)));
    return envelope_key_read(out, pem, secret, path);
}

/* Opens it where nothing stands, as usta restore does. */
static fallible open_backup(struct fixture *fixture, const char *backup, const char *name)
{
    SCOPED_ENVELOPE_KEY key = NULL;
    TRY(read_key(&key, fixture, name, "four words"));
    PEER_SAYS("", "rm -rf '%s' && mkdir '%s'", fixture->opened, fixture->opened);
    return backup_sealed_open(fixture->opened, backup, key);
}

static void what_was_sealed_is_restored(void **state)
{
    struct fixture *fixture = *state;
    static const char *const kinds[][2] = {{"ec", "ec -pkeyopt ec_paramgen_curve:P-256"},
                                           {"rsa", "rsa:3072"}};
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct journal_head head, again;
        make_key(fixture, kinds[i][0], kinds[i][1]);
        OK(seal(&head, fixture, kinds[i][0]));
        assert_true(backup_is_sealed(fixture->backup));
        OK(open_backup(fixture, fixture->backup,
                       arena_format(fixture->arena, "%s.key", kinds[i][0])));
        assert_false(backup_is_sealed(fixture->opened));
        OK(backup_check(&again, fixture->opened));
        assert_true(head.size == again.size && digest_equal(&head.root, &again.root));
        PEER_SAYS("2 pieces", "cd '%s' && echo $(ls usta.db.*.cms | wc -l) pieces",
                  fixture->backup);
        PEER_SAYS("", "cd '%s' && sha256sum --quiet --strict -c MANIFEST && rm -r '%s'",
                  fixture->backup, fixture->backup);
    }
    PEER_SAYS("none", "ls '%s' | grep tmp || echo none", fixture->folder);
}

/* Whoever has the key and this command needs nothing of ours (docs/operations.md). */
static void openssl_opens_it(void **state)
{
    struct fixture *fixture = *state;
    struct journal_head head;
    OK(seal(&head, fixture, "ec"));
    PEER_SAYS("usta.db: OK",
              "cd '%s' && mkdir -p peer/keys && open() { openssl cms -decrypt -binary -inform DER "
              "-in \"$1\" -inkey ec.key -passin 'pass:four words'; } && "
              "for piece in backup/usta.db.*.cms; do open $piece; done > peer/usta.db && "
              "for key in backup/keys.*.cms; do name=${key#backup/keys.}; "
              "open $key > peer/keys/${name%%.cms}; done && "
              "open backup/MANIFEST.cms > peer/MANIFEST && cd peer && sha256sum -c MANIFEST",
              fixture->outer);
    PEER_SAYS("signer", "cat '%s/peer/keys/signer.pem'", fixture->outer);
}

static void nothing_of_it_can_be_read(void **state)
{
    struct fixture *fixture = *state;
    struct journal_head head;
    OK(seal(&head, fixture, "ec"));
    PEER_SAYS("0 found",
              "echo $(cat '%s'/*.cms | grep -c -a -e 'SQLite format' -e abcdefghijklm)"
              " found",
              fixture->backup);
}

static void another_key_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct journal_head head;
    SCOPED_ENVELOPE_KEY key = NULL;
    make_key(fixture, "other", "ec -pkeyopt ec_paramgen_curve:P-256");
    make_key(fixture, "rsa", "rsa:3072");
    make_key(fixture, "weak", "rsa:2048");
    make_key(fixture, "odd", "ed25519");
    OK(seal(&head, fixture, "ec"));
    FAILS(open_backup(fixture, fixture->backup, "other.key"), ERROR_REFUSED, "another key");
    FAILS(open_backup(fixture, fixture->backup, "rsa.key"), ERROR_REFUSED, "another key");
    FAILS(read_key(&key, fixture, "ec.key", "five words"), ERROR_REFUSED, "does not open");
    FAILS(read_key(&key, fixture, "ec.pem", "four words"), ERROR_REFUSED, "no encrypted");
    FAILS(seal(&head, fixture, "weak"), ERROR_REFUSED, "is weak");
    FAILS(seal(&head, fixture, "odd"), ERROR_REFUSED, "another kind");
    PEER_SAYS("",
              "cd '%s' && openssl pkey -in ec.key -passin 'pass:four words' -out bare.key "
              "&& cp ec.key none.pem",
              fixture->outer);
    FAILS(read_key(&key, fixture, "bare.key", "four words"), ERROR_REFUSED, "no encrypted");
    FAILS(seal(&head, fixture, "none"), ERROR_REFUSED, "holds no certificate");
    FAILS(seal(&head, fixture, "ec"), ERROR_CONFLICT, "exists already");
}

/* Whoever alters it can write the outer MANIFEST anew. */
static void what_was_altered_is_refused(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *change, *says;
    } cases[] = {
        {"truncate -s -1 usta.db.000002.cms", "000002.cms"},
        {"truncate -s 1000 usta.db.000001.cms", "000001.cms"},
        {"truncate -s 0 MANIFEST.cms", "MANIFEST.cms"},
        {"printf x >> keys.signer.pem.cms", "signer.pem.cms"},
        {"printf 'xy' | dd of=usta.db.000001.cms bs=1 seek=9000000 conv=notrunc 2>/dev/null",
         "000001.cms"},
        {"printf 'xy' | dd of=usta.db.000002.cms bs=1 seek=200 conv=notrunc 2>/dev/null",
         "000002.cms"},
        {"mv usta.db.000001.cms a && mv usta.db.000002.cms usta.db.000001.cms && "
         "mv a usta.db.000002.cms",
         "MANIFEST says"},
        {"rm usta.db.000002.cms", "MANIFEST says"},
        {"cp usta.db.000002.cms usta.db.000003.cms", "MANIFEST says"},
        {"rm keys.signer.pem.cms", "MANIFEST says"},
        {"cp keys.signer.pem.cms keys.other.pem.cms", "MANIFEST says"},
        {"cp keys.signer.pem.cms odd.cms", "no part of a backup"},
        {"cp keys.signer.pem.cms MANIFEST.cms", "MANIFEST says"},
    };
    struct journal_head head;
    char *copy = arena_format(fixture->arena, "%s-changed", fixture->backup);
    OK(seal(&head, fixture, "ec"));
    for (size_t i = 0; i < COUNT(cases); i++) {
        PEER_SAYS("", "rm -rf '%s' && cp -r '%s' '%s' && cd '%s' && %s", copy, fixture->backup,
                  copy, copy, cases[i].change);
        FAILS(open_backup(fixture, copy, "ec.key"), ERROR_REFUSED, "MANIFEST says");
        PEER_SAYS("", "cd '%s' && sha256sum *.cms > MANIFEST", copy);
        SCOPED_ERROR error = open_backup(fixture, copy, "ec.key");
        if (!error)
            error = backup_check(&head, fixture->opened);
        if (!error || error_code(error) != ERROR_REFUSED ||
            !strstr(error_message(error), cases[i].says))
            fail_msg("'%s' ends in '%s'", cases[i].change, error ? error_message(error) : "peace");
    }
}

static int seal_until_killed(void *context)
{
    struct fixture *fixture = context;
    struct journal_head head;
    error_free(seal(&head, fixture, "ec"));
    return 0;
}

/* At whatever moment it is cut short, there is the whole backup or none of that name. */
static void a_backup_cut_short_is_not_there(void **state)
{
    struct fixture *fixture = *state;
    int there = 0;
    registry_close(fixture->registry);
    OK(registry_open(&fixture->registry, fixture->folder, DB_READ, &fixture->clock,
                     &fixture->random));
    for (int i = 0; i < KILLS; i++) {
        pid_t child = child_start(seal_until_killed, fixture);
        usleep((useconds_t)(i * 25000));
        kill(child, SIGKILL);
        child_wait(child);
        if (!file_exists(fixture->backup))
            continue;
        there++;
        OK(open_backup(fixture, fixture->backup, "ec.key"));
        PEER_SAYS("", "rm -r '%s'", fixture->backup);
    }
    assert_in_range(there, 0, KILLS - 1);
    struct journal_head head;
    OK(seal(&head, fixture, "ec"));
    PEER_SAYS("none", "cd '%s' && ls . registry | grep tmp || echo none", fixture->outer);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_was_sealed_is_restored), TEST(openssl_opens_it),
        TEST(nothing_of_it_can_be_read),   TEST(another_key_is_refused),
        TEST(what_was_altered_is_refused), TEST(a_backup_cut_short_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
