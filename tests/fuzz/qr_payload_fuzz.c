/* libFuzzer: bytes that are read as a QR payload are exactly those that their facts are written
 * as; the same bytes as text make no link stumble. */
#include "base/text.h"
#include "certify/base32.h"
#include "certify/qr_link.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A link that reads leads to the same certificate as its payload alone. */
static void read_as_link(const char *text, struct arena *arena)
{
    struct qr_payload payload, alone;
    SCOPED_ERROR error = qr_link_read(&payload, text, arena);
    const char *fragment = strchr(text, '#');
    if (error || !fragment)
        return;
    SCOPED_ERROR unread = qr_payload_read(&alone, fragment + 1, arena);
    ASSERT(!unread && code_equal(&payload.unverified_facts.code, &alone.unverified_facts.code));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED_ARENA(arena);
    struct qr_payload payload;
    const char *text = base32_encode(bytes_of(data, size), arena);
    read_as_link(arena_text_n(arena, data, size), arena);
    SCOPED_ERROR error = qr_payload_read(&payload, text, arena);
    if (error)
        return 0;
    char *again;
    struct bytes to_sign;
    SCOPED_ERROR unwritten = qr_payload_finish(&again, &payload.unverified_facts, payload.kid,
                                               payload.signature, arena);
    ASSERT(!unwritten && text_equal(text, again));
    SCOPED_ERROR unsigned_ = qr_payload_to_sign(&to_sign, &payload.unverified_facts, payload.kid,
                                                arena);
    ASSERT(!unsigned_ && bytes_equal(to_sign, payload.to_sign));
    return 0;
}
