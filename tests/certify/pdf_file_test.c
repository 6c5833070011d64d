#include "certify/pdf_file.h"

#include "base/buffer.h"

#include "test.h"

/* A file written piece by piece, so that one piece can be wrong. */
struct piece {
    const char *header, *objects, *between, *entries, *trailer, *start, *end;
};

static const struct piece good = {
    .header = "%PDF-1.7\n",
    .objects = "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
               "2 0 obj\n<< /Type /Pages /Kids [ 3 0 R ] >>\nendobj\n"
               "3 0 obj\n<< /Type /Page >>\nendobj\n"
               "4 0 obj\n<< /Length 5 0 R >>\nstream\r\nabcendstream\nendstream\nendobj\n"
               "5 0 obj\n12\nendobj\n",
    .between = "",
    .entries = NULL, /* as the objects stand */
    .trailer = "<< /Root 1 0 R /Size 6 >>",
    .start = NULL, /* where the table stands */
    .end = "\n%%EOF\n",
};

enum { OBJECTS = 5 };

static size_t place(const char *text, const char *part)
{
    const char *at = strstr(text, part);
    return at ? (size_t)(at - text) : 0;
}

static struct bytes written(const struct piece *piece, struct arena *arena)
{
    struct buffer out = buffer_make(arena, 65536);
    buffer_add_text(&out, piece->header);
    buffer_add_text(&out, piece->objects);
    buffer_add_text(&out, piece->between);
    const char *text = arena_text_n(arena, out.data, out.size);
    size_t table_at = out.size;
    buffer_add_text(&out, "xref\n");
    if (piece->entries)
        buffer_add_text(&out, piece->entries);
    else
        buffer_add_format(&out, "0 %d\n0000000000 65535 f\r\n", OBJECTS + 1);
    for (int i = 1; !piece->entries && i <= OBJECTS; i++)
        buffer_add_format(&out, "%010zu 00000 n\r\n",
                          place(text, arena_format(arena, "%d 0 obj\n", i)));
    buffer_add_format(&out, "trailer\n%s\nstartxref\n", piece->trailer);
    buffer_add_text(&out, piece->start ? piece->start : arena_format(arena, "%zu", table_at));
    buffer_add_text(&out, piece->end);
    return bytes_of(out.data, out.size);
}

static void reads_a_good_file(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct pdf_file file;
    const struct pdf_object *object;
    OK(pdf_file_read(&file, written(&good, arena), arena));
    assert_int_equal(file.revision_count, 1);
    OK(pdf_file_catalog(&object, &file, 1));
    assert_int_equal(object->number, 1);
    OK(pdf_file_first_page(&object, &file, 1));
    assert_int_equal(object->number, 3);
    object = pdf_file_object(&file, 1, 4);
    assert_true(object->is_stream);
    assert_true(bytes_equal(object->stream, bytes_of_text("abcendstream")));
    assert_null(pdf_file_object(&file, 1, 6));
}

static void refuses_everything_else(void **state)
{
    (void)state;
    struct piece cases[40];
    const char *says[40];
    size_t count = 0;
#define CASE(member, text, expected)                                                               \
    do {                                                                                           \
        cases[count] = good;                                                                       \
        cases[count].member = (text);                                                              \
        says[count++] = (expected);                                                                \
    } while (0)
    CASE(header, "", "does not begin as a PDF");
    CASE(header, "%PDF-2.0\n", "does not begin as a PDF");
    CASE(header, "%PDF-1.9\n", "does not begin as a PDF");
    CASE(header, "%PDF-1.7 \n", "does not begin as a PDF");
    CASE(header, " %PDF-1.7\n", "does not begin as a PDF");
    CASE(header, "%PDF-1.7\n%abc\n", "malformed second line");
    CASE(header, "%PDF-1.7\n\n", "belong to no object");
    CASE(between, "hidden", "belong to no object");
    CASE(between, "\n", "belong to no object");
    CASE(between, "6 0 obj\nnull\nendobj\n", "belong to no object");
    CASE(end, "\n%%EOF", "does not end with");
    CASE(end, "\n%%EOF\n\n", "does not end with");
    CASE(end, "\n%%EOF\r\n", "does not end with");
    CASE(end, "%%EOF\n", "does not end with");
    CASE(start, "9", "no table");
    CASE(start, "99999", "does not end with");
    CASE(start, "", "does not end with");
    CASE(start, "12345678901", "does not end with");
    CASE(entries, "", "belong to no object");
    CASE(entries, "0 1\n0000000000 65535 f\n", "malformed entry");
    CASE(entries, "0 1\n0000000000 65535 n\r\n", "malformed entry");
    CASE(entries, "0 1\n0000000000 00000 f\r\n", "malformed entry");
    CASE(entries, "0 1\n000000000 65535 f\r\n", "malformed entry");
    CASE(entries, "1 1\n0000000009 00001 n\r\n", "malformed entry");
    CASE(entries, "1 0\n", "malformed table");
    CASE(entries, "1\n", "malformed table");
    CASE(entries, "30000 1\n0000000009 00000 n\r\n", "out of order or too large");
    CASE(entries, "1 1\n0000000009 00000 n\r\n1 1\n0000000009 00000 n\r\n", "out of order");
    CASE(entries,
         "0 6\n0000000000 65535 f\r\n0000000009 00000 n\r\n0000000009 00000 n\r\n"
         "0000000009 00000 n\r\n0000000009 00000 n\r\n0000000009 00000 n\r\n",
         "belong to no object");
    CASE(trailer, "<< /Root 1 0 R >>", "Size");
    CASE(trailer, "<< /Root 1 0 R /Size 5 >>", "Size");
    CASE(trailer, "<< /Root 1 0 R /Size 60000 >>", "Size");
    CASE(trailer, "<< /Root 1 0 R /Size 6 /Encrypt 5 0 R >>", "Encrypt or XRefStm");
    CASE(trailer, "<< /Root 1 0 R /Size 6 /XRefStm 9 >>", "Encrypt or XRefStm");
    CASE(trailer, "<< /Root 1 0 R /Size 6 /Prev 99999 >>", "malformed Prev");
    CASE(trailer, "<< /Root 1 0 R /Size 6 /Prev 9 >>", "no table");
    CASE(trailer, "<< /Root 1 0 R /Size 6 /Prev -1 >>", "malformed Prev");
    CASE(trailer, "<< /Root 1 0 R /Size 6 ", "no value");
    for (size_t i = 0; i < count; i++) {
        SCOPED_ARENA(arena);
        struct pdf_file file;
        FAILS(pdf_file_read(&file, written(&cases[i], arena), arena), ERROR_REFUSED, says[i]);
    }
}

