#include "certify/keyring.h"

#include "base/file.h"
#include "certify/key_owner.h"

#include <stdbool.h>
#include <unistd.h>

enum { MONTHS_A_YEAR = 12 };

static const char *const file_names[] = {"root.key",   "root.pem", "signer.key",
                                         "signer.pem", "head.key", "head.pub"};

int64_t keyring_years_later(int64_t instant_s, int years)
{
    struct date day = date_of(instant_s, 0);
    int64_t of_day_s = instant_s - date_start_s(day);
    return date_start_s(date_add_months(day, years * MONTHS_A_YEAR)) + of_day_s;
}

static fallible issue_both(struct key_owner *root, struct key_owner *signer,
                           const struct keyring_request *request, int64_t now_s,
                           struct random *random, struct arena *arena)
{
    const char *organization = arena_format(arena, "TEST %s", request->centre);
    struct x509_name root_name = {request->country, organization, "TEST centre authority"};
    struct x509_name signer_name = {request->country, organization, "TEST certificate signer"};
    struct bytes root_der, signer_der;
    TRY(x509_name_der(&root_der, &root_name, arena));
    TRY(x509_name_der(&signer_der, &signer_name, arena));
    struct x509_request of_root = {.subject = root_der,
                                   .issuer = root_der,
                                   .from_s = now_s,
                                   .until_s = keyring_years_later(now_s, KEYRING_ROOT_YEARS),
                                   .is_authority = true};
    struct x509_request of_signer = {.subject = signer_der,
                                     .issuer = root_der,
                                     .from_s = now_s,
                                     .until_s = keyring_years_later(now_s, request->signer_years)};
    TRY(key_owner_certify(root, root, &of_root, random, arena));
    return key_owner_certify(signer, root, &of_signer, random, arena);
}

static fallible write_all(const char *folder, const struct key_owner *root,
                          const struct key_owner *signer, const struct key_owner *head,
                          const char *journal, const struct secret *passphrase, struct arena *arena)
{
    struct head_key head_key;
    TRY(head_key_make(&head_key, journal, head->signer.spki, arena));
    TRY(key_owner_write(root, folder, "root", passphrase, arena));
    TRY(key_owner_write(signer, folder, "signer", passphrase, arena));
    TRY(key_owner_write(head, folder, "head", passphrase, arena));
    char *root_pem = x509_pem(&root->x509, arena);
    TRY(key_owner_write_text(folder, "root.pem", root_pem, arena));
    TRY(key_owner_write_text(folder, "signer.pem",
                             arena_format(arena, "%s%s", x509_pem(&signer->x509, arena), root_pem),
                             arena));
    return key_owner_write_text(
        folder, "head.pub", arena_format(arena, "%s\n", head_key_text(&head_key, arena)), arena);
}

static fallible fill_folder(const char *folder, const struct keyring_request *request,
                            const struct secret *passphrase, int64_t now_s, struct random *random)
{
    SCOPED_ARENA(arena);
    SCOPED_KEY_OWNER root = {0}, signer = {0}, head = {0};
    TRY(key_owner_make(&root, request->algorithm, arena));
    TRY(key_owner_make(&signer, request->algorithm, arena));
    TRY(key_owner_make(&head, SIGNATURE_ED25519, arena));
    TRY(issue_both(&root, &signer, request, now_s, random, arena));
    return write_all(folder, &root, &signer, &head, request->journal, passphrase, arena);
}

static fallible check_request(const struct keyring_request *request,
                              const struct secret *passphrase)
{
    if (secret_bytes(passphrase).size < KEYRING_PASSPHRASE_LEAST)
        return error_hint(error_make(ERROR_REFUSED, "the passphrase is shorter than %d characters",
                                     KEYRING_PASSPHRASE_LEAST),
                          "four words drawn at random make a good one");
    if (request->algorithm == SIGNATURE_ED25519)
        return error_make(ERROR_REFUSED, "a signer's key is ECDSA P-256 or RSA");
    if (request->signer_years < 1 || request->signer_years > KEYRING_ROOT_YEARS)
        return error_make(ERROR_REFUSED, "a signer lasts 1 to %d years, not %d", KEYRING_ROOT_YEARS,
                          request->signer_years);
    return NULL;
}

static void remove_files(const char *folder)
{
    SCOPED_ARENA(arena);
    for (size_t i = 0; i < sizeof file_names / sizeof *file_names; i++)
        (void)unlink(path_join(arena, folder, file_names[i]));
    (void)rmdir(folder);
}

static fallible conflict(const char *folder)
{
    return error_hint(error_make(ERROR_CONFLICT, "'%s' holds something already", folder),
                      "keys are never overwritten; move the folder away to make new ones");
}

static fallible make_all(const char *made, const char *folder,
                         const struct keyring_request *request, const struct secret *passphrase,
                         int64_t now_s, struct random *random)
{
    TRY(folder_make_private(made));
    TRY(fill_folder(made, request, passphrase, now_s, random));
    struct error *error = file_rename(made, folder);
    bool is_taken = error && error_code(error) == ERROR_CONFLICT;
    if (!is_taken)
        return error;
    error_free(error);
    return conflict(folder);
}

fallible keyring_create(const char *folder, const struct keyring_request *request,
                        const struct secret *passphrase, const struct clock *clock,
                        struct random *random)
{
    SCOPED_ARENA(arena);
    TRY(check_request(request, passphrase));
    if (file_exists(path_join(arena, folder, file_names[0])))
        return conflict(folder);
    char *made = arena_format(arena, "%s.%ld.tmp", folder, (long)getpid());
    struct error *error = make_all(made, folder, request, passphrase, clock_now_s(clock), random);
    if (error)
        remove_files(made);
    return error;
}
