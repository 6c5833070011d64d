#include "assess/machine.h"

#include "assess/machine_sql.h"
#include "base/buffer.h"
#include "base/text.h"

static const struct machine_move sitting_moves[] = {
    {NULL, "planned", false},
    {"planned", "open", false},
    {"open", "closed", false},
    {"closed", "archived", false},
};

static const struct machine_move attempt_moves[] = {
    {NULL, "assigned", false},           {"assigned", "checked_in", false},
    {"assigned", "absent", false},       {"checked_in", "running", false},
    {"running", "paused", true},         {"running", "finished", false},
    {"running", "stopped_unsafe", true}, {"running", "abandoned", true},
    {"running", "void", true},           {"paused", "running", false},
    {"paused", "finished", false},       {"paused", "stopped_unsafe", true},
    {"paused", "abandoned", true},       {"paused", "void", true},
    {"finished", "marked", false},       {"stopped_unsafe", "marked", false},
    {"marked", "final", false},
};

static const struct machine_move sheet_moves[] = {
    {NULL, "open", false},
    {"open", "sealed", false},
};

static const struct machine_move certificate_moves[] = {
    {NULL, "intended", false},      {"intended", "issued", false},
    {"issued", "suspended", true},  {"issued", "revoked", true},
    {"issued", "superseded", true}, {"suspended", "issued", true},
    {"suspended", "revoked", true}, {"suspended", "superseded", true},
};

/* Of the unit result itself: what was computed is withheld, then back, or void. */
static const struct machine_move inquiry_moves[] = {
    {NULL, "withheld", false},
    {"withheld", "back", true},
    {"withheld", "void", true},
};

static const struct machine_move appeal_moves[] = {
    {NULL, "lodged", false},
    {"lodged", "under_review", false},
    {"under_review", "upheld", true},
    {"under_review", "dismissed", true},
    {"under_review", "remitted", true},
};

static const struct machine_move concern_moves[] = {
    {NULL, "open", false},
    {"open", "closed", true},
};

#define MACHINE(name, moves)                                                                       \
    {                                                                                              \
        name, moves, sizeof(moves) / sizeof *(moves)                                               \
    }
static const struct machine machines[MACHINE_COUNT] = {
    [MACHINE_SITTING] = MACHINE("sitting", sitting_moves),
    [MACHINE_ATTEMPT] = MACHINE("attempt", attempt_moves),
    [MACHINE_SHEET] = MACHINE("sheet", sheet_moves),
    [MACHINE_CERTIFICATE] = MACHINE("certificate", certificate_moves),
    [MACHINE_APPEAL] = MACHINE("appeal", appeal_moves),
    [MACHINE_CONCERN] = MACHINE("concern", concern_moves),
    [MACHINE_INQUIRY] = MACHINE("inquiry", inquiry_moves),
};

static const char *const moved[] = {
    "sitting.moved", "attempt.moved", "sheet.moved",   "certificate.moved",
    "appeal.moved",  "concern.moved", "inquiry.moved", NULL};

/* What the machine does to the table of its subjects. */
static const struct {
    const struct statement *read, *write, *all;
} tables[MACHINE_COUNT] = {
    [MACHINE_SITTING] = {&sql_sitting_state, &sql_sitting_set_state, &sql_sitting_states},
    [MACHINE_ATTEMPT] = {&sql_attempt_state, &sql_attempt_set_state, &sql_attempt_states},
    [MACHINE_SHEET] = {&sql_sheet_state, &sql_sheet_set_state, &sql_sheet_states},
    [MACHINE_CERTIFICATE] = {&sql_certificate_state, &sql_certificate_set_state,
                             &sql_certificate_states},
    [MACHINE_APPEAL] = {&sql_appeal_state, &sql_appeal_set_state, &sql_appeal_states},
    [MACHINE_CONCERN] = {&sql_concern_state, &sql_concern_set_state, &sql_concern_states},
    [MACHINE_INQUIRY] = {&sql_inquiry_state, &sql_inquiry_set_state, &sql_inquiry_states},
};

const struct machine *machine_of(enum machine_id id)
{
    ASSERT(id < MACHINE_COUNT);
    return &machines[id];
}

const char *machine_first(enum machine_id id)
{
    return machine_of(id)->moves[0].to;
}

static bool same_state(const char *a, const char *b)
{
    return a && b ? text_equal(a, b) : a == b;
}

/* "'running', 'void'", or NULL when the state is an end. */
static const char *legal_from(const struct machine *machine, const char *from, struct arena *arena)
{
    struct buffer list = buffer_make(arena, 1024);
    for (size_t i = 0; i < machine->count; i++)
        if (same_state(machine->moves[i].from, from))
            buffer_add_format(&list, "%s'%s'", list.size ? ", " : "", machine->moves[i].to);
    return list.size ? buffer_text(&list) : NULL;
}

static fallible refuse_move(const struct machine *machine, const char *what, const char *from,
                            const char *to)
{
    SCOPED_ARENA(arena);
    const char *legal = legal_from(machine, from, arena);
    struct error *error = from ? error_make(ERROR_REFUSED, "%s cannot go from '%s' to '%s'", what,
                                            from, to)
                               : error_make(ERROR_REFUSED, "%s cannot begin as '%s'", what, to);
    if (!legal)
        return error_hint(error, "'%s' is final (workflow, states of a %s)", from, machine->name);
    return error_hint(error, "from here it may go to %s (workflow, states of a %s)", legal,
                      machine->name);
}

