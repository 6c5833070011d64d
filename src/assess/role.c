#include "assess/role.h"

#include "assess/institution.h"
#include "assess/role_sql.h"
#include "base/buffer.h"
#include "base/text.h"

#define MAY(role) (1u << ROLE_##role)
enum { EVERY_ROLE = (1u << ROLE_COUNT) - 1 };

static const struct {
    const char *name;
    bool by_unit;
} roles[ROLE_COUNT] = {
    [ROLE_REGISTRAR] = {"registrar", false},
    [ROLE_EXAMINER] = {"examiner", true},
    [ROLE_LEAD] = {"lead", true},
    [ROLE_VERIFIER] = {"verifier", true},
    [ROLE_CERTIFIER] = {"certifier", false},
    [ROLE_ADMINISTRATOR] = {"administrator", false},
    [ROLE_AUDITOR] = {"auditor", false},
};

static const struct {
    const char *name;
    unsigned roles;
} tasks[TASK_COUNT] = {
    [TASK_MANAGE_PEOPLE] = {"manage people", MAY(ADMINISTRATOR)},
    [TASK_PUBLISH] = {"publish rubrics and schemes", MAY(ADMINISTRATOR) | MAY(LEAD)},
    [TASK_ENROL] = {"enrol and correct candidates", MAY(REGISTRAR)},
    [TASK_RELATE] = {"declare relationships of others", MAY(REGISTRAR) | MAY(ADMINISTRATOR)},
    [TASK_PLAN] = {"plan sittings, assign and check in", MAY(REGISTRAR)},
    [TASK_EXAMINE] = {"examine", MAY(EXAMINER)},
    [TASK_SETTLE] = {"settle differences", MAY(LEAD)},
    [TASK_REPORT] = {"report incidents",
                     MAY(REGISTRAR) | MAY(EXAMINER) | MAY(LEAD) | MAY(VERIFIER)},
    [TASK_CALIBRATE] = {"keep and calibrate instruments",
                        MAY(REGISTRAR) | MAY(EXAMINER) | MAY(LEAD)},
    [TASK_INQUIRE] = {"withhold results", MAY(VERIFIER)},
    [TASK_COMPUTE] = {"compute results", MAY(LEAD) | MAY(REGISTRAR)},
    [TASK_LODGE] = {"take appeals in", MAY(REGISTRAR) | MAY(CERTIFIER)},
    [TASK_DECIDE] = {"decide on certification", MAY(CERTIFIER)},
    [TASK_ISSUE] = {"issue certificates", MAY(CERTIFIER) | MAY(REGISTRAR)},
    [TASK_HAND_OVER] = {"hand certificates over", MAY(REGISTRAR)},
    [TASK_KEEP] = {"keep the registry", MAY(ADMINISTRATOR)},
    [TASK_WATCH] = {"watch the quality of the assessment",
                    MAY(LEAD) | MAY(VERIFIER) | MAY(ADMINISTRATOR) | MAY(AUDITOR)},
    [TASK_RAISE] = {"raise concerns", MAY(LEAD) | MAY(VERIFIER) | MAY(ADMINISTRATOR)},
    [TASK_VERIFY] = {"close concerns", MAY(VERIFIER)},
    [TASK_READ] = {"read the registry", EVERY_ROLE},
};

const char *role_name(enum role role)
{
    ASSERT(role < ROLE_COUNT);
    return roles[role].name;
}

bool role_by_unit(enum role role)
{
    ASSERT(role < ROLE_COUNT);
    return roles[role].by_unit;
}

const char *task_name(enum task task)
{
    ASSERT(task < TASK_COUNT);
    return tasks[task].name;
}

bool role_may(enum role role, enum task task)
{
    ASSERT(role < ROLE_COUNT && task < TASK_COUNT);
    return tasks[task].roles & 1u << role;
}

/* "a, b or c" of the roles in a set; "nobody" of none. */
static const char *names_of(unsigned set, const char *last, struct arena *arena)
{
    struct buffer list = buffer_make(arena, 1024);
    for (enum role role = 0; role < ROLE_COUNT; role++) {
        if (!(set & 1u << role))
            continue;
        set &= ~(1u << role);
        buffer_add_text(&list, !list.size ? "" : set ? ", " : last);
        buffer_add_text(&list, roles[role].name);
    }
    return list.size ? buffer_text(&list) : "none";
}

