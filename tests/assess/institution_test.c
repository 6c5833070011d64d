#include "assess/institution.h"

#include "assess/fixture.h"
#include "assess/institution_file.h"
#include "base/file.h"

#include "test.h"

static void the_demo_file_is_read(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct bytes file;
    struct institution_file *read;
    struct findings findings = findings_make(arena);
    OK(file_read(&file, PROJECT_FOLDER "/tests/demo/institution.yaml", 1 << 20, arena));
    OK(institution_load(&read, &findings, file, "institution.yaml", arena));
    if (!read)
        fail_msg("%s", findings_text(&findings, arena));
    assert_string_equal(read->institution.origin, "usta-demo.kg");
    assert_string_equal(read->institution.host, "verify.usta-demo.kg");
    assert_int_equal(read->institution.target, 200);
    assert_int_equal(read->institution.centres.count, 2);
    assert_string_equal(read->institution.centres.items[1].ref, "osh");
    assert_int_equal(read->institution.centres.items[1].utc_offset_min, 360);
    assert_string_equal(texts_in(&read->institution.centres.items[1].names, "ky", NULL), "Ош");
    assert_string_equal(read->administrator_ref, "admin");
    assert_string_equal(read->administrator_name, "Nurlan Abdykadyrov");
}

static const char good[] = "usta_institution: 1\n"
                           "origin: test.kg\n"
                           "host: verify.test.kg\n"
                           "languages: {en: source}\n"
                           "names: {en: Test}\n"
                           "target: 200\n"
                           "centres: [{ref: osh, utc_offset_min: 360, names: {en: Osh}}]\n"
                           "administrator: {ref: admin, name: A B}\n";

/* good with one text in place of another. */
static struct bytes changed(const char *from, const char *to, struct arena *arena)
{
    const char *at = strstr(good, from);
    assert_non_null(at);
    return bytes_of_text(
        arena_format(arena, "%.*s%s%s", (int)(at - good), good, to, at + strlen(from)));
}

static void files_that_cannot_be_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to, *says;
    } cases[] = {
        {"institution: 1", "institution: 2", "i.yaml:1:19"},
        {"origin: test.kg\n", "", "'origin' is missing"},
        {"verify.test.kg", "localhost", "i.yaml:3:7: error E19: host 'localhost' is not a host"},
        {"verify.test.kg", "Verify.test.kg", "is not a host name"},
        {"verify.test.kg", "verify..kg", "is not a host name"},
        {"verify.test.kg", "-v.kg", "is not a host name"},
        {"verify.test.kg", "v-.kg", "is not a host name"},
        {"verify.test.kg", "v.kg/x", "is not a host name"},
        {"verify.test.kg", "a2345678901234567890123456789012.kg", "is not a host name"},
        {"names: {en: Test}", "names: {ky: Test}", "i.yaml:5"},
        {"target: 200", "target: 0", "i.yaml:6:9"},
        {"target: 200", "target: many", "i.yaml:6:9"},
        {"[{ref: osh, utc_offset_min: 360, names: {en: Osh}}]", "[]", "i.yaml:7"},
        {"ref: osh", "ref: Ош", "ref 'Ош' is not of Latin letters"},
        {"utc_offset_min: 360", "utc_offset_min: 841", "i.yaml:7"},
        {"{en: Osh}}]", "{en: Osh}}, {ref: osh, utc_offset_min: 360, names: {en: O}}]",
         "centre 'osh' is used twice"},
        {"name: A B", "nam: A B", "is it 'name'?"},
    };
    SCOPED_ARENA(arena);
    struct institution_file *read;
    struct findings fine = findings_make(arena);
    OK(institution_load(&read, &fine, bytes_of_text(good), "i.yaml", arena));
    assert_non_null(read);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct findings findings = findings_make(arena);
        OK(institution_load(&read, &findings, changed(cases[i].from, cases[i].to, arena), "i.yaml",
                            arena));
        const char *text = findings_text(&findings, arena);
        if (read || !strstr(text, cases[i].says))
            fail_msg("'%s' should say '%s', not '%s'", cases[i].to, cases[i].says, text);
    }
    struct bytes longest = changed("verify.test.kg", "a234567890123456789012345678901.kg", arena);
    OK(institution_load(&read, &fine, longest, "i.yaml", arena));
    assert_int_equal(strlen(read->institution.host), HOST_LIMIT);
}

static void what_was_set_up_is_kept(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct institution institution;
    OK(institution_get(&institution, f->db, f->arena));
    assert_string_equal(institution.host, "verify.test.example.kg");
    assert_string_equal(texts_in(&institution.names, "en", NULL), "Test Laboratory");
    assert_int_equal(institution.centres.count, 2);
    struct centre centre, same;
    OK(centre_find(&centre, f->db, "osh", f->arena));
    OK(centre_of(&same, f->db, centre.id, f->arena));
    assert_string_equal(texts_in(&same.names, "en", NULL), "Osh");
    FAILS(centre_find(&centre, f->db, "talas", f->arena), ERROR_NOT_FOUND, "no centre 'talas'");
    FAILS(centre_of(&centre, f->db, (struct centre_id){9}, f->arena), ERROR_NOT_FOUND, "centre 9");
    FAILS(institution_set_up(fixture_desk(f, "admin"), &institution), ERROR_CONFLICT,
          "the institution is set up already");
    FAILS(institution_set_up(fixture_desk(f, "lead"), &institution), ERROR_REFUSED, "may not");
    fixture_audit(f);
}

static void nothing_is_there_before_it_is_set_up(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct institution institution;
    const char *today;
    fixture_rollback(f); /* all of the fixture's acts */
    FAILS(institution_get(&institution, f->db, f->arena), ERROR_NOT_FOUND, "is not set up");
    OK(instant_parse(&f->clock.fixed_s, "2026-11-19T23:59:59Z", "now"));
    OK(institution_today(&today, fixture_desk(f, ""), f->arena));
    assert_string_equal(today, "2026-11-19"); /* UTC */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_demo_file_is_read),
        cmocka_unit_test(files_that_cannot_be_are_refused),
        cmocka_unit_test(what_was_set_up_is_kept),
        cmocka_unit_test(nothing_is_there_before_it_is_set_up),
    };
    return cmocka_run_group_tests_name("assess/institution", tests, NULL, NULL);
}
