#include "cli/appeal.h"

#include "assess/appeal_handle.h"
#include "assess/appeal_line.h"
#include "assess/attempt.h"
#include "base/text.h"
#include "certify/certificate.h"
#include "cli/decide.h"
#include "cli/listing.h"
#include "cli/mark_options.h"

static fallible find_appeal(struct appeal *out, struct call *call)
{
    return appeal_find(out, call->desk.db, call_argument(call, 0), call->arena);
}

/* "result osh-1/J-001/UST-CK-AC-04, not_yet_competent", "decision of 2026-11-20, refused" */
static fallible against(const char **out, struct call *call, const struct appeal_subject *subject)
{
    struct result result;
    struct attempt attempt;
    struct decision decision;
    if (subject->result.n) {
        TRY(result_by_id(&result, call->desk.db, subject->result, call->arena));
        TRY(attempt_of(&attempt, call->desk.db, result.attempt, call->arena));
        *out = arena_format(call->arena, "result of %s, %s", attempt.name,
                            outcome_name(result.outcome));
        return NULL;
    }
    TRY(decision_of(&decision, call->desk.db, subject->decision, call->arena));
    *out = arena_format(call->arena, "decision of %s, %s", decision.day,
                        decision_outcome_name(decision.outcome));
    return NULL;
}

static fallible add_appeal(struct value *object, struct call *call, const struct appeal *appeal)
{
    const char *what;
    TRY(against(&what, call, &appeal->subject));
    value_set_integer(object, "appeal", appeal->id.n);
    value_set_text(object, "candidate", appeal->candidate_ref);
    value_set_text(object, "against", what);
    value_set_text(object, "state", appeal->state);
    value_set_text(object, "last_day", appeal->last_day);
    value_set_boolean(object, "late", appeal->late_reason != NULL);
    value_set_text(object, "lodged", instant_text(appeal->at_s, call->arena));
    return NULL;
}

/* A result by its attempt, or the latest decision about a candidate. */
static fallible read_subject(struct appeal_subject *out, struct call *call)
{
    const char *first = call_argument(call, 0), *scheme;
    struct attempt attempt;
    struct result result;
    struct candidate candidate;
    struct decision decision;
    *out = (struct appeal_subject){0};
    if (strchr(first, '/')) {
        TRY(attempt_find(&attempt, call->desk.db, first, call->arena));
        TRY(result_of(&result, call->desk.db, &attempt, call->arena));
        out->result = result.id;
        return NULL;
    }
    TRY(decide_read_case(&candidate, &scheme, call));
    TRY(decision_latest(&decision, call->desk.db, candidate.id, scheme, call->arena));
    if (!decision.id.n)
        return error_hint(error_make(ERROR_NOT_FOUND, "nothing was decided about '%s' in '%.60s'",
                                     candidate.ref, scheme),
                          "an appeal against a result names its attempt: SITTING/CANDIDATE/UNIT");
    out->decision = decision.id;
    return NULL;
}

fallible cli_appeal_lodge(struct call *call)
{
    const char *grounds;
    struct appeal_subject subject;
    struct appeal appeal;
    TRY(call_need_option(&grounds, call, "--grounds"));
    TRY(read_subject(&subject, call));
    TRY(appeal_lodge(&appeal, &call->desk, &subject, grounds, call_option(call, "--late"),
                     call->arena));
    TRY(add_appeal(call->answer, call, &appeal));
    call_say(call, "appeal %lld of %s is lodged", (long long)appeal.id.n, appeal.candidate_ref);
    call_say(call, "  next: usta --as PERSON appeal review %lld", (long long)appeal.id.n);
    return NULL;
}

static fallible say_state(struct call *call, const char *reason)
{
    struct appeal appeal;
    TRY(find_appeal(&appeal, call));
    TRY(add_appeal(call->answer, call, &appeal));
    value_set_text(call->answer, "reason", reason);
    call_say(call, "appeal %lld is %s", (long long)appeal.id.n, appeal.state);
    return NULL;
}

fallible cli_appeal_review(struct call *call)
{
    struct appeal appeal;
    TRY(find_appeal(&appeal, call));
    TRY(appeal_review(&call->desk, &appeal));
    return say_state(call, NULL);
}

fallible cli_appeal_dismiss(struct call *call)
{
    struct appeal appeal;
    const char *reason;
    TRY(call_need_option(&reason, call, "--reason"));
    TRY(find_appeal(&appeal, call));
    TRY(appeal_dismiss(&call->desk, &appeal, reason));
    return say_state(call, reason);
}

fallible cli_appeal_remit(struct call *call)
{
    struct appeal appeal;
    const char *reason;
    TRY(call_need_option(&reason, call, "--reason"));
    TRY(find_appeal(&appeal, call));
    TRY(appeal_remit(&call->desk, &appeal, reason));
    TRY(say_state(call, reason));
    call_say(call, appeal.subject.result.n
                       ? "  next: another lead marks again: usta appeal line, then appeal answer"
                       : "  next: another certifier decides again: usta decide");
    return NULL;
}

fallible cli_appeal_line(struct call *call)
{
    const char *criterion = call_argument(call, 1), *reason;
    struct appeal appeal;
    struct value *mark;
    TRY(call_need_option(&reason, call, "--reason"));
    TRY(mark_options_read(&mark, call));
    TRY(find_appeal(&appeal, call));
    TRY(appeal_mark(&call->desk, &appeal, criterion, mark, reason));
    value_set_integer(call->answer, "appeal", appeal.id.n);
    value_set_text(call->answer, "criterion", criterion);
    value_set(call->answer, "mark", mark);
    value_set_text(call->answer, "reason", reason);
    call_say(call, "marked %s again on appeal %lld: %s", criterion, (long long)appeal.id.n,
             value_canonical(mark, call->arena));
    return NULL;
}