static void refuses_malformed_objects(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to, *says;
    } cases[] = {
        {"3 0 obj\n<<", "3 0 obj\n<", "malformed"},
        {"3 0 obj\n", "3 0 obj ", "belong to no object"},
        {"/Page >>\nendobj", "/Page >>\nendob", "object without end"},
        {"/Page >>\nendobj\n", "/Page >>\nendobj\n\n", "belong to no object"},
        {"12\nendobj", "11\nendobj", "stream of another length"},
        {"12\nendobj", "99\nendobj", "stream longer than the file"},
        {"12\nendobj", "-1\nendobj", "without a usable Length"},
        {"12\nendobj", "/A\nendobj", "without a usable Length"},
        {"/Length 5 0 R", "/Length 6 0 R", "without a usable Length"},
        {"/Length 5 0 R", "/Length (12) ", "without a usable Length"},
        {"/Length 5 0 R", "/Lenght 5 0 R", "without a usable Length"},
        {"stream\r\n", "stream  ", "malformed stream"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_ARENA(arena);
        struct piece piece = good;
        size_t at = place(good.objects, cases[i].from);
        piece.objects = arena_format(arena, "%.*s%s%s", (int)at, good.objects, cases[i].to,
                                     good.objects + at + strlen(cases[i].from));
        struct pdf_file file;
        FAILS(pdf_file_read(&file, written(&piece, arena), arena), ERROR_REFUSED, cases[i].says);
    }
}

/* The table names objects where others stand. */
static void refuses_exchanged_objects(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    static const int order[OBJECTS] = {2, 1, 3, 4, 5};
    struct piece piece = good;
    char *entries = arena_format(arena, "1 %d\n", OBJECTS);
    for (size_t i = 0; i < OBJECTS; i++) {
        size_t at = place(good.objects, arena_format(arena, "%d 0 obj\n", order[i]));
        entries = arena_format(arena, "%s%010zu 00000 n\r\n", entries, strlen(good.header) + at);
    }
    piece.entries = entries;
    struct pdf_file file;
    FAILS(pdf_file_read(&file, written(&piece, arena), arena), ERROR_REFUSED, "not the object");
}

static void follows_what_leads_nowhere(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct piece piece = good;
    struct pdf_file file;
    const struct pdf_object *object;
    piece.trailer = "<< /Root 2 0 R /Size 6 >>";
    OK(pdf_file_read(&file, written(&piece, arena), arena));
    FAILS(pdf_file_catalog(&object, &file, 1), ERROR_REFUSED, "no catalog");
    piece = good;
    piece.objects = "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
                    "2 0 obj\n<< /Type /Pages /Kids [ 2 0 R ] >>\nendobj\n"
                    "3 0 obj\nnull\nendobj\n4 0 obj\nnull\nendobj\n5 0 obj\nnull\nendobj\n";
    OK(pdf_file_read(&file, written(&piece, arena), arena));
    FAILS(pdf_file_first_page(&object, &file, 1), ERROR_REFUSED, "no page");
}

static void hostile_sizes_end_at_once(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct pdf_file file;
    uint8_t *large = arena_alloc(arena, PDF_FILE_LIMIT + 1);
    FAILS(pdf_file_read(&file, bytes_of(large, PDF_FILE_LIMIT + 1), arena), ERROR_REFUSED,
          "larger than");
    char *brackets = arena_alloc(arena, 1000001);
    memset(brackets, '[', 1000000);
    struct buffer out = buffer_make(arena, PDF_FILE_LIMIT);
    buffer_add_format(&out,
                      "%%PDF-1.7\nxref\n0 1\n0000000000 65535 f\r\ntrailer\n%s\nstartxref\n9\n"
                      "%%%%EOF\n",
                      brackets);
    FAILS(pdf_file_read(&file, bytes_of(out.data, out.size), arena), ERROR_REFUSED, "too deeply");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_good_file),          cmocka_unit_test(refuses_everything_else),
        cmocka_unit_test(refuses_malformed_objects),  cmocka_unit_test(refuses_exchanged_objects),
        cmocka_unit_test(follows_what_leads_nowhere), cmocka_unit_test(hostile_sizes_end_at_once),
    };
    return cmocka_run_group_tests_name("certify/pdf_file", tests, NULL, NULL);
}
