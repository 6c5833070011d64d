#include "assess/rejudge_appeals.h"

#include "assess/appeal.h"
#include "assess/attempt.h"
#include "assess/decision.h"
#include "assess/institution.h"
#include "assess/rejudge_appeals_sql.h"
#include "assess/result.h"
#include "assess/role.h"
#include "base/text.h"

/* The candidate and unit of what it is about; unit NULL for a decision. */
static fallible check_subject(const char **unit, struct db *db, const struct appeal *appeal,
                              struct arena *arena)
{
    struct result result;
    struct attempt attempt;
    struct decision decision;
    struct candidate_id candidate;
    *unit = NULL;
    if (appeal->subject.result.n) {
        TRY(result_by_id(&result, db, appeal->subject.result, arena));
        TRY(attempt_of(&attempt, db, result.attempt, arena));
        candidate = attempt.candidate;
        *unit = attempt.unit;
    } else {
        TRY(decision_of(&decision, db, appeal->subject.decision, arena));
        candidate = decision.candidate;
        if (decision.outcome == DECISION_DEFERRED)
            return error_make(ERROR_REFUSED, "it is against a decision that only waited");
    }
    if (candidate.n == appeal->candidate.n)
        return NULL;
    return error_make(ERROR_REFUSED, "it is about candidate %lld", (long long)candidate.n);
}

static fallible check_in_time(struct db *db, const struct appeal *appeal, struct arena *arena)
{
    bool certifier;
    const char *last_day, *lodged;
    TRY(appeal_last_day(&last_day, db, &appeal->subject, appeal->journal_seq, arena));
    TRY(institution_day(&lodged, db, appeal->at_s, arena));
    bool same = last_day && appeal->last_day ? text_equal(last_day, appeal->last_day)
                                             : last_day == appeal->last_day;
    if (!same)
        return error_make(ERROR_REFUSED, "the time to appeal ended on %s, not on %s",
                          last_day ? last_day : "no day",
                          appeal->last_day ? appeal->last_day : "no day");
    bool late = last_day && strcmp(lodged, last_day) > 0;
    if (late != (appeal->late_reason != NULL))
        return error_make(ERROR_REFUSED, "it was lodged on %s, %s a reason to be late", lodged,
                          late ? "without" : "with");
    if (!late)
        return NULL;
    TRY(role_held(&certifier, db, appeal->by, ROLE_CERTIFIER, NULL, lodged));
    if (!certifier)
        return error_make(ERROR_REFUSED, "person %lld, who accepted it late, was no certifier",
                          (long long)appeal->by.n);
    return appeal_check_part(db, appeal, appeal->by);
}

static fallible check_handlers(struct db *db, const struct appeal *appeal, const char *unit,
                               struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_rejudge_appeal_handlers, DB_VALUES(db_integer(appeal->id.n))));
    for (;;) {
        bool got, held;
        const char *day;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return NULL;
        struct person_id person = {db_rows_integer(rows, 0)};
        TRY(institution_day(&day, db, db_rows_integer(rows, 1), arena));
        TRY(role_held(&held, db, person, unit ? ROLE_LEAD : ROLE_CERTIFIER, unit, day));
        if (!held)
            return error_make(ERROR_REFUSED, "person %lld, who handled it, was no %s on %s",
                              (long long)person.n, unit ? "lead" : "certifier", day);
        TRY(appeal_check_part(db, appeal, person));
    }
}

/* Who may have answered it, and how often, by its state. */
static fallible check_remedy(struct db *db, const struct appeal *appeal, struct person_id by)
{
    struct person_id upheld, remitted;
    TRY(appeal_mover(&upheld, db, appeal->id, "upheld"));
    TRY(appeal_mover(&remitted, db, appeal->id, "remitted"));
    if (upheld.n ? upheld.n == by.n : remitted.n && remitted.n != by.n)
        return appeal_check_part(db, appeal, by);
    return error_make(ERROR_REFUSED, "it is %s, and answered by person %lld", appeal->state,
                      (long long)by.n);
}

static fallible check_remedies(struct db *db, const struct appeal *appeal)
{
    SCOPED_ROWS rows = NULL;
    const struct appeal_subject *subject = &appeal->subject;
    int64_t about = subject->result.n ? subject->result.n : subject->decision.n;
    size_t count = 0;
    TRY(db_rows_open(&rows, db, &sql_rejudge_appeal_remedies, DB_VALUES(db_integer(appeal->id.n))));
    for (;; count++) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        if (db_rows_integer(rows, 0) != about)
            return error_make(ERROR_REFUSED, "its answer replaces something else");
        TRY(check_remedy(db, appeal, (struct person_id){db_rows_integer(rows, 1)}));
    }
    if (count > 1 || (!count && text_equal(appeal->state, "upheld")))
        return error_make(ERROR_REFUSED, "it is %s, and answered %zu times", appeal->state, count);
    return NULL;
}

static fallible check_appeal(struct db *db, const struct appeal *appeal, struct arena *arena)
{
    const char *unit;
    TRY(check_subject(&unit, db, appeal, arena));
    TRY(check_in_time(db, appeal, arena));
    TRY(check_handlers(db, appeal, unit, arena));
    return check_remedies(db, appeal);
}

fallible rejudge_appeals(struct rejudged *found, struct db *db)
{
    SCOPED_ARENA(arena);
    struct appeals appeals;
    int64_t orphans;
    TRY(db_integer_of(&orphans, db, &sql_rejudge_orphans, DB_NO_VALUES, 0));
    if (orphans)
        return error_make(ERROR_REFUSED, "%lld results replace others without an appeal",
                          (long long)orphans);
    TRY(appeal_list(&appeals, db, arena));
    for (size_t i = 0; i < appeals.count; i++) {
        SCOPED_ARENA(own);
        TRY_AS(check_appeal(db, &appeals.items[i], own), "appeal %lld",
               (long long)appeals.items[i].id.n);
        found->appeals++;
    }
    return NULL;
}
