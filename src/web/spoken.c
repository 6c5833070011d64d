#include "web/spoken.h"

#include "base/clock.h"
#include "base/text.h"

enum { SPOKEN_LIMIT = 1024 };

struct filler {
    const char *name, *text; /* the last of a list has no name */
};

static const struct filler *filler_at(const struct filler *fillers, const char *form)
{
    while (fillers->name && !text_starts(form, fillers->name))
        fillers++;
    return fillers->name ? fillers : NULL;
}

static const char *fill(const char *form, const struct filler *fillers, struct arena *arena)
{
    struct buffer out = buffer_make(arena, SPOKEN_LIMIT);
    while (*form) {
        const struct filler *filler = filler_at(fillers, form);
        if (filler)
            buffer_add_text(&out, filler->text);
        else
            buffer_add(&out, bytes_of(form, 1));
        form += filler ? strlen(filler->name) : 1;
    }
    return buffer_text(&out);
}

fallible spoken_day(const char **out, const struct pages *pages, const char *language,
                    const char *day, struct arena *arena)
{
    struct date date;
    const char *form, *month;
    TRY(date_parse(&date, day, "day"));
    TRY(pages_word(&form, pages, language, "date.form"));
    TRY(pages_word(&month, pages, language, arena_format(arena, "month.m%d", date.month)));
    const struct filler fillers[] = {{"{d}", arena_format(arena, "%d", date.day)},
                                     {"{m}", month},
                                     {"{y}", arena_format(arena, "%d", date.year)},
                                     {NULL, NULL}};
    *out = fill(form, fillers, arena);
    return NULL;
}

fallible spoken_instant(const char **out, const struct pages *pages, const char *language,
                        int64_t instant_s, struct arena *arena)
{
    const char *form, *day, *written = instant_text(instant_s, arena);
    const char *time = arena_text_n(arena, strchr(written, 'T') + 1, strlen("hh:mm"));
    TRY(pages_word(&form, pages, language, "date.at"));
    TRY(spoken_day(&day, pages, language, date_text(date_of(instant_s, 0), arena), arena));
    const struct filler fillers[] = {{"{date}", day}, {"{time}", time}, {NULL, NULL}};
    *out = fill(form, fillers, arena);
    return NULL;
}
