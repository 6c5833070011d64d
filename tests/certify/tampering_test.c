/* Whoever has the database file in hand, without any trigger, check or key in the way, changes,
 * deletes, exchanges or inserts one row of any table: the audit finds it.
 *
 * Tried by default is every STRIDE-th way, from an offset drawn anew and printed; with USTA_FULL=1
 * every way there is. */
#include "certify/audit.h"

#include "assess/adjustment.h"
#include "assess/appeal_handle.h"
#include "assess/concern.h"
#include "assess/conflict.h"
#include "assess/credential.h"
#include "assess/decision_make.h"
#include "assess/disclosure.h"
#include "assess/holiday.h"
#include "assess/incident.h"
#include "assess/inquiry.h"
#include "assess/instrument.h"
#include "assess/quality_story.h"
#include "assess/relationship.h"
#include "assess/review.h"
#include "assess/session.h"
#include "assess/story.h"
#include "assess/tablet.h"
#include "assess/text_review.h"
#include "assess/typing.h"
#include "certify/certificate_file.h"
#include "certify/erase.h"
#include "certify/hand_over.h"
#include "certify/key_crl.h"
#include "certify/key_request.h"
#include "certify/key_retirement.h"
#include "certify/keyring_add.h"
#include "certify/keyring_made.h"
#include "certify/photo.h"
#include "certify/pickup.h"
#include "certify/pictures.h"
#include "certify/revocation.h"
#include "store/registry.h"

#include <stdlib.h>
#include <sys/stat.h>

enum { STRIDE = 13 };

struct column {
    const char *name, *type;
    int key; /* its place in the primary key, from 1; 0: not in it */
};
struct table {
    const char *name, *key; /* the columns of the primary key, with commas; else journal_seq */
    struct column *columns;
    size_t column_count;
    int64_t rows;
};

/* A registry at the end of a day, and all its tables. */
struct site {
    struct arena *arena;
    struct clock clock;
    struct random random;
    struct registry *registry;
    struct db *db; /* the registry's */
    struct table *tables;
    size_t table_count;
    int64_t ways, tried, missed;
    int64_t stride, offset;
    const char *const *only; /* the tables to try; NULL: all but those of other days */
};

static fallible run(struct db *db, const char *sql)
{
    const struct statement statement = {"tamper", sql, true};
    return db_run(db, &statement, DB_NO_VALUES);
}

/* BSK-002 has a line for the lead to settle, and a critical failure for another to look at. */
static void settle_and_review(struct story *story)
{
    static const char pair[] = "bishkek-1/BSK-002/TST-PAIR", solo[] = "bishkek-1/BSK-002/TST-SOLO";
    struct fixture *f = story->f;
    story_sheet(story, "examiner-a", pair, "B3 100 B1 100 B2 100");
    story_sheet(story, "examiner-b", pair, "B3 75 B1 75 B2 100");
    OK(story_settle(story, "lead", pair, "B3", 75));
    assert_true(story_result(story, pair).computed);
    story_sheet(story, "examiner-a", solo, "A1 0");
    struct attempt attempt = fixture_attempt(f, solo);
    OK(review_give(fixture_desk(f, "examiner-c"), &attempt, NULL, 0, "the ticket says nuts"));
    assert_true(story_result(story, solo).computed);
}

static void review_text(struct fixture *f)
{
    struct rubric_version_id version;
    const struct rubric *rubric;
    int64_t id;
    OK(publication_find_rubric(&version, f->db, "TST-SOLO"));
    OK(publication_rubric(&rubric, f->db, version, f->arena));
    const struct wordings wordings = wordings_of_rubric(rubric, version, f->arena);
    OK(text_review_add(&id, fixture_desk(f, "lead"), &wordings, "ky", "Ayzada Toktosunova",
                       "cook of 12 years"));
}

