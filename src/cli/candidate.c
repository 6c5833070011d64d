#include "cli/candidate.h"

#include "assess/attempt.h"
#include "assess/candidate.h"
#include "assess/candidate_column.h"
#include "assess/candidate_import.h"
#include "assess/person.h"
#include "assess/relationship.h"
#include "base/file.h"
#include "certify/photo.h"
#include "certify/pickup.h"
#include "cli/grounds.h"
#include "cli/listing.h"

enum { TEMPLATE_MODE = 0644 };

/* "name_latin" is asked for as "--name-latin". */
static char *option_name(const char *fact, struct arena *arena)
{
    char *name = arena_format(arena, "--%s", fact);
    for (char *c = name; *c; c++)
        *c = *c == '_' ? '-' : *c;
    return name;
}

/* The facts that were given replace those that are there. */
static fallible read_facts(struct candidate_facts *facts, struct call *call)
{
    for (size_t fact = 0; fact < FACT_COUNT; fact++) {
        const char *value = call_option(call, option_name(fact_name(fact), call->arena));
        if (value)
            fact_set(facts, fact, *value || !fact_optional(fact) ? value : NULL);
    }
    int64_t percent;
    TRY(call_number(&percent, call, "--extra-time-percent", 0, EXTRA_TIME_LIMIT_PERCENT,
                    facts->extra_time_percent));
    facts->extra_time_percent = (int)percent;
    return NULL;
}

static struct value *candidate_value(const struct candidate *candidate, struct arena *arena)
{
    struct value *object = value_object(arena);
    value_set_text(object, "candidate", candidate->ref);
    for (size_t fact = 0; fact < FACT_COUNT; fact++)
        value_set_text(object, fact_name(fact), fact_get(&candidate->facts, fact));
    value_set_integer(object, "extra_time_percent", candidate->facts.extra_time_percent);
    value_set_integer(object, "revision", candidate->revision);
    return object;
}

static fallible answer_candidate(struct candidate *out, struct call *call, const char *ref)
{
    TRY(candidate_find(out, call->desk.db, ref, call->arena));
    call->answer = candidate_value(out, call->arena);
    return NULL;
}

fallible cli_candidate_enrol(struct call *call)
{
    const char *ref = call_argument(call, 0);
    struct candidate_facts facts = {.document_kind = "passport"};
    struct candidate_id id;
    struct candidate candidate;
    TRY(read_facts(&facts, call));
    TRY(candidate_enrol(&id, &call->desk, ref, &facts, call_option(call, "--compared-with")));
    TRY(answer_candidate(&candidate, call, ref));
    call_say(call, "enrolled %s, %s", ref, candidate.facts.name_latin);
    call_say(call, "  next: usta sitting enter SITTING %s", ref);
    return NULL;
}

static fallible import_file(size_t *enrolled, struct call *call, const char *path)
{
    struct findings findings = findings_make(call->arena);
    struct bytes file;
    TRY(file_read(&file, path, CANDIDATE_IMPORT_SIZE_LIMIT, call->arena));
    struct error *error = candidate_import(enrolled, &call->desk, file, path, &findings,
                                           call->arena);
    if (error && findings.errors > 0)
        grounds_add_findings(call, &findings);
    return error;
}

/* A trial does all that the import does, and then nothing of it. */
fallible cli_candidate_import(struct call *call)
{
    SCOPED_TRANSACTION act = {0};
    const char *path = call_argument(call, 0);
    bool is_trial = call_option(call, "--dry-run") != NULL;
    size_t enrolled;
    TRY(transaction_begin(&act, call->desk.db));
    TRY(import_file(&enrolled, call, path));
    if (!is_trial)
        TRY(transaction_commit(&act));
    value_set_text(call->answer, "file", path);
    value_set_boolean(call->answer, "dry_run", is_trial);
    value_set_integer(call->answer, "enrolled", is_trial ? 0 : (int64_t)enrolled);
    value_set_integer(call->answer, "good", (int64_t)enrolled);
    if (is_trial)
        call_say(call,
                 "all %zu candidates of %s can be enrolled; nothing is written\n"
                 "  next: usta candidate import %s",
                 enrolled, path, path);
    else
        call_say(call,
                 "enrolled %zu candidates from %s\n"
                 "  next: usta sitting enter SITTING CANDIDATE…",
                 enrolled, path);
    return NULL;
}

