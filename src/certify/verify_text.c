#include "certify/verify_text.h"

#include "base/buffer.h"
#include "base/text.h"

enum { TEXT_LIMIT = 256 * 1024 * 1024, LABEL_WIDTH = 10 };

/* The words around a verdict. (ru, ky: state: draft) */
struct words {
    const char *language;
    const char *why, *rule, *signer, *issuer, *signed_at, *stamped, *stamped_untrusted, *test,
        *says, *says_unconfirmed;
};

static const struct words all_words[] = {
    {"en", "why", "rule", "signer", "issuer", "signed", "timestamp", "timestamp (NOT TRUSTED)",
     "TEST ISSUER: its certificates are for trials and mean nothing.",
     "It says:", "It says (NOT CONFIRMED, see the verdict):"},
    {"ru", "почему", "правило", "подписал", "издатель", "подписано", "метка",
     "метка времени (НЕТ ДОВЕРИЯ)",
     "TEST — ПРОБНЫЙ ИЗДАТЕЛЬ: его сертификаты только для испытаний и ничего не значат.",
     "В нём сказано:", "В нём сказано (НЕ ПОДТВЕРЖДЕНО, см. вывод):"},
    {"ky", "себеби", "эреже", "кол койгон", "берген", "коюлган", "белги",
     "убакыт белгиси (ИШЕНИМ ЖОК)",
     "TEST — СЫНОО БЕРҮҮЧҮ: анын сертификаттары сыноо үчүн гана, мааниси жок.",
     "Анда жазылган:", "Анда жазылган (ЫРАСТАЛГАН ЭМЕС, корутундуну караңыз):"},
};

static const struct words *words_of(const char *language)
{
    for (size_t i = 0; i < sizeof all_words / sizeof *all_words; i++)
        if (text_equal(all_words[i].language, language))
            return &all_words[i];
    return NULL;
}

bool verify_language(const char *language)
{
    return words_of(language) != NULL;
}

/* What would move the cursor, or make text read differently from how it is stored. */
static bool is_hidden(uint32_t c)
{
    bool joins = c == 0x200c || c == 0x200d;
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 || c >= 0xe0000 ||
           (!joins && utf8_is_hidden(c, 0));
}

static void add_shown(struct buffer *out, const char *text)
{
    for (uint32_t c; (c = utf8_next(&text));) {
        char encoded[4];
        size_t size = utf8_put(encoded, c == '\n' ? ' ' : is_hidden(c) ? 0xfffd : c);
        buffer_add(out, bytes_of(encoded, size));
    }
}

static void add_line(struct buffer *out, const char *label, const char *text)
{
    size_t width = utf8_length(label);
    buffer_add_format(out, "  %s%*s ", label, width < LABEL_WIDTH ? (int)(LABEL_WIDTH - width) : 0,
                      "");
    add_shown(out, text);
    buffer_add_byte(out, '\n');
}

enum { LEVELS_A_LINE = 6 };
static const char *const level_members[] = {"criterion", "level", "of", "shown"};

/* An object of texts by language, as {"en": …, "ru": …}: the one in language. */
static const struct value *translation(const struct value *value, const char *language)
{
    const struct value *found = value_get(value, language);
    for (size_t i = 0; found && i < value_size(value); i++) {
        bool is_tag = strlen(value_key_at(value, i)) == strlen("en");
        if (!is_tag || value_kind(value_at(value, i)) != VALUE_TEXT)
            return NULL;
    }
    return found;
}

static void add_fact(struct buffer *out, const char *path, const struct value *value,
                     const char *language);

static const char *scalar_text(const struct value *value, struct arena *arena)
{
    return value_kind(value) == VALUE_TEXT ? value_text(value) : value_canonical(value, arena);
}

/* A list of the levels of a unit's lines: {"criterion", "level", "of", "shown"}. */
static bool is_levels(const struct value *value)
{
    for (size_t i = 0; i < value_size(value); i++)
        for (size_t m = 0; m < sizeof level_members / sizeof *level_members; m++)
            if (!value_get(value_at(value, i), level_members[m]))
                return false;
    return value_kind(value) == VALUE_ARRAY && value_size(value) > 0;
}

/* "A1 2/3 70.00, …": a person reads a dozen lines better side by side. */
static void add_levels(struct buffer *out, const char *path, const struct value *levels)
{
    buffer_add_text(out, "    ");
    add_shown(out, path);
    buffer_add_text(out, ": ");
    for (size_t i = 0; i < value_size(levels); i++) {
        const struct value *line = value_at(levels, i);
        const char *member[4];
        for (size_t m = 0; m < 4; m++)
            member[m] = scalar_text(value_get(line, level_members[m]), out->arena);
        buffer_add_text(out, i == 0 ? "" : i % LEVELS_A_LINE ? ", " : ",\n      ");
        add_shown(out, arena_format(out->arena, "%s %s/%s %s", member[0], member[1], member[2],
                                    member[3]));
    }
    buffer_add_byte(out, '\n');
}

