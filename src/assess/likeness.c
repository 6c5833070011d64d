#include "assess/likeness.h"

#include "base/text.h"

#include <stdlib.h>

/* Letters that count as one: the first stands for all of its row. */
static const char *const same_letters[] = {
    "aAàáâãäåÀÁÂÃÄÅāĀăĂąĄæÆəƏ",
    "bB",
    "cCçÇćĆĉĈċĊčČ",
    "dDďĎđĐ",
    "eEèéêëÈÉÊËēĒĕĔėĖęĘěĚ",
    "fF",
    "gGĝĜğĞġĠģĢ",
    "hHĥĤħĦ",
    "iIyYìíîïÌÍÎÏĩĨīĪĭĬįĮıİýÿÝŶŷŸ",
    "jJĵĴ",
    "kKqQķĶ",
    "lLĺĹļĻľĽłŁ",
    "mM",
    "nNñÑńŃņŅňŇŋŊ",
    "oOòóôõöøÒÓÔÕÖØōŌŏŎőŐœŒ",
    "pP",
    "rRŕŔŗŖřŘ",
    "sSśŚŝŜşŞšŠșȘß",
    "tTţŢťŤŧŦțȚ",
    "uUùúûüÙÚÛÜũŨūŪŭŬůŮűŰųŲ",
    "vVwWŵŴ",
    "xX",
    "zZźŹżŻžŽ",
    "аАәӘ",
    "бБ",
    "вВ",
    "гГғҒґҐ",
    "дД",
    "еЕёЁэЭєЄ",
    "жЖҗҖ",
    "зЗ",
    "иИйЙыЫіІїЇ",
    "кКқҚ",
    "лЛ",
    "мМ",
    "нНңҢ",
    "оОөӨ",
    "пП",
    "рР",
    "сС",
    "тТ",
    "уУүҮұҰўЎӯӮ",
    "фФ",
    "хХһҺҳҲ",
    "цЦ",
    "чЧҷҶ",
    "шШ",
    "щЩ",
    "юЮ",
    "яЯ",
};

/* Spellings of one sound, seen on folded letters; longer ones first. */
static const struct {
    const char *from, *to;
} same_sounds[] = {{"dzh", "j"}, {"zh", "j"}, {"dj", "j"}, {"kh", "h"}, {"gh", "g"}, {"дж", "ж"}};

enum { LETTERS_LIMIT = 200, WORDS_LIMIT = 16 };

struct word {
    uint32_t letters[LETTERS_LIMIT];
    size_t count;
};

struct name {
    struct word words[WORDS_LIMIT];
    size_t count;
};

static uint32_t letter_folded(uint32_t letter)
{
    for (size_t i = 0; i < sizeof same_letters / sizeof *same_letters; i++) {
        const char *at = same_letters[i];
        uint32_t first = utf8_next(&at);
        for (uint32_t each = first; each; each = utf8_next(&at))
            if (each == letter)
                return first;
    }
    return letter;
}

static bool separates(uint32_t letter)
{
    return letter == ' ' || letter == 0xa0 || letter == '-' || letter == 0x2010 || letter == 0x2011;
}

/* Apostrophes, full stops, soft and hard signs, combining marks. */
static bool is_silent(uint32_t letter)
{
    return letter == '\'' || letter == 0x2018 || letter == 0x2019 || letter == 0x2bb ||
           letter == 0x2bc || letter == '.' || letter == 0x44a || letter == 0x44c ||
           letter == 0x42a || letter == 0x42c || (letter >= 0x300 && letter <= 0x36f);
}

static size_t starts_with(const uint32_t *letters, size_t count, const char *start)
{
    size_t used = 0;
    for (uint32_t each = utf8_next(&start); each; each = utf8_next(&start), used++)
        if (used >= count || letters[used] != each)
            return 0;
    return used;
}

