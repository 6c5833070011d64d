/* ISO 19005-3, 6.7, and ISO 14289-1, 7.1 to 7.9: what is content and what decoration, the structure
 * tree, languages, figures, headings, tables. */
#include "rules.h"

#include "base/text.h"

#include <string.h>

static const struct pdf_value *root(const struct archived *archived)
{
    return archived_get(archived, archived->catalog, "StructTreeRoot");
}

static const char *marked(const struct archived *archived)
{
    const struct pdf_value *info = archived_get(archived, archived->catalog, "MarkInfo");
    bool well = value_is_true(archived_get(archived, info, "Marked"));
    return well ? NULL : "the document is not said to be marked";
}

static const char *suspects(const struct archived *archived)
{
    const struct pdf_value *info = archived_get(archived, archived->catalog, "MarkInfo");
    bool bad = value_is_true(archived_get(archived, info, "Suspects"));
    return bad ? "the tags are said to be suspect" : NULL;
}

static const char *tree(const struct archived *archived)
{
    bool well = pdf_value_is_name(archived_get(archived, root(archived), "Type"),
                                  "StructTreeRoot") &&
                archived->element_count;
    return well ? NULL : "there is no structure tree";
}

static const char *parents(const struct archived *archived)
{
    for (size_t i = 0; i < archived->element_count; i++) {
        const struct element *element = archived->elements[i];
        const struct pdf_value *parent = archived_get(archived, element->value, "P");
        if (parent != (element->parent ? element->parent->value : root(archived)))
            return arena_format(archived->arena, "a %s does not name its parent", element->tag);
    }
    return NULL;
}

/* Those of ISO 32000-1, 14.8.4, that certificates use; none is mapped. */
static const char *roles(const struct archived *archived)
{
    static const char standard[] = " Document Div H1 H2 H3 P Table TR TH TD Span Figure Form ";
    if (pdf_value_get(root(archived), "RoleMap"))
        return "there is a role map";
    for (size_t i = 0; i < archived->element_count; i++) {
        const char *tag = archived->elements[i]->tag;
        if (!strstr(standard, arena_format(archived->arena, " %s ", tag)))
            return arena_format(archived->arena, "the role '%s' is not among the standard ones",
                                tag);
    }
    return NULL;
}

/* What is painted is an artifact or belongs to an element. */
static const char *all_marked(const struct archived *archived)
{
    for (size_t i = 0; i < archived->page_count; i++) {
        const struct content_list *content = &archived->pages[i].content;
        for (size_t j = 0; j < content->painted_count; j++) {
            const struct marked *mark = content->painted[j].marked;
            while (mark && mark->mcid < 0 && !text_equal(mark->tag, "Artifact"))
                mark = mark->outer;
            if (!mark)
                return arena_format(archived->arena, "what '%s' paints is not marked",
                                    content->painted[j].operator);
        }
    }
    return NULL;
}

/* Neither decoration inside of content nor the reverse. */
static const char *marks_apart(const struct archived *archived)
{
    for (size_t i = 0; i < archived->page_count; i++)
        for (size_t j = 0; j < archived->pages[i].content.mark_count; j++) {
            const struct marked *mark = archived->pages[i].content.marks[j];
            bool nested = mark->outer && (text_equal(mark->tag, "Artifact") ||
                                          text_equal(mark->outer->tag, "Artifact"));
            if (nested)
                return "an artifact is inside of content, or content inside of an artifact";
        }
    for (size_t i = 0; i < archived->form_count; i++)
        if (archived->forms[i].mark_count)
            return "the appearance of a widget, which is content, has marks";
    return NULL;
}

static const struct pdf_value *owner(const struct archived *archived, const struct page *page,
                                     int64_t mcid)
{
    const struct pdf_value *key = pdf_value_get(&page->object->value, "StructParents");
    const struct pdf_value *numbers = archived_get(
        archived, archived_get(archived, root(archived), "ParentTree"), "Nums");
    for (size_t i = 0; key && numbers && i + 1 < numbers->count; i += 2) {
        const struct pdf_value *list = archived_follow(archived, &numbers->items[i + 1]);
        if (value_is_number(&numbers->items[i], key->number) && list->kind == PDF_ARRAY &&
            mcid < (int64_t)list->count)
            return archived_follow(archived, &list->items[mcid]);
    }
    return NULL;
}

static bool has_kid(const struct archived *archived, const struct pdf_value *element, int64_t mcid)
{
    const struct pdf_value *kids = archived_get(archived, element, "K");
    for (size_t i = 0; kids && kids->kind == PDF_ARRAY && i < kids->count; i++)
        if (value_is_number(&kids->items[i], mcid))
            return true;
    return value_is_number(kids, mcid);
}

/* From a mark to its element and back (ISO 32000-1, 14.7.4.4). */
static const char *marks_owned(const struct archived *archived)
{
    for (size_t i = 0; archived->element_count && i < archived->page_count; i++) {
        const struct page *page = &archived->pages[i];
        for (size_t j = 0; j < page->content.mark_count; j++) {
            const struct marked *mark = page->content.marks[j];
            const struct pdf_value *element = mark->mcid < 0 ? NULL
                                                             : owner(archived, page, mark->mcid);
            bool well = mark->mcid < 0 ||
                        (has_kid(archived, element, mark->mcid) &&
                         archived_get(archived, element, "Pg") == &page->object->value);
            if (!well)
                return arena_format(archived->arena, "no element owns mark %lld of page %zu",
                                    (long long)mark->mcid, i + 1);
        }
    }
    return NULL;
}

