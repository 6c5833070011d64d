#include "cli/certificate_file.h"

#include "assess/candidate.h"
#include "base/file.h"
#include "base/text.h"
#include "certify/certificate_file.h"
#include "certify/certificate_revision.h"
#include "certify/hand_over.h"
#include "certify/keyring.h"
#include "cli/code.h"
#include "cli/keys.h"
#include "cli/listing.h"
#include "cli/progress.h"

enum { PUBLIC_MODE = 0644 };

const struct shown certificate_columns[] = {
    {"code", "CODE"},     {"candidate", "CANDIDATE"}, {"name", "NAME"},   {"scheme", "SCHEME"},
    {"issued", "ISSUED"}, {"expires", "EXPIRES"},     {"state", "STATE"}, {NULL, NULL}};

/* What is printed comes from the record that was frozen. */
fallible certificate_value(struct value **out, struct call *call,
                           const struct certificate *certificate)
{
    struct candidate candidate;
    struct value *record, *object = value_object(call->arena);
    TRY(candidate_of(&candidate, call->desk.db, certificate->candidate, call->arena));
    TRY(value_parse(&record, bytes_of_text(certificate->record), "record", call->arena));
    const struct value *scheme = value_get(record, "scheme");
    const char *id, *version;
    TRY(value_need_text(&id, scheme, "id"));
    TRY(value_need_text(&version, scheme, "version"));
    value_set_text(object, "code", code_text(&certificate->code, call->arena));
    value_set_text(object, "candidate", candidate.ref);
    value_set(object, "name", value_get(value_get(record, "holder"), "name_latin"));
    value_set_text(object, "scheme", arena_format(call->arena, "%s@%s", id, version));
    value_set_text(object, "issued", certificate->issued_day);
    value_set_text(object, "expires", certificate->expires_day);
    value_set_text(object, "state", certificate->state);
    value_set(object, "test", value_get(value_get(record, "issuer"), "test"));
    *out = object;
    return NULL;
}

fallible certificate_write(const char **path, struct call *call,
                           const struct certificate *certificate, const char *folder)
{
    SCOPED_ARENA(arena); /* the bytes are many, and not needed any more */
    struct bytes pdf;
    char *name = arena_format(arena, "%s.pdf", code_text(&certificate->code, arena));
    TRY(certificate_file(&pdf, call->desk.db, certificate, arena));
    TRY(folder_make(folder));
    *path = path_join(call->arena, folder, name);
    return file_write(*path, pdf, PUBLIC_MODE);
}

/* Those named, or all that have a file. */
static fallible select_certificates(struct certificates *out, struct call *call)
{
    struct certificates all, some = {0};
    if (call->argument_count == 1) {
        TRY(certificate_list(&all, call->desk.db, NULL, call->arena));
        for (size_t i = 0; i < all.count; i++) {
            bool erased;
            TRY(certificate_file_erased(&erased, call->desk.db, &all.items[i]));
            if (!erased && !text_equal(all.items[i].state, "intended"))
                *ARENA_PUSH(call->arena, some.items, some.count) = all.items[i];
        }
    }
    for (size_t i = 1; i < call->argument_count; i++)
        TRY(code_certificate(ARENA_PUSH(call->arena, some.items, some.count), call,
                             call->arguments[i]));
    *out = some;
    return NULL;
}

fallible cli_certificate_export(struct call *call)
{
    const char *folder = call_argument(call, 0);
    struct certificates certificates;
    struct value *files = value_array(call->arena);
    TRY(select_certificates(&certificates, call));
    SCOPED_PROGRESS progress = progress_begin("exporting", certificates.count);
    for (size_t i = 0; i < certificates.count; i++) {
        const char *path;
        TRY(certificate_write(&path, call, &certificates.items[i], folder));
        value_append(files, value_of_text(path, call->arena));
        call_say(call, "%s", path);
        progress_step(&progress);
    }
    value_set(call->answer, "files", files);
    if (certificates.count == 0)
        call_say(call, "no certificates are issued yet\n  next: usta certificate issue");
    return NULL;
}

