#include "certify/words.h"

#include "base/file.h"
#include "base/text.h"
#include "certify/datafile.h"

#include <stdlib.h>

struct word {
    const char *key, *text;
};

struct language_words {
    const char *language;
    struct word *items; /* sorted by key */
    size_t count, capacity;
};

struct words {
    struct language_words *languages;
    size_t count;
};

static void word_add(struct language_words *words, struct word word, struct arena *arena)
{
    if (words->count == words->capacity) {
        words->capacity = words->capacity ? 2 * words->capacity : 64;
        struct word *items = ARENA_ARRAY(arena, struct word, words->capacity);
        if (words->count)
            memcpy(items, words->items, words->count * sizeof *items);
        words->items = items;
    }
    words->items[words->count++] = word;
}

/* Maps inside maps become keys with dots. */
static fallible collect(struct language_words *words, const struct data *map, const char *prefix)
{
    for (size_t i = 0; i < data_count(map); i++) {
        struct data member = data_at(map, i);
        const char *key = arena_format(map->arena, "%s%s", prefix, data_key_at(map, i));
        struct data inner;
        SCOPED_ERROR no_map = data_map(&inner, map, data_key_at(map, i));
        if (!no_map) {
            TRY(collect(words, &inner, arena_format(map->arena, "%s.", key)));
            continue;
        }
        struct word word = {.key = key};
        TRY(data_scalar(&word.text, &member));
        word_add(words, word, map->arena);
    }
    return NULL;
}

static int word_compare(const void *a, const void *b)
{
    return strcmp(((const struct word *)a)->key, ((const struct word *)b)->key);
}

static fallible language_read(struct language_words *out, const char *path, struct arena *arena)
{
    struct data file, map;
    const char *state;
    TRY(datafile_read(&file, path, "usta_words", arena));
    TRY(data_only(&file, (const char *const[]){"usta_words", "language", "state", "words", NULL}));
    TRY(data_text(&state, &file, "state"));
    if (!text_equal(state, "source") && !text_equal(state, "draft") &&
        !text_equal(state, "reviewed"))
        return data_fault(&file, "'state' is '%s' instead of source, draft or reviewed", state);
    struct language_words words = {0};
    TRY(data_text(&words.language, &file, "language"));
    TRY(data_map(&map, &file, "words"));
    TRY(collect(&words, &map, ""));
    qsort(words.items, words.count, sizeof *words.items, word_compare);
    *out = words;
    return NULL;
}

fallible words_open(struct words **out, const char *folder, struct arena *arena)
{
    const char *const *names;
    size_t count;
    TRY(folder_list(&names, &count, folder, ".yaml", arena));
    struct words *words = ARENA_NEW(arena, struct words);
    words->languages = ARENA_ARRAY(arena, struct language_words, count);
    for (; words->count < count; words->count++)
        TRY(language_read(&words->languages[words->count],
                          path_join(arena, folder, names[words->count]), arena));
    *out = words;
    return NULL;
}

const char *words_find(const struct words *words, const char *language, const char *key)
{
    const struct word wanted = {.key = key};
    for (size_t i = 0; i < words->count; i++) {
        const struct language_words *in = &words->languages[i];
        if (!text_equal(in->language, language) || in->count == 0)
            continue;
        const struct word *found = bsearch(&wanted, in->items, in->count, sizeof wanted,
                                           word_compare);
        return found ? found->text : NULL;
    }
    return NULL;
}
