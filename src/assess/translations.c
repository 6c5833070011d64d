#include "assess/translations.h"

#include "assess/wording.h"
#include "base/text.h"

enum { TITLE_LIMIT = 120 };

static const char *const state_words[] = {
    [LANGUAGE_SOURCE] = "source",
    [LANGUAGE_DRAFT] = "draft",
    [LANGUAGE_REVIEWED] = "reviewed",
    [LANGUAGE_REVIEWED + 1] = NULL,
};

/* Languages */

/* [a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}: the part of BCP 47 that names languages people write. */
static bool is_tag(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    static const char signs[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    size_t size = strspn(text, letters);
    if (size < 2 || size > 3)
        return false;
    text += size;
    for (int part = 0; *text == '-' && part < 3; part++, text += size + 1) {
        size = strspn(text + 1, signs);
        if (size < 2 || size > 8)
            return false;
    }
    return *text == '\0';
}

static bool check_tag(struct reader *reader, const struct yaml_node *node)
{
    if (!is_tag(node->text))
        READER_FAULT(reader, RULE_WRONG_FORM, node->place, "'%s' is no language tag such as 'ky'",
                     node->text);
    return is_tag(node->text);
}

bool read_language(struct reader *reader, struct yaml_node *node, const struct field *field,
                   void *out)
{
    return read_text(reader, node, field, out) && check_tag(reader, node);
}

/* A language whose state is wrong still has texts to look at. */
static bool add_language(struct reader *reader, struct languages *languages,
                         struct rubric_language *items, const struct yaml_member *member)
{
    static const struct field state = {.offset = offsetof(struct rubric_language, state),
                                       .words = state_words};
    if (!check_tag(reader, member->key))
        return false;
    struct rubric_language *language = &items[languages->count++];
    *language = (struct rubric_language){member->key->text, LANGUAGE_REVIEWED};
    bool known = !member->value->refused && read_choice(reader, member->value, &state, language);
    if (language->state == LANGUAGE_DRAFT)
        READER_FAULT(reader, RULE_NOT_REVIEWED, member->key->place,
                     "the texts in '%s' are not reviewed", language->tag);
    return known;
}

static bool add_languages(struct reader *reader, struct languages *languages,
                          struct rubric_language *items, const struct yaml_node *node)
{
    bool known = true;
    for (size_t i = 0; i < node->count; i++) {
        const struct yaml_member *member = &node->members[i];
        if (field_is_free(member->key->text) ||
            yaml_member(node, member->key->text) != member) /* a duplicate: reported already */
            continue;
        if (languages->count == LANGUAGES_LIMIT) {
            READER_FAULT(reader, RULE_OUT_OF_RANGE, member->key->place, "more than %d languages",
                         LANGUAGES_LIMIT);
            return false;
        }
        known = add_language(reader, languages, items, member) && known;
    }
    return known;
}

bool read_languages(struct reader *reader, struct yaml_node *node, const struct field *field,
                    void *out)
{
    if (node->kind != YAML_MAP || node->count == 0) {
        READER_FAULT(reader, RULE_WRONG_KIND, node->place, "a map of languages is expected");
        return false;
    }
    struct rubric_language *items = ARENA_ARRAY(reader->arena, struct rubric_language,
                                                LANGUAGES_LIMIT);
    struct languages languages = {items, 0};
    bool known = add_languages(reader, &languages, items, node);
    memcpy((char *)out + field->offset, &languages.items, sizeof languages.items);
    memcpy((char *)out + field->count_offset, &languages.count, sizeof languages.count);
    reader->languages = languages.items;
    reader->language_count = languages.count;
    return known;
}

static const struct rubric_language *language_find(const struct reader *reader, const char *tag)
{
    for (size_t i = 0; i < reader->language_count; i++)
        if (text_equal(reader->languages[i].tag, tag))
            return &reader->languages[i];
    return NULL;
}

void languages_check_source(struct reader *reader, const struct yaml_node *root)
{
    const struct yaml_node *languages = yaml_get(root, "languages");
    const struct yaml_node *source = yaml_get(root, "source_language");
    if (!reader->language_count || !field_known(root, "source_language"))
        return;
    const struct rubric_language *language = language_find(reader, source->text);
    if (!language || language->state != LANGUAGE_SOURCE)
        READER_FAULT(reader, RULE_SOURCE_LANGUAGE, source->place,
                     "'%s' is not declared as source in languages", source->text);
    for (size_t i = 0; i < reader->language_count; i++) {
        const struct rubric_language *other = &reader->languages[i];
        if (other->state == LANGUAGE_SOURCE && !text_equal(other->tag, source->text))
            READER_FAULT(reader, RULE_SOURCE_LANGUAGE, field_place(languages, other->tag),
                         "'%s' is declared as source, but source_language is '%s'", other->tag,
                         source->text);
    }
}

/* Texts */

static void check_declared(struct reader *reader, const struct yaml_node *node)
{
    for (size_t i = 0; i < node->count; i++) {
        const struct yaml_node *key = node->members[i].key;
        if (!field_is_free(key->text) && !language_find(reader, key->text))
            READER_FAULT(reader, RULE_TEXT_UNDECLARED, key->place,
                         "language '%s' is not declared at the top", key->text);
    }
}

bool read_texts(struct reader *reader, struct yaml_node *node, const struct field *field, void *out)
{
    static const struct field text = {.offset = offsetof(struct translation, text)};
    if (node->kind != YAML_MAP) {
        READER_FAULT(reader, RULE_WRONG_KIND, node->place,
                     "%s stands where a map of language: text is expected", yaml_kind_name(node));
        return false;
    }
    struct translation *items = ARENA_ARRAY(reader->arena, struct translation,
                                            reader->language_count);
    struct texts texts = {items, 0};
    for (size_t i = 0; i < reader->language_count; i++) {
        const char *tag = reader->languages[i].tag;
        struct yaml_node *value = yaml_get(node, tag);
        if (!value)
            READER_FAULT(reader, RULE_TEXT_MISSING, node->place, "the text in '%s' is missing",
                         tag);
        if (!value || value->refused)
            continue;
        items[texts.count].language = tag;
        value->refused = !read_text(reader, value, &text, &items[texts.count]);
        texts.count += !value->refused;
    }
    if (reader->language_count)
        check_declared(reader, node);
    memcpy((char *)out + field->offset, &texts, sizeof texts);
    return true;
}

/* Titles */

/* The text that can be looked at further, NULL for none. */
static const struct yaml_node *title_in(const struct yaml_node *title, const char *tag)
{
    return field_known(title, tag) ? yaml_get(title, tag) : NULL;
}

static void check_numbers(struct reader *reader, const struct yaml_node *title)
{
    const struct yaml_node *source = NULL;
    for (size_t i = 0; i < reader->language_count && !source; i++)
        if (reader->languages[i].state == LANGUAGE_SOURCE)
            source = title_in(title, reader->languages[i].tag);
    if (!source)
        return;
    const char *numbers = wording_numbers(source->text, reader->arena);
    for (size_t i = 0; i < reader->language_count; i++) {
        const struct yaml_node *text = title_in(title, reader->languages[i].tag);
        const char *others = text ? wording_numbers(text->text, reader->arena) : numbers;
        if (!text_equal(others, numbers))
            READER_FAULT(reader, RULE_NUMBERS_DIFFER, text->place,
                         "the numbers (%s) are not those of the source language (%s)",
                         *others ? others : "none", *numbers ? numbers : "none");
    }
}

static void check_length(struct reader *reader, const struct yaml_node *text)
{
    size_t length = utf8_length(text->text);
    if (length > TITLE_LIMIT)
        READER_FAULT(reader, RULE_LONG_TITLE, text->place, "the title has %zu characters", length);
}

static void check_words(struct reader *reader, const struct yaml_node *title, enum rule_id rule,
                        const char *const *words, const char *format)
{
    for (size_t i = 0; i < reader->language_count; i++) {
        const struct yaml_node *text = title_in(title, reader->languages[i].tag);
        const char *word = text ? wording_find(text->text, words) : NULL;
        if (word)
            READER_FAULT(reader, rule, text->place, "%s '%s'", format, word);
    }
}

bool read_sentence(struct reader *reader, struct yaml_node *node, const struct field *field,
                   void *out)
{
    if (!read_texts(reader, node, field, out))
        return false;
    check_numbers(reader, node);
    return true;
}

bool read_title(struct reader *reader, struct yaml_node *node, const struct field *field, void *out)
{
    if (!read_sentence(reader, node, field, out))
        return false;
    for (size_t i = 0; i < reader->language_count; i++)
        if (title_in(node, reader->languages[i].tag))
            check_length(reader, title_in(node, reader->languages[i].tag));
    return true;
}

bool read_criterion_title(struct reader *reader, struct yaml_node *node, const struct field *field,
                          void *out)
{
    static const char *const joining[] = {"and", "и", "жана", NULL};
    if (!read_title(reader, node, field, out))
        return false;
    check_words(reader, node, RULE_JOINED, joining, "two things may be asked here, joined by");
    return true;
}

bool read_level_title(struct reader *reader, struct yaml_node *node, const struct field *field,
                      void *out)
{
    static const char *const vague[] = {"good",      "correct", "appropriate", "хорошо",
                                        "правильно", "жакшы",   "туура",       NULL};
    if (!read_title(reader, node, field, out))
        return false;
    check_words(reader, node, RULE_VAGUE, vague, "examiners will understand differently");
    return true;
}
