#include "base/yaml.h"

#include "base/text.h"

#include <stdlib.h>
#include <yaml.h>

const struct rule yaml_rules[YAML_RULE_COUNT] = {
    [YAML_NOT_TEXT] = {"E01", "the file is not plain UTF-8 text",
                       "save it as UTF-8, without control characters and invisible ones"},
    [YAML_TOO_LARGE] = {"E02", "the file is larger than 1 MiB", "shorten it or split the unit"},
    [YAML_SYNTAX] = {"E03", "the file is not YAML",
                     "mind the indentation, the brackets and the quotes around the place"},
    [YAML_TOO_DEEP] = {"E04", "maps and lists stand deeper in each other than 16 levels",
                       "a rubric needs no more than 8; look for brackets too many"},
    [YAML_NOT_ONE_DOCUMENT] = {"E05", "the file does not hold exactly one document",
                               "remove the line --- that begins another one"},
    [YAML_ANCHOR] = {"E06", "an anchor (&) or alias (*) is used",
                     "write the text again, or put it in quotes when it begins with & or *"},
    [YAML_TAG] = {"E07", "a tag (!) is used",
                  "remove it, or put text that begins with ! in quotes"},
    [YAML_MERGE_KEY] = {"E08", "a merge key (<<) is used", "write the keys out"},
    [YAML_DUPLICATE_KEY] = {"E09", "a key stands twice in one map", "remove one of them"},
    [YAML_ODD_KEY] = {"E10", "a key is a map or a list", "a key is a word before a colon"},
};

struct reading {
    yaml_parser_t parser;
    struct findings *findings;
    struct arena *arena;
    struct bytes file;  /* without a byte order mark */
    size_t index, byte; /* the same place, in characters as libyaml counts, and in bytes */
    bool stopped;       /* nothing more can be read */
};

static void delete_event(yaml_event_t *event)
{
    yaml_event_delete(event);
}

static void delete_parser(struct reading *reading)
{
    yaml_parser_delete(&reading->parser);
}

#define SCOPED_EVENT   __attribute__((cleanup(delete_event))) yaml_event_t
#define SCOPED_READING __attribute__((cleanup(delete_parser))) struct reading

static struct place place_of(yaml_mark_t mark)
{
    return (struct place){(int)mark.line + 1, (int)mark.column + 1};
}

static void stop(struct reading *reading, enum yaml_rule rule, struct place place, const char *why)
{
    findings_add(reading->findings, &yaml_rules[rule], place, "%s", why);
    reading->stopped = true;
}

static void stop_at_fault(struct reading *reading)
{
    const yaml_parser_t *parser = &reading->parser;
    if (parser->error == YAML_MEMORY_ERROR)
        abort();
    const char *context = parser->context ? parser->context : "";
    stop(reading, YAML_SYNTAX, place_of(parser->problem_mark),
         arena_format(reading->arena, "%s%s%s", context, *context ? ", " : "",
                      parser->problem ? parser->problem : "not YAML"));
}

/* False when there is no further event; then the reading has stopped. */
static bool next_event(struct reading *reading, yaml_event_t *event)
{
    if (reading->stopped)
        return false;
    if (yaml_parser_parse(&reading->parser, event))
        return true;
    stop_at_fault(reading);
    return false;
}

/* The byte at which an event starts. Events come in order, so each search goes on from the last. */
static uint8_t byte_at(struct reading *reading, yaml_mark_t mark)
{
    for (; reading->index < mark.index && reading->byte < reading->file.size; reading->index++)
        do
            reading->byte++;
        while (reading->byte < reading->file.size &&
               (reading->file.data[reading->byte] & 0xc0) == 0x80);
    return reading->byte < reading->file.size ? reading->file.data[reading->byte] : 0;
}

static void refuse_anchor(struct reading *reading, const yaml_event_t *event, const void *anchor)
{
    if (anchor)
        findings_add(reading->findings, &yaml_rules[YAML_ANCHOR], place_of(event->start_mark),
                     "anchors (&) are refused");
}

