#include "web/pages.h"

#include "base/file.h"
#include "base/text.h"

#include <strings.h>

enum { FILE_LIMIT = 256 * 1024, FILLED_LIMIT = 4 * 1024 * 1024 };

const char *const pages_languages[] = {"ky", "ru", "en", "tr", "ko", "ja", "ar", "de", "kk", NULL};

struct named {
    const char *name;
    const struct page *page;
};

struct pages {
    const struct named *items;
    size_t count;
    const struct words *words;
    struct bytes style;
};

static fallible check_words(const struct pages *pages, const struct named *named,
                            struct arena *arena)
{
    const char *const *keys;
    size_t count = page_words(&keys, named->page, arena);
    for (size_t i = 0; i < count; i++)
        for (const char *const *language = pages_languages; *language; language++)
            if (!words_find(pages->words, *language, keys[i]))
                return error_hint(error_make(ERROR_REFUSED,
                                             "%s.html: there is no word '%s' in '%s'", named->name,
                                             keys[i], *language),
                                  "add it to words/%s.yaml", *language);
    return NULL;
}

static fallible read_one(struct named *out, const char *folder, const char *file,
                         struct arena *arena)
{
    struct bytes bytes;
    struct page *page;
    const char *path = path_join(arena, folder, file);
    TRY(file_read(&bytes, path, FILE_LIMIT, arena));
    TRY(page_read(&page, bytes, path, arena));
    out->name = arena_text_n(arena, file, strlen(file) - strlen(".html"));
    out->page = page;
    return NULL;
}

fallible pages_open(struct pages **out, const char *folder, struct arena *arena)
{
    struct pages *pages = ARENA_NEW(arena, struct pages);
    struct words *words;
    const char *const *files;
    size_t count;
    TRY(folder_list(&files, &count, folder, ".html", arena));
    if (!count)
        return error_make(ERROR_ENVIRONMENT, "there are no pages in '%s'", folder);
    TRY(words_open(&words, path_join(arena, folder, "words"), arena));
    struct named *items = ARENA_ARRAY(arena, struct named, count);
    for (size_t i = 0; i < count; i++)
        TRY(read_one(&items[i], folder, files[i], arena));
    *pages = (struct pages){.items = items, .count = count, .words = words};
    TRY(file_read(&pages->style, path_join(arena, folder, "style.css"), FILE_LIMIT, arena));
    for (size_t i = 0; i < count; i++)
        TRY(check_words(pages, &items[i], arena));
    *out = pages;
    return NULL;
}

fallible pages_fill(struct bytes *out, const struct pages *pages, const char *name,
                    struct value *data, const char *language, struct arena *arena)
{
    struct buffer buffer = buffer_make(arena, FILLED_LIMIT);
    size_t at = 0;
    while (at < pages->count && !text_equal(pages->items[at].name, name))
        at++;
    if (at == pages->count)
        return error_make(ERROR_ENVIRONMENT, "there is no page '%s'", name);
    value_set_text(data, "language", language);
    TRY(page_fill(&buffer, pages->items[at].page, data, pages->words, language));
    return buffer_take(out, &buffer, name);
}

fallible pages_word(const char **out, const struct pages *pages, const char *language,
                    const char *key)
{
    *out = words_find(pages->words, language, key);
    return *out ? NULL
                : error_make(ERROR_ENVIRONMENT, "there is no word '%s' in '%s'", key, language);
}

struct bytes pages_style(const struct pages *pages)
{
    return pages->style;
}

/* "0.8" as 800; 1000 when nothing is said, 0 for what cannot be read. */
static int weight_of(const char *parameters, size_t size)
{
    const char *at = memchr(parameters, '=', size);
    if (!at)
        return 1000;
    at++;
    int weight = *at == '1' ? 1000 : 0, unit = 100;
    if (*at != '0' && *at != '1')
        return 0;
    if (at[1] != '.')
        return weight;
    for (at += 2; *at >= '0' && *at <= '9' && unit; at++, unit /= 10)
        weight += (*at - '0') * unit;
    return weight < 1000 ? weight : 1000;
}

/* Whether a range ("ky-KG", "*") speaks of a language. */
static bool fits(const char *range, size_t size, const char *language)
{
    size_t tag = strcspn(range, "-; ");
    tag = tag < size ? tag : size;
    return tag == strlen(language) && strncasecmp(range, language, tag) == 0;
}

const char *pages_language(const struct request *request)
{
    const char *header = request_header(request, "Accept-Language");
    const char *best = header && *header ? "en" : "ru";
    int heaviest = 0;
    for (const char *at = header ? header : ""; *at; at += *at == ',') {
        at += strspn(at, " \t");
        size_t size = strcspn(at, ","), tag = strcspn(at, ",;");
        int weight = weight_of(at + tag, size - tag);
        for (const char *const *language = pages_languages; *language; language++)
            if (weight > heaviest && fits(at, tag, *language)) {
                best = *language;
                heaviest = weight;
            }
        at += size;
    }
    return best;
}
