#include "certify/dossier.h"

#include "base/encoding.h"
#include "certify/erase.h"
#include "certify/shop.h"

static struct value *dossier_of(struct room *room, const char *ref, const char **folder)
{
    struct digest digest;
    struct bytes bytes;
    struct value *dossier;
    struct candidate candidate;
    struct arena *arena = room->f->arena;
    *folder = scratch_folder(arena);
    OK(candidate_find(&candidate, room->f->db, ref, arena));
    OK(dossier_write(&digest, *folder, room->f->db, &candidate, 1790000000));
    OK(file_read(&bytes, path_join(arena, *folder, "dossier.json"), 1 << 24, arena));
    struct digest again = digest_of(bytes);
    assert_true(digest_equal(&digest, &again));
    OK(value_parse(&dossier, bytes, "dossier", arena));
    return dossier;
}

/* What the holder can do with a row without this program. */
static void check_commitment(const struct value *row, struct db *db, struct arena *arena)
{
    struct value *entry;
    struct bytes salt;
    const struct value *facts = value_get(row, "facts");
    const char *text = value_text(value_get(row, "entry")), *kept;
    OK(value_parse(&entry, bytes_of_text(text), "entry", arena));
    OK(journal_entry_text(&kept, db, value_integer(value_get(entry, "seq")), arena));
    assert_string_equal(text, kept);
    if (value_kind(facts) == VALUE_NULL)
        return;
    OK(hex_decode(&salt, value_text(value_get(row, "salt")), "salt", arena));
    assert_int_equal(salt.size, SALT_SIZE);
    const struct bytes parts[] = {salt, bytes_of_text(value_canonical(facts, arena))};
    struct digest sealed = digest_of_parts(parts, 2);
    assert_string_equal(digest_text(&sealed, arena), value_text(value_get(entry, "sealed")));
}

static size_t count_of(const struct value *rows, const char *noun)
{
    size_t count = 0;
    for (size_t i = 0; i < value_size(rows); i++)
        count += strcmp(value_text(value_get(value_at(rows, i), "noun")), noun) == 0;
    return count;
}

static void it_has_all_and_can_be_checked(void **state)
{
    SCOPED_ROOM(room);
    const char *folder;
    struct bytes pdf, kept;
    struct arena *arena = room.f->arena;
    struct certificate certificate = issued(&room);
    struct value *dossier = dossier_of(&room, "BSK-001", &folder);
    const struct value *rows = value_get(dossier, "rows");
    static const struct {
        const char *noun;
        size_t count;
    } expected[] = {{"candidate", 1}, {"candidate_facts", 1}, {"attempt", 2},  {"sheet", 3},
                    {"seal", 3},      {"result", 2},          {"decision", 1}, {"certificate", 1},
                    {"person", 0},    {"certificate_file", 1}};
    for (size_t i = 0; i < COUNT(expected); i++)
        assert_int_equal(count_of(rows, expected[i].noun), expected[i].count);
    for (size_t i = 0; i < value_size(rows); i++)
        check_commitment(value_at(rows, i), room.f->db, arena);
    assert_int_equal(value_size(value_get(dossier, "results")), 2);
    assert_true(value_size(value_get(dossier, "events")) > 15);
    assert_null(strstr(value_canonical(dossier, arena), "BSK-002"));
    const char *name = value_text(value_get(value_at(value_get(dossier, "files"), 0), "file"));
    OK(file_read(&pdf, path_join(arena, folder, name), 1 << 24, arena));
    OK(certificate_file(&kept, room.f->db, &certificate, arena));
    assert_true(bytes_equal(pdf, kept));
}

static void who_was_erased_has_none(void **state)
{
    SCOPED_ROOM(room);
    struct erasure erasure;
    struct digest digest;
    struct candidate candidate;
    OK(candidate_find(&candidate, room.f->db, "BSK-002", room.f->arena));
    OK(erasure_begin(&erasure, fixture_desk(room.f, "admin"), candidate.id, "asked"));
    FAILS(dossier_write(&digest, scratch_folder(room.f->arena), room.f->db, &candidate, 0),
          ERROR_REFUSED, "was erased");
}

