#include "certify/audited.h"

#include "assess/audited.h"
#include "certify/certificate_revision.h"
#include "certify/hand_over.h"
#include "certify/key_crl.h"
#include "certify/key_request.h"
#include "certify/key_retirement.h"
#include "certify/photo.h"
#include "certify/pickup.h"
#include "certify/revocation.h"

static const struct audited *const own[] = {&certificate_audited, &certificate_revision_audited,
                                            &revocation_audited,  &key_audited,
                                            &key_signer_audited,  &key_retirement_audited,
                                            &key_request_audited, &key_crl_audited,
                                            &pickup_audited,      &hand_over_audited,
                                            &photo_audited};

struct audited_nouns audited_nouns(struct arena *arena)
{
    const struct audited **items = NULL;
    size_t count = 0;
    for (size_t i = 0; i < assess_audited_count; i++)
        *ARENA_PUSH(arena, items, count) = assess_audited[i];
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        *ARENA_PUSH(arena, items, count) = own[i];
    return (struct audited_nouns){items, count};
}

bool audited_is_marked(const struct audited_marks *marks, int64_t seq)
{
    return seq >= 1 && seq <= marks->size && marks->entries[seq];
}

fallible audited_marks_read(struct audited_marks *out, struct db *db,
                            const struct statement *statement, struct db_values values,
                            struct arena *arena)
{
    struct journal_head head;
    SCOPED_ROWS rows = NULL;
    TRY(journal_head_now(&head, db));
    struct audited_marks marks = {ARENA_ARRAY(arena, bool, (size_t)head.size + 1), head.size};
    TRY(db_rows_open(&rows, db, statement, values));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        int64_t seq = db_rows_integer(rows, 0);
        if (seq >= 1 && seq <= marks.size)
            marks.entries[seq] = true;
    }
    *out = marks;
    return NULL;
}
