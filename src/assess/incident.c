#include "assess/incident.h"

#include "assess/incident_sql.h"
#include "assess/role.h"
#include "base/text.h"

static const char *const kind_names[INCIDENT_COUNT] = {
    [INCIDENT_ACCIDENT] = "accident",
    [INCIDENT_SUPPLY] = "supply",
    [INCIDENT_EQUIPMENT] = "equipment",
    [INCIDENT_INGREDIENTS] = "ingredients",
    [INCIDENT_DISTURBANCE] = "disturbance",
    [INCIDENT_HELP] = "help",
    [INCIDENT_MISCONDUCT] = "misconduct",
    [INCIDENT_COMPLAINT] = "complaint",
    [INCIDENT_OTHER] = "other",
};

const char *incident_kind_name(enum incident_kind kind)
{
    ASSERT(kind < INCIDENT_COUNT);
    return kind_names[kind];
}

static bool find_kind(enum incident_kind *out, const char *name)
{
    for (enum incident_kind kind = 0; kind < INCIDENT_COUNT; kind++)
        if (text_equal(kind_names[kind], name)) {
            *out = kind;
            return true;
        }
    return false;
}

fallible incident_kind_read(enum incident_kind *out, const char *name)
{
    if (find_kind(out, name))
        return NULL;
    return error_hint(error_make(ERROR_USAGE, "'%.40s' is not a kind of incident", name),
                      "kinds are accident, supply, equipment, ingredients, disturbance, help, "
                      "misconduct, complaint and other");
}

static fallible incident_read(struct incident *out, const struct db_rows *row, int from,
                              struct arena *arena)
{
    *out = (struct incident){.id = db_rows_integer(row, from),
                             .sitting = {db_rows_integer(row, from + 1)},
                             .attempt = {db_rows_integer(row, from + 2)},
                             .about = db_rows_text(row, from + 3, arena),
                             .note = db_rows_text(row, from + 5, arena),
                             .by = db_rows_text(row, from + 6, arena),
                             .at_s = db_rows_integer(row, from + 7)};
    if (!find_kind(&out->kind, db_rows_text(row, from + 4, arena)))
        return error_make(ERROR_REFUSED, "incident %lld is of no kind there is",
                          (long long)out->id);
    return NULL;
}

/* What happened may tell of a person's health or conduct: sealed, the kind too. */
static void incident_act(struct act *out, const struct incident *incident, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    value_set_integer(open, "incident", incident->id);
    value_set_integer(open, "sitting", incident->sitting.n);
    if (incident->attempt.n)
        value_set_integer(open, "attempt", incident->attempt.n);
    value_set_text(sealed, "kind", kind_names[incident->kind]);
    value_set_text(sealed, "note", incident->note);
    *out = (struct act){"sitting.incident_reported", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct incident incident;
    TRY(incident_read(&incident, row, STAMP_COLUMNS, arena));
    incident_act(out, &incident, arena);
    return NULL;
}

const struct audited incident_audited = {"incident",
                                         (const char *const[]){"sitting.incident_reported", NULL},
                                         &sql_incident_audit, audit_act};

fallible incident_report(struct desk *desk, const struct sitting *sitting,
                         const struct attempt *attempt, enum incident_kind kind, const char *note)
{
    SCOPED_ARENA(arena);
    struct act act;
    struct stamp stamp;
    struct incident incident = {.sitting = sitting->id, .kind = kind, .note = note};
    ASSERT(kind < INCIDENT_COUNT && (!attempt || attempt->sitting.n == sitting->id.n));
    TRY(role_require(desk, TASK_REPORT, attempt ? attempt->unit : NULL));
    if (text_equal(sitting->state, "planned"))
        return error_hint(error_make(ERROR_REFUSED, "sitting '%s' is planned", sitting->ref),
                          "incidents are of a sitting that was opened (workflow, states)");
    if (!note || !*note)
        return error_hint(error_make(ERROR_REFUSED, "an incident is reported only with a note"),
                          "say what happened (workflow, rule 8)");
    incident.attempt.n = attempt ? attempt->id.n : 0;
    TRY(desk_next_id(&incident.id, desk, &sql_incident_highest));
    incident_act(&act, &incident, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_incident_insert,
                  DB_VALUES(db_integer(incident.id), db_integer(sitting->id.n),
                            attempt ? db_integer(attempt->id.n) : db_null(),
                            db_text(kind_names[kind]), db_text(note), STAMP_VALUES(stamp)));
}

fallible incident_list(struct incidents *out, struct db *db, struct sitting_id sitting,
                       const struct attempt *attempt, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct incidents list = {0};
    TRY(db_rows_open(&rows, db, &sql_incidents_of_sitting, DB_VALUES(db_integer(sitting.n))));
    for (;;) {
        bool got;
        struct incident incident;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        TRY(incident_read(&incident, rows, 0, arena));
        if (!attempt || !incident.attempt.n || incident.attempt.n == attempt->id.n)
            *ARENA_PUSH(arena, list.items, list.count) = incident;
    }
    *out = list;
    return NULL;
}
