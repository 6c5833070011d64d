#include "certify/structure.h"

#include "base/text.h"

struct structure_element {
    const char *tag, *language, *alternative;
    struct structure_element *parent, *first_child, *last_child, *next;
    struct mark *first_mark, *last_mark;
    int64_t box[4]; /* points: left, bottom, right, top; all 0 for none */
    struct pdf_dict *written;
};

struct mark {
    int number; /* on its page */
    size_t page;
    struct structure_element *element;
    struct mark *next; /* of the same element */
    struct mark *next_of_all;
};

struct structure {
    struct arena *arena;
    struct structure_element root;
    struct mark *first_of_all, *last_of_all; /* page by page */
    size_t page;
    int mark_count;                  /* of the page */
    struct structure_element *field; /* NULL: the document gets none */
    size_t field_page;
    int64_t field_ahead;
};

struct structure *structure_open(const char *language, struct arena *arena)
{
    struct structure *structure = ARENA_NEW(arena, struct structure);
    structure->arena = arena;
    structure->root.tag = "Document";
    structure->root.language = language;
    return structure;
}

struct structure_element *structure_root(struct structure *structure)
{
    return &structure->root;
}

struct structure_element *structure_add(struct structure *structure,
                                        struct structure_element *parent, const char *tag,
                                        const char *language)
{
    struct structure_element *element = ARENA_NEW(structure->arena, struct structure_element);
    *element = (struct structure_element){.tag = tag, .language = language, .parent = parent};
    *(parent->last_child ? &parent->last_child->next : &parent->first_child) = element;
    parent->last_child = element;
    return element;
}

void structure_set_alternative(struct structure_element *element, const char *text)
{
    element->alternative = text;
}

void structure_set_box(struct structure_element *element, struct box box, int64_t page_height)
{
    element->box[0] = box.x / 1000;
    element->box[1] = (page_height - box.y - box.height) / 1000;
    element->box[2] = (box.x + box.width + 999) / 1000;
    element->box[3] = (page_height - box.y + 999) / 1000;
}

void structure_add_field(struct structure *structure, const char *language, int64_t ahead)
{
    ASSERT(!structure->field);
    structure->field = structure_add(structure, &structure->root, "Form", language);
    structure->field_page = structure->page;
    structure->field_ahead = ahead;
}

void structure_next_page(struct structure *structure)
{
    structure->page++;
    structure->mark_count = 0;
}

void structure_mark(struct structure *structure, struct structure_element *element,
                    struct content *content)
{
    struct mark *mark = ARENA_NEW(structure->arena, struct mark);
    *mark = (struct mark){
        .number = structure->mark_count++, .page = structure->page, .element = element};
    ASSERT(!element->first_mark || element->first_mark->page == mark->page);
    *(element->last_mark ? &element->last_mark->next : &element->first_mark) = mark;
    element->last_mark = mark;
    *(structure->last_of_all ? &structure->last_of_all->next_of_all
                             : &structure->first_of_all) = mark;
    structure->last_of_all = mark;
    content_mark(content, element->tag, mark->number);
}

/* A header cell says what it heads (ISO 14289-1, 7.5). */
static void scope_set(struct pdf_dict *written)
{
    struct pdf_dict *attributes = pdf_set_new_dict(written, "A");
    pdf_set_name(attributes, "O", "Table");
    pdf_set_name(attributes, "Scope", "Column");
}

static void box_set(struct pdf_dict *written, const int64_t box[static 4])
{
    struct pdf_dict *attributes = pdf_set_new_dict(written, "A");
    pdf_set_name(attributes, "O", "Layout");
    struct pdf_array *numbers = pdf_set_new_array(attributes, "BBox");
    for (int i = 0; i < 4; i++)
        pdf_append_number(numbers, box[i]);
}

/* Of an element that says none it is its parent's. */
static const char *language_of(const struct structure_element *element)
{
    while (!element->language && element->parent)
        element = element->parent;
    return element->language;
}