fallible cli_candidate_template(struct call *call)
{
    static const struct shown columns[] = {
        {"column", "COLUMN"}, {"title", "CALLED"}, {"needed", "NEEDED"}, {NULL, NULL}};
    const char *path = call_argument(call, 0), *language = call_option_or(call, "--language", "en");
    struct value *rows = value_array(call->arena);
    struct bytes table;
    TRY(candidate_template(&table, language, call->arena));
    for (size_t column = 0; column < COLUMN_COUNT; column++) {
        const char *title = NULL;
        struct value *row = value_object(call->arena);
        TRY(candidate_column_title(&title, column, language));
        value_set_text(row, "column", candidate_column_name(column));
        value_set_text(row, "title", title);
        value_set_boolean(row, "needed", candidate_column_needed(column));
        value_append(rows, row);
    }
    TRY(file_write(path, table, TEMPLATE_MODE));
    value_set_text(call->answer, "file", path);
    listing_say(call, "columns", rows, columns, "", NULL);
    call_say(call, "an empty table is in %s\n  next: usta candidate import %s --dry-run", path,
             path);
    return NULL;
}

fallible cli_candidate_correct(struct call *call)
{
    const char *reason;
    struct candidate candidate;
    TRY(call_need_option(&reason, call, "--reason"));
    TRY(candidate_find(&candidate, call->desk.db, call_argument(call, 0), call->arena));
    TRY(read_facts(&candidate.facts, call));
    TRY(candidate_correct(&call->desk, candidate.id, &candidate.facts, reason,
                          call_option(call, "--compared-with")));
    TRY(answer_candidate(&candidate, call, candidate.ref));
    call_say(call, "corrected %s: revision %d", candidate.ref, candidate.revision);
    return NULL;
}

fallible cli_candidate_pickup(struct call *call)
{
    struct candidate candidate;
    struct code code;
    bool replaced;
    TRY(candidate_find(&candidate, call->desk.db, call_argument(call, 0), call->arena));
    TRY(pickup_make(&code, &replaced, &call->desk, candidate.id));
    const char *text = code_text(&code, call->arena);
    value_set_text(call->answer, "candidate", candidate.ref);
    value_set_text(call->answer, "pickup_code", text);
    value_set_boolean(call->answer, "replaced", replaced);
    call_say(call, "%s picks up with %s and the birth date", candidate.ref, text);
    call_say(call, "  hand it over now: it is not kept%s",
             replaced ? ", and the code before opens nothing any more" : "");
    return NULL;
}

fallible cli_candidate_list(struct call *call)
{
    static const struct shown columns[] = {{"candidate", "CANDIDATE"}, {"name_latin", "NAME"},
                                           {"name_cyrillic", ""},      {"born", "BORN"},
                                           {"region", "REGION"},       {"languages", "LANGUAGES"},
                                           {"destination", "FOR"},     {NULL, NULL}};
    struct candidates candidates;
    struct value *rows = value_array(call->arena);
    TRY(candidate_list(&candidates, call->desk.db, call->arena));
    for (size_t i = 0; i < candidates.count; i++)
        value_append(rows, candidate_value(&candidates.items[i], call->arena));
    listing_say(call, "candidates", rows, columns, "no candidates yet",
                "usta candidate import FILE.csv");
    return NULL;
}

