#include "certify/code.h"

#include "base/text.h"
#include "certify/base32.h"

enum { RANDOM_SYMBOLS = 14, UNREADABLE = 32, IGNORED = 33 };

/* Sixteen values as typed, 0..31 or UNREADABLE. */
struct word {
    uint8_t values[CODE_SYMBOLS];
    size_t count; /* of symbols typed, perhaps more than are kept */
};

/* x·a in GF(32), where a^5 = a^2 + 1. */
static unsigned times_a(unsigned x)
{
    return (x << 1) ^ (x & 16 ? 0x25u : 0);
}

static bool word_checks(const struct word *word)
{
    unsigned at_a = 0, at_a2 = 0;
    for (size_t i = 0; i < CODE_SYMBOLS; i++) {
        if (word->values[i] == UNREADABLE)
            return false;
        at_a = times_a(at_a) ^ word->values[i];
        at_a2 = times_a(times_a(at_a2)) ^ word->values[i];
    }
    return at_a == 0 && at_a2 == 0;
}

static struct code word_code(const struct word *word)
{
    struct code code = {0};
    for (size_t i = 0; i < CODE_SYMBOLS; i++)
        code.text[i] = base32_symbol(word->values[i]);
    return code;
}

fallible code_make(struct code *out, struct random *random)
{
    struct word word = {.count = CODE_SYMBOLS};
    TRY(random_fill(random, word.values, RANDOM_SYMBOLS));
    for (size_t i = 0; i < RANDOM_SYMBOLS; i++)
        word.values[i] &= 31;
    for (unsigned checks = 0; checks < 32 * 32; checks++) { /* exactly one pair fits */
        word.values[RANDOM_SYMBOLS] = (uint8_t)(checks / 32);
        word.values[RANDOM_SYMBOLS + 1] = (uint8_t)(checks % 32);
        if (word_checks(&word))
            break;
    }
    ASSERT(word_checks(&word));
    *out = word_code(&word);
    return NULL;
}

static bool is_space_or_dash(uint32_t c)
{
    return c == ' ' || c == '-' || (c >= '\t' && c <= '\r') || c == 0xa0 || c == 0xad ||
           (c >= 0x2000 && c <= 0x2015) || c == 0x202f || c == 0x205f || c == 0x2060 ||
           c == 0x2212 || c == 0x3000 || c == 0xfeff;
}

/* The upper-case ASCII character that c looks like; c itself when it is not known. */
static uint32_t look_alike(uint32_t c)
{
    static const struct {
        uint16_t cyrillic;
        char latin;
    } pairs[] = {
        {0x410, 'A'}, {0x412, 'B'}, {0x415, 'E'}, {0x41a, 'K'}, {0x41c, 'M'}, {0x41d, 'H'},
        {0x41e, 'O'}, {0x420, 'P'}, {0x421, 'C'}, {0x422, 'T'}, {0x425, 'X'}, {0x423, 'Y'},
    };
    if (c >= 0xff01 && c <= 0xff5e)
        c -= 0xff01 - '!';
    if ((c >= 'a' && c <= 'z') || (c >= 0x430 && c <= 0x44f))
        c -= 0x20;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].cyrillic == c)
            return (uint32_t)pairs[i].latin;
    return c;
}

static uint8_t character_value(uint32_t c)
{
    c = look_alike(c);
    if (is_space_or_dash(c))
        return IGNORED;
    if (c == 'O')
        return 0;
    if (c == 'I' || c == 'L')
        return 1;
    int value = c < 0x80 ? base32_value((char)c) : -1;
    return value < 0 ? UNREADABLE : (uint8_t)value;
}

/* *unreadable becomes the first character that is no symbol, NULL when there is none. */
static fallible word_read(struct word *out, const char **unreadable, const char *input)
{
    struct word word = {0};
    *unreadable = NULL;
    if (utf8_fault_at(bytes_of_text(input)) < strlen(input))
        return error_make(ERROR_REFUSED, "malformed code: not UTF-8");
    while (*input && word.count <= CODE_SYMBOLS) {
        const char *at = input;
        uint8_t value = character_value(utf8_next(&input));
        if (value == IGNORED)
            continue;
        if (value == UNREADABLE && !*unreadable)
            *unreadable = at;
        if (word.count < CODE_SYMBOLS)
            word.values[word.count] = value;
        word.count++;
    }
    *out = word;
    return NULL;
}

