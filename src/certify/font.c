#include "certify/font.h"

#include "base/file.h"
#include "base/text.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>
#include <pthread.h>
#include <stdlib.h>

enum { NAME_LIMIT = 64 };

/* The face with hb_subset_preprocess done: once, when it is needed first. That takes up to 20 ms
 * for a font of Korean or Japanese, so only a process that prints with one pays for it. */
struct subset_source {
    pthread_mutex_t lock;
    hb_face_t *face; /* NULL before that */
};

struct font {
    hb_face_t *face;
    struct subset_source *subset_source;
    hb_font_t *shaper;
    struct font_metrics metrics;
    char name[NAME_LIMIT];
};

static void font_release(void *object)
{
    struct font *font = object;
    hb_font_destroy(font->shaper);
    hb_face_destroy(font->subset_source->face);
    pthread_mutex_destroy(&font->subset_source->lock);
    hb_face_destroy(font->face);
}

static fallible face_load(hb_face_t **out, const char *path, const char *package)
{
    if (!file_exists(path))
        return error_hint(error_make(ERROR_ENVIRONMENT, "font '%s' is missing", path),
                          "install the package '%s'", package);
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
    if (!blob)
        return error_make(ERROR_ENVIRONMENT, "font '%s' cannot be read", path);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    hb_blob_t *outlines = hb_face_reference_table(face, HB_TAG('g', 'l', 'y', 'f'));
    unsigned size = hb_blob_get_length(outlines);
    hb_blob_destroy(outlines);
    if (size == 0 || hb_face_get_glyph_count(face) == 0) {
        hb_face_destroy(face);
        return error_make(ERROR_ENVIRONMENT, "'%s' is no font with TrueType outlines", path);
    }
    *out = face;
    return NULL;
}

static int metric(hb_font_t *shaper, hb_ot_metrics_tag_t tag)
{
    hb_position_t value = 0;
    hb_ot_metrics_get_position_with_fallback(shaper, tag, &value);
    return value;
}

static int read_int16(const uint8_t *at)
{
    int value = at[0] << 8 | at[1];
    return value >= 0x8000 ? value - 0x10000 : value;
}

/* The box round all glyphs is only in the table 'head' (ISO/IEC 14496-22, 5.2.2). */
static void metrics_read_box(struct font_metrics *metrics, hb_face_t *face)
{
    hb_blob_t *head = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned size;
    const uint8_t *data = (const uint8_t *)hb_blob_get_data(head, &size);
    if (size >= 54) {
        metrics->x_min = read_int16(data + 36);
        metrics->y_min = read_int16(data + 38);
        metrics->x_max = read_int16(data + 40);
        metrics->y_max = read_int16(data + 42);
    }
    hb_blob_destroy(head);
}

static struct font_metrics metrics_of(hb_face_t *face, hb_font_t *shaper)
{
    struct font_metrics metrics = {
        .units_per_em = (int)hb_face_get_upem(face),
        .ascent = metric(shaper, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER),
        .descent = metric(shaper, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER),
        .cap_height = metric(shaper, HB_OT_METRICS_TAG_CAP_HEIGHT),
        .italic_angle = (int)hb_style_get_value(shaper, HB_STYLE_TAG_SLANT_ANGLE),
        .weight = (int)hb_style_get_value(shaper, HB_STYLE_TAG_WEIGHT),
    };
    metrics_read_box(&metrics, face);
    return metrics;
}

static bool is_name_character(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

static void name_read(char name[static NAME_LIMIT], hb_face_t *face)
{
    char full[NAME_LIMIT];
    unsigned size = sizeof full;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, full);
    size_t used = 0;
    for (size_t i = 0; i < size && i < sizeof full; i++)
        if (is_name_character(full[i]))
            name[used++] = full[i];
    if (used == 0)
        name[used++] = 'F';
    name[used < NAME_LIMIT ? used : NAME_LIMIT - 1] = '\0';
}

fallible font_open(struct font **out, const char *path, const char *package, struct arena *arena)
{
    hb_face_t *face = NULL;
    TRY(face_load(&face, path, package));
    hb_face_make_immutable(face);
    hb_font_t *shaper = hb_font_create(face); /* its scale is the em: positions in font units */
    hb_font_make_immutable(shaper);
    struct font *font = ARENA_NEW(arena, struct font);
    *font = (struct font){.face = face,
                          .shaper = shaper,
                          .subset_source = ARENA_NEW(arena, struct subset_source),
                          .metrics = metrics_of(face, shaper)};
    font->subset_source->lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
    name_read(font->name, face);
    arena_defer(arena, font_release, font);
    *out = font;
    return NULL;
}

const struct font_metrics *font_metrics(const struct font *font)
{
    return &font->metrics;
}

const char *font_name(const struct font *font)
{
    return font->name;
}

bool font_has(const struct font *font, uint32_t code_point)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(font->shaper, code_point, &glyph) && glyph != 0;
}

bool font_has_marked(const struct font *font, uint32_t base, uint32_t mark)
{
    hb_codepoint_t composed;
    return font_has(font, mark) ||
           (hb_unicode_compose(hb_unicode_funcs_get_default(), base, mark, &composed) &&
            font_has(font, composed));
}

bool font_is_mark(uint32_t code_point)
{
    hb_unicode_general_category_t category = hb_unicode_general_category(
        hb_unicode_funcs_get_default(), code_point);
    return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK;
}

static bool script_is_real(hb_script_t script)
{
    return script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED &&
           script != HB_SCRIPT_UNKNOWN;
}

