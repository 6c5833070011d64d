/* What a timestamp says (RFC 3161, 2.4.2, TSTInfo): that a digest was there at an instant, by the
 * clock of an authority. Nothing of it is to be believed before its signature held
 * (timestamp.h). */
#ifndef USTA_CERTIFY_TST_INFO_H
#define USTA_CERTIFY_TST_INFO_H

#include "base/digest.h"

struct tst_info {
    struct bytes der; /* all of it */
    struct digest imprint;
    int64_t at_s;        /* genTime, parts of a second cut off */
    struct bytes policy; /* OID in DER: under which the authority stamped */
    struct bytes nonce;  /* INTEGER in DER; empty when there is none */
};

/* Reads what is all of der and points into it. ERROR_REFUSED when it is not DER, of another version
 * than 1, or stamps another digest than one by SHA-256. */
fallible tst_info_read(struct tst_info *out, struct bytes der, struct arena *arena);

/* MessageImprint (2.4.1): the digest with the name of its algorithm, SHA-256. */
struct bytes tst_info_imprint_der(const struct digest *imprint, struct arena *arena);

#endif
