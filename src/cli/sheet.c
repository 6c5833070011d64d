#include "cli/sheet.h"

#include "assess/sheet_receive.h"
#include "assess/sheet_show.h"
#include "assess/typing.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/keys.h"
#include "cli/listing.h"

static struct value *rejection_value(const struct receipt *receipt, struct arena *arena)
{
    struct value *object = value_object(arena);
    value_set_text(object, "id", receipt->id);
    value_set_integer(object, "seq", receipt->seq);
    value_set_text(object, "reason", receipt->refused);
    value_set_text(object, "hint", receipt->hint);
    return object;
}

static struct value *batch_value(const char *path, const struct event_batch *batch,
                                 const struct receipts *receipts, struct arena *arena)
{
    struct value *object = value_object(arena), *rejections = value_array(arena);
    for (size_t i = 0; i < receipts->count; i++)
        if (receipts->items[i].refused)
            value_append(rejections, rejection_value(&receipts->items[i], arena));
    value_set_text(object, "file", path);
    value_set_text(object, "device", batch->device);
    value_set_integer(object, "stored", (int64_t)receipts->stored);
    value_set_integer(object, "duplicate", (int64_t)receipts->duplicate);
    value_set_integer(object, "rejected", (int64_t)receipts->refused);
    value_set(object, "rejections", rejections);
    return object;
}

static void note_rejected(struct call *call, const struct event_batch *batch,
                          const struct receipts *receipts)
{
    for (size_t i = 0; i < receipts->count; i++) {
        const struct receipt *receipt = &receipts->items[i];
        if (!receipt->refused)
            continue;
        call_note(call, "%s, event %lld is kept without effect: %s", batch->device,
                  (long long)receipt->seq, receipt->refused);
        if (receipt->hint)
            call_note(call, "  %s", receipt->hint);
        call->exit_code = ERROR_REFUSED;
    }
}

static fallible import_file(struct call *call, struct value *batches, const char *path,
                            struct shelf *shelf)
{
    struct bytes file;
    struct event_batch batch;
    struct receipts receipts;
    TRY(file_read(&file, path, EVENT_FILE_LIMIT, call->arena));
    TRY(event_batch_read(&batch, file, path, call->arena));
    TRY_AS(typing_check_tablet(batch.device), "%s", path);
    TRY_AS(sheet_receive(&receipts, &call->desk, &batch, shelf, call->arena), "%s", path);
    value_append(batches, batch_value(path, &batch, &receipts, call->arena));
    note_rejected(call, &batch, &receipts);
    return NULL;
}

/* The head behind the deliveries: whoever keeps it can show later what was handed over. */
static fallible say_receipt(struct call *call)
{
    struct journal_head head;
    const char *note = NULL;
    TRY(journal_head_now(&head, call->desk.db));
    if (call_option(call, "--sign"))
        TRY(keys_sign_head(&note, call, &head));
    struct value *journal = value_object(call->arena);
    value_set_integer(journal, "size", head.size);
    value_set_text(journal, "root", digest_text(&head.root, call->arena));
    value_set_text(journal, "note", note);
    value_set(call->answer, "journal", journal);
    if (note)
        call_say(call, "\n%s", note);
    return NULL;
}

fallible cli_sheet_import(struct call *call)
{
    static const struct shown columns[] = {{"file", "FILE"},         {"device", "TABLET"},
                                           {"stored", "SAVED"},      {"duplicate", "KNOWN"},
                                           {"rejected", "REJECTED"}, {NULL, NULL}};
    struct value *batches = value_array(call->arena);
    struct shelf shelf = shelf_make(call->arena);
    for (size_t i = 0; i < call->argument_count; i++)
        TRY(import_file(call, batches, call->arguments[i], &shelf));
    listing_say(call, "batches", batches, columns, "nothing in these files", NULL);
    return say_receipt(call);
}

static fallible add_board(struct value *rows, struct call *call, const struct attempt *attempt)
{
    struct value *board;
    TRY(sheet_board(&board, call->desk.db, attempt, call->arena));
    const struct value *sheets = value_get(board, "sheets");
    for (size_t i = 0; i < value_size(sheets); i++) {
        struct value *row = value_object(call->arena), *sheet = value_at(sheets, i);
        value_set_text(row, "attempt", attempt->name);
        for (size_t j = 0; j < value_size(sheet); j++)
            value_set(row, value_key_at(sheet, j), value_at(sheet, j));
        value_append(rows, row);
    }
    return NULL;
}

/* A sitting that is only planned has no sheets, and nothing they could be marked by. */
static fallible list_attempts(struct attempts *out, struct call *call,
                              const struct sitting *sitting)
{
    *out = (struct attempts){0};
    if (text_equal(sitting->state, "planned"))
        return NULL;
    return attempt_list(out, call->desk.db, sitting->id, NULL, NULL, call->arena);
}

fallible cli_sheet_list(struct call *call)
{
    static const struct shown columns[] = {
        {"attempt", "ATTEMPT"}, {"examiner", "EXAMINER"}, {"duty", "DUTY"}, {"state", "STATE"},
        {"events", "EVENTS"},   {"expected", "EXPECTED"}, {NULL, NULL}};
    struct sitting sitting;
    struct attempts attempts;
    struct value *rows = value_array(call->arena);
    TRY(sitting_find(&sitting, call->desk.db, call_argument(call, 0), call->arena));
    TRY(list_attempts(&attempts, call, &sitting));
    for (size_t i = 0; i < attempts.count; i++)
        TRY(add_board(rows, call, &attempts.items[i]));
    listing_say(call, "sheets", rows, columns, "the sitting is not open yet",
                arena_format(call->arena, "usta sitting open %s", sitting.ref));
    return NULL;
}

fallible cli_sheet_show(struct call *call)
{
    static const struct shown lines[] = {{"attempt", "attempt"}, {"examiner", "examiner"},
                                         {"duty", "duty"},       {"state", "state"},
                                         {"device", "tablet"},   {NULL, NULL}};
    static const struct shown seals[] = {{"revision", "SEAL"},
                                         {"at", "AT"},
                                         {"events", "EVENTS"},
                                         {"digest", "DIGEST"},
                                         {NULL, NULL}};
    static const struct shown entries[] = {
        {"at", "AT"},         {"kind", "ENTRY"}, {"criterion", "LINE"}, {"says", "MARK"},
        {"reason", "REASON"}, {"text", "NOTE"},  {"undone", "UNDONE"},  {NULL, NULL}};
    struct attempt attempt;
    TRY(attempt_find(&attempt, call->desk.db, call_argument(call, 0), call->arena));
    TRY(sheet_show(&call->answer, &call->desk, &attempt, call_argument(call, 1), call->arena));
    listing_say_card(call, call->answer, lines);
    listing_say_part(call, "seals", seals);
    listing_say_part(call, "entries", entries);
    return NULL;
}
