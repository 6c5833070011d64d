#include "base/password.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

/* OpenSSL refuses to take more than 32 MiB unless it is told. */
enum { N = 1 << 15, R = 8, P = 3, MEMORY_LIMIT = 64 * 1024 * 1024 };

fallible password_derive(uint8_t *out, size_t out_size, struct bytes password, struct bytes salt,
                         uint64_t n, uint64_t r, uint64_t p)
{
    if (EVP_PBE_scrypt((const char *)password.data, password.size, salt.data, salt.size, n, r, p,
                       MEMORY_LIMIT, out, out_size) != 1)
        return error_make(ERROR_ENVIRONMENT, "no memory to check a password with");
    return NULL;
}

static fallible derive(struct password_hash *hash, struct bytes password)
{
    return password_derive(hash->hash, sizeof hash->hash, password,
                           bytes_of(hash->grain, sizeof hash->grain), N, R, P);
}

fallible password_hash_make(struct password_hash *out, struct bytes password, struct random *random)
{
    struct password_hash hash;
    ASSERT(password.size > 0 && password.size <= PASSWORD_LIMIT);
    TRY(random_fill(random, hash.grain, sizeof hash.grain));
    TRY(derive(&hash, password));
    *out = hash;
    return NULL;
}

fallible password_fits(bool *out, const struct password_hash *hash, struct bytes password)
{
    static const struct password_hash nobodys = {{0}, {0}};
    struct password_hash said = hash ? *hash : nobodys;
    TRY(derive(&said, password));
    bool same = CRYPTO_memcmp(said.hash, (hash ? hash : &nobodys)->hash, sizeof said.hash) == 0;
    OPENSSL_cleanse(&said, sizeof said);
    *out = hash && same;
    return NULL;
}
