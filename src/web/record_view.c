#include "web/record_view.h"

#include "base/text.h"
#include "web/spoken.h"

/* A record on its way into the data of a page. */
struct viewing {
    const struct value *record;
    const struct reader_of *reader;
    struct arena *arena;
};

/* {"text", "tag"} */
static struct value *said(const char *text, const char *tag, struct arena *arena)
{
    struct value *object = value_object(arena);
    value_set_text(object, "text", text);
    value_set_text(object, "tag", tag);
    return object;
}

/* spoken is what the scheme says, NULL for nothing. */
static fallible set_said(struct value *out, const char *name, const struct viewing *viewing,
                         const struct value *texts, const struct texts *spoken)
{
    const char *language = viewing->reader->language, *text = NULL;
    const struct value *own = value_get(texts, language);
    if (own)
        text = value_text(own);
    else if (spoken)
        text = texts_in(spoken, language, NULL);
    const char *tag = text ? language : "en";
    if (!text)
        TRY(value_need_text(&text, texts, tag));
    value_set(out, name, said(text, tag, viewing->arena));
    return NULL;
}

static fallible set_day(struct value *out, const char *name, const struct viewing *viewing,
                        const struct value *holder)
{
    const char *day, *spoken;
    TRY(value_need_text(&day, holder, name));
    TRY(spoken_day(&spoken, viewing->reader->pages, viewing->reader->language, day,
                   viewing->arena));
    value_set_text(out, name, spoken);
    return NULL;
}

/* A tag as the word for it: "KR" as "Korea"; as it is when there is none. */
static const char *word_of(const struct viewing *viewing, const char *kind, const char *tag)
{
    const char *word;
    SCOPED_ERROR none = pages_word(&word, viewing->reader->pages, viewing->reader->language,
                                   arena_format(viewing->arena, "%s.%s", kind, tag));
    return none ? tag : word;
}

static void set_tag(struct value *out, const char *name, const struct viewing *viewing,
                    const struct value *tag)
{
    if (tag && value_kind(tag) == VALUE_TEXT)
        value_set_text(out, name, word_of(viewing, "country", value_text(tag)));
}

static struct value *level_view(const struct value *level, struct arena *arena)
{
    struct value *out = value_object(arena);
    const struct value *place = value_get(level, "level"), *shown = value_get(level, "shown");
    bool applies = value_kind(place) == VALUE_INTEGER && value_kind(shown) == VALUE_TEXT;
    long long best = value_integer(value_get(level, "of"));
    value_set_text(out, "criterion", value_text(value_get(level, "criterion")));
    value_set_text(out, "place",
                   applies ? arena_format(arena, "%lld/%lld", (long long)value_integer(place), best)
                           : "–");
    value_set_text(out, "shown", applies ? value_text(shown) : "–");
    return out;
}

static struct value *levels_view(const struct value *levels, struct arena *arena)
{
    struct value *list = value_array(arena);
    for (size_t i = 0; i < value_size(levels); i++)
        value_append(list, level_view(value_at(levels, i), arena));
    return list;
}

/* The scheme's unit of "UST-CK-HK-01@1.0.0"; NULL when there is no scheme at hand. */
static const struct scheme_unit *unit_of(const struct viewing *viewing, const char *rubric)
{
    const struct scheme *scheme = viewing->reader->scheme;
    const char *id = arena_text_n(viewing->arena, rubric, strcspn(rubric, "@"));
    return scheme ? scheme_unit(scheme, id) : NULL;
}

