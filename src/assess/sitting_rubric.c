#include "assess/sitting_rubric.h"

#include "assess/publication.h"
#include "assess/sitting_rubric_sql.h"
#include "base/text.h"

struct frozen {
    int64_t sitting;
    const char *unit;
    int64_t rubric_version;
};

static void frozen_act(struct act *out, const struct frozen *frozen, struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "sitting", frozen->sitting);
    value_set_text(open, "unit", frozen->unit);
    value_set_integer(open, "rubric_version", frozen->rubric_version);
    *out = (struct act){"rubric.frozen", open, NULL};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    frozen_act(out,
               &(struct frozen){db_rows_integer(row, STAMP_COLUMNS),
                                db_rows_text(row, STAMP_COLUMNS + 1, arena),
                                db_rows_integer(row, STAMP_COLUMNS + 2)},
               arena);
    return NULL;
}

const struct audited sitting_rubric_audited = {"sitting_rubric",
                                               (const char *const[]){"rubric.frozen", NULL},
                                               &sql_sitting_rubric_audit, audit_act};

fallible sitting_rubric_freeze(struct desk *desk, struct sitting_id sitting, const char *unit,
                               struct rubric_version_id version)
{
    SCOPED_ARENA(arena);
    struct act act;
    struct stamp stamp;
    frozen_act(&act, &(struct frozen){sitting.n, unit, version.n}, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_sitting_rubric_insert,
                  DB_VALUES(db_integer(sitting.n), db_text(unit), db_integer(version.n),
                            STAMP_VALUES(stamp)));
}

fallible sitting_rubric_version(struct rubric_version_id *out, struct db *db,
                                const struct sitting *sitting, const char *unit)
{
    int64_t id;
    TRY(db_integer_of(&id, db, &sql_sitting_rubric_version,
                      DB_VALUES(db_integer(sitting->id.n), db_text(unit)), 0));
    if (id) {
        out->n = id;
        return NULL;
    }
    if (text_equal(sitting->state, "planned"))
        return error_hint(error_make(ERROR_REFUSED, "sitting '%s' is only planned", sitting->ref),
                          "its rubrics are frozen when it opens (workflow, rule 5)");
    return error_make(ERROR_NOT_FOUND, "sitting '%s' has no unit '%.60s'", sitting->ref, unit);
}

fallible sitting_rubric(const struct rubric **out, struct db *db, const struct sitting *sitting,
                        const char *unit, struct arena *arena)
{
    struct rubric_version_id version;
    TRY(sitting_rubric_version(&version, db, sitting, unit));
    return publication_rubric(out, db, version, arena);
}
