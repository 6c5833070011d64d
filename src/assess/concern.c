#include "assess/concern.h"

#include "assess/concern_sql.h"
#include "assess/machine.h"
#include "assess/quality_report.h"
#include "assess/role.h"
#include "base/text.h"

static void concern_read(struct concern *out, const struct db_rows *row, int from,
                         struct arena *arena)
{
    *out = (struct concern){
        .id = db_rows_integer(row, from),
        .alarm = db_rows_text(row, from + 1, arena),
        .window = {.unit = db_rows_text(row, from + 2, arena),
                   .from = db_rows_text(row, from + 3, arena),
                   .until = db_rows_text(row, from + 4, arena)},
        .n = db_rows_integer(row, from + 5),
        .figure = db_rows_text(row, from + 6, arena),
        .bound = db_rows_text(row, from + 7, arena),
        .examiners = {{db_rows_integer(row, from + 8)}, {db_rows_integer(row, from + 9)}},
        .reason = db_rows_text(row, from + 10, arena),
        .state = db_rows_text(row, from + 11, arena),
        .at_s = db_rows_integer(row, from + 12),
        .by = db_rows_text(row, from + 13, arena),
        .finding = db_rows_text(row, from + 14, arena),
        .closed_by = db_rows_text(row, from + 15, arena)};
}

/* Who it is about stands in the alarm's name: sealed. */
static void concern_act(struct act *out, const struct concern *concern, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    size_t kind = strcspn(concern->alarm, "/");
    value_set_integer(open, "concern", concern->id);
    value_set_text(open, "kind", arena_text_n(arena, concern->alarm, kind));
    value_set_text(open, "unit", concern->window.unit);
    value_set_text(open, "from", concern->window.from);
    value_set_text(open, "until", concern->window.until);
    value_set_text(sealed, "alarm", concern->alarm);
    value_set_integer(sealed, "n", concern->n);
    value_set_text(sealed, "figure", concern->figure);
    value_set_text(sealed, "bound", concern->bound);
    value_set_integer(sealed, "examiner", concern->examiners[0].n);
    value_set_integer(sealed, "other_examiner", concern->examiners[1].n);
    value_set_text(sealed, "reason", concern->reason);
    *out = (struct act){"concern.opened", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct concern concern;
    concern_read(&concern, row, STAMP_COLUMNS, arena);
    concern_act(out, &concern, arena);
    return NULL;
}

const struct audited concern_audited = {"concern", (const char *const[]){"concern.opened", NULL},
                                        &sql_concern_audit, audit_act};

static struct db_value db_person(struct person_id person)
{
    return person.n ? db_integer(person.n) : db_null();
}

static fallible insert(struct desk *desk, struct concern *concern, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    TRY(desk_next_id(&concern->id, desk, &sql_concern_highest));
    concern_act(&act, concern, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_concern_insert,
                  DB_VALUES(db_integer(concern->id), db_text(concern->alarm),
                            db_text(concern->window.unit), db_text(concern->window.from),
                            db_text(concern->window.until), db_integer(concern->n),
                            db_text(concern->figure), db_text(concern->bound),
                            db_person(concern->examiners[0]), db_person(concern->examiners[1]),
                            db_text(concern->reason), db_text(machine_first(MACHINE_CONCERN)),
                            STAMP_VALUES(stamp)));
}

static fallible check_new(const struct desk *desk, const char *alarm, const char *reason)
{
    int64_t open;
    if (!reason || !*reason)
        return error_hint(error_make(ERROR_REFUSED, "a concern needs a reason"),
                          "say why the alarm is looked into (workflow, rule 8)");
    TRY(db_integer_of(&open, desk->db, &sql_concern_open_about, DB_VALUES(db_text(alarm)), 0));
    if (open)
        return error_hint(
            error_make(ERROR_CONFLICT, "concern %lld about '%s' is open", (long long)open, alarm),
            "it is looked into once; close it with what was found first");
    return NULL;
}

fallible concern_open(struct concern *out, struct desk *desk, const char *name,
                      const struct quality_window *window, const char *reason, struct arena *arena)
{
    struct quality_report report;
    TRY(role_require(desk, TASK_RAISE, window->unit));
    TRY(check_new(desk, name, reason));
    TRY(quality_report(&report, desk, window, arena));
    const struct alarm *alarm = alarm_named(&report.alarms, name);
    if (!alarm)
        return error_hint(error_make(ERROR_NOT_FOUND, "no alarm '%.120s' rings from %s until %s",
                                     name, report.window.from, report.window.until),
                          "see 'usta report quality' for those that ring in the same days and "
                          "unit");
    struct concern concern = {.alarm = alarm->name,
                              .window = report.window,
                              .n = alarm->n,
                              .figure = alarm->figure,
                              .bound = alarm->bound,
                              .examiners = {alarm->examiners[0], alarm->examiners[1]},
                              .reason = reason};
    TRY(insert(desk, &concern, arena));
    return concern_find(out, desk, concern.id, arena);
}

fallible concern_close(struct desk *desk, const struct concern *concern, const char *finding)
{
    SCOPED_ARENA(arena);
    const char *what = arena_format(arena, "concern %lld", (long long)concern->id);
    TRY(role_require(desk, TASK_VERIFY, concern->window.unit));
    for (int i = 0; i < 2; i++)
        if (concern->examiners[i].n == desk->person.n)
            return error_hint(error_make(ERROR_REFUSED, "%s is about who would close it", what),
                              "another verifier closes it (workflow, who may do what)");
    return machine_go(desk, MACHINE_CONCERN, concern->id, what, "closed", finding);
}

fallible concern_find(struct concern *out, struct desk *desk, int64_t id, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    bool got;
    struct concern concern;
    TRY(db_rows_open(&rows, desk->db, &sql_concern_by_id, DB_VALUES(db_integer(id))));
    TRY(db_rows_next(&got, rows));
    if (!got)
        return error_hint(error_make(ERROR_NOT_FOUND, "there is no concern %lld", (long long)id),
                          "see 'usta concern list' for those there are");
    concern_read(&concern, rows, 0, arena);
    TRY(role_require(desk, TASK_WATCH, concern.window.unit));
    *out = concern;
    return NULL;
}

fallible concern_list(struct concerns *out, struct desk *desk, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct concerns concerns = {0};
    TRY(role_require(desk, TASK_WATCH, NULL));
    TRY(db_rows_open(&rows, desk->db, &sql_concern_all, DB_NO_VALUES));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        concern_read(ARENA_PUSH(arena, concerns.items, concerns.count), rows, 0, arena);
    }
    *out = concerns;
    return NULL;
}
