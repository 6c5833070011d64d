/* The one SignerInfo of a CMS (RFC 5652, 5.3), taken apart: where its parts stand, none of them
 * checked. */
#ifndef USTA_CERTIFY_SIGNER_INFO_H
#define USTA_CERTIFY_SIGNER_INFO_H

#include "base/arena.h"

struct signer_info {
    struct bytes issuer_and_serial; /* content of IssuerAndSerialNumber */
    struct bytes digest, algorithm; /* AlgorithmIdentifier */
    struct bytes attributes;        /* content of the signed attributes */
    struct bytes signature;         /* its value */
    struct bytes rest;              /* what stands behind it: unsigned attributes, if any */
};

/* Finds the parts in signerInfos, the content of the SET. ERROR_REFUSED when it holds more than
 * one, names its signer in another way, or has no signed attributes. */
fallible signer_info_find(struct signer_info *out, struct bytes infos);

#endif