static void refuse_tag(struct reading *reading, const yaml_event_t *event, bool tagged)
{
    if (tagged)
        findings_add(reading->findings, &yaml_rules[YAML_TAG], place_of(event->start_mark),
                     "tags (!) are refused");
}

static void read_alias(struct reading *reading, struct yaml_node *node)
{
    findings_add(reading->findings, &yaml_rules[YAML_ANCHOR], node->place,
                 "aliases (*) are refused");
    node->refused = true;
}

static void read_scalar(struct reading *reading, struct yaml_node *node, const yaml_event_t *event)
{
    bool has_text = event->end_mark.index > event->start_mark.index;
    bool exclaims = has_text && byte_at(reading, event->start_mark) == '!'; /* libyaml forgets it */
    refuse_anchor(reading, event, event->data.scalar.anchor);
    refuse_tag(reading, event, event->data.scalar.tag || exclaims);
    size_t size = event->data.scalar.length;
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    node->quoted = event->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                   event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    node->text = arena_text_n(reading->arena, event->data.scalar.value, size);
    node->refused = strlen(node->text) != size;
    if (node->refused)
        findings_add(reading->findings, &yaml_rules[YAML_NOT_TEXT], node->place,
                     "the text holds a NUL");
}

static struct yaml_node *read_node(struct reading *reading, const yaml_event_t *event, int depth);

/* The next node, NULL at the end of the map or list, or when the reading has stopped. */
static struct yaml_node *read_next(struct reading *reading, int depth)
{
    SCOPED_EVENT event = {.type = YAML_NO_EVENT};
    if (!next_event(reading, &event) || event.type == YAML_SEQUENCE_END_EVENT ||
        event.type == YAML_MAPPING_END_EVENT)
        return NULL;
    return read_node(reading, &event, depth);
}

static void add_member(struct reading *reading, struct yaml_node *node, size_t *capacity,
                       struct yaml_member member)
{
    if (node->count == *capacity) {
        *capacity = *capacity ? *capacity * 2 : 4;
        struct yaml_member *members = ARENA_ARRAY(reading->arena, struct yaml_member, *capacity);
        if (node->count)
            memcpy(members, node->members, node->count * sizeof *members);
        node->members = members;
    }
    node->members[node->count++] = member;
}

/* False for a key that cannot stay, with a finding. */
static bool key_is_fit(struct reading *reading, const struct yaml_node *key)
{
    if (key->kind != YAML_SCALAR)
        findings_add(reading->findings, &yaml_rules[YAML_ODD_KEY], key->place,
                     "%s stands where a key is expected", yaml_kind_name(key));
    bool merges = key->kind == YAML_SCALAR && key->plain && text_equal(key->text, "<<");
    if (merges)
        findings_add(reading->findings, &yaml_rules[YAML_MERGE_KEY], key->place,
                     "merge keys (<<) are refused");
    return key->kind == YAML_SCALAR && !merges && !key->refused;
}

static void read_members(struct reading *reading, struct yaml_node *node, int depth)
{
    size_t capacity = 0;
    struct yaml_node *key = NULL, *value;
    bool is_map = node->kind == YAML_MAP;
    for (;;) {
        if (is_map && !(key = read_next(reading, depth)))
            return;
        if (!(value = read_next(reading, depth)))
            return;
        if (!is_map || key_is_fit(reading, key))
            add_member(reading, node, &capacity, (struct yaml_member){key, value});
    }
}

static int compare_members(const void *left, const void *right)
{
    const struct yaml_member *a = *(const struct yaml_member *const *)left;
    const struct yaml_member *b = *(const struct yaml_member *const *)right;
    int order = strcmp(a->key->text, b->key->text);
    return order ? order : (a > b) - (a < b);
}

