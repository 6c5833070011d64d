#include "certify/status.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/encoding.h"
#include "base/text.h"
#include "certify/cms.h"

#include <stdlib.h>

enum { CLOCK_SLACK_S = 86400, SHORTEST_LINE = 70 };

#define FIRST_LINE "usta-status 1"
#define LAST_LINE  "signature\n"

static const char *const state_names[] = {
    [STATUS_ISSUED] = "issued",
    [STATUS_SUSPENDED] = "suspended",
    [STATUS_SUPERSEDED] = "superseded",
    [STATUS_REVOKED] = "revoked",
};
enum { STATES = sizeof state_names / sizeof *state_names };

static int compare_rows(const void *a, const void *b)
{
    const struct status_row *left = a, *right = b;
    int order = memcmp(left->code.data, right->code.data, DIGEST_SIZE);
    return order ? order : memcmp(left->file.data, right->file.data, DIGEST_SIZE);
}

static int compare_keys(const void *a, const void *b)
{
    const struct status_key *left = a, *right = b;
    return memcmp(left->certificate.data, right->certificate.data, DIGEST_SIZE);
}

static void *sorted(const void *items, size_t count, size_t size,
                    int (*compare)(const void *, const void *), struct arena *arena)
{
    void *copy = arena_array(arena, count, size);
    if (count)
        memcpy(copy, items, count * size);
    qsort(copy, count, size, compare);
    return copy;
}

static void add_facts(struct buffer *out, const struct status_list *list, struct arena *arena)
{
    const struct status_key *keys = sorted(list->keys, list->key_count, sizeof *keys, compare_keys,
                                           arena);
    const struct status_row *rows = sorted(list->rows, list->row_count, sizeof *rows, compare_rows,
                                           arena);
    buffer_add_format(out, FIRST_LINE "\nmade %s\nuntil %s\n", instant_text(list->made_at_s, arena),
                      instant_text(list->until_s, arena));
    for (size_t i = 0; i < list->key_count; i++)
        buffer_add_format(out, "key %s %s\n", digest_text(&keys[i].certificate, arena),
                          instant_text(keys[i].revoked_at_s, arena));
    for (size_t i = 0; i < list->row_count; i++)
        buffer_add_format(out, "code %s %s %s\n", digest_text(&rows[i].code, arena),
                          state_names[rows[i].state], digest_text(&rows[i].file, arena));
}

fallible status_write(struct bytes *out, const struct status_list *list,
                      const struct signer *signer, struct arena *arena)
{
    struct buffer text = buffer_make(arena, STATUS_LIMIT);
    struct bytes facts, der;
    add_facts(&text, list, arena);
    TRY(buffer_take(&facts, &text, "status list"));
    struct digest digest = digest_of(facts);
    TRY_AS(cms_sign(&der, &digest, signer, arena), "sign the status list");
    buffer_add_format(&text, LAST_LINE "%s\n", base64_encode(der, arena));
    return buffer_take(out, &text, "status list");
}

/* The lines while they are read. */
struct lines {
    char *rest;
    int number;
};

static fallible fault(const struct lines *lines)
{
    return error_make(ERROR_REFUSED, "the status list is malformed in line %d", lines->number);
}

static char *next_line(struct lines *lines)
{
    char *line = lines->rest, *end = strchr(line, '\n');
    lines->number++;
    if (!end)
        return NULL;
    *end = '\0';
    lines->rest = end + 1;
    return line;
}

/* Cuts text at its first space: the word before, the rest behind. */
static char *cut_word(char **text)
{
    char *word = *text, *space = strchr(word, ' ');
    *text = space ? space + 1 : word + strlen(word);
    if (space)
        *space = '\0';
    return word;
}

static fallible read_instant(int64_t *out, struct lines *lines, const char *word)
{
    char *line = next_line(lines);
    if (!line || !text_equal(cut_word(&line), word))
        return fault(lines);
    return instant_parse(out, line, "date of the status list");
}

static fallible read_key(struct status_key *out, char *line)
{
    TRY(digest_parse(&out->certificate, cut_word(&line), "key in the status list"));
    return instant_parse(&out->revoked_at_s, line, "date in the status list");
}

static fallible read_row(struct status_row *out, char *line, const struct lines *lines)
{
    TRY(digest_parse(&out->code, cut_word(&line), "code in the status list"));
    const char *state = cut_word(&line);
    size_t found = 0;
    while (found < STATES && !text_equal(state_names[found], state))
        found++;
    if (found == STATES)
        return fault(lines);
    out->state = (enum status_state)found;
    return digest_parse(&out->file, line, "file in the status list");
}

static fallible read_line(struct status_list *list, struct status_key *keys,
                          struct status_row *rows, char *line, const struct lines *lines)
{
    const char *word = cut_word(&line);
    if (text_equal(word, "key") && list->row_count == 0) {
        TRY(read_key(&keys[list->key_count], line));
        size_t at = list->key_count++;
        return at == 0 || compare_keys(&keys[at - 1], &keys[at]) < 0 ? NULL : fault(lines);
    }
    if (!text_equal(word, "code"))
        return fault(lines);
    TRY(read_row(&rows[list->row_count], line, lines));
    size_t at = list->row_count++;
    return at == 0 || compare_rows(&rows[at - 1], &rows[at]) < 0 ? NULL : fault(lines);
}

