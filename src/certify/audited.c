#include "certify/audited.h"

#include "assess/audited.h"
#include "certify/certificate_file.h"
#include "certify/key.h"
#include "certify/revocation.h"

static const struct audited *const own[] = {&certificate_audited, &certificate_file_audited,
                                            &revocation_audited, &key_audited};

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
