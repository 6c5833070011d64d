#include "assess/wording.h"

#include "base/buffer.h"
#include "base/text.h"

#include <stdlib.h>

enum { WORD_SIZE = 64 }; /* bytes; a longer word is none that anyone looks for */

static uint32_t lower(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0x410 && c <= 0x42f)) /* Latin, Cyrillic */
        return c + 0x20;
    return c >= 0x400 && c <= 0x40f ? c + 0x50 : c;
}

/* Letters, digits and marks of all scripts; not spaces and punctuation. */
static bool is_of_word(uint32_t c)
{
    bool ascii = (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
    bool beyond = c >= 0xc0 && c != 0xd7 && c != 0xf7;
    bool punctuation = (c >= 0x2000 && c <= 0x206f) || (c >= 0x3000 && c <= 0x303f);
    return ascii || (beyond && !punctuation);
}

/* Reads the next word of *text in lower case into word, which is empty when it is too long. False
 * when there is no further one. */
static bool next_word(char word[static WORD_SIZE], const char **text)
{
    uint32_t c = utf8_next(text);
    while (c && !is_of_word(c))
        c = utf8_next(text);
    bool found = c != 0;
    size_t size = 0;
    for (; c && is_of_word(c); c = utf8_next(text))
        if (size + 4 < WORD_SIZE)
            size += utf8_put(word + size, lower(c));
    word[size + 4 < WORD_SIZE ? size : 0] = '\0';
    return found;
}

const char *wording_find(const char *text, const char *const *words)
{
    char word[WORD_SIZE];
    while (next_word(word, &text))
        for (const char *const *each = words; *each; each++)
            if (text_equal(word, *each))
                return *each;
    return NULL;
}

/* The digit that c is in any of the scripts trainers may write in, -1 for none. */
static int digit_of(uint32_t c)
{
    static const uint32_t zeros[] = {'0', 0x660, 0x6f0, 0x966, 0xff10};
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        if (c >= zeros[i] && c <= zeros[i] + 9)
            return (int)(c - zeros[i]);
    return -1;
}

static bool is_decimal_mark(uint32_t c)
{
    return c == '.' || c == ',' || c == 0x66b || c == 0xff0c || c == 0xff0e;
}

static int peek_digit(const char *text)
{
    return digit_of(utf8_next(&text));
}

static void add_digits(struct buffer *number, const char **text)
{
    while (peek_digit(*text) >= 0)
        buffer_add_byte(number, (uint8_t)('0' + digit_of(utf8_next(text))));
}

/* Reads the number at *text, which starts with a digit, in its shortest form. */
static const char *read_number(const char **text, struct arena *arena)
{
    struct buffer number = buffer_make(arena, SIZE_MAX / 4);
    add_digits(&number, text);
    const char *behind = *text;
    bool fraction = is_decimal_mark(utf8_next(&behind)) && peek_digit(behind) >= 0;
    if (fraction) {
        *text = behind;
        buffer_add_byte(&number, '.');
        add_digits(&number, text);
    }
    char *digits = buffer_text(&number);
    char *end = digits + strlen(digits);
    while (fraction && (end[-1] == '0' || end[-1] == '.') && strchr(digits, '.'))
        *--end = '\0';
    while (digits[0] == '0' && digits[1] && digits[1] != '.')
        digits++;
    return digits;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char *wording_numbers(const char *text, struct arena *arena)
{
    const char **numbers = ARENA_ARRAY(arena, const char *, strlen(text));
    size_t count = 0;
    while (*text) {
        if (peek_digit(text) >= 0)
            numbers[count++] = read_number(&text, arena);
        else
            utf8_next(&text);
    }
    if (count)
        qsort(numbers, count, sizeof *numbers, compare_texts);
    struct buffer joined = buffer_make(arena, SIZE_MAX / 4);
    for (size_t i = 0; i < count; i++)
        buffer_add_format(&joined, i ? " %s" : "%s", numbers[i]);
    return buffer_text(&joined);
}
