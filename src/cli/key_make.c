#include "cli/key_make.h"

#include "assess/institution.h"
#include "assess/role.h"
#include "base/file.h"
#include "certify/key_request.h"
#include "certify/keyring_add.h"
#include "certify/pkcs12.h"
#include "certify/token.h"
#include "cli/keys.h"

enum { PUBLIC_MODE = 0644, FILE_LIMIT = 256 * 1024 };

/* An order with the secrets it borrows. */
struct ordering {
    struct keyring_order order;
    enum key_purpose purpose;
    struct secret *passphrase, *pin;
};

static void ordering_close(struct ordering *ordering)
{
    secret_close(ordering->passphrase);
    secret_close(ordering->pin);
}
#define SCOPED_ORDERING __attribute__((cleanup(ordering_close))) struct ordering

static fallible read_period(struct keyring_order *order, const struct call *call)
{
    int64_t years, now_s = clock_now_s(call->desk.clock);
    const char *from = call_option(call, "--from");
    struct date day;
    TRY(call_number(&years, call, "--years", 1, KEYRING_ROOT_YEARS, KEYRING_SIGNER_YEARS));
    order->from_s = now_s;
    if (from) {
        TRY(date_parse(&day, from, "--from"));
        order->from_s = date_start_s(day);
    }
    order->until_s = keyring_years_later(order->from_s, (int)years);
    return NULL;
}

static fallible read_subject(struct keyring_order *order, const struct call *call)
{
    struct institution institution;
    TRY(institution_get(&institution, call->desk.db, call->arena));
    const char *name = texts_in(&institution.names, "en", institution.names.items[0].language);
    order->subject = (struct x509_name){
        .country = call_option_or(call, "--country", "KG"),
        .organization = call_option_or(call, "--organization", name),
        .common_name = call_option_or(call, "--name", "certificate signer"),
    };
    return NULL;
}

static fallible check_algorithm(const struct ordering *ordering)
{
    if (ordering->purpose == KEY_DOCUMENTS || ordering->order.algorithm == SIGNATURE_ES256)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "symbols are signed with ES256 alone"),
                      "an RSA signature is longer than a QR symbol that phones can read "
                      "(certificate.md, QR): leave --algorithm out");
}

static fallible read_ordering(struct ordering *out, struct call *call)
{
    struct keyring_order *order = &out->order;
    TRY(role_require(&call->desk, TASK_KEEP, NULL));
    TRY(journal_check_clock(&call->desk));
    *order = (struct keyring_order){.folder = registry_keys(call->registry),
                                    .ref = call_argument(call, 0),
                                    .uri = call_option(call, "--uri"),
                                    .random = call->desk.random};
    TRY(key_signer_check_free(call->desk.db, order->ref, call->arena));
    TRY(key_purpose_read(&out->purpose, call_option_or(call, "--for", "documents")));
    TRY(keys_algorithm(&order->algorithm, call));
    TRY(check_algorithm(out));
    TRY(read_period(order, call));
    TRY(read_subject(order, call));
    if (order->uri)
        TRY(token_check_uri(order->uri));
    return NULL;
}

static fallible ask_secrets(struct ordering *ordering, struct call *call)
{
    struct keyring_order *order = &ordering->order;
    TRY(keys_passphrase(&ordering->passphrase, call, false));
    if (order->uri || keyring_needs_pin(order->folder, order->ref))
        TRY(keys_pin(&ordering->pin, call));
    order->access = (struct keyring_access){ordering->passphrase, ordering->pin};
    return NULL;
}

/* Registers what stands in the files; the answer is what key list will say. */
static fallible register_files(struct call *call, const struct ordering *ordering)
{
    struct x509 *chain;
    size_t count;
    struct key_signer signer;
    const struct keyring_order *order = &ordering->order;
    SCOPED_TRANSACTION act = {0};
    TRY(transaction_begin(&act, call->desk.db));
    TRY(keyring_read_chain(&chain, &count, order->folder, order->ref, call->arena));
    TRY(key_signer_register(&call->desk, order->ref, ordering->purpose, chain, count, call->arena));
    TRY(key_signer_find(&signer, call->desk.db, order->ref, call->arena));
    TRY(transaction_commit(&act));
    value_set_text(call->answer, "ref", signer.ref);
    value_set_text(call->answer, "purpose", key_purpose_name(signer.purpose));
    value_set_text(call->answer, "from", instant_text(signer.from_s, call->arena));
    value_set_text(call->answer, "until", instant_text(signer.until_s, call->arena));
    value_set_text(call->answer, "fingerprint", signer.fingerprint);
    value_set_text(call->answer, "subject", chain[0].subject_text);
    value_set_boolean(call->answer, "test", chain[0].is_test || chain[count - 1].is_test);
    call_say(call, "signer '%s' is valid from %s until %s", signer.ref,
             instant_text(signer.from_s, call->arena), instant_text(signer.until_s, call->arena));
    call_say(call, "  next: who checks certificates trusts it too: usta certificate trust FILE");
    return NULL;
}

