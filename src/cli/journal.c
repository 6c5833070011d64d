#include "cli/journal.h"

#include "assess/institution.h"
#include "assess/person.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/keys.h"
#include "cli/listing.h"

enum { LAST_DEFAULT = 20, EXPORT_LIMIT = 1024 * 1024 * 1024, PUBLIC_MODE = 0644 };

struct reading {
    struct call *call;
    struct value *rows;
    const char *kind; /* NULL: every kind */
};

/* "role.granted" is of kind "role" too. */
static bool is_of_kind(const char *kind, const char *wanted)
{
    size_t length = strlen(wanted);
    return strncmp(kind, wanted, length) == 0 && (kind[length] == '\0' || kind[length] == '.');
}

static fallible add_entry(void *context, const struct journal_entry *entry)
{
    struct reading *reading = context;
    struct arena *arena = reading->call->arena;
    if (reading->kind && !is_of_kind(entry->kind, reading->kind))
        return NULL;
    struct value *row;
    struct person person;
    TRY(value_parse(&row, bytes_of_text(entry->text), "journal", arena));
    const struct value *by = value_get(row, "by"), *open = value_get(row, "open");
    TRY(person_of(&person, reading->call->desk.db, (struct person_id){by ? value_integer(by) : 0},
                  arena));
    struct value *shown = value_object(arena);
    value_set_integer(shown, "seq", entry->seq);
    value_set_text(shown, "at", instant_text(entry->at_s, arena));
    value_set_text(shown, "by", person.ref);
    value_set_text(shown, "kind", entry->kind);
    value_set(shown, "open", open);
    value_set(shown, "sealed", value_get(row, "sealed"));
    value_append(reading->rows, shown);
    return NULL;
}

fallible cli_journal_list(struct call *call)
{
    static const struct shown columns[] = {{"seq", "SEQ"},   {"at", "AT"},     {"by", "BY"},
                                           {"kind", "KIND"}, {"open", "OPEN"}, {NULL, NULL}};
    struct journal_head head;
    int64_t last;
    struct reading reading = {call, value_array(call->arena), call_option(call, "--kind")};
    TRY(call_number(&last, call, "--last", 0, INT64_MAX, reading.kind ? 0 : LAST_DEFAULT));
    TRY(journal_head_now(&head, call->desk.db));
    int64_t from = last == 0 || last >= head.size ? 1 : head.size - last + 1;
    TRY(journal_walk(call->desk.db, from, add_entry, &reading));
    listing_say(call, "entries", reading.rows, columns,
                reading.kind ? "no entries of this kind" : "nothing happened yet",
                "usta journal list --last 0");
    return NULL;
}

fallible cli_journal_head(struct call *call)
{
    static const struct shown lines[] = {
        {"origin", "journal"}, {"size", "entries"}, {"root", "root"}, {NULL, NULL}};
    struct journal_head head;
    struct institution institution;
    const char *note = NULL;
    TRY(institution_get(&institution, call->desk.db, call->arena));
    TRY(journal_head_now(&head, call->desk.db));
    if (call_option(call, "--sign"))
        TRY(keys_sign_head(&note, call, &head));
    value_set_text(call->answer, "origin", institution.origin);
    value_set_integer(call->answer, "size", head.size);
    value_set_text(call->answer, "root", digest_text(&head.root, call->arena));
    value_set_text(call->answer, "note", note);
    if (note)
        buffer_add_text(&call->said, note);
    else
        listing_say_card(call, call->answer, lines);
    return NULL;
}

struct export
{
    struct buffer text;
    int64_t count;
};

static fallible export_entry(void *context, const struct journal_entry *entry)
{
    struct export *export = context;
    buffer_add_text(&export->text, entry->text);
    buffer_add_byte(&export->text, '\n');
    export->count++;
    return NULL;
}

fallible cli_journal_export(struct call *call)
{
    const char *path = call_argument(call, 0);
    struct export export = {.text = buffer_make(call->arena, EXPORT_LIMIT)};
    struct bytes bytes;
    TRY(journal_walk(call->desk.db, 1, export_entry, &export));
    TRY(buffer_take(&bytes, &export.text, "journal"));
    TRY(file_write(path, bytes, PUBLIC_MODE));
    value_set_text(call->answer, "file", path);
    value_set_integer(call->answer, "entries", export.count);
    call_say(call, "%lld entries in %s", (long long)export.count, path);
    return NULL;
}
