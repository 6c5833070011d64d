/* Incremental saving [MMM19, 4.2]: something is appended behind what was signed. */
#include "forged.h"

/* A page's content replaced by a complete and well-formed update. */
static struct bytes update_of(struct bytes file, struct arena *arena)
{
    struct pdf_update *update = forged_begin(file, arena);
    forged_object(update, forged_content(update), FORGED_CONTENT);
    return forged_end(update);
}

static struct bytes complete(const struct workbench *bench, const struct forgery *forgery,
                             struct arena *arena)
{
    (void)forgery;
    return update_of(bench->b, arena);
}

static struct bytes behind_lta(const struct workbench *bench, const struct forgery *forgery,
                               struct arena *arena)
{
    (void)forgery;
    return update_of(bench->lta, arena);
}

/* A true document timestamp makes nothing true that stands before it. */
static struct bytes under_a_timestamp(const struct workbench *bench, const struct forgery *forgery,
                                      struct arena *arena)
{
    (void)forgery;
    return forged_stamped(bench, update_of(bench->b, arena), arena);
}

static struct bytes under_lta(const struct workbench *bench, const struct forgery *forgery,
                              struct arena *arena)
{
    (void)forgery;
    return forged_stamped(bench, update_of(bench->lt, arena), arena);
}

/* Without some of table, trailer and end, hoping that a lenient reader repairs it. */
static struct bytes incomplete(const struct workbench *bench, const struct forgery *forgery,
                               struct arena *arena)
{
    struct pdf_update *update = forged_begin(bench->b, arena);
    const char *tail = arena_format(arena, "%lld 0 obj\n" FORGED_CONTENT "\nendobj\n%s",
                                    (long long)forged_content(update), forgery->to);
    return forged_joined(bench->b, bytes_of_text(tail), arena);
}

static struct bytes new_catalog(const struct workbench *bench, const struct forgery *forgery,
                                struct arena *arena)
{
    (void)forgery;
    struct pdf_update *update = forged_begin(bench->b, arena);
    int64_t catalog = pdf_update_new(update), pages = pdf_update_new(update);
    int64_t page = pdf_update_new(update), content = pdf_update_new(update);
    const char *root = arena_format(arena, "/Root %lld 0 R", (long long)update->catalog->number);
    forged_object(update, catalog,
                  arena_format(arena, "<< /Type /Catalog /Pages %lld 0 R >>", (long long)pages));
    forged_object(
        update, pages,
        arena_format(arena, "<< /Type /Pages /Count 1 /Kids [ %lld 0 R ] >>", (long long)page));
    forged_object(update, page,
                  arena_format(arena,
                               "<< /Type /Page /Parent %lld 0 R /MediaBox [ 0 0 595 842 ] "
                               "/Contents %lld 0 R >>",
                               (long long)pages, (long long)content));
    forged_object(update, content, FORGED_CONTENT);
    struct bytes file = forged_end(update);
    const char *other = arena_format(arena, "/Root %lld 0 R", (long long)catalog);
    struct bytes behind = bytes_of(file.data + bench->b.size, file.size - bench->b.size);
    struct bytes part = forged_replaced(behind, root, other, arena);
    return forged_joined(bench->b, part, arena);
}

/* A second page beside the first in the tree. */
static struct bytes sibling(const struct workbench *bench, const struct forgery *forgery,
                            struct arena *arena)
{
    (void)forgery;
    struct pdf_update *update = forged_begin(bench->b, arena);
    const struct pdf_value *pages = pdf_value_get(&update->catalog->value, "Pages");
    int64_t page = pdf_update_new(update), content = pdf_update_new(update);
    forged_object(update, pages->number,
                  arena_format(arena, "<< /Type /Pages /Count 2 /Kids [ %lld 0 R %lld 0 R ] >>",
                               (long long)page, (long long)update->page->number));
    forged_object(update, page,
                  arena_format(arena,
                               "<< /Type /Page /Parent %lld 0 R /MediaBox [ 0 0 595 842 ] "
                               "/Contents %lld 0 R >>",
                               (long long)pages->number, (long long)content));
    forged_object(update, content, FORGED_CONTENT);
    return forged_end(update);
}

/* The update brings the signature along, so that the newest one covers "its" file. */
static struct bytes copied_signature(const struct workbench *bench, const struct forgery *forgery,
                                     struct arena *arena)
{
    (void)forgery;
    struct pdf_update *update = forged_begin(bench->b, arena);
    size_t at = forged_place(bench->b, "<<\n/Type /Sig\n");
    struct bytes rest = bytes_of(bench->b.data + at, bench->b.size - at);
    size_t size = forged_place(rest, "\nendobj");
    size_t number_at = at;
    while (bench->b.data[number_at - 2] != '\n')
        number_at--;
    int64_t number = strtoll((const char *)bench->b.data + number_at - 1, NULL, 10);
    forged_object(update, number, arena_text_n(arena, rest.data, size));
    forged_object(update, forged_content(update), FORGED_CONTENT);
    return forged_end(update);
}

/* A table and nothing else: the content's number leads into the attached record. */
static struct bytes table_alone(const struct workbench *bench, const struct forgery *forgery,
                                struct arena *arena)
{
    (void)forgery;
    struct pdf_update *update = forged_begin(bench->b, arena);
    update->objects[0].number = forged_content(update);
    update->objects[0].at = forged_place(bench->b, "\"holder\"");
    update->count = 1;
    return forged_end(update);
}

static const struct forgery list[] = {
    {"saving, complete", complete, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL, 0},
    {"saving, behind LTA", behind_lta, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL, 0},
    {"saving, under a timestamp", under_a_timestamp, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL,
     0},
    {"saving, between LT and LTA", under_lta, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL, 0},
    {"saving, body alone", incomplete, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, "", 0},
    {"saving, no table", incomplete, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     "trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n", 0},
    {"saving, no end", incomplete, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     "xref\n0 0\ntrailer\n<< /Root 1 0 R >>\n", 0},
    {"saving, empty table", incomplete, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     "xref\n0 0\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n", 0},
    {"saving, new catalog", new_catalog, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL, 0},
    {"saving, sibling page", sibling, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL, 0},
    {"saving, copied signature", copied_signature, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL, 0},
    {"saving, table alone", table_alone, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL, 0},
};

const struct forgeries forged_saving = {list, COUNT(list)};
