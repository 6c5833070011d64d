/* A timestamp: an authority's signature under a digest and the time (RFC 3161). It is a CMS of the
 * authority's making, of which only the content and the signed attributes are signed; the rest is
 * written anew when a timestamp is taken, in one way, and reading means to demand that way (as with
 * our own signatures: cms.h).
 *
 *   SignedData, version 3; digest algorithms: the signer's alone, without parameters
 *     content: id-ct-TSTInfo (tst_info.h)
 *     certificates: the authority's and those above it up to the root, sorted as a DER SET OF
 *     one SignerInfo, version 1, by issuer and serial number
 *       signed attributes, as the authority wrote them: contentType, messageDigest and
 *         signingCertificateV2, perhaps also signingTime, signingCertificate and
 *         cmsAlgorithmProtection; no others
 *       signature: RSA (PKCS #1 v1.5; 3072 to 8192 bits) with SHA-256, -384 or -512, or ECDSA
 *         P-256 with SHA-256 and s ≤ n/2
 *       no unsigned attributes, no revocation lists */
#ifndef USTA_CERTIFY_TIMESTAMP_H
#define USTA_CERTIFY_TIMESTAMP_H

#include "certify/trust.h"
#include "certify/tst_info.h"

struct timestamp {
    struct tst_info info;
    const struct x509 *chain; /* the authority first, its root last */
    size_t chain_count;
    enum digest_kind digest;
    struct bytes attributes; /* what was signed, without tag and length */
    struct bytes signature;  /* in the form of signature.h */
};

struct bytes timestamp_der(const struct timestamp *timestamp, struct arena *arena);

/* ERROR_REFUSED unless der is exactly what timestamp_der writes. Nothing is checked yet. */
fallible timestamp_read(struct timestamp *out, struct bytes der, struct arena *arena);

/* What an authority sent, in whatever order; its chain is completed, or shortened, so that it ends
 * in one of roots. ERROR_REFUSED when it is no timestamp we understand, or the chain leads to
 * no root. Nothing is checked yet. */
fallible timestamp_take(struct timestamp *out, struct bytes token, const struct trust *roots,
                        struct arena *arena);

/* ERROR_REFUSED unless it stamps this digest, the signature is that of the certificate it names
 * (RFC 5816), which is one for timestamps alone, and its chain holds in itself at the time stamped.
 * Whether its root is one to trust is the caller's to judge (trust.h). */
fallible timestamp_check(const struct timestamp *timestamp, const struct digest *imprint,
                         struct arena *arena);

#endif
