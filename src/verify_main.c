/* usta-verify: checks certificates without a network, a database or a key. */
#include "base/text.h"
#include "certify/verify_files.h"
#include "certify/verify_text.h"

#include <stdio.h>
#include <stdlib.h>

enum { EXIT_USAGE = 2, EXIT_NOT_CHECKED = 5 };

static const char usage[] =
    "usage: usta-verify [--trust ROOTS.pem] [--trust-time ROOTS.pem] [--status FILE] [--json]\n"
    "                   [--lang en|ru|ky] FILE…\n"
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
    "  --trust-time FILE\n"
    "                 the authorities for timestamps to trust: their roots in PEM, kept apart "
    "from\n"
    "                 those of issuers. A certificate that one of them stamped is judged at that\n"
    "                 time, not today. Without it USTA_TRUST_TIME names the file.\n"
    "  --status FILE  the issuer's signed list of what was suspended, replaced or revoked\n"
    "  --qr TEXT      what a QR code of a certificate says, or the code typed from the paper,\n"
    "                 instead of a file\n"
    "  --json         the answer for programs\n"
    "  --lang TAG     the language of the verdict: en, ru or ky\n"
    "\n"
    "exit: 0 genuine or valid; 1 anything else; 5 could not check; 2 wrong call. Of several files\n"
    "the worst decides.\n";

struct call {
    const char *trust, *time_trust, *status, *qr, *language;
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
                  {"--trust-time", &call->time_trust},
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
    struct call call = {
        .language = "en", .trust = getenv("USTA_TRUST"), .time_trust = getenv("USTA_TRUST_TIME")};
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

static int complain(struct error *error, int code)
{
    fprintf(stderr, "usta-verify: %s\n", error_message(error));
    if (error_hint_text(error))
        fprintf(stderr, "  %s\n", error_hint_text(error));
    error_free(error);
    return code;
}

/* The verdicts and their exit code. */
static fallible check(int *exit_code, const struct call *call, struct arena *arena)
{
    const struct verify_request request = {.trust = call->trust,
                                           .time_trust = call->time_trust,
                                           .status = call->status,
                                           .qr = call->qr,
                                           .language = call->language,
                                           .files = call->files,
                                           .file_count = call->file_count};
    struct clock clock = clock_system();
    struct verify_answer answer;
    TRY(verify_files(&answer, &request, &clock, arena));
    if (call->json)
        puts(value_pretty(answer.value, arena));
    else
        fputs(answer.text, stdout);
    *exit_code = answer.exit_code;
    return NULL;
}

/* Help or the verdicts. */
static fallible answer(int *exit_code, const struct call *call, struct arena *arena)
{
    if (call->help)
        fputs(usage, stdout);
    else
        TRY(check(exit_code, call, arena));
    if (fflush(stdout) == 0 && !ferror(stdout))
        return NULL;
    return error_hint(error_make(ERROR_ENVIRONMENT, "cannot write the answer"),
                      "free some room where it goes, then check again");
}

int main(int argc, char **argv)
{
    SCOPED_ARENA(arena);
    struct call call = {0};
    struct error *error = read_call(&call, argc, argv, arena);
    if (error)
        return complain(error, EXIT_USAGE);
    int exit_code = 0;
    error = answer(&exit_code, &call, arena);
    return error ? complain(error, EXIT_NOT_CHECKED) : exit_code;
}
