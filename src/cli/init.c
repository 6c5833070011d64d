#include "cli/init.h"

#include "assess/grant.h"
#include "assess/institution_file.h"
#include "assess/person.h"
#include "base/file.h"
#include "base/text.h"
#include "base/unfinished.h"
#include "certify/key_signer.h"
#include "certify/keyring_add.h"
#include "cli/grounds.h"
#include "cli/keys.h"
#include "cli/listing.h"

#include <unistd.h>

enum { INSTITUTION_LIMIT = 1024 * 1024 };

#define SYMBOLS_REF "symbols"

static fallible read_institution(struct institution_file **out, struct call *call)
{
    const char *path = call_argument(call, 0);
    struct findings findings = findings_make(call->arena);
    struct bytes file;
    TRY(file_read(&file, path, INSTITUTION_LIMIT, call->arena));
    TRY(institution_load(out, &findings, file, path, call->arena));
    return *out ? NULL : grounds_findings(call, &findings, path);
}

/* Beside an RSA signer another one signs the symbols. */
static fallible make_symbols(struct call *call, const struct keyring_request *request,
                             const char *folder, const struct secret *passphrase)
{
    int64_t now_s = clock_now_s(call->desk.clock);
    struct keyring_order order = {
        .folder = folder,
        .ref = SYMBOLS_REF,
        .algorithm = SIGNATURE_ES256,
        .subject = {request->country, request->centre, "certificate signer"},
        .from_s = now_s,
        .until_s = keyring_years_later(now_s, request->signer_years),
        .access = {.passphrase = passphrase},
        .random = call->desk.random};
    return request->algorithm == SIGNATURE_ES256 ? NULL : keyring_make(&order, call->arena);
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
    TRY(keys_algorithm(&request.algorithm, call));
    TRY(keys_passphrase(&passphrase, call, true));
    TRY(keyring_create(folder, &request, passphrase, call->desk.clock, call->desk.random));
    return make_symbols(call, &request, folder, passphrase);
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

static fallible register_symbols(struct call *call, struct desk *desk, const char *folder)
{
    struct x509 *chain;
    size_t count;
    if (!file_exists(keyring_file(folder, SYMBOLS_REF, ".pem", call->arena)))
        return NULL;
    TRY(keyring_read_chain(&chain, &count, folder, SYMBOLS_REF, call->arena));
    return key_signer_register(desk, SYMBOLS_REF, KEY_SYMBOLS, chain, count, call->arena);
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
    TRY(register_symbols(call, desk, keys_folder));
    TRY(key_list(&keys, desk->db, call->arena));
    TRY(transaction_commit(&act));
    answer_keys(call, &keys);
    return NULL;
}

/* Fills folder with a registry, and closes it. */
static fallible fill(struct call *call, const char *folder, const struct institution_file *file,
                     const char *trust)
{
    SCOPED_REGISTRY registry = NULL;
    TRY(registry_create(&registry, folder, call->desk.clock, call->desk.random));
    TRY(make_keys(call, &file->institution, registry_keys(registry)));
    struct desk desk = registry_desk(registry, (struct person_id){0});
    TRY(set_up(call, &desk, file, registry_keys(registry)));
    return trust ? keys_write_trust(registry_db(registry), trust, call->arena) : NULL;
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
             "its keys are for TRIALS: certificates say TEST until another authority certifies a "
             "signer (usta key csr)");
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
    TRY(fill(call, folder.path, file, trust));
    struct error *error = unfinished_finish(&folder);
    if (error && trust)
        unlink(trust);
    TRY(error);
    say_made(call, file, trust);
    return NULL;
}
