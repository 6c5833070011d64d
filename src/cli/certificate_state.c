#include "cli/certificate_state.h"

#include "base/file.h"
#include "certify/certificate_status.h"
#include "certify/revocation.h"
#include "cli/code.h"
#include "cli/keys.h"

/* What is asked of a certificate, with its reason. */
struct asked {
    struct certificate certificate;
    const char *reason;
};

static fallible read_asked(struct asked *out, struct call *call)
{
    TRY(call_need_option(&out->reason, call, "--reason"));
    return code_certificate(&out->certificate, call, call_argument(call, 0));
}

static fallible say_state(struct call *call, const struct asked *asked, bool is_revoked)
{
    struct certificate now;
    TRY(certificate_of(&now, call->desk.db, asked->certificate.id, call->arena));
    const char *code = code_text(&now.code, call->arena);
    value_set_text(call->answer, "code", code);
    value_set_text(call->answer, "state", now.state);
    value_set_text(call->answer, "reason", asked->reason);
    value_set_boolean(call->answer, "revoked", is_revoked);
    call_say(call, "%s is %s", code, now.state);
    return NULL;
}

fallible cli_certificate_suspend(struct call *call)
{
    struct asked asked;
    TRY(read_asked(&asked, call));
    TRY(certificate_suspend(&call->desk, &asked.certificate, asked.reason));
    return say_state(call, &asked, false);
}

fallible cli_certificate_reinstate(struct call *call)
{
    struct asked asked;
    TRY(read_asked(&asked, call));
    TRY(certificate_reinstate(&call->desk, &asked.certificate, asked.reason));
    return say_state(call, &asked, false);
}

fallible cli_certificate_revoke(struct call *call)
{
    struct asked asked;
    bool is_revoked;
    TRY(read_asked(&asked, call));
    TRY(certificate_revoke(&is_revoked, &call->desk, &asked.certificate, asked.reason));
    TRY(say_state(call, &asked, is_revoked));
    if (!is_revoked)
        call_say(call,
                 "  next: another certifier confirms: usta --as PERSON certificate revoke "
                 "%s --reason TEXT",
                 code_text(&asked.certificate.code, call->arena));
    return NULL;
}

fallible cli_certificate_status(struct call *call)
{
    enum { PUBLIC_MODE = 0644, HOURS_DEFAULT = 7 * 24, HOURS_MOST = 366 * 24 };
    const char *path = call_argument(call, 0);
    struct bytes list;
    size_t count;
    int64_t hours;
    SCOPED_KEYRING keyring = NULL;
    TRY(call_number(&hours, call, "--hours", 1, HOURS_MOST, HOURS_DEFAULT));
    TRY(keys_open(&keyring, call, KEYS_DOCUMENTS));
    TRY(certificate_status(&list, &count, &call->desk, keyring_signer(keyring), (int)hours,
                           call->arena));
    TRY(file_write(path, list, PUBLIC_MODE));
    value_set_text(call->answer, "file", path);
    value_set_integer(call->answer, "certificates", (int64_t)count);
    value_set_integer(call->answer, "hours", hours);
    call_say(call, "%s says for %lld hours how %zu certificate%s", path, (long long)hours, count,
             count == 1 ? " stands" : "s stand");
    return NULL;
}