/* BSK-002 appeals against the critical failure, and is heard; TST-SOLO is passed after all. */
static void hear_appeal(struct story *story)
{
    int64_t id;
    struct fixture *f = story->f;
    struct result result;
    struct appeal appeal;
    struct appeal_remedy remedy;
    struct attempt attempt = fixture_attempt(f, "bishkek-1/BSK-002/TST-SOLO");
    struct grant grant = {
        .person = fixture_person(f, "verifier"), .role = ROLE_LEAD, .from_day = "2026-01-01"};
    struct mark mark = story_worth(story, "verifier", attempt.name, "A1", 100);
    OK(grant_add(&id, fixture_desk(f, "admin"), &grant));
    OK(result_of(&result, f->db, &attempt, f->arena));
    OK(appeal_lodge(&appeal, fixture_desk(f, "registrar"),
                    &(struct appeal_subject){.result = result.id}, "there were no nuts", NULL,
                    f->arena));
    OK(appeal_review(fixture_desk(f, "verifier"), &appeal));
    OK(appeal_of(&appeal, f->db, appeal.id, f->arena));
    OK(appeal_mark(fixture_desk(f, "verifier"), &appeal, "A1", mark_value(&mark, f->arena),
                   "the ticket is another one"));
    OK(appeal_uphold_result(&remedy, fixture_desk(f, "verifier"), &appeal, false,
                            "the ticket is another one", f->arena));
}

/* A second signer that is compromised and listed, and a third that is asked for. */
static void keep_keys(struct fixture *f, const char *keys, struct arena *arena)
{
    struct x509 *chain;
    size_t count;
    struct key_signer signer;
    struct bytes list;
    SCOPED_SECRET secret = NULL;
    SCOPED_KEY_OWNER root = {0};
    struct desk *desk = fixture_desk(f, "admin");
    int64_t now_s = clock_now_s(desk->clock);
    OK(secret_of(&secret, bytes_of_text("correct horse battery")));
    OK(keyring_make(&(struct keyring_order){.folder = keys,
                                            .ref = "second",
                                            .algorithm = SIGNATURE_ES256,
                                            .subject = {"KG", "Bishkek", "certificate signer"},
                                            .from_s = now_s,
                                            .until_s = now_s + 86400,
                                            .access = {.passphrase = secret},
                                            .random = desk->random},
                    arena));
    OK(keyring_read_chain(&chain, &count, keys, "second", arena));
    OK(key_signer_register(desk, "second", KEY_SYMBOLS, chain, count, arena));
    OK(key_signer_find(&signer, f->db, "second", arena));
    OK(key_retire(desk, &signer, "key_compromise", now_s, arena));
    OK(key_request_add(desk, "third", KEY_DOCUMENTS, chain[0].spki, arena));
    OK(keyring_open_authority(&root, keys, secret, arena));
    OK(key_crl_make(&list, &count, desk, &root.x509, &root.signer, now_s + 86400, arena));
    assert_int_equal(count, 1);
}

/* A tablet is enrolled, used, and lost. */
static void sign_in_on_a_tablet(struct fixture *f)
{
    struct credential_drawn drawn;
    struct tablet_code code;
    struct token token;
    struct session session;
    const char *device;
    bool got;
    size_t ended;
    OK(credential_draw(&drawn, CREDENTIAL_PASSWORD, &f->random));
    OK(credential_set(fixture_desk(f, "admin"), fixture_person(f, "lead"), &drawn.credential));
    OK(tablet_code_make(&code, fixture_desk(f, "admin"), "tablet-7"));
    OK(tablet_enrol(&device, &token, fixture_desk(f, ""), code.text, f->arena));
    OK(session_open(&token, fixture_desk(f, "lead"), 1));
    OK(session_of_token(&got, &session, f->db, token.text, clock_now_s(&f->clock), f->arena));
    assert_true(got);
    OK(session_end_all(&ended, fixture_desk(f, "lead"), session.person));
    OK(tablet_revoke(fixture_desk(f, "admin"), "tablet-7", "left in a taxi"));
}