/* A character of the input is shown only when it cannot disturb what is around it. */
static fallible no_symbol(const char *at)
{
    const char *end = at;
    uint32_t c = utf8_next(&end);
    bool printable = c >= 0x20 && (c < 0x7f || c > 0x9f) && (c < 0x2000 || c > 0x206f);
    struct error *error =
        printable ? error_make(ERROR_REFUSED, "malformed code: '%.*s' is no symbol of a code",
                               (int)(end - at), at)
                  : error_make(ERROR_REFUSED, "malformed code: U+%04X is no symbol of a code", c);
    return error_hint(error, "codes are made of 0-9 and A-Z without I, L, O and U");
}

fallible code_read(struct code *out, const char *input)
{
    struct word word;
    const char *unreadable;
    TRY(word_read(&word, &unreadable, input));
    if (unreadable)
        return no_symbol(unreadable);
    if (word.count != CODE_SYMBOLS)
        return error_make(ERROR_REFUSED, "malformed code: %s than %d symbols",
                          word.count > CODE_SYMBOLS ? "more" : "fewer", CODE_SYMBOLS);
    if (!word_checks(&word))
        return error_hint(error_make(ERROR_REFUSED, "malformed code: its check symbols do not fit"),
                          "compare it with the paper: a symbol is wrong, or two are swapped");
    *out = word_code(&word);
    return NULL;
}

static size_t suggest(struct code *out, size_t count, const struct word *word)
{
    if (word_checks(word))
        out[count++] = word_code(word);
    return count;
}

size_t code_suggest(struct code out[static CODE_SUGGESTIONS], const char *input)
{
    struct word word;
    const char *unreadable;
    SCOPED_ERROR fault = word_read(&word, &unreadable, input);
    if (fault || word.count != CODE_SYMBOLS || word_checks(&word))
        return 0;
    size_t count = 0;
    for (size_t i = 0; i + 1 < CODE_SYMBOLS; i++) {
        struct word swapped = word;
        swapped.values[i] = word.values[i + 1];
        swapped.values[i + 1] = word.values[i];
        count = suggest(out, count, &swapped);
    }
    for (size_t i = 0; i < CODE_SYMBOLS; i++) {
        struct word changed = word;
        for (changed.values[i] = 0; changed.values[i] < 32; changed.values[i]++)
            count = suggest(out, count, &changed);
    }
    return count;
}

char *code_text(const struct code *code, struct arena *arena)
{
    const char *text = code->text;
    return arena_format(arena, "%.4s-%.4s-%.4s-%.4s", text, text + 4, text + 8, text + 12);
}

bool code_equal(const struct code *a, const struct code *b)
{
    return text_equal(a->text, b->text);
}

struct digest code_digest(const struct code *code)
{
    const struct bytes parts[] = {bytes_of_text("usta-code-1:"), bytes_of_text(code->text)};
    return digest_of_parts(parts, 2);
}

void code_pack(uint8_t out[static CODE_PACKED_SIZE], const struct code *code)
{
    SCOPED_ARENA(arena);
    struct bytes packed;
    SCOPED_ERROR never = base32_decode(&packed, code->text, "code", arena);
    ASSERT(!never && packed.size == CODE_PACKED_SIZE);
    memcpy(out, packed.data, CODE_PACKED_SIZE);
}

fallible code_unpack(struct code *out, struct bytes packed)
{
    if (packed.size != CODE_PACKED_SIZE)
        return error_make(ERROR_REFUSED, "malformed code: %zu bytes instead of %d", packed.size,
                          CODE_PACKED_SIZE);
    SCOPED_ARENA(arena);
    return code_read(out, base32_encode(packed, arena));
}
