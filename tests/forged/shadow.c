/* Shadow attacks [MMR21]: what is signed holds already what will be shown later, or something over
 * it that will be taken away. Our own press signs no such thing; here somebody got it signed. */
#include "forged.h"

/* Hide: an object that covered something is emptied. Here the whole page, whose text goes. */
static struct bytes hide(const struct workbench *bench, const struct forgery *forgery,
                         struct arena *arena)
{
    struct pdf_update *update = forged_begin(bench->b, arena);
    forged_object(update, forged_content(update), forgery->to);
    return forged_end(update);
}

/* Replace: a font whose glyphs mean other letters. */
static struct bytes font(const struct workbench *bench, const struct forgery *forgery,
                         struct arena *arena)
{
    (void)forgery;
    struct pdf_update *update = forged_begin(bench->b, arena);
    const struct pdf_file *file = update->file;
    const struct pdf_value *resources = pdf_value_get(&update->page->value, "Resources");
    const struct pdf_object *kept = pdf_file_follow(file, file->revision_count, resources);
    const struct pdf_value *fonts = pdf_value_get(kept ? &kept->value : resources, "Font");
    assert_non_null(fonts);
    forged_object(update, fonts->items[1].number,
                  "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type "
                  "/Encoding /Differences [ 50 /three ] >> >>");
    return forged_end(update);
}

/* Replace: the look of a form field, which is not its value. */
static struct bytes appearance(const struct workbench *bench, const struct forgery *forgery,
                               struct arena *arena)
{
    (void)forgery;
    struct pdf_update *update = forged_begin(bench->b, arena);
    int64_t field = update->next - 2, look = update->next - 1;
    forged_object(update, look,
                  "<< /Type /XObject /Subtype /Form /BBox [ 0 0 595 842 ] /Resources << >> /Length "
                  "48 >>\nstream\nBT /F1 20 Tf 50 700 Td (Level reached: 3) Tj ET \nendstream");
    forged_object(
        update, field,
        arena_format(arena,
                     "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature) /F 132 /P "
                     "%lld 0 R /V %lld 0 R /Rect [ 0 0 595 842 ] /AP << /N %lld 0 R >> >>",
                     (long long)update->page->number, (long long)update->next - 3,
                     (long long)look));
    return forged_end(update);
}

/* Hide and replace: two pages were signed, and the tree is turned to the other one. */
static struct bytes other_page(const struct workbench *bench, const struct forgery *forgery,
                               struct arena *arena)
{
    (void)forgery;
    struct pdf_update *update = forged_begin(bench->b, arena);
    const struct pdf_value *pages = pdf_value_get(&update->catalog->value, "Pages");
    forged_object(update, pages->number,
                  arena_format(arena, "<< /Type /Pages /Count 1 /Kids [ %lld 0 R ] >>",
                               (long long)forged_content(update)));
    return forged_end(update);
}

/* The record that programs read is another one than was signed. */
static struct bytes attachment(const struct workbench *bench, const struct forgery *forgery,
                               struct arena *arena)
{
    (void)forgery;
    struct pdf_update *update = forged_begin(bench->b, arena);
    update->page = NULL;
    static const char *const changed[] = {"Names", NULL};
    pdf_update_object(update, update->catalog->number);
    pdf_update_open(update, &update->catalog->value, changed);
    buffer_add_text(&update->out, "/Names << >>\n>>");
    pdf_update_object_end(update);
    return forged_end(update);
}

static const struct forgery list[] = {
    {"shadow, hide", hide, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     "<< /Length 0 >>\nstream\n\nendstream", 0},
    {"shadow, hide by null", hide, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, "null", 0},
    {"shadow, replace a font", font, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL, 0},
    {"shadow, replace a look", appearance, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL, 0},
    {"shadow, replace the record", attachment, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL, 0},
    {"shadow, hide and replace", other_page, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL, 0},
};

const struct forgeries forged_shadow = {list, COUNT(list)};
