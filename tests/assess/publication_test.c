#include "assess/publication.h"

#include "assess/fixture.h"
#include "base/file.h"
#include "base/text.h"

#include "test.h"

/* A file of tests/assess/files with one text in place of another. */
static struct bytes changed(struct fixture *f, const char *name, const char *from, const char *to)
{
    const char *text;
    OK(text_from_bytes(&text, fixture_file(f, name), name, f->arena));
    const char *at = strstr(text, from);
    assert_non_null(at);
    return bytes_of_text(
        arena_format(f->arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from)));
}

static struct error *rubric(int64_t *id, struct fixture *f, const char *person, struct bytes file)
{
    struct findings findings = findings_make(f->arena);
    struct rubric_version_id version = {0};
    struct error *error = publication_add_rubric(&version, fixture_desk(f, person), file, "r.yaml",
                                                 &findings, f->arena);
    *id = version.n;
    return error;
}

static struct error *scheme(int64_t *id, struct fixture *f, const char *person, struct bytes file)
{
    struct findings findings = findings_make(f->arena);
    struct scheme_version_id version = {0};
    struct error *error = publication_add_scheme(&version, fixture_desk(f, person), file, "s.yaml",
                                                 &findings, f->arena);
    *id = version.n;
    return error;
}

static struct bytes version_of(struct fixture *f, const char *version)
{
    return changed(f, "tst-solo.yaml", "version: 1.0.0",
                   arena_format(f->arena, "version: %s", version));
}

static void what_is_published_is_read_back(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct scheme_version_id id = fixture_publish(f);
    const struct scheme *read;
    OK(publication_scheme(&read, f->db, id, f->arena));
    assert_string_equal(read->id, "TST");
    assert_int_equal(read->unit_count, 2);
    struct rubric_version_id newest, found;
    OK(publication_newest_rubric(&newest, f->db, &read->units[1]));
    OK(publication_find_rubric(&found, f->db, "TST-PAIR"));
    assert_int_equal(newest.n, found.n);
    const struct rubric *pair;
    OK(publication_rubric(&pair, f->db, newest, f->arena));
    assert_string_equal(rubric_name(pair, f->arena), "TST-PAIR@1.0.0");
    struct publications rubrics, schemes;
    OK(publication_rubrics(&rubrics, f->db, f->arena));
    OK(publication_schemes(&schemes, f->db, f->arena));
    assert_int_equal(rubrics.count, 2);
    assert_string_equal(rubrics.items[0].subject, "TST-PAIR");
    assert_true(digest_equal(&rubrics.items[0].digest, &pair->structure_digest));
    assert_int_equal(schemes.count, 1);
    fixture_audit(f);
}

static void the_same_bytes_again_change_nothing(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    int64_t first, again;
    struct bytes file = fixture_file(f, "tst-solo.yaml");
    OK(rubric(&first, f, "lead", file));
    int64_t acts = fixture_acts(f);
    OK(rubric(&again, f, "admin", file));
    assert_int_equal(again, first);
    assert_int_equal(fixture_acts(f), acts);
    OK(rubric(&again, f, "admin", version_of(f, "1.1.0")));
    OK(rubric(&again, f, "admin", file)); /* an older one too */
    assert_int_equal(again, first);
}

static void files_with_mistakes_are_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    int64_t id, acts = fixture_acts(f);
    FAILS(rubric(&id, f, "lead", changed(f, "tst-solo.yaml", "weight: 20", "weight: 21")),
          ERROR_REFUSED, "r.yaml: 1 mistakes, the rubric is not published");
    FAILS(rubric(&id, f, "lead", changed(f, "tst-solo.yaml", "published", "draft")), ERROR_REFUSED,
          "r.yaml: the rubric is a draft");
    FAILS(rubric(&id, f, "lead", changed(f, "tst-solo.yaml", "published", "retired")),
          ERROR_REFUSED, "r.yaml: the rubric is retired");
    FAILS(scheme(&id, f, "lead", changed(f, "tst.scheme.yaml", "weight: 40", "weight: 41")),
          ERROR_REFUSED, "s.yaml: 1 mistakes, the scheme is not published");
    FAILS(scheme(&id, f, "lead", changed(f, "tst.scheme.yaml", "published", "draft")),
          ERROR_REFUSED, "s.yaml: the scheme is a draft");
    assert_int_equal(fixture_acts(f), acts);
}

