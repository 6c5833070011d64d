#include "assess/token.h"

#include "base/encoding.h"

fallible token_make(struct token *out, struct random *random)
{
    SCOPED_ARENA(arena);
    uint8_t bytes[TOKEN_SIZE / 2];
    TRY(random_fill(random, bytes, sizeof bytes));
    memcpy(out->text, hex_encode(bytes_of(bytes, sizeof bytes), arena), TOKEN_SIZE + 1);
    return NULL;
}

struct digest token_digest(const char *purpose, const char *text)
{
    const struct bytes parts[] = {bytes_of_text("usta-"), bytes_of_text(purpose),
                                  bytes_of_text("-1:"), bytes_of_text(text)};
    return digest_of_parts(parts, sizeof parts / sizeof *parts);
}
