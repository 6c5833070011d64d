#include "certify/pdf_file.h"

#include <stdlib.h>

enum { ENTRY_SIZE = 20, OFFSET_DIGITS = 10, TREE_DEPTH_LIMIT = 16 };

/* One line of a table: where object number stands. */
struct entry {
    int64_t number;
    size_t offset;
};

struct table {
    struct entry *entries;
    size_t count;
};

static fallible read_header(size_t *end, struct bytes file)
{
    struct pdf_cursor cursor = {file, 0};
    bool is_pdf = pdf_skip_text(&cursor, "%PDF-1.") && cursor.at < file.size &&
                  file.data[cursor.at] >= '0' && file.data[cursor.at] <= '7';
    cursor.at += is_pdf;
    if (!is_pdf || !pdf_skip_text(&cursor, "\n"))
        return error_make(ERROR_REFUSED, "the file does not begin as a PDF");
    if (pdf_skip_text(&cursor, "%")) { /* bytes above 127 that say: this is not text */
        for (; cursor.at < file.size && file.data[cursor.at] > 127; cursor.at++)
            ;
        if (!pdf_skip_text(&cursor, "\n"))
            return pdf_fault(cursor.at, "malformed second line");
    }
    *end = cursor.at;
    return NULL;
}

/* Ten digits, a space, five digits, a space, n or f, and two bytes of line end. */
static fallible read_entry(struct entry *out, struct pdf_cursor *cursor, int64_t number)
{
    size_t start = cursor->at;
    int64_t offset = 0, generation = 0;
    bool is_free = number == 0;
    bool well = pdf_skip_number(&offset, cursor) && cursor->at == start + OFFSET_DIGITS &&
                pdf_skip_text(cursor, " ") && pdf_skip_number(&generation, cursor) &&
                cursor->at == start + OFFSET_DIGITS + 6 &&
                pdf_skip_text(cursor, is_free ? " f" : " n") &&
                (pdf_skip_text(cursor, "\r\n") || pdf_skip_text(cursor, " \n"));
    if (!well || generation != (is_free ? 65535 : 0) || (is_free && offset != 0))
        return pdf_fault(start, "malformed entry in a table of cross-references");
    *out = (struct entry){number, (size_t)offset};
    return NULL;
}

static fallible read_subsection(struct table *table, size_t room, struct pdf_cursor *cursor)
{
    int64_t first, count;
    size_t start = cursor->at;
    if (!pdf_skip_number(&first, cursor) || !pdf_skip_text(cursor, " ") ||
        !pdf_skip_number(&count, cursor) || !pdf_skip_text(cursor, "\n") || count < 1)
        return pdf_fault(start, "malformed table of cross-references");
    int64_t last = table->count ? table->entries[table->count - 1].number : -1;
    if (first <= last || first + count > PDF_OBJECTS_LIMIT || table->count + (size_t)count > room)
        return pdf_fault(start, "object numbers out of order or too large");
    for (int64_t number = first; number < first + count; number++)
        TRY(read_entry(&table->entries[table->count++], cursor, number));
    return NULL;
}

static fallible read_table(struct table *out, struct pdf_cursor *cursor, struct arena *arena)
{
    size_t left = cursor->file.size > cursor->at ? cursor->file.size - cursor->at : 0;
    size_t room = left / ENTRY_SIZE;
    struct table table = {ARENA_ARRAY(arena, struct entry, room), 0};
    if (!pdf_skip_text(cursor, "xref\n"))
        return pdf_fault(cursor->at, "no table of cross-references");
    while (!pdf_skip_text(cursor, "trailer\n"))
        TRY(read_subsection(&table, room, cursor));
    if (table.count && table.entries[0].number == 0) { /* the free one, which is no object */
        table.entries++;
        table.count--;
    }
    *out = table;
    return NULL;
}