/* What stands now, and the certificates in force that rest on what was replaced. */
static fallible say_remedy(struct call *call, const struct appeal *appeal,
                           const struct appeal_remedy *remedy, const char *reason)
{
    struct certificates resting;
    struct value *codes = value_array(call->arena);
    const char *outcome = remedy->result.id.n ? outcome_name(remedy->result.outcome)
                                              : decision_outcome_name(remedy->decision.outcome);
    TRY(certificate_list_resting(&resting, call->desk.db, appeal->subject.decision,
                                 appeal->subject.result, call->arena));
    TRY(say_state(call, reason));
    call_say(call, "  now: %s", outcome);
    for (size_t i = 0; i < resting.count; i++) {
        const char *code = code_text(&resting.items[i].code, call->arena);
        value_append(codes, value_of_text(code, call->arena));
        call_say(call, "  rests on what was replaced: certificate %s; see 'usta help certificate'",
                 code);
    }
    value_set_text(call->answer, "outcome", outcome);
    value_set(call->answer, "certificates", codes);
    return NULL;
}

/* The outcome that was asked for, else the opposite of what was decided. */
static fallible read_outcome(enum decision_outcome *out, struct call *call,
                             const struct appeal *appeal)
{
    struct decision decision;
    const char *name = call_option(call, "--decision");
    if (name)
        return decision_outcome_read(out, name);
    TRY(decision_of(&decision, call->desk.db, appeal->subject.decision, call->arena));
    *out = decision.outcome == DECISION_GRANTED ? DECISION_REFUSED : DECISION_GRANTED;
    return NULL;
}

fallible cli_appeal_uphold(struct call *call)
{
    struct appeal appeal;
    struct appeal_remedy remedy;
    enum decision_outcome outcome;
    const char *reason;
    bool is_void = call_option(call, "--void");
    TRY(call_need_option(&reason, call, "--reason"));
    TRY(find_appeal(&appeal, call));
    if (is_void || appeal.subject.result.n) {
        TRY(appeal_uphold_result(&remedy, &call->desk, &appeal, is_void, reason, call->arena));
    } else {
        TRY(read_outcome(&outcome, call, &appeal));
        TRY(appeal_uphold_decision(&remedy, &call->desk, &appeal, outcome, reason, call->arena));
    }
    return say_remedy(call, &appeal, &remedy, reason);
}

fallible cli_appeal_answer(struct call *call)
{
    struct appeal appeal;
    struct appeal_remedy remedy;
    TRY(find_appeal(&appeal, call));
    TRY(appeal_answer(&remedy, &call->desk, &appeal, call->arena));
    return say_remedy(call, &appeal, &remedy, NULL);
}

fallible cli_appeal_list(struct call *call)
{
    static const struct shown columns[] = {{"appeal", "APPEAL"},   {"candidate", "CANDIDATE"},
                                           {"against", "AGAINST"}, {"state", "STATE"},
                                           {"lodged", "LODGED"},   {NULL, NULL}};
    struct appeals appeals;
    const char *state = call_option(call, "--state");
    struct value *rows = value_array(call->arena);
    TRY(appeal_list(&appeals, call->desk.db, call->arena));
    for (size_t i = 0; i < appeals.count; i++) {
        struct value *row = value_object(call->arena);
        if (state && !text_equal(state, appeals.items[i].state))
            continue;
        TRY(add_appeal(row, call, &appeals.items[i]));
        value_append(rows, row);
    }
    listing_say(call, "appeals", rows, columns, "no appeals", NULL);
    return NULL;
}

fallible cli_appeal_show(struct call *call)
{
    static const struct shown card[] = {{"appeal", "appeal"},
                                        {"candidate", "candidate"},
                                        {"against", "against"},
                                        {"state", "state"},
                                        {"last_day", "in time till"},
                                        {"grounds", "grounds"},
                                        {"late_reason", "accepted late"},
                                        {NULL, NULL}};
    static const struct shown columns[] = {{"criterion", "LINE"},
                                           {"mark", "MARKED AGAIN"},
                                           {"by", "BY"},
                                           {"reason", "REASON"},
                                           {NULL, NULL}};
    struct appeal appeal;
    struct settlements lines;
    struct value *rows = value_array(call->arena);
    TRY(find_appeal(&appeal, call));
    TRY(appeal_line_list(&lines, call->desk.db, appeal.id, call->arena));
    TRY(add_appeal(call->answer, call, &appeal));
    value_set_text(call->answer, "grounds", appeal.grounds);
    value_set_text(call->answer, "late_reason", appeal.late_reason);
    for (size_t i = 0; i < lines.count; i++) {
        struct value *row = value_object(call->arena);
        value_set_text(row, "criterion", lines.items[i].criterion);
        value_set_text(row, "mark", lines.items[i].mark);
        value_set_text(row, "by", lines.items[i].by);
        value_set_text(row, "reason", lines.items[i].reason);
        value_append(rows, row);
    }
    value_set(call->answer, "lines", rows);
    listing_say_card(call, call->answer, card);
    listing_say_part(call, "lines", columns);
    return NULL;
}
