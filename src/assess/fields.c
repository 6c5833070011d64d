#include "assess/fields.h"

#include "base/buffer.h"
#include "base/text.h"

#include <stdlib.h>

static void *member_at(void *object, size_t offset)
{
    return (char *)object + offset;
}

bool field_is_free(const char *key)
{
    return text_starts(key, "x-");
}

bool field_known(const struct yaml_node *map, const char *key)
{
    const struct yaml_node *value = yaml_get(map, key);
    return value && !value->refused;
}

struct place field_place(const struct yaml_node *map, const char *key)
{
    const struct yaml_node *value = yaml_get(map, key);
    return value ? value->place : map->place;
}

/* Maps */

static const struct field *row_of(const struct field *rows, const char *key)
{
    for (; rows->name; rows++)
        if (text_equal(rows->name, key))
            return rows;
    return NULL;
}

/* One letter wrong, missing, added or changed round with its neighbour. */
static bool is_slip(const char *written, const char *meant)
{
    for (; *written && *written == *meant; written++, meant++)
        ;
    if (!*written || !*meant)
        return strlen(written) + strlen(meant) == 1;
    bool swapped = written[0] == meant[1] && written[1] == meant[0];
    return text_equal(written + 1, meant + 1) || text_equal(written + 1, meant) ||
           text_equal(written, meant + 1) || (swapped && text_equal(written + 2, meant + 2));
}

static void refuse_unknown(struct reader *reader, const struct yaml_node *key,
                           const struct field *rows)
{
    const char *meant = NULL;
    for (; rows->name && !meant; rows++)
        meant = is_slip(key->text, rows->name) ? rows->name : NULL;
    if (meant)
        READER_FAULT(reader, RULE_UNKNOWN_KEY, key->place,
                     "key '%s' is not known here: is it '%s'?", key->text, meant);
    else
        READER_FAULT(reader, RULE_UNKNOWN_KEY, key->place, "key '%s' is not known here", key->text);
}

static bool expect_kind(struct reader *reader, const struct yaml_node *node, enum yaml_kind kind)
{
    static const char *const wanted[] = {"text", "a list", "a map"};
    if (node->kind != kind)
        READER_FAULT(reader, RULE_WRONG_KIND, node->place, "%s stands where %s is expected",
                     yaml_kind_name(node), wanted[kind]);
    return node->kind == kind;
}

static bool read_row(struct reader *reader, struct yaml_node *map, const struct field *row,
                     void *out)
{
    struct yaml_node *value = yaml_get(map, row->name);
    if (!value && row->required)
        READER_FAULT(reader, RULE_MISSING_KEY, map->place, "'%s' is missing", row->name);
    if (!value)
        return !row->required;
    value->refused = value->refused || !row->read(reader, value, row, out);
    return !value->refused;
}

bool fields_read(struct reader *reader, struct yaml_node *node, const struct field *rows, void *out)
{
    if (!expect_kind(reader, node, YAML_MAP))
        return false;
    bool known = true;
    for (const struct field *row = rows; row->name; row++)
        known = read_row(reader, node, row, out) && known;
    for (size_t i = 0; i < node->count; i++)
        if (!row_of(rows, node->members[i].key->text) && !field_is_free(node->members[i].key->text))
            refuse_unknown(reader, node->members[i].key, rows);
    return known;
}

bool read_map(struct reader *reader, struct yaml_node *node, const struct field *field, void *out)
{
    void *object = member_at(out, field->offset);
    bool known = fields_read(reader, node, field->fields, object);
    bool settles = field->settle && node->kind == YAML_MAP;
    return (!settles || field->settle(reader, node, object)) && known;
}

/* Lists */

bool read_list(struct reader *reader, struct yaml_node *node, const struct field *field, void *out)
{
    if (!expect_kind(reader, node, YAML_LIST))
        return false;
    const struct field map = {.read = read_map, .fields = field->fields, .settle = field->settle};
    const struct field *item = field->item ? field->item : &map;
    char *items = arena_array(reader->arena, node->count, field->size);
    bool known = true;
    for (size_t i = 0; i < node->count; i++) {
        struct yaml_node *value = node->members[i].value;
        value->refused = value->refused ||
                         !item->read(reader, value, item, items + i * field->size);
        known = known && !value->refused;
    }
    const void *array = items;
    memcpy(member_at(out, field->offset), &array, sizeof array);
    memcpy(member_at(out, field->count_offset), &node->count, sizeof node->count);
    return known;
}

bool read_filled(struct reader *reader, struct yaml_node *node, const struct field *field,
                 void *out)
{
    if (node->kind == YAML_LIST && node->count == 0) {
        READER_FAULT(reader, RULE_WRONG_KIND, node->place, "the list '%s' is empty", field->name);
        return false;
    }
    return read_list(reader, node, field, out);
}

void fields_check_unique(struct reader *reader, const struct yaml_node *list, const char *key,
                         const char *what)
{
    if (!list || list->kind != YAML_LIST)
        return;
    struct named *items = ARENA_ARRAY(reader->arena, struct named, list->count);
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct yaml_node *item = list->members[i].value;
        const struct yaml_node *name = key ? yaml_get(item, key) : item;
        if (name && !name->refused)
            items[count++] = (struct named){name->text, name->place};
    }
    findings_add_repeated(reader->findings, &rules[RULE_REPEATED], items, count, what);
}

/* Scalars */

