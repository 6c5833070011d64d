#include "store/merkle.h"

#include "base/encoding.h"

#include "test.h"

/* The inputs and roots that Certificate Transparency's own implementations are tested with. */
static const struct {
    const char *entry, *root; /* of this and the entries above, hexadecimal */
} published[] = {
    {"", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
    {"00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
    {"10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
    {"2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
    {"3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
    {"40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
    {"5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
    {"606162636465666768696a6b6c6d6e6f",
     "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"},
};

static void roots_are_those_published(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct merkle tree = {0};
    struct digest root = merkle_root(&tree), completed[MERKLE_LEVELS];
    assert_string_equal(digest_text(&root, arena),
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (size_t i = 0; i < COUNT(published); i++) {
        struct bytes entry;
        OK(hex_decode(&entry, published[i].entry, "entry", arena));
        struct digest leaf = merkle_leaf(entry);
        merkle_add(&tree, &leaf, completed);
        root = merkle_root(&tree);
        assert_string_equal(digest_text(&root, arena), published[i].root);
    }
}

/* MTH of RFC 6962, 2.1, word by word: k is the largest power of two smaller than n. */
static struct digest recursive(const struct digest *leaves, int64_t n)
{
    if (n == 0)
        return digest_of(bytes_of(NULL, 0));
    if (n == 1)
        return leaves[0];
    int64_t k = 1;
    while (k * 2 < n)
        k *= 2;
    struct digest left = recursive(leaves, k), right = recursive(leaves + k, n - k);
    uint8_t text[1 + 2 * DIGEST_SIZE] = {1};
    memcpy(text + 1, left.data, DIGEST_SIZE);
    memcpy(text + 1 + DIGEST_SIZE, right.data, DIGEST_SIZE);
    return digest_of(bytes_of(text, sizeof text));
}

static void every_tree_and_node_is_what_recursion_says(void **state)
{
    (void)state;
    static struct digest leaves[300];
    struct merkle tree = {0};
    struct digest completed[MERKLE_LEVELS];
    for (int64_t n = 0; n <= 300; n++) {
        struct digest expected = recursive(leaves, n), root = merkle_root(&tree);
        assert_true(digest_equal(&root, &expected));
        if (n == 300)
            break;
        uint8_t entry[] = {(uint8_t)n, (uint8_t)(n >> 8)};
        leaves[n] = merkle_leaf(bytes_of(entry, sizeof entry));
        int levels = merkle_completes(n);
        merkle_add(&tree, &leaves[n], completed);
        for (int level = 1; level <= levels; level++) {
            struct digest node = recursive(leaves + n + 1 - (1 << level), 1 << level);
            assert_true(digest_equal(&completed[level - 1], &node));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roots_are_those_published),
        cmocka_unit_test(every_tree_and_node_is_what_recursion_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
