#include "cli/person.h"

#include "assess/assignment.h"
#include "assess/credential.h"
#include "assess/grant.h"
#include "assess/institution.h"
#include "assess/person.h"
#include "assess/relationship.h"
#include "cli/listing.h"
#include "cli/touched.h"

fallible cli_person_add(struct call *call)
{
    const char *ref = call_argument(call, 0), *name = call_argument(call, 1);
    struct person_id id;
    TRY(person_add(&id, &call->desk, ref, name));
    value_set_text(call->answer, "person", ref);
    value_set_text(call->answer, "name", name);
    call_say(call, "added %s, %s", ref, name);
    call_say(call, "  next: usta person grant %s ROLE", ref);
    return NULL;
}

static fallible day_or_today(const char **out, struct call *call, const char *option)
{
    *out = call_option(call, option);
    return *out ? NULL : institution_today(out, &call->desk, call->arena);
}

static fallible read_person_and_role(struct person *person, enum role *role, struct call *call)
{
    TRY(role_read(role, call_argument(call, 1)));
    return person_find(person, call->desk.db, call_argument(call, 0), call->arena);
}

static void answer_role(struct call *call, const char *person, enum role role, const char *from_day)
{
    value_set_text(call->answer, "person", person);
    value_set_text(call->answer, "role", role_name(role));
    value_set_text(call->answer, "unit", call_option(call, "--unit"));
    value_set_text(call->answer, "from", from_day);
}

fallible cli_person_grant(struct call *call)
{
    struct person person;
    enum role role;
    const char *from_day;
    int64_t id;
    TRY(read_person_and_role(&person, &role, call));
    TRY(day_or_today(&from_day, call, "--from"));
    const struct grant grant = {.person = person.id,
                                .role = role,
                                .unit = call_option(call, "--unit"),
                                .from_day = from_day,
                                .until_day = call_option(call, "--until")};
    TRY(grant_add(&id, &call->desk, &grant));
    answer_role(call, person.ref, role, from_day);
    value_set_text(call->answer, "until", grant.until_day);
    call_say(call, "%s is %s%s%s from %s%s%s", person.ref, role_name(role),
             grant.unit ? " of " : "", grant.unit ? grant.unit : "", from_day,
             grant.until_day ? " until " : "", grant.until_day ? grant.until_day : "");
    return NULL;
}

fallible cli_person_withdraw(struct call *call)
{
    const char *unit = call_option(call, "--unit"), *from_day;
    struct person person;
    enum role role;
    TRY(read_person_and_role(&person, &role, call));
    TRY(day_or_today(&from_day, call, "--from"));
    TRY(grant_withdraw(&call->desk, person.id, role, unit, from_day));
    answer_role(call, person.ref, role, from_day);
    call_say(call, "%s is not %s%s%s any more from %s", person.ref, role_name(role),
             unit ? " of " : "", unit ? unit : "", from_day);
    return NULL;
}

/* Assignments that a late declaration makes illegal. */
static void say_touched(struct call *call, const struct refusals *touched)
{
    struct value *array = value_array(call->arena);
    for (size_t i = 0; i < touched->count; i++) {
        struct value *object = value_object(call->arena);
        value_set_text(object, "attempt", touched->items[i].what);
        value_set_text(object, "message", touched->items[i].message);
        value_append(array, object);
        call_note(call, "warning: the assignment to %s cannot stand: %s", touched->items[i].what,
                  touched->items[i].message);
    }
    value_set(call->answer, "touched", array);
}

/* What was done before the declaration. */
static fallible say_acts(struct call *call, struct person_id person, struct candidate_id candidate)
{
    struct touched_list acts;
    TRY(touched_by_pair(&acts, call->desk.db, person, candidate, call->arena));
    touched_say(call, "acts", &acts);
    if (acts.count)
        call_say(call, "  next: a verifier looks at each result: usta result clear ATTEMPT PERSON, "
                       "or withhold");
    return NULL;
}

fallible cli_person_relate(struct call *call)
{
    struct person person;
    struct candidate candidate;
    struct relationship relationship = {.until_day = call_option(call, "--until")};
    int64_t id;
    TRY(relationship_read(&relationship.kind, call_argument(call, 2)));
    TRY(person_find(&person, call->desk.db, call_argument(call, 0), call->arena));
    TRY(candidate_find(&candidate, call->desk.db, call_argument(call, 1), call->arena));
    TRY(day_or_today(&relationship.from_day, call, "--from"));
    relationship.person = person.id;
    relationship.candidate = candidate.id;
    TRY(relationship_declare(&id, &call->desk, &relationship));
    const char *kind = relationship_name(relationship.kind);
    value_set_text(call->answer, "person", person.ref);
    value_set_text(call->answer, "candidate", candidate.ref);
    value_set_text(call->answer, "kind", kind);
    value_set_text(call->answer, "from", relationship.from_day);
    value_set_text(call->answer, "until", relationship.until_day);
    call_say(call, "declared: %s and %s, %s, from %s%s%s", person.ref, candidate.ref, kind,
             relationship.from_day, relationship.until_day ? " until " : "",
             relationship.until_day ? relationship.until_day : "");
    struct refusals touched = refusals_make(call->arena);
    TRY(assignment_touched(&touched, call->desk.db, person.id, candidate.id));
    say_touched(call, &touched);
    return say_acts(call, person.id, candidate.id);
}

