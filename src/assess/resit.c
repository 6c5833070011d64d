#include "assess/resit.h"

#include "assess/decision_case.h"
#include "assess/resit_sql.h"
#include "base/text.h"

const char *resit_rule_name(enum resit_rule rule)
{
    static const char *const names[RESIT_RULES] = {
        [RESIT_MAY] = "may",
        [RESIT_BANKED] = "banked",
        [RESIT_CERTIFIED] = "certified",
        [RESIT_UNFINISHED] = "not ended",
        [RESIT_TOO_SOON] = "too soon",
        [RESIT_EXHAUSTED] = "no attempt left",
    };
    ASSERT(rule < RESIT_RULES);
    return names[rule];
}

bool resit_needed(const struct resit *resit)
{
    return resit->rule != RESIT_BANKED && resit->rule != RESIT_CERTIFIED;
}

/* What an attempt is to the rules, by its state and, when it is final, by its outcome. */
enum weight { COUNTS_NOT, COUNTS_PASSED, COUNTS_FAILED, NOT_ENDED };

static const struct {
    const char *state, *outcome; /* outcome NULL: any */
    enum weight weight;
} weights[] = {
    {"absent", NULL, COUNTS_NOT},          {"void", NULL, COUNTS_NOT},
    {"abandoned", NULL, COUNTS_FAILED},    {"final", "void", COUNTS_NOT},
    {"final", "competent", COUNTS_PASSED}, {"final", "not_yet_competent", COUNTS_FAILED},
};

static enum weight weigh(const char *state, const char *outcome)
{
    for (size_t i = 0; i < sizeof weights / sizeof *weights; i++)
        if (text_equal(weights[i].state, state) &&
            (!weights[i].outcome || text_equal(weights[i].outcome, outcome)))
            return weights[i].weight;
    return NOT_ENDED;
}

/* The attempts at the unit so far. */
struct past {
    const struct date *counted; /* their days, oldest first */
    size_t count;
    bool failed;            /* the newest that counts */
    const char *newest;     /* its name; NULL: none */
    const char *unfinished; /* one that has not ended; NULL: none */
};

static fallible past_add(struct past *past, struct date **days, const struct db_rows *row,
                         struct arena *arena)
{
    const char *name = db_rows_text(row, 0, arena);
    enum weight weight = weigh(db_rows_text(row, 2, arena), db_rows_text(row, 3, arena));
    if (weight == COUNTS_NOT)
        return NULL;
    /* A sitting that is planned may never be held: what is entered there stands in nobody's way. */
    if (weight == NOT_ENDED) {
        past->unfinished = text_equal(db_rows_text(row, 4, arena), "planned") ? past->unfinished
                                                                              : name;
        return NULL;
    }
    struct date day;
    TRY(date_parse(&day, db_rows_text(row, 1, arena), "day of the sitting"));
    *ARENA_PUSH(arena, *days, past->count) = day;
    past->failed = weight == COUNTS_FAILED;
    past->newest = name;
    return NULL;
}