static void only_who_may_publishes(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    int64_t id, grant;
    struct bytes file = fixture_file(f, "tst-solo.yaml");
    FAILS(rubric(&id, f, "examiner-a", file), ERROR_REFUSED, "may not publish");
    FAILS(scheme(&id, f, "registrar", fixture_file(f, "tst.scheme.yaml")), ERROR_REFUSED,
          "may not publish");
    OK(grant_add(&grant, fixture_desk(f, "admin"),
                 &(struct grant){.person = fixture_person(f, "newcomer"),
                                 .role = ROLE_LEAD,
                                 .unit = "TST-PAIR"}));
    FAILS(rubric(&id, f, "newcomer", file), ERROR_REFUSED,
          "'newcomer' may not publish rubrics and schemes for 'TST-SOLO'");
    OK(rubric(&id, f, "newcomer", fixture_file(f, "tst-pair.yaml")));
    OK(rubric(&id, f, "admin", file));
    FAILS(scheme(&id, f, "newcomer", fixture_file(f, "tst.scheme.yaml")), ERROR_REFUSED,
          "'newcomer' may not publish");
}

static void a_published_version_never_changes(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    int64_t id;
    fixture_publish(f);
    int64_t acts = fixture_acts(f);
    FAILS(rubric(&id, f, "lead", changed(f, "tst-solo.yaml", "# A unit", "# This unit")),
          ERROR_CONFLICT, "'TST-SOLO@1.0.0' is published with other content");
    FAILS(scheme(&id, f, "lead", changed(f, "tst.scheme.yaml", "# A scheme", "# The scheme")),
          ERROR_CONFLICT, "'TST@1.0.0' is published with other content");
    assert_int_equal(fixture_acts(f), acts);
}

static void a_version_only_rises(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    int64_t id;
    OK(rubric(&id, f, "lead", version_of(f, "1.9.0")));
    OK(rubric(&id, f, "lead", version_of(f, "1.10.0"))); /* not in the order of letters */
    FAILS(rubric(&id, f, "lead", version_of(f, "1.9.1")), ERROR_CONFLICT,
          "'TST-SOLO@1.9.1' comes after '1.10.0', which is published");
    OK(rubric(&id, f, "lead", version_of(f, "2.0.0")));
}

static void a_version_says_how_far_the_change_goes(void **state)
{
    (void)state;
    static const struct {
        const char *version, *from, *to, *least; /* least: NULL when it is raised enough */
    } cases[] = {
        {"1.0.1", "temperature}", "warmth}", NULL},     {"1.0.1", "weight: 20", "weight: 20", NULL},
        {"1.0.1", "[RU, TR]", "[RU, TR, KZ]", "1.1.0"}, {"1.1.0", "[RU, TR]", "[RU, TR, KZ]", NULL},
        {"1.1.0", "\"70.00\"", "\"71.00\"", "2.0.0"},   {"2.0.0", "\"70.00\"", "\"71.00\"", NULL},
    };
    SCOPED_FIXTURE(f);
    int64_t id;
    OK(rubric(&id, f, "lead", fixture_file(f, "tst-solo.yaml")));
    fixture_commit(f);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *text = (const char *)version_of(f, cases[i].version).data;
        const char *at = strstr(text, cases[i].from);
        struct bytes file = bytes_of_text(arena_format(f->arena, "%.*s%s%s", (int)(at - text), text,
                                                       cases[i].to, at + strlen(cases[i].from)));
        SCOPED_ERROR error = rubric(&id, f, "lead", file);
        if (!error != !cases[i].least)
            fail_msg("%s: %s", cases[i].to, error ? error_message(error) : "published");
        if (error) {
            assert_int_equal(error_code(error), ERROR_CONFLICT);
            assert_non_null(strstr(error_message(error), "is not raised as its changes since"));
            assert_non_null(strstr(error_hint_text(error), cases[i].least));
        }
        fixture_rollback(f);
    }
}

static void the_newest_of_a_range_is_found(void **state)
{
    (void)state;
    static const char *const versions[] = {"1.0.0", "1.9.0", "1.10.0", "2.0.0"};
    static const struct {
        struct version from, below;
        const char *newest; /* NULL: none */
    } cases[] = {
        {{1, 0, 0}, {2, 0, 0}, "1.10.0"}, {{1, 0, 0}, {2, 0, 1}, "2.0.0"},
        {{1, 9, 0}, {1, 9, 1}, "1.9.0"},  {{1, 0, 0}, {1, 9, 0}, "1.0.0"},
        {{2, 0, 0}, {3, 0, 0}, "2.0.0"},  {{2, 0, 1}, {3, 0, 0}, NULL},
        {{0, 1, 0}, {1, 0, 0}, NULL},
    };
    SCOPED_FIXTURE(f);
    for (size_t i = 0; i < COUNT(versions); i++) {
        int64_t id;
        OK(rubric(&id, f, "lead", version_of(f, versions[i])));
    }
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct scheme_unit unit = {
            .rubric = "TST-SOLO", .from = cases[i].from, .below = cases[i].below};
        struct rubric_version_id id;
        const struct rubric *found;
        if (!cases[i].newest) {
            FAILS(publication_newest_rubric(&id, f->db, &unit), ERROR_NOT_FOUND,
                  "no rubric 'TST-SOLO' from ");
            continue;
        }
        OK(publication_newest_rubric(&id, f->db, &unit));
        OK(publication_rubric(&found, f->db, id, f->arena));
        assert_string_equal(version_text(found->version, f->arena), cases[i].newest);
    }
}

