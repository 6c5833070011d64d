#include "cli/init.h"

#include "assess/grant.h"
#include "assess/institution_file.h"
#include "assess/person.h"
#include "base/file.h"
#include "base/text.h"
#include "base/unfinished.h"
#include "certify/key.h"
#include "cli/grounds.h"
#include "cli/keys.h"
#include "cli/listing.h"

#include <unistd.h>

enum { INSTITUTION_LIMIT = 1024 * 1024, PUBLIC_MODE = 0644 };

static fallible read_institution(struct institution_file **out, struct call *call)
{
    const char *path = call_argument(call, 0);
    struct findings findings = findings_make(call->arena);
    struct bytes file;
    TRY(file_read(&file, path, INSTITUTION_LIMIT, call->arena));
    TRY(institution_load(out, &findings, file, path, call->arena));
    return *out ? NULL : grounds_findings(call, &findings, path);
}

static fallible read_algorithm(enum signature_algorithm *out, const struct call *call)
{
    const char *name = call_option_or(call, "--algorithm", "ES256");
    *out = text_equal(name, "RS256") ? SIGNATURE_RS256 : SIGNATURE_ES256;
    if (*out == SIGNATURE_RS256 || text_equal(name, "ES256"))
        return NULL;
    return call_usage(call, "'%s' is not an algorithm: ES256 or RS256", name);
}

static fallible make_keys(struct call *call, const struct institution *institution,
                          const char *folder)
{
    struct keyring_request request = {
        .country = call_option_or(call, "--country", "KG"),
        .centre = texts_in(&institution->names, "en", institution->names.items[0].language),
        .journal = institution->origin,
        .signer_years = KEYRING_SIGNER_YEARS,
    };
    SCOPED_SECRET passphrase = NULL;
    TRY(read_algorithm(&request.algorithm, call));
    TRY(keys_passphrase(&passphrase, call, true));
    return keyring_create(folder, &request, passphrase, call->desk.clock, call->desk.random);
}

static fallible add_administrator(struct desk *desk, const struct institution_file *file)
{
    struct grant grant = {.role = ROLE_ADMINISTRATOR};
    int64_t id;
    TRY(person_add(&grant.person, desk, file->administrator_ref, file->administrator_name));
    return grant_add(&id, desk, &grant);
}

static void answer_keys(struct call *call, const struct keys *keys)
{
    struct value *rows = value_array(call->arena);
    for (size_t i = 0; i < keys->count; i++) {
        const struct key *key = &keys->items[i];
        struct value *row = value_object(call->arena);
        value_set_text(row, "kind", key->kind);
        value_set_text(row, "fingerprint", key->fingerprint);
        value_set_text(row, "from", instant_text(key->from_s, call->arena));
        value_set_text(row, "until",
                       key->until_s == 0 ? NULL : instant_text(key->until_s, call->arena));
        value_append(rows, row);
    }
    value_set(call->answer, "keys", rows);
}

/* The first acts of the journal, in one transaction. */
static fallible set_up(struct call *call, struct desk *desk, const struct institution_file *file,
                       const char *keys_folder)
{
    SCOPED_TRANSACTION act = {0};
    struct keys keys;
    size_t recorded;
    TRY(transaction_begin(&act, desk->db));
    TRY(institution_set_up(desk, &file->institution));
    TRY(add_administrator(desk, file));
    TRY(key_record_keyring(&recorded, desk, keys_folder, call->arena));
    TRY(key_list(&keys, desk->db, call->arena));
    TRY(transaction_commit(&act));
    answer_keys(call, &keys);
    return NULL;
}

/* Fills folder with a registry, and closes it. */
static fallible fill(struct call *call, const char *folder, const struct institution_file *file)
{
    SCOPED_REGISTRY registry = NULL;
    TRY(registry_create(&registry, folder, call->desk.clock, call->desk.random));
    TRY(make_keys(call, &file->institution, registry_keys(registry)));
    struct desk desk = registry_desk(registry, (struct person_id){0});
    return set_up(call, &desk, file, registry_keys(registry));
}

static fallible write_trust(struct call *call, const char *keys_folder, const char *path)
{
    const char *pem;
    TRY(keyring_trust(&pem, keys_folder, call->arena));
    return file_write(path, bytes_of_text(pem), PUBLIC_MODE);
}

static void say_made(struct call *call, const struct institution_file *file, const char *trust)
{
    const struct institution *institution = &file->institution;
    struct value *centres = value_array(call->arena);
    for (size_t i = 0; i < institution->centres.count; i++)
        value_append(centres, value_of_text(institution->centres.items[i].ref, call->arena));
    value_set_text(call->answer, "registry", call->registry_folder);
    value_set_text(call->answer, "origin", institution->origin);
    value_set_text(call->answer, "host", institution->host);
    value_set_text(call->answer, "administrator", file->administrator_ref);
    value_set(call->answer, "centres", centres);
    value_set_boolean(call->answer, "test", true);
    value_set_text(call->answer, "trust", trust);
    call_say(call, "made the registry %s of %s", call->registry_folder, institution->origin);
    call_say(call,
             "its keys are for TRIALS: certificates say TEST until a real signer's key and "
             "certificate take the place of %s/keys/signer.*",
             call->registry_folder);
    if (trust)
        call_say(call, "who checks certificates trusts %s", trust);
    call_say(call, "  next: usta -r %s --as %s person add REF NAME", call->registry_folder,
             file->administrator_ref);
}

fallible cli_init(struct call *call)
{
    const char *trust = call_option(call, "--trust");
    struct institution_file *file;
    TRY(read_institution(&file, call));
    SCOPED_UNFINISHED folder = {0};
    TRY(unfinished_begin(&folder, call->registry_folder, call->arena));
    TRY(fill(call, folder.path, file));
    if (trust)
        TRY(write_trust(call, path_join(call->arena, folder.path, "keys"), trust));
    struct error *error = unfinished_finish(&folder);
    if (error && trust)
        unlink(trust);
    TRY(error);
    say_made(call, file, trust);
    return NULL;
}
