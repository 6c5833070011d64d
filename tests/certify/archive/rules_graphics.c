/* ISO 19005-3, 6.2.2 to 6.2.10: operators, colours, images, forms. */
#include "rules.h"

#include "base/text.h"

#include <string.h>

/* ISO 32000-1, annex A, without what 6.2 forbids or certificates never need: inline images,
 * shadings, rendering intents, graphics state dictionaries, compatibility sections. */
static const char operators[] =
    " b B b* B* BDC BMC BT c cm CS cs d Do EMC ET f f* g G h i J j K k l m "
    "M n q Q re RG rg S s SC sc SCN scn T* Tc TD Td Tf TJ Tj TL Tm Tr "
    "Ts Tw Tz v w W W* y ' ";

static bool is_one_of(const char *name, const char *names, struct arena *arena)
{
    return strstr(names, arena_format(arena, " %s ", name)) != NULL;
}

/* Content streams: the pages', then the forms'. */
static const struct content_list *content_at(const struct archived *archived, size_t index)
{
    if (index < archived->page_count)
        return &archived->pages[index].content;
    index -= archived->page_count;
    return index < archived->form_count ? &archived->forms[index] : NULL;
}

static bool uses(const struct archived *archived, const char *names)
{
    const struct content_list *content;
    for (size_t i = 0; (content = content_at(archived, i)); i++)
        for (size_t j = 0; j < content->operation_count; j++)
            if (is_one_of(content->operations[j].name, names, archived->arena))
                return true;
    return false;
}

static const char *known_operators(const struct archived *archived)
{
    const struct content_list *content;
    for (size_t i = 0; (content = content_at(archived, i)); i++)
        for (size_t j = 0; j < content->operation_count; j++)
            if (!is_one_of(content->operations[j].name, operators, archived->arena))
                return arena_format(archived->arena, "unknown operator '%s'",
                                    content->operations[j].name);
    return NULL;
}

static const char *resource_missing(const struct archived *archived, const struct page *page,
                                    const struct operation *operation)
{
    const struct pdf_value *resources = pdf_value_get(&page->object->value, "Resources");
    bool is_font = text_equal(operation->name, "Tf");
    if (!is_font && !text_equal(operation->name, "Do"))
        return NULL;
    const struct pdf_value *kind = archived_get(archived, archived_follow(archived, resources),
                                                is_font ? "Font" : "XObject");
    const char *name = value_name(archived, &operation->operands[0]);
    if (archived_get(archived, kind, name))
        return NULL;
    return arena_format(archived->arena, "'%s' is not in the page's resources", name);
}

static const char *resources(const struct archived *archived)
{
    for (size_t i = 0; i < archived->page_count; i++) {
        const struct page *page = &archived->pages[i];
        for (size_t j = 0; j < page->content.operation_count; j++) {
            const char *fault = resource_missing(archived, page, &page->content.operations[j]);
            if (fault)
                return fault;
        }
    }
    return NULL;
}

static const struct pdf_value *intent(const struct archived *archived)
{
    const struct pdf_value *list = archived_get(archived, archived->catalog, "OutputIntents");
    bool is_one = list && list->kind == PDF_ARRAY && list->count == 1;
    return is_one ? archived_follow(archived, &list->items[0]) : NULL;
}

static struct bytes profile(const struct archived *archived)
{
    return archived_stream(archived, intent(archived), "DestOutputProfile");
}

static const char *output_intent(const struct archived *archived)
{
    struct bytes icc = profile(archived);
    if (!pdf_value_is_name(archived_get(archived, intent(archived), "S"), "GTS_PDFA1"))
        return "there is not one output intent, GTS_PDFA1";
    if (icc.size < 128 || memcmp(icc.data + 36, "acsp", 4) || icc.data[8] >= 5 ||
        (icc.data[0] << 24 | icc.data[1] << 16 | icc.data[2] << 8 | icc.data[3]) != (int)icc.size)
        return "its profile is none of ICC version 4 or less";
    bool is_output = !memcmp(icc.data + 12, "mntr", 4) || !memcmp(icc.data + 12, "prtr", 4);
    return is_output ? NULL : "its profile is neither a monitor's nor a printer's";
}

