/* Two readings of one file: what one program takes for the end, the table or the key, another does
 * not. */
#include "forged.h"

#include "base/buffer.h"

static struct bytes before(const struct workbench *bench, const struct forgery *forgery,
                           struct arena *arena)
{
    return forged_joined(bytes_of_text(forgery->to), bench->b, arena);
}

static struct bytes behind(const struct workbench *bench, const struct forgery *forgery,
                           struct arena *arena)
{
    return forged_joined(forgery->number ? bench->lta : bench->b, bytes_of_text(forgery->to),
                         arena);
}

static struct bytes twice(const struct workbench *bench, const struct forgery *forgery,
                          struct arena *arena)
{
    (void)forgery;
    return forged_joined(bench->b, bench->b, arena);
}

/* An update whose trailer is changed: from and to stand in it. */
static struct bytes trailer(const struct workbench *bench, const struct forgery *forgery,
                            struct arena *arena)
{
    struct pdf_update *update = forged_begin(bench->b, arena);
    forged_object(update, forged_content(update), FORGED_CONTENT);
    struct bytes file = forged_end(update);
    struct bytes added = bytes_of(file.data + bench->b.size, file.size - bench->b.size);
    return forged_joined(bench->b, forged_replaced(added, forgery->from, forgery->to, arena),
                         arena);
}

/* Prev leads to the update's own table. */
static struct bytes loop(const struct workbench *bench, const struct forgery *forgery,
                         struct arena *arena)
{
    (void)forgery;
    struct pdf_update *update = forged_begin(bench->b, arena);
    forged_object(update, forged_content(update), FORGED_CONTENT);
    size_t table_at = update->out.size;
    struct pdf_file *file = ARENA_NEW(arena, struct pdf_file);
    *file = *update->file;
    file->revisions[file->revision_count - 1].table_at = table_at;
    update->file = file;
    return forged_end(update);
}

/* Objects and table in compressed streams (ISO 32000-1, 7.5.7 and 7.5.8). */
static struct bytes streams(const struct workbench *bench, const struct forgery *forgery,
                            struct arena *arena)
{
    struct pdf_update *update = forged_begin(bench->b, arena);
    int64_t objects = pdf_update_new(update);
    forged_object(update, objects, forgery->to);
    return forged_end(update);
}

static const struct forgery list[] = {
    {"files, line before the header", before, VERDICT_ALTERED, NULL, "\n", 0},
    {"files, polyglot: a page before it", before, VERDICT_ALTERED, NULL,
     "<html>Level reached: 3</html><!--\n", 0},
    {"files, polyglot: a picture before it", before, VERDICT_ALTERED, NULL, "\xff\xd8\xff\xe0\n",
     0},
    {"files, polyglot: a page behind it", behind, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     "<html>Level reached: 3</html>", 0},
    {"files, polyglot: an archive behind it", behind, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     "PK\x05\x06", 0},
    {"files, line behind LTA", behind, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, "\n", 1},
    {"files, second end", behind, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, "%%EOF\n", 0},
    {"files, comment at the end", behind, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, "%comment\n", 0},
    {"files, twice", twice, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL, 0},
    {"files, second trailer", trailer, VERDICT_ADDITIONS_AFTER_SIGNING, "startxref",
     "trailer\n<< /Root 1 0 R >>\nstartxref", 0},
    {"files, hybrid table", trailer, VERDICT_ADDITIONS_AFTER_SIGNING, "/Prev", "/XRefStm 17\n/Prev",
     0},
    {"files, encrypted", trailer, VERDICT_ADDITIONS_AFTER_SIGNING, "/Prev", "/Encrypt << >>\n/Prev",
     0},
    {"files, comment in the trailer", trailer, VERDICT_ADDITIONS_AFTER_SIGNING, "/Prev", "%\n/Prev",
     0},
    {"files, key twice in the trailer", trailer, VERDICT_ADDITIONS_AFTER_SIGNING, "/Prev",
     "/Prev 0\n/Prev", 0},
    {"files, table before the file", trailer, VERDICT_ADDITIONS_AFTER_SIGNING, "/Prev ", "/Prev -",
     0},
    {"files, comment in the table", trailer, VERDICT_ADDITIONS_AFTER_SIGNING, "xref\n", "xref %\n",
     0},
    {"files, loop of tables", loop, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL, 0},
    {"files, stream of objects", streams, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     "<< /Type /ObjStm /N 1 /First 4 /Length 8 >>\nstream\n5 0 null\nendstream", 0},
    {"files, stream of a table", streams, VERDICT_ADDITIONS_AFTER_SIGNING, NULL,
     "<< /Type /XRef /W [ 1 2 1 ] /Size 9 /Length 4 >>\nstream\n1234\nendstream", 0},
    {"files, key twice in the signature", forged_text, VERDICT_ALTERED, "/Type /Sig\n",
     "/Type /Sig\n/Type /Sig\n", 0},
    {"files, comment in the signature", forged_text, VERDICT_ALTERED, "/Type /Sig\n",
     "/Type %x\n/Sig\n", 0},
    {"files, key twice in the catalog", forged_text, VERDICT_ALTERED, "/Type /Catalog\n",
     "/Type /Catalog\n/Type /Catalog\n", 0},
    {"files, another generation", forged_text, VERDICT_ALTERED, "1 0 obj", "1 1 obj", 0},
    {"files, another version", forged_text, VERDICT_ALTERED, "%PDF-1.", "%PDF-2.", 0},
};

const struct forgeries forged_files = {list, COUNT(list)};