/* Keys sorted for yaml_member; of two that are the same the first stays. */
static void settle_keys(struct reading *reading, struct yaml_node *map)
{
    struct named *keys = ARENA_ARRAY(reading->arena, struct named, map->count);
    map->by_key = ARENA_ARRAY(reading->arena, const struct yaml_member *, map->count);
    for (size_t i = 0; i < map->count; i++) {
        keys[i] = (struct named){map->members[i].key->text, map->members[i].key->place};
        map->by_key[i] = &map->members[i];
    }
    if (map->count)
        qsort(map->by_key, map->count, sizeof *map->by_key, compare_members);
    findings_add_repeated(reading->findings, &yaml_rules[YAML_DUPLICATE_KEY], keys, map->count,
                          "key ");
}

static void read_collection(struct reading *reading, struct yaml_node *node,
                            const yaml_event_t *event, int depth)
{
    bool is_map = event->type == YAML_MAPPING_START_EVENT;
    node->kind = is_map ? YAML_MAP : YAML_LIST;
    refuse_anchor(reading, event,
                  is_map ? event->data.mapping_start.anchor : event->data.sequence_start.anchor);
    refuse_tag(reading, event,
               is_map ? event->data.mapping_start.tag : event->data.sequence_start.tag);
    if (depth == YAML_DEPTH_LIMIT) {
        stop(reading, YAML_TOO_DEEP, node->place, "deeper than 16 levels of maps and lists");
        return;
    }
    read_members(reading, node, depth + 1);
    if (is_map)
        settle_keys(reading, node);
}

static struct yaml_node *read_node(struct reading *reading, const yaml_event_t *event, int depth)
{
    struct yaml_node *node = ARENA_NEW(reading->arena, struct yaml_node);
    node->place = place_of(event->start_mark);
    node->text = "";
    if (event->type == YAML_ALIAS_EVENT)
        read_alias(reading, node);
    else if (event->type == YAML_SCALAR_EVENT)
        read_scalar(reading, node, event);
    else
        read_collection(reading, node, event, depth);
    return node;
}

static struct yaml_node *read_document(struct reading *reading)
{
    SCOPED_EVENT stream = {.type = YAML_NO_EVENT};
    SCOPED_EVENT start = {.type = YAML_NO_EVENT};
    SCOPED_EVENT end = {.type = YAML_NO_EVENT};
    SCOPED_EVENT last = {.type = YAML_NO_EVENT};
    if (!next_event(reading, &stream) || !next_event(reading, &start))
        return NULL;
    if (start.type == YAML_STREAM_END_EVENT) {
        stop(reading, YAML_NOT_ONE_DOCUMENT, (struct place){1, 1}, "the file is empty");
        return NULL;
    }
    struct yaml_node *root = read_next(reading, 0);
    if (!next_event(reading, &end) || !next_event(reading, &last))
        return NULL;
    if (last.type != YAML_STREAM_END_EVENT)
        stop(reading, YAML_NOT_ONE_DOCUMENT, place_of(last.start_mark),
             "a second document begins here");
    return reading->stopped ? NULL : root;
}

/* The place of a byte, when all before it is UTF-8. */
static struct place place_of_byte(struct bytes file, size_t byte)
{
    struct place place = {1, 1};
    for (size_t i = 0; i < byte; i++) {
        uint8_t c = file.data[i];
        bool ends_line = c == '\n' || (c == '\r' && !(i + 1 < byte && file.data[i + 1] == '\n'));
        place.line += ends_line;
        place.column = ends_line ? 1 : place.column + ((c & 0xc0) != 0x80 && c != '\r');
    }
    return place;
}

/* What YAML does not allow in a file, and the line breaks that no editor counts as such. */
static bool is_forbidden(uint32_t c)
{
    bool control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
    return control || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfffe ||
           c == 0xffff;
}

static void refuse_byte(struct findings *findings, struct bytes file, size_t byte, const char *why)
{
    findings_add(findings, &yaml_rules[YAML_NOT_TEXT], place_of_byte(file, byte), "%s", why);
}

