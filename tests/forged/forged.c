#include "forged.h"

#include "base/buffer.h"

struct bytes forged_joined(struct bytes a, struct bytes b, struct arena *arena)
{
    struct buffer out = buffer_make(arena, a.size + b.size);
    buffer_add(&out, a);
    buffer_add(&out, b);
    return bytes_of(out.data, out.size);
}

size_t forged_place(struct bytes file, const char *text)
{
    const uint8_t *at = memmem(file.data, file.size, text, strlen(text));
    if (!at)
        fail_msg("'%s' is not in the file", text);
    return (size_t)(at - file.data);
}

struct bytes forged_replaced(struct bytes file, const char *from, const char *to,
                             struct arena *arena)
{
    size_t at = forged_place(file, from), end = at + strlen(from);
    struct bytes head = forged_joined(bytes_of(file.data, at), bytes_of_text(to), arena);
    return forged_joined(head, bytes_of(file.data + end, file.size - end), arena);
}

struct bytes forged_text(const struct workbench *bench, const struct forgery *forgery,
                         struct arena *arena)
{
    return forged_replaced(bench->b, forgery->from, forgery->to, arena);
}

struct pdf_update *forged_begin(struct bytes bytes, struct arena *arena)
{
    struct pdf_file *file = ARENA_NEW(arena, struct pdf_file);
    struct pdf_update *update = ARENA_NEW(arena, struct pdf_update);
    OK(pdf_file_read(file, bytes, arena));
    OK(pdf_update_begin(update, file, arena));
    return update;
}

void forged_object(struct pdf_update *update, int64_t number, const char *content)
{
    pdf_update_object(update, number);
    buffer_add_text(&update->out, content);
    pdf_update_object_end(update);
}

struct bytes forged_end(struct pdf_update *update)
{
    pdf_update_end(update);
    assert_false(update->out.overfull);
    return bytes_of(update->out.data, update->out.size);
}

int64_t forged_content(const struct pdf_update *update)
{
    const struct pdf_value *content = pdf_value_get(&update->page->value, "Contents");
    const struct pdf_value *first = content->kind == PDF_ARRAY ? &content->items[0] : content;
    assert_int_equal(first->kind, PDF_REFERENCE);
    return first->number;
}

struct bytes forged_stamped(const struct workbench *bench, struct bytes file, struct arena *arena)
{
    struct authority *authority = authority_of(bench->times, "good", TEST_NOW_S + 3 * day_s, arena);
    return stamped_again(file, authority, arena);
}