/* Of the scales one is broken. */
static void break_scale(struct fixture *f)
{
    struct instrument scale;
    fixture_instrument(f, "probe", "Cel", "bishkek");
    fixture_instrument(f, "scale", "g", "bishkek");
    OK(instrument_find(&scale, f->db, "scale-bishkek", f->arena));
    OK(instrument_retire(fixture_desk(f, "lead"), &scale, "it fell"));
}

/* BSK-002 gets more time, and a sheet that somebody types and the tablet then sends. */
static void type_sheet(struct fixture *f)
{
    struct typing_outcome outcome;
    struct sheet_forms forms = {0};
    struct attempt attempt = fixture_attempt(f, "bishkek-1/BSK-002/TST-SOLO");
    struct value *content = value_object(f->arena);
    OK(adjustment_grant(fixture_desk(f, "registrar"), &attempt, 10, "the request of 3 November"));
    OK(sheet_form_list(&forms, f->db, &attempt, "examiner-a", f->arena));
    value_set_text(content, "stop", "illegible");
    OK(typing_enter(&outcome, fixture_desk(f, "registrar"), &forms.items[0], content, f->arena));
}

/* How BSK-002 came to the result of TST-PAIR: help that was reported, a colleague who was declared
 * late, and an inquiry that found nothing. */
static void doubt(struct fixture *f)
{
    int64_t id;
    struct sitting sitting;
    struct attempt attempt = fixture_attempt(f, "bishkek-1/BSK-002/TST-PAIR");
    struct relationship colleague = {.person = fixture_person(f, "examiner-b"),
                                     .candidate = attempt.candidate,
                                     .kind = RELATIONSHIP_COLLEAGUE,
                                     .from_day = "2026-01-01"};
    OK(sitting_of(&sitting, f->db, attempt.sitting, f->arena));
    OK(incident_report(fixture_desk(f, "lead"), &sitting, &attempt, INCIDENT_HELP, "a hint"));
    OK(incident_report(fixture_desk(f, "lead"), &sitting, NULL, INCIDENT_SUPPLY, "no water"));
    OK(relationship_declare(&id, fixture_desk(f, "registrar"), &colleague));
    OK(conflict_look(fixture_desk(f, "verifier"), &attempt, colleague.person, "marked alike"));
    OK(inquiry_open(fixture_desk(f, "verifier"), &attempt, "who helped"));
    OK(inquiry_end(fixture_desk(f, "certifier-b"), &attempt, "back", "nobody did"));
}

/* A day on which nearly everything happens that leaves a row. */
static void fill_day(struct fixture *f, struct arena *arena)
{
    struct certificate certificate;
    struct candidate candidate;
    struct decision decision;
    struct layout *layout;
    const char *keys;
    size_t recorded;
    size_t added;
    struct code secret;
    struct jpeg photo;
    int64_t id;
    bool revoked, replaced;
    struct keyring *keyring = keyring_made(&keys, KEYRING_SIGNER_YEARS, arena);
    arena_defer(arena, (void (*)(void *))keyring_close, keyring);
    OK(layout_open(&layout, PROJECT_FOLDER "/certificates", "a4", NULL, arena));
    struct press press = press_of(layout, keyring);
    OK(key_record_keyring(&recorded, fixture_desk(f, ""), keys, arena));
    keep_keys(f, keys, arena);
    struct story *story = story_begin(f);
    OK(relationship_declare(&id, fixture_desk(f, "registrar"),
                            &(struct relationship){.person = fixture_person(f, "examiner-c"),
                                                   .candidate = {1},
                                                   .kind = RELATIONSHIP_FAMILY,
                                                   .from_day = "2000-01-01"}));
    OK(grant_withdraw(fixture_desk(f, "admin"), fixture_person(f, "auditor"), ROLE_AUDITOR, NULL,
                      NULL));
    break_scale(f);
    type_sheet(f);
    story_pass(story, "BSK-001");
    settle_and_review(story);
    doubt(f);
    review_text(f);
    OK(candidate_find(&candidate, f->db, "BSK-001", arena));
    OK(decision_make(&decision, fixture_desk(f, "certifier-a"), candidate.id, "TST",
                     DECISION_GRANTED, NULL, arena));
    OK(certificate_intend(&certificate, fixture_desk(f, "registrar"), &decision, &press, arena));
    OK(certificate_issue(fixture_desk(f, "registrar"), &certificate, &press, arena));
    OK(certificate_of(&certificate, f->db, certificate.id, arena));
    OK(hand_over_record(fixture_desk(f, "registrar"), &certificate, "passport"));
    OK(pickup_make(&secret, &replaced, fixture_desk(f, "registrar"), candidate.id));
    OK(photo_set(&photo, fixture_desk(f, "registrar"), &candidate, stored_picture("grey", arena),
                 arena));
    OK(photo_set(&photo, fixture_desk(f, "registrar"), &candidate, stored_picture("colour", arena),
                 arena));
    OK(holiday_import(&added, fixture_desk(f, "admin"),
                      bytes_of_text("day,name\n2026-12-31,New Year's Eve\n"), "days.csv", arena));
    hear_appeal(story);
    sign_in_on_a_tablet(f);
    OK(certificate_revoke(&revoked, fixture_desk(f, "certifier-a"), &certificate, "forged marks"));
}