/* One letter for each sound, and none twice in a row. */
static void fold_sounds(struct word *word)
{
    size_t kept = 0;
    for (size_t at = 0; at < word->count;) {
        uint32_t letter = word->letters[at];
        size_t used = 0;
        for (size_t i = 0; i < sizeof same_sounds / sizeof *same_sounds && !used; i++) {
            used = starts_with(word->letters + at, word->count - at, same_sounds[i].from);
            const char *to = same_sounds[i].to;
            letter = used ? utf8_next(&to) : letter;
        }
        at += used ? used : 1;
        if (!kept || word->letters[kept - 1] != letter)
            word->letters[kept++] = letter;
    }
    word->count = kept;
}

static void name_fold(struct name *out, const char *text)
{
    out->count = 0;
    struct word word = {.count = 0};
    for (;;) {
        uint32_t letter = utf8_next(&text);
        if (letter && !separates(letter)) {
            if (!is_silent(letter) && word.count < LETTERS_LIMIT)
                word.letters[word.count++] = letter_folded(letter);
            continue;
        }
        fold_sounds(&word);
        if (word.count && out->count < WORDS_LIMIT)
            out->words[out->count++] = word;
        word.count = 0;
        if (!letter)
            return;
    }
}

static int compare_words(const void *a, const void *b)
{
    const struct word *left = a, *right = b;
    for (size_t i = 0; i < left->count && i < right->count; i++)
        if (left->letters[i] != right->letters[i])
            return left->letters[i] < right->letters[i] ? -1 : 1;
    return (left->count > right->count) - (left->count < right->count);
}

static void words_join(struct word *out, const struct name *name)
{
    out->count = 0;
    for (size_t i = 0; i < name->count; i++)
        for (size_t j = 0; j < name->words[i].count && out->count < LETTERS_LIMIT; j++)
            out->letters[out->count++] = name->words[i].letters[j];
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: slips between two words, a letter in at most one of them. */
static size_t slips_between(const struct word *a, const struct word *b)
{
    size_t rows[3][LETTERS_LIMIT + 1];
    for (size_t j = 0; j <= b->count; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a->count; i++) {
        const size_t *before = rows[(i - 1) % 3], *two_before = rows[(i + 1) % 3];
        size_t *row = rows[i % 3];
        row[0] = i;
        for (size_t j = 1; j <= b->count; j++) {
            size_t other = a->letters[i - 1] != b->letters[j - 1];
            row[j] = least(least(before[j], row[j - 1]) + 1, before[j - 1] + other);
            if (i > 1 && j > 1 && a->letters[i - 1] == b->letters[j - 2] &&
                a->letters[i - 2] == b->letters[j - 1])
                row[j] = least(row[j], two_before[j - 2] + 1);
        }
    }
    return rows[a->count % 3][b->count];
}

static bool words_alike(const struct word *a, const struct word *b)
{
    size_t shorter = least(a->count, b->count);
    return slips_between(a, b) <= (shorter <= 3 ? 0u : shorter <= 7 ? 1u : 2u);
}

/* At least two words, each of which the longer name has too: somebody left a name out. */
static bool is_part(const struct name *shorter, const struct name *longer)
{
    if (shorter->count < 2)
        return false;
    for (size_t i = 0; i < shorter->count; i++) {
        bool found = false;
        for (size_t j = 0; j < longer->count && !found; j++)
            found = compare_words(&shorter->words[i], &longer->words[j]) == 0;
        if (!found)
            return false;
    }
    return true;
}

bool names_alike(const char *text_a, const char *text_b)
{
    struct name a, b;
    struct word joined_a, joined_b;
    name_fold(&a, text_a);
    name_fold(&b, text_b);
    words_join(&joined_a, &a);
    words_join(&joined_b, &b);
    if (words_alike(&joined_a, &joined_b) || is_part(&a, &b) || is_part(&b, &a))
        return true;
    qsort(a.words, a.count, sizeof *a.words, compare_words);
    qsort(b.words, b.count, sizeof *b.words, compare_words);
    words_join(&joined_a, &a);
    words_join(&joined_b, &b);
    return words_alike(&joined_a, &joined_b);
}
