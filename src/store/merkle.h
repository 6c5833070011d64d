/* The hash tree of RFC 6962, 2.1, grown leaf by leaf: leaf SHA-256(0x00‖entry), node
 * SHA-256(0x01‖left‖right). Only the roots of complete subtrees are kept, one a level at most, so
 * adding costs one hash on average and the tree takes no more room than its height. */
#ifndef USTA_STORE_MERKLE_H
#define USTA_STORE_MERKLE_H

#include "base/digest.h"

#include <stdint.h>

enum { MERKLE_LEVELS = 63 };

struct merkle {
    int64_t size; /* leaves so far; {0} is the empty tree */
    /* roots[k] covers 2^k leaves and stands where bit k of size is set, the larger ones to the
     * left; elsewhere it has no meaning. */
    struct digest roots[MERKLE_LEVELS];
};

struct digest merkle_leaf(struct bytes entry);
struct digest merkle_node(const struct digest *left, const struct digest *right);

/* How many levels a next leaf completes: the roots 0 … that many − 1 are what adding it reads. */
int merkle_completes(int64_t size);

/* Adds a leaf. completed[k] becomes the node of level k + 1 that it completes, for each k below
 * merkle_completes of the size before; that node is the last one of its level. */
void merkle_add(struct merkle *tree, const struct digest *leaf,
                struct digest completed[static MERKLE_LEVELS]);

/* The root; of the empty tree SHA-256 of nothing. */
struct digest merkle_root(const struct merkle *tree);

#endif