static void read_columns(struct site *site, struct table *table)
{
    struct arena *arena = site->arena;
    const struct statement list = {
        "columns",
        arena_format(arena, "SELECT name, type, pk FROM pragma_table_info('%s')", table->name),
        true};
    SCOPED_ROWS rows = NULL;
    OK(db_rows_open(&rows, site->db, &list, DB_NO_VALUES));
    for (bool got;;) {
        OK(db_rows_next(&got, rows));
        if (!got)
            break;
        struct column *column = ARENA_PUSH(arena, table->columns, table->column_count);
        *column = (struct column){db_rows_text(rows, 0, arena), db_rows_text(rows, 1, arena),
                                  (int)db_rows_integer(rows, 2)};
        if (column->key)
            table->key = table->key ? arena_format(arena, "%s, %s", table->key, column->name)
                                    : column->name;
    }
    for (size_t i = 0; !table->key; i++)
        if (strcmp(table->columns[i].name, "journal_seq") == 0) {
            table->key = table->columns[i].name;
            table->columns[i].key = 1;
        }
}

static void read_tables(struct site *site)
{
    /* these are nobody's act: changed at will, and no result rests on them */
    static const struct statement list = {
        "tables",
        "SELECT name FROM sqlite_schema WHERE type = 'table' "
        "AND name NOT IN ('setting', 'session_seen', 'totp_used')",
        true};
    SCOPED_ROWS rows = NULL;
    OK(db_rows_open(&rows, site->db, &list, DB_NO_VALUES));
    for (bool got;;) {
        OK(db_rows_next(&got, rows));
        if (!got)
            return;
        struct table table = {.name = db_rows_text(rows, 0, site->arena)};
        read_columns(site, &table);
        const struct statement count = {
            "count", arena_format(site->arena, "SELECT count(*) FROM %s", table.name), true};
        OK(db_integer_of(&table.rows, site->db, &count, DB_NO_VALUES, 0));
        *ARENA_PUSH(site->arena, site->tables, site->table_count) = table;
    }
}

/* Somebody looks into an alarm: it takes a day of many candidates to ring one. */
static void fill_concern(struct fixture *f, struct arena *arena)
{
    struct concern concern;
    const struct quality_window everything = {NULL, NULL, NULL};
    quality_story_apart(f);
    OK(concern_open(&concern, fixture_desk(f, "lead"), QUALITY_ALARM, &everything,
                    "the pair was trained apart", arena));
}

/* Two and three of seven attempts are drawn for second marking. */
static void fill_draw(struct fixture *f, struct arena *arena)
{
    (void)arena;
    struct sitting sitting = fixture_plan_drawing(f, 25, 40);
    fixture_assign(f, sitting.ref, "TST-SOLO", "examiner-b", DUTY_SECOND);
    fixture_open_drawing(f, &sitting);
}

