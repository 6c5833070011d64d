#include "base/digest.h"

#include "base/encoding.h"

#include <errno.h>
#include <openssl/evp.h>
#include <stdio.h>

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

struct bytes digest_by(enum digest_kind kind, struct bytes bytes, struct arena *arena)
{
    const EVP_MD *const kinds[] = {EVP_sha256(), EVP_sha384(), EVP_sha512()};
    uint8_t *data = arena_alloc(arena, EVP_MAX_MD_SIZE);
    unsigned size = 0;
    ASSERT(EVP_Digest(bytes.data, bytes.size, data, &size, kinds[kind], NULL) == 1);
    return bytes_of(data, size);
}

static void close_stream(FILE **stream)
{
    if (*stream)
        fclose(*stream);
}

fallible digest_of_file(struct digest *out, const char *path)
{
    __attribute__((cleanup(close_stream))) FILE *stream = fopen(path, "rbe");
    if (!stream)
        return error_make(errno == ENOENT ? ERROR_NOT_FOUND : ERROR_ENVIRONMENT,
                          "cannot open '%s': %s", path, strerror(errno));
    __attribute__((cleanup(free_context))) EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool done = context && EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1;
    uint8_t piece[16 * 1024];
    for (size_t got; done && (got = fread(piece, 1, sizeof piece, stream)) > 0;)
        done = EVP_DigestUpdate(context, piece, got) == 1;
    if (ferror(stream))
        return error_make(ERROR_ENVIRONMENT, "cannot read '%s': %s", path, strerror(errno));
    ASSERT(done && EVP_DigestFinal_ex(context, out->data, NULL) == 1);
    return NULL;
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
