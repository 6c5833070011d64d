/* ISO 19005-3, 6.3 to 6.5 and 6.8 to 6.11, and ISO 14289-1, 7.10, 7.11, 7.15 and 7.18: annotations,
 * forms, actions, embedded files, and what a document shall not have. */
#include "rules.h"

#include "base/text.h"

#include <string.h>

typedef const char *(*judge_fn)(const struct archived *archived, const struct pdf_value *widget,
                                const struct page *page);

/* Judges every annotation of every page. */
static const char *judge_annotations(const struct archived *archived, judge_fn judge)
{
    const char *fault = NULL;
    for (size_t i = 0; i < archived->page_count; i++) {
        const struct page *page = &archived->pages[i];
        const struct pdf_value *list = archived_get(archived, &page->object->value, "Annots");
        for (size_t j = 0; !fault && list && list->kind == PDF_ARRAY && j < list->count; j++) {
            const struct pdf_value *annotation = archived_follow(archived, &list->items[j]);
            fault = annotation ? judge(archived, annotation, page) : "an annotation is missing";
        }
    }
    return fault;
}

static const char *kind(const struct archived *archived, const struct pdf_value *annotation,
                        const struct page *page)
{
    (void)archived;
    (void)page;
    bool well = pdf_value_is_name(pdf_value_get(annotation, "Type"), "Annot") &&
                pdf_value_is_name(pdf_value_get(annotation, "Subtype"), "Widget");
    return well ? NULL : "an annotation is no widget";
}

static const char *kinds(const struct archived *archived)
{
    return judge_annotations(archived, kind);
}

static const char *flag(const struct archived *archived, const struct pdf_value *annotation,
                        const struct page *page)
{
    enum { INVISIBLE = 1, HIDDEN = 2, PRINT = 4, NO_VIEW = 32, TOGGLE_NO_VIEW = 256 };
    const struct pdf_value *flags = archived_get(archived, annotation, "F");
    (void)page;
    int64_t bits = flags ? flags->number : 0;
    bool well = (bits & PRINT) && !(bits & (INVISIBLE | HIDDEN | NO_VIEW | TOGGLE_NO_VIEW));
    return well ? NULL : "an annotation is not printed, or hidden";
}

static const char *flags(const struct archived *archived)
{
    return judge_annotations(archived, flag);
}

static const char *look(const struct archived *archived, const struct pdf_value *annotation,
                        const struct page *page)
{
    const struct pdf_value *looks = archived_get(archived, annotation, "AP");
    (void)page;
    bool well = looks && looks->kind == PDF_DICTIONARY && looks->count == 1 &&
                pdf_value_get(archived_get(archived, looks, "N"), "Length");
    return well ? NULL : "an annotation has no appearance stream N, or more than that";
}

static const char *looks(const struct archived *archived)
{
    return judge_annotations(archived, look);
}

static const char *described(const struct archived *archived, const struct pdf_value *annotation,
                             const struct page *page)
{
    const struct pdf_value *text = archived_get(archived, annotation, "TU");
    (void)page;
    return text && text->text.size ? NULL : "a form field has no TU";
}

static const char *descriptions(const struct archived *archived)
{
    return judge_annotations(archived, described);
}

static const char *tab(const struct archived *archived, const struct pdf_value *annotation,
                       const struct page *page)
{
    (void)annotation;
    bool well = pdf_value_is_name(archived_get(archived, &page->object->value, "Tabs"), "S");
    return well ? NULL : "a page with an annotation has no tab order S";
}

static const char *tabs(const struct archived *archived)
{
    return judge_annotations(archived, tab);
}

/* What the parent tree has under a key. */
static const struct pdf_value *parent_of(const struct archived *archived, int64_t key)
{
    const struct pdf_value *root = archived_get(archived, archived->catalog, "StructTreeRoot");
    const struct pdf_value *numbers = archived_get(
        archived, archived_get(archived, root, "ParentTree"), "Nums");
    for (size_t i = 0; numbers && i + 1 < numbers->count; i += 2)
        if (value_is_number(&numbers->items[i], key))
            return archived_follow(archived, &numbers->items[i + 1]);
    return NULL;
}

static const char *in_form(const struct archived *archived, const struct pdf_value *annotation,
                           const struct page *page)
{
    const struct pdf_value *key = archived_get(archived, annotation, "StructParent");
    const struct pdf_value *element = key ? parent_of(archived, key->number) : NULL;
    const struct pdf_value *kid = archived_get(archived, element, "K");
    (void)page;
    if (!pdf_value_is_name(archived_get(archived, element, "S"), "Form"))
        return "a widget is in no Form element";
    bool well = pdf_value_is_name(pdf_value_get(kid, "Type"), "OBJR") &&
                archived_get(archived, kid, "Obj") == annotation;
    return well ? NULL : "a Form element has other kids than its widget";
}

static const char *forms_tagged(const struct archived *archived)
{
    return judge_annotations(archived, in_form);
}

static const char *form(const struct archived *archived)
{
    const struct pdf_value *form = archived_get(archived, archived->catalog, "AcroForm");
    if (value_is_true(archived_get(archived, form, "NeedAppearances")))
        return "the form asks viewers for appearances";
    bool bad = pdf_value_get(form, "XFA") || pdf_value_get(archived->catalog, "NeedsRendering");
    return bad ? "there is an XFA form" : NULL;
}

