#include "assess/candidate.h"

#include "assess/duplicate.h"
#include "assess/fixture.h"

#include "test.h"

static struct error *enrol(struct fixture *f, const char *ref, struct candidate_facts facts,
                           const char *compared)
{
    struct candidate_id id;
    return candidate_enrol(&id, fixture_desk(f, "registrar"), ref, &facts, compared);
}

static void an_enrolled_candidate_is_found(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct candidate_facts facts = fixture_facts(f, 1);
    facts.extra_time_percent = 25;
    OK(enrol(f, "BSK-001", facts, NULL));
    struct candidate found, same;
    OK(candidate_find(&found, f->db, "BSK-001", f->arena));
    assert_true(facts_equal(&found.facts, &facts));
    assert_int_equal(found.revision, 1);
    assert_string_equal(found.reason, "enrolment");
    OK(candidate_of(&same, f->db, found.id, f->arena));
    assert_string_equal(same.ref, "BSK-001");
    FAILS(candidate_find(&found, f->db, "BSK-999", f->arena), ERROR_NOT_FOUND,
          "there is no candidate 'BSK-999'");
    FAILS(candidate_of(&found, f->db, (struct candidate_id){999}, f->arena), ERROR_NOT_FOUND,
          "999");
    fixture_audit(f);
}

static void candidates_who_cannot_be_are_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct candidate_facts facts = fixture_facts(f, 1), young = facts;
    OK(enrol(f, "BSK-001", facts, NULL));
    int64_t acts = fixture_acts(f);
    FAILS(enrol(f, "BSK 002", fixture_facts(f, 2), NULL), ERROR_REFUSED, "short name");
    FAILS(enrol(f, "BSK-001", fixture_facts(f, 2), NULL), ERROR_CONFLICT,
          "there is a candidate 'BSK-001' already");
    young.born = "2020-01-01";
    FAILS(enrol(f, "BSK-002", young, NULL), ERROR_REFUSED,
          "candidate 'BSK-002': born: '2020-01-01' is less than 14 years ago");
    struct candidate_id id;
    FAILS(candidate_enrol(&id, fixture_desk(f, "lead"), "BSK-002", &facts, NULL), ERROR_REFUSED,
          "'lead' may not enrol");
    assert_int_equal(fixture_acts(f), acts);
}

static void a_second_enrolment_needs_a_second_look(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    const struct candidate_facts first = fixture_facts(f, 1);
    OK(enrol(f, "BSK-001", first, NULL));
    struct candidate_facts same_name = fixture_facts(f, 2), cyrillic = same_name,
                           same_document = same_name, other_day = same_name;
    same_name.born = cyrillic.born = first.born;
    same_name.name_latin = "BEKZAT AIZADOVA";
    cyrillic.name_cyrillic = "Айзадова Бекзат";
    same_document.document_number = first.document_number;
    other_day.name_latin = first.name_latin;
    other_day.document_number = "AC5555555";
    int64_t acts = fixture_acts(f);
    FAILS(enrol(f, "BSK-002", same_name, NULL), ERROR_CONFLICT,
          "candidate 'BSK-002': seems to be enrolled already as 'BSK-001'");
    FAILS(enrol(f, "BSK-002", cyrillic, NULL), ERROR_CONFLICT, "already as 'BSK-001'");
    FAILS(enrol(f, "BSK-002", same_document, NULL), ERROR_CONFLICT, "already as 'BSK-001'");
    FAILS(enrol(f, "BSK-002", same_name, "BSK-01 BSK-0011"), ERROR_CONFLICT, "'BSK-001'");
    assert_int_equal(fixture_acts(f), acts);
    OK(enrol(f, "BSK-002", other_day, NULL)); /* the same name alone is no ground */
    OK(enrol(f, "BSK-003", same_name, "BSK-001"));
    struct candidate third;
    OK(candidate_find(&third, f->db, "BSK-003", f->arena));
    assert_string_equal(third.reason, "enrolment; compared with BSK-001");
    fixture_audit(f);
}

static void every_look_alike_is_named(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct candidate_facts first = fixture_facts(f, 1), second = fixture_facts(f, 2),
                           third = fixture_facts(f, 3);
    second.born = third.born = first.born;
    second.name_latin = first.name_latin;
    third.name_latin = first.name_latin;
    third.document_number = second.document_number;
    OK(enrol(f, "BSK-001", first, NULL));
    OK(enrol(f, "BSK-002", second, "BSK-001"));
    FAILS(enrol(f, "BSK-003", third, NULL), ERROR_CONFLICT, "'BSK-001 BSK-002'");
    FAILS(enrol(f, "BSK-003", third, "BSK-001"), ERROR_CONFLICT, "already as 'BSK-002'");
    OK(enrol(f, "BSK-003", third, " BSK-002  BSK-001 "));
}

