#include "certify/deflate.h"

#include "base/random.h"

#include "test.h"

static struct bytes some_bytes(size_t size, struct arena *arena)
{
    uint8_t *data = arena_alloc(arena, size);
    struct random random = random_seeded(7);
    OK(random_fill(&random, data, size / 2)); /* the other half is zeros */
    return bytes_of(data, size);
}

static void what_was_compressed_comes_back(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    for (size_t size = 0; size < 5000; size += 501) {
        struct bytes whole = some_bytes(size, arena), back;
        OK(inflate_bytes(&back, deflate_bytes(whole, arena), size, arena));
        assert_true(bytes_equal(whole, back));
    }
}

static void nothing_else_is_taken(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct bytes whole = some_bytes(1000, arena), back;
    struct bytes deflated = deflate_bytes(whole, arena);
    FAILS(inflate_bytes(&back, deflated, 999, arena), ERROR_REFUSED, "are not 999 bytes");
    FAILS(inflate_bytes(&back, deflated, 1001, arena), ERROR_REFUSED, "are not 1001 bytes");
    for (size_t size = 0; size < deflated.size; size++)
        FAILS(inflate_bytes(&back, bytes_of(deflated.data, size), 1000, arena), ERROR_REFUSED,
              "are not 1000 bytes");
    uint8_t *longer = arena_alloc(arena, deflated.size + 1);
    memcpy(longer, deflated.data, deflated.size);
    FAILS(inflate_bytes(&back, bytes_of(longer, deflated.size + 1), 1000, arena), ERROR_REFUSED,
          "are not 1000 bytes");
    longer[deflated.size - 1] ^= 1; /* of the checksum */
    FAILS(inflate_bytes(&back, bytes_of(longer, deflated.size), 1000, arena), ERROR_REFUSED,
          "are not 1000 bytes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_compressed_comes_back),
        cmocka_unit_test(nothing_else_is_taken),
    };
    return cmocka_run_group_tests_name("certify/deflate", tests, NULL, NULL);
}