/* Tables that say nothing about a candidate, and why. A table made later is in the view `personal`,
 * or here, or this test fails. */
static const char *const not_personal[][2] = {
    {"journal", "commitments alone; a dossier quotes the entries of its rows"},
    {"journal_node", "hashes"},
    {"setting", "of the registry"},
    {"institution", "who issues"},
    {"centre", "where"},
    {"person", "a member of staff"},
    {"role_grant", "of staff"},
    {"role_withdrawal", "of staff"},
    {"rubric_version", "published"},
    {"scheme_version", "published"},
    {"text_review", "of what is published"},
    {"concern", "about examiners and rubrics"},
    {"sitting", "a day for many"},
    {"sitting_rubric", "of a sitting"},
    {"delivery", "digests of what a tablet handed over, of many at once"},
    {"event", "has no entry of its own; a dossier has it under 'events'"},
    {"decision_result", "derived from decision.rests_on"},
    {"key_made", "of the centre"},
    {"key_signer", "of the centre"},
    {"key_request", "of the centre"},
    {"key_retirement", "of the centre"},
    {"key_crl", "of the centre"},
    {"draw_seed", "of a sitting"},
    {"draw", "of a sitting: ids of many attempts"},
    {"draw_attempt", "derived from draw.attempts"},
    {"instrument", "of a centre"},
    {"instrument_retirement", "of an instrument"},
    {"calibration", "of an instrument"},
    {"holiday", "of the institution"},
    {"credential", "of staff"},
    {"totp_used", "of staff"},
    {"tablet_code", "of a tablet"},
    {"tablet", "of the centre"},
    {"tablet_end", "of a tablet"},
    {"session", "of staff"},
    {"session_seen", "of staff"},
    {"session_end", "of staff"},
};

static void no_table_is_forgotten(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    static const struct statement tables = {
        "tables",
        "SELECT t.name, (SELECT count(*) FROM pragma_table_info(t.name) c WHERE c.name = "
        "'candidate'), v.sql LIKE '%FROM ' || t.name || CHAR(10) || '%' OR v.sql LIKE '%FROM ' || "
        "t.name || ' %' OR v.sql LIKE '%FROM ' || t.name OR v.sql LIKE '%JOIN ' || t.name || ' %' "
        "FROM sqlite_schema t JOIN sqlite_schema v ON v.name = 'personal' "
        "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'",
        true};
    size_t count = 0;
    SCOPED_ROWS rows = NULL;
    OK(db_rows_open(&rows, f->db, &tables, DB_NO_VALUES));
    for (bool got;;) {
        OK(db_rows_next(&got, rows));
        if (!got)
            break;
        const char *name = db_rows_text(rows, 0, f->arena);
        bool listed = false, viewed = db_rows_integer(rows, 2);
        for (size_t i = 0; i < COUNT(not_personal); i++)
            listed = listed || strcmp(not_personal[i][0], name) == 0;
        if (listed == viewed || (listed && db_rows_integer(rows, 1)))
            fail_msg("'%s' is %s", name, viewed ? "in both lists" : "in no list, or in the wrong");
        count++;
    }
    assert_true(count > 25);
}

/* A noun of the view that no audited noun reads would be left out in silence. */
static void every_noun_is_audited(void **state)
{
    SCOPED_ROOM(room);
    const char *folder;
    size_t count = 0;
    issued(&room);
    struct value *dossier = dossier_of(&room, "BSK-001", &folder);
    static const struct statement scope = {
        "scope",
        "SELECT count(*) FROM personal p JOIN candidate c ON c.id = p.candidate "
        "WHERE c.ref = 'BSK-001'",
        true};
    int64_t expected;
    OK(db_integer_of(&expected, room.f->db, &scope, DB_NO_VALUES, 0));
    count = value_size(value_get(dossier, "rows"));
    assert_int_equal(count, expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_has_all_and_can_be_checked),
        cmocka_unit_test(who_was_erased_has_none),
        cmocka_unit_test(no_table_is_forgotten),
        cmocka_unit_test(every_noun_is_audited),
    };
    return cmocka_run_group_tests_name("certify/dossier", tests, open_shop, close_shop);
}