fallible cli_certificate_list(struct call *call)
{
    struct certificates certificates;
    struct value *rows = value_array(call->arena);
    TRY(certificate_list(&certificates, call->desk.db, call_option(call, "--state"), call->arena));
    for (size_t i = 0; i < certificates.count; i++) {
        struct value *row;
        TRY(certificate_value(&row, call, &certificates.items[i]));
        value_append(rows, row);
    }
    listing_say(call, "certificates", rows, certificate_columns, "no certificates yet",
                "usta certificate issue");
    return NULL;
}

static fallible answer_hand_overs(struct call *call, const struct certificate *certificate)
{
    struct hand_overs list;
    struct value *rows = value_array(call->arena);
    TRY(hand_over_list(&list, call->desk.db, certificate->id, call->arena));
    for (size_t i = 0; i < list.count; i++) {
        struct value *row = value_object(call->arena);
        value_set_text(row, "at", instant_text(list.items[i].at_s, call->arena));
        value_set_text(row, "by", list.items[i].by);
        value_set_text(row, "identity_seen", list.items[i].document_kind);
        value_append(rows, row);
    }
    value_set(call->answer, "handed_over", rows);
    return NULL;
}

static fallible answer_files(struct call *call, const struct certificate *certificate)
{
    struct certificate_revisions list;
    struct value *rows = value_array(call->arena);
    TRY(certificate_revision_list(&list, call->desk.db, certificate, call->arena));
    for (size_t i = 0; i < list.count; i++) {
        struct value *row = value_object(call->arena);
        value_set_integer(row, "revision", list.items[i].number);
        value_set_integer(row, "size", list.items[i].size);
        value_set_text(row, "digest", digest_text(&list.items[i].digest, call->arena));
        value_set_text(row, "at", instant_text(list.items[i].at_s, call->arena));
        value_append(rows, row);
    }
    value_set(call->answer, "files", rows);
    return NULL;
}

fallible cli_certificate_show(struct call *call)
{
    static const struct shown lines[] = {
        {"code", "code"},     {"candidate", "candidate"}, {"name", "name"},
        {"scheme", "scheme"}, {"issued", "issued"},       {"expires", "expires"},
        {"state", "state"},   {"test", "test"},           {NULL, NULL}};
    static const struct shown units[] = {{"rubric", "UNIT"},          {"outcome", "OUTCOME"},
                                         {"total_shown", "TOTAL, %"}, {"tested", "TESTED"},
                                         {"profile", "PROFILE"},      {NULL, NULL}};
    static const struct shown copies[] = {
        {"at", "HANDED OVER"}, {"by", "BY"}, {"identity_seen", "SEEN"}, {NULL, NULL}};
    static const struct shown files[] = {{"revision", "FILE"},
                                         {"size", "BYTES"},
                                         {"digest", "SHA-256"},
                                         {"at", "STORED"},
                                         {NULL, NULL}};
    struct certificate certificate;
    struct value *record;
    TRY(code_certificate(&certificate, call, call_argument(call, 0)));
    TRY(certificate_value(&call->answer, call, &certificate));
    TRY(value_parse(&record, bytes_of_text(certificate.record), "record", call->arena));
    value_set(call->answer, "units", value_get(record, "units"));
    value_set(call->answer, "record", record);
    TRY(answer_hand_overs(call, &certificate));
    TRY(answer_files(call, &certificate));
    listing_say_card(call, call->answer, lines);
    listing_say_part(call, "units", units);
    listing_say_part(call, "handed_over", copies);
    listing_say_part(call, "files", files);
    return NULL;
}

fallible cli_certificate_hand_over(struct call *call)
{
    struct certificate certificate;
    const char *seen;
    TRY(call_need_option(&seen, call, "--identity-seen"));
    TRY(code_certificate(&certificate, call, call_argument(call, 0)));
    TRY(hand_over_record(&call->desk, &certificate, seen));
    TRY(certificate_value(&call->answer, call, &certificate));
    TRY(answer_hand_overs(call, &certificate));
    call_say(call, "%s was handed over", code_text(&certificate.code, call->arena));
    return NULL;
}

fallible cli_certificate_trust(struct call *call)
{
    const char *path = call_argument(call, 0);
    TRY(keys_write_trust(call->desk.db, path, call->arena));
    value_set_text(call->answer, "file", path);
    call_say(call, "who checks certificates trusts %s", path);
    return NULL;
}
