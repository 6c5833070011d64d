#include "forge.h"

#include "archived.h"

#include "test.h"

enum { FORGED_LIMIT = 16 * 1024 * 1024 };

struct forging {
    const struct archived *archived;
    const struct forgery *forgery;
    struct buffer out;
    bool done;
    struct arena *arena;
};

/* The part with the text replaced, when it is the one and no later revision has it anew. */
static struct bytes changed(struct forging *forging, struct bytes part, bool is_newest)
{
    const struct forgery *forgery = forging->forgery;
    if (!is_newest || forging->done || !forgery->text || !*forgery->text)
        return part;
    if (forgery->near && !memmem(part.data, part.size, forgery->near, strlen(forgery->near)))
        return part;
    size_t size = strlen(forgery->text);
    const uint8_t *at = memmem(part.data, part.size, forgery->text, size);
    if (!at)
        return part;
    struct buffer whole = buffer_make(forging->arena, FORGED_LIMIT);
    size_t before = (size_t)(at - part.data);
    buffer_add(&whole, bytes_of(part.data, before));
    size_t overwrites = forgery->overwrites;
    buffer_add(&whole,
               bytes_of(forgery->instead, overwrites ? overwrites : strlen(forgery->instead)));
    size = overwrites ? overwrites : size;
    buffer_add(&whole, bytes_of(at + size, part.size - before - size));
    forging->done = true;
    return bytes_of(whole.data, whole.size);
}

/* Its dictionary without Filter and Length, which follow. */
static void dictionary_write(struct buffer *out, const struct pdf_value *value, struct bytes file)
{
    for (size_t i = 0; i < value->count; i++) {
        const struct pdf_value *key = &value->items[2 * i], *item = key + 1;
        bool is_left_out = bytes_equal(key->text, bytes_of_text("Length")) ||
                           (bytes_equal(key->text, bytes_of_text("Filter")) &&
                            pdf_value_is_name(item, "FlateDecode"));
        if (is_left_out)
            continue;
        buffer_add(out, bytes_of(file.data + key->start, item->end - key->start));
        buffer_add_byte(out, '\n');
    }
}

/* The whole of an object, its stream decoded, before its length is known. */
static struct bytes object_text(const struct forging *forging, const struct pdf_object *object)
{
    struct bytes file = forging->archived->file.bytes;
    struct buffer text = buffer_make(forging->arena, FORGED_LIMIT);
    if (!object->is_stream)
        return pdf_value_bytes(&object->value, file);
    buffer_add_text(&text, "<<\n");
    dictionary_write(&text, &object->value, file);
    buffer_add_text(&text, "/Length @ >>\nstream\n");
    buffer_add(&text, archived_decoded(forging->archived, object));
    return bytes_of(text.data, text.size);
}

static void object_write(struct forging *forging, const struct pdf_object *object)
{
    static const char mark[] = "/Length @ >>\nstream\n";
    bool is_newest = archived_object(forging->archived, object->number) == object;
    struct bytes text = changed(forging, object_text(forging, object), is_newest);
    buffer_add_format(&forging->out, "%lld 0 obj\n", (long long)object->number);
    const uint8_t *at = object->is_stream ? memmem(text.data, text.size, mark, sizeof mark - 1)
                                          : NULL;
    if (!at) {
        buffer_add(&forging->out, text);
        buffer_add_text(&forging->out, "\nendobj\n");
        return;
    }
    size_t before = (size_t)(at - text.data), behind = before + sizeof mark - 1;
    buffer_add(&forging->out, bytes_of(text.data, before));
    buffer_add_format(&forging->out, "/Length %zu >>\nstream\n", text.size - behind);
    buffer_add(&forging->out, bytes_of(text.data + behind, text.size - behind));
    buffer_add_text(&forging->out, "\nendstream\nendobj\n");
}

static void table_write(struct forging *forging, const struct pdf_revision *revision,
                        const size_t *offsets, bool first)
{
    buffer_add_text(&forging->out, "xref\n");
    if (first)
        buffer_add_text(&forging->out, "0 1\n0000000000 65535 f\r\n");
    for (int64_t number = 1; number < PDF_OBJECTS_LIMIT; number++)
        for (size_t i = 0; i < revision->count; i++)
            if (revision->objects[i].number == number)
                buffer_add_format(&forging->out, "%lld 1\n%010zu 00000 n\r\n", (long long)number,
                                  offsets[i]);
}

/* Writes a revision; where its table stands. */
static size_t revision_write(struct forging *forging, size_t index, size_t previous)
{
    const struct pdf_revision *revision = &forging->archived->file.revisions[index];
    struct bytes file = forging->archived->file.bytes;
    size_t *offsets = ARENA_ARRAY(forging->arena, size_t, revision->count);
    for (size_t i = 0; i < revision->count; i++) {
        offsets[i] = forging->out.size;
        object_write(forging, &revision->objects[i]);
    }
    struct buffer trailer = buffer_make(forging->arena, FORGED_LIMIT);
    for (size_t i = 0; i < revision->trailer.count; i++) {
        const struct pdf_value *key = &revision->trailer.items[2 * i], *item = key + 1;
        if (bytes_equal(key->text, bytes_of_text("Prev")))
            continue;
        buffer_add(&trailer, bytes_of(file.data + key->start, item->end - key->start));
        buffer_add_byte(&trailer, '\n');
    }
    if (previous)
        buffer_add_format(&trailer, "/Prev %zu\n", previous);
    size_t table_at = forging->out.size;
    table_write(forging, revision, offsets, !previous);
    buffer_add_text(&forging->out, "trailer\n<<\n");
    bool is_last = index + 1 == forging->archived->file.revision_count;
    buffer_add(&forging->out, changed(forging, bytes_of(trailer.data, trailer.size), is_last));
    buffer_add_format(&forging->out, ">>\nstartxref\n%zu\n%%%%EOF\n", table_at);
    return table_at;
}

struct bytes forge(struct bytes file, const struct forgery *forgery, struct arena *arena)
{
    struct archived *archived;
    OK(archived_read(&archived, file, arena));
    struct forging forging = {.archived = archived,
                              .forgery = forgery,
                              .out = buffer_make(arena, FORGED_LIMIT),
                              .arena = arena};
    const struct pdf_file *parts = &archived->file;
    buffer_add(&forging.out,
               changed(&forging, bytes_of(file.data, parts->revisions[0].start), true));
    size_t table_at = 0;
    for (size_t i = 0; i < parts->revision_count; i++)
        table_at = revision_write(&forging, i, table_at);
    if (forgery->text && !*forgery->text) {
        buffer_add_text(&forging.out, forgery->instead);
        forging.done = true;
    }
    if (forgery->text && !forging.done)
        fail_msg("there is no '%s' to replace", forgery->text);
    return bytes_of(forging.out.data, forging.out.size);
}
