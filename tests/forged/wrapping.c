/* Signature wrapping [MMM19, 4.3]: what was signed is moved, and ByteRange with it, so that there
 * is room for something else. */
#include "forged.h"

#include <stdio.h>

/* The signed halves of the B file. */
struct halves {
    struct bytes first, hole, second;
};

static struct halves halves_of(struct bytes file)
{
    size_t at = forged_place(file, "/Contents <30") + strlen("/Contents ");
    size_t end = forged_place(file, "00>\n>>") + strlen("00>");
    return (struct halves){bytes_of(file.data, at), bytes_of(file.data + at, end - at),
                           bytes_of(file.data + end, file.size - end)};
}

/* The same number of characters, so that nothing else moves: the spaces behind make room. */
static struct bytes with_range(struct bytes file, const char *range, struct arena *arena)
{
    char *copy = arena_text_n(arena, file.data, file.size);
    char *at = copy + forged_place(file, "/ByteRange [") + strlen("/ByteRange ");
    memset(at, ' ', 48);
    memcpy(at, range, strlen(range));
    return bytes_of(copy, file.size);
}

static struct bytes in_a_row(const struct bytes *parts, size_t count, struct arena *arena)
{
    struct bytes all = bytes_of(NULL, 0);
    for (size_t i = 0; i < count; i++)
        all = forged_joined(all, parts[i], arena);
    return all;
}

static const char evil[] = "5 0 obj\n" FORGED_CONTENT "\nendobj\n";

/* first, hole, evil, second: ByteRange skips the evil part. */
static struct bytes gap(const struct workbench *bench, const struct forgery *forgery,
                        struct arena *arena)
{
    struct halves halves = halves_of(bench->b);
    struct bytes inserted = bytes_of_text(
        arena_format(arena, "%s>>\nendobj\n%s%s", forgery->from, evil, forgery->to));
    struct bytes parts[] = {halves.first, halves.hole, inserted, halves.second};
    struct bytes file = in_a_row(parts, COUNT(parts), arena);
    return with_range(file,
                      arena_format(arena, "[0 %zu %zu %zu]", halves.first.size,
                                   file.size - halves.second.size, halves.second.size),
                      arena);
}

/* The second half twice: once where it belongs, with something else in it, once at the end. */
static struct bytes moved(const struct workbench *bench, const struct forgery *forgery,
                          struct arena *arena)
{
    struct halves halves = halves_of(bench->b);
    struct bytes parts[] = {halves.first, halves.hole, halves.second, halves.second};
    struct bytes file = in_a_row(parts, COUNT(parts), arena);
    return forgery->number
               ? with_range(file,
                            arena_format(arena, "[0 %zu %zu %zu]", halves.first.size,
                                         file.size - halves.second.size, halves.second.size),
                            arena)
               : file;
}

/* Objects inside of the hole, between the digits and the bracket. */
static struct bytes in_the_hole(const struct workbench *bench, const struct forgery *forgery,
                                struct arena *arena)
{
    char *copy = arena_text_n(arena, bench->b.data, bench->b.size);
    size_t end = forged_place(bench->b, "00>\n>>") + 2;
    size_t size = strlen(forgery->to);
    memcpy(copy + end - size, forgery->to, size);
    return bytes_of(copy, bench->b.size);
}

/* Two ranges: the second one for the reader, the first one for the signature. */
static struct bytes two_ranges(const struct workbench *bench, const struct forgery *forgery,
                               struct arena *arena)
{
    struct halves halves = halves_of(bench->b);
    (void)forgery;
    return with_range(bench->b,
                      arena_format(arena, "[0 %zu %zu 9 %zu %zu]", halves.first.size,
                                   bench->b.size - halves.second.size,
                                   bench->b.size - halves.second.size + 9, halves.second.size - 9),
                      arena);
}

/* The same numbers, written in another way. */
static struct bytes other_words(const struct workbench *bench, const struct forgery *forgery,
                                struct arena *arena)
{
    struct halves halves = halves_of(bench->b);
    return with_range(bench->b,
                      arena_format(arena, "[%s %zu %zu %zu%s]", forgery->from, halves.first.size,
                                   bench->b.size - halves.second.size, halves.second.size,
                                   forgery->to),
                      arena);
}

static const struct forgery list[] = {
    {"wrapping, gap", gap, VERDICT_ALTERED, "\n", "", 0},
    {"wrapping, gap padded with zeros", gap, VERDICT_ALTERED, "00000000>\n", "", 0},
    {"wrapping, gap without end of object", gap, VERDICT_ALTERED, "\n", "1 0 obj\n<<\n", 0},
    {"wrapping, half moved", moved, VERDICT_ADDITIONS_AFTER_SIGNING, NULL, NULL, 0},
    {"wrapping, half moved and range too", moved, VERDICT_ALTERED, NULL, NULL, 1},
    {"wrapping, object in the hole", in_the_hole, VERDICT_ALTERED, NULL,
     ">>>endobj 5 0 obj<<>>endobj<", 0},
    {"wrapping, other digits in the hole", in_the_hole, VERDICT_BAD_SIGNATURE, NULL, "3082", 0},
    {"wrapping, space in the hole", in_the_hole, VERDICT_ALTERED, NULL, " ", 0},
    {"wrapping, two ranges", two_ranges, VERDICT_ALTERED, NULL, NULL, 0},
    {"wrapping, range with a leading zero", other_words, VERDICT_ALTERED, "00", "", 0},
    {"wrapping, range with another space", other_words, VERDICT_ALTERED, "0 ", "", 0},
    {"wrapping, range with a fifth number", other_words, VERDICT_ALTERED, "0", " 0", 0},
};

const struct forgeries forged_wrapping = {list, COUNT(list)};
