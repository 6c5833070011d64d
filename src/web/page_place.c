#include "web/page_place.h"

#include "base/text.h"

#include <ctype.h>

static void append(char name[static PAGE_NAME_SIZE], uint8_t byte)
{
    size_t size = strlen(name);
    if (size + 1 < PAGE_NAME_SIZE)
        name[size] = (char)tolower(byte);
}

static bool is_raw(const char *tag)
{
    return text_equal(tag, "script") || text_equal(tag, "style");
}

static bool step_text(struct page_place *place, uint8_t byte)
{
    if (place->last == '<') {
        if (byte == '!') {
            place->kind = PLACE_IN_COMMENT;
            return true;
        }
        if (!isalpha(byte) && byte != '/')
            return false;
        *place = (struct page_place){.kind = PLACE_IN_TAG, .names_tag = true};
        append(place->tag, byte);
    }
    return true;
}

static bool end_tag(struct page_place *place)
{
    struct page_place next = {.kind = is_raw(place->tag) ? PLACE_IN_RAW : PLACE_IN_TEXT};
    if (*place->raw && !text_equal(place->tag + 1, place->raw))
        return false;
    if (next.kind == PLACE_IN_RAW)
        memcpy(next.raw, place->tag, sizeof next.raw);
    *place = next;
    return true;
}

static bool step_tag(struct page_place *place, uint8_t byte)
{
    if (byte == '>')
        return place->last != '=' && end_tag(place);
    if (place->last == '=') {
        if (byte != '"')
            return false;
        place->kind = PLACE_IN_ATTR;
        place->start = 0;
        return true;
    }
    if (byte == '"' || byte == '\'' || byte == '<' || byte == '`')
        return false;
    if (isspace(byte)) {
        place->names_tag = false;
        memset(place->attr, 0, sizeof place->attr);
        return true;
    }
    if (place->names_tag)
        append(place->tag, byte);
    else if (byte != '=')
        append(place->attr, byte);
    return byte != '=' || *place->attr;
}

static bool step_attr(struct page_place *place, uint8_t byte)
{
    if (byte == '"') {
        place->kind = PLACE_IN_TAG;
        memset(place->attr, 0, sizeof place->attr);
    } else if (!place->start)
        place->start = (char)byte;
    return true;
}

static bool step_raw(struct page_place *place, uint8_t byte)
{
    struct page_place next = {.kind = PLACE_IN_TAG, .names_tag = true};
    if (place->last != '<')
        return byte == '<';
    memcpy(next.raw, place->raw, sizeof next.raw);
    append(next.tag, byte);
    *place = next;
    return byte == '/';
}

static bool step_comment(struct page_place *place, uint8_t byte)
{
    if (byte == '>')
        *place = (struct page_place){.kind = PLACE_IN_TEXT};
    return true;
}

bool page_place_step(struct page_place *place, uint8_t byte)
{
    static bool (*const steps[])(struct page_place *, uint8_t) = {
        [PLACE_IN_TEXT] = step_text, [PLACE_IN_TAG] = step_tag,         [PLACE_IN_ATTR] = step_attr,
        [PLACE_IN_RAW] = step_raw,   [PLACE_IN_COMMENT] = step_comment,
    };
    bool is_good = byte != 0 && steps[place->kind](place, byte);
    place->last = (char)byte;
    return is_good;
}

bool page_place_takes_text(const struct page_place *place)
{
    return place->kind == PLACE_IN_TEXT && place->last != '<';
}

static bool is_address(const char *attr)
{
    static const char *const names[] = {"href",       "src",  "action", "formaction", "srcset",
                                        "xlink:href", "data", "poster", "ping",       "manifest",
                                        "background", "cite", NULL};
    for (const char *const *name = names; *name; name++)
        if (text_equal(attr, *name))
            return true;
    return false;
}

bool page_place_takes_attr(const struct page_place *place)
{
    return place->kind == PLACE_IN_ATTR && !is_address(place->attr) &&
           !text_starts(place->attr, "on") && !text_equal(place->attr, "style") &&
           !text_equal(place->attr, "srcdoc") && strlen(place->attr) < PAGE_NAME_SIZE - 1;
}

/* Behind a literal '/', so that what is filled in can be neither a scheme nor a host. */
bool page_place_takes_url(const struct page_place *place)
{
    return place->kind == PLACE_IN_ATTR && is_address(place->attr) && place->start == '/';
}

void page_place_fill(struct page_place *place)
{
    place->last = 'x';
}