fallible machine_check(enum machine_id id, const char *what, const char *from, const char *to,
                       const char *reason)
{
    const struct machine *machine = machine_of(id);
    const struct machine_move *move = NULL;
    for (size_t i = 0; i < machine->count && !move; i++)
        if (same_state(machine->moves[i].from, from) && text_equal(machine->moves[i].to, to))
            move = &machine->moves[i];
    if (!move)
        return refuse_move(machine, what, from, to);
    if (move->needs_reason && (!reason || !*reason))
        return error_hint(error_make(ERROR_REFUSED, "%s goes to '%s' only with a reason", what, to),
                          "say why (workflow, rule 8)");
    return NULL;
}

struct move {
    enum machine_id machine;
    int64_t subject;
    const char *from, *to, *reason;
};

static void move_act(struct act *out, const struct move *move, struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, machine_of(move->machine)->name, move->subject);
    value_set_text(open, "from", move->from);
    value_set_text(open, "to", move->to);
    struct value *sealed = NULL;
    if (move->reason) {
        sealed = value_object(arena);
        value_set_text(sealed, "reason", move->reason);
    }
    *out = (struct act){moved[move->machine], open, sealed};
}

static fallible present_state(const char **out, struct db *db, enum machine_id id, int64_t subject,
                              const char *what, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, tables[id].read, DB_VALUES(db_integer(subject))));
    bool got;
    TRY(db_rows_next(&got, rows));
    if (!got)
        return error_make(ERROR_NOT_FOUND, "%s does not exist", what);
    *out = db_rows_text(rows, 0, arena);
    return NULL;
}

static fallible move_insert(struct desk *desk, const struct move *move, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    move_act(&act, move, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_move_insert,
                  DB_VALUES(db_text(machine_of(move->machine)->name), db_integer(move->subject),
                            db_text(move->from), db_text(move->to), db_text(move->reason),
                            STAMP_VALUES(stamp)));
}

fallible machine_go(struct desk *desk, enum machine_id id, int64_t subject, const char *what,
                    const char *to, const char *reason)
{
    SCOPED_ARENA(arena);
    struct move move = {.machine = id, .subject = subject, .to = to};
    move.reason = reason && *reason ? reason : NULL;
    TRY(present_state(&move.from, desk->db, id, subject, what, arena));
    TRY(machine_check(id, what, move.from, to, reason));
    TRY(move_insert(desk, &move, arena));
    return db_run(desk->db, tables[id].write, DB_VALUES(db_text(to), db_integer(subject)));
}

static fallible machine_named(enum machine_id *out, const char *name)
{
    for (enum machine_id id = 0; id < MACHINE_COUNT; id++)
        if (text_equal(machines[id].name, name)) {
            *out = id;
            return NULL;
        }
    return error_make(ERROR_REFUSED, "there is no machine '%s'", name);
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct move move = {.subject = db_rows_integer(row, STAMP_COLUMNS + 1),
                        .from = db_rows_text(row, STAMP_COLUMNS + 2, arena),
                        .to = db_rows_text(row, STAMP_COLUMNS + 3, arena),
                        .reason = db_rows_text(row, STAMP_COLUMNS + 4, arena)};
    TRY(machine_named(&move.machine, db_rows_text(row, STAMP_COLUMNS, arena)));
    move_act(out, &move, arena);
    return NULL;
}

const struct audited move_audited = {"move", moved, &sql_move_audit, audit_act};

/* Two walks side by side, both in order of the subject's id: subjects with their states, and moves.
 */
struct replay {
    enum machine_id machine;
    struct db_rows *moves;
    bool got; /* a move stands to be read */
    struct arena *arena;
};

static fallible replay_subject(struct replay *replay, int64_t subject, const char *state)
{
    const char *name = machine_of(replay->machine)->name;
    const char *at = machine_first(replay->machine);
    const char *what = arena_format(replay->arena, "%s %lld", name, (long long)subject);
    while (replay->got && db_rows_integer(replay->moves, 0) == subject) {
        const char *from = db_rows_text(replay->moves, 1, replay->arena);
        const char *to = db_rows_text(replay->moves, 2, replay->arena);
        if (!from || !text_equal(from, at))
            return error_make(ERROR_REFUSED, "%s moves from '%s' while it is '%s'", what,
                              from ? from : "", at);
        TRY(machine_check(replay->machine, what, from, to,
                          db_rows_text(replay->moves, 3, replay->arena)));
        at = to;
        TRY(db_rows_next(&replay->got, replay->moves));
    }
    if (text_equal(at, state))
        return NULL;
    return error_make(ERROR_REFUSED, "%s is '%s', but its moves lead to '%s'", what, state, at);
}

static fallible replay_machine(struct db *db, enum machine_id id)
{
    SCOPED_ROWS moves = NULL;
    SCOPED_ROWS subjects = NULL;
    TRY(db_rows_open(&moves, db, &sql_move_replay, DB_VALUES(db_text(machines[id].name))));
    TRY(db_rows_open(&subjects, db, tables[id].all, DB_NO_VALUES));
    struct replay replay = {.machine = id, .moves = moves};
    TRY(db_rows_next(&replay.got, moves));
    for (;;) {
        SCOPED_ARENA(arena);
        bool got;
        TRY(db_rows_next(&got, subjects));
        if (!got)
            break;
        replay.arena = arena;
        TRY(replay_subject(&replay, db_rows_integer(subjects, 0),
                           db_rows_text(subjects, 1, arena)));
    }
    if (!replay.got)
        return NULL;
    return error_make(ERROR_REFUSED, "there are moves of %s %lld, which does not exist",
                      machines[id].name, (long long)db_rows_integer(moves, 0));
}

fallible machine_audit(struct db *db)
{
    for (enum machine_id id = 0; id < MACHINE_COUNT; id++)
        TRY(replay_machine(db, id));
    return NULL;
}
