/* libFuzzer: whatever an authority for timestamps answers is read to its end or refused; a
 * timestamp that is read is written as the same bytes. Revocation lists come from others too. */
#include "certify/crl.h"
#include "certify/timestamp.h"
#include "certify/tsp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_timestamp(struct bytes der, struct arena *arena)
{
    struct timestamp stamp;
    SCOPED_ERROR unread = timestamp_read(&stamp, der, arena);
    if (unread)
        return;
    ASSERT(bytes_equal(timestamp_der(&stamp, arena), der));
    error_free(timestamp_check(&stamp, &stamp.info.imprint, arena));
}

static void take_answer(struct bytes answer, struct arena *arena)
{
    struct bytes token;
    struct timestamp stamp, again;
    const struct trust nobody = trust_none();
    SCOPED_ERROR refused = tsp_answer_read(&token, answer, arena);
    SCOPED_ERROR unread = timestamp_take(&stamp, refused ? answer : token, &nobody, arena);
    if (unread)
        return;
    struct bytes der = timestamp_der(&stamp, arena);
    error_free(timestamp_read(&again, der, arena));
    error_free(timestamp_check(&stamp, &stamp.info.imprint, arena));
}

static void read_list(struct bytes der, struct arena *arena)
{
    struct crl crl;
    SCOPED_ERROR unread = crl_read_file(&crl, der, "list", arena);
    if (unread)
        return;
    const struct x509 somebody = {.issuer = crl.issuer, .serial = crl.issuer};
    int64_t at_s;
    ASSERT(!crl_find(&at_s, &crl, &somebody));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED_ARENA(arena);
    read_timestamp(bytes_of(data, size), arena);
    take_answer(bytes_of(data, size), arena);
    read_list(bytes_of(data, size), arena);
    return 0;
}
