/* What is said to an authority for timestamps, and what it answers (RFC 3161, 2.4). */
#ifndef USTA_CERTIFY_TSP_H
#define USTA_CERTIFY_TSP_H

#include "base/digest.h"

enum { TSP_NONCE_SIZE = 8, TSP_ANSWER_LIMIT = 64 * 1024 };

/* TimeStampReq: stamp this digest, under this policy (dotted; NULL: any), with certificates. */
struct bytes tsp_request(const struct digest *imprint, const char *policy,
                         const uint8_t nonce[static TSP_NONCE_SIZE], struct arena *arena);

/* A nonce as it stands in requests and timestamps. */
struct bytes tsp_nonce_der(const uint8_t nonce[static TSP_NONCE_SIZE], struct arena *arena);

/* The token in a TimeStampResp; nothing of it is checked. ERROR_REFUSED when the authority refused,
 * with what it says, or this is no such answer. */
fallible tsp_answer_read(struct bytes *token, struct bytes answer, struct arena *arena);

#endif