static fallible unit_view(struct value **out, const struct viewing *viewing,
                          const struct value *unit)
{
    struct value *view = value_object(viewing->arena);
    const char *rubric = value_text(value_get(unit, "rubric"));
    const struct scheme_unit *spoken = unit_of(viewing, rubric);
    TRY(set_said(view, "title", viewing, value_get(unit, "title"), spoken ? &spoken->title : NULL));
    TRY(set_said(view, "unit_can_do", viewing, value_get(unit, "can_do"),
                 spoken ? &spoken->can_do : NULL));
    TRY(set_day(view, "tested", viewing, unit));
    value_set_text(view, "rubric", rubric);
    value_set(view, "digest", value_get(unit, "digest"));
    value_set(view, "total", value_get(unit, "total_shown"));
    value_set(view, "levels", levels_view(value_get(unit, "levels"), viewing->arena));
    set_tag(view, "profile", viewing, value_get(unit, "profile"));
    *out = view;
    return NULL;
}

static fallible set_units(struct value *data, const struct viewing *viewing)
{
    const struct value *units = value_get(viewing->record, "units");
    struct value *list = value_array(viewing->arena);
    for (size_t i = 0; i < value_size(units); i++) {
        struct value *view;
        TRY(unit_view(&view, viewing, value_at(units, i)));
        value_append(list, view);
    }
    value_set(data, "units", list);
    return NULL;
}

static fallible set_scheme(struct value *data, const struct viewing *viewing)
{
    const struct value *scheme = value_get(viewing->record, "scheme"),
                       *occupation = value_get(viewing->record, "occupation");
    const struct scheme *spoken = viewing->reader->scheme;
    TRY(set_said(data, "scheme_title", viewing, value_get(scheme, "title"),
                 spoken ? &spoken->title : NULL));
    TRY(set_said(data, "occupation", viewing, value_get(occupation, "title"),
                 spoken ? &spoken->occupation_title : NULL));
    TRY(set_said(data, "can_do", viewing, value_get(viewing->record, "can_do"),
                 spoken ? &spoken->can_do : NULL));
    value_set(data, "scheme_id", value_get(scheme, "id"));
    value_set(data, "scheme_version", value_get(scheme, "version"));
    value_set(data, "isco08", value_get(occupation, "isco08"));
    value_set(data, "esco", value_get(occupation, "esco"));
    value_set(data, "level", value_get(occupation, "level"));
    return NULL;
}

static void set_tested_in(struct value *data, const struct viewing *viewing)
{
    const struct value *tags = value_get(viewing->record, "tested_in");
    struct value *list = value_array(viewing->arena);
    for (size_t i = 0; i < value_size(tags); i++) {
        const char *word = word_of(viewing, "language", value_text(value_at(tags, i)));
        value_append(list, said(word, viewing->reader->language, viewing->arena));
    }
    value_set(data, "tested_in", list);
}

static void set_plain(struct value *data, const struct value *record)
{
    static const struct {
        const char *name, *inside, *key;
    } plain[] = {
        {"name_latin", "holder", "name_latin"}, {"name_cyrillic", "holder", "name_cyrillic"},
        {"born", "holder", "birth_year"},       {"host", "issuer", "host"},
        {"is_test", "issuer", "test"},          {"journal_origin", "journal", "origin"},
        {"journal_size", "journal", "size"},    {"journal_root", "journal", "root"},
        {"signer", "signer", "name"},
    };
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        value_set(data, plain[i].name, value_get(value_get(record, plain[i].inside), plain[i].key));
}

fallible record_view(struct value *data, const struct value *record, const struct reader_of *reader,
                     struct arena *arena)
{
    const struct viewing viewing = {record, reader, arena};
    set_plain(data, record);
    TRY(set_said(data, "issuer", &viewing, value_get(value_get(record, "issuer"), "name"), NULL));
    TRY(set_said(data, "centre", &viewing, value_get(record, "centre"), NULL));
    TRY(set_day(data, "issued", &viewing, record));
    TRY(set_day(data, "expires", &viewing, record));
    TRY(set_scheme(data, &viewing));
    TRY(set_units(data, &viewing));
    set_tested_in(data, &viewing);
    set_tag(data, "destination", &viewing, value_get(record, "destination"));
    return NULL;
}