static fallible answer_relationships(struct call *call, struct candidate_id candidate)
{
    struct relationships list;
    struct value *rows = value_array(call->arena);
    TRY(relationship_list(&list, call->desk.db, candidate, call->arena));
    for (size_t i = 0; i < list.count; i++) {
        struct person person;
        struct value *row = value_object(call->arena);
        TRY(person_of(&person, call->desk.db, list.items[i].person, call->arena));
        value_set_text(row, "person", person.ref);
        value_set_text(row, "kind", relationship_name(list.items[i].kind));
        value_set_text(row, "from", list.items[i].from_day);
        value_set_text(row, "until", list.items[i].until_day);
        value_append(rows, row);
    }
    value_set(call->answer, "relationships", rows);
    return NULL;
}

static fallible answer_attempts(struct call *call, struct candidate_id candidate)
{
    struct attempts list;
    struct value *rows = value_array(call->arena);
    TRY(attempt_list_of(&list, call->desk.db, candidate, call->arena));
    for (size_t i = 0; i < list.count; i++) {
        struct value *row = value_object(call->arena);
        value_set_text(row, "attempt", list.items[i].name);
        value_set_text(row, "state", list.items[i].state);
        value_append(rows, row);
    }
    value_set(call->answer, "attempts", rows);
    return NULL;
}

fallible cli_candidate_show(struct call *call)
{
    static const struct shown lines[] = {
        {"candidate", "candidate"},
        {"name_latin", "name"},
        {"name_cyrillic", "in Cyrillic"},
        {"born", "born"},
        {"sex", "sex"},
        {"document_kind", "document"},
        {"document_number", "number"},
        {"region", "region"},
        {"languages", "languages"},
        {"destination", "destination"},
        {"departure", "departure"},
        {"consent_day", "consent"},
        {"extra_time_percent", "extra time, %"},
        {"revision", "revision"},
        {NULL, NULL},
    };
    static const struct shown relations[] = {
        {"person", "PERSON"}, {"kind", "IS"}, {"from", "FROM"}, {"until", "UNTIL"}, {NULL, NULL}};
    static const struct shown attempts[] = {
        {"attempt", "ATTEMPT"}, {"state", "STATE"}, {NULL, NULL}};
    struct candidate candidate;
    TRY(answer_candidate(&candidate, call, call_argument(call, 0)));
    listing_say_card(call, call->answer, lines);
    TRY(answer_relationships(call, candidate.id));
    TRY(answer_attempts(call, candidate.id));
    listing_say_part(call, "relationships", relations);
    listing_say_part(call, "attempts", attempts);
    return NULL;
}

static fallible remove_photo(struct call *call, const struct candidate *candidate)
{
    if (call->argument_count > 1)
        return call_usage(call, "'--remove' takes no file");
    TRY(photo_remove(&call->desk, candidate));
    value_set(call->answer, "photo", value_null(call->arena));
    call_say(call, "%s has no photo any more", candidate->ref);
    return NULL;
}

fallible cli_candidate_photo(struct call *call)
{
    struct candidate candidate;
    struct jpeg photo;
    struct bytes file;
    TRY(candidate_find(&candidate, call->desk.db, call_argument(call, 0), call->arena));
    value_set_text(call->answer, "candidate", candidate.ref);
    if (call_option(call, "--remove"))
        return remove_photo(call, &candidate);
    if (call->argument_count < 2)
        return call_usage(call, "a photo is in a file");
    TRY(file_read(&file, call_argument(call, 1), JPEG_FILE_LIMIT, call->arena));
    TRY(photo_set(&photo, &call->desk, &candidate, file, call->arena));
    struct digest digest = digest_of(photo.bytes);
    value_set_text(call->answer, "photo", digest_text(&digest, call->arena));
    value_set_integer(call->answer, "width", photo.width);
    value_set_integer(call->answer, "height", photo.height);
    value_set_integer(call->answer, "bytes", (int64_t)photo.bytes.size);
    call_say(call, "%s has a photo of %d by %d pixels; %zu bytes of metadata were left out",
             candidate.ref, photo.width, photo.height, file.size - photo.bytes.size);
    return NULL;
}
