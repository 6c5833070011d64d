#include "certify/certificate_status.h"

#include "assess/role.h"
#include "base/text.h"
#include "certify/certificate_status_sql.h"
#include "certify/key_retirement.h"
#include "certify/status.h"
#include "store/journal.h"

enum { SECONDS_AN_HOUR = 3600 };

static enum status_state state_of(const char *state)
{
    static const struct {
        const char *name;
        enum status_state state;
    } states[] = {{"issued", STATUS_ISSUED},
                  {"suspended", STATUS_SUSPENDED},
                  {"superseded", STATUS_SUPERSEDED},
                  {"revoked", STATUS_REVOKED}};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (text_equal(states[i].name, state))
            return states[i].state;
    ASSERT(false); /* a certificate with a file is in one of these states */
}

static struct digest digest_at(const struct db_rows *rows, int column, struct arena *arena)
{
    struct digest digest;
    struct bytes bytes = db_rows_blob(rows, column, arena);
    ASSERT(bytes.size == DIGEST_SIZE);
    memcpy(digest.data, bytes.data, DIGEST_SIZE);
    return digest;
}

static fallible list_files(struct status_row **out, size_t *count, struct db *db,
                           struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct status_row *items = NULL;
    size_t size = 0;
    TRY(db_rows_open(&rows, db, &sql_certificate_status_all, DB_NO_VALUES));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        *ARENA_PUSH(arena, items,
                    size) = (struct status_row){.code = digest_at(rows, 0, arena),
                                                .file = digest_at(rows, 1, arena),
                                                .state = state_of(db_rows_text(rows, 2, arena))};
    }
    *out = items;
    *count = size;
    return NULL;
}

static fallible list_keys(struct status_list *list, struct db *db, struct arena *arena)
{
    struct key_signers signers;
    struct status_key *keys = NULL;
    TRY(key_signer_list(&signers, db, arena));
    for (size_t i = 0; i < signers.count; i++) {
        const struct key_signer *signer = &signers.items[i];
        struct status_key key = {.revoked_at_s = signer->since_s};
        if (!signer->reason || !key_retirement_revokes(signer->reason))
            continue;
        TRY(digest_parse(&key.certificate, signer->fingerprint, "fingerprint of a signer"));
        *ARENA_PUSH(arena, keys, list->key_count) = key;
    }
    list->keys = keys;
    return NULL;
}

fallible certificate_status(struct bytes *out, size_t *count, struct desk *desk,
                            const struct signer *signer, int hours, struct arena *arena)
{
    ASSERT(hours >= 1);
    struct status_row *rows;
    size_t row_count;
    int64_t now_s = clock_now_s(desk->clock);
    TRY(role_require(desk, TASK_ISSUE, NULL));
    TRY(journal_check_clock(desk));
    TRY(list_files(&rows, &row_count, desk->db, arena));
    struct status_list list = {.made_at_s = now_s,
                               .until_s = now_s + (int64_t)hours * SECONDS_AN_HOUR,
                               .rows = rows,
                               .row_count = row_count};
    TRY(list_keys(&list, desk->db, arena));
    TRY(signer_check(signer, now_s, list.until_s));
    TRY(status_write(out, &list, signer, arena));
    *count = row_count;
    return NULL;
}
