#include "certify/fonts.h"

#include "base/text.h"
#include "certify/datafile.h"

struct opened {
    const char *path;
    struct font *font;
    struct opened *next;
};

struct fonts {
    struct typeface *faces;
    size_t count;
    struct opened *opened;
};

static fallible font_of(struct font **out, struct fonts *fonts, const char *path,
                        const char *package, struct arena *arena)
{
    for (const struct opened *opened = fonts->opened; opened; opened = opened->next)
        if (text_equal(opened->path, path)) {
            *out = opened->font;
            return NULL;
        }
    TRY(font_open(out, path, package, arena));
    struct opened *opened = ARENA_NEW(arena, struct opened);
    *opened = (struct opened){path, *out, fonts->opened};
    fonts->opened = opened;
    return NULL;
}

static fallible languages_read(const char *const **out, const struct data *entry)
{
    struct data list;
    TRY(data_list(&list, entry, "languages"));
    const char **tags = ARENA_ARRAY(entry->arena, const char *, data_count(&list) + 1);
    for (size_t i = 0; i < data_count(&list); i++) {
        struct data item = data_at(&list, i);
        TRY(data_scalar(&tags[i], &item));
    }
    *out = tags;
    return NULL;
}

static fallible entry_read(struct typeface_font *out, struct fonts *fonts, const struct data *entry)
{
    const char *path, *package;
    TRY(data_only(entry, (const char *const[]){"file", "package", "languages", NULL}));
    TRY(data_text(&path, entry, "file"));
    TRY(data_text(&package, entry, "package"));
    struct typeface_font read = {0};
    if (data_has(entry, "languages"))
        TRY(languages_read(&read.languages, entry));
    struct font *font;
    TRY(font_of(&font, fonts, path, package, entry->arena));
    read.font = font;
    *out = read;
    return NULL;
}

static fallible face_read(struct typeface *out, struct fonts *fonts, const struct data *faces,
                          const char *name)
{
    struct data list;
    TRY(data_list(&list, faces, name));
    struct typeface_font *entries = ARENA_ARRAY(faces->arena, struct typeface_font,
                                                data_count(&list));
    for (size_t i = 0; i < data_count(&list); i++) {
        struct data entry = data_at(&list, i);
        TRY(entry_read(&entries[i], fonts, &entry));
    }
    *out = (struct typeface){name, entries, data_count(&list)};
    return NULL;
}

fallible fonts_open(struct fonts **out, const char *path, struct arena *arena)
{
    struct data file, faces;
    TRY(datafile_read(&file, path, "usta_fonts", arena));
    TRY(data_only(&file, (const char *const[]){"usta_fonts", "faces", NULL}));
    TRY(data_map(&faces, &file, "faces"));
    struct fonts *fonts = ARENA_NEW(arena, struct fonts);
    fonts->faces = ARENA_ARRAY(arena, struct typeface, data_count(&faces));
    for (; fonts->count < data_count(&faces); fonts->count++)
        TRY(face_read(&fonts->faces[fonts->count], fonts, &faces,
                      data_key_at(&faces, fonts->count)));
    *out = fonts;
    return NULL;
}

const struct typeface *fonts_typeface(const struct fonts *fonts, const char *name)
{
    for (size_t i = 0; i < fonts->count; i++)
        if (text_equal(fonts->faces[i].name, name))
            return &fonts->faces[i];
    return NULL;
}