static fallible read_facts(struct status_list *out, char *text, struct arena *arena)
{
    struct lines lines = {text, 0};
    size_t most = strlen(text) / SHORTEST_LINE + 1;
    struct status_key *keys = ARENA_ARRAY(arena, struct status_key, most);
    struct status_row *rows = ARENA_ARRAY(arena, struct status_row, most);
    struct status_list list = {.keys = keys, .rows = rows};
    const char *first = next_line(&lines);
    if (!first || !text_equal(first, FIRST_LINE))
        return fault(&lines);
    TRY(read_instant(&list.made_at_s, &lines, "made"));
    TRY(read_instant(&list.until_s, &lines, "until"));
    while (*lines.rest) {
        char *line = next_line(&lines);
        if (!line || strlen(line) < SHORTEST_LINE)
            return fault(&lines);
        TRY(read_line(&list, keys, rows, line, &lines));
    }
    *out = list;
    return NULL;
}

static fallible check_signature(const char *encoded, struct bytes facts, const struct trust *trust,
                                int64_t now_s, struct arena *arena)
{
    struct bytes der;
    struct cms cms;
    TRY(base64_decode(&der, encoded, "signature of the status list", arena));
    TRY(cms_read(&cms, der, trust, arena));
    if (cms.timestamp.size)
        return error_make(ERROR_REFUSED, "the signature carries a timestamp, which lists have not");
    TRY(cms_check(&cms, arena));
    struct digest digest = digest_of(facts);
    if (!digest_equal(&digest, &cms.content))
        return error_make(ERROR_REFUSED, "the status list is not the one that was signed");
    TRY(trust_check_chain(trust, cms.chain, cms.chain_count, now_s));
    const struct trust_moments now = {now_s, now_s, now_s};
    const struct judgement *judgement = trust_check(trust, cms.chain, cms.chain_count, &now, arena);
    return judgement ? error_make(ERROR_REFUSED, "%s", judgement->why) : NULL;
}

fallible status_read(struct status_list *out, struct bytes text, const struct trust *trust,
                     int64_t now_s, struct arena *arena)
{
    const char *checked;
    TRY(text_from_bytes(&checked, text, "status list", arena));
    char *copy = arena_text(arena, checked);
    char *last = strstr(copy, "\n" LAST_LINE);
    char *end = copy + strlen(copy);
    if (!last || end[-1] != '\n')
        return error_make(ERROR_REFUSED, "the status list is not signed");
    char *encoded = last + 1 + strlen(LAST_LINE);
    end[-1] = '\0';
    struct bytes facts = bytes_of(copy, (size_t)(last + 1 - copy));
    TRY_AS(check_signature(encoded, facts, trust, now_s, arena), "status list");
    return read_facts(out, arena_text_n(arena, facts.data, facts.size), arena);
}

/* The first row of a code, NULL for none. */
static const struct status_row *find_code(const struct status_list *list, const struct digest *code)
{
    size_t low = 0, high = list->row_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        bool below = memcmp(list->rows[middle].code.data, code->data, DIGEST_SIZE) < 0;
        low = below ? middle + 1 : low;
        high = below ? high : middle;
    }
    bool found = low < list->row_count && digest_equal(&list->rows[low].code, code);
    return found ? &list->rows[low] : NULL;
}

/* The row of a code that is about this file; any row of the code when there is no file. */
static const struct status_row *find_row(const struct status_list *list, const struct code *code,
                                         const struct digest *file)
{
    struct digest digest = code_digest(code);
    const struct status_row *row = find_code(list, &digest), *end = list->rows + list->row_count;
    for (; row && row < end && digest_equal(&row->code, &digest); row++)
        if (!file || digest_equal(&row->file, file))
            return row;
    return NULL;
}

static const struct status_key *find_key(const struct status_list *list, const struct x509 *signer)
{
    for (size_t i = 0; i < list->key_count; i++)
        if (digest_equal(&list->keys[i].certificate, &signer->fingerprint))
            return &list->keys[i];
    return NULL;
}

static struct judgement judge_row(const struct status_row *row, const char *dates)
{
    static const enum verdict verdicts[] = {
        [STATUS_ISSUED] = VERDICT_VALID,
        [STATUS_SUSPENDED] = VERDICT_SUSPENDED,
        [STATUS_SUPERSEDED] = VERDICT_SUPERSEDED,
        [STATUS_REVOKED] = VERDICT_REVOKED,
    };
    return (struct judgement){verdicts[row->state], dates, "the issuer's signed status list"};
}

struct judgement status_judge(const struct status_list *list, const struct code *code,
                              const struct digest *file, const struct x509 *signer, int64_t now_s,
                              struct arena *arena)
{
    static const char rule[] = "the issuer's signed status list";
    char *dates = arena_format(arena, "the status list is of %s, good until %s",
                               instant_text(list->made_at_s, arena),
                               instant_text(list->until_s, arena));
    if (list->made_at_s > now_s + CLOCK_SLACK_S)
        return (struct judgement){VERDICT_COULD_NOT_CHECK,
                                  "the status list is from the future, or the clock is wrong",
                                  rule};
    if (now_s >= list->until_s)
        return (struct judgement){VERDICT_STATUS_OUT_OF_DATE, dates, rule};
    const struct status_row *row = find_row(list, code, file);
    const struct status_key *key = find_key(list, signer);
    if (key && !(row && file))
        return (struct judgement){VERDICT_KEY_REVOKED,
                                  arena_format(arena, "the key of '%s' was revoked on %s",
                                               signer->subject_text,
                                               instant_text(key->revoked_at_s, arena)),
                                  rule};
    if (!row)
        return (struct judgement){VERDICT_UNKNOWN_CODE,
                                  "the status list does not know this code with this file", rule};
    return judge_row(row, dates);
}
