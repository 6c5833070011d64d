/* libFuzzer: bytes that are read as a CMS are exactly those that its parts are written as, and any
 * bytes may be a certificate of a key. */
#include "certify/cms.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED_ARENA(arena);
    struct x509 x509;
    struct cms cms;
    struct bytes again;
    SCOPED_ERROR no_certificate = x509_read(&x509, bytes_of(data, size), arena);
    ASSERT(no_certificate || bytes_equal(x509.der, bytes_of(data, size)));
    SCOPED_ERROR unread = cms_read(&cms, bytes_of(data, size), NULL, arena);
    if (unread)
        return 0;
    SCOPED_ERROR unwritten = cms_write(&again, &cms, arena);
    ASSERT(!unwritten && bytes_equal(again, bytes_of(data, size)));
    error_free(cms_check(&cms, arena));
    error_free(trust_check_chain(NULL, cms.chain, cms.chain_count, cms.chain[0].not_before_s));
    return 0;
}