/* What YAML reads as nothing at all. */
static bool is_null(const char *text)
{
    return text_equal(text, "~") || text_equal(text, "null") || text_equal(text, "Null") ||
           text_equal(text, "NULL");
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

bool read_text(struct reader *reader, struct yaml_node *node, const struct field *field, void *out)
{
    if (!expect_kind(reader, node, YAML_SCALAR))
        return false;
    if (is_blank(node->text)) {
        READER_FAULT(reader, RULE_NOT_TEXT, node->place, "the text is empty");
        return false;
    }
    if (node->plain && is_null(node->text)) {
        READER_FAULT(reader, RULE_NOT_TEXT, node->place,
                     "%s is nothing to YAML: put it in quotes if you mean the word", node->text);
        return false;
    }
    uint32_t hidden = text_hidden(node->text);
    if (hidden) {
        READER_FAULT(reader, RULE_HIDDEN, node->place, "the text holds the invisible U+%04X",
                     hidden);
        return false;
    }
    memcpy(member_at(out, field->offset), &node->text, sizeof node->text);
    return true;
}

bool read_name(struct reader *reader, struct yaml_node *node, const struct field *field, void *out)
{
    if (!read_text(reader, node, field, out))
        return false;
    for (const char *at = node->text; *at;) {
        uint32_t c = utf8_next(&at);
        if (c > 0x20 && c != 0x7f && !(c >= 0x80 && c <= 0xa0))
            continue;
        READER_FAULT(reader, RULE_WRONG_FORM, node->place, "'%s' has white space in it",
                     node->text);
        return false;
    }
    return true;
}

static bool has_range(const struct field *field)
{
    return field->low != field->high;
}

static void refuse_range(struct reader *reader, const struct yaml_node *node,
                         const struct field *field)
{
    READER_FAULT(reader, RULE_OUT_OF_RANGE, node->place, "%s is not within %d..%d", node->text,
                 field->low, field->high);
}

/* -?(0|[1-9][0-9]{0,8}) */
static bool is_whole(const char *text)
{
    text += *text == '-';
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && digits <= 9 && !text[digits] && (*text != '0' || digits == 1);
}

bool read_whole(struct reader *reader, struct yaml_node *node, const struct field *field, void *out)
{
    if (!expect_kind(reader, node, YAML_SCALAR))
        return false;
    if (!is_whole(node->text) || !node->plain) {
        READER_FAULT(reader, RULE_NOT_WHOLE, node->place,
                     is_whole(node->text) ? "write the whole number %s without quotes"
                                          : "'%s' is not a whole number",
                     node->text);
        return false;
    }
    int number = (int)strtol(node->text, NULL, 10);
    if (has_range(field) && (number < field->low || number > field->high)) {
        refuse_range(reader, node, field);
        return false;
    }
    memcpy(member_at(out, field->offset), &number, sizeof number);
    return true;
}

bool read_decimal(struct reader *reader, struct yaml_node *node, const struct field *field,
                  void *out)
{
    if (!expect_kind(reader, node, YAML_SCALAR))
        return false;
    struct decimal decimal;
    int decimals;
    bool read = decimal_read(&decimal, &decimals, node->text);
    if (!read || !node->quoted) {
        READER_FAULT(reader, RULE_NOT_DECIMAL, node->place,
                     read ? "write the decimal %s in quotes"
                          : "'%s' is not a decimal such as \"75.0\"",
                     node->text);
        return false;
    }
    const int64_t one = 1000000;
    if (has_range(field) &&
        (decimal.millionths < field->low * one || decimal.millionths > field->high * one)) {
        refuse_range(reader, node, field);
        return false;
    }
    memcpy(member_at(out, field->offset), &decimal, sizeof decimal);
    return true;
}

bool read_flag(struct reader *reader, struct yaml_node *node, const struct field *field, void *out)
{
    if (!expect_kind(reader, node, YAML_SCALAR))
        return false;
    bool truth = text_equal(node->text, "true");
    if (!node->plain || (!truth && !text_equal(node->text, "false"))) {
        READER_FAULT(reader, RULE_NOT_A_CHOICE, node->place,
                     "'%s' is neither true nor false (without quotes)", node->text);
        return false;
    }
    memcpy(member_at(out, field->offset), &truth, sizeof truth);
    return true;
}

static char *choices_text(const char *const *words, struct arena *arena)
{
    struct buffer text = buffer_make(arena, SIZE_MAX / 4);
    for (const char *const *word = words; *word; word++) {
        buffer_add_text(&text, word == words ? "" : word[1] ? ", " : " or ");
        buffer_add_text(&text, *word);
    }
    return buffer_text(&text);
}

static int choice_of(struct reader *reader, const struct yaml_node *node, const struct field *field)
{
    if (!expect_kind(reader, node, YAML_SCALAR))
        return -1;
    for (int i = 0; field->words[i]; i++)
        if (text_equal(field->words[i], node->text))
            return i;
    READER_FAULT(reader, RULE_NOT_A_CHOICE, node->place, "'%s' is not %s", node->text,
                 choices_text(field->words, reader->arena));
    return -1;
}

bool read_choice(struct reader *reader, struct yaml_node *node, const struct field *field,
                 void *out)
{
    int choice = choice_of(reader, node, field);
    if (choice >= 0)
        memcpy(member_at(out, field->offset), &choice, sizeof choice);
    return choice >= 0;
}

bool read_word(struct reader *reader, struct yaml_node *node, const struct field *field, void *out)
{
    int choice = choice_of(reader, node, field);
    if (choice >= 0)
        memcpy(member_at(out, field->offset), &field->words[choice], sizeof field->words[choice]);
    return choice >= 0;
}
