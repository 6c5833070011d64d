#include "base/digest.h"

#include "base/encoding.h"

#include <openssl/evp.h>

static void free_context(EVP_MD_CTX **context)
{
    EVP_MD_CTX_free(*context);
}

struct digest digest_of_parts(const struct bytes *parts, size_t count)
{
    __attribute__((cleanup(free_context))) EVP_MD_CTX *context = EVP_MD_CTX_new();
    struct digest digest;
    bool done = context && EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1;
    for (size_t i = 0; done && i < count; i++)
        done = EVP_DigestUpdate(context, parts[i].data, parts[i].size) == 1;
    ASSERT(done && EVP_DigestFinal_ex(context, digest.data, NULL) == 1);
    return digest;
}

struct digest digest_of(struct bytes bytes)
{
    return digest_of_parts(&bytes, 1);
}

bool digest_equal(const struct digest *a, const struct digest *b)
{
    return memcmp(a->data, b->data, DIGEST_SIZE) == 0;
}

struct bytes digest_bytes(const struct digest *digest)
{
    return bytes_of(digest->data, DIGEST_SIZE);
}

char *digest_text(const struct digest *digest, struct arena *arena)
{
    return hex_encode(digest_bytes(digest), arena);
}

fallible digest_parse(struct digest *out, const char *text, const char *what)
{
    SCOPED_ARENA(arena);
    struct bytes bytes;
    TRY(hex_decode(&bytes, text, what, arena));
    if (bytes.size != DIGEST_SIZE)
        return error_make(ERROR_REFUSED, "%s has %zu bytes instead of %d", what, bytes.size,
                          DIGEST_SIZE);
    memcpy(out->data, bytes.data, DIGEST_SIZE);
    return NULL;
}
