#include "store/merkle.h"

struct digest merkle_leaf(struct bytes entry)
{
    const struct bytes parts[] = {bytes_of("\0", 1), entry};
    return digest_of_parts(parts, 2);
}

struct digest merkle_node(const struct digest *left, const struct digest *right)
{
    const struct bytes parts[] = {bytes_of("\1", 1), digest_bytes(left), digest_bytes(right)};
    return digest_of_parts(parts, 3);
}

int merkle_completes(int64_t size)
{
    int levels = 0;
    while (size >> levels & 1)
        levels++;
    return levels;
}

void merkle_add(struct merkle *tree, const struct digest *leaf,
                struct digest completed[static MERKLE_LEVELS])
{
    ASSERT(tree->size >= 0 && tree->size < INT64_MAX);
    struct digest node = *leaf;
    int levels = merkle_completes(tree->size);
    for (int level = 0; level < levels; level++) {
        node = merkle_node(&tree->roots[level], &node);
        completed[level] = node;
    }
    tree->roots[levels] = node;
    tree->size++;
}

struct digest merkle_root(const struct merkle *tree)
{
    if (tree->size == 0)
        return digest_of(bytes_of(NULL, 0));
    int level = 0;
    while (!(tree->size >> level & 1))
        level++;
    struct digest root = tree->roots[level]; /* the rightmost; the others stand to its left */
    for (level++; level < MERKLE_LEVELS; level++)
        if (tree->size >> level & 1)
            root = merkle_node(&tree->roots[level], &root);
    return root;
}
