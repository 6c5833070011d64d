#include "base/uuid.h"

#include "test.h"

/* As Python's uuid.uuid5(uuid.NAMESPACE_URL, …) has them. */
static void a_uri_has_one_uuid(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    assert_string_equal(uuid_of_uri("https://www.example.com", arena),
                        "a0787afd-c170-5773-8d60-02739168de9f");
    assert_string_equal(uuid_of_uri("urn:usta:rubric:UST-CK-HK-02:1.2.0", arena),
                        "38ca0261-7307-5325-bb88-d80849d699c8");
    assert_true(uuid_good(uuid_of_uri("", arena)));
}

static void only_their_one_form_is_a_uuid(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "b63cdfa4-3df9-568e-97ae-006c5b8fd65",
                                      "b63cdfa4-3df9-568e-97ae-006c5b8fd6522",
                                      "B63CDFA4-3DF9-568E-97AE-006C5B8FD652",
                                      "b63cdfa43df9-568e-97ae-006c5b8fd652-",
                                      "b63cdfa4-3df9-568e-97ae-006c5b8fd65g",
                                      "b63cdfa4_3df9_568e_97ae_006c5b8fd652"};
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(uuid_good(bad[i]));
    assert_true(uuid_good("b63cdfa4-3df9-568e-97ae-006c5b8fd652"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_uri_has_one_uuid),
        cmocka_unit_test(only_their_one_form_is_a_uuid),
    };
    return cmocka_run_group_tests_name("base/uuid", tests, NULL, NULL);
}
