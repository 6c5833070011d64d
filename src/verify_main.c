/* usta-verify: checks certificates without a network, a database or a key. */
#include "base/file.h"
#include "base/text.h"
#include "certify/verify_text.h"

#include <stdio.h>
#include <stdlib.h>

enum { EXIT_USAGE = 2, FILES_LIMIT = 1000 };
static const size_t file_limit = 64 * 1024 * 1024, trust_limit = 1024 * 1024;

static const char usage[] =
    "usage: usta-verify [--trust ROOTS.pem] [--status FILE] [--json] [--lang en|ru|ky] FILE…\n"
    "       usta-verify [--trust ROOTS.pem] [--status FILE] [--json] --qr TEXT\n"
    "\n"
    "Says of every FILE whether it is a certificate exactly as its issuer signed it, why, and "
    "what\n"
    "it says. Needs no network.\n"
    "\n"
    "  --trust FILE   the issuers to trust: their root certificates in PEM; for QR codes also "
    "those\n"
    "                 of their signers. Without it USTA_TRUST names the file. Without both nobody\n"
    "                 is trusted and every issuer is unknown.\n"
    "  --status FILE  the issuer's signed list of what was suspended, replaced or revoked\n"
    "  --qr TEXT      what a QR code of a certificate says, instead of a file\n"
    "  --json         the answer for programs\n"
    "  --lang TAG     the language of the verdict: en, ru or ky\n"
    "\n"
    "exit: 0 genuine or valid; 1 anything else; 5 could not check; 2 wrong call. Of several files\n"
    "the worst decides.\n";

struct call {
    const char *trust, *status, *qr, *language;
    bool json, help;
    const char **files;
    size_t file_count;
};

static fallible usage_error(const char *fault, const char *word)
{
    return error_hint(error_make(ERROR_USAGE, "%s '%s'", fault, word), "see usta-verify --help");
}

/* Takes the option at *at, and its value behind it. */
static fallible read_option(struct call *call, int *at, int argc, char **argv)
{
    const char *option = argv[*at];
    const struct {
        const char *name;
        const char **value;
    } valued[] = {{"--trust", &call->trust},
                  {"--status", &call->status},
                  {"--qr", &call->qr},
                  {"--lang", &call->language}};
    for (size_t i = 0; i < sizeof valued / sizeof *valued; i++) {
        if (!text_equal(option, valued[i].name))
            continue;
        if (*at + 1 == argc)
            return usage_error("a value is missing behind", option);
        *valued[i].value = argv[++*at];
        return NULL;
    }
    if (text_equal(option, "--json"))
        call->json = true;
    else if (text_equal(option, "--help") || text_equal(option, "-h"))
        call->help = true;
    else
        return usage_error("unknown option", option);
    return NULL;
}

static fallible read_call(struct call *out, int argc, char **argv, struct arena *arena)
{
    struct call call = {.language = "en", .trust = getenv("USTA_TRUST")};
    call.files = ARENA_ARRAY(arena, const char *, (size_t)argc);
    bool options = true;
    for (int at = 1; at < argc; at++) {
        if (options && text_equal(argv[at], "--"))
            options = false;
        else if (options && text_starts(argv[at], "-") && argv[at][1])
            TRY(read_option(&call, &at, argc, argv));
        else
            call.files[call.file_count++] = argv[at];
    }
    if (!verify_language(call.language))
        return usage_error("no words for the language", call.language);
    if (!call.help && (call.file_count == 0) == (call.qr == NULL))
        return error_hint(error_make(ERROR_USAGE, "name files to check, or --qr TEXT"),
                          "see usta-verify --help");
    *out = call;
    return NULL;
}

static fallible read_basis(struct verify_basis *out, const struct call *call, struct arena *arena)
{
    struct clock clock = clock_system();
    struct verify_basis basis = {.trust = trust_none(), .now_s = clock_now_s(&clock)};
    struct bytes bytes;
    if (call->trust && *call->trust) {
        TRY(file_read(&bytes, call->trust, trust_limit, arena));
        TRY(trust_read(&basis.trust, bytes, call->trust, arena));
    }
    if (call->status) {
        struct status_list *list = ARENA_NEW(arena, struct status_list);
        TRY(file_read(&bytes, call->status, STATUS_LIMIT, arena));
        TRY_AS(status_read(list, bytes, &basis.trust, basis.now_s, arena), "%s", call->status);
        basis.status = list;
    }
    *out = basis;
    return NULL;
}

static struct verification could_not_check(struct error *error, const char *rule,
                                           struct arena *arena)
{
    struct finding finding = {VERDICT_COULD_NOT_CHECK, arena_text(arena, error_message(error)),
                              rule};
    error_free(error);
    return (struct verification){.finding = finding};
}

static struct verification check_file(const char *path, const struct verify_basis *basis,
                                      struct arena *arena)
{
    struct bytes file;
    struct verification verification;
    struct error *error = file_read(&file, path, file_limit, arena);
    if (error)
        return could_not_check(error, "a file that cannot be read says nothing", arena);
    verify_file(&verification, file, basis, arena);
    return verification;
}

/* Shows one verification, or keeps it for the JSON list. Returns its exit code. */
static int show(const struct verification *verification, const char *name, const struct call *call,
                struct value *list, struct arena *arena)
{
    if (call->json)
        value_append(list, verify_value(verification, name, arena));
    else
        fputs(verify_text(verification, name, call->language, arena), stdout);
    return verdict_exit(verification->finding.verdict);
}

static int check_all(const struct call *call, const struct verify_basis *basis)
{
    SCOPED_ARENA(arena);
    struct value *list = value_array(arena);
    int worst = 0;
    for (size_t i = 0; i < call->file_count; i++) {
        struct verification verification = check_file(call->files[i], basis, arena);
        worst = verdict_exit_worst(worst, show(&verification, call->files[i], call, list, arena));
    }
    if (call->json)
        puts(value_pretty(list, arena));
    return worst;
}

static int complain(struct error *error, int code)
{
    fprintf(stderr, "usta-verify: %s\n", error_message(error));
    if (error_hint_text(error))
        fprintf(stderr, "  %s\n", error_hint_text(error));
    error_free(error);
    return code;
}

int main(int argc, char **argv)
{
    SCOPED_ARENA(arena);
    struct call call;
    struct verify_basis basis;
    struct error *error = read_call(&call, argc, argv, arena);
    if (error)
        return complain(error, EXIT_USAGE);
    if (call.help) {
        fputs(usage, stdout);
        return 0;
    }
    error = read_basis(&basis, &call, arena);
    if (error)
        return complain(error, verdict_exit(VERDICT_COULD_NOT_CHECK));
    return check_all(&call, &basis);
}