/* BSK-001, of whose certificate somebody made a dossier, is erased once it was revoked. */
static void fill_erasure(struct fixture *f, struct arena *arena)
{
    bool revoked;
    struct candidate candidate;
    struct certificate certificate;
    struct digest dossier = digest_of(bytes_of_text("dossier"));
    fill_day(f, arena);
    OK(candidate_find(&candidate, f->db, "BSK-001", arena));
    OK(disclosure_make(fixture_desk(f, "registrar"), candidate.id, &dossier));
    OK(certificate_of(&certificate, f->db, (struct certificate_id){1}, arena));
    OK(certificate_revoke(&revoked, fixture_desk(f, "certifier-b"), &certificate, "forged marks"));
    assert_true(revoked);
    OK(erase_candidate(fixture_desk(f, "admin"), &candidate, "asked for in letter 12"));
}

static int open_site(void **state, void (*fill)(struct fixture *f, struct arena *arena))
{
    struct arena *arena = arena_open();
    struct site *site = ARENA_NEW(arena, struct site);
    site->arena = arena;
    site->random = random_system();
    char *folder = path_join(arena, scratch_folder(arena), "registry");
    {
        SCOPED_FIXTURE(f);
        fill(f, arena);
        fixture_commit(f);
        fixture_unprotect(f);
        site->clock = f->clock;
        assert_int_equal(mkdir(folder, 0700), 0);
        OK(transaction_commit(&f->transaction));
        OK(db_copy(f->db, registry_database(folder, arena)));
        OK(transaction_begin(&f->transaction, f->db));
    }
    OK(registry_open(&site->registry, folder, DB_WRITE, &site->clock, &site->random));
    site->db = registry_db(site->registry);
    OK(run(site->db, "PRAGMA foreign_keys = OFF"));
    OK(run(site->db, "PRAGMA ignore_check_constraints = ON"));
    read_tables(site);
    *state = site;
    return 0;
}

static int open_day(void **state)
{
    return open_site(state, fill_day);
}

static int open_another_day(void **state, void (*fill)(struct fixture *f, struct arena *arena),
                            const char *const *only)
{
    open_site(state, fill);
    struct site *site = *state;
    site->stride = 1;
    site->only = only;
    return 0;
}

static int open_concern(void **state)
{
    static const char *const only[] = {"concern", NULL};
    return open_another_day(state, fill_concern, only);
}

static int open_draw(void **state)
{
    static const char *const only[] = {"draw", "draw_attempt", "attempt", NULL};
    return open_another_day(state, fill_draw, only);
}

static int open_erasure(void **state)
{
    static const char *const only[] = {"erasure", "erasure_end", "disclosure", NULL};
    return open_another_day(state, fill_erasure, only);
}

static int close_site(void **state)
{
    struct site *site = *state;
    registry_close(site->registry);
    arena_close(site->arena);
    return 0;
}

static fallible audit(const struct site *site)
{
    struct audit_report report;
    return audit_registry(&report, site->db, NULL, NULL);
}

/* Ids that no row and no entry names: another one says nothing else. */
static bool is_label(const struct table *table, const char *column)
{
    static const char *const tables[] = {"certificate_file", "key_made", "revocation_proposal"};
    for (size_t i = 0; i < COUNT(tables); i++)
        if (strcmp(tables[i], table->name) == 0)
            return strcmp(column, "id") == 0;
    return false;
}