fallible role_read(enum role *out, const char *name)
{
    for (enum role role = 0; role < ROLE_COUNT; role++)
        if (text_equal(roles[role].name, name)) {
            *out = role;
            return NULL;
        }
    SCOPED_ARENA(arena);
    return error_hint(error_make(ERROR_USAGE, "'%.40s' is not a role", name), "roles are %s",
                      names_of(EVERY_ROLE, " and ", arena));
}

/* What a person holds on a day: for every unit (and the one asked for), and for any unit at all. */
struct held {
    unsigned full, any;
};

static fallible held_read(struct held *out, struct db *db, struct person_id person,
                          const char *unit, const char *day)
{
    SCOPED_ARENA(arena);
    SCOPED_ROWS rows = NULL;
    struct held held = {0};
    TRY(db_rows_open(&rows, db, &sql_roles_held, DB_VALUES(db_integer(person.n), db_text(day))));
    for (;;) {
        bool got;
        enum role role;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        TRY(role_read(&role, db_rows_text(rows, 0, arena)));
        const char *of = db_rows_text(rows, 1, arena);
        held.any |= 1u << role;
        if (!of || (unit && text_equal(of, unit)))
            held.full |= 1u << role;
    }
    *out = held;
    return NULL;
}

fallible role_held(bool *out, struct db *db, struct person_id person, enum role role,
                   const char *unit, const char *day)
{
    struct held held;
    TRY(held_read(&held, db, person, unit, day));
    *out = held.full & 1u << role;
    return NULL;
}

static fallible person_ref(const char **out, struct db *db, struct person_id person,
                           struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_role_person_ref, DB_VALUES(db_integer(person.n))));
    bool got;
    TRY(db_rows_next(&got, rows));
    *out = got ? db_rows_text(rows, 0, arena) : "nobody";
    return NULL;
}

static fallible refuse_task(const struct desk *desk, enum task task, const char *unit,
                            struct held held)
{
    SCOPED_ARENA(arena);
    const char *ref;
    TRY(person_ref(&ref, desk->db, desk->person, arena));
    const char *of = unit ? arena_format(arena, " for '%s'", unit) : "";
    struct error *error = error_make(ERROR_REFUSED, "'%s' may not %s%s", ref, tasks[task].name, of);
    return error_hint(error, "that is for %s; '%s' holds %s%s (workflow, who may do what)",
                      names_of(tasks[task].roles, " or ", arena), ref,
                      names_of(held.any, " and ", arena),
                      held.any & tasks[task].roles ? " of another unit" : "");
}

fallible role_require(const struct desk *desk, enum task task, const char *unit)
{
    ASSERT(task < TASK_COUNT);
    if (desk->person.n == 0) {
        if (task == TASK_MANAGE_PEOPLE || task == TASK_KEEP)
            return NULL;
        return error_hint(
            error_make(ERROR_REFUSED, "nobody in particular may %s", tasks[task].name),
            "say who you are; the program itself only sets up");
    }
    SCOPED_ARENA(arena);
    const char *today;
    struct held held;
    TRY(institution_today(&today, desk, arena));
    TRY(held_read(&held, desk->db, desk->person, unit, today));
    if ((task == TASK_READ ? held.any : held.full) & tasks[task].roles)
        return NULL;
    TRY(journal_check_clock(desk)); /* of a day that is past nobody's role may hold yet */
    return refuse_task(desk, task, unit, held);
}

fallible role_require_then(struct db *db, struct person_id person, enum task task, const char *unit,
                           int64_t at_s)
{
    SCOPED_ARENA(arena);
    const char *day;
    struct held held;
    struct clock then = clock_fixed(at_s);
    struct desk desk = {.db = db, .person = person, .clock = &then};
    TRY(institution_today(&day, &desk, arena));
    TRY(held_read(&held, db, person, unit, day));
    if ((task == TASK_READ ? held.any : held.full) & tasks[task].roles)
        return NULL;
    return error_make(ERROR_REFUSED, "person %lld, who did it, was no %s on %s",
                      (long long)person.n, names_of(tasks[task].roles, " or ", arena), day);
}
