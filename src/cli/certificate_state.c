#include "cli/certificate_state.h"

#include "certify/revocation.h"

/* What is asked of a certificate, with its reason. */
struct asked {
    struct certificate certificate;
    const char *reason;
};

static fallible read_asked(struct asked *out, struct call *call)
{
    TRY(call_need_option(&out->reason, call, "--reason"));
    return certificate_find(&out->certificate, call->desk.db, call_argument(call, 0), call->arena);
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
