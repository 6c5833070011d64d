#include "assess/part.h"

#include "assess/part_sql.h"
#include "assess/person.h"
#include "base/text.h"

static const struct {
    const char *part, *says;
} parts[] = {
    {"first", "was the first examiner"}, {"second", "was the second examiner"},
    {"third", "was the third examiner"}, {"lead", "was the lead examiner"},
    {"sheet", "wrote a sheet"},          {"settlement", "settled a line"},
    {"review", "reviewed the result"},   {"inquiry", "opened an inquiry into the result"},
    {"line", "marked again a line"},     {"appeal", "handled an appeal against a result"},
};

static fallible find(const char **out, struct db *db, struct person_id person,
                     struct attempt_id attempt, int64_t before_seq, struct appeal_id but)
{
    SCOPED_ARENA(arena);
    SCOPED_ROWS rows = NULL;
    bool got;
    const char *found = NULL;
    TRY(db_rows_open(&rows, db, &sql_part_in_attempt,
                     DB_VALUES(db_integer(attempt.n), db_integer(person.n), db_integer(before_seq),
                               db_integer(but.n))));
    TRY(db_rows_next(&got, rows));
    for (size_t i = 0; got && i < sizeof parts / sizeof *parts; i++)
        if (text_equal(parts[i].part, db_rows_text(rows, 0, arena)))
            found = parts[i].says;
    ASSERT(!got || found);
    *out = found;
    return NULL;
}

fallible part_find(const char **out, struct db *db, struct person_id person,
                   struct attempt_id attempt, struct appeal_id but)
{
    return find(out, db, person, attempt, INT64_MAX, but);
}

fallible part_check_then(struct db *db, struct person_id person, struct attempt_id attempt,
                         int64_t journal_seq)
{
    const char *says;
    TRY(find(&says, db, person, attempt, journal_seq, (struct appeal_id){0}));
    if (!says)
        return NULL;
    return error_make(ERROR_REFUSED, "person %lld, who did it, %s of attempt %lld",
                      (long long)person.n, says, (long long)attempt.n);
}

fallible part_check(struct db *db, struct person_id id, struct attempt_id attempt,
                    const char *attempt_name, const char *who)
{
    SCOPED_ARENA(arena);
    const char *says;
    struct person person;
    TRY(part_find(&says, db, id, attempt, (struct appeal_id){0}));
    if (!says)
        return NULL;
    TRY(person_of(&person, db, id, arena));
    return error_hint(error_make(ERROR_REFUSED, "'%s' %s of '%s'", person.ref, says, attempt_name),
                      "%s: nobody decides on what they examined, settled or verified (ISO/IEC "
                      "17024; workflow, who may do what)",
                      who);
}