static void add_members(struct buffer *out, const char *path, const struct value *value,
                        const char *language)
{
    bool is_array = value_kind(value) == VALUE_ARRAY;
    for (size_t i = 0; i < value_size(value); i++) {
        const char *inner = is_array ? arena_format(out->arena, "%s[%zu]", path, i + 1)
                                     : arena_format(out->arena, "%s%s%s", path, *path ? "." : "",
                                                    value_key_at(value, i));
        add_fact(out, inner, value_at(value, i), language);
    }
}

static void add_fact(struct buffer *out, const char *path, const struct value *value,
                     const char *language)
{
    enum value_kind kind = value_kind(value);
    const struct value *translated = kind == VALUE_OBJECT ? translation(value, language) : NULL;
    if (translated) {
        add_fact(out, path, translated, language);
        return;
    }
    if (kind == VALUE_ARRAY && is_levels(value)) {
        add_levels(out, path, value);
        return;
    }
    if (kind == VALUE_OBJECT || kind == VALUE_ARRAY) {
        add_members(out, path, value, language);
        return;
    }
    buffer_add_text(out, "    ");
    add_shown(out, path);
    buffer_add_text(out, ": ");
    add_shown(out, scalar_text(value, out->arena));
    buffer_add_byte(out, '\n');
}

static bool confirms(enum verdict verdict)
{
    return verdict <= VERDICT_SUPERSEDED;
}

static void add_signer(struct buffer *out, const struct verification *verification,
                       const struct words *words)
{
    if (verification->is_test)
        buffer_add_format(out, "  %s\n", words->test);
    if (!verification->signer)
        return;
    add_line(out, words->signer, verification->signer->subject_text);
    add_line(out, words->issuer, verification->root->subject_text);
    if (verification->signed_at_s)
        add_line(out, words->signed_at, instant_text(verification->signed_at_s, out->arena));
}

/* Who says when it was there; and when nobody trusts them, why. */
static void add_time(struct buffer *out, const struct proven_time *time, enum pades_level level,
                     const struct words *words)
{
    if (!time->authority)
        return;
    add_line(out, time->is_proven ? words->stamped : words->stamped_untrusted,
             arena_format(out->arena, "%s %s (%s)", instant_text(time->at_s, out->arena),
                          time->authority->subject_text, pades_level_name(level)));
    if (!time->is_proven)
        add_line(out, "", time->why_not);
}

static struct value *time_value(const struct proven_time *time, struct arena *arena)
{
    struct value *value = value_object(arena);
    if (!time->authority)
        return value_null(arena);
    value_set_text(value, "at", instant_text(time->at_s, arena));
    value_set_text(value, "authority", time->authority->subject_text);
    value_set_boolean(value, "trusted", time->is_proven);
    value_set_text(value, "why_not", time->why_not);
    return value;
}

const char *verify_text(const struct verification *verification, const char *name,
                        const char *language, struct arena *arena)
{
    const struct words *words = words_of(language);
    const struct judgement *judgement = &verification->judgement;
    struct buffer out = buffer_make(arena, TEXT_LIMIT);
    ASSERT(words);
    add_shown(&out, name);
    buffer_add_format(&out, ": %s\n  %s\n", verdict_name(judgement->verdict),
                      verdict_text(judgement->verdict, language));
    add_line(&out, words->why, judgement->why);
    add_line(&out, words->rule, judgement->rule);
    add_signer(&out, verification, words);
    add_time(&out, &verification->time, verification->level, words);
    if (verification->facts) {
        buffer_add_format(&out, "  %s\n",
                          confirms(judgement->verdict) ? words->says : words->says_unconfirmed);
        add_members(&out, "", verification->facts, language);
    }
    return buffer_text(&out);
}

struct value *verify_value(const struct verification *verification, const char *name,
                           struct arena *arena)
{
    const struct judgement *judgement = &verification->judgement;
    const struct x509 *signer = verification->signer, *root = verification->root;
    bool is_dated = signer && verification->signed_at_s;
    struct value *value = value_object(arena);
    value_set_text(value, "file", name);
    value_set_text(value, "verdict", verdict_name(judgement->verdict));
    value_set_integer(value, "exit", verdict_exit(judgement->verdict));
    value_set_text(value, "why", judgement->why);
    value_set_text(value, "rule", judgement->rule);
    value_set_boolean(value, "test", verification->is_test);
    value_set_text(value, "signer", signer ? signer->subject_text : NULL);
    value_set_text(value, "issuer", root ? root->subject_text : NULL);
    value_set_text(value, "signed",
                   is_dated ? instant_text(verification->signed_at_s, arena) : NULL);
    value_set_text(value, "level", is_dated ? pades_level_name(verification->level) : NULL);
    value_set(value, "timestamp", time_value(&verification->time, arena));
    value_set(value, "facts", verification->facts ? verification->facts : value_null(arena));
    return value;
}