/* The table at at, its trailer and all up to behind %%EOF. */
static fallible read_revision(struct pdf_revision *out, struct table *table, struct bytes file,
                              size_t at, struct arena *arena)
{
    struct pdf_cursor cursor = {file, at};
    int64_t again = -1;
    TRY(read_table(table, &cursor, arena));
    TRY(pdf_value_read(&out->trailer, &cursor, arena));
    size_t end_at = cursor.at;
    bool well = pdf_skip_text(&cursor, "\nstartxref\n") && pdf_skip_number(&again, &cursor) &&
                pdf_skip_text(&cursor, "\n%%EOF\n");
    if (!well || again != (int64_t)at)
        return pdf_fault(end_at, "malformed end of a revision");
    const struct pdf_value *size = pdf_value_get(&out->trailer, "Size");
    int64_t most = table->count ? table->entries[table->count - 1].number : 0;
    if (!size || size->kind != PDF_INTEGER || size->number <= most ||
        size->number > PDF_OBJECTS_LIMIT)
        return pdf_fault(out->trailer.start, "the trailer's Size does not fit");
    if (pdf_value_get(&out->trailer, "Encrypt") || pdf_value_get(&out->trailer, "XRefStm"))
        return pdf_fault(out->trailer.start, "the trailer names Encrypt or XRefStm");
    out->table_at = at;
    out->end = cursor.at;
    return NULL;
}

/* The number behind the last startxref, searched from the end of the file. */
static fallible find_last_table(size_t *out, struct bytes file)
{
    static const char end[] = "\n%%EOF\n";
    struct pdf_cursor cursor = {file,
                                file.size < sizeof end - 1 ? 0 : file.size - (sizeof end - 1)};
    struct pdf_cursor last = cursor;
    int64_t number = -1;
    bool well = pdf_skip_text(&cursor, end);
    while (last.at > 0 && file.data[last.at - 1] >= '0' && file.data[last.at - 1] <= '9')
        last.at--;
    if (!well || !pdf_skip_number(&number, &last) || number >= (int64_t)file.size)
        return error_make(ERROR_REFUSED,
                          "the file does not end with startxref, a number and %%%%EOF");
    *out = (size_t)number;
    return NULL;
}

static int compare_offsets(const void *a, const void *b)
{
    const struct entry *left = a, *right = b;
    return (left->offset > right->offset) - (left->offset < right->offset);
}

/* The whole number that object number is, by the table; -1 when it is none. */
static int64_t number_of_object(int64_t number, struct bytes file, const struct table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        struct pdf_cursor cursor = {file, table->entries[i].offset};
        int64_t named, value;
        if (table->entries[i].number != number)
            continue;
        bool well = pdf_skip_number(&named, &cursor) && pdf_skip_text(&cursor, " 0 obj\n") &&
                    pdf_skip_number(&value, &cursor);
        return well ? value : -1;
    }
    return -1;
}

/* What a stream's Length says, itself or by reference to an object of the same revision. */
static fallible read_length(size_t *out, const struct pdf_value *length, struct bytes file,
                            const struct table *table)
{
    int64_t size = !length                         ? -1
                   : length->kind == PDF_INTEGER   ? length->number
                   : length->kind == PDF_REFERENCE ? number_of_object(length->number, file, table)
                                                   : -1;
    if (size < 0 || size > (int64_t)file.size)
        return error_make(ERROR_REFUSED, "a stream without a usable Length");
    *out = (size_t)size;
    return NULL;
}

