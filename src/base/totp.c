#include "base/totp.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

enum { SHA1_SIZE = 20, COUNTER_SIZE = 8, BITS_A_SYMBOL = 5 };

uint32_t totp_value(struct bytes secret, uint64_t counter, int digits)
{
    uint8_t moving[COUNTER_SIZE], mac[SHA1_SIZE];
    uint32_t modulus = 1;
    for (int i = 0; i < COUNTER_SIZE; i++)
        moving[i] = (uint8_t)(counter >> (8 * (COUNTER_SIZE - 1 - i)));
    ASSERT(HMAC(EVP_sha1(), secret.data, (int)secret.size, moving, sizeof moving, mac, NULL));
    size_t at = mac[SHA1_SIZE - 1] & 0x0f;
    uint32_t number = ((uint32_t)(mac[at] & 0x7f) << 24) | ((uint32_t)mac[at + 1] << 16) |
                      ((uint32_t)mac[at + 2] << 8) | mac[at + 3];
    for (int i = 0; i < digits; i++)
        modulus *= 10;
    return number % modulus;
}

static bool read_code(uint32_t *out, const char *typed)
{
    uint32_t code = 0;
    int digits = 0;
    for (const char *at = typed; *at; at++) {
        if (*at == ' ')
            continue;
        if (*at < '0' || *at > '9' || digits++ == TOTP_DIGITS)
            return false;
        code = 10 * code + (uint32_t)(*at - '0');
    }
    *out = code;
    return digits == TOTP_DIGITS;
}

bool totp_fits(int64_t *step, struct bytes secret, const char *typed, int64_t now_s)
{
    uint32_t code;
    bool fits = false;
    if (!read_code(&code, typed))
        return false;
    for (int64_t at = now_s / TOTP_STEP_S - 1; at <= now_s / TOTP_STEP_S + 1; at++) {
        uint32_t right = totp_value(secret, (uint64_t)at, TOTP_DIGITS);
        if (CRYPTO_memcmp(&right, &code, sizeof code) == 0) {
            *step = at;
            fits = true;
        }
    }
    return fits;
}

char *totp_secret_text(struct bytes secret, struct arena *arena)
{
    static const char symbols[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    char *text = arena_alloc(arena, secret.size * 8 / BITS_A_SYMBOL + 2);
    size_t size = 0;
    for (size_t bit = 0; bit < secret.size * 8; bit += BITS_A_SYMBOL) {
        unsigned symbol = 0;
        for (size_t i = bit; i < bit + BITS_A_SYMBOL; i++) {
            unsigned is_set = i / 8 < secret.size && (secret.data[i / 8] >> (7 - i % 8)) & 1;
            symbol = symbol << 1 | is_set;
        }
        text[size++] = symbols[symbol];
    }
    return text;
}

char *totp_uri(struct bytes secret, const char *account, struct arena *arena)
{
    return arena_format(arena, "otpauth://totp/Usta:%s?secret=%s&issuer=Usta", account,
                        totp_secret_text(secret, arena));
}