static hb_script_t script_of(uint32_t code_point)
{
    return hb_unicode_script(hb_unicode_funcs_get_default(), code_point);
}

bool font_is_neutral(uint32_t code_point)
{
    return !script_is_real(script_of(code_point));
}

/* Where the first part of text[start, end) in one script ends; neutral characters go with what
 * stands before them, or at the start with what follows. */
static size_t script_end(hb_script_t *script, const char *text, size_t start, size_t end)
{
    *script = HB_SCRIPT_COMMON;
    for (const char *at = text + start; at < text + end;) {
        const char *here = at;
        hb_script_t next = script_of(utf8_next(&at));
        if (!script_is_real(next) || next == *script)
            continue;
        if (script_is_real(*script))
            return (size_t)(here - text);
        *script = next;
    }
    return end;
}

/* Grows out by one part's glyphs: behind what is there, or before it when right to left. */
static void glyphs_add(struct glyphs *out, hb_buffer_t *buffer, bool before, struct arena *arena)
{
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, NULL);
    struct glyph *all = ARENA_ARRAY(arena, struct glyph, out->count + count);
    if (out->count)
        memcpy(all + (before ? count : 0), out->items, out->count * sizeof *all);
    struct glyph *fresh = all + (before ? 0 : out->count);
    for (unsigned i = 0; i < count; i++)
        fresh[i] = (struct glyph){.id = infos[i].codepoint,
                                  .advance = positions[i].x_advance,
                                  .x_offset = positions[i].x_offset,
                                  .y_offset = positions[i].y_offset,
                                  .cluster = infos[i].cluster};
    *out = (struct glyphs){all, out->count + count};
}

struct glyphs font_shape(const struct font *font, const struct shaping *shaping,
                         struct arena *arena)
{
    struct glyphs glyphs = {0};
    hb_buffer_t *buffer = hb_buffer_create();
    hb_language_t language = hb_language_from_string(shaping->language, -1);
    for (size_t at = shaping->start; at < shaping->end;) {
        hb_script_t script;
        size_t end = script_end(&script, shaping->text, at, shaping->end);
        hb_buffer_clear_contents(buffer);
        hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
        if (shaping->right_to_left)
            hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
        hb_buffer_set_direction(buffer,
                                shaping->right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
        hb_buffer_set_script(buffer, script);
        hb_buffer_set_language(buffer, language);
        hb_buffer_add_utf8(buffer, shaping->text, (int)shaping->size, (unsigned)at,
                           (int)(end - at));
        hb_shape(font->shaper, buffer, NULL, 0);
        if (!hb_buffer_allocation_successful(buffer))
            abort();
        glyphs_add(&glyphs, buffer, shaping->right_to_left, arena);
        at = end;
    }
    hb_buffer_destroy(buffer);
    return glyphs;
}

int font_advance(const struct font *font, uint32_t glyph)
{
    return hb_font_get_glyph_h_advance(font->shaper, glyph);
}

static hb_subset_input_t *subset_input(const uint32_t *glyphs, size_t count)
{
    static const hb_tag_t unwanted[] = {
        HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
        HB_TAG('O', 'S', '/', '2'), HB_TAG('n', 'a', 'm', 'e'), HB_TAG('p', 'o', 's', 't'),
        HB_TAG('c', 'm', 'a', 'p'), HB_TAG('g', 'a', 's', 'p'), HB_TAG('D', 'S', 'I', 'G'),
        HB_TAG('k', 'e', 'r', 'n'), HB_TAG('m', 'e', 't', 'a'), HB_TAG('S', 'T', 'A', 'T'),
        HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'), HB_TAG('V', 'O', 'R', 'G'),
        HB_TAG('B', 'A', 'S', 'E'),
    };
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        abort();
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_t *wanted = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < count; i++)
        hb_set_add(wanted, glyphs[i]);
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof unwanted / sizeof *unwanted; i++)
        hb_set_add(dropped, unwanted[i]);
    return input;
}

static void bytes_release(void *blob)
{
    hb_blob_destroy(blob);
}

static struct bytes face_bytes(hb_face_t *face, struct arena *arena)
{
    hb_blob_t *blob = hb_face_reference_blob(face);
    arena_defer(arena, bytes_release, blob);
    unsigned size;
    const char *data = hb_blob_get_data(blob, &size);
    return bytes_of(data, size);
}

static hb_face_t *prepared(const struct font *font)
{
    struct subset_source *source = font->subset_source;
    pthread_mutex_lock(&source->lock);
    if (!source->face)
        source->face = hb_subset_preprocess(font->face);
    hb_face_t *face = source->face;
    pthread_mutex_unlock(&source->lock);
    return face;
}

fallible font_subset(struct bytes *out, uint32_t *new_ids, const struct font *font,
                     const uint32_t *glyphs, size_t count, struct arena *arena)
{
    hb_subset_input_t *input = subset_input(glyphs, count);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(prepared(font), input);
    hb_subset_input_destroy(input);
    hb_face_t *face = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    if (face) {
        const hb_map_t *numbers = hb_subset_plan_old_to_new_glyph_mapping(plan);
        for (size_t i = 0; i < count; i++)
            new_ids[i] = hb_map_get(numbers, glyphs[i]);
        *out = face_bytes(face, arena);
    }
    hb_subset_plan_destroy(plan);
    hb_face_destroy(face);
    if (!face)
        return error_make(ERROR_ENVIRONMENT, "font '%s' cannot be subset", font->name);
    return NULL;
}
