/* What certificates are made and checked with: fresh keys, the layout of certificates/, a record,
 * and the same certificate at each step of its way. */
#ifndef USTA_TESTS_BENCH_PRESS_ROOM_H
#define USTA_TESTS_BENCH_PRESS_ROOM_H

#include "bench/peer_signature.h"
#include "certify/pades_sign.h"
#include "certify/press.h"
#include "certify/verify.h"

enum { ROOM_RECORDS = 64 }; /* as many as are issued together (certify/issue_run.h) */

struct press_room {
    struct keyring *keyring, *small_keyring;
    struct layout *layout;
    struct press press;
    struct value *record;
    const char *records[ROOM_RECORDS]; /* the same for other people, as they are stored */
    struct layout_input input;
    struct pades_request request;
    struct bytes rendered, printed; /* before the signature; as it is issued */
    struct verify_basis basis;      /* trusts the keys */
    int64_t now_s;
    struct peer_signature *peer; /* with the same kind of key */
};

/* Certificates are signed with ES256 or RS256, what their QR symbols hold always with ES256: no
 * other signature fits into one. Given back with the arena. */
struct press_room *press_room_open(enum signature_algorithm algorithm, struct arena *arena);

#endif