static void names_are_found_or_not(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    int64_t old, new;
    OK(rubric(&old, f, "lead", version_of(f, "1.0.0")));
    OK(rubric(&new, f, "lead", version_of(f, "1.1.0")));
    struct rubric_version_id id;
    struct scheme_version_id none;
    OK(publication_find_rubric(&id, f->db, "TST-SOLO"));
    assert_int_equal(id.n, new);
    OK(publication_find_rubric(&id, f->db, "TST-SOLO@1.0.0"));
    assert_int_equal(id.n, old);
    FAILS(publication_find_rubric(&id, f->db, "TST-SOLO@1.2.0"), ERROR_NOT_FOUND,
          "no rubric 'TST-SOLO@1.2.0' is published");
    FAILS(publication_find_rubric(&id, f->db, "TST"), ERROR_NOT_FOUND, "no rubric 'TST'");
    FAILS(publication_find_rubric(&id, f->db, "TST-SOLO@1"), ERROR_USAGE, "names no version");
    FAILS(publication_find_scheme(&none, f->db, "TST"), ERROR_NOT_FOUND, "no scheme 'TST'");
}

static void a_scheme_waits_for_its_rubrics(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    int64_t id;
    FAILS(scheme(&id, f, "lead", fixture_file(f, "tst.scheme.yaml")), ERROR_NOT_FOUND,
          "scheme 'TST': no rubric 'TST-SOLO' from 1.0.0 below 2.0.0 is published");
    OK(rubric(&id, f, "lead", fixture_file(f, "tst-solo.yaml")));
    FAILS(scheme(&id, f, "lead", fixture_file(f, "tst.scheme.yaml")), ERROR_NOT_FOUND, "TST-PAIR");
    OK(rubric(&id, f, "lead", fixture_file(f, "tst-pair.yaml")));
    OK(scheme(&id, f, "lead", fixture_file(f, "tst.scheme.yaml")));
}

static void what_was_tampered_with_is_not_used(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct scheme_version_id scheme_id = fixture_publish(f);
    struct rubric_version_id id;
    const struct rubric *read;
    const struct scheme *read_scheme;
    OK(publication_find_rubric(&id, f->db, "TST-SOLO"));
    fixture_unprotect(f);
    fixture_run(f, "UPDATE rubric_version SET source = replace(source, '\"70.00\"', '\"60.00\"')");
    fixture_run(f, "UPDATE scheme_version SET source = replace(source, ': 36', ': 48')");
    FAILS(publication_rubric(&read, f->db, id, f->arena), ERROR_REFUSED,
          "the rubric 'TST-SOLO@1.0.0' in the registry is not what was published");
    FAILS(publication_scheme(&read_scheme, f->db, scheme_id, f->arena), ERROR_REFUSED,
          "the scheme 'TST@1.0.0' in the registry is not what was published");
    FAILS(publication_rubric(&read, f->db, (struct rubric_version_id){99}, f->arena),
          ERROR_NOT_FOUND, "no published rubric 99");
}

/* Every rubric of the repository, then its schemes: what a centre begins with. */
static void what_the_repository_ships_is_published(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    static const char folder[] = PROJECT_FOLDER "/rubrics/catering";
    const char *const *names;
    size_t count, published = 0;
    OK(folder_list(&names, &count, folder, ".yaml", f->arena));
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < count; i++) {
            int64_t id;
            struct bytes file;
            bool is_scheme = text_ends(names[i], ".scheme.yaml");
            if (is_scheme != (round == 1))
                continue;
            OK(file_read(&file, path_join(f->arena, folder, names[i]), 1 << 20, f->arena));
            OK(is_scheme ? scheme(&id, f, "lead", file) : rubric(&id, f, "lead", file));
            published++;
        }
    assert_int_equal(published, count);
    assert_true(count >= 23);
    fixture_audit(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_published_is_read_back),
        cmocka_unit_test(the_same_bytes_again_change_nothing),
        cmocka_unit_test(files_with_mistakes_are_refused),
        cmocka_unit_test(only_who_may_publishes),
        cmocka_unit_test(a_published_version_never_changes),
        cmocka_unit_test(a_version_only_rises),
        cmocka_unit_test(a_version_says_how_far_the_change_goes),
        cmocka_unit_test(the_newest_of_a_range_is_found),
        cmocka_unit_test(names_are_found_or_not),
        cmocka_unit_test(a_scheme_waits_for_its_rubrics),
        cmocka_unit_test(what_was_tampered_with_is_not_used),
        cmocka_unit_test(what_the_repository_ships_is_published),
    };
    return cmocka_run_group_tests_name("assess/publication", tests, NULL, NULL);
}
