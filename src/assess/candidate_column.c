#include "assess/candidate_column.h"

#include "base/csv.h"
#include "base/text.h"

enum { LANGUAGE_COUNT = 3, TEMPLATE_LIMIT = 16 * 1024, HEADER_LIMIT = 400 };

static const struct {
    const char *tag;
    char separator; /* where a comma is the decimal sign, a semicolon */
} languages[LANGUAGE_COUNT] = {{"en", ','}, {"ru", ';'}, {"ky", ';'}};

/* Draft: the Russian and Kyrgyz titles are not reviewed. */
static const char *const titles[COLUMN_COUNT][LANGUAGE_COUNT] = {
    {"Name in Latin letters", "Имя латинскими буквами", "Аты-жөнү латын тамгасы менен"},
    {"Name in Cyrillic letters", "Имя кириллицей", "Аты-жөнү кириллица менен"},
    {"Birth date", "Дата рождения", "Туулган күнү"},
    {"Sex (f, m)", "Пол (f, m)", "Жынысы (f, m)"},
    {"Document (passport, id_card)", "Документ (passport, id_card)",
     "Документ (passport, id_card)"},
    {"Document number", "Номер документа", "Документтин номери"},
    {"Region", "Регион", "Аймак"},
    {"Languages of the test", "Языки экзамена", "Сынактын тилдери"},
    {"Destination", "Страна назначения", "Бара турган өлкө"},
    {"Departure (first, returning)", "Выезд (first, returning)", "Чыгуу (first, returning)"},
    {"Day of consent", "Дата согласия", "Макулдук берген күнү"},
    {"Number", "Номер", "Номери"},
    {"Extra time, %", "Дополнительное время, %", "Кошумча убакыт, %"},
    {"Compared with", "Сверено с", "Салыштырылган"},
};

const char *candidate_column_name(size_t column)
{
    static const char *const more[] = {"ref", "extra_time_percent", "compared_with"};
    ASSERT(column < COLUMN_COUNT);
    return column < FACT_COUNT ? fact_name(column) : more[column - FACT_COUNT];
}

bool candidate_column_needed(size_t column)
{
    return column < FACT_COUNT ? !fact_optional(column) : column == COLUMN_REF;
}

static fallible language_of(size_t *out, const char *tag)
{
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        if (text_equal(languages[i].tag, tag)) {
            *out = i;
            return NULL;
        }
    return error_hint(error_make(ERROR_USAGE, "columns have no names in '%.20s'", tag),
                      "they have in: en, ru, ky");
}

fallible candidate_column_title(const char **out, size_t column, const char *language)
{
    size_t at = 0;
    ASSERT(column < COLUMN_COUNT);
    TRY(language_of(&at, language));
    *out = titles[column][at];
    return NULL;
}

/* A small letter or digit that stands for this one; 0 for what makes no difference. */
static uint32_t folded(uint32_t letter)
{
    if ((letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z'))
        return letter;
    if (letter >= 'A' && letter <= 'Z')
        return letter + ('a' - 'A');
    if (letter >= 0x410 && letter <= 0x42f) /* А … Я */
        return letter + 0x20;
    switch (letter) {
    case 0x401: /* Ё */
    case 0x451:
        return 0x435;
    case 0x4ae: /* Ү */
    case 0x4af:
        return 0x443;
    case 0x4e8: /* Ө */
    case 0x4e9:
        return 0x43e;
    case 0x4a2: /* Ң */
    case 0x4a3:
        return 0x43d;
    default:
        return letter >= 0x430 && letter <= 0x44f ? letter : 0;
    }
}

static const char *header_folded(const char *header, struct arena *arena)
{
    struct buffer out = buffer_make(arena, HEADER_LIMIT);
    for (uint32_t each = utf8_next(&header); each; each = utf8_next(&header)) {
        char utf8[4];
        uint32_t letter = folded(each);
        if (letter)
            buffer_add(&out, bytes_of(utf8, utf8_put(utf8, letter)));
    }
    return out.overfull ? "" : buffer_text(&out);
}

static bool is_called(size_t column, const char *header, struct arena *arena)
{
    if (text_equal(header, header_folded(candidate_column_name(column), arena)))
        return true;
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        if (text_equal(header, header_folded(titles[column][i], arena)))
            return true;
    return false;
}

size_t candidate_column_of(const char *header, struct arena *arena)
{
    const char *wanted = header_folded(header, arena);
    for (size_t column = 0; column < COLUMN_COUNT; column++)
        if (is_called(column, wanted, arena))
            return column;
    return COLUMN_COUNT;
}

fallible candidate_template(struct bytes *out, const char *language, struct arena *arena)
{
    size_t at = 0;
    struct buffer table = buffer_make(arena, TEMPLATE_LIMIT);
    TRY(language_of(&at, language));
    buffer_add_text(&table, "\xef\xbb\xbf");
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        size_t column = i == 0 ? (size_t)COLUMN_REF : i <= FACT_COUNT ? i - 1 : i;
        if (i)
            buffer_add_byte(&table, (uint8_t)languages[at].separator);
        csv_add_cell(&table, titles[column][at]);
    }
    buffer_add_text(&table, "\r\n");
    return buffer_take(out, &table, "template");
}