static bool language_differs(const struct structure_element *element)
{
    const char *own = element->language;
    const char *inherited = element->parent ? language_of(element->parent) : NULL;
    return own && (!inherited || !text_equal(own, inherited));
}

static void element_write(struct structure_element *element, struct pdf *pdf,
                          struct pdf_dict *parent, struct pdf_dict *const *pages)
{
    struct pdf_dict *written = element->written = pdf_dict_add(pdf);
    pdf_set_name(written, "S", element->tag);
    pdf_set_dict(written, "P", parent);
    if (language_differs(element))
        pdf_set_ascii(written, "Lang", element->language);
    if (element->alternative)
        pdf_set_text(written, "Alt", element->alternative);
    if (text_equal(element->tag, "TH"))
        scope_set(written);
    if (element->box[2])
        box_set(written, element->box);
    if (element->first_mark)
        pdf_set_dict(written, "Pg", pages[element->first_mark->page]);
    if (!element->first_mark && !element->first_child)
        return;
    struct pdf_array *kids = pdf_set_new_array(written, "K");
    for (struct mark *mark = element->first_mark; mark; mark = mark->next)
        pdf_append_number(kids, mark->number);
    for (struct structure_element *child = element->first_child; child; child = child->next) {
        element_write(child, pdf, written, pages);
        pdf_append_dict(kids, child->written);
    }
}

/* Its only kid is a reference to the widget, still without it (ISO 32000-1, table 340, 14.7.4.3).
 */
static struct pdf_dict *field_write(const struct structure *structure,
                                    struct pdf_dict *const *pages, struct pdf_array *numbers)
{
    struct pdf_dict *reference = pdf_set_new_dict(structure->field->written, "K");
    pdf_set_name(reference, "Type", "OBJR");
    pdf_set_dict(reference, "Pg", pages[structure->field_page]);
    pdf_append_number(numbers, STRUCTURE_FIELD_KEY);
    pdf_append_dict(numbers, structure->field->written);
    return reference;
}

/* Which element owns each mark of a page (ISO 32000-1, 14.7.4.4). */
static void owners_write(const struct structure *structure, struct pdf *pdf,
                         struct pdf_dict *const *pages, size_t count, struct pdf_array *numbers)
{
    const struct mark *mark = structure->first_of_all;
    for (size_t page = 0; page < count; page++) {
        struct pdf_array *owners = pdf_array_add(pdf);
        for (; mark && mark->page == page; mark = mark->next_of_all)
            pdf_append_dict(owners, mark->element->written);
        int64_t key = STRUCTURE_FIELD_KEY + 1 + (int64_t)page;
        pdf_append_number(numbers, key);
        pdf_append_array(numbers, owners);
        pdf_set_number(pages[page], "StructParents", key);
        pdf_set_name(pages[page], "Tabs", "S");
    }
}

void structure_write(struct structure *structure, struct pdf *pdf, struct pdf_dict *const *pages,
                     size_t count)
{
    struct pdf_dict *tree = pdf_dict_add(pdf);
    pdf_set_name(tree, "Type", "StructTreeRoot");
    element_write(&structure->root, pdf, tree, pages);
    pdf_set_dict(tree, "K", structure->root.written);
    struct pdf_array *owners = pdf_set_new_array(pdf_set_new_dict(tree, "ParentTree"), "Nums");
    struct pdf_dict *reference = NULL;
    if (structure->field)
        reference = field_write(structure, pages, owners);
    owners_write(structure, pdf, pages, count, owners);
    pdf_set_number(tree, "ParentTreeNextKey", STRUCTURE_FIELD_KEY + 1 + (int64_t)count);
    pdf_set_dict(pdf_catalog(pdf), "StructTreeRoot", tree);
    pdf_set_boolean(pdf_set_new_dict(pdf_catalog(pdf), "MarkInfo"), "Marked", 1);
    if (reference)
        pdf_set_coming(pdf, reference, "Obj", structure->field_ahead);
}
