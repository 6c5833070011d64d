/* The signature inside a certificate: CMS SignedData (RFC 5652) as PAdES baselines B and T want it
 * (ETSI EN 319 142-1, 6.3; EN 319 122-1, 6.3). There is exactly one way to write one from its
 * parts, and reading means: find the parts, write them again, and demand the same bytes. So nothing
 * can be added, left out or written differently: not a version, an algorithm or its parameters, an
 * attribute, a certificate, or one more byte.
 *
 *   SignedData, version 1; digest algorithms: SHA-256, without parameters
 *     content: id-data, detached
 *     certificates: the signer's and those above it up to the root, sorted as a DER SET OF
 *     one SignerInfo, version 1, by issuer and serial number, SHA-256
 *       signed attributes: contentType id-data, messageDigest, signingCertificateV2 (RFC 5035; the
 *         SHA-256 of the signer's certificate); no signingTime, which the baseline forbids
 *       signature: algorithm.h
 *       unsigned attributes: none, or signatureTimeStampToken alone (baseline T), as in timestamp.h
 */
#ifndef USTA_CERTIFY_CMS_H
#define USTA_CERTIFY_CMS_H

#include "certify/signer.h"
#include "certify/stamper.h"
#include "certify/trust.h"

struct cms {
    struct digest content;    /* SHA-256 of what is signed */
    const struct x509 *chain; /* the signer first, the root last */
    size_t chain_count;       /* 2…X509_CHAIN_LIMIT, or 1 for a signer that is its root */
    enum signature_algorithm algorithm; /* of the signer's key: ES256 or RS256 */
    struct bytes signature;             /* in the form of signature.h */
    struct bytes timestamp;             /* of the signature, in DER; empty: none */
};

/* The signed attributes as a SET in DER: the message the signer signs. */
struct bytes cms_message(const struct digest *content, const struct x509 *signer,
                         struct arena *arena);

fallible cms_write(struct bytes *der, const struct cms *cms, struct arena *arena);

/* ERROR_REFUSED, naming the clause, unless der is exactly what cms_write writes. The signature is
 * not checked yet. Certificates that known (may be NULL) holds already are taken from there, which
 * is quicker and means the same. */
fallible cms_read(struct cms *out, struct bytes der, const struct trust *known,
                  struct arena *arena);

/* What a timestamp of the signature stamps: the digest of its value as it stands in the signer info
 * (RFC 3161, appendix A). */
struct digest cms_imprint(const struct cms *cms, struct arena *arena);

/* ERROR_REFUSED unless the signature belongs to the signer's key and the attributes. Whether the
 * content is the one meant, and the chain one to trust, is the caller's to judge. */
fallible cms_check(const struct cms *cms, struct arena *arena);

/* ERROR_REFUSED unless the chain holds in itself at an instant, up to its own root: the
 * certificates are not signed by the signer, so a changed one is noticed only here and by
 * trust_check. */
fallible cms_check_chain(const struct cms *cms, int64_t at_s);

/* Signs content of this digest; the second has the signature timestamped besides. */
fallible cms_sign(struct bytes *der, const struct digest *content, const struct signer *signer,
                  struct arena *arena);
fallible cms_sign_stamped(struct bytes *der, const struct digest *content,
                          const struct signer *signer, struct stamper *stamper,
                          struct arena *arena);

/* The most bytes cms_sign can write for this signer, without a timestamp. */
size_t cms_size_most(const struct signer *signer, struct arena *arena);

#endif