/* One way to tamper: some statements, of which one may be impossible. */
static void tamper(struct site *site, const struct table *table, const char *what,
                   const char *const *sql, size_t count)
{
    if (site->ways++ % site->stride != site->offset)
        return;
    SCOPED_TRANSACTION left = {0};
    OK(transaction_begin(&left, site->db));
    for (size_t i = 0; i < count; i++) {
        SCOPED_ERROR impossible = run(site->db, sql[i]);
        if (impossible && error_code(impossible) == ERROR_ENVIRONMENT)
            fail_msg("%s", error_message(impossible));
        if (impossible)
            return;
    }
    SCOPED_ERROR found = audit(site);
    site->tried++;
    if (found) /* ERROR_ENVIRONMENT where the engine's own check finds it */
        assert_true(error_code(found) == ERROR_REFUSED || error_code(found) == ERROR_ENVIRONMENT);
    if (found)
        return;
    site->missed++;
    print_error("nobody notices the %s in '%s'\n", what, table->name);
}

/* The key of the row at a place: (key) = (that of the row). */
static const char *where(const struct table *table, int64_t place, struct arena *arena)
{
    return arena_format(arena, "(%s) = (SELECT %s FROM %s ORDER BY %s LIMIT 1 OFFSET %lld)",
                        table->key, table->key, table->name, table->key, (long long)place);
}

static const char *another(const struct column *column, struct arena *arena)
{
    if (strcmp(column->type, "INTEGER") == 0)
        return arena_format(arena, "coalesce(%s, 0) + 1000", column->name);
    if (strcmp(column->type, "TEXT") == 0)
        return arena_format(arena, "coalesce(%s, '') || 'x'", column->name);
    return arena_format(arena, "coalesce(CAST(substr(%s, 2) || 'x' AS BLOB), x'00')", column->name);
}

static void change_row(struct site *site, const struct table *table, int64_t place)
{
    struct arena *arena = site->arena; /* statements are known by their address */
    const char *key = where(table, place, arena);
    for (size_t i = 0; i < table->column_count; i++) {
        const struct column *column = &table->columns[i];
        if (is_label(table, column->name))
            continue;
        const char *change[] = {arena_format(arena, "UPDATE %s SET %s = %s WHERE %s", table->name,
                                             column->name, another(column, arena), key)};
        tamper(site, table, arena_format(arena, "change of %s", column->name), change, 1);
    }
}

static void delete_row(struct site *site, const struct table *table, int64_t place)
{
    struct arena *arena = site->arena; /* statements are known by their address */
    const char *sql[] = {
        arena_format(arena, "DELETE FROM %s WHERE %s", table->name, where(table, place, arena))};
    tamper(site, table, "deletion", sql, 1);
}

/* The columns of a table, each key (or each but the key) from one table and the rest of another. */
static const char *mixed(const struct table *table, const char *keys, const char *rest,
                         struct arena *arena)
{
    const char *list = "";
    for (size_t i = 0; i < table->column_count; i++)
        list = arena_format(arena, "%s%s%s.%s", list, i ? ", " : "",
                            table->columns[i].key ? keys : rest, table->columns[i].name);
    return list;
}

/* Whether there is something beside the key, and the key says something. */
static bool can_exchange(const struct table *table)
{
    bool all_key = true;
    for (size_t i = 0; i < table->column_count; i++)
        all_key = all_key && table->columns[i].key;
    return !all_key && !is_label(table, table->key);
}

/* Whether a row and the next say different things beside their keys: else to exchange them is to
 * do nothing. */
static bool next_differs(const struct site *site, const struct table *table, int64_t place)
{
    int64_t count;
    const char *rest = "";
    struct arena *arena = site->arena; /* statements are known by their address */
    for (size_t i = 0; i < table->column_count; i++)
        if (!table->columns[i].key)
            rest = arena_format(arena, "%s%s%s", rest, *rest ? ", " : "", table->columns[i].name);
    const struct statement differing = {
        "differing",
        arena_format(arena, "SELECT count(*) FROM (SELECT DISTINCT %s FROM %s WHERE %s OR %s)",
                     rest, table->name, where(table, place, arena), where(table, place + 1, arena)),
        true};
    OK(db_integer_of(&count, site->db, &differing, DB_NO_VALUES, 0));
    return count == 2;
}

