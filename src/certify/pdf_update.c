#include "certify/pdf_update.h"

#include <stdlib.h>

fallible pdf_update_begin(struct pdf_update *out, const struct pdf_file *file, struct arena *arena)
{
    size_t count = file->revision_count;
    TRY(pdf_file_catalog(&out->catalog, file, count));
    TRY(pdf_file_first_page(&out->page, file, count));
    out->file = file;
    out->next = pdf_value_get(&file->revisions[count - 1].trailer, "Size")->number;
    out->count = 0;
    out->out = buffer_make(arena, PDF_FILE_LIMIT);
    buffer_add(&out->out, file->bytes);
    return NULL;
}

int64_t pdf_update_new(struct pdf_update *update)
{
    return update->next++;
}

void pdf_update_object(struct pdf_update *update, int64_t number)
{
    ASSERT(update->count < PDF_UPDATE_LIMIT);
    update->objects[update->count].number = number;
    update->objects[update->count++].at = update->out.size;
    buffer_add_format(&update->out, "%lld 0 obj\n", (long long)number);
}

void pdf_update_object_end(struct pdf_update *update)
{
    buffer_add_text(&update->out, "\nendobj\n");
}

static void add_entries(struct pdf_update *update, const struct pdf_value *dictionary,
                        const char *const *without)
{
    for (size_t i = 0; i < dictionary->count; i++) {
        const struct pdf_value *key = &dictionary->items[2 * i], *value = key + 1;
        if (pdf_key_is_among(key->text, without))
            continue;
        buffer_add(&update->out,
                   bytes_of(update->file->bytes.data + key->start, value->end - key->start));
        buffer_add_byte(&update->out, '\n');
    }
}

void pdf_update_open(struct pdf_update *update, const struct pdf_value *dictionary,
                     const char *const *without)
{
    buffer_add_text(&update->out, "<<\n");
    add_entries(update, dictionary, without);
}

/* The page's annotations, wherever they are kept, and the new one behind them. */
static fallible add_annotations(struct pdf_update *update, int64_t annotation)
{
    const struct pdf_value *list = pdf_value_get(&update->page->value, "Annots");
    const struct pdf_object *kept = pdf_file_follow(update->file, update->file->revision_count,
                                                    list);
    list = kept ? &kept->value : list;
    if (list && list->kind != PDF_ARRAY)
        return pdf_fault(list->start, "the page's annotations are no list");
    buffer_add_text(&update->out, "/Annots [ ");
    for (size_t i = 0; list && i < list->count; i++) {
        buffer_add(&update->out, pdf_value_bytes(&list->items[i], update->file->bytes));
        buffer_add_byte(&update->out, ' ');
    }
    buffer_add_format(&update->out, "%lld 0 R ]\n", (long long)annotation);
    return NULL;
}

fallible pdf_update_page(struct pdf_update *update, int64_t annotation)
{
    static const char *const changed[] = {"Annots", NULL};
    pdf_update_object(update, update->page->number);
    pdf_update_open(update, &update->page->value, changed);
    TRY(add_annotations(update, annotation));
    buffer_add_text(&update->out, ">>");
    pdf_update_object_end(update);
    return NULL;
}

static int compare_numbers(const void *a, const void *b)
{
    const int64_t *left = a, *right = b; /* the first member of what is sorted */
    return (*left > *right) - (*left < *right);
}

/* A subsection for each run of numbers. */
static void add_table(struct pdf_update *update)
{
    qsort(update->objects, update->count, sizeof *update->objects, compare_numbers);
    buffer_add_text(&update->out, "xref\n");
    for (size_t at = 0; at < update->count;) {
        size_t run = 1;
        int64_t first = update->objects[at].number;
        while (at + run < update->count && update->objects[at + run].number == first + (int64_t)run)
            run++;
        buffer_add_format(&update->out, "%lld %zu\n", (long long)first, run);
        for (size_t end = at + run; at < end; at++)
            buffer_add_format(&update->out, "%010zu 00000 n\r\n", update->objects[at].at);
    }
}

void pdf_update_end(struct pdf_update *update)
{
    static const char *const changed[] = {"Size", "Prev", NULL};
    const struct pdf_revision *last = &update->file->revisions[update->file->revision_count - 1];
    size_t table_at = update->out.size;
    add_table(update);
    buffer_add_text(&update->out, "trailer\n");
    pdf_update_open(update, &last->trailer, changed);
    buffer_add_format(&update->out, "/Size %lld\n/Prev %zu\n>>\nstartxref\n%zu\n%%%%EOF\n",
                      (long long)update->next, last->table_at, table_at);
}