static const char *device_colours(const struct archived *archived)
{
    struct bytes icc = profile(archived);
    const struct pdf_value *stream = archived_get(archived, intent(archived), "DestOutputProfile");
    bool is_rgb = icc.size >= 128 && !memcmp(icc.data + 16, "RGB ", 4) &&
                  value_is_number(pdf_value_get(stream, "N"), 3);
    if (uses(archived, " rg RG ") && !is_rgb)
        return "DeviceRGB without an RGB output intent";
    return NULL;
}

static const char *other_colours(const struct archived *archived)
{
    if (uses(archived, " k K "))
        return "DeviceCMYK without a CMYK output intent";
    return uses(archived, " cs CS sc SC scn SCN ") ? "a colour space of its own" : NULL;
}

static const char *states(const struct archived *archived)
{
    for (size_t i = 0; i < archived->page_count; i++) {
        const struct pdf_value *page = &archived->pages[i].object->value;
        if (archived_get(archived, archived_get(archived, page, "Resources"), "ExtGState"))
            return "a page has graphics state dictionaries";
    }
    return NULL;
}

/* Judges every XObject of a subtype. */
static const char *judge_objects(const struct archived *archived, const char *subtype,
                                 const char *(*judge)(const struct pdf_value *))
{
    for (size_t number = 1; number < archived_top(archived); number++) {
        const struct pdf_object *object = archived_object(archived, (int64_t)number);
        if (!object || !pdf_value_is_name(pdf_value_get(&object->value, "Subtype"), subtype))
            continue;
        const char *fault = judge(&object->value);
        if (fault)
            return fault;
    }
    return NULL;
}

static const char *image(const struct pdf_value *value)
{
    if (pdf_value_get(value, "Alternates") || pdf_value_get(value, "OPI") ||
        pdf_value_get(value, "Intent") || pdf_value_get(value, "SMask") ||
        value_is_true(pdf_value_get(value, "Interpolate")))
        return "an image has Alternates, OPI, Intent, SMask or is interpolated";
    const struct pdf_value *space = pdf_value_get(value, "ColorSpace");
    bool is_device = pdf_value_is_name(space, "DeviceRGB") ||
                     pdf_value_is_name(space, "DeviceGray");
    if (!is_device || !value_is_number(pdf_value_get(value, "BitsPerComponent"), 8))
        return "an image is not 8 bit grey or RGB";
    return NULL;
}

static const char *images(const struct archived *archived)
{
    return judge_objects(archived, "Image", image);
}

static const char *form(const struct pdf_value *value)
{
    bool bad = pdf_value_get(value, "OPI") || pdf_value_get(value, "PS") ||
               pdf_value_get(value, "Subtype2") || pdf_value_get(value, "Ref");
    return bad ? "a form XObject has OPI, PS, Subtype2 or Ref" : NULL;
}

static const char *forms(const struct archived *archived)
{
    const char *fault = judge_objects(archived, "PS", form);
    return fault ? fault : judge_objects(archived, "Form", form);
}

static const char *groups(const struct archived *archived)
{
    for (size_t number = 1; number < archived_top(archived); number++) {
        const struct pdf_object *object = archived_object(archived, (int64_t)number);
        if (object && pdf_value_get(&object->value, "Group"))
            return "there is a transparency group";
    }
    return NULL;
}

static const struct archive_rule rules[] = {
    {"A 6.2.2", "operators", known_operators},
    {"A 6.2.2", "resources", resources},
    {"A 6.2.3", "output intent", output_intent},
    {"A 6.2.4.3", "device colours", device_colours},
    {"A 6.2.4.3", "other colours", other_colours},
    {"A 6.2.5, 6.2.6, 6.2.10", "states", states},
    {"A 6.2.8", "images", images},
    {"A 6.2.9, UA 7.20", "forms", forms},
    {"A 6.2.10", "groups", groups},
};
const struct archive_rules graphics_rules = {rules, sizeof rules / sizeof *rules};
