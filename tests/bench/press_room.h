/* What certificates are made and checked with: fresh keys, the layout of certificates/, a record,
 * and the same certificate at each step of its way. */
#ifndef USTA_TESTS_BENCH_PRESS_ROOM_H
#define USTA_TESTS_BENCH_PRESS_ROOM_H

#include "bench/peer_ecdsa.h"
#include "certify/pades_sign.h"
#include "certify/press.h"
#include "certify/verify.h"

struct press_room {
    struct keyring *keyring;
    struct layout *layout;
    struct press press;
    struct value *record;
    struct layout_input input;
    struct pades_request request;
    struct bytes rendered, printed; /* before the signature; as it is issued */
    struct verify_basis basis;      /* trusts the keys */
    int64_t now_s;
    struct peer_ecdsa *peer;
};

/* Given back with the arena. */
struct press_room *press_room_open(struct arena *arena);

#endif