static bool encoding_is_fit(struct findings *findings, struct bytes file)
{
    bool utf16 = file.size >= 2 && ((file.data[0] == 0xff && file.data[1] == 0xfe) ||
                                    (file.data[0] == 0xfe && file.data[1] == 0xff));
    size_t fault = utf8_fault_at(file);
    if (fault < file.size)
        refuse_byte(findings, file, fault,
                    utf16 ? "the file is UTF-16, not UTF-8" : "the file is not UTF-8 here");
    return fault == file.size;
}

/* Looks at the characters before the parser does. A %TAG directive is a tag; libyaml needs a time
 * that grows with the square of their number. */
static bool characters_are_fit(struct findings *findings, struct bytes file, struct arena *arena)
{
    const uint8_t *nul = memchr(file.data, 0, file.size);
    if (nul)
        refuse_byte(findings, file, (size_t)(nul - file.data), "the file holds a NUL");
    if (nul)
        return false;
    const char *text = arena_text_n(arena, file.data, file.size), *at = text;
    uint32_t before = 0;
    if (text_starts(at, "\xef\xbb\xbf"))
        at += 3; /* a byte order mark, as Windows writes it */
    const char *start = at;
    for (const char *from = at; *at; from = at) {
        uint32_t c = utf8_next(&at);
        size_t byte = (size_t)(from - text);
        if (is_forbidden(c)) {
            refuse_byte(findings, file, byte,
                        arena_format(arena, "the file holds the control character U+%04X", c));
            return false;
        }
        if (utf8_is_hidden(c, before)) {
            refuse_byte(findings, file, byte,
                        arena_format(arena, "the file holds the invisible character U+%04X", c));
            return false;
        }
        before = c;
        bool starts_line = from == start || from[-1] == '\n' || from[-1] == '\r';
        if (c == '%' && starts_line && text_starts(from, "%TAG")) {
            findings_add(findings, &yaml_rules[YAML_TAG], place_of_byte(file, byte),
                         "tags are refused");
            return false;
        }
    }
    return true;
}

static struct bytes without_mark(struct bytes file)
{
    bool marked = file.size >= 3 && memcmp(file.data, "\xef\xbb\xbf", 3) == 0;
    return marked ? bytes_of(file.data + 3, file.size - 3) : file;
}

void yaml_read(struct yaml_node **out, struct findings *findings, struct bytes file,
               struct arena *arena)
{
    *out = NULL;
    if (file.size > YAML_SIZE_LIMIT) {
        findings_add(findings, &yaml_rules[YAML_TOO_LARGE], (struct place){1, 1},
                     "the file is larger than 1 MiB");
        return;
    }
    if (!encoding_is_fit(findings, file))
        return;
    file = without_mark(file);
    if (file.size == 0 || !characters_are_fit(findings, file, arena)) {
        if (file.size == 0)
            findings_add(findings, &yaml_rules[YAML_NOT_ONE_DOCUMENT], (struct place){1, 1},
                         "the file is empty");
        return;
    }
    SCOPED_READING reading = {.findings = findings, .arena = arena, .file = file};
    if (!yaml_parser_initialize(&reading.parser))
        abort();
    yaml_parser_set_encoding(&reading.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reading.parser, file.data, file.size);
    *out = read_document(&reading);
}

const struct yaml_member *yaml_member(const struct yaml_node *node, const char *key)
{
    if (!node || node->kind != YAML_MAP)
        return NULL;
    size_t low = 0, high = node->count; /* the first that is not before key: the one that counts */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(node->by_key[middle]->key->text, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < node->count && text_equal(node->by_key[low]->key->text, key);
    return found ? node->by_key[low] : NULL;
}

struct yaml_node *yaml_get(const struct yaml_node *node, const char *key)
{
    const struct yaml_member *member = yaml_member(node, key);
    return member ? member->value : NULL;
}

const char *yaml_kind_name(const struct yaml_node *node)
{
    static const char *const names[] = {
        [YAML_SCALAR] = "text",
        [YAML_LIST] = "a list",
        [YAML_MAP] = "a map",
    };
    return names[node->kind];
}
