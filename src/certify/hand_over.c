#include "certify/hand_over.h"

#include "assess/institution.h"
#include "assess/role.h"
#include "base/text.h"
#include "certify/hand_over_sql.h"

static void hand_over_read(struct hand_over *out, const struct db_rows *row, int from,
                           struct arena *arena)
{
    *out = (struct hand_over){.id = db_rows_integer(row, from),
                              .certificate = {db_rows_integer(row, from + 1)},
                              .document_kind = db_rows_text(row, from + 2, arena),
                              .at_s = db_rows_integer(row, from + 3),
                              .by = db_rows_text(row, from + 4, arena)};
}

static void hand_over_act(struct act *out, const struct hand_over *hand_over, struct arena *arena)
{
    struct value *open = value_object(arena);
    value_set_integer(open, "hand_over", hand_over->id);
    value_set_integer(open, "certificate", hand_over->certificate.n);
    value_set_text(open, "document_kind", hand_over->document_kind);
    *out = (struct act){"certificate.handed_over", open, NULL};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct hand_over hand_over;
    hand_over_read(&hand_over, row, STAMP_COLUMNS, arena);
    hand_over_act(out, &hand_over, arena);
    return NULL;
}

const struct audited hand_over_audited = {"hand_over",
                                          (const char *const[]){"certificate.handed_over", NULL},
                                          &sql_hand_over_audit, audit_act};

static fallible check_document(const char *kind)
{
    if (text_equal(kind, "passport") || text_equal(kind, "id_card"))
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "'%.40s' proves nobody's identity", kind),
                      "say what was seen: passport or id_card");
}

static fallible check_certificate(const struct desk *desk, const struct certificate *certificate,
                                  struct arena *arena)
{
    const char *today, *name = certificate_name(certificate, arena);
    if (!text_equal(certificate->state, "issued"))
        return error_hint(error_make(ERROR_REFUSED, "%s is %s", name, certificate->state),
                          "only a certificate that is issued is handed over");
    TRY(institution_today(&today, desk, arena));
    if (strcmp(today, certificate->expires_day) <= 0)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "%s ended on %s", name, certificate->expires_day),
                      "only a certificate that is valid is handed over");
}

fallible hand_over_record(struct desk *desk, const struct certificate *certificate,
                          const char *document_kind)
{
    SCOPED_ARENA(arena);
    struct hand_over row = {.certificate = certificate->id, .document_kind = document_kind};
    struct act act;
    struct stamp stamp;
    TRY(role_require(desk, TASK_HAND_OVER, NULL));
    TRY(check_document(document_kind));
    TRY(check_certificate(desk, certificate, arena));
    TRY(desk_next_id(&row.id, desk, &sql_hand_over_highest));
    hand_over_act(&act, &row, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_hand_over_insert,
                  DB_VALUES(db_integer(row.id), db_integer(row.certificate.n),
                            db_text(row.document_kind), STAMP_VALUES(stamp)));
}

fallible hand_over_list(struct hand_overs *out, struct db *db, struct certificate_id certificate,
                        struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct hand_overs list = {0};
    TRY(db_rows_open(&rows, db, &sql_hand_overs_of, DB_VALUES(db_integer(certificate.n))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        hand_over_read(ARENA_PUSH(arena, list.items, list.count), rows, 0, arena);
    }
    *out = list;
    return NULL;
}