static void a_correction_is_a_further_revision(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct candidate candidate = fixture_candidate(f, "BSK-001", 1);
    struct candidate_facts facts = candidate.facts;
    facts.name_latin = "Aizadowa Bekzat";
    OK(candidate_correct(fixture_desk(f, "registrar"), candidate.id, &facts, "misread passport",
                         NULL));
    OK(candidate_find(&candidate, f->db, "BSK-001", f->arena));
    assert_string_equal(candidate.facts.name_latin, "Aizadowa Bekzat");
    assert_int_equal(candidate.revision, 2);
    assert_string_equal(candidate.reason, "misread passport");
    struct candidates all;
    fixture_candidate(f, "BSK-000", 22);
    OK(candidate_list(&all, f->db, f->arena));
    assert_int_equal(all.count, 2);
    assert_string_equal(all.items[0].ref, "BSK-000");
    assert_int_equal(all.items[1].revision, 2);
    fixture_audit(f);
}

static void corrections_that_cannot_be_are_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct candidate one = fixture_candidate(f, "BSK-001", 1);
    struct candidate two = fixture_candidate(f, "BSK-002", 2);
    struct candidate_facts facts = one.facts, wrong = one.facts, twin = one.facts;
    facts.region = "Osh";
    wrong.sex = "?";
    twin.document_number = two.facts.document_number;
    int64_t acts = fixture_acts(f);
    struct desk *desk = fixture_desk(f, "registrar");
    FAILS(candidate_correct(desk, one.id, &facts, "", NULL), ERROR_REFUSED, "only with a reason");
    FAILS(candidate_correct(desk, one.id, &facts, NULL, NULL), ERROR_REFUSED, "only with a reason");
    FAILS(candidate_correct(desk, one.id, &one.facts, "why", NULL), ERROR_REFUSED,
          "nothing of candidate 'BSK-001' changes");
    FAILS(candidate_correct(desk, one.id, &wrong, "why", NULL), ERROR_REFUSED, "sex: '?'");
    FAILS(candidate_correct(desk, one.id, &twin, "why", NULL), ERROR_CONFLICT, "as 'BSK-002'");
    FAILS(candidate_correct(desk, (struct candidate_id){999}, &facts, "why", NULL), ERROR_NOT_FOUND,
          "999");
    FAILS(candidate_correct(fixture_desk(f, "lead"), one.id, &facts, "why", NULL), ERROR_REFUSED,
          "may not");
    assert_int_equal(fixture_acts(f), acts);
    OK(candidate_correct(fixture_desk(f, "registrar"), one.id, &twin, "why", "BSK-002"));
}

/* Once BSK-001 had this document: whoever comes with it later is looked at. */
static void facts_of_the_past_still_find_duplicates(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct candidate one = fixture_candidate(f, "BSK-001", 1);
    struct candidate_facts facts = one.facts, later = fixture_facts(f, 2);
    facts.document_number = "AC7777777";
    OK(candidate_correct(fixture_desk(f, "registrar"), one.id, &facts, "new passport", NULL));
    later.document_number = one.facts.document_number;
    FAILS(enrol(f, "BSK-002", later, NULL), ERROR_CONFLICT, "as 'BSK-001'");
    const char *refs;
    OK(duplicate_refs(&refs, f->db, &later, (struct candidate_id){0}, f->arena));
    assert_string_equal(refs, "BSK-001");
    OK(duplicate_refs(&refs, f->db, &later, one.id, f->arena));
    assert_string_equal(refs, "");
}

static fallible find_personal(void *context, const struct journal_entry *entry)
{
    static const char *const personal[] = {"Aizad", "AC1000001", "BSK-001", "Chüy", "1971-04-23"};
    int *found = context;
    for (size_t i = 0; i < COUNT(personal); i++)
        *found += strstr(entry->text, personal[i]) != NULL;
    return NULL;
}

static void the_journal_tells_nothing_personal(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    fixture_candidate(f, "BSK-001", 1);
    int found = 0;
    OK(journal_walk(f->db, 1, find_personal, &found));
    assert_int_equal(found, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_enrolled_candidate_is_found),
        cmocka_unit_test(candidates_who_cannot_be_are_refused),
        cmocka_unit_test(a_second_enrolment_needs_a_second_look),
        cmocka_unit_test(every_look_alike_is_named),
        cmocka_unit_test(a_correction_is_a_further_revision),
        cmocka_unit_test(corrections_that_cannot_be_are_refused),
        cmocka_unit_test(facts_of_the_past_still_find_duplicates),
        cmocka_unit_test(the_journal_tells_nothing_personal),
    };
    return cmocka_run_group_tests_name("assess/candidate", tests, NULL, NULL);
}