fallible cli_person_touched(struct call *call)
{
    struct person person;
    struct candidate candidate;
    struct refusals touched = refusals_make(call->arena);
    TRY(person_find(&person, call->desk.db, call_argument(call, 0), call->arena));
    TRY(candidate_find(&candidate, call->desk.db, call_argument(call, 1), call->arena));
    value_set_text(call->answer, "person", person.ref);
    value_set_text(call->answer, "candidate", candidate.ref);
    TRY(assignment_touched(&touched, call->desk.db, person.id, candidate.id));
    say_touched(call, &touched);
    TRY(say_acts(call, person.id, candidate.id));
    if (!touched.count && !call->said.size)
        call_say(call, "no conflict of interest of %s touches %s", person.ref, candidate.ref);
    return NULL;
}

static fallible list_roles(struct value **out, struct call *call, struct person_id person,
                           const char *today)
{
    struct grants grants;
    *out = value_array(call->arena);
    TRY(grant_list(&grants, call->desk.db, person, call->arena));
    for (size_t i = 0; i < grants.count; i++) {
        const struct grant *grant = &grants.items[i];
        if (!grant_holds(grant, today))
            continue;
        char *words = arena_format(call->arena, "%s%s%s", role_name(grant->role),
                                   grant->unit ? " of " : "", grant->unit ? grant->unit : "");
        value_append(*out, value_of_text(words, call->arena));
    }
    return NULL;
}

fallible cli_person_list(struct call *call)
{
    static const struct shown columns[] = {
        {"person", "PERSON"}, {"name", "NAME"}, {"roles", "ROLES TODAY"}, {NULL, NULL}};
    struct people people;
    const char *today;
    struct value *rows = value_array(call->arena);
    TRY(person_list(&people, call->desk.db, call->arena));
    TRY(institution_today(&today, &call->desk, call->arena));
    for (size_t i = 0; i < people.count; i++) {
        struct value *row = value_object(call->arena), *roles;
        TRY(list_roles(&roles, call, people.items[i].id, today));
        value_set_text(row, "person", people.items[i].ref);
        value_set_text(row, "name", people.items[i].name);
        value_set(row, "roles", roles);
        value_append(rows, row);
    }
    listing_say(call, "people", rows, columns, "nobody works here yet", "usta person add REF NAME");
    return NULL;
}

static struct value *grant_value(const struct grant *grant, struct arena *arena)
{
    struct value *object = value_object(arena);
    value_set_text(object, "role", role_name(grant->role));
    value_set_text(object, "unit", grant->unit);
    value_set_text(object, "from", grant->from_day);
    value_set_text(object, "until", grant->until_day);
    value_set_text(object, "withdrawn", grant->withdrawn_day);
    return object;
}

fallible cli_person_show(struct call *call)
{
    static const struct shown lines[] = {{"person", "person"}, {"name", "name"}, {NULL, NULL}};
    static const struct shown columns[] = {{"role", "ROLE"},
                                           {"unit", "UNIT"},
                                           {"from", "FROM"},
                                           {"until", "UNTIL"},
                                           {"withdrawn", "WITHDRAWN FROM"},
                                           {NULL, NULL}};
    struct person person;
    struct grants grants;
    struct value *rows = value_array(call->arena);
    TRY(person_find(&person, call->desk.db, call_argument(call, 0), call->arena));
    TRY(grant_list(&grants, call->desk.db, person.id, call->arena));
    value_set_text(call->answer, "person", person.ref);
    value_set_text(call->answer, "name", person.name);
    listing_say_card(call, call->answer, lines);
    for (size_t i = 0; i < grants.count; i++)
        value_append(rows, grant_value(&grants.items[i], call->arena));
    value_set(call->answer, "grants", rows);
    listing_say_part(call, "grants", columns);
    return NULL;
}

static fallible issue(struct credential_drawn *out, struct person *person, struct call *call,
                      enum credential_kind kind)
{
    TRY(person_find(person, call->desk.db, call_argument(call, 0), call->arena));
    TRY(credential_draw(out, kind, call->desk.random));
    TRY(credential_set(&call->desk, person->id, &out->credential));
    value_set_text(call->answer, "person", person->ref);
    return NULL;
}

fallible cli_person_password(struct call *call)
{
    struct person person;
    struct credential_drawn drawn;
    TRY(issue(&drawn, &person, call, CREDENTIAL_PASSWORD));
    struct bytes secret = bytes_of(drawn.credential.totp, TOTP_SECRET_SIZE);
    value_set_text(call->answer, "password", drawn.text);
    value_set_text(call->answer, "totp", totp_uri(secret, person.ref, call->arena));
    call_say(call, "%s signs in with the password %s", person.ref, drawn.text);
    call_say(call, "  and with the changing code of an app, from the key %s",
             totp_secret_text(secret, call->arena));
    call_say(call, "  hand both over now: they are not shown again, and those before open nothing");
    return NULL;
}

fallible cli_person_pin(struct call *call)
{
    struct person person;
    struct credential_drawn drawn;
    TRY(issue(&drawn, &person, call, CREDENTIAL_PIN));
    const char *number = arena_format(call->arena, "%lld", (long long)person.id.n);
    value_set_text(call->answer, "number", number);
    value_set_text(call->answer, "pin", drawn.text);
    call_say(call, "%s signs in on tablets with the number %s and the PIN %s", person.ref, number,
             drawn.text);
    call_say(call, "  hand it over now: it is not shown again, and the one before opens nothing");
    return NULL;
}
