#include "store/entry.h"

static const char *seal(const struct stamp *stamp, const struct value *facts, struct arena *arena)
{
    if (!facts)
        return NULL;
    const struct bytes parts[] = {bytes_of(stamp->salt, SALT_SIZE),
                                  bytes_of_text(value_canonical(facts, arena))};
    struct digest digest = digest_of_parts(parts, 2);
    return digest_text(&digest, arena);
}

struct entry entry_of_act(const struct stamp *stamp, const struct act *act, struct arena *arena)
{
    return (struct entry){.seq = stamp->seq,
                          .at_s = stamp->at_s,
                          .by = stamp->by.n,
                          .kind = act->kind,
                          .open = act->open ? act->open : value_object(arena),
                          .sealed = seal(stamp, act->sealed, arena)};
}

char *entry_text(const struct entry *entry, struct arena *arena)
{
    struct value *value = value_object(arena);
    value_set_text(value, "at", instant_text(entry->at_s, arena));
    value_set_integer(value, "by", entry->by);
    value_set_text(value, "kind", entry->kind);
    value_set(value, "open", entry->open);
    value_set_text(value, "sealed", entry->sealed);
    value_set_integer(value, "seq", entry->seq);
    return value_canonical(value, arena);
}

static fallible read_members(struct entry *entry, const struct value *value)
{
    const char *at;
    struct value *open;
    struct digest digest;
    TRY(value_need_integer(&entry->seq, value, "seq"));
    TRY(value_need_integer(&entry->by, value, "by"));
    TRY(value_need_text(&entry->kind, value, "kind"));
    TRY(value_need_text(&at, value, "at"));
    TRY(instant_parse(&entry->at_s, at, "'at'"));
    TRY(value_need(&open, value, "open", VALUE_OBJECT));
    entry->open = open;
    const struct value *sealed = value_get(value, "sealed");
    if (!sealed || value_kind(sealed) == VALUE_NULL)
        return NULL;
    TRY(value_need_text(&entry->sealed, value, "sealed"));
    return digest_parse(&digest, entry->sealed, "'sealed'");
}

fallible entry_read(struct entry *out, struct bytes text, struct arena *arena)
{
    struct value *value;
    struct entry entry = {0};
    TRY(value_parse(&value, text, "entry", arena));
    TRY(read_members(&entry, value));
    if (!bytes_equal(text, bytes_of_text(entry_text(&entry, arena))))
        return error_make(ERROR_REFUSED, "the text is not in canonical form");
    *out = entry;
    return NULL;
}