/* The signature covers all of the file but itself (ISO 19005-3, 6.4.3). */
static const char *signature(const struct archived *archived)
{
    const struct pdf_value *form = archived_get(archived, archived->catalog, "AcroForm");
    const struct pdf_value *fields = archived_get(archived, form, "Fields");
    if (!fields || fields->count != 1)
        return "there is not one signature";
    const struct pdf_value *field = archived_follow(archived, &fields->items[0]);
    const struct pdf_value *value = archived_get(archived, field, "V");
    const struct pdf_value *range = archived_get(archived, value, "ByteRange");
    const struct pdf_value *contents = archived_get(archived, value, "Contents");
    bool well = range && range->kind == PDF_ARRAY && range->count == 4 && contents &&
                value_is_number(&range->items[0], 0) &&
                value_is_number(&range->items[1], (int64_t)contents->start) &&
                value_is_number(&range->items[2], (int64_t)contents->end) &&
                range->items[2].number + range->items[3].number ==
                    (int64_t)archived->file.bytes.size;
    return well ? NULL : "the signature does not cover the file";
}

/* No dictionary anywhere has one of the keys. */
static const char *has_key(const struct archived *archived, const char *const *keys)
{
    for (size_t number = 1; number < archived_top(archived); number++) {
        const struct pdf_object *object = archived_object(archived, (int64_t)number);
        for (size_t i = 0; object && keys[i]; i++)
            if (pdf_value_get(&object->value, keys[i]))
                return arena_format(archived->arena, "there is a key %s", keys[i]);
    }
    return NULL;
}

static const char *actions(const struct archived *archived)
{
    static const char *const keys[] = {"AA", "OpenAction", "URI", "JS", NULL};
    const struct pdf_value *names = archived_get(archived, archived->catalog, "Names");
    if (pdf_value_get(names, "JavaScript"))
        return "there are scripts";
    return has_key(archived, keys);
}

static const char *action_of(const struct archived *archived, const struct pdf_value *annotation,
                             const struct page *page)
{
    (void)page;
    (void)archived;
    return pdf_value_get(annotation, "A") ? "an annotation has an action" : NULL;
}

static const char *widget_actions(const struct archived *archived)
{
    return judge_annotations(archived, action_of);
}

static const char *absent(const struct archived *archived)
{
    static const char *const keys[] = {"OCProperties", "PresSteps",  "Requirements",
                                       "Alternates",   "Collection", NULL};
    const struct pdf_value *names = archived_get(archived, archived->catalog, "Names");
    if (pdf_value_get(names, "AlternatePresentations"))
        return "there are alternate presentations";
    return has_key(archived, keys);
}

/* The one file specification there is. */
static const struct pdf_value *specification(const struct archived *archived)
{
    const struct pdf_value *names = archived_get(archived, archived->catalog, "Names");
    const struct pdf_value *tree = archived_get(archived, names, "EmbeddedFiles");
    const struct pdf_value *list = archived_get(archived, tree, "Names");
    bool is_one = list && list->kind == PDF_ARRAY && list->count == 2;
    return is_one ? archived_follow(archived, &list->items[1]) : NULL;
}

static const char *file_names(const struct archived *archived)
{
    const struct pdf_value *file = specification(archived);
    const struct pdf_value *name = archived_get(archived, file, "F");
    const struct pdf_value *text = archived_get(archived, file, "UF");
    bool well = name && name->text.size && text && text->text.size;
    return well ? NULL : "the embedded file lacks F or UF";
}

static const char *file_type(const struct archived *archived)
{
    const struct pdf_value *files = archived_get(archived, specification(archived), "EF");
    const struct pdf_value *stream = archived_get(archived, files, "F");
    const char *type = value_name(archived, archived_get(archived, stream, "Subtype"));
    bool well = strchr(type, '/') &&
                archived_get(archived, archived_get(archived, stream, "Params"), "ModDate");
    return well ? NULL : "the embedded file has no media type or date";
}

static const char *file_relation(const struct archived *archived)
{
    const struct pdf_value *file = specification(archived);
    bool well = pdf_value_is_name(archived_get(archived, file, "AFRelationship"), "Data");
    return well ? NULL : "the embedded file does not say what it is to the document";
}

static const char *file_associated(const struct archived *archived)
{
    const struct pdf_value *list = archived_get(archived, archived->catalog, "AF");
    for (size_t i = 0; list && list->kind == PDF_ARRAY && i < list->count; i++)
        if (archived_follow(archived, &list->items[i]) == specification(archived))
            return NULL;
    return "the embedded file belongs to no part of the document";
}

static const struct archive_rule rules[] = {
    {"A 6.3.1, UA 7.18.2, 7.18.5, 7.18.8", "annotation kinds", kinds},
    {"A 6.3.2", "annotation flags", flags},
    {"A 6.3.3", "appearances", looks},
    {"A 6.4.1", "widget actions", widget_actions},
    {"A 6.4.1, 6.4.2, UA 7.15", "form", form},
    {"A 6.4.3", "signature", signature},
    {"A 6.5", "actions", actions},
    {"A 6.8, UA 7.11", "file names", file_names},
    {"A 6.8", "file type", file_type},
    {"A 6.8", "file relation", file_relation},
    {"A 6.8", "file associated", file_associated},
    {"A 6.9, 6.10, 6.11, UA 7.10", "absent", absent},
    {"UA 7.18.1", "field descriptions", descriptions},
    {"UA 7.18.3", "tab order", tabs},
    {"UA 7.18.4", "widgets tagged", forms_tagged},
};
const struct archive_rules document_rules = {rules, sizeof rules / sizeof *rules};
