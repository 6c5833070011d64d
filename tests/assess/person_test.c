#include "assess/person.h"

#include "assess/fixture.h"

#include "test.h"

static void a_person_is_found_by_ref_and_id(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct person_id id;
    struct person person;
    OK(person_add(&id, fixture_desk(f, "admin"), "aizada", "Айзада Өмүрбекова"));
    OK(person_find(&person, f->db, "aizada", f->arena));
    assert_int_equal(person.id.n, id.n);
    assert_string_equal(person.name, "Айзада Өмүрбекова");
    OK(person_of(&person, f->db, id, f->arena));
    assert_string_equal(person.ref, "aizada");
    OK(person_of(&person, f->db, (struct person_id){0}, f->arena));
    assert_string_equal(person.ref, "usta");
    FAILS(person_find(&person, f->db, "nobody", f->arena), ERROR_NOT_FOUND, "no person 'nobody'");
    FAILS(person_of(&person, f->db, (struct person_id){999}, f->arena), ERROR_NOT_FOUND, "999");
    struct people people;
    OK(person_list(&people, f->db, f->arena));
    assert_int_equal(people.count, 12);
    assert_string_equal(people.items[0].ref, "admin");
    assert_string_equal(people.items[1].ref, "aizada");
    fixture_audit(f);
}

static void people_who_cannot_be_are_refused(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct person_id id;
    int64_t acts = fixture_acts(f);
    static const char *const refs[] = {"",   "a b", "-a",
                                       "ай", "a/b", "abcdefghijabcdefghijabcdefghijabcdefghij1"};
    for (size_t i = 0; i < COUNT(refs); i++)
        FAILS(person_add(&id, fixture_desk(f, "admin"), refs[i], "A"), ERROR_REFUSED,
              "is not a short name");
    FAILS(person_add(&id, fixture_desk(f, "admin"), "a", ""), ERROR_REFUSED, "0 letters");
    char name[102] = {0};
    memset(name, 'a', sizeof name - 1);
    FAILS(person_add(&id, fixture_desk(f, "admin"), "a", name), ERROR_REFUSED, "101 letters");
    FAILS(person_add(&id, fixture_desk(f, "admin"), "lead", "A"), ERROR_CONFLICT,
          "there is a person 'lead' already");
    FAILS(person_add(&id, fixture_desk(f, "lead"), "a", "A"), ERROR_REFUSED,
          "'lead' may not manage people");
    assert_int_equal(fixture_acts(f), acts);
    name[100] = '\0';
    OK(person_add(&id, fixture_desk(f, "admin"), "abcdefghijabcdefghijabcdefghijabcdefghij", name));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_person_is_found_by_ref_and_id),
        cmocka_unit_test(people_who_cannot_be_are_refused),
    };
    return cmocka_run_group_tests_name("assess/person", tests, NULL, NULL);
}
