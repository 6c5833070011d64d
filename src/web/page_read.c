#include "base/text.h"
#include "web/page_parts.h"
#include "web/page_place.h"

enum { PAGE_LIMIT = 256 * 1024, DEPTH_LIMIT = 8 };

/* Reads a page from its beginning to its end. */
struct reading {
    const char *name;
    struct bytes file;
    size_t at;
    struct page_place place;
    struct part *parts;
    size_t count;
    size_t open[DEPTH_LIMIT]; /* lists not yet closed, by part */
    size_t depth;
    struct arena *arena;
};

static size_t line_of(const struct reading *reading)
{
    size_t line = 1;
    for (size_t i = 0; i < reading->at && i < reading->file.size; i++)
        line += reading->file.data[i] == '\n';
    return line;
}

static fallible fault(const struct reading *reading, const char *what, const char *hint)
{
    return error_hint(
        error_make(ERROR_REFUSED, "%s:%zu: %s", reading->name, line_of(reading), what), "%s", hint);
}

static bool starts(const struct reading *reading, const char *text)
{
    size_t size = strlen(text);
    return reading->file.size - reading->at >= size &&
           memcmp(reading->file.data + reading->at, text, size) == 0;
}

static fallible read_literal(struct reading *reading)
{
    size_t start = reading->at;
    for (; reading->at < reading->file.size && !starts(reading, "{{"); reading->at++)
        if (!page_place_step(&reading->place, reading->file.data[reading->at]))
            return fault(reading, "this is not the plain HTML that a page is made of",
                         "attributes in double quotes, '<' as &lt;, scripts and styles in files of "
                         "their own");
    *ARENA_PUSH(reading->arena, reading->parts, reading->count) = (struct part){
        .kind = PART_LITERAL, .literal = bytes_of(reading->file.data + start, reading->at - start)};
    return NULL;
}

/* Letters, digits, '_' and '.': of data and of words. */
static bool is_name(const char *text)
{
    size_t size = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_.");
    return size > 0 && size < 64 && text[size] == '\0';
}

static const struct {
    const char *word;
    enum part_kind kind;
} tags[] = {{"html_text ", PART_TEXT}, {"html_attr ", PART_ATTR}, {"url_arg ", PART_URL},
            {"word ", PART_WORD},      {"#", PART_LIST},          {"^", PART_NONE}};

static bool may_stand(const struct page_place *place, enum part_kind kind)
{
    switch (kind) {
    case PART_TEXT:
    case PART_LIST:
    case PART_NONE:
        return page_place_takes_text(place);
    case PART_ATTR:
        return page_place_takes_attr(place);
    case PART_URL:
        return page_place_takes_url(place);
    case PART_WORD:
        return page_place_takes_text(place) || page_place_takes_attr(place);
    case PART_LITERAL:
        break;
    }
    return false;
}

static fallible open_part(struct reading *reading, enum part_kind kind, const char *name)
{
    if (!is_name(name))
        return fault(reading, "a place has no good name", "a-z, 0-9, '_' and '.'");
    if (!may_stand(&reading->place, kind))
        return fault(reading, "nothing may be filled in here, or not in this way",
                     "html_text between tags, html_attr in attributes in double quotes, url_arg "
                     "behind href=\"/");
    if (kind == PART_LIST || kind == PART_NONE) {
        if (reading->depth == DEPTH_LIMIT)
            return fault(reading, "lists stand too deep", "eight levels at most");
        reading->open[reading->depth++] = reading->count;
    } else
        page_place_fill(&reading->place);
    *ARENA_PUSH(reading->arena, reading->parts, reading->count) = (struct part){
        .kind = kind, .name = arena_text(reading->arena, name)};
    return NULL;
}

/* Where it ends, it is where it began: so it may come once, often, or not at all. */
static fallible close_list(struct reading *reading, const char *name)
{
    struct part *part = reading->depth ? &reading->parts[reading->open[reading->depth - 1]] : NULL;
    if (!part || !text_equal(part->name, name))
        return fault(reading, "this closes a list that is not open", "{{#list}} … {{/list}}");
    if (!page_place_takes_text(&reading->place))
        return fault(reading, "a list ends in the middle of a tag", "close what it opened");
    part->end = reading->count;
    reading->depth--;
    return NULL;
}

static fallible read_tag(struct reading *reading)
{
    const uint8_t *start = reading->file.data + reading->at + 2;
    size_t rest = reading->file.size - reading->at - 2, size = 0;
    while (size + 1 < rest && !(start[size] == '}' && start[size + 1] == '}') &&
           start[size] != '\n' && size < 100)
        size++;
    if (size + 1 >= rest || start[size] != '}')
        return fault(reading, "a place is not closed", "{{html_text name}}");
    const char *text = arena_text_n(reading->arena, start, size);
    if (*text == '/')
        TRY(close_list(reading, text + 1));
    size_t kind = 0;
    while (*text != '/' && kind < sizeof tags / sizeof *tags && !text_starts(text, tags[kind].word))
        kind++;
    if (kind == sizeof tags / sizeof *tags)
        return fault(reading, "this is no way to fill something in",
                     "html_text, html_attr, url_arg, word, '#', '^' or '/'");
    if (*text != '/')
        TRY(open_part(reading, tags[kind].kind, text + strlen(tags[kind].word)));
    reading->at += size + 4;
    return NULL;
}

fallible page_read(struct page **out, struct bytes file, const char *name, struct arena *arena)
{
    struct reading reading = {.name = arena_text(arena, name), .file = file, .arena = arena};
    if (file.size > PAGE_LIMIT || utf8_fault_at(file) != file.size)
        return fault(&reading, "the file is too large, or not UTF-8", "256 KiB at most");
    reading.file = arena_bytes(arena, file);
    while (reading.at < file.size)
        TRY(starts(&reading, "{{") ? read_tag(&reading) : read_literal(&reading));
    if (reading.depth)
        return fault(&reading, "a list is not closed", "{{#list}} … {{/list}}");
    if (reading.place.kind != PLACE_IN_TEXT || reading.place.last == '<')
        return fault(&reading, "the file ends in the middle of a tag", "close it");
    struct page *page = ARENA_NEW(arena, struct page);
    *page = (struct page){reading.name, reading.parts, reading.count};
    *out = page;
    return NULL;
}

size_t page_words(const char *const **out, const struct page *page, struct arena *arena)
{
    const char **keys = NULL;
    size_t count = 0;
    for (size_t i = 0; i < page->count; i++)
        if (page->parts[i].kind == PART_WORD)
            *ARENA_PUSH(arena, keys, count) = page->parts[i].name;
    *out = keys;
    return count;
}