/* Behind the dictionary of an object: its stream, if it has one. */
static fallible read_stream(struct pdf_object *out, struct pdf_cursor *cursor,
                            const struct table *table)
{
    pdf_skip_space(cursor);
    size_t start = cursor->at, size;
    if (out->value.kind != PDF_DICTIONARY || !pdf_skip_text(cursor, "stream"))
        return NULL;
    if (!pdf_skip_text(cursor, "\r\n") && !pdf_skip_text(cursor, "\n"))
        return pdf_fault(start, "malformed stream");
    TRY_AS(read_length(&size, pdf_value_get(&out->value, "Length"), cursor->file, table),
           "stream at byte %zu", start);
    if (size > cursor->file.size - cursor->at)
        return pdf_fault(start, "stream longer than the file");
    out->is_stream = true;
    out->stream = bytes_of(cursor->file.data + cursor->at, size);
    cursor->at += size;
    (void)(pdf_skip_text(cursor, "\r\n") || pdf_skip_text(cursor, "\n"));
    if (!pdf_skip_text(cursor, "endstream"))
        return pdf_fault(cursor->at, "stream of another length");
    pdf_skip_space(cursor);
    return NULL;
}

static fallible read_object(struct pdf_object *out, struct pdf_cursor *cursor,
                            const struct table *table, int64_t expected, struct arena *arena)
{
    struct pdf_object object = {.start = cursor->at};
    if (!pdf_skip_number(&object.number, cursor) || object.number != expected ||
        !pdf_skip_text(cursor, " 0 obj\n"))
        return pdf_fault(object.start, "not the object the table names");
    TRY(pdf_value_read(&object.value, cursor, arena));
    TRY(read_stream(&object, cursor, table));
    if (!pdf_skip_text(cursor, "endobj\n"))
        return pdf_fault(cursor->at, "object without end");
    object.end = cursor->at;
    *out = object;
    return NULL;
}

/* Every byte from where the revision starts to its table belongs to one listed object. */
static fallible read_objects(struct pdf_revision *revision, const struct table *table,
                             struct bytes file, struct arena *arena)
{
    struct entry *sorted = ARENA_ARRAY(arena, struct entry, table->count);
    struct pdf_object *objects = ARENA_ARRAY(arena, struct pdf_object, table->count);
    if (table->count)
        memcpy(sorted, table->entries, table->count * sizeof *sorted);
    qsort(sorted, table->count, sizeof *sorted, compare_offsets);
    struct pdf_cursor cursor = {bytes_of(file.data, revision->table_at), revision->start};
    for (size_t i = 0; i < table->count; i++) {
        if (sorted[i].offset != cursor.at)
            return pdf_fault(cursor.at, "bytes that belong to no object");
        TRY(read_object(&objects[i], &cursor, table, sorted[i].number, arena));
    }
    if (cursor.at != revision->table_at)
        return pdf_fault(cursor.at, "bytes that belong to no object");
    revision->objects = objects;
    revision->count = table->count;
    return NULL;
}

/* The table before this one, -1 when the trailer names none. */
static fallible previous_table(int64_t *out, const struct pdf_revision *revision)
{
    const struct pdf_value *previous = pdf_value_get(&revision->trailer, "Prev");
    *out = -1;
    if (!previous)
        return NULL;
    if (previous->kind != PDF_INTEGER || previous->number < 0 ||
        previous->number >= (int64_t)revision->table_at)
        return pdf_fault(previous->start, "malformed Prev");
    *out = previous->number;
    return NULL;
}

/* The newest first, as they name each other. */
static fallible read_backwards(struct pdf_revision *revisions, struct table *tables, size_t *count,
                               struct bytes file, struct arena *arena)
{
    size_t at, size = 0;
    int64_t previous = 0;
    TRY(find_last_table(&at, file));
    while (previous >= 0) {
        if (size == PDF_REVISIONS_LIMIT)
            return error_make(ERROR_REFUSED, "the file has more than %d updates",
                              PDF_REVISIONS_LIMIT - 1);
        TRY(read_revision(&revisions[size], &tables[size], file, at, arena));
        if (size == 0 && revisions[0].end != file.size)
            return pdf_fault(revisions[0].end, "bytes behind the last revision");
        TRY(previous_table(&previous, &revisions[size++]));
        at = (size_t)previous;
    }
    *count = size;
    return NULL;
}

