#include "certify/verdict.h"

static const struct {
    const char *name, *text;
    int exit;
} verdicts[] = {
    [VERDICT_VALID] = {"valid", "Genuine and in force.", 0},
    [VERDICT_GENUINE] = {"genuine",
                         "Exactly as issued. Whether it was revoked since is not known here.", 0},
    [VERDICT_EXPIRED] = {"expired", "Genuine, but its validity has ended.", 1},
    [VERDICT_SUSPENDED] = {"suspended", "Genuine, but suspended by the issuer.", 1},
    [VERDICT_SUPERSEDED] = {"superseded", "Genuine, but replaced by a newer certificate.", 1},
    [VERDICT_REVOKED] = {"revoked", "Revoked by the issuer.", 1},
    [VERDICT_KEY_REVOKED] = {"key_revoked", "Signed with a key that was revoked.", 1},
    [VERDICT_STATUS_OUT_OF_DATE] = {"status_out_of_date",
                                    "The status list is too old to decide by.", 1},
    [VERDICT_UNKNOWN_CODE] = {"unknown_code", "The issuer's list does not know this code.", 1},
    [VERDICT_MALFORMED_CODE] = {"malformed_code", "The code is not a code of a certificate.", 1},
    [VERDICT_UNKNOWN_ISSUER] = {"unknown_issuer", "Signed, but by nobody you said you trust.", 1},
    [VERDICT_ADDITIONS_AFTER_SIGNING] = {"additions_after_signing",
                                         "Something was added after signing. Do not rely on it.",
                                         1},
    [VERDICT_ALTERED] = {"altered", "Not what was signed. Do not rely on it.", 1},
    [VERDICT_BAD_SIGNATURE] = {"bad_signature", "The signature does not hold. Do not rely on it.",
                               1},
    [VERDICT_UNREADABLE] = {"unreadable", "Not a certificate that can be read.", 1},
    [VERDICT_COULD_NOT_CHECK] = {"could_not_check",
                                 "Could not be checked. This says nothing about the certificate.",
                                 5},
};

const char *verdict_name(enum verdict verdict)
{
    return verdicts[verdict].name;
}

const char *verdict_text(enum verdict verdict)
{
    return verdicts[verdict].text;
}

int verdict_exit(enum verdict verdict)
{
    return verdicts[verdict].exit;
}

int verdict_exit_worst(int a, int b)
{
    return a == 1 || b == 1 ? 1 : a > b ? a : b;
}