static const char *language(const struct archived *archived)
{
    const struct pdf_value *language = archived_get(archived, archived->catalog, "Lang");
    return language && language->text.size ? NULL : "the document has no language";
}

/* RFC 3066: parts of one to eight letters (digits too, behind the first). */
static bool is_language(struct bytes text)
{
    size_t part = 0, parts = 1;
    for (size_t i = 0; i < text.size; i++) {
        char c = (char)text.data[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool digit = c >= '0' && c <= '9' && parts > 1;
        if (c == '-' ? part == 0 : !letter && !digit)
            return false;
        part = c == '-' ? 0 : part + 1;
        parts += c == '-';
        if (part > 8)
            return false;
    }
    return part > 0;
}

static const char *languages(const struct archived *archived)
{
    for (size_t number = 1; number < archived_top(archived); number++) {
        const struct pdf_object *object = archived_object(archived, (int64_t)number);
        const struct pdf_value *value = object ? pdf_value_get(&object->value, "Lang") : NULL;
        if (value && !is_language(value->text))
            return arena_format(archived->arena, "'%.*s' is no language", (int)value->text.size,
                                value->text.data);
    }
    return NULL;
}

static bool is_tag(const struct element *element, const char *tags, struct arena *arena)
{
    return element && strstr(tags, arena_format(arena, " %s ", element->tag));
}

static const char *table_nested(const struct archived *archived, const struct element *element)
{
    struct arena *arena = archived->arena;
    if (is_tag(element, " TR ", arena) && !is_tag(element->parent, " Table ", arena))
        return "a row is in no table";
    if (is_tag(element, " TH TD ", arena) && !is_tag(element->parent, " TR ", arena))
        return "a cell is in no row";
    for (size_t i = 0; i < element->kid_count; i++) {
        if (is_tag(element, " Table ", arena) && !is_tag(element->kids[i], " TR ", arena))
            return "a table holds something else than rows";
        if (is_tag(element, " TR ", arena) && !is_tag(element->kids[i], " TH TD ", arena))
            return "a row holds something else than cells";
    }
    return NULL;
}

static const char *tables(const struct archived *archived)
{
    const char *fault = NULL;
    for (size_t i = 0; !fault && i < archived->element_count; i++)
        fault = table_nested(archived, archived->elements[i]);
    return fault;
}

static const char *tables_regular(const struct archived *archived)
{
    for (size_t i = 0; i < archived->element_count; i++) {
        const struct element *table = archived->elements[i];
        for (size_t j = 1; text_equal(table->tag, "Table") && j < table->kid_count; j++)
            if (table->kids[j]->kid_count != table->kids[0]->kid_count)
                return "the rows of a table have different numbers of cells";
    }
    return NULL;
}

static const char *header_cells(const struct archived *archived)
{
    size_t tables = 0, headers = 0;
    for (size_t i = 0; i < archived->element_count; i++) {
        const struct element *element = archived->elements[i];
        const struct pdf_value *attributes = archived_get(archived, element->value, "A");
        tables += text_equal(element->tag, "Table");
        if (!text_equal(element->tag, "TH"))
            continue;
        headers++;
        if (!pdf_value_is_name(pdf_value_get(attributes, "O"), "Table") ||
            !pdf_value_is_name(pdf_value_get(attributes, "Scope"), "Column"))
            return "a header cell does not say what it heads";
    }
    return tables && !headers ? "a table has no header cells" : NULL;
}

static const char *figures(const struct archived *archived)
{
    for (size_t i = 0; i < archived->element_count; i++) {
        const struct element *element = archived->elements[i];
        const struct pdf_value *text = archived_get(archived, element->value, "Alt");
        if (text_equal(element->tag, "Figure") && (!text || text->text.size <= 2))
            return "a figure has no alternative text";
    }
    return NULL;
}

static const char *figure_boxes(const struct archived *archived)
{
    for (size_t i = 0; i < archived->element_count; i++) {
        const struct element *element = archived->elements[i];
        const struct pdf_value *box = archived_get(
            archived, archived_get(archived, element->value, "A"), "BBox");
        if (text_equal(element->tag, "Figure") && (!box || box->count != 4))
            return "a figure has no bounding box";
    }
    return NULL;
}

static const char *headings(const struct archived *archived)
{
    int level = 0;
    for (size_t i = 0; i < archived->element_count; i++) {
        const char *tag = archived->elements[i]->tag;
        if (tag[0] != 'H' || tag[1] < '1' || tag[1] > '6')
            continue;
        if (tag[1] - '0' > level + 1)
            return "a heading skips a level";
        level = tag[1] - '0';
    }
    return level ? NULL : "there is no heading";
}

static const struct archive_rule rules[] = {
    {"A 6.7.2, UA 6.2", "marked", marked},  {"A 6.7.3, UA 7.1", "tree", tree},
    {"A 6.7.3, UA 7.1", "roles", roles},    {"A 6.7.4, UA 7.2", "languages", languages},
    {"UA 7.1", "all marked", all_marked},   {"UA 7.1", "marks apart", marks_apart},
    {"UA 7.1", "marks owned", marks_owned}, {"UA 7.1", "parents", parents},
    {"UA 7.1", "suspects", suspects},       {"UA 7.2", "language", language},
    {"UA 7.2", "tables", tables},           {"UA 7.2", "tables regular", tables_regular},
    {"UA 7.3", "figures", figures},         {"UA 7.3", "figure boxes", figure_boxes},
    {"UA 7.4.2", "headings", headings},     {"UA 7.5", "header cells", header_cells},
};
const struct archive_rules structure_rules = {rules, sizeof rules / sizeof *rules};
