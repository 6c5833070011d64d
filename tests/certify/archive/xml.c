#include "xml.h"

#include "base/text.h"

#include <string.h>

static bool text_is_escaped(const char *text)
{
    for (const char *at = text; (at = strchr(at, '&')); at++) {
        size_t size = strcspn(at, ";");
        if (!at[size] || size > 8)
            return false;
    }
    return true;
}

static struct xml_element *element_begin(struct xml *xml, const char *tag, size_t size,
                                         const struct xml_element *parent, struct arena *arena)
{
    struct xml_element *element = ARENA_NEW(arena, struct xml_element);
    size_t name = strcspn(tag, " \n/>");
    size_t following = strcspn(tag + size + 1, "<");
    *element = (struct xml_element){arena_text_n(arena, tag, name),
                                    arena_text_n(arena, tag + name, size - name),
                                    arena_text_n(arena, tag + size + 1, following), parent};
    *ARENA_PUSH(arena, xml->elements, xml->count) = element;
    return element;
}

struct xml xml_read(const char *text, struct arena *arena)
{
    struct xml xml = {0};
    bool well = true;
    const struct xml_element *open = NULL;
    for (const char *at = text; well && (at = strchr(at, '<')); at++) {
        const char *tag = at + 1;
        size_t size = strcspn(tag, "<>");
        well = tag[size] == '>';
        if (!well || *tag == '?')
            continue;
        if (*tag == '/') {
            well = open && text_equal(arena_text_n(arena, tag + 1, size - 1), open->name);
            open = open ? open->parent : NULL;
            continue;
        }
        struct xml_element *element = element_begin(&xml, tag, size, open, arena);
        well = text_is_escaped(element->text) && !strchr(element->text, '>');
        open = tag[size - 1] == '/' ? open : element;
    }
    return well && !open ? xml : (struct xml){0};
}

const struct xml_element *xml_find(const struct xml *xml, const struct xml_element *inside,
                                   const char *name)
{
    for (size_t i = 0; i < xml->count; i++) {
        const struct xml_element *up = inside ? xml->elements[i]->parent : NULL;
        while (up && up != inside)
            up = up->parent;
        if (up == inside && text_equal(xml->elements[i]->name, name))
            return xml->elements[i];
    }
    return NULL;
}
