#include "base/uuid.h"

#include "base/encoding.h"

#include <openssl/evp.h>

enum { RAW_SIZE = 16 };

bool uuid_good(const char *text)
{
    static const char pattern[] = "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh";
    for (size_t i = 0; i < UUID_SIZE; i++) {
        bool is_digit = text[i] && strchr("0123456789abcdef", text[i]);
        if (pattern[i] == 'h' ? !is_digit : text[i] != '-')
            return false;
    }
    return text[UUID_SIZE] == '\0';
}

static void free_context(EVP_MD_CTX **context)
{
    EVP_MD_CTX_free(*context);
}

char *uuid_of_uri(const char *uri, struct arena *arena)
{
    static const uint8_t urls[RAW_SIZE] = {0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
                                           0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};
    uint8_t hash[EVP_MAX_MD_SIZE];
    __attribute__((cleanup(free_context))) EVP_MD_CTX *context = EVP_MD_CTX_new();
    ASSERT(context && EVP_DigestInit_ex(context, EVP_sha1(), NULL) == 1 &&
           EVP_DigestUpdate(context, urls, sizeof urls) == 1 &&
           EVP_DigestUpdate(context, uri, strlen(uri)) == 1 &&
           EVP_DigestFinal_ex(context, hash, NULL) == 1);
    hash[6] = (uint8_t)(0x50 | (hash[6] & 0x0f));
    hash[8] = (uint8_t)(0x80 | (hash[8] & 0x3f));
    const char *hex = hex_encode(bytes_of(hash, RAW_SIZE), arena);
    return arena_format(arena, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16,
                        hex + 20);
}