/* Nothing is left of what was not recorded. */
static fallible register_or_forget(struct call *call, const struct ordering *ordering,
                                   bool with_key)
{
    struct error *error = register_files(call, ordering);
    if (error)
        keyring_forget(ordering->order.folder, ordering->order.ref, with_key);
    return error;
}

fallible cli_key_make(struct call *call)
{
    SCOPED_ORDERING ordering = {0};
    TRY(read_ordering(&ordering, call));
    TRY(ask_secrets(&ordering, call));
    TRY(keyring_make(&ordering.order, call->arena));
    return register_or_forget(call, &ordering, true);
}

static fallible record_request(struct call *call, const struct ordering *ordering,
                               struct bytes spki)
{
    SCOPED_TRANSACTION act = {0};
    TRY(transaction_begin(&act, call->desk.db));
    TRY(key_request_add(&call->desk, ordering->order.ref, ordering->purpose, spki, call->arena));
    return transaction_commit(&act);
}

fallible cli_key_csr(struct call *call)
{
    const char *csr, *path = call_argument(call, 1);
    struct bytes spki;
    SCOPED_ORDERING ordering = {0};
    TRY(read_ordering(&ordering, call));
    TRY(ask_secrets(&ordering, call));
    TRY(keyring_ask(&csr, &spki, &ordering.order, call->arena));
    struct error *error = record_request(call, &ordering, spki);
    if (error) {
        keyring_forget(ordering.order.folder, ordering.order.ref, true);
        return error;
    }
    TRY(file_write(path, bytes_of_text(csr), PUBLIC_MODE));
    value_set_text(call->answer, "ref", ordering.order.ref);
    value_set_text(call->answer, "file", path);
    call_say(call, "%s asks for a certificate of signer '%s'", path, ordering.order.ref);
    call_say(call,
             "  next, with the authority's answer, the signer first and the root last: usta key "
             "import %s CHAIN.pem",
             ordering.order.ref);
    return NULL;
}

static fallible take_pkcs12(struct ordering *ordering, struct call *call, struct bytes file)
{
    enum { DESCRIPTOR_LIMIT = 1023 };
    int64_t descriptor;
    struct x509 *chain;
    size_t count;
    SCOPED_SECRET passphrase = NULL;
    SCOPED_PRIVATE_KEY key = NULL;
    const char *path = call_argument(call, 1);
    TRY(call_number(&descriptor, call, "--file-passphrase-fd", 0, DESCRIPTOR_LIMIT, -1));
    TRY(secret_ask(&passphrase, (int)descriptor, "USTA_FILE_PASSPHRASE", "passphrase of the file",
                   false));
    TRY(pkcs12_read(&key, &chain, &count, file, passphrase, path, call->arena));
    return keyring_take(&ordering->order, key, chain, count, call->arena);
}

/* The key of a certificate that comes alone is there since the request, or in a token. */
static fallible check_key(bool *found, struct ordering *ordering, struct call *call)
{
    struct key_request request;
    const struct keyring_order *order = &ordering->order;
    TRY(key_request_find(found, &request, call->desk.db, order->ref, call->arena));
    if (*found && !order->uri) {
        ordering->purpose = request.purpose;
        return NULL;
    }
    if (!*found && order->uri)
        return NULL;
    if (*found)
        return call_usage(call, "the key of '%s' is known since its request: leave --uri out",
                          order->ref);
    return error_hint(
        error_make(ERROR_REFUSED, "there is no key for '%s'", order->ref),
        "usta key csr %s FILE asks for its certificate; a key that comes along is in a "
        "PKCS #12 file, one in a token is named with --uri",
        order->ref);
}

static fallible install_chain(bool *with_key, struct ordering *ordering, struct call *call,
                              struct bytes file)
{
    bool asked;
    struct x509 *chain;
    size_t count;
    const struct keyring_order *order = &ordering->order;
    TRY(x509_read_pem(&chain, &count, X509_CHAIN_LIMIT, file, call_argument(call, 1), call->arena));
    TRY(check_key(&asked, ordering, call));
    TRY(ask_secrets(ordering, call));
    *with_key = !asked;
    return keyring_install(order, chain, count, call->arena);
}

fallible cli_key_import(struct call *call)
{
    static const uint8_t sequence = 0x30; /* how DER begins, and no PEM */
    bool with_key;
    struct bytes file;
    SCOPED_ORDERING ordering = {0};
    TRY(read_ordering(&ordering, call));
    TRY(file_read(&file, call_argument(call, 1), FILE_LIMIT, call->arena));
    if (file.size && file.data[0] == sequence) {
        TRY(ask_secrets(&ordering, call));
        TRY(take_pkcs12(&ordering, call, file));
        return register_or_forget(call, &ordering, true);
    }
    TRY(install_chain(&with_key, &ordering, call, file));
    return register_or_forget(call, &ordering, with_key);
}