static fallible read_revisions(struct pdf_file *file, struct table tables[PDF_REVISIONS_LIMIT],
                               struct arena *arena)
{
    struct pdf_revision *found = ARENA_ARRAY(arena, struct pdf_revision, PDF_REVISIONS_LIMIT);
    struct table *listed = ARENA_ARRAY(arena, struct table, PDF_REVISIONS_LIMIT);
    size_t count;
    TRY(read_backwards(found, listed, &count, file->bytes, arena));
    for (size_t i = 0; i < count; i++) {
        file->revisions[i] = found[count - 1 - i];
        tables[i] = listed[count - 1 - i];
        file->revisions[i].start = i ? file->revisions[i - 1].end : 0;
    }
    file->revision_count = count;
    return NULL;
}

fallible pdf_file_read(struct pdf_file *out, struct bytes bytes, struct arena *arena)
{
    struct pdf_file file = {.bytes = bytes};
    struct table tables[PDF_REVISIONS_LIMIT];
    size_t header_end = 0;
    if (bytes.size > PDF_FILE_LIMIT)
        return error_make(ERROR_REFUSED, "the file is larger than %d bytes", PDF_FILE_LIMIT);
    TRY(read_header(&header_end, bytes));
    TRY(read_revisions(&file, tables, arena));
    file.revisions[0].start = header_end;
    for (size_t i = 0; i < file.revision_count; i++) {
        if (file.revisions[i].start > file.revisions[i].table_at)
            return pdf_fault(file.revisions[i].table_at, "revisions that overlap");
        TRY(read_objects(&file.revisions[i], &tables[i], bytes, arena));
    }
    *out = file;
    return NULL;
}

struct pdf_file pdf_file_beginning(const struct pdf_file *file, size_t count)
{
    struct pdf_file beginning = *file;
    beginning.revision_count = count;
    beginning.bytes = bytes_of(file->bytes.data, file->revisions[count - 1].end);
    return beginning;
}

const struct pdf_object *pdf_file_object(const struct pdf_file *file, size_t count, int64_t number)
{
    for (size_t revision = count; revision-- > 0;)
        for (size_t i = 0; i < file->revisions[revision].count; i++)
            if (file->revisions[revision].objects[i].number == number)
                return &file->revisions[revision].objects[i];
    return NULL;
}

const struct pdf_object *pdf_file_follow(const struct pdf_file *file, size_t count,
                                         const struct pdf_value *value)
{
    bool leads = value && value->kind == PDF_REFERENCE;
    return leads ? pdf_file_object(file, count, value->number) : NULL;
}

fallible pdf_file_catalog(const struct pdf_object **out, const struct pdf_file *file, size_t count)
{
    const struct pdf_value *root = pdf_value_get(&file->revisions[count - 1].trailer, "Root");
    const struct pdf_object *catalog = pdf_file_follow(file, count, root);
    if (!catalog || !pdf_value_is_name(pdf_value_get(&catalog->value, "Type"), "Catalog"))
        return error_make(ERROR_REFUSED, "the file has no catalog");
    *out = catalog;
    return NULL;
}

fallible pdf_file_first_page(const struct pdf_object **out, const struct pdf_file *file,
                             size_t count)
{
    const struct pdf_object *node;
    TRY(pdf_file_catalog(&node, file, count));
    node = pdf_file_follow(file, count, pdf_value_get(&node->value, "Pages"));
    for (int depth = 0; node && depth < TREE_DEPTH_LIMIT; depth++) {
        if (pdf_value_is_name(pdf_value_get(&node->value, "Type"), "Page")) {
            *out = node;
            return NULL;
        }
        const struct pdf_value *kids = pdf_value_get(&node->value, "Kids");
        bool has_kids = kids && kids->kind == PDF_ARRAY && kids->count;
        node = has_kids ? pdf_file_follow(file, count, &kids->items[0]) : NULL;
    }
    return error_make(ERROR_REFUSED, "the file has no page");
}