static fallible past_read(struct past *out, const struct resit_question *question,
                          struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct past past = {0};
    struct date *days = NULL;
    TRY(db_rows_open(&rows, question->db, &sql_resit_attempts,
                     DB_VALUES(db_integer(question->candidate.n), db_text(question->unit->rubric),
                               db_integer(question->sitting.n))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        TRY(past_add(&past, &days, rows, arena));
    }
    past.counted = days;
    *out = past;
    return NULL;
}

static int attempts_left(const struct past *past, const struct scheme *scheme, struct date day)
{
    int left = scheme->attempt_count;
    for (size_t i = 0; i < past->count; i++) {
        struct date forgotten = date_add_months(past->counted[i], scheme->attempt_within_months);
        left -= date_compare(forgotten, day) > 0;
    }
    return left > 0 ? left : 0;
}

/* The day on which one of the newest attempts, as many as are allowed, is out of the period; the
 * period moves with the day, so nothing later can close it again. */
static bool exhausted_until(struct date *out, const struct past *past, const struct scheme *scheme)
{
    size_t allowed = (size_t)scheme->attempt_count;
    if (past->count < allowed)
        return false;
    *out = date_add_months(past->counted[past->count - allowed], scheme->attempt_within_months);
    return true;
}

/* The rule that opens the unit last. */
static void resit_failed(struct resit *out, const struct past *past,
                         const struct resit_question *question, struct date day,
                         struct arena *arena)
{
    struct date wait, period, from = day;
    if (past->failed) {
        wait = date_add_days(past->counted[past->count - 1], question->scheme->resit_after_days);
        if (date_compare(wait, from) > 0) {
            out->rule = RESIT_TOO_SOON;
            from = wait;
        }
    }
    if (exhausted_until(&period, past, question->scheme) && date_compare(period, from) > 0) {
        out->rule = RESIT_EXHAUSTED;
        from = period;
    }
    out->legal_from = date_text(from, arena);
    out->because = out->rule == RESIT_MAY ? NULL : past->newest;
}

static fallible find_unit(struct unit_case *out, const struct resit_question *question,
                          struct arena *arena)
{
    const struct unit_case *units;
    TRY(decision_units_at(&units, question->db, question->candidate, question->scheme,
                          question->day, INT64_MAX, arena));
    *out = units[question->unit - question->scheme->units];
    return NULL;
}

static fallible granted_of(struct decision_id *out, const char **day,
                           const struct resit_question *question, struct result_id result,
                           struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    bool got;
    *out = (struct decision_id){0};
    TRY(db_rows_open(&rows, question->db, &sql_resit_granted,
                     DB_VALUES(db_integer(result.n), db_text(question->scheme->id))));
    TRY(db_rows_next(&got, rows));
    if (!got)
        return NULL;
    out->n = db_rows_integer(rows, 0);
    *day = db_rows_text(rows, 1, arena);
    return NULL;
}

/* The last day of the certificate that rests on a decision, or will. */
static fallible certified_until(struct date *out, const struct resit_question *question,
                                struct decision_id decision, const char *day, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    bool got;
    TRY(db_rows_open(&rows, question->db, &sql_resit_certified_until,
                     DB_VALUES(db_integer(decision.n))));
    TRY(db_rows_next(&got, rows));
    if (got && !db_rows_null(rows, 0))
        return date_parse(out, db_rows_text(rows, 0, arena), "expiry");
    TRY(date_parse(out, day, "day of the decision"));
    *out = scheme_expiry(question->scheme, *out);
    return NULL;
}

/* What a competent result is good for: a certificate that rests on it uses it up. */
static fallible resit_passed(struct resit *out, const struct resit_question *question,
                             const struct unit_case *unit, struct arena *arena)
{
    struct decision_id granted;
    const char *granted_day;
    struct date until;
    bool live;
    TRY(granted_of(&granted, &granted_day, question, unit->result, arena));
    out->because = unit->attempt_name;
    if (!granted.n) {
        out->rule = unit->standing == UNIT_COMPETENT ? RESIT_BANKED : RESIT_MAY;
        TRY(date_parse(&until, unit->banked_until, "last banked day"));
    } else {
        TRY(decision_live(&live, question->db, granted, question->day));
        out->rule = live ? RESIT_CERTIFIED : RESIT_MAY;
        TRY(certified_until(&until, question, granted, granted_day, arena));
    }
    struct date from = granted.n ? scheme_renewal(question->scheme, until)
                                 : date_add_days(until, 1);
    out->until = date_text(until, arena);
    out->legal_from = date_text(from, arena);
    if (out->rule == RESIT_CERTIFIED && strcmp(out->legal_from, question->day) <= 0)
        out->rule = RESIT_MAY;
    return NULL;
}

fallible resit_of(struct resit *out, const struct resit_question *question, struct arena *arena)
{
    struct past past;
    struct unit_case unit;
    struct date day;
    struct resit resit = {.rule = RESIT_MAY};
    TRY(date_parse(&day, question->day, "day of the test"));
    TRY(past_read(&past, question, arena));
    TRY(find_unit(&unit, question, arena));
    if (unit.standing == UNIT_COMPETENT || unit.standing == UNIT_EXPIRED)
        TRY(resit_passed(&resit, question, &unit, arena));
    if (resit_needed(&resit)) {
        resit = (struct resit){.rule = RESIT_MAY};
        resit_failed(&resit, &past, question, day, arena);
    }
    if (resit_needed(&resit) && past.unfinished)
        resit = (struct resit){.rule = RESIT_UNFINISHED, .because = past.unfinished};
    resit.attempts_left = attempts_left(&past, question->scheme, day);
    *out = resit;
    return NULL;
}

static struct error *refuse(const struct resit *resit, const struct resit_question *question)
{
    const char *unit = question->unit->rubric, *because = resit->because;
    switch (resit->rule) {
    case RESIT_BANKED:
        return error_make(ERROR_REFUSED, "'%s' was passed in '%s' and is banked until %s", unit,
                          because, resit->until);
    case RESIT_CERTIFIED:
        return error_make(ERROR_REFUSED, "'%s' was passed in '%s' and is certified until %s", unit,
                          because, resit->until);
    case RESIT_UNFINISHED:
        return error_make(ERROR_REFUSED, "attempt '%s' has not ended", because);
    case RESIT_TOO_SOON:
        return error_make(ERROR_REFUSED, "'%s' was failed in '%s', too soon before %s", unit,
                          because, question->day);
    default:
        return error_make(ERROR_REFUSED, "no attempt at '%s' is left on %s", unit, question->day);
    }
}

fallible resit_check(const struct resit *resit, const struct resit_question *question)
{
    const struct scheme *scheme = question->scheme;
    const char *from = resit->legal_from;
    if (resit->rule == RESIT_MAY)
        return NULL;
    struct error *error = refuse(resit, question);
    switch (resit->rule) {
    case RESIT_BANKED:
        return error_hint(error,
                          "only units that were failed are tested again; this one from %s "
                          "(scheme, bank_months: %d)",
                          from, scheme->bank_months);
    case RESIT_CERTIFIED:
        return error_hint(error,
                          "one live certificate for each person and scheme (workflow, rule 7): it "
                          "may be tested again from %s (scheme, renewal)",
                          from);
    case RESIT_UNFINISHED:
        return error_hint(error, "one attempt at a unit at a time: the next once it has a result, "
                                 "is abandoned or void");
    case RESIT_TOO_SOON:
        return error_hint(error, "it may be tested again from %s (scheme, resit_after_days: %d)",
                          from, scheme->resit_after_days);
    default:
        return error_hint(error, "the next may be on %s (scheme, attempts: %d within %d months)",
                          from, scheme->attempt_count, scheme->attempt_within_months);
    }
}
