#include "web/office.h"

#include "assess/credential.h"
#include "assess/person.h"
#include "assess/tablet.h"
#include "web/server.h"

struct issue {
    struct person person;
    struct credential_drawn drawn;
};

static fallible set_credential(struct desk *desk, void *context)
{
    struct issue *issue = context;
    return credential_set(desk, issue->person.id, &issue->drawn.credential);
}

static fallible issue_one(struct issue *out, struct visit *visit, enum credential_kind kind)
{
    TRY(person_find(&out->person, visit->desk.db, visit_text(visit, "person"), visit->arena));
    TRY(credential_draw(&out->drawn, kind, visit->desk.random));
    return writer_do(server_writer(visit->server), visit->visitor.person, set_credential, out);
}

fallible office_issue_password(struct visit *visit)
{
    struct issue issue;
    struct value *said = value_object(visit->arena);
    TRY(issue_one(&issue, visit, CREDENTIAL_PASSWORD));
    value_set_text(said, "person", issue.person.ref);
    value_set_text(said, "password", issue.drawn.text);
    value_set_text(said, "totp",
                   totp_uri(bytes_of(issue.drawn.credential.totp, TOTP_SECRET_SIZE),
                            issue.person.ref, visit->arena));
    visit_answer(visit, 200, said);
    return NULL;
}

fallible office_issue_pin(struct visit *visit)
{
    struct issue issue;
    struct value *said = value_object(visit->arena);
    TRY(issue_one(&issue, visit, CREDENTIAL_PIN));
    value_set_text(said, "person", issue.person.ref);
    value_set_text(said, "number",
                   arena_format(visit->arena, "%lld", (long long)issue.person.id.n));
    value_set_text(said, "pin", issue.drawn.text);
    visit_answer(visit, 200, said);
    return NULL;
}

fallible office_tablets(struct visit *visit)
{
    struct tablets tablets;
    struct value *said = value_object(visit->arena), *list = value_array(visit->arena);
    TRY(tablet_list(&tablets, visit->desk.db, visit->arena));
    for (size_t i = 0; i < tablets.count; i++) {
        struct value *tablet = value_object(visit->arena);
        value_set_text(tablet, "device", tablets.items[i].device);
        value_set_text(tablet, "enrolled_at",
                       instant_text(tablets.items[i].enrolled_s, visit->arena));
        value_set_boolean(tablet, "revoked", tablets.items[i].is_revoked);
        value_append(list, tablet);
    }
    value_set(said, "tablets", list);
    visit_answer(visit, 200, said);
    return NULL;
}

fallible office_tablet_code(struct visit *visit)
{
    struct tablet_code code;
    struct value *said = value_object(visit->arena);
    TRY(tablet_code_make(&code, &visit->desk, visit_text(visit, "tablet")));
    value_set_text(said, "device", visit_text(visit, "tablet"));
    value_set_text(said, "code", code.text);
    value_set_integer(said, "seconds", TABLET_CODE_SECONDS);
    visit_answer(visit, 200, said);
    return NULL;
}

fallible office_revoke_tablet(struct visit *visit)
{
    TRY(tablet_revoke(&visit->desk, visit_text(visit, "tablet"), visit_text(visit, "reason")));
    visit_answer(visit, 200, value_object(visit->arena));
    return NULL;
}