/* Two rows exchange their keys, and so their places. */
static void exchange_rows(struct site *site, const struct table *table, int64_t place)
{
    struct arena *arena = site->arena; /* statements are known by their address */
    const char *name = table->name;
    const char *sql[] = {
        arena_format(arena, "CREATE TEMP TABLE a AS SELECT * FROM %s WHERE %s", name,
                     where(table, place, arena)),
        arena_format(arena, "CREATE TEMP TABLE b AS SELECT * FROM %s WHERE %s", name,
                     where(table, place + 1, arena)),
        arena_format(arena,
                     "DELETE FROM %s WHERE (%s) IN (SELECT %s FROM a UNION SELECT %s FROM b)", name,
                     table->key, table->key, table->key),
        arena_format(arena, "INSERT INTO %s SELECT %s FROM a, b", name,
                     mixed(table, "a", "b", arena)),
        arena_format(arena, "INSERT INTO %s SELECT %s FROM a, b", name,
                     mixed(table, "b", "a", arena)),
    };
    if (place + 1 < table->rows && can_exchange(table) && next_differs(site, table, place))
        tamper(site, table, "exchange", sql, COUNT(sql));
}

/* A copy of a row under a key, and where rows name one, a journal entry, that nobody has. */
static void insert_row(struct site *site, const struct table *table, int64_t place)
{
    struct arena *arena = site->arena; /* statements are known by their address */
    const char *list = "";
    for (size_t i = 0; i < table->column_count; i++) {
        const struct column *column = &table->columns[i];
        bool is_new = column->key || strcmp(column->name, "journal_seq") == 0;
        list = arena_format(arena, "%s%s%s", list, i ? ", " : "",
                            is_new ? another(column, arena) : column->name);
    }
    const char *sql[] = {arena_format(arena, "INSERT INTO %s SELECT %s FROM %s WHERE %s",
                                      table->name, list, table->name, where(table, place, arena))};
    tamper(site, table, "insertion", sql, 1);
}

static void sweep(struct site *site, const struct table *table)
{
    if (table->rows == 0)
        fail_msg("'%s' has no row to try", table->name);
    for (int64_t place = 0; place < table->rows; place++) {
        change_row(site, table, place);
        delete_row(site, table, place);
        exchange_rows(site, table, place);
        insert_row(site, table, place);
    }
}

static bool is_among(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

/* What takes a day of its own. */
static const char *const of_other_days[] = {
    "concern", "draw", "draw_attempt", "erasure", "erasure_end", "disclosure", NULL};

static void sweep_site(struct site *site)
{
    OK(audit(site));
    print_message("every %lld-th way from %lld\n", (long long)site->stride,
                  (long long)site->offset);
    for (size_t i = 0; i < site->table_count; i++)
        if (!site->only || is_among(site->tables[i].name, site->only))
            if (site->only || !is_among(site->tables[i].name, of_other_days))
                sweep(site, &site->tables[i]);
    print_message("%lld of %lld ways tried\n", (long long)site->tried, (long long)site->ways);
    assert_int_equal(site->missed, 0);
    OK(audit(site));
}

static void one_row_tampered_with_is_found(void **state)
{
    struct site *site = *state;
    uint32_t offset;
    OK(random_below(&offset, &site->random, STRIDE));
    site->stride = getenv("USTA_FULL") ? 1 : STRIDE;
    site->offset = offset % site->stride;
    sweep_site(site);
    assert_true(site->tried > 50);
}

static void so_is_one_of_another_day(void **state)
{
    struct site *site = *state;
    sweep_site(site);
    assert_true(site->tried > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_row_tampered_with_is_found, open_day, close_site),
        cmocka_unit_test_setup_teardown(so_is_one_of_another_day, open_concern, close_site),
        cmocka_unit_test_setup_teardown(so_is_one_of_another_day, open_draw, close_site),
        cmocka_unit_test_setup_teardown(so_is_one_of_another_day, open_erasure, close_site),
    };
    return cmocka_run_group_tests_name("certify/tampering", tests, NULL, NULL);
}
